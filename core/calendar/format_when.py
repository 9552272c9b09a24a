"""How is an instant said to somebody at a site?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local

if TYPE_CHECKING:
    from datetime import datetime

    from core.calendar.wall import Zoned


def format_clock(then: datetime) -> str:
    """'9:30' of an aware wall time; where the clocks show it twice with what the zone is called then: '1:30 EDT'."""
    return f"{then:%-H:%M}{_which(then)}"


def format_when(instant: datetime, site: Zoned, now: datetime) -> str:
    """'at 09:12', with the day in front unless it is today at the site."""
    then, today = local(instant, site.tz), local(now, site.tz).date()
    time = f"at {then:%H:%M}{_which(then)}"
    return time if then.date() == today else f"on {then:%-d %b %Y} {time}"


def format_wall(instant: datetime, site: Zoned, now: datetime) -> str:
    """'Tue 24 Nov 9:30' at the site, with the year when it is not this one."""
    then, today = local(instant, site.tz), local(now, site.tz)
    day = f"{then:%a %-d %b}" if then.year == today.year else f"{then:%a %-d %b %Y}"
    return f"{day} {format_clock(then)}"


def _which(then: datetime) -> str:
    """Which of the two it is, where a wall time happens twice: the clocks go back between them."""
    first, second = (then.replace(fold=fold).utcoffset() for fold in (0, 1))
    is_repeated = first is not None and second is not None and first > second
    return f" {then:%Z}" if is_repeated else ""
