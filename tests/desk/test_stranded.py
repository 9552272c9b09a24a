"""Which bookings does a change of the set-up strand, where are they named, and until when are they listed?"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.desk import Desk
from core.errors import BadSettings
from core.patients.model import Patient, PatientStatus
from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit
from core.visits.state import Verb
from storage import schedule, visits
from storage.schedule import ScheduleRepository
from tests.clinics import FakeClock, book, register
from tests.desk.asking import moving

LEE = '[[provider]]\ncode = "lee"\nname = "Lee, Dana MD"\n'
LEAVE = '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nkind = "leave"\n'


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for Wednesday 10:00 with Lee, in R1."""
    return book(desk, smith, "2026-11-25T10:00")


WEEK = 'provider = "lee"\nsite = "main"\ndays = ["mon", "tue", "wed", "thu", "fri"]\nfrom = "09:00"\nto = "10:00"'
CHANGES = {
    "leave": (LEAVE, "Lee is away all day."),
    "holiday": ('[[holiday]]\nsite = "main"\ndate = 2026-11-25\nname = "Flood"', "Main Street is closed: Flood."),
    "cancelled": (LEAVE.replace("leave", "cancelled"), "Lee's session is cancelled"),
    "block": (
        '[[block]]\nprovider = "lee"\nstart = "2026-11-25T09:30"\nend = "2026-11-25T10:30"\nkind = "team"',
        "Lee is blocked 9:30-10:30: team.",
    ),
    "hours": (
        f"[[session]]\n{WEEK}",
        "10:00-10:20 is outside Lee's session (9:00-10:00, 13:00-17:00).",
    ),
    "provider": (LEE + "retired = true", "Lee no longer works here."),
    "last day": (LEE + "ends = 2026-11-24", "Lee's last day was 24 Nov 2026."),
    "room": ('[[room]]\ncode = "R1"\nsite = "main"\nretired = true', "Room R1 is no longer in use."),
    "type": ('[[visit_type]]\ncode = "fu20"\nretired = true', "fu20 is no longer booked."),
    "site": ('[[site]]\ncode = "main"\nretired = true', "Main Street is no longer in use."),
    "zone": (
        '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/Denver"\n',
        "Main Street has the time of America/Denver since Mon 23 Nov 8:20:",
    ),
}


def test_bookings_of_who_died_are_listed_until_they_are_cancelled(
    desk: Desk, smith: Patient, coming: ScheduledVisit
) -> None:
    """Also where the list was read before, and not of who is only marked as not to be booked."""
    assert () == desk.schedule.to_move("ana")
    marked = desk.patients.edit("ana", smith.id, {"no_booking": True}, rev=desk.patients.by_id("ana", smith.id).rev)
    assert marked is not None
    assert () == desk.schedule.to_move("ana")
    record = desk.patients.by_id("ana", smith.id)
    desk.patients.edit("ana", smith.id, {"no_booking": False, "status": PatientStatus.DECEASED}, rev=record.rev)
    (found,) = desk.schedule.to_move("ana")
    assert ["Smith, John is deceased and cannot be booked."] == [each.message for each in found.conflicts]
    desk.journal.undo("ana")
    assert () == desk.schedule.to_move("ana")
    desk.journal.redo("ana")
    desk.visits.do("ana", Verb.CANCEL, coming.appointment.id, reason="other")
    assert () == desk.schedule.to_move("ana")


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_change_strands_is_named_and_listed(desk: Desk, coming: ScheduledVisit, change: str) -> None:
    """In the rehearsal too, which changes nothing; a second reading of the file strands nothing more."""
    text, sentence = CHANGES[change]
    tried = desk.set_up("sue", text, place="change.toml", dry_run=True)
    assert () == desk.schedule.to_move("ana")
    done = desk.set_up("sue", text, place="change.toml")
    for found in (tried.stranded, done.stranded, desk.schedule.to_move("ana")):
        assert [coming.appointment.id] == [one.scheduled.appointment.id for one in found]
        assert any(conflict.message.startswith(sentence) for conflict in found[0].conflicts)
    assert () == desk.set_up("sue", text, place="change.toml").stranded


def test_a_booking_is_listed_until_it_is_moved_or_gone(desk: Desk, coming: ScheduledVisit, jones: Patient) -> None:
    """By whoever; the list follows from what is."""
    other = book(desk, jones, "2026-11-25T11:00")
    desk.set_up("sue", LEAVE, place="leave.toml")
    assert 2 == len(desk.schedule.to_move("ana"))
    desk.schedule.move("ana", moving(coming, "2026-11-24T10:00"))
    assert [other.appointment.id] == [one.scheduled.appointment.id for one in desk.schedule.to_move("ana")]
    desk.visits.do("ana", Verb.CANCEL, other.appointment.id, reason="provider-out")
    assert () == desk.schedule.to_move("ana")
    desk.journal.undo("ana", overrides={"C6": "provider-asked"})
    assert () == desk.schedule.to_move("ana"), "somebody gave a reason"
    desk.set_up("sue", LEAVE + "retired = true", place="back.toml")
    assert () == desk.schedule.to_move("ana")


def test_what_was_booked_for_a_reason_is_not_stranded(desk: Desk, smith: Patient) -> None:
    """Neither by what it was booked over, nor by a change that does not touch it."""
    book(desk, smith, "2026-11-25T10:00")
    book(desk, smith, "2026-11-25T12:10", overrides={"C6": "urgent"})
    report = desk.set_up("sue", LEAVE.replace("11-25", "11-26"), place="leave.toml")
    assert ((), ()) == (report.stranded, desk.schedule.to_move("ana"))


