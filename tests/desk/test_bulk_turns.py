"""How long does who writes much keep the others waiting? Turns end by time, however many rows they got to."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from math import inf
from pathlib import Path
from shutil import copy
from typing import TypeAlias

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.importing.act import LINES_A_CHUNK, LINES_TOGETHER
from core.journal.undo_in_parts import ROWS_TOGETHER
from core.settings.model import Policy
from storage.sqlite import turn_time
from storage.sqlite.doctor import examine
from storage.sqlite.turn_time import TurnTime
from storage.store import SqliteStore
from tests.clinics import FakeClock
from tests.desk.importing import Told, crowd, take_in

AtWork: TypeAlias = Callable[[float], AbstractContextManager[Desk]]
LINES = 2 * LINES_A_CHUNK
_ROWS_A_TURN = """
SELECT next_row - first_row FROM journal_chain JOIN journal ON journal.id = entry
WHERE verb = ? AND next_row > first_row ORDER BY link
"""


@pytest.fixture
def at_work(founded: Path, tmp_path: Path, clock: FakeClock) -> AtWork:
    """Desks whose turns last so long; the database is a new one."""
    place = Path(copy(founded, tmp_path / "clinic.db"))

    @contextmanager
    def opened(turn_seconds: float) -> Iterator[Desk]:
        with SqliteStore(place, turn_seconds=turn_seconds) as store:
            yield Desk(store, clock, Policy(), RoleAuthorization())

    return opened


def turns(tmp_path: Path, verb: str) -> list[int]:
    """How many rows each turn of the act wrote."""
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        return [rows for (rows,) in db.execute(_ROWS_A_TURN, (verb,))]


@pytest.mark.parametrize(
    ("seconds", "together", "back"),
    [(0, LINES_TOGETHER, ROWS_TOGETHER), (inf, LINES_A_CHUNK, 100)],
    ids=["no time at all", "all the time"],
)
def test_a_turn_ends_when_its_time_is_over(
    at_work: AtWork, tmp_path: Path, seconds: float, together: int, back: int
) -> None:
    """A few rows are written in any turn, and no more than a hundred; it is one act, and taken back as one."""
    told = Told()
    with at_work(seconds) as desk:
        assert LINES == take_in(desk, *crowd(LINES), told=told).added
        desk.journal.undo("sue")
    rows = turns(tmp_path, "import")
    assert (LINES, together) == (sum(rows), max(rows))
    assert (LINES, back) == (sum(turns(tmp_path, "undo")), max(turns(tmp_path, "undo")))
    assert [LINES_A_CHUNK + 1, LINES + 1] == told.lines
    assert () == examine(tmp_path / "clinic.db")


def test_a_turn_is_measured(at_work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20 ms each look at the clock takes 6 here: the fourth is over them."""
    ticks = count()
    monkeypatch.setattr(turn_time, "monotonic", lambda: 0.006 * next(ticks))
    with at_work(0.02) as desk:
        take_in(desk, *crowd(LINES_A_CHUNK))
    assert 4 * LINES_TOGETHER == max(turns(tmp_path, "import"))


@pytest.mark.parametrize(("commit", "looks"), [(0.0, 20), (0.005, 15), (0.015, 10), (3.0, 10)])
def test_the_commit_counts(commit: float, looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the last commit took is left for the next; half of the time is for work, however slow the disk."""
    ticks = count()
    monkeypatch.setattr(turn_time, "monotonic", lambda: 0.001 * next(ticks))
    turn = TurnTime(0.02, commit=commit)
    assert looks == next(look for look in count(1) if turn.is_over())


def test_what_changes_nothing_waits_for_nobody(at_work: AtWork, tmp_path: Path) -> None:
    """Lines that say what is there already take no turn, also those behind one that does."""
    with at_work(0) as desk:
        take_in(desk, *crowd(80))
        before = len(turns(tmp_path, "import"))
        changed = crowd(80)
        changed[40] = changed[40].replace("555 0100", "555 0199")
        assert (1, 79) == ((report := take_in(desk, *changed)).updated, report.unchanged)
    assert [1] == turns(tmp_path, "import")[before:]
