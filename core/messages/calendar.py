"""Which event of a calendar goes with an e-mail, so that a visit stays one event however often it is moved?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from core.exchange.ical.invitation import Invitation, invitation_text
from core.messages.languages import ENGLISH
from core.messages.model import MessageState, Reason, Way

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.messages.model import Message
    from core.messages.ports import Reading

_NO_EVENT: Final = frozenset({Reason.MISSED, Reason.SERVICE, Reason.LATE})
_SUMMARY = {"en": "Visit: {clinic}", "es": "Cita: {clinic}"}


def calendar_of(reading: Reading, clinic: Clinic, message: Message, *, name: str, sender: str) -> tuple[str, str]:
    """The iCalendar object of an e-mail about a visit, and its method; ('', '') for any other message.

    `name` is the clinic's: with the appointment's number it makes the event's UID. The sequence is how often the
    patient was told of another time by e-mail before.
    """
    number = message.appointment
    scheduled = reading.schedule.by_id(number) if number is not None else None
    if scheduled is None or message.way is not Way.EMAIL or message.reason in _NO_EVENT:
        return "", ""
    appointment, site = scheduled.appointment, clinic.sites[scheduled.appointment.site]
    is_cancelled = message.reason is Reason.CANCELLED
    length = appointment.end - appointment.start
    summary = _SUMMARY.get(message.language, _SUMMARY[ENGLISH]).format(clinic=site.name)
    method = "CANCEL" if is_cancelled else "PUBLISH"
    event = Invitation(
        uid=f"appointment-{appointment.id}@{name}",
        sequence=_sequence(reading, message),
        stamp=message.status_at,
        start=message.start,
        end=message.start + length,
        summary=summary,
        location=site.address,
        organizer=sender,
        is_cancelled=is_cancelled,
    )
    return invitation_text(event, method), method


def _sequence(reading: Reading, message: Message) -> int:
    """How often another time was told before: a reminder of the same time is the same version of the event."""
    told = [
        (one.start, one.reason is Reason.CANCELLED)
        for one in reading.messages.about(message.subject)
        if one.way is Way.EMAIL
        and one.id != message.id
        and one.status_at <= message.status_at
        and (one.was_told or one.status is MessageState.FAILED)
    ]
    told.append((message.start, message.reason is Reason.CANCELLED))
    return sum(earlier != later for earlier, later in pairwise(told))
