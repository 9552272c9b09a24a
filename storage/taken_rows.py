"""Which cells of five minutes do the bookings of a provider or room fill, as digits in rows of 32 days?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from core.schedule.cells import CELL_MINUTES

CELLS_A_ROW: Final = 9216
"""32 days."""
DIGITS_A_ROW: Final = CELLS_A_ROW // 4
_HELD: Final = """
SELECT kind, resource, start, finish FROM occupancy WHERE kind <> 'patient' AND lane = 0 ORDER BY kind, resource, start
"""


def rows_of(db: sqlite3.Connection) -> Iterator[tuple[str, str, int, str]]:
    """The rows of taken_cells as what is held has them: kind, resource, stretch, cells. Two at a time in memory."""
    key: tuple[str, str] | None = None
    rows: dict[int, int] = {}
    for kind, resource, start, finish in db.execute(_HELD):
        begin, end = -(-start // CELL_MINUTES), finish // CELL_MINUTES
        at = begin // CELLS_A_ROW
        is_other = key != (kind, resource)
        for done in [one for one in rows if is_other or one < at]:
            if key:
                yield (*key, done, _digits(rows.pop(done)))
        key = kind, resource
        for stretch in sorted({at, (end - 1) // CELLS_A_ROW}) if begin < end else ():
            low = max(begin - stretch * CELLS_A_ROW, 0)
            high = min(end - stretch * CELLS_A_ROW, CELLS_A_ROW)
            rows[stretch] = rows.get(stretch, 0) | (1 << high) - (1 << low)
    if key:
        yield from ((*key, stretch, _digits(row)) for stretch, row in rows.items())


def _digits(row: int) -> str:
    return f"{row:0{DIGITS_A_ROW}X}"[::-1]
