"""How is free time found without reading what is booked? By the cells of five minutes that are taken, as digits."""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script
from storage.taken_rows import CELLS_A_ROW, DIGITS_A_ROW, rows_of

MIN_COMPATIBLE: Final = 20

_DIGITS: Final = "'0123456789ABCDEF'"
_LONGEST: Final = 40
"""Digits that the longest appointment fills, and some."""
_MINUTES_A_CELL: Final = 5
_CELLS_A_DIGIT: Final = 4


def apply(db: sqlite3.Connection) -> None:
    """Make the table, fill it with what is booked, and have it kept."""
    run_script(db, "0021_taken_cells.sql")
    fill(db)
    for event, sign in (("INSERT", "+"), ("DELETE", "-")):
        db.execute(_trigger(event, sign))


def fill(db: sqlite3.Connection) -> None:
    """Make the rows from what is held."""
    db.execute("DELETE FROM taken_cells")
    db.executemany("INSERT INTO taken_cells (kind, resource, stretch, cells) VALUES (?, ?, ?, ?)", rows_of(db))


def _trigger(event: str, sign: str) -> str:
    """What a booking fills is added, or taken away where it is gone: in one row, or in two where it lies across.

    No conflict clause: that of the statement that fired the trigger would hold in its place.
    """
    one = "NEW" if event == "INSERT" else "OLD"
    begin = f"({one}.start + {_MINUTES_A_CELL - 1}) / {_MINUTES_A_CELL}"
    end = f"{one}.finish / {_MINUTES_A_CELL}"
    stretches = f"SELECT {begin} / {CELLS_A_ROW} AS stretch UNION SELECT ({end} - 1) / {CELLS_A_ROW}"
    parts = f"""
    SELECT stretch, max({begin} - stretch * {CELLS_A_ROW}, 0) AS a,
      min({end} - stretch * {CELLS_A_ROW}, {CELLS_A_ROW}) AS b
    FROM ({stretches})"""
    first, last = f"a / {_CELLS_A_DIGIT}", f"(b - 1) / {_CELLS_A_DIGIT}"
    left = f"16 - (1 << a % {_CELLS_A_DIGIT})"
    right = f"(1 << (b - 1) % {_CELLS_A_DIGIT} + 1) - 1"
    within = f"((1 << b - a) - 1) << a % {_CELLS_A_DIGIT}"
    full = ("F" if sign == "+" else "0") * _LONGEST
    several = " || ".join(
        (
            _digit(first, left, sign),
            f"substr('{full}', 1, {last} - {first} - 1)",
            _digit(last, right, sign),
        )
    )
    add = f"""
  INSERT INTO taken_cells (kind, resource, stretch, cells)
  SELECT {one}.kind, {one}.resource, stretch, hex(zeroblob({DIGITS_A_ROW // 2})) FROM ({stretches}) AS part
  WHERE NOT EXISTS (
    SELECT 1 FROM taken_cells
    WHERE kind = {one}.kind AND resource = {one}.resource AND taken_cells.stretch = part.stretch
  );"""
    return f"""
CREATE TRIGGER taken_cells_{event.lower()} AFTER {event} ON occupancy
WHEN {one}.kind <> 'patient' AND {one}.lane = 0 AND {begin} < {end}
BEGIN{add if event == "INSERT" else ""}
  UPDATE taken_cells
  SET cells = substr(cells, 1, {first})
    || CASE WHEN {first} = {last} THEN {_digit(first, within, sign)} ELSE {several} END
    || substr(cells, {last} + 2)
  FROM ({parts}
  ) AS part
  WHERE taken_cells.kind = {one}.kind AND taken_cells.resource = {one}.resource AND taken_cells.stretch = part.stretch;
END"""


def _digit(at: str, mask: str, sign: str) -> str:
    """The digit at that place with those bits set, or cleared: also where a hand wrote what was there before."""
    bits = f"instr({_DIGITS}, substr(cells, {at} + 1, 1)) - 1"
    changed = f"({bits}) | ({mask})" if sign == "+" else f"({bits}) & ~({mask})"
    return f"substr({_DIGITS}, ({changed}) + 1, 1)"
