"""How is one cell read, and what is said when it cannot be?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from core.errors import BadInput
from core.patients.importing import sentences
from core.patients.model import PatientStatus, Phone, Sex
from core.text.cleaning import require_text
from core.text.wording import not_among, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

SEXES: Final[Mapping[str, Sex]] = {word: sex for sex in Sex for word in (sex.value, sex.letter)}
STATUSES: Final[Mapping[str, PatientStatus]] = {
    status.value: status for status in PatientStatus if status is not PatientStatus.ENTERED_IN_ERROR
}
FLAGS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("yes", "y", "true", "t", "1"), True),
    **dict.fromkeys(("no", "n", "false", "f", "0"), False),
}
LIMITS: Final[Mapping[str, int]] = {"mrn": 40, "address": 240}
"""Most characters of a text, 120 where nothing else is said: those of a registration."""

Meaning = TypeVar("Meaning", Sex, PatientStatus, bool)

_LEAST_DIGITS: Final = 3
_MOST_DIGITS: Final = 20
_LONGEST_PHONE: Final = 40


def read_text(text: str, field: str) -> str:
    """Text that is safe to keep. Raises BadInput when nothing is left of it, or too much to keep all of it."""
    most = LIMITS.get(field, 120)
    cleaned = require_text(text, field, limit=most + 1)
    if len(cleaned) > most:
        raise BadInput(sentences.IMPORT_TOO_LONG.format(field=field.replace("_", " "), most=most), field=field)
    return cleaned


def read_sex(text: str) -> Sex:
    """A sex by word or first letter. Raises BadInput."""
    return _word(text, "sex", SEXES, [sex.value for sex in Sex])


def read_status(text: str) -> PatientStatus:
    """A status that a record may come with. Raises BadInput."""
    return _word(text, "status", STATUSES, list(STATUSES))


def read_flag(text: str, field: str) -> bool:
    """Yes or no. Raises BadInput."""
    return _word(text, field, FLAGS, ["yes", "no"])


def read_email(text: str) -> str:
    """An e-mail address. Raises BadInput."""
    email = read_text(text, "email")
    if "@" not in email:
        raise BadInput(sentences.IMPORT_NO_EMAIL.format(value=shown(email)), field="email")
    return email


def read_phone(text: str, field: str, kind: str) -> Phone:
    """A phone number as it stands there. Raises BadInput for what has too few digits, or too many for one number."""
    phone = Phone(require_text(text, field, limit=_LONGEST_PHONE), kind)
    if not _LEAST_DIGITS <= len(phone.digits) <= _MOST_DIGITS:
        raise BadInput(sentences.IMPORT_NO_PHONE.format(value=shown(phone.number)), field=field)
    return phone


def _word(text: str, field: str, meanings: Mapping[str, Meaning], words: list[str]) -> Meaning:
    meaning = meanings.get(text.strip().lower())
    if meaning is None:
        noun = sentences.IMPORT_NOUNS[field]
        raise BadInput(not_among(text.strip(), words, noun), field=field)
    return meaning
