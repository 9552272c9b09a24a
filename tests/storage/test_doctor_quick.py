"""What does the doctor say of a large clinic within seconds, and what does it leave to the whole examination?"""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.settings.model import Policy
from storage.folders import cards_folder
from storage.sqlite import doctor
from storage.sqlite.checks import lately
from storage.sqlite.doctor import examine, is_small, journal_head
from storage.sqlite.reader import open_reader
from storage.store import SqliteStore
from tests.clinics import SETUP, FakeClock, register
from tests.damage import damage

PEOPLE = 120
LARGE = "appointment|journal|journal_row|journal_chain|occupancy|patient|patient_key|patient_term|visit|visit_event"
ANOTHER_ADDRESS = "UPDATE patient SET email = 'a@b.example' WHERE id = {}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic in which patient N was registered by link N + 1, the set-up being the first."""
    path = tmp_path_factory.mktemp("large") / "clinic.db"
    with SqliteStore.create(path) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        desk.set_up("setup", SETUP, place="clinic.toml")
        for number in range(PEOPLE):
            register(desk, "Crowd", f"Number {number}")
    return path


@pytest.fixture
def path(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to damage; ten links are the newest, five a spread, and a table of twenty rows is large."""
    for name, value in (("NEWEST", 10), ("SPREAD", 5), ("FEW", 20)):
        monkeypatch.setattr(lately, name, value)
    return Path(shutil.copy(kept, tmp_path / "clinic.db"))


def told(path: Path, *, is_whole: bool, anchors: tuple[str, ...] = ()) -> set[str]:
    """By which checks something is found."""
    return {finding.check for finding in examine(path, is_whole=is_whole, anchors=anchors)}


@pytest.mark.parametrize(("patient", "seen"), [(PEOPLE, True), (PEOPLE - 9, True), (22, True), (23, False), (5, False)])
def test_what_was_written_of_late_and_a_spread_of_the_rest(path: Path, patient: int, *, seen: bool) -> None:
    """The newest acts and some of all the others; what lies between these is for the whole examination."""
    damage(path, ANOTHER_ADDRESS.format(patient))
    assert ({"records"} if seen else set()) == told(path, is_whole=False)
    assert {"images"} == told(path, is_whole=True)


def test_a_link_that_was_made_anew(path: Path) -> None:
    """One of the newest that does not follow on the one before, or is not there, is told of."""
    damage(path, f"UPDATE journal SET actor = 'eve' WHERE id = {PEOPLE}")
    assert {"chain"} == told(path, is_whole=False)


def test_an_anchor_goes_through_the_whole_chain(path: Path) -> None:
    """That a head is still there proves nothing where the links before it are not looked at."""
    head = journal_head(path)
    assert head is not None
    assert set() == told(path, is_whole=False, anchors=(head.hash,))
    damage(path, "UPDATE journal SET actor = 'eve' WHERE id = 6")
    assert (set(), {"chain"}) == (told(path, is_whole=False), told(path, is_whole=False, anchors=(head.hash,)))


def test_tables_of_few_rows_are_looked_at_whole(path: Path) -> None:
    """The set-up is, whatever the size of the clinic: its pages, its indexes and what its rows name."""
    damage(path, "UPDATE session SET provider = 'nobody' WHERE seq = 0")
    assert {"tables", "set-up-journal"} <= told(path, is_whole=False)


@pytest.fixture
def statements(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a quick examination asks of the database."""
    asked: list[str] = []

    def traced(place: Path) -> sqlite3.Connection:
        db = open_reader(place)
        db.set_trace_callback(asked.append)
        return db

    monkeypatch.setattr(doctor, "_reader", traced)
    assert () == examine(path, is_whole=False)
    return asked


def test_no_large_table_is_gone_through(path: Path, statements: list[str]) -> None:
    """Every statement goes along an index or a row number: how long it takes does not grow with the clinic."""
    with closing(open_reader(path)) as db:
        for statement in {one for one in statements if one.lstrip().startswith(("SELECT", "WITH"))}:
            if "LIMIT" in statement:
                continue  # so many rows, and no more
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert [] == [step for step in plan if re.fullmatch(rf"SCAN ({LARGE})", step)], statement


def test_as_much_is_asked_of_twice_as_many(path: Path, statements: list[str]) -> None:
    """Once there are more acts than are looked at, their number makes no difference."""
    before = len(statements)
    statements.clear()
    with SqliteStore(path) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        for number in range(PEOPLE):
            register(desk, "Crowd", f"Further {number}")
    assert () == examine(path, is_whole=False)
    assert before == len(statements)


def test_it_is_told_what_is_at_work(path: Path) -> None:
    """Each check before it begins, in their order, and how many of how many are done."""
    seen: list[tuple[str, int, int]] = []
    examine(path, progress=lambda *check: seen.append(check))
    done = list(dict.fromkeys(seen))
    assert ("integrity", 0, len(done)) == done[0]
    assert [*range(len(done))] == [nth for _, nth, _ in done]


def test_a_small_clinic_is_examined_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes no time worth saving; the line is drawn by bytes."""
    assert is_small(path)
    cards_folder(path).mkdir()
    with (cards_folder(path) / "image").open("wb") as image:
        image.truncate(1 << 30)
    assert not is_small(path), "to read all images would take longer"
    (cards_folder(path) / "image").unlink()
    monkeypatch.setattr(doctor, "_SMALL_BYTES", path.stat().st_size - 1)
    assert not is_small(path)
