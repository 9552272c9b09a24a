"""What happens when a verb is done to several appointments at once?"""

from collections.abc import Iterable

import pytest

from core.desk import Desk
from core.errors import BadInput, ChangedElsewhere
from core.record_ref import AppointmentId, RecordRef
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import FakeClock, book, register, visit_of
from tests.desk.asking import now_of, refused, status_of, step_of

NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")
TIMES = ("10:20", "10:40", "11:00", "11:20", "11:40")


@pytest.fixture
def known(desk: Desk, clock: FakeClock) -> list[ScheduledVisit]:
    """Five patients who have been here before, today with Lee from 10:20 on."""
    clock.set("2026-11-20T08:00")
    patients = [register(desk, name, actor="cy") for name in NAMES]
    for hour, patient in enumerate(patients):
        before = book(desk, patient, f"2026-11-20T{9 + hour:02}:00", actor="cy", overrides={"C6": "other"})
        desk.visits.do("cy", Verb.CHECK_IN, before.appointment.id, verified=("identity", "demographics"))
        desk.visits.do("cy", Verb.CHECK_OUT, before.appointment.id)
    clock.set("2026-11-23T10:20")
    pairs = zip(patients, TIMES, strict=True)
    return [book(desk, patient, f"2026-11-23T{start}", actor="cy") for patient, start in pairs]


def seen(scheduled: Iterable[ScheduledVisit]) -> dict[AppointmentId, int | None]:
    """The appointments as they are on the screen."""
    return {one.appointment.id: one.appointment.rev for one in scheduled}


def test_a_batch_is_one_act(desk: Desk, known: list[ScheduledVisit]) -> None:
    """One journal entry, one sentence; every record as it now is, by start."""
    change = desk.visits.act("ana", Verb.CHECK_IN, seen(reversed(known[:4])))
    assert "4 checked in: Alder, John; Birch, John; Cedar, John; Dogwood, John." == change.sentence
    assert change.only(ScheduledVisit) is None
    assert [now_of(desk, one) for one in known[:4]] == list(change.records)
    assert ("check-in", known[0].ref) == (change.entry.verb, change.entry.subject)
    assert {Status.CHECKED_IN} == {status_of(desk, one) for one in known[:4]}
    histories = {
        desk.journal.entries_on("ana", RecordRef("appointment", one.appointment.id))[-1].id for one in known[:4]
    }
    assert {change.entry.id} == histories


def test_a_batch_is_one_act_to_undo_and_to_redo(desk: Desk, known: list[ScheduledVisit]) -> None:
    """All of them go back and come again."""
    desk.visits.act("ana", Verb.ARRIVE, seen(known))
    change = desk.journal.undo("ana")
    assert "Undone: 5 arrived: Alder, John; Birch, John; Cedar, John; Dogwood, John and 1 more." == change.sentence
    assert {(Status.BOOKED, None)} == {(status_of(desk, one), step_of(desk, one)) for one in known}
    desk.journal.redo("ana")
    assert {(Status.ARRIVED, VisitStep.ARRIVED)} == {(status_of(desk, one), step_of(desk, one)) for one in known}


def test_all_or_nothing_naming_who_stands_in_the_way(desk: Desk, known: list[ScheduledVisit]) -> None:
    """Two of three cannot: both are told, each with its patient, and nobody arrives."""
    desk.visits.do("ben", Verb.CANCEL, known[1].appointment.id, reason="sick")
    desk.visits.do("ben", Verb.ARRIVE, known[2].appointment.id)
    refusal = refused(lambda: desk.visits.act("ana", Verb.ARRIVE, seen(now_of(desk, one) for one in known[:3])))
    assert (
        "None of the 3 was done. Birch, John: cancelled at 10:20 by ben. Only a booked patient can arrive. (1 more.)"
        == refusal.sentence
    )
    assert [
        "Birch, John: cancelled at 10:20 by ben. Only a booked patient can arrive.",
        "Cedar, John: Already arrived at 10:20 by ben.",
    ] == [conflict.message for conflict in refusal.conflicts]
    assert Status.BOOKED is status_of(desk, known[0])


