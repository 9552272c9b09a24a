"""A change of today's schedule is told to the provider whose day it is: a task to be acknowledged, or those above hear.

It follows what was written, in the same transaction, by whichever way that was done; what is taken back is told again.
Only a clinic with clinicians among its users has anybody to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.acting import person_of
from core.access.roles import CLINICIAN
from core.calendar.format_when import format_clock, format_day
from core.calendar.wall import local
from core.cases import sentences as say
from core.cases.events import add_event
from core.cases.kinds.task import TASK
from core.cases.model import Act, Case, CaseEvent, CaseLink, CaseStatus, LinkKind, Urgency
from core.cases.queries import CaseQuery
from core.cases.rules import deadline_in
from core.clinic.codes import today_at
from core.jobs.model import WORKER
from core.record_ref import RecordRef
from core.schedule.model.appointment import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from core.cases.ports import Writing
    from core.clinic.model import Clinic, Site
    from core.record_ref import AppointmentId

_LOOKED_THROUGH: Final = 500


def tell_written(tx: Writing, visits: Sequence[AppointmentId], now: datetime) -> None:
    """Tell the providers of those visits what became of them, where that is about today."""
    clinic, told = tx.clinic(), dict[tuple[str, str], list[str]]()
    for visit in visits:
        for at, note in _changes(tx, clinic, visit, now):
            told.setdefault(at, []).append(note)
    if not told:
        return
    tx.journal.begin(at=now, actor=WORKER, verb="tell")
    cases = [_tell(tx, clinic, at, notes, now) for at, notes in told.items()]
    tx.journal.end(cases[0].ref, say.TOLD.format(count=sum(map(len, told.values()))))


def _changes(tx: Writing, clinic: Clinic, visit: AppointmentId, now: datetime) -> Iterator[tuple[tuple[str, str], str]]:
    """For each provider, by site and code, what became of the visit today by somebody else's act."""
    versions = tx.journal.versions(RecordRef("appointment", visit))
    before, after = versions[-1].before, versions[-1].after
    was = _today(clinic, before, now) if isinstance(before, Appointment) else {}
    comes = _today(clinic, after, now) if isinstance(after, Appointment) else {}
    known = after if isinstance(after, Appointment) else before
    if not isinstance(known, Appointment) or was == comes:
        return
    patient = tx.patients.by_id(known.patient)
    who = say.RESTRICTED_VISIT.format(number=visit) if patient is None or patient.restricted else patient.name
    own = person_of(versions[-1].entry.actor)
    for at in dict.fromkeys(at for at in (*was, *comes) if at[1] != own):
        template = say.TOLD_MOVED if at in was and at in comes else say.TOLD_GONE if at in was else say.TOLD_NEW
        yield at, template.format(before=was.get(at, ""), after=comes.get(at, ""), patient=who)


def _today(clinic: Clinic, visit: Appointment, now: datetime) -> Mapping[tuple[str, str], str]:
    """When today it takes the time of each of its providers, where that is still to come."""
    site = clinic.sites[visit.site]
    begins = local(visit.start, site.tz)
    if not visit.status.takes_time or visit.end <= now or begins.date() != today_at(site, now):
        return {}
    return dict.fromkeys(((site.code, one) for one in visit.providers), format_clock(begins))


def _tell(tx: Writing, clinic: Clinic, at: tuple[str, str], notes: list[str], now: datetime) -> Case:
    """The task that tells it: the one of today that nobody acknowledged yet, or a new one."""
    site, provider = clinic.sites[at[0]], clinic.providers[at[1]]
    known = clinic.users.get(provider.code)
    owner = provider.code if known and not known.retired else ""
    day = today_at(site, now)
    subject = say.CHANGES_OF.format(provider=provider.name, day=format_day(day, day))
    query = CaseQuery(
        TASK.name, now, _LOOKED_THROUGH, owner=owner or None, free=not owner, pools=None if owner else (CLINICIAN,)
    )
    found = (one for one in tx.cases.listed(query) if one.subject == subject and one.site == site.code)
    case = next((one for one in found if one.state in _UNSEEN), None) or _begun(
        tx, clinic, site, owner=owner, subject=subject, now=now
    )
    if case.rev == 1 and not tx.records(CaseLink).of_owner(case.id):
        tx.records(CaseLink).add(CaseLink(0, case.id, LinkKind.PROVIDER, 0, provider.code))
    for note in notes:
        add_event(tx, case, CaseEvent(0, case.id, now, WORKER, Act.NOTE, note=note))
    return case


_UNSEEN: Final = frozenset({"new", "seen"})


def _begun(tx: Writing, clinic: Clinic, site: Site, *, owner: str, subject: str, now: datetime) -> Case:
    first = TASK.first
    due = deadline_in(clinic, TASK, first, facts={}, since=now, is_urgent=True, site=site)
    assert due is not None  # noqa: S101 - no kind begins at its end
    case = tx.records(Case).add(
        Case(
            id=0,
            patient=None,
            kind=TASK.name,
            subject=subject,
            urgency=Urgency.URGENT,
            site=site.code,
            state=first.name,
            state_at=now,
            state_by=WORKER,
            status=CaseStatus.OPEN,
            outcome="",
            owner=owner,
            pool=CLINICIAN,
            due=due.due,
            reminds=due.reminds,
            escalates=due.escalates,
            snoozed=None,
            facts={},
            opened_at=now,
            opened_by=WORKER,
        )
    )
    add_event(tx, case, CaseEvent(0, case.id, now, WORKER, Act.OPENED, after=case.state))
    return case
