"""Is who is due again called in until they are booked, by whatever path, and from then on left alone?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from core.contact.call_model import CallList, CallOutcome
from core.errors import BadInput, NotFound, Refused
from core.recall.model import RecallStatus
from core.recall.standing import Standing
from core.schedule.requests import MoveRequest
from core.visits.state import Verb
from tests.clinics import book, register

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.contact.to_call import ToCall
    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

YEAR = '[[recall]]\ncode = "year"\nname = "Yearly check"\nmonths = 12\ntypes = ["new40"]\nafter = ["new40", "fu20"]\n'
RECALL = CallList.RECALL


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Whom the clinic calls in once a year."""
    desk.set_up("sue", YEAR, place="recall.toml")
    return register(desk, phone="617 555 0117", actor="cy")


def listed(desk: Desk) -> list[str]:
    """The given names on the list, in its order."""
    return [one.patient.given for one in desk.calls.listed("vic", RECALL)]


def only(desk: Desk) -> ToCall:
    """The one on it."""
    (one,) = desk.calls.listed("ana", RECALL)
    return one


def standing(desk: Desk, patient: Patient) -> tuple[Standing, date, date | None]:
    """Where the one of the patient stands, the day that counts and the one that was computed."""
    (one,) = desk.recall.of_patient("vic", patient.id)
    return one.standing, one.recall.due, one.recall.computed


def seen(desk: Desk, visit: ScheduledVisit) -> None:
    """The patient was here."""
    for verb in (Verb.ARRIVE, Verb.CHECK_IN, Verb.CHECK_OUT):
        waive = {"identity": "known", "demographics": "known"} if verb is Verb.CHECK_IN else {}
        desk.visits.do("ana", verb, visit.appointment.id, waivers=waive)


