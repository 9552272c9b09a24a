"""Are the cells that a slot search takes for taken, kept with every booking, exactly those that are booked?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calendar.interval import Interval
from core.schedule.cells import CELL_MINUTES, Stretch
from storage.sqlite.checks.taken import taken as told
from storage.sqlite.doctor import examine
from storage.taken import taken_cells
from storage.taken_rows import CELLS_A_ROW, rows_of

Held = tuple[str, str, int, int, int]
"""Kind, resource, lane, start, and minutes or end."""
A_ROW = CELLS_A_ROW * CELL_MINUTES
"""Minutes."""
BEGIN = A_ROW * 645
"""Where a row begins: in 2026."""
HELD = "INSERT INTO occupancy VALUES (?, ?, ?, ?, ?, 1)"
GONE = "DELETE FROM occupancy WHERE kind = ? AND resource = ? AND lane = ? AND start = ?"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """A new database whose occupancy takes anything: only what follows from it is looked at."""
    from storage.store import SqliteStore

    path = tmp_path_factory.mktemp("taken") / "clinic.db"
    SqliteStore.create(path).close()
    db = sqlite3.connect(path, isolation_level=None)
    for guard in ("occupancy_insert", "occupancy_delete"):
        db.execute(f"DROP TRIGGER {guard}")
    return db


def instant(minute: int) -> datetime:
    """So many minutes after 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)


spans = st.tuples(
    st.sampled_from(("provider", "room", "patient")),
    st.sampled_from(("lee", "ito")),
    st.sampled_from((0, 0, 0, 1)),
    st.integers(BEGIN - 900, BEGIN + 300),
    st.integers(1, 720),
)


@given(st.lists(spans, max_size=12), st.data())
@settings(max_examples=100)
def test_kept_is_what_is_held(db: sqlite3.Connection, wanted: list[Held], data: st.DataObject) -> None:
    """However bookings come and go, also across two rows, within a cell or besides others."""
    held: list[Held] = []
    for kind, resource, lane, start, minutes in wanted:
        others = [one for one in held if one[:3] == (kind, resource, lane)]
        if all(one[4] <= start or start + minutes <= one[3] for one in others):
            held.append((kind, resource, lane, start, start + minutes))
    gone = data.draw(st.lists(st.sampled_from(held), unique=True)) if held else []
    left = [one for one in held if one not in gone]
    db.execute("SAVEPOINT before")
    try:
        db.executemany(HELD, held)
        db.executemany(GONE, [one[:4] for one in gone])
        _compare(db, left)
    finally:
        db.execute("ROLLBACK TO before")
        db.execute("RELEASE before")


def _compare(db: sqlite3.Connection, held: list[Held]) -> None:
    """Rows, the doctor's look at them, and what a search is told."""
    assert [] == [*told(db)]
    zero = "0" * (CELLS_A_ROW // 4)
    kept = db.execute("SELECT * FROM taken_cells WHERE cells <> ? ORDER BY 1, 2, 3", (zero,)).fetchall()
    assert kept == [*rows_of(db)]
    stretch = Stretch(instant(BEGIN - 900), 500)
    for kind in ("provider", "room"):
        found = taken_cells(db, kind, ("lee", "ito", "nobody"), stretch)
        for code in ("lee", "ito", "nobody"):
            own = [Interval(instant(one[3]), instant(one[4])) for one in held if one[:3] == (kind, code, 0)]
            assert stretch.filled(own) == found[code]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE taken_cells SET cells = replace(cells, 'F', '0')",
        "DELETE FROM taken_cells WHERE kind = 'provider'",
        "INSERT INTO taken_cells SELECT kind, resource, stretch + 1, cells FROM taken_cells",
        "UPDATE taken_cells SET resource = 'x' || resource",
    ],
)
def test_the_doctor_sees_it(tmp_path: Path, statement: str) -> None:
    """What was kept wrongly, by hand."""
    from tests.clinics import book, make_desk, register

    desk = make_desk(tmp_path)
    book(desk, register(desk))
    path = tmp_path / "clinic.db"
    assert () == examine(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)
    assert {"free-time"} == {finding.check for finding in examine(path)}
