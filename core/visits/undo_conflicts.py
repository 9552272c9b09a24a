"""What does an undo or redo meet that puts somebody back into a room, or takes time again?

What it makes of the rows of a visit is declared with their tables, in `storage/tables.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refused
from core.journal.undo import Amendment
from core.record_ref import AppointmentId
from core.schedule.decision import checked_overrides, open_conflicts
from core.schedule.returning import ScheduleNow, require_asked, returned
from core.structs import replace
from core.visits.naming import refusal_of
from core.visits.rooms import elsewhere, somebody_in
from core.visits.sentences import OTHER_ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.journal.undo import Undoing
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit, Visit


def room_again(undoing: Undoing) -> None:
    """Who goes back to a room finds nobody there, and is in no other. Raises Refused naming who, and since when."""
    inside = undoing.tx.visits.in_rooms()
    before: dict[AppointmentId, Visit | None] = {}
    after: dict[AppointmentId, Visit | None] = {}
    for image in undoing.tx.journal.images(undoing.entry.id):
        if image.ref.kind == "visit":
            number = AppointmentId(image.ref.id)
            before.setdefault(number, image.before)
            after[number] = image.after
    others = {room: there for room, there in inside.items() if there.appointment.id not in before}
    for number, again in before.items():
        scheduled, left = undoing.tx.schedule.by_id(number), after[number]
        is_as_left = left == (scheduled.visit and left and replace(scheduled.visit, rev=left.rev))
        if again is None or again.room is None or not is_as_left:
            continue
        site = undoing.clinic.sites[scheduled.appointment.site]
        conflict = somebody_in(again.room, scheduled, others, site, undoing.now) or elsewhere(
            scheduled, others, undoing.clinic, undoing.now
        )
        if conflict:
            raise Refused(undoing.refusal.format(why=conflict.message), (conflict,))


def time_taken_again(undoing: Undoing) -> Amendment:
    """The appointments that have their time again once the act is taken back, in a lane and a room that are free.

    They pass the rules of a booking (core/schedule/returning.py). Raises Refused, or BadInput for a reason that nothing
    asks for. What somebody changed since is left to the inversion, which says who was first.
    """
    context, clinic, now = undoing.context, undoing.clinic, undoing.now
    given = checked_overrides(context.policy, clinic, undoing.overrides)
    again = sorted(_taking_time(undoing), key=lambda one: (one.appointment.start, one.appointment.id))
    found = ScheduleNow(undoing.tx, clinic, context.policy, now, undoing.actor).returning(again)
    rights = context.rights(clinic, undoing.actor)
    in_the_way = [(one.scheduled, c) for one in found for c in open_conflicts(rights, one.conflicts, given)]
    if in_the_way:
        met = [(one.scheduled, conflict) for one in found for conflict in one.conflicts]
        raise refusal_of(rights, clinic, met, in_the_way, count=len(again), refusal=undoing.refusal)
    require_asked(given, found)
    back = returned(found, given, undoing.actor, now)
    others = tuple(
        OTHER_ROOM.format(patient=one.patient.name, room=one.appointment.room, before=was.appointment.room)
        for was, one in zip(again, back.visits, strict=True)
        if was.appointment.room != one.appointment.room
    )
    return Amendment({one.ref: one.appointment for one in back.visits}, back.reasons, back.warnings, others)


def _taking_time(undoing: Undoing) -> Iterator[ScheduledVisit]:
    """The appointments as they would be again, that take time which they do not take now."""
    before: dict[AppointmentId, Appointment | None] = {}
    after: dict[AppointmentId, Appointment | None] = {}
    for image in undoing.tx.journal.images(undoing.entry.id):
        if image.ref.kind == "appointment":
            number = AppointmentId(image.ref.id)
            before.setdefault(number, image.before)
            after[number] = image.after
    for number, again in before.items():
        scheduled = undoing.tx.schedule.by_id(number)
        now, then = scheduled.appointment, after[number]
        # Acts since may have been taken back to another lane or room, for a reason: it is as it was left all the same.
        otherwise = {"rev": now.rev, "lane": now.lane, "room": now.room, "overrides": now.overrides}
        otherwise |= {"interpreter": now.interpreter, "further": now.further}
        is_as_left = then is not None and now == replace(then, **otherwise)
        if again is not None and is_as_left and again.status.takes_time and _taken(again) != _taken(now):
            yield replace(scheduled, appointment=again)


def _taken(appointment: Appointment) -> tuple[object, ...] | None:
    """What the appointment takes of whose time; None where it takes none.

    Whose appointment it is changes where records are merged, and takes no time anew.
    """
    one = appointment
    if not one.status.takes_time:
        return None
    span = one.start, one.end, one.provider_start, one.provider_end
    return one.provider, one.lane, one.site, one.room, one.interpreter, one.further, *span
