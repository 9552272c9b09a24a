"""What became of a booking of before, as far as a new one of the same patient asks?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import AppointmentStatus


class PastBooking(Struct, frozen=True):
    """A booking that was fulfilled, cancelled (`cancelled_by` is then patient or clinic) or missed.

    Instants are UTC; `status_at` is when that was noted. One that another scheduler had has no appointment: 0.
    """

    appointment: AppointmentId
    provider: str
    start: datetime
    status: AppointmentStatus
    status_at: datetime
    cancelled_by: str | None = None
