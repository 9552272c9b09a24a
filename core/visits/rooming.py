"""Who is in which room: room and depart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.clinic.codes import pick
from core.errors import BadInput, Refused
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import VisitStep
from core.schedule.rooms import fitting_rooms
from core.schedule.sentences import IN_ROOM, ROOM_AT_OTHER_SITE
from core.visits.doing import Doing
from core.visits.rooms import all_taken, elsewhere, somebody_in, without_room
from core.visits.sentences import (
    ALREADY,
    DEPARTED,
    NOT_ROOMED,
    READY_TO_JOIN,
    ROOM_CHANGED,
    ROOMED,
    TELEHEALTH_HAS_NO_ROOM,
)
from core.visits.state import Verb, state_conflict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Clinic
    from core.schedule.model.visit import ScheduledVisit, Visit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext


def room(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Take the patient to a room, or to another one: the room named, else the appointment's, else one that is free.

    By telehealth they are ready to join, and no room is asked for.
    """
    if scheduled.appointment.mode is Mode.TELEHEALTH:
        return _ready(writing, scheduled, options)
    visit = scheduled.visit
    before = visit.room if visit else None
    if visit and before and options.room and pick(writing.clinic.rooms, options.room, "room").code == before:
        _refuse_same(writing, scheduled, visit, before)
    chosen = choose_room(writing, scheduled, scheduled.appointment.room, named=options.room, refusal=NOT_ROOMED)
    there = writing.step(scheduled, VisitStep.ROOMED, room=chosen, refusal=NOT_ROOMED)
    if before is None:
        return there, writing.sentence(ROOMED, there, room=chosen)
    return there, writing.sentence(ROOM_CHANGED, there, before=before, room=chosen)


def _ready(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    if options.room:
        raise BadInput(TELEHEALTH_HAS_NO_ROOM.format(patient=scheduled.patient.name), field="room")
    there = writing.step(scheduled, VisitStep.ROOMED, room=None, refusal=NOT_ROOMED)
    return there, writing.sentence(READY_TO_JOIN, there)


def depart(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """The patient has left the room, which is free."""
    return writing.step(scheduled, VisitStep.DEPARTED, room=None), writing.sentence(DEPARTED, scheduled)


def choose_room(
    writing: WriteContext, scheduled: ScheduledVisit, wanted: str | None, *, named: str | None, refusal: str
) -> str:
    """The room `named`; unnamed `wanted` if nobody is in it, else the first free one that fits.

    Raises Refused (C4) naming who is in it, or (C2) the room in which the patient is already, NotFound or BadInput for
    a room that is not at the appointment's site.
    """
    inside, site = writing.tx.visits.in_rooms(), writing.site_of(scheduled)
    there = elsewhere(scheduled, inside, writing.clinic, writing.now)
    if there:
        raise Refused(refusal.format(why=there.message), (there,))
    if named:
        room_named = pick(writing.clinic.rooms, named, "room")
        if room_named.site != site.code:
            sentence = ROOM_AT_OTHER_SITE.format(room=room_named.code, there=room_named.site, here=site.code)
            raise BadInput(sentence, field="room")
        taken = somebody_in(room_named.code, scheduled, inside, site, writing.now)
        if taken:
            raise Refused(refusal.format(why=taken.message), (taken,))
        return room_named.code
    appointment = scheduled.appointment
    visit_type = writing.clinic.visit_types[appointment.visit_type]
    fitting = [one.code for one in fitting_rooms(writing.clinic, site.code, visit_type, appointment.mode)]
    first = [wanted] if wanted and not writing.clinic.rooms[wanted].retired else []
    codes = list(dict.fromkeys([*first, *fitting]))
    free = next((code for code in codes if not somebody_in(code, scheduled, inside, site, writing.now)), None)
    if free is not None:
        return free
    nowhere = without_room(scheduled, writing.clinic)
    conflict = (
        state_conflict(scheduled, nowhere)
        if nowhere
        else all_taken(codes, visit_type.room_kind, inside, site, writing.now)
    )
    raise Refused(refusal.format(why=conflict.message), (conflict,))


def _refuse_same(writing: WriteContext, scheduled: ScheduledVisit, visit: Visit, code: str) -> None:
    since = format_when(visit.since, writing.site_of(scheduled), writing.now)
    sentence = ALREADY.format(state=IN_ROOM.format(room=code), when=since, who=visit.step_by)
    raise Refused(sentence, (state_conflict(scheduled, sentence),))


def _which(clinic: Clinic, scheduled: ScheduledVisit, options: VerbOptions) -> str:
    """The room they went to."""
    return (scheduled.visit.room if scheduled.visit else None) or ""


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.ROOM: Doing(Privilege.ROOM, room, note=_which),
    Verb.DEPART: Doing(Privilege.DEPART, depart),
}
