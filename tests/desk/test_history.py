"""What does the journal say of an appointment or a patient?"""

import pytest

from core.desk import Desk
from core.errors import NotFound
from core.journal.model import Entry
from core.patients.model import Patient
from core.record_ref import RecordRef
from core.schedule.model.visit import ScheduledVisit
from core.visits.state import Verb
from tests.clinics import book, register

BOTH = ("identity", "demographics")


@pytest.fixture
def gone(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith, registered by cy, came today, was checked in by ben and by mistake checked out, which ben took back."""
    scheduled = book(desk, smith, "2026-11-23T10:40")
    desk.visits.do("ben", Verb.CHECK_IN, scheduled.appointment.id, verified=BOTH)
    desk.visits.do("ben", Verb.CHECK_OUT, scheduled.appointment.id)
    desk.journal.undo("ben")
    return scheduled


def history(desk: Desk, actor: str, ref: str) -> tuple[Entry, ...]:
    """The entries on whatever the reference means."""
    return desk.journal.entries_on(actor, desk.read_ref(actor, ref))


def test_the_history_of_an_appointment_is_in_order(desk: Desk, gone: ScheduledVisit) -> None:
    """What was taken back is there, with the entry that took it back."""
    entries = history(desk, "vic", str(gone.appointment.id))
    assert [("ana", "book"), ("ben", "check-in"), ("ben", "check-out"), ("ben", "undo")] == [
        (entry.actor, entry.verb) for entry in entries
    ]
    assert (entries[3].id, entries[2].id) == (entries[2].undone_by, entries[3].undoes)
    assert entries == desk.journal.entries_on("vic", RecordRef("appointment", gone.appointment.id))


@pytest.mark.usefixtures("gone")
def test_the_history_of_a_patient_holds_that_of_the_appointments(desk: Desk, smith: Patient) -> None:
    """From the registration on, and nobody else's."""
    book(desk, register(desk, "Jones", "Ann"), "2026-11-23T11:00")
    entries = history(desk, "vic", f"id:{smith.id}")
    assert ["register", "book", "check-in", "check-out", "undo"] == [entry.verb for entry in entries]
    assert entries == history(desk, "vic", smith.mrn) == desk.journal.entries_on("vic", RecordRef("patient", smith.id))


def test_a_number_that_is_also_an_mrn_is_refused(desk: Desk, gone: ScheduledVisit) -> None:
    """Both ways to say which are told, and work."""
    number = gone.appointment.id
    other = register(desk, "Jones", "Ann", mrn=str(number))
    with pytest.raises(NotFound) as caught:
        history(desk, "ana", str(number))
    assert f"{number} is an appointment and the MRN of Jones, Ann." in caught.value.sentence
    assert 4 == len(history(desk, "ana", f"appointment:{number}"))
    assert 1 == len(history(desk, "ana", f"id:{other.id}"))


@pytest.mark.parametrize("ref", ["777", "id:777", "appointment:777", "A-9", "9" * 40, "appointment:x", ""])
def test_what_there_is_not_has_no_history(desk: Desk, ref: str) -> None:
    """Whatever was typed."""
    with pytest.raises(NotFound):
        history(desk, "ana", ref)
