"""Does a desk show what is, though it remembers what it read, whoever changed a row and whichever way?"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import Refused
from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import Policy
from storage.sqlite.change_signal import ChangeSignal
from storage.store import SqliteStore
from tests.clinics import FakeClock, book
from tests.damage import damage
from tests.desk.asking import booking, moving, now_of

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Behind:
    """The desk at which Smith is seen at 11:00, and the file behind it."""

    desk: Desk
    path: Path
    seen: ScheduledVisit

    @property
    def shown(self) -> list[tuple[datetime, str, str]]:
        """When who comes, and what is noted, as day, queue and single record say: they agree."""
        day = self.desk.schedule.day("ana", "main", MONDAY).appointments
        queue = self.desk.visits.queue("ana", site="main")
        assert day == queue == (now_of(self.desk, self.seen),)
        return [(one.appointment.start, one.patient.family, one.appointment.note) for one in day]


@pytest.fixture
def behind(desk: Desk, smith: Patient, tmp_path: Path) -> Behind:
    """Smith at 11:00 today, seen."""
    found = Behind(desk, tmp_path / "clinic.db", book(desk, smith, "2026-11-23T11:00"))
    assert 1 == len(found.shown)
    return found


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk with a store of its own on the same file."""
    with SqliteStore(tmp_path / "clinic.db") as second:
        yield Desk(second, clock, Policy(), RoleAuthorization())


def test_another_desk_moved_it(behind: Behind, other: Desk) -> None:
    """Moved there, it is moved here; taken back there, it is back, and it is no record of before that says so."""
    (before,) = behind.shown
    other.schedule.move("ben", moving(behind.seen, "2026-11-23T11:40"))
    (moved,) = behind.shown
    other.journal.undo("ben")
    (back,) = behind.shown
    other.journal.redo("ben")
    assert (before, moved) == (back, behind.shown[0])
    assert (11 + 5, 40) == (moved[0].hour, moved[0].minute)


def test_another_desk_changed_the_patient(behind: Behind, other: Desk) -> None:
    """The name on the schedule is that of now."""
    patient = behind.seen.patient
    other.patients.edit("ben", patient.id, {"family": "Smythe"}, rev=patient.rev)
    assert ["Smythe"] == [family for _, family, _ in behind.shown]


def by_hand_with_its_image(path: Path) -> None:
    """As the guards let anybody change a row: with its image in the journal first, and the next rev."""
    with closing(sqlite3.connect(path)) as db, db:
        db.row_factory = sqlite3.Row
        before = dict(db.execute("SELECT * FROM appointment").fetchone())
        after = {**before, "note": "by hand", "rev": before["rev"] + 1}
        db.execute(
            "INSERT INTO journal_row VALUES ((SELECT max(id) + 1 FROM journal), 0, 'appointment', ?, ?, ?, ?)",
            (before["id"], after["rev"], json.dumps(before), json.dumps(after)),
        )
        db.execute(
            "INSERT INTO journal"
            " SELECT max(id) + 1, 0, 'hand', 'hand', 'appointment', 1, '', '', NULL, NULL FROM journal"
        )
        db.execute("UPDATE appointment SET note = 'by hand', rev = rev + 1")


def by_hand_past_the_guards(path: Path) -> None:
    """As nobody may: the guards dropped and put back, no image, and the rev that it had."""
    damage(path, "UPDATE appointment SET note = 'by hand'")


@pytest.mark.parametrize("change", [by_hand_with_its_image, by_hand_past_the_guards])
def test_a_hand_changed_the_row(behind: Behind, change: Callable[[Path], None]) -> None:
    """What raw SQL wrote is seen at the next look, and the desk is told that there is something to see."""
    with ChangeSignal(behind.path) as signal:
        assert not signal.poll()
        change(behind.path)
        assert signal.poll()
    assert ["by hand"] == [note for _, _, note in behind.shown]


def test_a_hand_gave_the_time_to_somebody_else(behind: Behind, jones: Patient) -> None:
    """What is remembered judges nothing: where Smith was is free once a hand moved him, and taken where he is now."""
    with pytest.raises(Refused):
        behind.desk.schedule.book("ana", booking(jones, "2026-11-23T11:00"))
    damage(
        behind.path,
        "UPDATE appointment SET start = start + 60, finish = finish + 60, provider_start = provider_start + 60,"
        " provider_finish = provider_finish + 60",
        "UPDATE occupancy SET start = start + 60, finish = finish + 60",
    )
    behind.desk.schedule.book("ana", booking(jones, "2026-11-23T11:00"))
    with pytest.raises(Refused):
        behind.desk.schedule.move("ana", moving(book(behind.desk, jones, "2026-11-24T11:00"), "2026-11-23T12:00"))
