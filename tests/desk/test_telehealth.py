"""Is a visit by telehealth held by whom may, without a room, at the patient's own time, and joined by its own link?"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.conflict import Severity
from core.desk import Desk
from core.errors import BadInput
from core.patients.model import Patient
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.schedule.slots.model import SlotSearch
from core.settings.model import Policy, TelehealthSettings
from core.structs import replace
from core.visits.options import VerbOptions
from core.visits.state import Verb, state_word
from storage.sqlite.doctor import examine
from tests.clinics import FakeClock, make_desk, register
from tests.desk.asking import booking, moving, now_of, refused, rules_met, scheduled_of

AFAR = Mode.TELEHEALTH
BOTH = ("identity", "demographics")
LEE = '[[provider]]\ncode = "lee"\nname = "Lee, Dana MD"\n'
HERE_ONLY = LEE + 'modes = ["in-person"]\n'
FU20 = '[[visit_type]]\ncode = "fu20"\nname = "Follow-up"\nminutes = 20\n'
MEET = "https://meet.example.org/{token}"


@pytest.fixture
def settings() -> TelehealthSettings:
    """A link, and a number to call instead."""
    return TelehealthSettings(link=MEET, dial_in="+1 555 0100, code {pin}")


@pytest.fixture
def desk(tmp_path: Path, settings: TelehealthSettings) -> Desk:
    """Monday 23 November 2026, 10:20 at main."""
    return make_desk(tmp_path, clock=FakeClock(), policy=Policy(telehealth=settings))


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Somebody in Los Angeles, three hours behind."""
    made = register(desk)
    desk.patients.edit("ana", made.id, {"zone": "America/Los_Angeles"}, rev=made.rev)
    return desk.patients.by_id("ana", made.id)


def afar(desk: Desk, patient: Patient, start: str = "2026-11-23T10:40", **more: Any) -> ScheduledVisit:  # noqa: ANN401
    """A follow-up by telehealth."""
    return scheduled_of(desk.schedule.book("ana", replace(booking(patient, start, **more), mode=AFAR)))


def link_of(desk: Desk, scheduled: ScheduledVisit) -> str | None:
    """How it is joined now."""
    kept = now_of(desk, scheduled)
    joining = desk.telehealth.joining("ana", (kept,)).get(kept.appointment.id)
    return joining.link if joining else None


def test_provider_and_type_must_allow_it(desk: Desk, smith: Patient) -> None:
    """Each says so for itself, and a reason leads over either."""
    desk.set_up("setup", HERE_ONLY, place="here.toml")
    wanted = replace(booking(smith, visit_type="new40"), mode=AFAR)
    told = [conflict.message for conflict in desk.schedule.assess("ana", wanted).conflicts]
    assert ["new40 is held in-person, not telehealth.", "Lee sees patients in-person, not telehealth."] == told
    assert ["C11"] == rules_met(lambda: desk.schedule.book("ana", replace(wanted, visit_type="fu20")))
    booked = desk.schedule.book("ana", replace(wanted, visit_type="fu20", overrides={"C11": "urgent"}))
    assert ["C11"] == [override.rule for override in scheduled_of(booked).appointment.overrides]


@pytest.mark.parametrize(
    ("of_type", "of_provider", "mode"),
    [
        ('["in-person", "telehealth"]', '["in-person", "telehealth"]', Mode.IN_PERSON),
        ('["telehealth", "in-person"]', '["in-person", "telehealth"]', Mode.TELEHEALTH),
        ('["telehealth", "in-person"]', '["in-person"]', Mode.IN_PERSON),
        ('["in-person", "telehealth"]', '["telehealth"]', Mode.TELEHEALTH),
        ('["telehealth"]', '["in-person"]', Mode.TELEHEALTH),
    ],
)
def test_unsaid_it_is_the_first_way_that_both_have(
    desk: Desk, smith: Patient, of_type: str, of_provider: str, mode: Mode
) -> None:
    """Where there is none, the rule says so of the type's first."""
    desk.set_up("setup", f"{FU20}modes = {of_type}\n{LEE}modes = {of_provider}\n", place="modes.toml")
    assessed = desk.schedule.assess("ana", booking(smith))
    assert (mode, mode is Mode.IN_PERSON) == (assessed.mode, assessed.room is not None)


