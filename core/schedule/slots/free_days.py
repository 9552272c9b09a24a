"""How free is each provider on each day of some weeks, for a type of visit?

It is worked out from whole cells alone, as a search does before it asks every rule of a start: some statements for all
of it, however many providers and days. So it may count an opening that a rule closes all the same.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.interval import Interval
from core.calendar.wall import day_span, local
from core.schedule.cells import CELL, CELL_MINUTES, MINUTE
from core.schedule.slots.all_day import DayRules
from core.schedule.slots.candidates import Candidate, place_rows
from core.schedule.slots.plan import plan_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from core.schedule.ports import Reading, ScheduleContext
    from core.schedule.slots.candidates import PlaceRow
    from core.schedule.slots.model import SlotSearch
    from core.schedule.slots.plan import Plan
    from core.schedule.slots.taken_cells import Around


class FreeDay(Struct, frozen=True):
    """A provider's day: minutes of open time, how many of them nobody has, and when visits could begin (UTC).

    The `starts` could all be taken: none overlaps another.
    """

    open: int = 0
    free: int = 0
    starts: tuple[datetime, ...] = ()


CLOSED = FreeDay()


class FreeDays(Struct, frozen=True):
    """The days from `first` on at a site, by the codes of those who have open time on one of them, in their order.

    `search` is what was asked, with the length that it came to in `minutes`.
    """

    site: str
    first: date
    search: SlotSearch
    minutes: int
    by_provider: Mapping[str, tuple[FreeDay, ...]]

    def at(self, provider: str, on: date) -> FreeDay:
        """That day; one that is closed where it is not among them."""
        days, at = self.by_provider.get(provider, ()), (on - self.first).days
        return days[at] if 0 <= at < len(days) else CLOSED


def free_days(
    context: ScheduleContext, actor: str, search: SlotSearch, *, site: str, first: date, days: int
) -> FreeDays:
    """Those of the site, as the search narrows them; whoever the patient is. Raises NotFound or BadInput."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        last = first + timedelta(days=days - 1)
        asked = replace(search, site=site, patient=None, moving=None, nth=1)
        begins = max(first, search.first or first), min(last, search.last or last)
        plan = plan_of(
            reading, clinic, replace(asked, first=begins[0], last=begins[1]), context.policy, context.clock.now()
        )
        rows = _by_provider(reading, replace(plan, actor=actor), first, days)
        return FreeDays(site, first, search, plan.minutes, rows)


def _by_provider(reading: Reading, plan: Plan, first: date, days: int) -> Mapping[str, tuple[FreeDay, ...]]:
    """Of who has open time on any of the days, past ones too."""
    if not plan.places:
        return {}
    site, last = plan.places[0].site, first + timedelta(days=days - 1)
    whole = Interval(day_span(first, site.tz).start, day_span(last, site.tz).end)
    around, rows = place_rows(reading, plan, whole)
    of_days = DayRules(reading, plan)
    found = {}
    for row in rows:
        if row.open:
            able = replace(row, starts=_asked(row, around, of_days))
            found[row.place.provider.code] = tuple(_day(able, around, first + timedelta(days=at)) for at in range(days))
    return found


def _asked(row: PlaceRow, around: Around, of_days: DayRules) -> int:
    """The cells in which a visit may begin and has a room; none where the provider does not hold such visits."""
    starts = row.starts
    if starts and row.rooms:
        row.rooms.look()
        starts &= row.rooms.row or 0
    first = next(around.stretch.starts(starts), None)
    if first is None:
        return 0
    candidate = Candidate(first, row.place, is_usual=False, no_gap_before=False, no_gap_after=False, rooms=None)
    return starts if of_days.allow(candidate) else 0


def _day(row: PlaceRow, around: Around, on: date) -> FreeDay:
    stretch, site = around.stretch, row.place.site
    span = day_span(on, site.tz)
    at, cells = (span.start - stretch.first) // CELL, (span.end - span.start) // CELL
    mask = (1 << cells) - 1
    opened, free, starts = (each >> at & mask for each in (row.open, row.free, row.starts))
    if not around.plan.span().overlaps(span):
        starts = 0
    return FreeDay(
        opened.bit_count() * CELL_MINUTES,
        free.bit_count() * CELL_MINUTES,
        tuple(_apart(starts, stretch.first + at * CELL, row, around.plan)) if starts else (),
    )


def _apart(starts: int, first: datetime, row: PlaceRow, plan: Plan) -> Iterator[datetime]:
    """Starts of the day that the search asks for, each after the end of the one before."""
    site = row.place.site
    shifts = range(CELL_MINUTES) if site.grid % CELL_MINUTES else (0,)
    length = -(-plan.minutes // CELL_MINUTES)
    is_plain = len(shifts) == 1 and local(first, site.tz).date() not in row.days.changing and first >= plan.earliest
    while starts:
        at = (starts & -starts).bit_length() - 1
        cell = first + at * CELL
        start = (
            cell
            if is_plain
            else next((each for shift in shifts if plan.admits(each := cell + shift * MINUTE, site)), None)
        )
        taken = at + 1 if start is None else at + max(length, 1)
        starts = starts >> taken << taken
        if start is not None:
            yield start
