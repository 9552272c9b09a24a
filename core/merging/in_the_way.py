"""What keeps two records from being one: would one person be at two places, or be insured twice over?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock, format_wall
from core.calendar.wall import local
from core.conflict import Conflict, Severity
from core.merging.sentences import BOOKED_TWICE, BOTH_IN_ROOMS, MOVE_OR_CANCEL, STEP_BACK
from core.visits.state import TABLE, Verb, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Clinic
    from core.desk_ports import Reading
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.model.visit import ScheduledVisit

_EVER: Final = datetime(1900, 1, 1, tzinfo=UTC), datetime(2300, 1, 1, tzinfo=UTC)


def in_the_way(tx: Reading, clinic: Clinic, loser: Patient, survivor: Patient, now: datetime) -> tuple[Conflict, ...]:
    """Everything that has to be put right before, each with the appointments it is about."""
    return (*_in_two_rooms(tx, loser, survivor), *_booked_twice(tx, clinic, loser, survivor, now))


def _in_two_rooms(tx: Reading, loser: Patient, survivor: Patient) -> Iterator[Conflict]:
    inside = {one.patient.id: (room, one) for room, one in tx.visits.in_rooms().items()}
    if loser.id in inside and survivor.id in inside:
        (room, one), (other_room, other) = inside[survivor.id], inside[loser.id]
        said = BOTH_IN_ROOMS.format(one=survivor.name, room=room, other=loser.name, other_room=other_room)
        yield Conflict("C2", Severity.HARD, said, (one.appointment.id, other.appointment.id))


def _booked_twice(tx: Reading, clinic: Clinic, loser: Patient, survivor: Patient, now: datetime) -> Iterator[Conflict]:
    """Appointments that have gone by count as well: somebody was not at two places then either."""
    mine = _appointments(tx, survivor.id)
    for theirs in _appointments(tx, loser.id):
        span = theirs.appointment
        for one in mine:
            if one.appointment.start < span.end and span.start < one.appointment.end:
                yield _twice(clinic, one, theirs, now)


def _appointments(tx: Reading, patient: PatientId) -> tuple[ScheduledVisit, ...]:
    start, end = _EVER
    return tx.schedule.between(start, end, patient=patient, live_only=True)


def _twice(clinic: Clinic, mine: ScheduledVisit, theirs: ScheduledVisit, now: datetime) -> Conflict:
    one, other = mine.appointment, theirs.appointment
    site, other_site = clinic.sites[one.site], clinic.sites[other.site]
    said = BOOKED_TWICE.format(
        one=f"{mine.patient.name} ({mine.patient.mrn})",
        hours=f"{format_wall(one.start, site, now)}-{format_clock(local(one.end, site.tz))}",
        provider=clinic.providers[one.provider].family,
        site=site.name,
        other=f"{theirs.patient.name} ({theirs.patient.mrn})",
        other_hours=f"{format_wall(other.start, other_site, now)}-{format_clock(local(other.end, other_site.tz))}",
        other_provider=clinic.providers[other.provider].family,
    )
    may_go = TABLE[Verb.CANCEL].places
    said += MOVE_OR_CANCEL if {state_of(mine), state_of(theirs)} & may_go else STEP_BACK
    return Conflict("C2", Severity.HARD, said, (one.id, other.id))
