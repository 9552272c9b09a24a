"""What does the day grid show of a day? Columns of cells for the providers and hours in view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from core.calendar.wall import day_span, local, minute_of, resolve
from core.record_ref import AppointmentId, RecordRef
from core.schedule.model.day import DayView, ProviderDay
from core.schedule.model.hold import Hold
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.text.lines import Line
from tui.widgets.day_cells import Cell, column_cells
from tui.widgets.day_paint import TIME_CELLS, head_line
from tui.widgets.day_rows import Row, day_rows, page_of, pages, rows_on

_LEAST_COLUMN = 18  # with its separator: 4 providers in 80 cells, 8 in 160
_LEAST_DAY = 10  # of a week: 7 days in 80 cells
_MOST_COLUMN = 41  # a few providers on a wide screen: no name is longer
_USUAL_MINUTES = 20
_HEAD_ROWS = 1


class Lens(Struct, frozen=True):
    """How a day is looked at.

    `width` and `height` are terminal cells of the whole grid, `group` and `page` count from 0. A row stands
    for `row_minutes`, or the site's grid if that is more. `usual_minutes` is the length of visit by which the
    column heads count places. `marked` are the visits that the next verb is meant for. Who waits longer than
    `long_wait_minutes` stands out; 0 is never long. Where the colours have `grounds`, these tell what is closed.
    """

    width: int = 80
    height: int = 21
    row_minutes: int = 15
    group: int = 0
    page: int = 0
    privacy: bool = False
    ascii: bool = False
    grace_minutes: int = 10
    long_wait_minutes: int = 0
    usual_minutes: int = _USUAL_MINUTES
    grounds: bool = False
    marked: frozenset[RecordRef] = frozenset()


class Source(NamedTuple):
    """All that a column is made from: equal ones make equal columns."""

    day: ProviderDay
    visits: tuple[ScheduledVisit, ...]
    rows: tuple[Row, ...]
    width: int
    minute: datetime
    grace_minutes: int
    long_wait_minutes: int
    usual_minutes: int
    privacy: bool
    marked: frozenset[RecordRef]
    holds: tuple[Hold, ...] = ()
    is_of_week: bool = False
    ascii: bool = False


class Column(Struct, frozen=True):
    """A provider in view, or a day of a week: the code, the head, and a cell a row; and what they were made from."""

    provider: str
    head: Line
    cells: tuple[Cell, ...]
    source: Source


class DayGridModel(Struct, frozen=True):
    """A page of a day for a group of providers.

    `lens` has group and page brought into range, `sheets` are the rows of every page. After the `time_cells`
    of the clock come columns of `column_cells`, a separator between them.
    """

    view: DayView
    now: datetime
    lens: Lens
    sheets: tuple[tuple[Row, ...], ...]
    columns: tuple[Column, ...]
    groups: int
    per_group: int
    time_cells: int
    column_cells: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in view."""
        return self.sheets[self.lens.page]

    @property
    def now_row(self) -> int | None:
        """The row in view that holds now, if it does."""
        if self.view.is_week and not self.view.has(self.day_of(self.now)):
            return None
        found = page_of([self.rows], self.on_first_day(self.now))
        return found[1] if found else None

    @property
    def providers_shown(self) -> tuple[int, int, int]:
        """First and last provider in view, counted from 1, and how many there are: "providers 1-4 of 12"."""
        first = self.lens.group * self.per_group
        return min(first + 1, len(self.view.providers)), first + len(self.columns), len(self.view.providers)

    def column_x(self, column: int) -> int:
        """The terminal column at which a provider's cells begin."""
        return self.time_cells + column * (self.column_cells + 1)

    def column_of(self, provider: str, on: date) -> int | None:
        """The column of a provider in view, on that day."""
        is_week = self.view.is_week
        found = (
            at
            for at, one in enumerate(self.columns)
            if one.provider == provider and (not is_week or one.source.day.on == on)
        )
        return next(found, None)

    def day_of(self, instant: datetime) -> date:
        """On which of the days shown an instant is: of a week by the wall clock."""
        return local(instant, self.view.site.tz).date() if self.view.is_week else self.view.on

    def on_first_day(self, instant: datetime) -> datetime:
        """The instant, of a week that of the same wall time on its first day, by which rows are found."""
        if not self.view.is_week:
            return instant
        wall, tz = local(instant, self.view.site.tz), self.view.site.tz
        return resolve(datetime.combine(self.view.on, wall.time()), tz, fold=wall.fold).at

    def through(self, lens: Lens) -> DayGridModel:
        """The same day at the same time through another lens."""
        return self if lens == self.lens else build(self.view, now=self.now, lens=lens, before=self)

    def turned_to(self, provider: str, instant: datetime, *, anew: bool = False) -> DayGridModel | None:
        """The group and page in which that provider and that instant are seen, None when no page has them.

        The page in view stays where it has the instant, unless it is chosen `anew`.
        """
        is_week = self.view.is_week
        days = [(one.provider.code, one.on if is_week else self.view.on) for one in self.view.providers]
        found = page_of(self.sheets, self.on_first_day(instant), at_first=None if anew else self.lens.page)
        if (provider, self.day_of(instant)) not in days or found is None:
            return None
        group = days.index((provider, self.day_of(instant))) // self.per_group
        return self.through(replace(self.lens, group=group, page=found[0]))

    def scheduled(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """That appointment, wherever it is on the day."""
        return next((one for one in self.view.appointments if one.appointment.id == appointment), None)


def build(view: DayView, *, now: datetime, lens: Lens, before: DayGridModel | None = None) -> DayGridModel:
    """The model of `view` at `now` (UTC) through `lens`; a group or page beyond the last is the last.

    Of the model `before`, made within the same minute, those columns are kept that would be made from the same; all
    of it where the whole day is the same. A column takes 1 ms to make, and a desk sees every commit of the clinic.
    """
    if before and (before.lens, minute_of(before.now), before.view) == (lens, minute_of(now), view):
        return before
    least = _LEAST_DAY if view.is_week else _LEAST_COLUMN
    per_group, clock, column = _widths(lens.width, len(view.providers), least)
    groups = max(-(-len(view.providers) // per_group), 1)
    sheets = pages(day_rows(view, max(lens.row_minutes, view.site.grid)), lens.height - _HEAD_ROWS)
    lens = replace(
        lens,
        group=min(max(lens.group, 0), groups - 1),
        page=min(max(lens.page, 0), len(sheets) - 1),
    )
    sources = _sources(view, lens.group * per_group, per_group, sheets[lens.page], column, now=now, lens=lens)
    kept = {(one.provider, one.source.day.on): one for one in before.columns} if before else {}
    return DayGridModel(
        view=view,
        now=now,
        lens=lens,
        sheets=sheets,
        columns=tuple(_column(one, kept.get((one.day.provider.code, one.day.on)), now=now) for one in sources),
        groups=groups,
        per_group=per_group,
        time_cells=clock,
        column_cells=column,
    )


def _sources(
    view: DayView, first: int, count: int, rows: tuple[Row, ...], width: int, *, now: datetime, lens: Lens
) -> Iterator[Source]:
    """What the columns of `count` providers from the `first` on are made from."""
    visits: dict[str, list[ScheduledVisit]] = defaultdict(list)
    for scheduled in view.appointments:
        for provider in scheduled.appointment.providers:
            visits[provider].append(scheduled)
    for day in view.providers[first : first + count]:
        own = tuple(visits[day.provider.code])
        if view.is_week:
            span = day_span(day.on, view.site.tz)
            own = tuple(one for one in own if one.appointment.start < span.end and span.start < one.appointment.end)
        yield Source(
            day=day,
            visits=own,
            rows=rows_on(rows, day.on, view.site.tz) if view.is_week else rows,
            width=width,
            minute=minute_of(now),
            grace_minutes=lens.grace_minutes,
            long_wait_minutes=lens.long_wait_minutes,
            usual_minutes=lens.usual_minutes,
            privacy=lens.privacy,
            marked=lens.marked.intersection(one.ref for one in own) if lens.marked else frozenset(),
            holds=tuple(hold for hold in view.holds if hold.provider == day.provider.code) if view.holds else (),
            is_of_week=view.is_week,
            ascii=lens.ascii,
        )


def _column(source: Source, before: Column | None, *, now: datetime) -> Column:
    if before and before.source == source:
        return before
    return Column(
        provider=source.day.provider.code,
        head=head_line(
            source.day,
            source.visits,
            source.width,
            usual=source.usual_minutes,
            is_of_week=source.is_of_week,
            ascii=source.ascii,
        ),
        cells=column_cells(
            source.day,
            source.visits,
            source.rows,
            now=now,
            grace_minutes=source.grace_minutes,
            long_wait_minutes=source.long_wait_minutes,
            privacy=source.privacy,
            marked=source.marked,
            holds=source.holds,
        ),
        source=source,
    )


def _widths(width: int, columns: int, least: int) -> tuple[int, int, int]:
    """How many columns of `least` cells, how wide the clock and how wide a column: 4 of 17 in 80, 8 of 18 in 160.

    What is left over widens the clock by two cells at most, and then stays blank at the right.
    """
    room = max(width - TIME_CELLS, least)
    count = max(min(room // least, columns), 1)
    column = min(room // count, _MOST_COLUMN)
    clock = TIME_CELLS + 1 + min(room - count * column, 2)
    return count, clock, column - 1
