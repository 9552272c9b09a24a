"""Which fields has the form of a patient's record?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from tui.prompts.fields import Field
from tui.prompts.patient_texts import LONGEST, LONGEST_ADDRESS, LONGEST_NUMBER, numbers
from tui.prompts.sentences import (
    FORM_CONSENTS,
    FORM_DATED,
    FORM_DATED_BEFORE,
    FORM_DATED_NEVER,
    FORM_HELP,
    FORM_KINDS,
    FORM_LABELS,
    FORM_SECTIONS,
    FORM_SEXES,
    FORM_STATUSES,
    FORM_YES_NO,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from core.patients.model import Patient
    from tui.prompts.patient_texts import Reader

_EXAMPLE: Final = date(1984, 3, 14)


def fields_for(texts: Mapping[str, str], reader: Reader, patient: Patient | None) -> tuple[Field, ...]:
    """The fields of a new record, or of the one of `patient`, while those texts stand in them."""
    return tuple(_fields(texts, reader, patient))


def _fields(texts: Mapping[str, str], reader: Reader, patient: Patient | None) -> Iterator[Field]:
    for name in ("family", "given", "preferred"):
        yield _field(name, "names")
    yield from _repeated("previous", "names", texts)
    yield _field("birth_date", "birth", example=reader.order.write(_EXAMPLE))
    yield _field("sex", "birth", choices=FORM_SEXES)
    filled = numbers(texts, "phone")
    for number in range(max(filled, default=-1) + 2):
        named = f"phone.{number}"
        yield _field("phone", "contact", name=f"{named}.number", longest=LONGEST_NUMBER)
        if number not in filled:
            continue
        kinds = FORM_KINDS | ({kind: kind} if (kind := texts.get(f"{named}.kind", "mobile")) not in FORM_KINDS else {})
        yield _field("kind", "contact", name=f"{named}.kind", choices=kinds)
        yield _field("consent", "contact", name=f"{named}.consent", choices=FORM_CONSENTS)
    yield _field("email", "contact")
    yield _field("address", "contact", longest=LONGEST_ADDRESS)
    yield _field("language", "language")
    yield _field("interpreter", "language", choices=FORM_YES_NO)
    yield _field("usual_provider", "care")
    yield _field("mrn" if patient else "new_mrn", "care", name="mrn", longest=LONGEST_NUMBER)
    yield _field("external_id", "care")
    yield from _repeated("alert", "alerts", texts)
    if patient:
        yield _field("status", "status", choices=FORM_STATUSES)
        for name, at in (
            ("identity", patient.identity_verified_at),
            ("demographics", patient.demographics_confirmed_at),
        ):
            yield _field(name, "status", choices=_dated(at, reader))


def _repeated(what: str, section: str, texts: Mapping[str, str]) -> Iterator[Field]:
    """As many as are filled, and one more."""
    for number in range(max(numbers(texts, what), default=-1) + 2):
        yield _field(what, section, name=f"{what}.{number}")


def _field(
    what: str,
    section: str,
    *,
    name: str = "",
    choices: Mapping[str, str] | None = None,
    longest: int = LONGEST,
    example: str = "",
) -> Field:
    """The field of that name, `what` if none is given, with its words."""
    help_line = FORM_HELP[what].format(example=example)
    pairs = tuple((choices or {}).items())
    return Field(name or what, FORM_SECTIONS[section], FORM_LABELS[what], help_line, pairs, longest)


def _dated(at: datetime | None, reader: Reader) -> dict[str, str]:
    before = FORM_DATED_BEFORE.format(day=f"{at.astimezone(reader.zone):%-d %b %Y}") if at else FORM_DATED_NEVER
    return {kept: word.format(before=before) for kept, word in FORM_DATED.items()}
