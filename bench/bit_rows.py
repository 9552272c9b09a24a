"""What does the bare technique take: a row of bits a site and day, read whole, and shifted until what is left is free?

No set-up, no rule, no booking is looked at: the reference beside which the desk's own search is measured.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from bench.clinics import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CELL: Final = 5
_CELLS: Final = 128
"""Of a provider and day: 120 from 8:00 on, and some that are never free, so that nothing runs on to the next."""
_BYTES: Final = PROVIDERS * _CELLS // 8
_OPEN: Final = sum(((1 << 120) - 1) << provider * _CELLS for provider in range(PROVIDERS)).to_bytes(_BYTES, "little")


def make(path: Path, taken: Iterable[tuple[int, int, int, int]]) -> sqlite3.Connection:
    """A database of such rows, of (day, provider, first and last minute after 8:00)."""
    days: dict[int, int] = {}
    for day, provider, start, end in taken:
        cells = (1 << end // _CELL) - (1 << start // _CELL)
        days[day] = days.get(day, 0) | cells << provider * _CELLS
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE taken (day INTEGER PRIMARY KEY, cells BLOB NOT NULL)")
    db.executemany(
        "INSERT INTO taken VALUES (?, ?)", ((day, row.to_bytes(_BYTES, "little")) for day, row in days.items())
    )
    db.commit()
    return db


def earliest(db: sqlite3.Connection, minutes: int, *, count: int) -> list[tuple[int, int, int]]:
    """The first start of each provider on each day, (day, minute, provider), until there are so many."""
    rows = db.execute("SELECT day, cells FROM taken ORDER BY day").fetchall()
    free = int.from_bytes(_OPEN * len(rows), "little") & ~int.from_bytes(b"".join(cells for _, cells in rows), "little")
    have, wanted = 1, minutes // _CELL
    while have < wanted:
        step = min(have, wanted - have)
        free &= free >> step
        have += step
    found: list[tuple[int, int, int]] = []
    starts = free.to_bytes(_BYTES * len(rows), "little")
    for nth, (day, _) in enumerate(rows):
        of_day = starts[nth * _BYTES : (nth + 1) * _BYTES]
        for provider in range(PROVIDERS) if any(of_day) else ():
            row = int.from_bytes(of_day[provider * _CELLS // 8 : (provider + 1) * _CELLS // 8], "little")
            if row:
                found.append((day, _CELL * ((row & -row).bit_length() - 1), provider))
        if len(found) >= count:
            break
    return sorted(found)[:count]
