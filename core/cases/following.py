"""A case that is about a visit follows it: moved, its day is another one; cancelled, somebody is to look at the case.

It follows what was written, in the same transaction, by whichever way that was done, and what is taken back as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_when
from core.cases import sentences as say
from core.cases.events import add_event
from core.cases.finding import site_of
from core.cases.kinds.book import KINDS
from core.cases.model import Act, Case, CaseEvent, Urgency
from core.cases.owning import due_by
from core.cases.rules import deadline_in
from core.clinic.codes import today_at
from core.jobs.model import WORKER
from core.record_ref import RecordRef
from core.schedule.model.appointment import Appointment
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.cases.ports import Writing
    from core.clinic.model import Clinic

_DAY = "visit_on"


def follow_visit(tx: Writing, visit: int, cases: Iterable[Case], now: datetime) -> None:
    """Have those of the open `cases` follow that are about the day of the visit as it was before this transaction."""
    versions = tx.journal.versions(RecordRef("appointment", visit))
    before, after = versions[-1].before, versions[-1].after
    if not isinstance(before, Appointment) or not isinstance(after, Appointment):
        return
    clinic = tx.clinic()
    day = today_at(clinic.sites[before.site], before.start).isoformat()
    about = [one for one in cases if one.is_open and one.facts.get(_DAY) == day]
    told = _told(clinic, before, after, now)
    if not about or not told:
        return
    is_back = not before.status.takes_time
    tx.journal.begin(at=now, actor=WORKER, verb="follow")
    for case in about:
        kept = tx.records(Case).save(_followed(clinic, case, after, now, is_back=is_back))
        note = CaseEvent(
            0, case.id, now, WORKER, Act.CHANGED, after=case.state, note=told, facts={_DAY: kept.facts[_DAY]}
        )
        add_event(tx, kept, note)
    tx.journal.end(about[0].ref, told)


def _told(clinic: Clinic, before: Appointment, after: Appointment, now: datetime) -> str:
    """What became of it, '' where that is nothing to its cases."""
    site = clinic.sites[after.site]
    words = {"number": after.id, "when": format_when(after.start, site, now)}
    if before.status.takes_time and not after.status.takes_time:
        return say.VISIT_GONE.format(status=after.status.value, **words)
    if not after.status.takes_time:
        return ""
    if not before.status.takes_time:
        return say.VISIT_BACK.format(**words)
    return say.VISIT_MOVED.format(**words) if before.start != after.start else ""


def _followed(clinic: Clinic, case: Case, visit: Appointment, now: datetime, *, is_back: bool) -> Case:
    """The case as it is then: due anew where its days count from the visit, today where there is none any more.

    Of a visit that `is_back` it is due as the state has it.
    """
    site, kind = site_of(clinic, case), KINDS[case.kind]
    if not visit.status.takes_time:
        due = due_by(today_at(site, now), clinic, site, now)
        return replace(case, due=due.due, reminds=due.reminds, escalates=due.escalates, snoozed=None)
    on = today_at(clinic.sites[visit.site], visit.start)
    moved = replace(case, facts={**case.facts, _DAY: on.isoformat()})
    rule = kind.state(case.state).due
    counts_from_it = rule is not None and rule.after == _DAY and moved.facts != case.facts
    if not (counts_from_it or is_back):
        return moved
    anew = deadline_in(
        clinic,
        kind,
        kind.state(case.state),
        facts=moved.facts,
        since=case.state_at,
        is_urgent=case.urgency is Urgency.URGENT,
        site=site,
    )
    if anew is None:
        return moved
    return replace(moved, due=anew.due, reminds=anew.reminds, escalates=anew.escalates)
