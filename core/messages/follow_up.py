"""What follows when a message was sent, or could not be: the visit's confirmation, the number, the next channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.messages.model import ContactPoint, Message, MessageState, Reason, Way, Why
from core.messages.points import point_key, point_of
from core.schedule.model.appointment import Confirmation
from core.structs import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.messages.outward import NotSent
    from core.messages.ports import Writing

_ASKS: Final = frozenset({Reason.CONFIRM, Reason.REMINDER})
_UNASKED: Final = frozenset({Confirmation.NONE, Confirmation.FAILED})


def after_sending(tx: Writing, message: Message) -> None:
    """Have the visit say that its patient was asked."""
    if message.reason in _ASKS:
        set_confirmation(tx, message, Confirmation.SENT, among=_UNASKED)


def after_failure(tx: Writing, message: Message, now: datetime, refusal: NotSent | None = None) -> None:
    """Note a number at which nothing arrives, and plan the message for the next channel.

    What may have gone out is told by no other: that would be twice. Where none is left, the visit says so.
    """
    if refusal and refusal.is_bad_address and message.way is not Way.LETTER:
        note_bad(tx, message.address, refusal.code or refusal.said, now)
    if message.status is MessageState.FAILED and message.why is not Why.UNSURE and message.until > now:
        again = replace(message, id=0, status=MessageState.PLANNED, status_at=now, due=now, why=Why.NOTHING)
        tx.records(Message).add(_unsettled(replace(again, detail="", tries=0, reference="", carried_by=None, rev=1)))
    if message.status is MessageState.SUPPRESSED and message.reason in _ASKS:
        set_confirmation(tx, message, Confirmation.FAILED, among=frozenset({Confirmation.NONE}))


def released(message: Message, now: datetime) -> Message:
    """One that was to go within another that was not sent: it waits for itself again."""
    waiting = replace(message, status=MessageState.PLANNED, status_at=now, why=Why.NOTHING, carried_by=None, tries=0)
    return _unsettled(waiting)


def set_confirmation(
    tx: Writing, message: Message, confirmation: Confirmation, *, among: frozenset[Confirmation]
) -> bool:
    """Have the visit that it is about say so where it says one of those, and is at the time that was told."""
    number = message.appointment
    scheduled = tx.schedule.by_id(number) if number is not None else None
    if scheduled is None:
        return False
    appointment = scheduled.appointment
    if appointment.start != message.start or not appointment.status.takes_time or appointment.confirmation not in among:
        return False
    tx.schedule.save(replace(appointment, confirmation=confirmation))
    return True


def note_bad(tx: Writing, address: str, code: str, now: datetime) -> None:
    """Note that nothing arrives at a number or an address."""
    point = point_of(tx, address)
    if point.bad_since is None:
        keep_point(tx, replace(point, bad_since=now, bad_code=code))


def keep_point(tx: Writing, point: ContactPoint) -> ContactPoint:
    """Keep what is known of a number or an address."""
    points = tx.records(ContactPoint)
    return points.save(point) if point.id else points.add(replace(point, key=point_key(point.key)))


def _unsettled(message: Message) -> Message:
    return replace(message, way=None, address="", language="", title="", text="", worker="")