def test_a_permission_withdrawn_strands_the_bookings(desk: Desk, smith: Patient) -> None:
    """They are to be moved; what somebody gave a reason for is not."""
    booked = afar(desk, smith, "2026-11-24T10:00")
    desk.set_up("setup", HERE_ONLY, place="here.toml")
    agreed = afar(desk, register(desk, "Jones", "Ann"), "2026-11-24T11:00", overrides={"C11": "urgent"})
    assert agreed.appointment.mode is AFAR
    assert [booked.appointment.id] == [one.scheduled.appointment.id for one in desk.schedule.to_move("ana")]


def test_no_room_is_taken_and_none_can_be_named(desk: Desk, smith: Patient) -> None:
    """Neither when it is booked, nor moved, nor ready."""
    with pytest.raises(BadInput, match="takes no room"):
        afar(desk, smith, room="R1")
    booked = afar(desk, smith)
    assert booked.appointment.room is None
    with pytest.raises(BadInput, match="takes no room"):
        desk.schedule.move("ana", moving(booked, "2026-11-23T11:00", room="R1"))


def test_another_way_to_meet_passes_the_rules_and_takes_or_frees_the_room(desk: Desk, smith: Patient) -> None:
    """There and back again, and one undo for each."""
    here = scheduled_of(desk.schedule.book("ana", booking(smith, "2026-11-23T10:40")))
    assert "R1" == here.appointment.room
    there = desk.schedule.move("ana", replace(moving(here, "2026-11-23T10:40"), mode=AFAR))
    assert (AFAR, None) == (scheduled_of(there).appointment.mode, scheduled_of(there).appointment.room)
    assert "by telehealth (was Mon 23 Nov 10:40, in-person)." in there.sentence
    back = desk.schedule.move("ana", replace(moving(here, "2026-11-23T10:40"), mode=Mode.IN_PERSON))
    assert "R1" == scheduled_of(back).appointment.room
    for mode, room in ((AFAR, None), (Mode.IN_PERSON, "R1")):
        desk.journal.undo("ana")
        kept = now_of(desk, here).appointment
        assert (mode, room) == (kept.mode, kept.room)
    desk.set_up("setup", HERE_ONLY, place="here.toml")
    assert ["C11"] == rules_met(lambda: desk.schedule.move("ana", replace(moving(here, "2026-11-23T10:40"), mode=AFAR)))


def test_the_patients_time_is_told_beside_the_sites(desk: Desk, smith: Patient) -> None:
    """Booked, moved and cancelled; in person the site's time is meant."""
    wanted = replace(booking(smith, "2026-11-23T10:40"), mode=AFAR)
    assert " (7:40 PST for the patient)" == desk.schedule.assess("ana", wanted).own_time
    booked = desk.schedule.book("ana", wanted)
    assert "Booked Smith, John, fu20 with Lee Mon 23 Nov 10:40 (7:40 PST for the patient), by telehealth." == (
        booked.sentence
    )
    moved = desk.schedule.move("ana", moving(scheduled_of(booked), "2026-11-24T09:00"))
    assert "to Tue 24 Nov 9:00 (6:00 PST for the patient) with Lee" in moved.sentence
    gone = desk.visits.do("ana", Verb.CANCEL, scheduled_of(booked).appointment.id, reason="sick")
    assert "Tue 24 Nov 9:00 (6:00 PST for the patient)" in gone.sentence
    assert "for the patient" not in desk.schedule.book("ana", booking(smith, "2026-11-25T09:00")).sentence


def test_ready_to_join_in_place_of_a_room(desk: Desk, smith: Patient) -> None:
    """Enter's next step after the check-in, once, and a step back leads to before it."""
    number = afar(desk, smith).appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    view = desk.view("ana")
    assert Verb.ROOM is view.next_verb(desk.schedule.appointment("ana", number))
    with pytest.raises(BadInput, match="which has no room"):
        desk.visits.act("ana", Verb.ROOM, {number: None}, VerbOptions(room="R1"))
    ready = desk.visits.do("ana", Verb.ROOM, number)
    assert "Smith, John is ready to join 10:20." == ready.sentence
    told = scheduled_of(ready)
    assert told.visit is not None
    assert (VisitStep.ROOMED, None, "ready to join") == (told.visit.step, told.visit.room, state_word(told))
    assert (
        "Already ready to join at 10:20 by ana." == refused(lambda: desk.visits.do("ana", Verb.ROOM, number)).sentence
    )
    back = desk.visits.do("ana", Verb.STEP_BACK, number)
    assert "Smith, John is checked in again, no longer ready to join." == back.sentence
    desk.visits.do("ana", Verb.ROOM, number)
    desk.visits.do("ana", Verb.CHECK_OUT, number)
    again = scheduled_of(desk.visits.do("ana", Verb.STEP_BACK, number))
    assert again.visit is not None
    assert (VisitStep.ROOMED, None) == (again.visit.step, again.visit.room)


