"""How is time counted in bits, so that a free stretch of any length is found with a few shifts?

A cell is five minutes of UTC; bit 0 of a row is its first cell. Whole cells are crude where a visit begins or ends
within one, so every answer here errs on one side: it may say that a start fits that does not, never the other way.
What is left is asked of the rules themselves.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CELL_MINUTES: Final = 5
CELL: Final = timedelta(minutes=CELL_MINUTES)
CELLS_A_DAY: Final = 24 * 60 // CELL_MINUTES
MINUTE: Final = timedelta(minutes=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Stretch(Struct, frozen=True):
    """So many cells from `first` on, an instant on the boundary of a cell."""

    first: datetime
    cells: int

    @classmethod
    def over(cls, span: Interval) -> Stretch:
        """The cells that `span` touches."""
        before = (span.start - _EPOCH) % CELL
        return cls(span.start - before, -((span.start - before - span.end) // CELL))

    @property
    def span(self) -> Interval:
        """From the first cell to the end of the last."""
        return Interval(self.first, self.first + self.cells * CELL)

    @property
    def full(self) -> int:
        """Every cell."""
        return (1 << self.cells) - 1

    def touched(self, spans: Iterable[Interval]) -> int:
        """The cells that any of the spans touches."""
        row = 0
        for span in spans:
            row |= self._row((span.start - self.first) // CELL, -((self.first - span.end) // CELL))
        return row

    def filled(self, spans: Iterable[Interval]) -> int:
        """The cells that one of the spans fills whole."""
        row = 0
        for span in spans:
            row |= self._row(-((self.first - span.start) // CELL), (span.end - self.first) // CELL)
        return row

    def starts(self, row: int, closed: Callable[[], datetime | None] = lambda: None) -> Iterator[datetime]:
        """When the cells of the row begin, in order; none before what `closed` says at that moment."""
        done = 0
        while row:
            done += (row & -row).bit_length()
            row >>= (row & -row).bit_length()  # what is left is the shorter, the further it goes
            start = self.first + (done - 1) * CELL
            until = closed()
            if until is None or start >= until:
                yield start
                continue
            ahead = -((start - until) // CELL) - 1
            row, done = row >> ahead, done + ahead

    def _row(self, first: int, end: int) -> int:
        first, end = max(first, 0), min(end, self.cells)
        return (1 << end) - (1 << first) if first < end else 0


class Need(Struct, frozen=True):
    """Minutes that a visit needs something, from minute `offset` of the visit on.

    `early` is how many minutes into a cell a visit may begin: 0 where the grid puts every start on its boundary.
    """

    offset: int
    minutes: int
    early: int = 0

    def fits(self, free: int, full: int) -> int:
        """The cells in which a visit may begin as far as those free are concerned."""
        first = -(-(self.offset + self.early) // CELL_MINUTES)
        count = (self.offset + self.minutes) // CELL_MINUTES - first
        return full if count <= 0 else runs(free, count) >> first


def runs(free: int, count: int) -> int:
    """The bits from which on so many are set in a row: the first is, and those above it."""
    have = 1
    while have < count:
        step = min(have, count - have)
        free &= free >> step
        have += step
    return free


def repeated(week: bytes, first: int, cells: int) -> int:
    """A row of `cells` out of a week's cells that come again and again, from the cell `first` of the week on."""
    weeks = (first + cells) // (8 * len(week)) + 1
    return int.from_bytes(week * weeks, "little") >> first & (1 << cells) - 1
