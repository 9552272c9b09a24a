"""Does somebody who waits want that time, and have they said no to it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.wait import Outcome
from core.schedule.waitlist.window import is_within, read_window

if TYPE_CHECKING:
    from datetime import datetime

    from core.calendar.interval import Interval
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.wait import WaitContact, WaitEntry


def is_to_move_up(appointment: Appointment, entry: WaitEntry) -> bool:
    """Whether it is what who wants to come earlier has for now."""
    return appointment.status is AppointmentStatus.BOOKED and appointment.visit_type == entry.visit_type


def is_wished(entry: WaitEntry, wall: datetime) -> bool:
    """Whether the entry asks for that day and time, in the wall time of the site."""
    on = wall.date()
    is_day = (entry.first is None or entry.first <= on) and (entry.last is None or on <= entry.last)
    return is_day and is_within(read_window(entry.window), on, wall.time())


def declined(contact: WaitContact, provider: str, said: Interval) -> bool:
    """Whether they declined that time, from wherever it began when they were asked: it goes with the clock."""
    return (
        contact.outcome is Outcome.DECLINED and contact.provider == provider and said.start <= contact.start < said.end
    )
