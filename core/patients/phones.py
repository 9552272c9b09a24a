"""How are a patient's phone numbers read, told, and brought by a file?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.fields.model import Items, Kind, Part, ReadContext
from core.patients import sentences
from core.patients.model import Phone
from core.text.card_numbers import refuse_card_number
from core.text.cleaning import clean_text, require_text
from core.text.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LEAST_DIGITS: Final = 3
_MOST_DIGITS: Final = 20
"""More are two numbers in one cell of a file."""
_LONGEST: Final = 40


def phones() -> Kind[tuple[Phone, ...]]:
    """The numbers of a record, the first of which is called first."""
    return Kind(
        partial(_read, "mobile"),
        lambda value, name, reading: tuple(_clean(phone, name, reading) for phone in value),
        items=lambda value: tuple(f"{phone.number} {phone.kind}" for phone in value),
        in_full=lambda value, reading: "; ".join(map(_with_consent, value)),
        json=lambda value: [
            {"number": phone.number, "kind": phone.kind, "voice": phone.voice, "text": phone.text} for phone in value
        ],
        merge=_merged,
        join=", ",
        listed=Items(
            (
                Part("number", longest=_LONGEST),
                Part("kind", "  kind", sentences.PHONE_KIND_HELP, choices=sentences.PHONE_KINDS),
                Part("consent", "  may we", sentences.PHONE_CONSENT_HELP, choices=sentences.PHONE_CONSENTS),
            ),
            _from_parts,
            lambda value: [_parts(phone) for phone in value],
        ),
    )


def phone_column(kind: str) -> Kind[tuple[Phone, ...]]:
    """Numbers of one kind, as a column of a file has them."""
    return Kind(partial(_read, kind))


def joined(*several: Iterable[Phone]) -> tuple[Phone, ...]:
    """The phones of several columns; a number that stands in two is that of the first."""
    every = [phone for phones in several for phone in phones]
    return tuple({phone.digits: phone for phone in reversed(every)}.values())[::-1]


def with_consents_of(known: tuple[Phone, ...], typed: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """The phones typed; one that is known already keeps its kind and consent."""
    by_digits = {phone.digits: phone for phone in known if phone.digits}
    return tuple(by_digits.get(phone.digits, phone) for phone in typed)


def _read(kind: str, typed: Sequence[str], name: str, reading: ReadContext) -> tuple[Phone, ...]:
    if reading.in_file:
        return tuple(_clean(Phone(each, kind), name, reading) for each in typed)
    return tuple(Phone(each, kind) for each in typed if each.strip())


def _clean(phone: Phone, name: str, reading: ReadContext) -> Phone:
    """A number with its kind and consent. Raises BadInput for one without digits."""
    if not phone.number.lstrip().startswith("+"):  # abroad they are as long
        refuse_card_number(phone.number, name)
    if reading.in_file:
        cleaned = Phone(require_text(phone.number, name, limit=_LONGEST), phone.kind)
        if not _LEAST_DIGITS <= len(cleaned.digits) <= _MOST_DIGITS:
            raise BadInput(sentences.PHONE_IN_FILE.format(value=shown(cleaned.number)), field=name)
        return cleaned
    cleaned = Phone(clean_text(phone.number, limit=_LONGEST), clean_text(phone.kind), phone.voice, phone.text)
    if len(cleaned.digits) < _LEAST_DIGITS:
        raise BadInput(sentences.PHONE_WITHOUT_DIGITS.format(number=cleaned.number), field=name)
    return cleaned


def _from_parts(typed: Sequence[Mapping[str, str]]) -> tuple[Phone, ...]:
    found = []
    for each in typed:
        number = clean_text(each["number"], limit=_LONGEST)
        if number:
            consent = each.get("consent", "voice").split()
            kind = each.get("kind", "mobile")
            found.append(Phone(number, kind, voice="voice" in consent, text="text" in consent))
    return tuple(found)


def _parts(phone: Phone) -> dict[str, str]:
    consent = " ".join(word for word, is_given in (("voice", phone.voice), ("text", phone.text)) if is_given)
    return {"number": phone.number, "kind": phone.kind, "consent": consent}


def _with_consent(phone: Phone) -> str:
    return f"{phone.number} {phone.kind}, {sentences.PHONE_CONSENT_ON_SHEET[phone.voice, phone.text]}"


def _merged(kept: tuple[Phone, ...], said: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """The numbers of a record after a file named `said`, each in place of those of its kind.

    One that is known stays as it is, with its consents.
    """
    known = {phone.digits: phone for phone in kept}
    if all(phone.digits in known for phone in said):
        return kept
    kinds = {phone.kind for phone in said}
    now = {phone.digits: known.get(phone.digits, phone) for phone in said}
    others = tuple(phone for phone in kept if phone.digits not in now and phone.kind not in kinds)
    return (*now.values(), *others)
