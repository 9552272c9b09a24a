"""Which rooms does a site have, and which fit a visit?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.schedule.model.appointment import Mode

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Room, VisitType


def rooms_at(clinic: Clinic, site: str) -> tuple[Room, ...]:
    """The rooms in use, in set-up order; a site may keep none, and then no visit there needs one."""
    return clinic.rooms_at.get(site, ())


def fitting_rooms(clinic: Clinic, site: str, visit_type: VisitType, mode: Mode) -> tuple[Room, ...]:
    """The rooms at the site of the kind that the visit type needs; none for telehealth."""
    if mode is not Mode.IN_PERSON:
        return ()
    return tuple(room for room in rooms_at(clinic, site) if visit_type.room_kind in {"", room.kind})