def test_what_is_due_names_the_patient_and_the_item(desk: Desk, known: list[ScheduledVisit]) -> None:
    """A newcomer among the regulars."""
    novel = book(desk, register(desk, "Novel", actor="cy"), "2026-11-23T14:00", actor="cy")
    refusal = refused(lambda: desk.visits.act("ana", Verb.CHECK_IN, seen([*known[:2], novel])))
    assert (
        "None of the 3 was done. Novel, John: Not checked in: Identity has not been verified yet. (1 more.)"
        == refusal.sentence
    )
    assert [("CLEARANCE", "identity"), ("CLEARANCE", "demographics")] == [
        (conflict.rule, conflict.item) for conflict in refusal.conflicts
    ]
    change = desk.visits.act(
        "ana", Verb.CHECK_IN, seen([*known[:2], novel]), VerbOptions(verified=("identity", "demographics"))
    )
    assert 3 == len(change.records)


def test_each_goes_to_a_room_of_its_own(desk: Desk, known: list[ScheduledVisit]) -> None:
    """As long as there are rooms; the fourth finds none, and nobody is taken anywhere."""
    desk.visits.act("ana", Verb.CHECK_IN, seen(known))
    here = [now_of(desk, one) for one in known]
    refusal = refused(lambda: desk.visits.act("ana", Verb.ROOM, seen(here[:4])))
    assert refusal.sentence.startswith("None of the 4 was done. Dogwood, John: Not taken to a room: No fitting room")
    assert {} == desk.visits.in_rooms("ana")
    change = desk.visits.act("ana", Verb.ROOM, seen(here[:3]))
    assert "3 went to rooms: Alder, John (R1); Birch, John (R2); Cedar, John (P1)." == change.sentence


def test_several_are_cancelled_for_one_reason(desk: Desk, known: list[ScheduledVisit]) -> None:
    """The journal has the code; an unknown one changes nothing."""
    with pytest.raises(BadInput):
        desk.visits.act("ana", Verb.CANCEL, seen(known), VerbOptions(reason="because"))
    change = desk.visits.act("ana", Verb.CANCEL, seen(known), VerbOptions(reason="weather"))
    assert ("weather", {Status.CANCELLED}) == (change.entry.reason, {status_of(desk, one) for one in known})


def test_somebody_was_first_at_one_of_them(desk: Desk, known: list[ScheduledVisit]) -> None:
    """The rev seen counts for each; nothing is written."""
    before = seen(known)
    desk.visits.do("ben", Verb.ARRIVE, known[3].appointment.id)
    with pytest.raises(ChangedElsewhere, match=r"Dogwood, John arrived 10:20\. \(ben, at 10:20\)"):
        desk.visits.act("ana", Verb.ARRIVE, before)
    assert Status.BOOKED is status_of(desk, known[0])


def test_a_batch_of_one_reads_as_that_one(desk: Desk, known: list[ScheduledVisit]) -> None:
    """There is no '1 arrived'."""
    change = desk.visits.act("ana", Verb.ARRIVE, seen(known[:1]))
    assert ("Alder, John arrived 10:20.", now_of(desk, known[0])) == (change.sentence, visit_of(change))


def test_a_batch_of_nobody_is_refused(desk: Desk) -> None:
    """There would be nothing to undo."""
    with pytest.raises(BadInput, match="No appointment is named"):
        desk.visits.act("ana", Verb.ARRIVE, {})


def test_two_visits_of_one_patient_are_checked_in_together(desk: Desk) -> None:
    """What is verified for the first is on the record when the second comes to be checked in."""
    patient = register(desk, "Fir")
    both = [book(desk, patient, "2026-11-23T10:20"), book(desk, patient, "2026-11-23T11:00")]
    desk.visits.act("ana", Verb.CHECK_IN, seen(both), VerbOptions(verified=("identity", "demographics")))
    assert [Status.CHECKED_IN] * 2 == [status_of(desk, one) for one in both]
    desk.journal.undo("ana")
    assert [Status.BOOKED] * 2 == [status_of(desk, one) for one in both]
