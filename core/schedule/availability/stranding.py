"""Which bookings to come does a change of exceptions and blocks strand?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.schedule.availability.rows import days_of
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.to_move import stranded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.clinic.dated import Dated
    from core.clinic.model import Clinic
    from core.record_ref import AppointmentId
    from core.schedule.ports import Reading
    from core.schedule.to_move import ToBeMoved
    from core.settings.model import Policy

_COMING = frozenset({AppointmentStatus.PROPOSED, AppointmentStatus.PENDING, AppointmentStatus.BOOKED})
_A_DAY = timedelta(days=1)


def stranded_by(
    reading: Reading, before: Clinic, after: Clinic, policy: Policy, now: datetime, *, differs: Iterable[Dated]
) -> tuple[ToBeMoved, ...]:
    """Those that `before` bore and `after` does not, where the two differ in those exceptions and blocks alone.

    Only who is booked with their provider on their days is looked at, not all that is to come.
    """
    wanted: dict[AppointmentId, int] = {}
    for dated in differs:
        wanted |= dict(_coming(reading, dated, now))
    found = stranded(reading, before, after, policy, now, among=tuple(wanted.items()))
    return tuple(sorted(found, key=lambda one: (one.scheduled.appointment.start, one.scheduled.appointment.id)))


def _coming(reading: Reading, dated: Dated, now: datetime) -> Iterator[tuple[AppointmentId, int]]:
    """The bookings to come with its provider on its days, wherever a day begins and ends there."""
    start, end = _days(dated)
    for one in reading.schedule.between(max(start, now), end, provider=dated.provider, live_only=True):
        appointment = one.appointment
        if appointment.status in _COMING and appointment.start >= now:
            yield appointment.id, appointment.rev


def _days(dated: Dated) -> tuple[datetime, datetime]:
    """Its days as instants, and one more on either side: no zone is further from UTC."""
    first, last = days_of(dated)
    return datetime.combine(first, time.min, UTC) - _A_DAY, datetime.combine(last, time.min, UTC) + 2 * _A_DAY