def test_a_moved_booking_stands_right_in_the_new_zone(desk: Desk, clock: FakeClock, coming: ScheduledVisit) -> None:
    """It was moved by somebody who saw the new time of day."""
    desk.set_up("sue", CHANGES["zone"][0], place="zone.toml")
    clock.forward(minutes=1)
    desk.schedule.move("ana", moving(coming, "2026-11-25T10:00"))
    assert () == desk.schedule.to_move("ana")


def test_the_past_is_not_moved(desk: Desk, clock: FakeClock, smith: Patient) -> None:
    """What has begun stays where it is."""
    book(desk, smith, "2026-11-25T10:00")
    desk.set_up("sue", LEAVE, place="leave.toml")
    clock.set("2026-11-25T10:01")
    assert () == desk.schedule.to_move("ana")


def test_a_list_read_again_looks_at_what_changed_alone(
    desk: Desk, coming: ScheduledVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of ten thousand bookings a refresh reads their revs, and those that are new or listed."""
    read: list[int] = []
    whole = ScheduleRepository.by_numbers

    def counted(repository: ScheduleRepository, numbers: list[AppointmentId]) -> tuple[ScheduledVisit, ...]:
        read.extend(numbers)
        return whole(repository, numbers)

    monkeypatch.setattr(ScheduleRepository, "by_numbers", counted)
    desk.schedule.to_move("ana")
    desk.schedule.to_move("ana")
    assert [coming.appointment.id] == read
    other = book(desk, register(desk, "Birch"), "2026-11-25T11:00")
    desk.schedule.to_move("ana")
    assert [coming.appointment.id, other.appointment.id] == read


@pytest.mark.parametrize(
    ("retired", "text", "said"),
    [
        (LEE + "retired = true", LEAVE, 'exception 1 (provider "lee"): provider: provider "lee" is retired'),
        (LEE + "retired = true", CHANGES["block"][0], 'block 1 (provider "lee"): provider: provider "lee" is retired'),
        (
            LEE + "retired = true",
            CHANGES["hours"][0],
            'session 1 (provider "lee"): provider: provider "lee" is retired',
        ),
        (CHANGES["site"][0], CHANGES["hours"][0], 'session 1 (provider "lee"): site: site "main" is retired'),
        (CHANGES["site"][0], CHANGES["holiday"][0], 'holiday 1 (site "main"): site: site "main" is retired'),
    ],
)
def test_nothing_is_set_up_for_what_is_retired(desk: Desk, retired: str, text: str, said: str) -> None:
    """In a later file, and in the one that retires it; what is as before may stand in a file again."""
    for first, second in (("", f"{retired}\n{text}"), (retired, text)):
        if first:
            desk.set_up("sue", first, place="first.toml")
        with pytest.raises(BadSettings) as caught:
            desk.set_up("sue", second, place="second.toml")
        assert any(said in problem for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    ("statement", "values", "index"),
    [(schedule._TO_COME, (0,), "appointment_to_come"), (visits._OPEN, (), "visit_open")],
    ids=["to move", "left open"],
)
def test_both_lists_are_read_along_an_index(
    desk: Desk, tmp_path: Path, statement: str, values: tuple[int, ...], index: str
) -> None:
    """Of ten million appointments only those that may be listed."""
    assert () == desk.schedule.to_move("ana")
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        plan = " ".join(step for *_, step in db.execute(f"EXPLAIN QUERY PLAN {statement}", values))
    assert index in plan


def test_an_outage_strands_who_uses_what_is_out(desk: Desk, smith: Patient, jones: Patient) -> None:
    """On its days, until they are moved to another; an outage that leaves enough strands nobody."""
    desk.set_up("sue", USES_ECG, place="ecg.toml")
    booked = [book(desk, one, f"2026-11-{day}T10:00", visit_type="ecg20") for one, day in ((smith, 25), (jones, 26))]
    report = desk.set_up("sue", ECG_OUT, place="out.toml")
    told = [(one.scheduled.appointment.id, one.conflicts[0].message) for one in report.stranded]
    assert [
        (booked[0].appointment.id, "Of ecg at Main Street there are 0 25 Nov 2026 to 25 Nov 2026 (repair).")
    ] == told
    assert [booked[0].appointment.id] == [one.scheduled.appointment.id for one in desk.schedule.to_move("ana")]
    desk.schedule.move("ana", moving(booked[0], "2026-11-27T10:00"))
    assert () == desk.schedule.to_move("ana")
    assert () == desk.set_up("sue", ECG_OUT + "count = 1\n", place="out.toml").stranded


USES_ECG = """
[[equipment]]
code = "ecg"
site = "main"

[[visit_type]]
code = "ecg20"
name = "Heart"
minutes = 20
equipment = ["ecg"]
"""
ECG_OUT = """
[[outage]]
equipment = "ecg"
site = "main"
date = 2026-11-25
until = 2026-11-25
note = "repair"
"""


@pytest.mark.parametrize(
    ("hours", "is_told"),
    [("", True), ('from = "09:00"\nto = "12:00"', False), ('days = ["mon"]', False), ("retired = true", False)],
)
def test_an_interpreter_without_hours_is_told_of_once(desk: Desk, hours: str, is_told: bool) -> None:  # noqa: FBT001
    """Where the file makes or changes one; the same file again says nothing."""
    text = f'[[interpreter]]\ncode = "ortiz"\nname = "Ortiz, Ana"\nlanguages = ["Spanish"]\n{hours}\n'
    notes = [desk.set_up("sue", text, place="ortiz.toml").notes for _ in range(2)]
    said = "Ortiz, Ana has no hours, and is taken to interpret whenever the clinic is open."
    assert [is_told, False] == [bool(each) and each[0].startswith(said) for each in notes]
