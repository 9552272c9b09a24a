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
    return tuple(room for room in clinic.rooms.values() if room.site == site and not room.retired)


def fitting_rooms(clinic: Clinic, site: str, visit_type: VisitType, mode: Mode) -> tuple[Room, ...]:
    """The rooms at the site of the kind that the visit type needs; none for telehealth."""
    if mode is not Mode.IN_PERSON:
        return ()
    return tuple(room for room in rooms_at(clinic, site) if visit_type.room_kind in {"", room.kind})


def free_room(rooms: Iterable[Room], others: Sequence[ScheduledVisit], span: Interval) -> Room | None:
    """The first room that nobody has in `span`: rather one that can be cleaned before and after."""
    free = [room for room in rooms if not _has_somebody(room, others, span)]
    clean = (room for room in free if not _has_somebody(room, others, _with_cleaning(room, span)))
    return next(clean, free[0] if free else None)


def _with_cleaning(room: Room, span: Interval) -> Interval:
    cleaning = timedelta(minutes=room.cleanup)
    return Interval(span.start - cleaning, span.end + cleaning)


def _has_somebody(room: Room, others: Sequence[ScheduledVisit], span: Interval) -> bool:
    return any(other.appointment.room == room.code and span_of(other).overlaps(span) for other in others)
