"""C10: do time and length keep within the limits of the settings and the site's grid?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock, format_end
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
    from datetime import datetime

    from core.calendar.interval import Interval
    from core.clinic.model import Site
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def limits(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Every limit broken is told; a slot that has begun but is not over may be taken while the lead time is 0, as it
    is for who came without an appointment.
    """
    return tuple(Conflict("C10", policy.rules.C10, sentence) for sentence in _broken(proposal, policy))


def slot_is_over(span: Interval, site: Site, now: datetime, policy: Policy) -> Conflict | None:
    """What any booking of that span meets once it is over; None before."""
    if span.end > now:
        return None
    start, end, then = (local(instant, site.tz) for instant in (span.start, span.end, now))
    said = SLOT_IS_OVER.format(
        hours=f"{format_clock(start)}-{format_end(end)}",
        day=f"{start:%a %-d %b %Y}",
        now=f"{then:%-H:%M}" if then.date() == start.date() else f"{then:%a %-d %b %Y %-H:%M}",
    )
    return Conflict("C10", policy.rules.C10, said)


def _broken(proposal: Proposal, policy: Policy) -> Iterator[str]:
    booking, wall, span = policy.booking, proposal.wall, proposal.span
    lead = 0 if proposal.is_here else booking.lead_minutes
    minutes = int((span.end - span.start).total_seconds()) // 60
    over = slot_is_over(span, proposal.site, proposal.now, policy)
    if over:
        yield over.message
    elif lead and span.start < proposal.now + timedelta(minutes=lead):
        yield TOO_SOON.format(minutes=lead)
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
        yield CROSSES_MIDNIGHT.format(hours=proposal.hours(span))
