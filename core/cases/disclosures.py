"""What of a patient's record was disclosed, to whom and why: the accounting that they may ask for (45 CFR 164.528).

Six years back from the day it is asked for. Left out, as the rule has it, is what served treatment, payment or
operations, what went to the patient or who stands for them, and what they had authorized; the journal has that too.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_day
from core.cases import sentences as say
from core.cases.kinds.book import KINDS
from core.cases.model import Act, Case, CaseEvent, CaseStatus, EventStatus
from core.clinic.codes import first_site, today_at
from core.documents import letters
from core.errors import BadInput
from core.patients.finding import present
from core.structs import replace
from core.templates.kinds import ACCOUNTING
from core.templates.languages import written_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic
    from core.documents.letters import Letter
    from core.patients.model import Patient
    from core.record_ref import PatientId

_YEARS: Final = 6
_LEFT_OUT: Final = frozenset({"patient", "representative", "authorization", "treatment", "payment", "operations"})


class Disclosure(Struct, frozen=True):
    """What left on a day: to whom and where they are, what, and why. Several alike are one, `count` until `last`."""

    on: date
    to: str
    address: str
    what: str
    why: str
    authority: str
    case: int
    count: int = 1
    last: date | None = None


class Accounting(Struct, frozen=True):
    """The disclosures from the day `first` to the day `until`, the oldest first, and how many were left out."""

    patient: Patient
    first: date
    until: date
    disclosures: tuple[Disclosure, ...]
    left_out: int


def accounting(context: CaseContext, actor: str, patient: PatientId, *, since: date | None) -> Accounting:
    """What was disclosed in six years, or since a later day. Raises NotFound, BadInput."""
    with context.reading(actor, Privilege.RELEASE_RECORDS) as (reading, clinic):
        who = present(reading, patient)
        until = today_at(first_site(clinic), context.clock.now())
        if since and since > until:
            raise BadInput(say.SINCE_TO_COME.format(day=format_day(since, until)), field="since")
        first = max(_years_before(until), since or date.min)
        left = [one for one in _disclosed(reading, clinic, patient) if first <= one.on <= until]
        told = [one for one in left if one.authority not in _LEFT_OUT]
        return Accounting(who, first, until, _summarised(told), len(left) - len(told))


def document(context: CaseContext, actor: str, patient: PatientId, *, since: date | None) -> Letter:
    """The same as a document for the patient, in their language. Raises what `accounting` does, or BadSettings."""
    found = accounting(context, actor, patient, since=since)
    with context.reading(actor, Privilege.RELEASE_RECORDS) as (reading, _):
        return letters.made(
            context,
            reading,
            actor,
            kind=ACCOUNTING,
            name=ACCOUNTING.name,
            patient=found.patient,
            visit=None,
            more=lambda language: {
                "first": written_day(found.first, language),
                "last": written_day(found.until, language),
                "count": str(sum(one.count for one in found.disclosures)),
                "disclosures": [_written(one, language) for one in found.disclosures],
            },
        )


def _written(one: Disclosure, language: str) -> tuple[str, ...]:
    """When (of several alike from when until when, and how many), to whom and where, what, and why."""
    when = written_day(one.on, language)
    if one.last:
        when = f"{when} - {written_day(one.last, language)} ({one.count})"
    return when, ", ".join(filter(None, (one.to, one.address))), one.what, one.why or one.authority


def _years_before(day: date) -> date:
    """The same day six years ago, or the last of February."""
    year = day.year - _YEARS
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _disclosed(reading: Reading, clinic: Clinic, patient: PatientId) -> Iterator[Disclosure]:
    """All of it, whatever by."""
    for case in reading.records(Case).of_owner(patient):
        if case.status is CaseStatus.ENTERED_IN_ERROR:
            continue
        site = clinic.sites.get(case.site) or first_site(clinic)
        for event in reading.records(CaseEvent).of_owner(case.id):
            if event.status is EventStatus.MADE and event.act is Act.STEP and _discloses(case, event):
                facts = {**case.facts, **event.facts}
                yield Disclosure(
                    on=today_at(site, event.at),
                    to=facts.get("to", ""),
                    address=facts.get("address", ""),
                    what=facts.get("what", ""),
                    why=facts.get("why", ""),
                    authority=facts.get("authority", ""),
                    case=case.id,
                )


def _discloses(case: Case, event: CaseEvent) -> bool:
    row = KINDS[case.kind].step(event.step)
    return row is not None and row.discloses


def _summarised(told: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
    """Those to one recipient for one purpose as one, which tells the first, how many there were, and the last."""
    series: dict[tuple[str, ...], list[Disclosure]] = {}
    for one in sorted(told, key=lambda one: (one.on, one.case)):
        series.setdefault((one.to, one.why, one.authority, one.what), []).append(one)
    return tuple(
        replace(each[0], count=len(each), last=each[-1].on) if len(each) > 1 else each[0] for each in series.values()
    )
