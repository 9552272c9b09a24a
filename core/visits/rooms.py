"""C4 for this moment: which rooms can a patient be taken to, and is anybody in them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_wall, format_when
from core.conflict import Conflict, Severity
from core.schedule.model.appointment import Mode
from core.schedule.rooms import fitting_rooms, rooms_at
from core.visits.sentences import ALREADY_IN_ROOM, NO_ROOM_FREE_NOW, SITE_HAS_NO_ROOM, SOMEBODY_IN_ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Room, Site
    from core.schedule.model.visit import ScheduledVisit

_ANY_KIND = "fitting"


def rooms_for(scheduled: ScheduledVisit, clinic: Clinic) -> tuple[Room, ...]:
    """Every room in use at the site of the visit, those that fit it first."""
    appointment = scheduled.appointment
    visit_type = clinic.visit_types[appointment.visit_type]
    fitting = fitting_rooms(clinic, appointment.site, visit_type, appointment.mode)
    return tuple(dict.fromkeys((*fitting, *rooms_at(clinic, appointment.site))))


def without_room(scheduled: ScheduledVisit, clinic: Clinic) -> str | None:
    """Why the patient cannot go to any room at the site, whoever is in them; None when one fits, or none is needed."""
    appointment = scheduled.appointment
    visit_type = clinic.visit_types[appointment.visit_type]
    if appointment.mode is Mode.TELEHEALTH or fitting_rooms(clinic, appointment.site, visit_type, appointment.mode):
        return None
    return SITE_HAS_NO_ROOM.format(site=clinic.sites[appointment.site].name, kind=visit_type.room_kind or _ANY_KIND)


def somebody_in(
    room: str, scheduled: ScheduledVisit, inside: Mapping[str, ScheduledVisit], site: Site, now: datetime
) -> Conflict | None:
    """Who is in the room, and since when; None when it is free for this visit, as for others of its group.

    `inside` says who is in which.
    """
    there = inside.get(room)
    if there is None or there.visit is None or scheduled.appointment.shares_room_with(there.appointment):
        return None
    since = format_when(there.visit.since, site, now)
    sentence = SOMEBODY_IN_ROOM.format(patient=there.patient.name, room=room, when=since)
    return Conflict("C4", Severity.HARD, sentence, (there.appointment.id,))


def elsewhere(
    scheduled: ScheduledVisit, inside: Mapping[str, ScheduledVisit], clinic: Clinic, now: datetime
) -> Conflict | None:
    """The room in which the patient is already, for another visit; nobody is in two."""
    for room, there in inside.items():
        if (
            there.patient.id == scheduled.patient.id
            and there.appointment.id != scheduled.appointment.id
            and there.visit
        ):
            sentence = ALREADY_IN_ROOM.format(
                patient=there.patient.name,
                room=room,
                site=clinic.sites[there.appointment.site].name,
                when=format_when(there.visit.since, clinic.sites[there.appointment.site], now),
                type=there.appointment.visit_type,
                provider=clinic.providers[there.appointment.provider].family,
                start=format_wall(there.appointment.start, clinic.sites[there.appointment.site], now),
            )
            return Conflict("C2", Severity.HARD, sentence, (there.appointment.id,))
    return None


def all_taken(
    rooms: Sequence[str], kind: str, inside: Mapping[str, ScheduledVisit], site: Site, now: datetime
) -> Conflict:
    """Each of the rooms that would fit has somebody in it, since some time."""
    said = "; ".join(_held(room, inside[room], site, now) for room in rooms)
    sentence = NO_ROOM_FREE_NOW.format(kind=kind or _ANY_KIND, site=site.name, rooms=said)
    return Conflict("C4", Severity.HARD, sentence, tuple(inside[room].appointment.id for room in rooms))


def _held(room: str, there: ScheduledVisit, site: Site, now: datetime) -> str:
    since = f" {format_when(there.visit.since, site, now)}" if there.visit else ""
    return f"{room}: {there.patient.name}{since}"
