"""C10: do time and length keep within the limits of the settings and the site's grid?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.conflict import Conflict
from core.schedule.sentences import (
    CROSSES_MIDNIGHT,
    NOT_ON_GRID,
    SLOT_IS_OVER,
    TOO_FAR_AHEAD,
    TOO_LONG,
    TOO_SHORT,
    TOO_SOON,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def limits(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Every limit broken is told; a slot that has begun but is not over may be taken while the lead time is 0."""
    return tuple(Conflict("C10", policy.rules.C10, sentence) for sentence in _broken(proposal, policy))


def _broken(proposal: Proposal, policy: Policy) -> Iterator[str]:
    booking, wall, span = policy.booking, proposal.wall, proposal.span
    minutes = int((span.end - span.start).total_seconds()) // 60
    hours = proposal.hours(span)
    if span.end <= proposal.now:
        yield SLOT_IS_OVER.format(hours=hours, day=f"{wall:%a %-d %b %Y}", now=_now(proposal))
    elif booking.lead_minutes and span.start < proposal.now + timedelta(minutes=booking.lead_minutes):
        yield TOO_SOON.format(minutes=booking.lead_minutes)
    last_day = local(proposal.now, proposal.site.tz).date() + timedelta(days=booking.horizon_days)
    if wall.date() > last_day:
        yield TOO_FAR_AHEAD.format(day=f"{last_day:%a %-d %b %Y}", days=booking.horizon_days)
    if wall.minute % proposal.site.grid or wall.second:
        yield NOT_ON_GRID.format(time=f"{wall:%-H:%M}", grid=proposal.site.grid, site=proposal.site.name)
    if minutes < booking.min_minutes:
        yield TOO_SHORT.format(minutes=minutes, least=booking.min_minutes)
    if minutes > booking.max_minutes:
        yield TOO_LONG.format(minutes=minutes, most=booking.max_minutes)
    last_minute = local(span.end - timedelta(minutes=1), proposal.site.tz)
    if last_minute.date() != local(span.start, proposal.site.tz).date():
        yield CROSSES_MIDNIGHT.format(hours=hours)


def _now(proposal: Proposal) -> str:
    """'10:20', with the day in front unless the slot was today."""
    now = local(proposal.now, proposal.site.tz)
    return f"{now:%-H:%M}" if now.date() == proposal.wall.date() else f"{now:%a %-d %b %Y %-H:%M}"