def test_the_doctor_minds_no_one_who_is_ready(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """Who is in a room has one; who is ready to join by telehealth has none."""
    number = afar(desk, smith).appointment.id
    desk.visits.do("ana", Verb.CHECK_IN, number, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, number)
    assert () == examine(tmp_path / "clinic.db")


def test_a_link_is_an_appointments_own_as_long_as_it_lasts(desk: Desk, smith: Patient) -> None:
    """Kept through a move and its undo, withdrawn by a cancellation, back with its undo; in person there is none."""
    booked = afar(desk, smith)
    link = link_of(desk, booked)
    assert link is not None
    assert re.fullmatch(r"https://meet\.example\.org/[a-z2-7]{26}", link)
    other = link_of(desk, afar(desk, register(desk, "Jones", "Ann"), "2026-11-23T11:00"))
    assert link != other
    desk.schedule.move("ana", moving(booked, "2026-11-24T10:00"))
    assert link == link_of(desk, booked)
    desk.visits.do("ana", Verb.CANCEL, booked.appointment.id, reason="sick")
    assert link_of(desk, booked) is None
    desk.journal.undo("ana")
    assert link == link_of(desk, booked)
    desk.schedule.move("ana", replace(moving(booked, "2026-11-24T10:00"), mode=Mode.IN_PERSON))
    assert link_of(desk, booked) is None


def test_two_clinics_have_no_link_in_common(tmp_path: Path, settings: TelehealthSettings) -> None:
    """The same number in another clinic is joined by another link: the token follows from a secret of each."""
    links = set()
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        desk = make_desk(tmp_path / name, clock=FakeClock(), policy=Policy(telehealth=settings), setup=_setup_of(name))
        links.add(link_of(desk, afar(desk, register(desk))))
    assert 2 == len(links)


def _setup_of(name: str) -> str:
    from tests.clinics import SETUP

    return SETUP + f"# {name}\n"  # each is made for itself


def test_who_cannot_follow_the_link_calls(desk: Desk, smith: Patient) -> None:
    """By a number with 9 digits of the appointment's own."""
    booked = afar(desk, smith)
    joining = desk.telehealth.joining("ana", (booked,))[booked.appointment.id]
    assert re.fullmatch(r"\+1 555 0100, code [0-9]{9}", joining.dial_in)


def test_nothing_of_the_patient_is_in_link_or_number(desk: Desk) -> None:
    """Two patients with everything different, one appointment number: the number and the secret alone count."""
    booked = afar(desk, register(desk, "Zyxwv", "Q", mrn="99887766", phone="555-0123"))
    joining = desk.telehealth.joining("ana", (booked,))[booked.appointment.id]
    told = (joining.link + joining.dial_in).lower()
    assert not [word for word in ("zyxwv", "99887766", "5550123", "19840314") if word in told]


@pytest.mark.parametrize(
    ("said", "afar_only"),
    [
        (f'{LEE}modes = ["telehealth"]\n', True),
        (f'{LEE}modes = ["in-person"]\n', False),
        (
            '[[visit_type]]\ncode = "fu20"\nname = "Follow-up"\nminutes = 20\nmodes = ["telehealth", "in-person"]\n',
            True,
        ),
    ],
)
def test_openings_are_those_that_a_booking_would_take(desk: Desk, smith: Patient, said: str, afar_only: bool) -> None:  # noqa: FBT001
    """Met as usual with each provider: where nobody comes, no room is wanted, though all are taken."""
    desk.set_up("setup", said, place="modes.toml")
    for at, room in enumerate(("R1", "R2", "P1")):
        person = register(desk, f"Family{at}")
        taken = booking(person, "2026-11-24T09:00", provider="ito", room=room, minutes=60)
        desk.schedule.book("ana", replace(taken, mode=Mode.IN_PERSON, overrides={"C3": "urgent", "C8": "urgent"}))
    on = date(2026, 11, 24)
    wanted = SlotSearch("fu20", smith.id, ("lee",), first=on, last=on, limit=99)
    found = desk.schedule.openings("ana", wanted)
    starts = {one.start for one in found}
    walls = [datetime(2026, 11, 24, 9) + timedelta(minutes=5 * at) for at in range(96)]
    asked = [desk.schedule.assess("ana", replace(booking(smith), start=wall)) for wall in walls]
    free = {one.start for one in asked if not any(c.severity is not Severity.WARN for c in one.conflicts)}
    assert free == starts
    assert afar_only is (min(free) == asked[0].start)
