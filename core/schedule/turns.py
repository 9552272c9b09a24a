"""When is whose turn: at the time planned, or later as the provider is late?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.clinic.codes import today_at
from core.lazy import lazy_modules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.schedule.lateness import expected
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
else:  # on most days nobody is late
    (expected,) = lazy_modules("core.schedule.lateness.expected")


def with_turns(
    reading: Reading, clinic: Clinic, visits: Sequence[ScheduledVisit], now: datetime
) -> tuple[ScheduledVisit, ...]:
    """The visits in their order, each whose provider is late today with when it is expected to begin."""
    days = {today_at(site, now) for site in clinic.sites.values()}
    if not visits or not any(reading.delays.of_day(on) for on in days):
        return tuple(visits)
    return expected.expecting(reading, clinic, visits, now)


def behind(reading: Reading, clinic: Clinic, provider: str, at: datetime, *, on: date, now: datetime) -> timedelta:
    """How late the provider is that day when the plan is at `at` (UTC)."""
    noted = [one for one in reading.delays.of_day(on) if one.provider == provider]
    return expected.lag_of(reading, clinic, noted[-1], now).at(at) if noted else timedelta()