def test_who_was_seen_is_due_again_by_rule(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """As soon as they are checked out; a step back takes it along, and a day set by hand stands beside what follows."""
    visit = book(desk, smith, "2026-11-23T10:40")
    clock.set("2026-11-23T10:45")
    seen(desk, visit)
    due = date(2027, 11, 23)
    assert (Standing.TO_COME, due, due) == standing(desk, smith)
    desk.visits.do("ana", Verb.STEP_BACK, visit.appointment.id)
    assert Standing.VOID is standing(desk, smith)[0]
    desk.visits.do("ana", Verb.CHECK_OUT, visit.appointment.id)
    assert Standing.TO_COME is standing(desk, smith)[0]
    desk.journal.undo("ana")
    assert Standing.VOID is standing(desk, smith)[0]
    desk.journal.redo("ana")
    assert [] == listed(desk)
    clock.set("2027-11-10T10:00")
    assert ["John"] == listed(desk)
    desk.recall.set("ana", smith.id, "year", date(2027, 12, 24))
    assert (Standing.TO_COME, date(2027, 12, 24), None) == standing(desk, smith)
    assert [] == listed(desk)


def test_a_booking_by_any_path_ends_it_and_its_end_begins_it_anew(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Booked, moved, cancelled, missed, undone: the list says what the schedule says. Another type ends nothing."""
    desk.recall.set("ana", smith.id, "year", date(2026, 11, 20))
    book(desk, smith, "2026-11-24T09:00", visit_type="fu20")
    assert ["John"] == listed(desk)
    visit = book(desk, smith, "2026-11-25T10:00", visit_type="new40")
    assert ([], Standing.SCHEDULED) == (listed(desk), standing(desk, smith)[0])
    desk.schedule.move("ana", MoveRequest(visit.appointment.id, datetime.fromisoformat("2026-11-25T11:00")))
    assert [] == listed(desk)
    desk.visits.do("ana", Verb.CANCEL, visit.appointment.id, reason="sick")
    assert ["John"] == listed(desk)
    desk.journal.undo("ana")
    assert [] == listed(desk)
    clock.set("2026-11-25T11:30")
    desk.visits.do("ana", Verb.NO_SHOW, visit.appointment.id)
    assert (["John"], Standing.DUE) == (listed(desk), standing(desk, smith)[0])


def test_three_calls_a_fortnight_apart_and_then_a_letter(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Who says later is asked in a month, who declines no more; each is taken back by an undo."""
    desk.recall.set("ana", smith.id, "year", date(2026, 11, 20))
    number = only(desk).subject
    for days in (0, 15, 30):
        clock.set(f"2026-{11 + (23 + days > 30)}-{(23 + days - 1) % 30 + 1:02}T10:20")
        assert only(desk).is_due(clock.now())
        desk.calls.log("ana", RECALL, number, CallOutcome.NO_ANSWER)
        assert not only(desk).is_due(clock.now())
    assert "tried 3 times: write" in only(desk).matter
    desk.calls.log("ana", RECALL, number, CallOutcome.MOVE)
    assert ([], Standing.PAUSED) == (listed(desk), standing(desk, smith)[0])
    clock.forward(minutes=31 * 24 * 60)
    assert ["John"] == listed(desk)
    desk.calls.log("ana", RECALL, number, CallOutcome.NO)
    assert ([], Standing.DECLINED) == (listed(desk), standing(desk, smith)[0])
    desk.journal.undo("ana")
    assert ["John"] == listed(desk)
    again = datetime.fromisoformat("2027-06-01T10:00-05:00")
    desk.calls.log("ana", RECALL, number, CallOutcome.CALL_BACK, again=again)
    assert [] == listed(desk)
    clock.at = again
    (back,) = desk.calls.listed("ana", CallList.CALL_BACK)
    desk.calls.log("ana", CallList.CALL_BACK, back.subject, CallOutcome.NO)
    assert ([], Standing.DECLINED) == (listed(desk), standing(desk, smith)[0])


def test_by_hand(desk: Desk, smith: Patient) -> None:
    """Once of each kind, after a merge too; families are called together, who comes no more is not."""
    child = register(desk, "Smith", "Tom", date(2015, 3, 14), actor="cy")
    other = register(desk, "Adams", "Al", date(1950, 1, 1), actor="cy")
    twin = register(desk, "Smith", "Jon", date(1984, 3, 14), actor="cy")
    desk.family.relate("ana", smith.id, child.id, {})
    for patient, day in ((smith, 10), (other, 15), (child, 20), (twin, 12)):
        desk.recall.set("ana", patient.id, "year", date(2026, 11, day), note="fasting")
    desk.recall.set("ana", smith.id, "year", date(2026, 11, 9))
    desk.merging.merge("sue", twin.id, smith.id, overrides={"MERGE": "other"})
    assert ["John", "Tom", "Al"] == listed(desk)
    desk.patients.edit("ana", other.id, {"no_booking": True})
    assert ["John", "Tom"] == listed(desk)
    desk.recall.pause("ana", desk.calls.listed("ana", RECALL)[1].subject, date(2026, 12, 1))
    desk.recall.end("ana", desk.calls.listed("ana", RECALL)[0].subject, RecallStatus.CLOSED)
    with pytest.raises(BadInput, match="is past"):
        desk.recall.pause("ana", 1, date(2026, 11, 23))
    with pytest.raises(NotFound):
        desk.recall.end("ana", 99, RecallStatus.CLOSED)
    with pytest.raises(NotFound):
        desk.recall.set("ana", smith.id, "decade")


def test_one_that_ended_is_set_anew_and_not_paused(desk: Desk, smith: Patient) -> None:
    """Nobody who declined is called in again by a slip; what came to be otherwise may be said all the same."""
    desk.recall.set("ana", smith.id, "year", date(2026, 11, 10))
    number = only(desk).subject
    desk.recall.end("ana", number, RecallStatus.UNREACHABLE)
    desk.recall.end("ana", number, RecallStatus.DECLINED)
    refused: tuple[Callable[[], object], ...] = (
        lambda: desk.recall.pause("ana", number, date(2026, 12, 1)),
        lambda: desk.recall.end("ana", number, RecallStatus.DECLINED),
    )
    for again in refused:
        with pytest.raises(Refused, match=rf"declined .*recall set {smith.mrn} year") as refusal:
            again()
        assert ["STATE"] == [one.rule for one in refusal.value.conflicts]
    desk.recall.set("ana", smith.id, "year", date(2026, 11, 10))
    assert ["John"] == listed(desk)
