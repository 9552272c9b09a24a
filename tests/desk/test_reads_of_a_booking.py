"""How often is the schedule read to check a booking, however much is set up and booked?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.desk import Desk
from storage import past_visits, schedule
from storage.schedule import ScheduleRepository
from tests.clinics import FakeClock, book, make_desk, register
from tests.desk.asking import booking

ALL_OF_IT = """
[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20
buffer_after = 15
equipment = ["ecg"]
skills = ["cardio"]
min_age = 18
patients = "new"
requires = ["referral"]
overbooks = 1

[[equipment]]
code = "ecg"
site = "main"

[[room]]
code = "R1"
site = "main"
cleanup = 10
"""
SPEAKS = '[[interpreter]]\ncode = "line"\nname = "Line"\nlanguages = ["Spanish"]\n'
PROVIDERS = "".join(f'[[provider]]\ncode = "p{n}"\nname = "P{n}, A"\n' for n in range(50))
DAY = (datetime(2026, 11, 24, 5, tzinfo=UTC), datetime(2026, 11, 25, 5, tzinfo=UTC))
TEN = datetime(2026, 11, 24, 15, tzinfo=UTC)
USUAL = ["provider", "patient", "site", "history"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The usual small clinic."""
    return make_desk(tmp_path, clock=FakeClock())


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, datetime, datetime]]:
    """Each statement about appointments, what it goes by, and the span that it looks at."""
    read: list[tuple[str, datetime, datetime]] = []
    between, history = ScheduleRepository.between, ScheduleRepository.history
    interpreted = ScheduleRepository.interpreted

    def counted_between(self: ScheduleRepository, start: datetime, end: datetime, **wanted: object) -> object:
        read.append((next(name for name in ("provider", "patient", "site") if name in wanted), start, end))
        return between(self, start, end, **wanted)  # type: ignore[arg-type]

    def counted_history(self: ScheduleRepository, patient: int, start: datetime, end: datetime) -> object:
        read.append(("history", start, end))
        return history(self, patient, start, end)  # type: ignore[arg-type]

    def counted_interpreted(self: ScheduleRepository, codes: list[str], start: datetime, end: datetime) -> object:
        read.append(("interpreted", start, end))
        return interpreted(self, codes, start, end)

    monkeypatch.setattr(ScheduleRepository, "between", counted_between)
    monkeypatch.setattr(ScheduleRepository, "history", counted_history)
    monkeypatch.setattr(ScheduleRepository, "interpreted", counted_interpreted)
    return read


def of(reads: list[tuple[str, datetime, datetime]]) -> list[str]:
    """What the statements went by."""
    return [name for name, _, _ in reads]


def test_rules_that_nobody_uses_cost_no_read(desk: Desk, reads: list[tuple[str, datetime, datetime]]) -> None:
    """Provider and patient of that day, the site while the visit lasts, and the patient's past."""
    desk.schedule.assess("ana", booking(register(desk)))
    assert USUAL == of(reads)
    (_, *provider_day), (_, *patient_day), (_, *at_site), _ = reads
    assert [list(DAY), list(DAY), [TEN, TEN + timedelta(minutes=20)]] == [provider_day, patient_day, at_site]


def test_what_is_set_up_costs_no_read_either(desk: Desk, reads: list[tuple[str, datetime, datetime]]) -> None:
    """The same statements look a little farther; only who needs an interpreter costs another."""
    desk.set_up("setup", ALL_OF_IT + SPEAKS + PROVIDERS, place="all.toml")
    patient = register(desk)
    desk.schedule.assess("ana", booking(patient))
    assert USUAL == of(reads)
    assert [TEN - timedelta(minutes=10), TEN + timedelta(minutes=30)] == list(reads[2][1:])
    desk.patients.edit("ana", patient.id, {"language": "Spanish", "interpreter": True}, rev=patient.rev)
    reads.clear()
    desk.schedule.assess("ana", booking(patient))
    assert [*USUAL, "interpreted"] == of(reads)


def test_a_booking_reads_no_more_than_its_check(desk: Desk, reads: list[tuple[str, datetime, datetime]]) -> None:
    """Once, inside the transaction that writes."""
    others = [register(desk, f"Family{letter}") for letter in "ABC"]
    for at, other in enumerate(others):
        book(desk, other, f"2026-11-24T09:{20 * at:02}")
    reads.clear()
    book(desk, register(desk), "2026-11-24T10:00")
    assert USUAL == of(reads)


@pytest.mark.parametrize(
    ("statement", "values", "index"),
    [
        (past_visits._HISTORY, (1, 0, 9), "appointment_by_patient (patient=? AND start>? AND start<?)"),
        (
            schedule._INTERPRETED,
            {"interpreters": "[]", "start": 0, "end": 9},
            "appointment_by_interpreter (interpreter=?",
        ),
    ],
    ids=["history", "interpreted"],
)
def test_they_are_read_along_an_index(
    desk: Desk, tmp_path: Path, statement: str, values: tuple[int, ...] | dict[str, object], index: str
) -> None:
    """Of ten million appointments the patient's, and the interpreter's of that time."""
    assert desk.clinic().sites
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        plan = " ".join(step for *_, step in db.execute(f"EXPLAIN QUERY PLAN {statement}", values))
    assert index in plan
