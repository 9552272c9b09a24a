"""Does a clinic that an older program wrote go on: migrated, sound, and every act from before still to be taken back?

`version_4.sql` is the dump of a made-up clinic that the program of schema 4 wrote, each act by a user of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.patients.model import Patient, PatientStatus
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.settings.model import Policy
from core.visits.state import Verb
from storage.sqlite import migrations
from storage.sqlite.doctor import examine
from storage.sqlite.migrate import migrate
from storage.store import SqliteStore
from tests.clinics import FakeClock, book, register

DUMP = Path(__file__).with_name("version_4.sql")
OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The clinic, migrated."""
    path = tmp_path / "clinic.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(DUMP.read_text(encoding="utf-8"))
    path.chmod(0o600)
    assert (4, migrations.newest()) == migrate(path)
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    """A desk at it."""
    with SqliteStore(path) as store:
        yield Desk(store, FakeClock(), Policy(), RoleAuthorization())


def scheduled(desk: Desk, number: int) -> ScheduledVisit:
    """One appointment."""
    return desk.schedule.appointment("ana", AppointmentId(number))


def patient(desk: Desk, number: int) -> Patient:
    """One patient."""
    return desk.patients.by_id("ana", PatientId(number))


def test_it_has_the_schema_of_a_new_one(path: Path) -> None:
    """Every table, index, view and guard is, to the letter, what a new database gets; nothing is left over."""
    with (
        closing(sqlite3.connect(path)) as old,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as new,
    ):
        migrations.take_steps(new, migrations.all_steps())
        assert set(new.execute(OBJECTS)) == set(old.execute(OBJECTS))
        assert [("ok",)] == old.execute("PRAGMA integrity_check").fetchall()


def test_it_is_sound(path: Path) -> None:
    """The doctor reads images that have columns by their names of then."""
    assert () == examine(path)


def test_the_fixture_is_of_the_version_before() -> None:
    """Its images hold the names that have changed since, or this file would prove nothing."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(DUMP.read_text(encoding="utf-8"))
        assert 4 == migrations.version(db)
        (after,) = db.execute("SELECT after FROM journal_row WHERE table_name = 'appointment' LIMIT 1").fetchone()
    assert '"end":' in after


def test_a_booking_is_undone(desk: Desk) -> None:
    """And redone."""
    assert desk.journal.undo("booker").sentence.startswith("Undone: Booked Booker, Bo")
    assert AppointmentStatus.ENTERED_IN_ERROR is scheduled(desk, 4).appointment.status
    desk.journal.redo("booker")
    assert AppointmentStatus.BOOKED is scheduled(desk, 4).appointment.status


def test_a_move_is_undone(desk: Desk) -> None:
    """The appointment is back at the time that its image names as it was then named."""
    desk.journal.undo("mover")
    assert datetime(2026, 11, 23, 16, 0, tzinfo=UTC) == scheduled(desk, 1).appointment.start
    assert 20 == scheduled(desk, 1).appointment.minutes


def test_a_check_in_is_undone(desk: Desk) -> None:
    """The visit goes, and the appointment is as it was booked."""
    desk.journal.undo("checker")
    back = scheduled(desk, 2)
    assert (None, AppointmentStatus.BOOKED) == (back.visit, back.appointment.status)


def test_a_check_in_is_taken_a_step_back(desk: Desk) -> None:
    """The states that a visit had are read from its images."""
    desk.visits.do("ana", Verb.STEP_BACK, AppointmentId(3))
    visit = scheduled(desk, 3).visit
    assert visit is not None
    assert VisitStep.ARRIVED is visit.step


def test_an_edit_is_undone(desk: Desk) -> None:
    """And the patient is found under the old name again."""
    desk.journal.undo("editor")
    assert ("Edison", "") == (patient(desk, 3).family, patient(desk, 3).email)
    assert [patient(desk, 3)] == [hit.patient for hit in desk.patients.find("ana", "edison").hits]


def test_an_import_is_undone(desk: Desk) -> None:
    """All of it."""
    assert desk.journal.undo("importer").sentence.startswith("Undone: Imported patients from them.csv: 2 added")
    assert [PatientStatus.ENTERED_IN_ERROR] * 2 == [patient(desk, number).status for number in (6, 7)]


def test_an_undo_is_redone(desk: Desk) -> None:
    """What the older program had taken back is done again."""
    assert desk.journal.redo("redoer").sentence.startswith("Redone: Booked Booker, Bo")
    assert AppointmentStatus.BOOKED is scheduled(desk, 6).appointment.status


def test_a_cancellation_is_undone(desk: Desk) -> None:
    """The reason goes with it."""
    assert scheduled(desk, 5).appointment.cancellation is not None
    desk.journal.undo("canceller")
    assert scheduled(desk, 5).appointment.cancellation is None


def test_history_tells_of_then_and_now(desk: Desk) -> None:
    """One record's entries from before and after the migration, oldest first."""
    desk.journal.undo("checker")
    told = [entry.verb for entry in desk.journal.entries_on("ana", RecordRef("patient", 2))]
    assert ["register", "book", "check-in", "undo"] == told


def test_all_of_it_leaves_a_sound_clinic(path: Path) -> None:
    """Acts from before are undone, new ones done, and the doctor is content."""
    with SqliteStore(path) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        for actor in ("importer", "canceller", "editor", "stepper", "checker", "mover", "booker"):
            desk.journal.undo(actor)
        book(desk, register(desk), "2026-11-23T11:20")
        desk.journal.redo("booker")
    assert () == examine(path)


def test_exceptions_and_blocks_have_numbers(desk: Desk) -> None:
    """One after the other, though two of them had the same place; what comes later has another."""
    assert [1, 2] == [one.number for one in desk.clinic().dated]
    desk.set_up("sue", '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nkind = "leave"\n', place="leave.toml")
    assert [1, 3, 2] == [one.number for one in desk.clinic().dated]
