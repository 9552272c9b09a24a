"""Is every migration taken once, whole, and with a copy kept of what was there?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import DatabaseUnusable
from storage import meta
from storage.sqlite import migrations
from storage.sqlite.connection import open_database, open_older
from storage.sqlite.migrate import migrate
from storage.sqlite.migrations import Step, take_steps
from tests.storage.records import make_store, register


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of this program's schema with one patient."""
    with closing(make_store(tmp_path)) as store:
        register(store)
    return tmp_path / "clinic.db"


def add_table(db: sqlite3.Connection) -> None:
    """A migration."""
    db.execute("CREATE TABLE waitlist (id INTEGER PRIMARY KEY)")


def fail_midway(db: sqlite3.Connection) -> None:
    """A migration that meets what it did not expect."""
    db.execute("ALTER TABLE waitlist ADD COLUMN since INTEGER")
    db.execute("INSERT INTO waitlist (nonsense) VALUES (1)")


NEXT = Step(migrations.newest() + 1, migrations.newest() + 1, add_table)
ADDING = Step(migrations.newest() + 1, migrations.newest(), add_table)
FAILING = Step(migrations.newest() + 2, migrations.newest() + 2, fail_midway)


def test_the_steps_are_numbered_without_gaps() -> None:
    """A migration is a module with the next number; none borrows the number of another."""
    assert list(range(1, migrations.newest() + 1)) == [step.number for step in migrations.all_steps()]


def test_no_step_bears_more_than_itself() -> None:
    """The least program a step asks for is one that has the step, or an older one."""
    assert all(1 <= step.min_compatible <= step.number for step in migrations.all_steps())


def test_a_new_database_has_every_step(path: Path) -> None:
    """A database is made by the same migrations that older ones go through."""
    with closing(open_database(path)) as db:
        assert migrations.newest() == migrations.version(db)
        assert () == tuple(db.execute("PRAGMA foreign_key_check"))


def test_steps_taken_are_not_taken_again(path: Path) -> None:
    """Taking all steps of a database that has them changes nothing."""
    with closing(open_database(path)) as db:
        before = list(db.iterdump())
        take_steps(db, migrations.all_steps())
        assert before == list(db.iterdump())


def test_a_step_leaves_its_number_and_whom_it_bears(path: Path) -> None:
    """Schema and least program are kept with what the step did."""
    with closing(open_database(path)) as db:
        take_steps(db, (*migrations.all_steps(), NEXT))
        assert (NEXT.number, NEXT.number) == (migrations.version(db), meta.number(db, meta.MIN_PROGRAM))
    with pytest.raises(DatabaseUnusable, match="newer clinicdesk"):
        open_database(path)


def test_a_step_that_only_adds_bears_the_program_before(path: Path) -> None:
    """Desks that do not know the step may go on."""
    with closing(open_database(path)) as db:
        take_steps(db, (ADDING,))
    open_database(path).close()


def test_a_failing_step_leaves_nothing_of_itself(path: Path) -> None:
    """The steps before stay taken; of the failing one neither schema nor record is left."""
    with closing(open_database(path)) as db:
        with pytest.raises(sqlite3.OperationalError, match="nonsense"):
            take_steps(db, (NEXT, FAILING))
        assert NEXT.number == migrations.version(db)
        assert [("id",)] == db.execute("SELECT name FROM pragma_table_info('waitlist')").fetchall()
        assert not db.in_transaction


def test_there_is_nothing_to_migrate_and_no_copy(path: Path) -> None:
    """A database of this schema stays as it is."""
    before = {file.name for file in path.parent.iterdir()}
    assert (migrations.newest(), migrations.newest()) == migrate(path)
    assert before == {file.name for file in path.parent.iterdir()}


@pytest.fixture
def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same database under a program that has one more migration."""
    with_next = (*migrations.all_steps(), NEXT)
    monkeypatch.setattr(migrations, "newest", lambda: NEXT.number)
    monkeypatch.setattr(migrations, "all_steps", lambda: with_next)
    return path


def test_an_older_database_is_copied_and_migrated(older: Path) -> None:
    """The copy is the database as it was; the versions before and after come back."""
    with closing(open_older(older)) as db:
        before = list(db.iterdump())
    assert (NEXT.number - 1, NEXT.number) == migrate(older)
    with closing(open_database(older)) as db:
        assert [] == db.execute("SELECT * FROM waitlist").fetchall()
    with closing(sqlite3.connect(older.with_name(f"clinic.db.schema-{NEXT.number - 1}"))) as copy:
        assert before == list(copy.iterdump())


def test_a_copy_that_is_there_is_kept(older: Path) -> None:
    """A second migration from the same schema, after going back to the copy, finds another name for it."""
    first = older.with_name(f"clinic.db.schema-{NEXT.number - 1}")
    first.write_text("the copy of another day")
    migrate(older)
    assert "the copy of another day" == first.read_text()
    assert first.with_name(f"{first.name}.2").exists()


def test_what_is_no_clinic_is_not_migrated(tmp_path: Path) -> None:
    """Missing and foreign files are refused like anywhere else."""
    with pytest.raises(DatabaseUnusable, match="There is no database"):
        migrate(tmp_path / "none.db")
    (tmp_path / "notes").write_text("Dear diary")
    with pytest.raises(DatabaseUnusable, match="not a clinicdesk database"):
        migrate(tmp_path / "notes")
