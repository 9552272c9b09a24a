"""Which rooms does a site have, which fit a visit, and which of them is free?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.schedule.model.appointment import Mode
from core.schedule.rules.proposal import meets

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from core.clinic.model import Clinic, Room, VisitType
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal


def rooms_at(clinic: Clinic, site: str) -> tuple[Room, ...]:
    """The rooms in use, in set-up order; a site may keep none, and then no visit there needs one."""
    return clinic.rooms_at.get(site, ())


def fitting_rooms(clinic: Clinic, site: str, visit_type: VisitType, mode: Mode) -> tuple[Room, ...]:
    """The rooms at the site of the kind that the visit type needs; none for telehealth."""
    if mode is not Mode.IN_PERSON:
        return ()
    rooms = rooms_at(clinic, site)
    return tuple(room for room in rooms if room.kind == visit_type.room_kind) if visit_type.room_kind else rooms


def free_room(rooms: Iterable[Room], facts: Facts, proposal: Proposal) -> Room | None:
    """The room of the group that the visit joins, else the first that nobody has: rather one that can be cleaned.

    Of a group with other types of visit that room is the last choice; one that another holds is where all are held.
    """
    wanted = tuple(rooms)
    left = [room for room in wanted if not any(proposal.finds_held(room, hold) for hold in facts.held)]
    found = _free_of(left, facts.at_site, proposal)
    return found if found or len(left) == len(wanted) else _free_of(wanted, facts.at_site, proposal)


def _free_of(wanted: Sequence[Room], others: Sequence[ScheduledVisit], proposal: Proposal) -> Room | None:
    span = proposal.span
    there = [other for other in others if meets(other, span)]
    empty = _empty_room(wanted, others, span, taken={other.appointment.room for other in there})
    if proposal.seats <= 1:
        return empty
    group = [other.appointment for other in there if proposal.shares_room_with(other)]
    types = {member.room: member.visit_type for member in group}
    alone = {other.appointment.room for other in there if not proposal.shares_room_with(other)}
    joined = [room for room in wanted if room.code in types and room.code not in alone]
    alike = [room for room in joined if types[room.code] == proposal.visit_type.code]
    return next(iter(alike), None) or empty or next(iter(joined), None)


def _empty_room(
    rooms: Iterable[Room], others: Sequence[ScheduledVisit], span: Interval, *, taken: Container[str | None]
) -> Room | None:
    free = None
    for room in rooms:
        if room.code in taken:
            continue
        if not room.cleanup or _is_clean(room, others, span):
            return room
        free = free or room
    return free


def _is_clean(room: Room, others: Sequence[ScheduledVisit], span: Interval) -> bool:
    cleaning = timedelta(minutes=room.cleanup)
    wide = Interval(span.start - cleaning, span.end + cleaning)
    return not any(other.appointment.room == room.code and meets(other, wide) for other in others)
