"""What is brought back after an undo, until when, and who is named when it cannot be?"""

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import ChangedElsewhere, NotAllowed, NotFound
from core.patients.model import Patient, PatientStatus
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.settings.model import Policy
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import FakeClock, book, register
from tests.desk.asking import booking, changed_elsewhere, moving, now_of, refused, status_of, step_of

BOTH = ("identity", "demographics")
NOTHING = r"There is nothing of yours to redo: only what you undid since your last act is\."


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for 10:40 today by ben, with Lee in R1."""
    return book(desk, smith, "2026-11-23T10:40", actor="ben")


def test_a_redo_says_what_it_brought_back(desk: Desk, smith: Patient) -> None:
    """The sentence of the act, however often it went back and forth; each entry points at the one before."""
    booked = desk.schedule.book("ana", booking(smith))
    sentences, links = [], [booked.entry]
    for act in (desk.journal.undo, desk.journal.redo, desk.journal.undo, desk.journal.redo):
        change = act("ana")
        assert change.entry.undoes == links[-1].id
        links.append(change.entry)
        sentences.append(change.sentence)
    said = "Booked Smith, John, fu20 with Lee Tue 24 Nov 10:00, room R1."
    assert [f"Undone: {said}", f"Redone: {said}"] * 2 == sentences
    assert ["undo", "redo", "undo", "redo"] == [entry.verb for entry in links[1:]]


def test_a_redone_booking_is_booked_as_it_was(desk: Desk, smith: Patient) -> None:
    """The same appointment, with the time and person of the booking."""
    scheduled = book(desk, smith)
    desk.journal.undo("ana")
    desk.journal.redo("ana")
    again, before = now_of(desk, scheduled).appointment, scheduled.appointment
    assert (Status.BOOKED, before.status_at, before.status_by, before.lane) == (
        again.status, again.status_at, again.status_by, again.lane
    )  # fmt: skip


def test_a_whole_visit_goes_back_and_forth(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """Undone step by step and redone step by step, it stands where it stood."""
    number = coming.appointment.id
    desk.visits.do("ana", Verb.ARRIVE, number)
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, number)
    desk.visits.do("ana", Verb.CHECK_OUT, number)
    before = now_of(desk, coming)
    for _ in range(4):
        clock.forward(minutes=1)
        desk.journal.undo("ana")
    assert (Status.BOOKED, None) == (status_of(desk, coming), step_of(desk, coming))
    for _ in range(4):
        clock.forward(minutes=1)
        desk.journal.redo("ana")
    after = now_of(desk, coming)
    assert before.visit is not None
    assert after.visit is not None
    assert (Status.FULFILLED, VisitStep.CHECKED_OUT, before.visit.since, before.visit.arrived_at) == (
        after.appointment.status, after.visit.step, after.visit.since, after.visit.arrived_at
    )  # fmt: skip
    assert before.patient.identity_verified_at == after.patient.identity_verified_at
    with pytest.raises(NotFound, match=NOTHING):
        desk.journal.redo("ana")


def test_undo_goes_on_behind_what_was_redone(desk: Desk, smith: Patient) -> None:
    """A redone act is the newest again, and the one before it comes after."""
    first, second = book(desk, smith, "2026-11-24T10:00"), book(desk, smith, "2026-11-25T10:00")
    desk.journal.undo("ana")
    desk.journal.redo("ana")
    desk.journal.undo("ana")
    assert (Status.BOOKED, Status.ENTERED_IN_ERROR) == (status_of(desk, first), status_of(desk, second))
    desk.journal.undo("ana")
    assert Status.ENTERED_IN_ERROR is status_of(desk, first)
    with pytest.raises(NotFound):
        desk.journal.undo("ana")
    desk.journal.redo("ana")
    desk.journal.redo("ana")
    assert (Status.BOOKED, Status.BOOKED) == (status_of(desk, first), status_of(desk, second))


def test_the_next_act_clears_what_could_be_redone(desk: Desk, smith: Patient) -> None:
    """Also once that act was itself undone: only this one comes back then."""
    first = book(desk, smith, "2026-11-24T10:00")
    desk.journal.undo("ana")
    second = book(desk, smith, "2026-11-25T10:00")
    with pytest.raises(NotFound, match=NOTHING):
        desk.journal.redo("ana")
    desk.journal.undo("ana")
    desk.journal.redo("ana")
    assert (Status.ENTERED_IN_ERROR, Status.BOOKED) == (status_of(desk, first), status_of(desk, second))
    with pytest.raises(NotFound, match=NOTHING):
        desk.journal.redo("ana")


def test_somebody_else_s_acts_clear_nothing_of_mine(desk: Desk, smith: Patient, jones: Patient) -> None:
    """And nobody redoes what somebody else undid."""
    mine = book(desk, smith)
    desk.journal.undo("ana")
    book(desk, jones, "2026-11-24T11:00", actor="ben")
    with pytest.raises(NotFound):
        desk.journal.redo("ben")
    desk.journal.redo("ana")
    assert Status.BOOKED is status_of(desk, mine)


def test_a_redo_survives_a_restart(
    desk: Desk, store: Store[Reading, Writing], clock: FakeClock, smith: Patient
) -> None:
    """It is in the journal: another program on the same file finds it."""
    scheduled = book(desk, smith)
    desk.journal.undo("ana")
    assert isinstance(store, SqliteStore)
    with SqliteStore(store._path) as opened:
        Desk(opened, clock, Policy(), RoleAuthorization()).journal.redo("ana")
    assert Status.BOOKED is status_of(desk, scheduled)


def test_what_somebody_changed_since_is_not_redone(desk: Desk, coming: ScheduledVisit, clock: FakeClock) -> None:
    """Who it was and when is said, and their change stays."""
    desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
    desk.journal.undo("ana")
    clock.forward(minutes=2)
    desk.schedule.move("ben", moving(coming, "2026-11-23T11:00"))
    sentence = changed_elsewhere(lambda: desk.journal.redo("ana"))
    assert sentence.startswith("Somebody was first: Moved Smith, John, fu20 to Mon 23 Nov 11:00")
    assert "(ben, at 10:22)" in sentence
    assert Status.BOOKED is status_of(desk, coming)


def test_a_booking_whose_time_is_taken_is_not_redone(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The rule that stands in the way is named; once the time is free again it is done."""
    scheduled = book(desk, smith)
    desk.journal.undo("ana")
    taken = book(desk, jones, actor="ben")
    refusal = refused(lambda: desk.journal.redo("ana"))
    assert refusal.sentence.startswith("Not redone: ")
    assert refusal.conflicts[0].rule in {"C3", "C4"}
    desk.visits.do("ben", Verb.CANCEL, taken.appointment.id, reason="error")
    desk.journal.redo("ana")
    assert Status.BOOKED is status_of(desk, scheduled)


