"""How does a patient get from the door through the visit?"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest

from core.access.log import AccessLog
from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, NotAllowed
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.schedule.model.visit import ScheduledVisit, VisitStep, Waiver
from core.settings.model import ArrivalSettings, Policy
from core.structs import replace
from core.visits.clearance.item import ClearanceState
from core.visits.state import Verb
from tests.clinics import NOW, FakeClock, book, visit_of
from tests.desk.asking import (
    booking,
    changed_elsewhere,
    now_of,
    refused,
    rules_met,
    scheduled_of,
    set_status,
    status_of,
    step_of,
)

BOTH = ("identity", "demographics")


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for 10:40 today, and it is 10:20."""
    return book(desk, smith, "2026-11-23T10:40")


def test_an_arrival_is_noted_with_time_and_person(desk: Desk, coming: ScheduledVisit) -> None:
    """The visit begins with it."""
    change = desk.visits.do("ben", Verb.ARRIVE, coming.appointment.id)
    here = now_of(desk, coming)
    assert here == visit_of(change)
    assert (AppointmentStatus.ARRIVED, NOW, "ben") == (
        here.appointment.status, here.appointment.status_at, here.appointment.status_by
    )  # fmt: skip
    assert here.visit is not None
    assert (VisitStep.ARRIVED, NOW, "ben", NOW, False) == (
        here.visit.step, here.visit.since, here.visit.step_by, here.visit.arrived_at, here.visit.late
    )  # fmt: skip
    assert ("Smith, John arrived 10:20.", "arrive") == (change.sentence, change.entry.verb)


@pytest.mark.parametrize(("minutes", "late"), [(-15, False), (0, False), (10, False), (10.5, True), (30, True)])
def test_late_is_after_the_start_and_the_grace(
    desk: Desk, clock: FakeClock, coming: ScheduledVisit, minutes: float, *, late: bool
) -> None:
    """Ten minutes by default; the flag stays with the visit and is told."""
    clock.at = coming.appointment.start + timedelta(minutes=minutes)
    change = desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
    visit = scheduled_of(change).visit
    assert (late, late) == (visit and visit.late, change.sentence.endswith(", late."))


def test_the_settings_say_how_long_the_grace_is(
    store: Store[Reading, Writing], clock: FakeClock, coming: ScheduledVisit
) -> None:
    """A strict clinic has none."""
    strict = Desk(store, clock, Policy(arrival=ArrivalSettings(grace_minutes=0)), RoleAuthorization())
    clock.at = coming.appointment.start + timedelta(minutes=1)
    assert strict.visits.do("ana", Verb.ARRIVE, coming.appointment.id).sentence.endswith(", late.")


def test_a_regular_patient_is_checked_in_by_one_act(desk: Desk, smith: Patient) -> None:
    """Once identity and demographics were cleared, the next visit asks nothing, and arrives too."""
    first = book(desk, smith, "2026-11-23T10:40")
    desk.visits.do("ana", Verb.CHECK_IN, first.appointment.id, verified=BOTH)
    second = book(desk, smith, "2026-11-23T15:00")
    change = desk.visits.do("ben", Verb.CHECK_IN, second.appointment.id)
    here = now_of(desk, second)
    assert here.visit is not None
    assert (AppointmentStatus.CHECKED_IN, VisitStep.CHECKED_IN, NOW, NOW) == (
        here.appointment.status, here.visit.step, here.visit.arrived_at, here.visit.checked_in_at
    )  # fmt: skip
    assert ("Smith, John checked in 10:20.", "check-in") == (change.sentence, change.entry.verb)


