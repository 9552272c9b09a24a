"""How do the messages of visits follow the schedule, in the transaction that changes it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.jobs.model import WORKER
from core.messages import sentences as say
from core.messages.model import Message, MessageState, Reason, Why
from core.messages.rules import wanted_for
from core.schedule.model.appointment import AppointmentStatus
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.messages.ports import Reading, Writing
    from core.messages.rules import Wanted
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.settings.messages import MessageSettings

_OFF: Final = frozenset({AppointmentStatus.CANCELLED, AppointmentStatus.ENTERED_IN_ERROR})
_OF_VISITS: Final = frozenset({Reason.CONFIRM, Reason.REMINDER, Reason.MOVED, Reason.CANCELLED, Reason.MISSED})
"""What follows from the schedule; messages for other reasons are somebody's own."""


def follow_written(tx: Writing, settings: MessageSettings, now: datetime) -> None:
    """Have the messages follow the visits that the transaction has written so far."""
    touched = tx.messages.visits_written()
    if touched:
        follow(tx, tx.clinic(), touched, settings, now)


def follow(
    tx: Writing, clinic: Clinic, visits: Iterable[AppointmentId], settings: MessageSettings, now: datetime
) -> int:
    """Supersede the unsent messages of those visits that no longer hold, and plan what they are to have; how many.

    It is no act of anybody's, so that no undo is about it: what took the visit back has its messages follow too.
    """
    changed = [one for visit in visits for one in changes(tx, clinic, visit, settings, now)]
    if changed:
        tx.journal.begin(at=now, actor=WORKER, verb="plan")
        records = tx.records(Message)
        kept = [records.save(one) if one.id else records.add(one) for one in changed]
        planned = sum(not one.id for one in changed)
        tx.journal.end(kept[0].ref, say.FOLLOWED.format(planned=planned, superseded=len(changed) - planned))
    return len(changed)


def changes(
    reading: Reading, clinic: Clinic, visit: AppointmentId, settings: MessageSettings, now: datetime
) -> list[Message]:
    """The messages about the visit that are to be written: those that no longer hold, and new ones (number 0)."""
    scheduled = reading.schedule.by_id(visit)
    if scheduled is None:
        return []
    appointment = scheduled.appointment
    known = reading.messages.about(f"appointment:{visit}")
    told = [one for one in known if one.was_told and one.reason in _OF_VISITS]
    wanted = wanted_for(appointment, clinic.sites[appointment.site], told, settings, now)
    keys = {one.key for one in wanted}
    gone = [
        _superseded(one, appointment, now)
        for one in known
        if one.is_open and not one.is_begun and one.reason in _OF_VISITS and _key(one) not in keys
    ]
    there = {_key(one) for one in known if one.status is not MessageState.SUPERSEDED}
    return [*gone, *(_planned(one, appointment, now) for one in wanted if one.key not in there)]


def _key(message: Message) -> object:
    return message.reason, message.occurrence, message.start


def _superseded(message: Message, appointment: Appointment, now: datetime) -> Message:
    """The message as it no longer holds; of one that may have gone out all the same a person is to know."""
    if message.why is Why.UNSURE:
        return replace(message, status=MessageState.FAILED, status_at=now, detail=say.UNSURE)
    return replace(message, status=MessageState.SUPERSEDED, status_at=now, why=_why(message, appointment))


def _why(message: Message, appointment: Appointment) -> Why:
    if appointment.status in _OFF:
        return Why.CANCELLED
    return Why.MOVED if appointment.start != message.start else Why.NO_LONGER_DUE


def _planned(one: Wanted, appointment: Appointment, now: datetime) -> Message:
    """A message as it begins; one whose hour has passed by the time it comes to be wanted says so, and never goes."""
    is_late = one.due <= now
    return Message(
        0,
        appointment.patient,
        one.reason,
        f"appointment:{appointment.id}",
        one.occurrence,
        one.start,
        one.due,
        one.until,
        MessageState.SUPPRESSED if is_late else MessageState.PLANNED,
        now,
        why=Why.TOO_LATE if is_late else Why.NOTHING,
    )
