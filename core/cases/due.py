"""When is a case due in a state, when is that near, and when are those above told?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.business_days import is_business_day
from core.calendar.format_when import format_clock, format_day
from core.calendar.wall import day_span, local
from core.cases.kind import Unit

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from core.cases.kind import Due
    from core.clinic.model import Clinic, Site

_LONGEST_SEARCH: Final = 4000
"""Days: a clinic that is closed for longer has no business days."""


class Deadline(Struct, frozen=True):
    """From when on a case is late, due soon, and told to those above: UTC instants."""

    due: datetime
    reminds: datetime
    escalates: datetime


def deadline(
    rule: Due, *, since: datetime, on: date | None, is_urgent: bool, site: Site, closed: Collection[date]
) -> Deadline:
    """The deadline of what began at `since`, or counts from the day `on`; `closed` are the holidays of the site.

    What counts back from a day to come and is past by now is due today.
    """
    amount, unit = rule.counted(is_urgent=is_urgent)
    if not unit.is_of_days:
        length = timedelta(hours=1) if unit is Unit.HOURS else timedelta(minutes=1)
        due = since + amount * length
        return Deadline(due, max(since, due - rule.remind * length), due + rule.escalate * length)
    today = local(since, site.tz).date()
    last = max(counted_on(on or today, amount, unit, closed), today)
    near = counted_on(last, -rule.remind, unit, closed)
    above = counted_on(last, rule.escalate, unit, closed)
    return by_the_end_of(last, near, above, site)


def by_the_end_of(last: date, near: date, above: date, site: Site) -> Deadline:
    """The deadline of what is due on the day `last`, near from the day `near` on; those above hear after `above`."""
    return Deadline(day_span(last, site.tz).end, day_span(near, site.tz).start, day_span(above, site.tz).end)


def counted_on(day: date, amount: int, unit: Unit, closed: Collection[date]) -> date:
    """So many days after `day`, or before it; of business days one that is none itself counts for nothing.

    No business day after a day is the day itself, or the next one that is a business day.
    """
    if unit is Unit.DAYS:
        return day + timedelta(days=amount)
    step, left = timedelta(days=1 if amount >= 0 else -1), abs(amount)
    for _ in range(_LONGEST_SEARCH):
        if left == 0 and is_business_day(day, closed):
            break
        day += step
        if left and is_business_day(day, closed):
            left -= 1
    return day


def closed_days(clinic: Clinic, site: Site) -> frozenset[date]:
    """The holidays of the site."""
    return frozenset(holiday.on for holiday in clinic.holidays_at.get(site.code, ()))


def last_day(due: datetime, site: Site) -> date | None:
    """The day by the end of which something is due; None for what is due at a time."""
    before = local(due - timedelta(minutes=1), site.tz).date()
    return before if day_span(before, site.tz).end == due else None


def due_words(due: datetime, site: Site, now: datetime) -> str:
    """'Tue 24 Nov', or 'Tue 24 Nov 10:30' for what is due at a time."""
    today = local(now, site.tz).date()
    day = last_day(due, site)
    if day:
        return format_day(day, today)
    then = local(due, site.tz)
    return f"{format_day(then.date(), today)} {format_clock(then)}"