def test_who_arrived_before_keeps_that_time(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """The waiting time runs from the door."""
    desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)
    clock.forward(minutes=12)
    desk.visits.do("ben", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    visit = now_of(desk, coming).visit
    assert visit is not None
    assert (NOW, clock.at, clock.at, "ben") == (visit.arrived_at, visit.checked_in_at, visit.since, visit.step_by)


def test_what_is_due_blocks_the_check_in(desk: Desk, coming: ScheduledVisit) -> None:
    """One conflict an item, and nothing is written, not even the arrival."""
    refusal = refused(lambda: desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id))
    assert "Not checked in: Identity has not been verified yet. (1 more.)" == refusal.sentence
    assert [("CLEARANCE", "identity"), ("CLEARANCE", "demographics")] == [
        (conflict.rule, conflict.item) for conflict in refusal.conflicts
    ]
    assert (AppointmentStatus.BOOKED, None) == (status_of(desk, coming), step_of(desk, coming))


def test_each_item_is_cleared_by_its_own_answer(desk: Desk, coming: ScheduledVisit) -> None:
    """One verified, one waived: what was verified is kept on the record, what was waived at the visit."""
    number = coming.appointment.id
    assert 1 == len(refused(lambda: desk.visits.do("ana", Verb.CHECK_IN, number, verified=["identity"])).conflicts)
    change = desk.visits.do("ana", Verb.CHECK_IN, number, verified=["identity"], waivers={"demographics": "later"})
    here = now_of(desk, coming)
    assert (NOW, None) == (here.patient.identity_verified_at, here.patient.demographics_confirmed_at)
    assert here.visit is not None
    assert (Waiver("demographics", "later"),) == here.visit.waivers
    assert "demographics=later" == change.entry.reason
    states = desk.view("ana").clearance(here)
    assert (ClearanceState.OK, ClearanceState.WAIVED) == (
        states["identity"], states["demographics"]
    )  # fmt: skip


def test_what_was_waived_is_due_again_next_time(desk: Desk, coming: ScheduledVisit, smith: Patient) -> None:
    """A waiver holds for one visit."""
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, waivers={"identity": "known", "demographics": "later"})
    later = book(desk, smith, "2026-11-23T15:00")
    assert 2 == len(refused(lambda: desk.visits.do("ana", Verb.CHECK_IN, later.appointment.id)).conflicts)


def test_a_restricted_record_is_verified_at_every_visit(desk: Desk, coming: ScheduledVisit, smith: Patient) -> None:
    """Once for this visit: what was verified a week ago does not count, what was verified just now does."""
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    later = book(desk, smith, "2026-11-23T15:00")
    desk.patients.edit("ana", smith.id, {"restricted": True})
    refusal = refused(lambda: desk.visits.do("ana", Verb.CHECK_IN, later.appointment.id))
    assert "Not checked in: The record is restricted: identity is verified again at every visit." == refusal.sentence
    here = scheduled_of(desk.visits.do("ana", Verb.CHECK_IN, later.appointment.id, verified=["identity"]))
    assert ClearanceState.OK is desk.view("ana").clearance(here)["identity"]


@pytest.mark.parametrize("waivers", [{"identity": "because"}, {"identity": "sick"}])
def test_a_waiver_needs_a_reason_that_is_set_up(desk: Desk, coming: ScheduledVisit, waivers: dict[str, str]) -> None:
    """The refusal lists those there are."""
    with pytest.raises(BadInput, match="Choose one of: known, later, other"):
        desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, waivers=waivers)


def test_an_item_that_does_not_exist_is_refused(desk: Desk, coming: ScheduledVisit) -> None:
    """Whether verified or waived."""
    sentence = (
        "There is no check-in item 'shoes'."
        " Choose one of: identity, demographics, forms, insurance, authorization, copay."
    )
    with pytest.raises(BadInput) as caught:
        desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=["shoes"])
    assert sentence == caught.value.sentence
    with pytest.raises(BadInput):
        desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, waivers={"shoes": "known"})


