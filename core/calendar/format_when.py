"""How is an instant said to somebody at a site?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local

if TYPE_CHECKING:
    from datetime import datetime

    from core.calendar.wall import Zoned


def format_when(instant: datetime, site: Zoned, now: datetime) -> str:
    """'at 09:12', with the day in front unless it is today at the site."""
    then, today = local(instant, site.tz), local(now, site.tz).date()
    return f"at {then:%H:%M}" if then.date() == today else f"on {then:%-d %b %Y} at {then:%H:%M}"


def format_wall(instant: datetime, site: Zoned, now: datetime) -> str:
    """'Tue 24 Nov 9:30' at the site, with the year when it is not this one."""
    then, today = local(instant, site.tz), local(now, site.tz)
    return f"{then:%a %-d %b %-H:%M}" if then.year == today.year else f"{then:%a %-d %b %Y %-H:%M}"
