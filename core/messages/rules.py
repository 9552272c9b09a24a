"""Which messages is a visit to have, as it stands now?

A pure function of the visit, of what was told of it and of the settings: whoever booked, moved, cancelled or took that
back by whichever path, the answer is the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.wall import local, reached
from core.messages.model import Reason
from core.schedule.model.appointment import AppointmentStatus, Confirmation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Site
    from core.messages.model import Message
    from core.schedule.model.appointment import Appointment
    from core.settings.messages import MessageSettings

MOVED: Final = "moved"
"""The occurrence of what tells of a change, with its number behind it where there were several."""
_EXPECTED: Final = frozenset({AppointmentStatus.PENDING, AppointmentStatus.BOOKED})
_OFF: Final = frozenset({AppointmentStatus.CANCELLED, AppointmentStatus.ENTERED_IN_ERROR})
_MISSED_FOR: Final = timedelta(days=3)
"""How long after it was due it is worth telling that a visit was missed."""


class Wanted(Struct, frozen=True):
    """A message that a visit is to have."""

    reason: Reason
    occurrence: str
    start: datetime
    due: datetime
    until: datetime

    @property
    def key(self) -> tuple[Reason, str, datetime]:
        """What tells it from the others about the visit."""
        return self.reason, self.occurrence, self.start


def wanted_for(
    appointment: Appointment, site: Site, told: Sequence[Message], settings: MessageSettings, now: datetime
) -> list[Wanted]:
    """What the visit is to have; `told` are the messages about it that the patient knows, oldest first."""
    if not settings.is_on or appointment.visit_type in settings.leave_out.split():
        return []
    return [*_ahead(appointment, site, settings, now), *_changed(appointment, told, settings, now)]


def _ahead(appointment: Appointment, site: Site, settings: MessageSettings, now: datetime) -> Iterator[Wanted]:
    """Confirmation and reminders, each good until the next one is due or the visit begins.

    Who has confirmed, on the phone say, is not asked to.
    """
    if appointment.status not in _EXPECTED or appointment.start <= now:
        return
    start = appointment.start
    asked = 0 if appointment.confirmation is Confirmation.CONFIRMED else settings.confirm_days
    planned = [
        *_days(Reason.CONFIRM, asked, appointment, site),
        *_days(Reason.REMINDER, settings.remind_days, appointment, site),
    ]
    if settings.remind_hours:
        hours = settings.remind_hours
        planned.append((Reason.REMINDER, f"{hours}h", start - timedelta(hours=hours)))
    planned.sort(key=lambda one: one[2])
    ends = [due for _, _, due in planned[1:]] + [start]
    for (reason, occurrence, due), until in zip(planned, ends, strict=True):
        yield Wanted(reason, occurrence, start, due, until)


def _days(reason: Reason, days: int, appointment: Appointment, site: Site) -> Iterator[tuple[Reason, str, datetime]]:
    """So many days ahead at the visit's hour, as the site's clocks show it."""
    if days:
        wall = local(appointment.start, site.tz).replace(tzinfo=None)
        yield reason, f"{days}d", reached(wall - timedelta(days=days), site.tz)


def _changed(
    appointment: Appointment, told: Sequence[Message], settings: MessageSettings, now: datetime
) -> Iterator[Wanted]:
    """That it was moved, cancelled or missed, where the patient was told otherwise."""
    is_missed = appointment.status is AppointmentStatus.NOSHOW
    if is_missed and settings.missed_hours:
        due = appointment.status_at + timedelta(hours=settings.missed_hours)
        yield Wanted(Reason.MISSED, "missed", appointment.start, due, due + _MISSED_FOR)
    if not told or not settings.changes or is_missed:
        return
    last, soon = told[-1], now + timedelta(minutes=settings.change_minutes)
    count = 1 + sum(one.reason in {Reason.MOVED, Reason.CANCELLED} for one in told)
    occurrence = MOVED if count == 1 else f"{MOVED} {count}"
    if appointment.status in _OFF:
        if last.reason is not Reason.CANCELLED and last.start > now:
            yield Wanted(Reason.CANCELLED, occurrence, last.start, soon, last.start)
    elif appointment.status in _EXPECTED and appointment.start > now and _says_otherwise(last, appointment):
        yield Wanted(Reason.MOVED, occurrence, appointment.start, soon, appointment.start)


def _says_otherwise(last: Message, appointment: Appointment) -> bool:
    return last.reason is Reason.CANCELLED or last.start != appointment.start
