"""Which time of a provider's day is open, and what is the rest of it called?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import Final, NamedTuple

from core.calendar.format_when import format_clock
from core.calendar.interval import Interval, merged
from core.calendar.wall import local
from core.schedule.model.day import Closure, ClosureKind, ProviderDay
from core.schedule.model.hold import Hold
from tui.widgets import sentences
from tui.widgets.day_rows import Row

_MINUTE = timedelta(minutes=1)
_HOURS = 100  # minutes; from here on whole hours are shown
_LONGEST_GAP = timedelta(hours=3)  # a longer one parts two half-days, and needs no name
_HELD: Final = (sentences.GRID_HELD, sentences.GRID_HELD_SHORT)
_LUNCH = (11 * 60, 14 * 60 + 30)  # a gap that meets these wall minutes
_GRAVEST_FIRST: Final = (ClosureKind.CANCELLED, ClosureKind.HOLIDAY, ClosureKind.LEAVE, ClosureKind.BLOCK)
_WORDS: Final[Mapping[ClosureKind, str]] = {
    ClosureKind.LEAVE: sentences.GRID_LEAVE,
    ClosureKind.HOLIDAY: sentences.GRID_HOLIDAY,
    ClosureKind.CANCELLED: sentences.GRID_CANCELLED,
}


class Ground(NamedTuple):
    """A row of time: its style (free, past, closed, away, block, held), what closes it, and how that is called.

    `below` stands in the row below, where that is of the same: when a block opens to all. In a narrow place it is
    called `short`, where there is one.
    """

    style: str
    cause: object = None
    label: str = ""
    below: str = ""
    short: str = ""


class Grounds:
    """A provider's day as it is at `now` (UTC), asked row by row."""

    def __init__(self, provider: ProviderDay, now: datetime, holds: Sequence[Hold] = ()) -> None:
        self._provider, self._now, self._held = provider, now, holds
        self._sessions = merged(session.span for session in provider.sessions)
        self._open = provider.open_spans()
        self._gaps = tuple(
            Interval(before.end, after.start)
            for before, after in pairwise(self._sessions)
            if after.start - before.end <= _LONGEST_GAP
        )

    def at(self, row: Row) -> Ground:
        """What `row` is; a hold or closure that touches it counts, and so does a session."""
        held = next((hold for hold in self._held if hold.span.overlaps(row.span) and hold.until > self._now), None)
        if held:
            label, short = (said.format(who=held.by, left=time_left(held, self._now)) for said in _HELD)
            return Ground("held", held.number, label, short=short)
        closures = self._provider.closed_by(row.span)
        if closures:
            gravest = min(closures, key=lambda closure: _GRAVEST_FIRST.index(closure.kind))
            style = "block" if gravest.kind is ClosureKind.BLOCK else "away"
            return Ground(style, gravest, _called(gravest), self._opens(gravest))
        if any(session.overlaps(row.span) for session in self._sessions):
            return Ground("past" if row.span.end <= self._now else "free")
        for gap in self._gaps:
            if gap.overlaps(row.span):
                return Ground("closed", gap, self._meal(gap))
        return Ground("closed")

    def first_free(self, row: Row, taken: Sequence[tuple[datetime, datetime]]) -> datetime | None:
        """The wall time of the first minute of the site's grid in `row` that is free, open time first."""
        grid = self._provider.site.grid
        length = (row.span.end - row.span.start) // _MINUTE
        possible = (
            offset
            for offset in range(-row.minute % grid, length, grid)
            if not any(start <= row.span.start + offset * _MINUTE < end for start, end in taken)
        )
        first = next(possible, None)
        if first is None:
            return None
        is_open = (at for at in chain((first,), possible) if self._is_open(row.span.start + at * _MINUTE))
        return (row.wall + next(is_open, first) * _MINUTE).replace(fold=row.wall.fold)

    def _opens(self, closure: Closure) -> str:
        """'opens 9:00', with the day where that is another, for a block that opens to all."""
        if closure.released_at is None:
            return ""
        then = local(closure.released_at, self._provider.site.tz)
        day = "" if then.date() == self._provider.on else f"{then:%a %-d %b} "
        return sentences.GRID_OPENS.format(when=f"{day}{format_clock(then)}")

    def _is_open(self, instant: datetime) -> bool:
        return any(span.start <= instant < span.end for span in self._open)

    def _meal(self, gap: Interval) -> str:
        start, end = (local(at, self._provider.site.tz) for at in (gap.start, gap.end))
        begins, ends = start.hour * 60 + start.minute, end.hour * 60 + end.minute
        meets_noon = begins < _LUNCH[1] and ends > _LUNCH[0]
        return sentences.GRID_LUNCH if meets_noon else sentences.GRID_BREAK


def away_word(provider: ProviderDay) -> str:
    """'leave', 'holiday' or 'cancelled' when that leaves nothing open of the day; else ''."""
    away = [closure for closure in provider.closures if closure.kind in _WORDS]
    spans = [closure.span for closure in away]
    if not away or any(session.span.minus(spans) for session in provider.sessions):
        return ""
    return _WORDS[min((closure.kind for closure in away), key=_GRAVEST_FIRST.index)]


def room_for(provider: ProviderDay, usual_minutes: int) -> int:
    """How many visits of the usual length fit into the open time, as often as each session's capacity."""
    closed = [closure.span for closure in provider.closures]
    return sum(
        (session.capacity or 1) * ((piece.end - piece.start) // _MINUTE // usual_minutes)
        for session in provider.sessions
        for piece in session.span.minus(closed)
    )


def time_left(hold: Hold, now: datetime) -> str:
    """'2 min': for how much longer it is held."""
    left = max(-(-(hold.until - now) // _MINUTE), 1)
    return f"{left} min" if left < _HOURS else f"{left // 60} h"


def _called(closure: Closure) -> str:
    word = _WORDS.get(closure.kind, "")
    if closure.kind is ClosureKind.HOLIDAY or not word or closure.label == word:
        return closure.label
    return f"{word}: {closure.label}" if closure.label else word
