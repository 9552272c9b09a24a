"""Who is in which room: room and depart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.said import when
from core.desk.context import pick
from core.errors import BadInput, Refused
from core.model.visit import VisitStep
from core.rules.rooms import all_taken, fitting_rooms, somebody_in, without_room
from core.rules.state import state_conflict
from core.sentences import ALREADY, DEPARTED, IN_ROOM, NOT_ROOMED, ROOM_AT_OTHER_SITE, ROOM_CHANGED, ROOMED

if TYPE_CHECKING:
    from core.desk.requests import Said
    from core.desk.turn import Turn
    from core.model.visit import ScheduledVisit, Visit


def room(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """Take the patient to a room, or to another one: the room named, else the appointment's, else one that is free."""
    visit = scheduled.visit
    before = visit.room if visit else None
    if visit and before and said.room and pick(turn.clinic.rooms, said.room, "room").code == before:
        _refuse_same(turn, scheduled, visit, before)
    chosen = choose_room(turn, scheduled, scheduled.appointment.room, named=said.room, refusal=NOT_ROOMED)
    there = turn.step(scheduled, VisitStep.ROOMED, room=chosen, refusal=NOT_ROOMED)
    if before is None:
        return there, turn.said(ROOMED, there, room=chosen)
    return there, turn.said(ROOM_CHANGED, there, before=before, room=chosen)


def depart(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """The patient has left the room, which is free."""
    return turn.step(scheduled, VisitStep.DEPARTED, room=None), turn.said(DEPARTED, scheduled)


def choose_room(turn: Turn, scheduled: ScheduledVisit, wanted: str | None, *, named: str | None, refusal: str) -> str:
    """The room `named`; unnamed `wanted` if nobody is in it, else the first free one that fits.

    Raises Refused (C4) naming who is in it, NotFound or BadInput for a room that is not at the appointment's site.
    """
    inside, site = turn.tx.in_rooms(), turn.site_of(scheduled)
    if named:
        room_named = pick(turn.clinic.rooms, named, "room")
        if room_named.site != site.code:
            sentence = ROOM_AT_OTHER_SITE.format(room=room_named.code, there=room_named.site, here=site.code)
            raise BadInput(sentence, field="room")
        taken = somebody_in(room_named.code, inside, site, turn.now)
        if taken:
            raise Refused(refusal.format(why=taken.message), (taken,))
        return room_named.code
    appointment = scheduled.appointment
    visit_type = turn.clinic.visit_types[appointment.visit_type]
    fitting = [one.code for one in fitting_rooms(turn.clinic, site.code, visit_type, appointment.mode)]
    first = [wanted] if wanted and not turn.clinic.rooms[wanted].retired else []
    codes = list(dict.fromkeys([*first, *fitting]))
    free = next((code for code in codes if code not in inside), None)
    if free is not None:
        return free
    nowhere = without_room(scheduled, turn.clinic)
    conflict = state_conflict(scheduled, nowhere) if nowhere else all_taken(codes, visit_type.room_kind, inside, site)
    raise Refused(refusal.format(why=conflict.message), (conflict,))


def _refuse_same(turn: Turn, scheduled: ScheduledVisit, visit: Visit, code: str) -> None:
    since = when(visit.since, turn.site_of(scheduled), turn.now)
    sentence = ALREADY.format(state=IN_ROOM.format(room=code), when=since, who=visit.step_by)
    raise Refused(sentence, (state_conflict(scheduled, sentence),))
