"""How is an instant said to somebody at a site?"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from core.calendar.wall import local

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.calendar.wall import Zoned


def format_clock(then: datetime) -> str:
    """'9:30' of an aware wall time; where the clocks show it twice with what the zone is called then: '1:30 EDT'."""
    return f"{then:%-H:%M}{_which(then)}"


def format_end(then: datetime) -> str:
    """The same of when something ends; what ends with the day does so at '24:00'."""
    return "24:00" if then.time() == time.min else format_clock(then)


def format_when(instant: datetime, site: Zoned, now: datetime) -> str:
    """'at 09:12', with the day in front unless it is today at the site."""
    then, today = local(instant, site.tz), local(now, site.tz).date()
    time = f"at {then:%H:%M}{_which(then)}"
    return time if then.date() == today else f"on {then:%-d %b %Y} {time}"


def format_wall(instant: datetime, site: Zoned, now: datetime) -> str:
    """'Tue 24 Nov 9:30' at the site, with the year when it is not this one."""
    then, today = local(instant, site.tz), local(now, site.tz)
    return f"{format_day(then.date(), today.date())} {format_clock(then)}"


def format_until(instant: datetime, site: Zoned, now: datetime) -> str:
    """'9:30' where it is the same day at the site as now, else the day too: what ends tomorrow at 9:30 is no '9:30'."""
    then = local(instant, site.tz)
    is_today = then.date() == local(now, site.tz).date()
    return format_clock(then) if is_today else format_wall(instant, site, now)


def format_day(day: date, today: date) -> str:
    """'Tue 24 Nov', with the year when it is not this one."""
    return f"{day:%a %-d %b}" if day.year == today.year else f"{day:%a %-d %b %Y}"


def _which(then: datetime) -> str:
    """Which of the two it is, where a wall time happens twice: the clocks go back between them."""
    first, second = (then.replace(fold=fold).utcoffset() for fold in (0, 1))
    is_repeated = first is not None and second is not None and first > second
    return f" {then:%Z}" if is_repeated else ""
