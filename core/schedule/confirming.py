"""How does an answer become what the appointment says of its confirmation?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.schedule.model.appointment import AppointmentStatus
from core.structs import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.schedule.model.appointment import Appointment, Confirmation
    from core.schedule.ports import Writing

_ASKED: Final = frozenset({AppointmentStatus.PROPOSED, AppointmentStatus.PENDING, AppointmentStatus.BOOKED})


def may_be_confirmed(appointment: Appointment, now: datetime) -> bool:
    """Whether an answer still says anything of it: nobody has come, and it has not begun."""
    return appointment.status in _ASKED and appointment.start > now


def set_confirmation(tx: Writing, appointment: Appointment, to: Confirmation) -> Appointment:
    """The appointment that says so, kept under the entry that is open; nothing is written where it does already.

    Raises StaleRow where it was changed since it was read. Whether it may say so is asked before
    (`may_be_confirmed`), and whose answer it was is the entry's to tell.
    """
    if appointment.confirmation is to:
        return appointment
    return tx.schedule.save(replace(appointment, confirmation=to))
