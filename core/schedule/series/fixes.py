"""What could a visit have instead, close to what was asked for, that meets nothing?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.conflict import blocking
from core.errors import ClinicdeskError
from core.schedule.opening import provider_day
from core.schedule.sentences import FIX_DAY, FIX_PROVIDER, FIX_ROOM, FIX_TIME
from core.schedule.series.requests import Fix
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Provider
    from core.schedule.requests import BookingRequest
    from core.schedule.series.planning import Planned, Planning
    from core.schedule.series.requests import Instead

_DAYS_ON: Final = 14
"""How far ahead another day is looked for."""
_MOST_TRIED: Final = 60
"""So many starts of a day are asked about at most, the nearest first."""


def fixes_for(
    planning: Planning, one: Planned, asked: BookingRequest, instead: Instead, others: Sequence[Planned]
) -> tuple[Fix, ...]:
    """Another room, the nearest start of that day, the next day at that time, another provider: each if there is one.

    For a time that the clocks skip the times around it, for one that they show twice both instants, where any of these
    is to be had. `asked` is the booking as the series has it, `instead` what this visit has of its own by now; `others`
    are the other visits.
    """
    around = tuple(_free(planning, asked, _around(one, instead), others))
    if around:
        return around
    tried = (_rooms(asked, instead), _times(planning, one, instead), _days(one, instead))
    found = (next(_free(planning, asked, each, others), None) for each in (*tried, _providers(planning, one, instead)))
    return tuple(fix for fix in found if fix)


def _free(
    planning: Planning, asked: BookingRequest, tried: Iterator[tuple[str, Instead]], others: Sequence[Planned]
) -> Iterator[Fix]:
    """Those that meet nothing but warnings."""
    for kind, instead in tried:
        try:
            planned = planning.booking(instead.of(asked), others)
        except ClinicdeskError:
            continue
        if blocking(planned.conflicts):
            continue
        proposal = planned.proposal
        at = local(proposal.span.start, proposal.site.tz)
        words = kind.format(
            time=format_clock(at),
            day=f"{at:%a %-d %b} {format_clock(at)}",
            room=proposal.room.code if proposal.room else "",
            provider=proposal.provider.family,
        )
        yield Fix(instead, words, proposal.span.start, proposal.site, proposal.provider, proposal.room)


def _rooms(asked: BookingRequest, instead: Instead) -> Iterator[tuple[str, Instead]]:
    """Where one was named, any that fits: where none was, the first free one is taken anyway."""
    if asked.room and instead.room != "":
        yield FIX_ROOM, replace(instead, room="")


def _times(planning: Planning, one: Planned, instead: Instead) -> Iterator[tuple[str, Instead]]:
    """The other starts of that day within open time, the nearest first, of two as near the later one."""
    proposal = one.proposal
    zone, wall, length = proposal.site.tz, proposal.wall, proposal.span.end - proposal.span.start
    day = provider_day(planning.clinic, proposal.provider, proposal.site, wall.date(), now=planning.now)
    hours = [
        (local(span.start, zone).replace(tzinfo=None), local(span.end, zone).replace(tzinfo=None))
        for span in day.open_spans()
    ]
    midnight = wall.replace(hour=0, minute=0)
    starts = [midnight + timedelta(minutes=minute) for minute in range(0, 24 * 60, proposal.site.grid)]
    starts = [
        start for start in starts if start != wall and any(begin <= start <= end - length for begin, end in hours)
    ]
    starts.sort(key=lambda start: (abs(start - wall), start < wall))
    for start in starts[:_MOST_TRIED]:
        yield FIX_TIME, replace(instead, start=start, fold=None)


def _days(one: Planned, instead: Instead) -> Iterator[tuple[str, Instead]]:
    for days in range(1, _DAYS_ON + 1):
        yield FIX_DAY, replace(instead, start=one.proposal.wall + timedelta(days=days), fold=None)


def _providers(planning: Planning, one: Planned, instead: Instead) -> Iterator[tuple[str, Instead]]:
    """The colleagues who are open then, first those who have a skill in common."""
    proposal = one.proposal

    def is_open(colleague: Provider) -> bool:
        day = provider_day(planning.clinic, colleague, proposal.site, proposal.wall.date(), now=planning.now)
        return any(span.covers(proposal.provider_span) for span in day.open_spans())

    colleagues = [
        colleague
        for colleague in planning.clinic.providers.values()
        if colleague.code != proposal.provider.code and not colleague.retired and is_open(colleague)
    ]
    alike = set(proposal.provider.skills)
    colleagues.sort(key=lambda colleague: alike.isdisjoint(colleague.skills) if alike else bool(colleague.skills))
    for colleague in colleagues:
        yield FIX_PROVIDER, replace(instead, provider=colleague.code)


def _around(one: Planned, instead: Instead) -> Iterator[tuple[str, Instead]]:
    resolved = one.proposal.resolved
    for wall in resolved.around(one.proposal.site.grid):
        yield FIX_TIME, replace(instead, start=wall, fold=None)
    for fold in range(2) if resolved.repeated else ():
        yield FIX_TIME, replace(instead, start=one.proposal.wall, fold=fold)
