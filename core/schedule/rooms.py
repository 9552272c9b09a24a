"""Which rooms does a site have, which fit a visit, and which of them is free?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.schedule.model.appointment import Mode
from core.schedule.rules.proposal import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.clinic.model import Clinic, Room, VisitType
    from core.schedule.model.visit import ScheduledVisit


def rooms_at(clinic: Clinic, site: str) -> tuple[Room, ...]:
    """The rooms in use, in set-up order; a site may keep none, and then no visit there needs one."""
    return clinic.rooms_at.get(site, ())


def fitting_rooms(clinic: Clinic, site: str, visit_type: VisitType, mode: Mode) -> tuple[Room, ...]:
    """The rooms at the site of the kind that the visit type needs; none for telehealth."""
    if mode is not Mode.IN_PERSON:
        return ()
    return tuple(room for room in rooms_at(clinic, site) if visit_type.room_kind in {"", room.kind})


def free_room(rooms: Iterable[Room], others: Sequence[ScheduledVisit], span: Interval) -> Room | None:
    """The first room that nobody has in `span`: rather one that can be cleaned before and after."""
    taken = {other.appointment.room for other in others if span_of(other).overlaps(span)}
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
    return not any(other.appointment.room == room.code and span_of(other).overlaps(wide) for other in others)
