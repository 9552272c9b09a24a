"""Is a clinic that is filled past the store one that the store could have written?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.clinics import ACTOR, desk_at, filled_clinic, start_of, today
from bench.filling import Size, people
from core.record_ref import PatientId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.requests import BookingRequest
from storage.sqlite.doctor import examine
from tests.stress.crowd import rows

if TYPE_CHECKING:
    from pathlib import Path

SIZE = Size(patients=3000, appointments=12_000, providers=60)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty providers at two sites."""
    return filled_clinic(tmp_path_factory.mktemp("filled") / "clinic.db", SIZE)


def test_the_doctor_finds_it_sound(path: Path) -> None:
    """Guards and indexes are back, nobody is booked twice, every record is found: only the past has no history."""
    findings = examine(path)
    assert {"images"} == {finding.check for finding in findings}
    assert all(finding.sentence.startswith(("Appointment ", "Visit ", "The same again")) for finding in findings)
    assert () == examine(path, is_whole=False)


def test_it_has_its_size(path: Path) -> None:
    """As many as are asked for: days that are over, today half over, and days to come."""
    assert [(3000,), (12_000,)] == rows(path, "SELECT count(*) FROM patient UNION ALL SELECT count(*) FROM appointment")
    counts = Counter(dict(rows(path, "SELECT status, count(*) FROM appointment GROUP BY status")))
    assert min(counts["fulfilled"], counts["booked"]) > counts["arrived"] > 0
    with desk_at(path) as desk:
        day = Counter(one.appointment.status for one in desk.schedule.day(ACTOR, "main", today()).appointments)
        assert 0 < day[AppointmentStatus.ARRIVED] < day[AppointmentStatus.BOOKED]
        assert len(desk.visits.queue(ACTOR)) > sum(day.values())


def test_one_works_in_it(path: Path) -> None:
    """A patient is found, booked, and that is taken back; the next number and entry follow on."""
    with desk_at(path) as desk:
        person = next(people(1))
        assert person.family in {hit.patient.family for hit in desk.patients.find(ACTOR, person.family).hits}
        request = BookingRequest(PatientId(1), "fu30", "p7", start_of(95, 3))
        assert "Booked" in desk.schedule.book(ACTOR, request).sentence
        assert "Undone: Booked" in desk.journal.undo(ACTOR).sentence
    assert () == examine(path, is_whole=False)


def test_names_are_those_of_people() -> None:
    """Common ones are common, and a twenty-fifth has two surnames: lookups meet what they meet in a clinic."""
    some = list(people(2000))
    families = Counter(one.family for one in some)
    assert families["Smith"] > 5
    assert 1000 < len(families) < 1900
    assert 40 < sum("-" in one.family for one in some) < 120