def test_a_registration_whose_mrn_was_given_away_is_not_redone(desk: Desk) -> None:
    """Its number was free, and somebody has it now."""
    patient = register(desk, mrn="A-1", actor="ana")
    desk.journal.undo("ana")
    register(desk, "Other", mrn="A-1", actor="ben")
    with pytest.raises(ChangedElsewhere, match=r"Not redone: MRN A-1 belongs to Other, John\."):
        desk.journal.redo("ana")
    assert PatientStatus.ENTERED_IN_ERROR is desk.patients.by_id("ana", patient.id).status


def test_an_mrn_given_away_comes_back_by_no_undo_either(desk: Desk) -> None:
    """The edit that set it free stays."""
    patient = register(desk, mrn="A-1", actor="cy")
    desk.patients.edit("ana", patient.id, {"mrn": "A-2"})
    register(desk, "Other", mrn="A-1", actor="ben")
    with pytest.raises(ChangedElsewhere, match=r"Not undone: MRN A-1 belongs to Other, John\."):
        desk.journal.undo("ana")
    assert "A-2" == desk.patients.by_id("ana", patient.id).mrn


def test_a_redone_registration_that_was_booked_on_is_not_undone(desk: Desk) -> None:
    """No appointment is left with a record in error, the second time either."""
    patient = register(desk, actor="ana")
    desk.journal.undo("ana")
    desk.journal.redo("ana")
    assert PatientStatus.ACTIVE is desk.patients.by_id("ana", patient.id).status
    book(desk, patient, actor="ben")
    assert "Somebody was first: Booked Smith" in changed_elsewhere(lambda: desk.journal.undo("ana"))


def test_who_looks_on_redoes_nothing(desk: Desk) -> None:
    """The act has its name in the refusal."""
    with pytest.raises(NotAllowed, match="vic may not redo"):
        desk.journal.redo("vic")
