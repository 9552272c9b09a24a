"""How do the tests put patients on the waiting list, free a time and fill it?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.schedule.model.wait import WaitEntry
from core.schedule.waitlist.offer import Offer
from core.visits.state import Verb
from tests.clinics import MAIN, visit_of

if TYPE_CHECKING:
    from core.desk import Desk
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.waitlist.use_cases import FreedTime


def put_on(
    desk: Desk, patient: Patient, visit_type: str = "fu20", *, actor: str = "ana", **values: object
) -> WaitEntry:
    """The patient waits for a follow-up."""
    (entry,) = desk.waitlist.put_on(actor, patient.id, {"visit_type": visit_type, **values}).all_of(WaitEntry)
    return entry


def offer(start: str = "2026-11-24T10:00", end: str | None = "2026-11-24T10:20", *, provider: str = "lee") -> Offer:
    """Lee's time tomorrow at ten."""
    begins, ends = (
        datetime.fromisoformat(at).replace(tzinfo=MAIN).astimezone(UTC) if at else None for at in (start, end)
    )
    assert begins is not None
    return Offer(provider, "main", begins, ends)


def cancelled(desk: Desk, scheduled: ScheduledVisit, *, actor: str = "ana", reason: str = "sick") -> Change:
    """The patient cannot come."""
    return desk.visits.do(actor, Verb.CANCEL, scheduled.appointment.id, reason=reason)


def freed(desk: Desk, change: Change) -> list[tuple[str, list[str]]]:
    """What an act freed: its hours at main, and the families of those whom it suits."""
    return [(hours_of(one), families(one)) for one in desk.waitlist.freed_by("ana", change.entry.id)]


def hours_of(one: FreedTime) -> str:
    """'24 10:00-10:20', the day of the month in front."""
    start, end = (at.astimezone(MAIN) for at in (one.offer.start, one.slot.end))
    return f"{start:%-d %-H:%M}-{end:%-H:%M}"


def families(one: FreedTime) -> list[str]:
    """Whom it suits, best first."""
    return [match.patient.family for match in one.matches]


def accepted(desk: Desk, one: FreedTime, family: str, *, actor: str = "ana") -> ScheduledVisit:
    """It is filled with who is called so."""
    return visit_of(accept(desk, one, family, actor=actor))


def accept(desk: Desk, one: FreedTime, family: str, *, actor: str = "ana") -> Change:
    """The act of that."""
    match = next(match for match in one.matches if match.patient.family == family)
    return desk.waitlist.accept(actor, match.entry.id, one.offer, rev=match.entry.rev)


def waiting(desk: Desk) -> list[str]:
    """The families of those who wait."""
    return [match.patient.family for match in desk.waitlist.waiting("ana")]
