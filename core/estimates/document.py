"""What does an estimate say to the patient, as text that every printer takes?"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from core.calendar.names import format_date
from core.calendar.wall import local
from core.estimates import sentences as say
from core.text.money import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Clinic
    from core.estimates.model import Estimate
    from core.patients.model import Patient

WIDTH: Final = 72
"""Cells of a line, which a page of letter size and one of A4 take."""


def estimate_text(estimate: Estimate, patient: Patient, clinic: Clinic, tax_id: str) -> str:
    """The whole document: who, what and when, line by line, and what the patient is to know of it."""
    head = _head(estimate, patient, clinic, tax_id)
    notes = (line for sentence in say.DISCLAIMERS for line in ("", *wrap(sentence, WIDTH)))
    return "\n".join((*head, *_charges(estimate), *notes)) + "\n"


def _head(estimate: Estimate, patient: Patient, clinic: Clinic, tax_id: str) -> Iterator[str]:
    site, kind = clinic.sites[estimate.site], clinic.visit_types[estimate.visit_type]
    place = [site.name]
    if site.npi:
        place.append(say.NPI.format(npi=site.npi))
    if tax_id:
        place.append(say.TAX_ID.format(tax_id=tax_id))
    yield say.TITLE
    yield "=" * WIDTH
    yield from _labelled(say.FOR, patient.name)
    yield from _labelled(say.BORN, f"{patient.birth_date:%-d %b %Y}")
    yield from _labelled(say.MRN, patient.mrn)
    yield from _labelled(say.SERVICE, kind.name)
    yield from _labelled(say.DATE, format_date(estimate.day))
    yield from _labelled(say.WITH, clinic.providers[estimate.provider].name)
    yield from _labelled(say.AT, ", ".join(place))
    yield from _labelled(say.MADE_ON, format_date(local(estimate.at, site.tz).date()))
    yield ""


def _charges(estimate: Estimate) -> Iterator[str]:
    yield say.EXPECTED
    yield "-" * WIDTH
    for line in estimate.lines:
        first, *more = wrap(f"{line.code}  {line.name}", WIDTH - 16) or [line.code]
        yield _two(first, money(line.cents, estimate.currency))
        yield from (f"  {rest}" for rest in more)
    yield "-" * WIDTH
    yield _two(say.TOTAL, money(estimate.cents, estimate.currency))
    yield say.DIAGNOSIS


def _labelled(label: str, text: str) -> Iterator[str]:
    first, *more = wrap(text, WIDTH - 14) or [""]
    yield f"{label:<14}{first}"
    yield from (f"{'':<14}{rest}" for rest in more)


def _two(left: str, right: str) -> str:
    return f"{left}{right:>{max(WIDTH - len(left), len(right) + 1)}}"
