"""Which days are business days, and how many lie between two days? Monday to Friday, but for the holidays given."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Whether the day is one."""
    return day.weekday() < _SATURDAY and day not in holidays


def business_day_after(day: date, count: int, holidays: Collection[date]) -> date:
    """The business day that is so many after that day, whatever day that is itself: Monday is 1 after a Saturday."""
    while count:
        day += _DAY
        count -= is_business_day(day, holidays)
    return day


def business_day_before(day: date, count: int, holidays: Collection[date]) -> date:
    """The business day that is so many before that day, whatever day that is itself."""
    while count:
        day -= _DAY
        count -= is_business_day(day, holidays)
    return day
