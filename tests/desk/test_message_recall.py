"""Is who is due again written to, as often as the settings say, and no more once they are booked or were called?

Of [messages]: recall_times.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from core.contact.call_model import CallList, CallOutcome
from core.messages import recalling
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import book, register
from tests.outbox import MAIN_TELLS, MOBILE, TELLS, TellingClinic

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient

YEAR = '\n[[recall]]\ncode = "year"\nname = "Yearly check"\nmonths = 12\ntypes = ["fu20"]\n'
DUE = date(2026, 12, 10)


@pytest.fixture
def clinic(tmp_path: Path) -> TellingClinic:
    """Which calls in by messages, three of them."""
    return TellingClinic(tmp_path, replace(TELLS, recall_times=3), MAIN_TELLS + YEAR)


@pytest.fixture
def smith(clinic: TellingClinic) -> Patient:
    """Who is due."""
    patient = clinic.change(register(clinic.desk).id, phones=(MOBILE,))
    clinic.desk.recall.set("ana", patient.id, "year", DUE)
    return patient


def _days(clinic: TellingClinic) -> list[str]:
    """When something was sent, and its first words."""
    return [f"{one.status_at:%m-%d} {one.reason.value}" for one in _sent(clinic)]


def _sent(clinic: TellingClinic) -> list:  # type: ignore[type-arg]
    with clinic.store.read() as reading:
        patients = reading.messages.patients_at("6175550171")
        found = [one for patient in patients for one in reading.messages.of_patient(patient)]
    return sorted((one for one in found if one.way), key=lambda one: one.status_at)


@pytest.mark.usefixtures("smith")
def test_three_messages_and_no_more(clinic: TellingClinic) -> None:
    """From two weeks before the day, 15 days apart, by day; they say no more than that it is time."""
    clinic.work_until("2027-01-30T12:00", hours=24)
    assert ["11-26 recall", "12-11 recall", "12-26 recall"] == _days(clinic)
    said = "Main Street: it is time for your next visit. To book it call 617-555-0100. STOP ends texts."
    assert {said} == {one.text for one in clinic.texts.handed}


@pytest.mark.usefixtures("smith")
def test_whoever_was_told_keeps_nobody_behind_them_waiting(
    clinic: TellingClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few are read and written to at a time, the next comes to all who are due, those due longest first."""
    monkeypatch.setattr(recalling, "_PAGE", 1)
    monkeypatch.setattr(recalling, "_MOST", 1)
    later = clinic.change(register(clinic.desk, "Jones", "Ann").id, phones=(MOBILE,))
    clinic.desk.recall.set("ana", later.id, "year", DUE + timedelta(days=1))
    clinic.work_until("2026-11-29T12:00", hours=1)
    assert 2 == len(_days(clinic))


def test_whoever_is_booked_called_or_put_off_is_written_to_no_more(clinic: TellingClinic, smith: Patient) -> None:
    """By whatever path, and also between its planning in the night and the morning; an undone booking goes on."""
    clinic.clock.set("2026-11-26T05:00")
    clinic.work()
    visit = book(clinic.desk, smith, "2027-01-12T10:00")
    clinic.work_until("2026-12-20T12:00", hours=12)
    assert ["1 superseded no-longer-due"] == [one for one in clinic.states(smith) if one[0] == "1"]
    clinic.desk.visits.act("ana", Verb.CANCEL, {visit.appointment.id: None}, VerbOptions(reason="sick"))
    clinic.work()
    assert ["12-20 recall"] == _days(clinic)
    clinic.clock.forward(minutes=60 * 24 * 10)
    clinic.desk.calls.log("ana", CallList.RECALL, 1, CallOutcome.LEFT_WORD)
    clinic.work_until("2027-01-12T12:00", hours=24)
    assert ["12-20 recall"] == _days(clinic)
    clinic.desk.recall.set("ana", smith.id, "year", (clinic.clock.now() + timedelta(days=60)).date())
    clinic.work_until("2027-02-20T12:00", hours=24)
    assert ["12-20 recall"] == _days(clinic)
    clinic.work_until("2027-03-05T12:00", hours=24)
    assert 2 == len(_days(clinic))