def test_checking_out_ends_the_visit(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """The appointment is fulfilled; arrival and check-in stay on record."""
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    clock.forward(minutes=40)
    change = desk.visits.do("ben", Verb.CHECK_OUT, coming.appointment.id)
    here = now_of(desk, coming)
    assert here.visit is not None
    assert (AppointmentStatus.FULFILLED, VisitStep.CHECKED_OUT, NOW, clock.at, None) == (
        here.appointment.status, here.visit.step, here.visit.checked_in_at, here.visit.checked_out_at, here.visit.room
    )  # fmt: skip
    assert ("Smith, John checked out 11:00.", "check-out") == (change.sentence, change.entry.verb)


def test_a_second_check_in_hears_of_the_first(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """When, and by whom."""
    clock.set("2026-11-23T09:12")
    desk.visits.do("ana", Verb.CHECK_IN, coming.appointment.id, verified=BOTH)
    clock.set("2026-11-23T10:20")
    refusal = refused(lambda: desk.visits.do("ben", Verb.CHECK_IN, coming.appointment.id))
    assert ("Already checked in at 09:12 by ana.", ["STATE"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip


def test_steps_out_of_order_are_refused_by_name(desk: Desk, coming: ScheduledVisit) -> None:
    """Who was never checked in is not checked out, who is cancelled does not arrive."""
    number = coming.appointment.id
    assert (
        "Smith, John: booked at 10:20 by ana. Only a checked-in patient can be checked out."
        == refused(lambda: desk.visits.do("ben", Verb.CHECK_OUT, number)).sentence
    )
    desk.visits.do("ana", Verb.CANCEL, number, reason="sick")
    assert (
        "Smith, John: cancelled at 10:20 by ana. Only a booked patient can arrive."
        == refused(lambda: desk.visits.do("ben", Verb.ARRIVE, number)).sentence
    )


def test_tomorrow_s_patient_does_not_arrive_today(desk: Desk, smith: Patient) -> None:
    """The remedy is told."""
    number = book(desk, smith, "2026-11-24T10:00").appointment.id
    for verb in (Verb.ARRIVE, Verb.CHECK_IN):
        sentence = refused(partial(desk.visits.do, "ana", verb, number)).sentence
        assert sentence.endswith("and today is Mon 23 Nov at Main Street. Move the appointment first.")


def test_today_is_the_day_of_the_site(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """Half past twelve at night in New York is still Monday at West."""
    late = book(desk, smith, "2026-11-23T23:40", provider="novak", overrides={"C6": "urgent"})
    clock.set("2026-11-24T00:30")
    assert "Smith, John arrived 23:30." == desk.visits.do("ana", Verb.ARRIVE, late.appointment.id).sentence


def test_a_visit_may_go_over_midnight(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """Who arrived before it is checked in and out after it."""
    late = book(desk, smith, "2026-11-23T23:30", overrides={"C6": "urgent"})
    clock.set("2026-11-23T23:50")
    desk.visits.do("ana", Verb.ARRIVE, late.appointment.id)
    clock.set("2026-11-24T00:05")
    desk.visits.do("ana", Verb.CHECK_IN, late.appointment.id, verified=BOTH)
    clock.set("2026-11-24T00:20")
    assert "Smith, John checked out 0:20." == desk.visits.do("ana", Verb.CHECK_OUT, late.appointment.id).sentence


def test_telehealth_goes_the_same_way_without_a_room(desk: Desk, smith: Patient) -> None:
    """The patient arrives on the line."""
    request = replace(booking(smith, "2026-11-23T10:40"), mode=Mode.TELEHEALTH)
    number = scheduled_of(desk.schedule.book("ana", request)).appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    done = scheduled_of(desk.visits.do("ana", Verb.CHECK_OUT, number))
    assert (AppointmentStatus.FULFILLED, None) == (done.appointment.status, done.appointment.room)


def test_a_no_show_may_come_after_all(
    desk: Desk, store: Store[Reading, Writing], coming: ScheduledVisit, jones: Patient
) -> None:
    """Their time is taken again for a reason: the provider's in a further lane, for a room given away the next."""
    set_status(store, coming, AppointmentStatus.NOSHOW)
    instead = book(desk, jones, "2026-11-23T10:40")
    assert (0, "R1") == (instead.appointment.lane, instead.appointment.room)
    assert ["C3"] == rules_met(lambda: desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id))
    here = scheduled_of(
        desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id, overrides={"C3": "urgent"})
    ).appointment
    assert (AppointmentStatus.ARRIVED, 1, "R2") == (here.status, here.lane, here.room)


def test_a_no_show_whose_time_is_free_takes_it_as_it_was(
    desk: Desk, store: Store[Reading, Writing], coming: ScheduledVisit
) -> None:
    """Lane and room."""
    set_status(store, coming, AppointmentStatus.NOSHOW)
    here = scheduled_of(desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id)).appointment
    assert (0, "R1") == (here.lane, here.room)


def test_a_no_show_who_is_elsewhere_by_now_does_not_come(
    desk: Desk, store: Store[Reading, Writing], coming: ScheduledVisit, smith: Patient
) -> None:
    """Nobody is at two appointments at once."""
    set_status(store, coming, AppointmentStatus.NOSHOW)
    book(desk, smith, "2026-11-23T10:50", provider="ito")
    refusal = refused(lambda: desk.visits.do("ana", Verb.ARRIVE, coming.appointment.id))
    assert ("Not marked as arrived: Smith, John already has fu20 with Ito at Main Street, 10:50-11:10.", ["C2"]) == (
        refusal.sentence, [conflict.rule for conflict in refusal.conflicts]
    )  # fmt: skip


def test_steps_look_at_the_rev_that_was_seen(desk: Desk, coming: ScheduledVisit) -> None:
    """Somebody else's arrival is named before anything else is said."""
    seen = coming.appointment
    desk.visits.do("ben", Verb.ARRIVE, seen.id)
    for verb in (Verb.ARRIVE, Verb.CHECK_IN, Verb.CHECK_OUT):
        sentence = changed_elsewhere(partial(desk.visits.do, "ana", verb, seen.id, rev=seen.rev))
        assert sentence.startswith("Somebody was first: Smith, John arrived 10:20. (ben, at 10:20)")


def test_who_looks_on_moves_nobody(desk: Desk, coming: ScheduledVisit) -> None:
    """Each act has its name in the refusal."""
    for verb, name in ((Verb.ARRIVE, "arrive"), (Verb.CHECK_IN, "check in"), (Verb.CHECK_OUT, "check out")):
        with pytest.raises(NotAllowed, match=f"vic may not {name}"):
            desk.visits.do("vic", verb, coming.appointment.id)


@dataclass(frozen=True, slots=True)
class SlowQueue:
    """A store in which every write waits for five minutes."""

    store: Store[Reading, Writing]
    clock: FakeClock

    @property
    def access_log(self) -> AccessLog:
        """As ever."""
        return self.store.access_log

    def read(self) -> AbstractContextManager[Reading]:
        """At once."""
        return self.store.read()

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """After five minutes."""
        self.clock.forward(minutes=5)
        with self.store.write() as tx:
            yield tx

    def batch(self) -> AbstractContextManager[Store[Reading, Writing]]:
        """At once."""
        return self.store.batch()


def test_an_act_has_the_time_at_which_its_turn_came(
    store: Store[Reading, Writing], clock: FakeClock, coming: ScheduledVisit
) -> None:
    """The clock is asked after the waiting: the journal's times never run backwards."""
    slow = Desk(SlowQueue(store, clock), clock, Policy(), RoleAuthorization())
    number = coming.appointment.id
    acts = [
        slow.visits.do("ana", Verb.ARRIVE, number),
        slow.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH),
        slow.visits.do("ana", Verb.CHECK_OUT, number),
    ]
    assert [NOW + timedelta(minutes=minutes) for minutes in (5, 10, 15)] == [act.entry.at for act in acts]
