"""Which appointments belong to one: those of its series or chain, or the others of its group visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.errors import BadInput
from core.schedule.finding import find_scheduled
from core.schedule.model.linked import Linked, LinkKind, Scope
from core.schedule.requests import BookingRequest
from core.schedule.sentences import NOBODY_ELSE_THEN, NOT_ONE_OF_SEVERAL

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading, ScheduleContext


class LinkedVisits(Struct, frozen=True):
    """Visits that belong together, by start, whatever became of them, and the record that says so."""

    record: Linked
    visits: tuple[ScheduledVisit, ...]


class GroupVisit(Struct, frozen=True):
    """Whom a provider sees at once, by when they were booked, and for how many there is room."""

    members: tuple[ScheduledVisit, ...]
    seats: int


def linked_visits(reading: Reading, scheduled: ScheduledVisit) -> LinkedVisits | None:
    """What the appointment belongs to, if to anything."""
    link = scheduled.appointment.link
    record = reading.records(Linked).by_id(link.visits) if link else None
    return LinkedVisits(record, reading.schedule.linked(record.id)) if record else None


def group_visit(reading: Reading, clinic: Clinic, scheduled: ScheduledVisit) -> GroupVisit:
    """The group that it is a visit of: the same type, provider and time. Raises BadInput where it is of none."""
    one = scheduled.appointment
    if one.seats == 1:
        sentence = NOBODY_ELSE_THEN.format(number=one.id, provider=clinic.providers[one.provider].family)
        raise BadInput(sentence)
    there = reading.schedule.between(one.start, one.end, provider=one.provider, live_only=True)
    members = [each for each in there if each.appointment.is_of_group_of(one)]
    members.sort(key=lambda each: each.appointment.id)
    return GroupVisit(tuple(members), min((each.appointment.seats for each in members), default=one.seats))


def joining(context: ScheduleContext, actor: str, number: AppointmentId, patient: PatientId) -> BookingRequest:
    """The booking of a patient into the group visit that an appointment is of. Raises BadInput, NotFound."""
    with context.reading(actor, Privilege.BOOK) as (reading, clinic):
        scheduled = find_scheduled(reading, number, rev=None, clinic=clinic, now=context.clock.now())
        group_visit(reading, clinic, scheduled)
    there = scheduled.appointment
    return BookingRequest(
        patient=patient,
        visit_type=there.visit_type,
        provider=there.provider,
        start=there.start,
        site=there.site,
        minutes=there.minutes,
        room=there.room,
        mode=there.mode,
        further=tuple(one.provider for one in there.further),
    )


def meant(
    reading: Reading, clinic: Clinic, scheduled: ScheduledVisit, scope: Scope, now: datetime
) -> tuple[ScheduledVisit, ...]:
    """The appointments that an act on it is meant for, by start. Raises BadInput where it belongs to nothing.

    Of a series or chain what has begun, or takes no time any more, is left out, but for the one that is named.
    """
    if scope is Scope.ONE:
        return (scheduled,)
    if scope is Scope.GROUP:
        return group_visit(reading, clinic, scheduled).members
    linked = linked_visits(reading, scheduled)
    if linked is None:
        raise BadInput(NOT_ONE_OF_SEVERAL.format(number=scheduled.appointment.id))
    start = scheduled.appointment.start
    return tuple(
        one
        for one in linked.visits
        if one.appointment.id == scheduled.appointment.id
        or (
            one.appointment.status.takes_time
            and one.visit is None
            and one.appointment.start > now
            and (scope is Scope.ALL or one.appointment.start >= start)
        )
    )


def is_alike(linked: LinkedVisits | None) -> bool:
    """Whether what is changed of one visit holds for the others: those of a chain have each their own provider."""
    return linked is None or linked.record.kind is LinkKind.SERIES
