"""Does any defect that other schedulers were found to have exist here? One test each, by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.calendar.wall import day_span
from core.desk import Desk
from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import SETUP, FakeClock, book, make_desk, register
from tests.desk.asking import booking, moving, refused, rules_met, scheduled_of

EVERY_DAY = 'days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'
NIGHT = f"""
[[provider]]
code = "owl"
name = "Owl, Ada"

[[session]]
provider = "owl"
site = "{{site}}"
{EVERY_DAY}
from = "00:00"
to = "24:00"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Monday 23 November 2026, 10:20 at main; Owl is there day and night."""
    return make_desk(tmp_path, clock=FakeClock(), setup=SETUP + NIGHT.format(site="main"))


@pytest.fixture
def smith(desk: Desk) -> Patient:
    """Somebody."""
    return register(desk)


@pytest.fixture
def jones(desk: Desk) -> Patient:
    """Somebody else."""
    return register(desk, "Jones", "Ann")


def test_the_next_room_is_tried_and_not_the_same_again(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Open Dental tried one room over and over."""
    others = [register(desk, f"Family{letter}") for letter in "AB"]
    rooms = [
        book(desk, patient, "2026-11-24T10:00", provider=provider).appointment.room
        for patient, provider in ((smith, "lee"), (jones, "owl"))
    ]
    third = booking(others[0], "2026-11-24T10:00", provider="owl", overrides={"C3": "urgent"})
    rooms.append(scheduled_of(desk.schedule.book("ana", third)).appointment.room)
    assert ["R1", "R2", "P1"] == rooms
    fourth = booking(others[1], "2026-11-24T10:10", provider="owl", overrides={"C3": "urgent"})
    assert (
        "No fitting room is free at Main Street 10:10-10:30."
        in refused(lambda: desk.schedule.book("ana", fourth)).sentence
    )


def test_two_practitioners_are_never_in_one_room(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Frappe Health accepted the second."""
    book(desk, smith, "2026-11-24T10:00", room="R1")
    assert ["C4"] == rules_met(
        lambda: desk.schedule.book("ana", booking(jones, "2026-11-24T10:10", provider="owl", room="R1"))
    )


def test_an_appointment_that_has_begun_counts(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Bahmni looked at those to come alone."""
    book(desk, smith, "2026-11-23T10:10")
    assert ["C3"] == rules_met(lambda: desk.schedule.book("ana", booking(jones, "2026-11-23T10:20")))


def test_another_length_is_checked_again(desk: Desk, smith: Patient, jones: Patient) -> None:
    """In ERPNext a duration that was changed after the slot was picked passed."""
    book(desk, jones, "2026-11-24T10:20")
    picked = booking(smith, "2026-11-24T10:00")
    assert () == desk.schedule.assess("ana", picked).conflicts
    assert ["C3"] == rules_met(lambda: desk.schedule.book("ana", replace(picked, minutes=25)))
    kept = scheduled_of(desk.schedule.book("ana", picked))
    assert ["C3"] == rules_met(lambda: desk.schedule.move("ana", moving(kept, "2026-11-24T10:00", minutes=25)))


@pytest.mark.parametrize(
    ("start", "minutes", "met"),
    [
        ("09:40", 20, []),
        ("09:50", 20, ["C3"]),
        ("09:50", 40, ["C3"]),
        ("10:05", 5, ["C3"]),
        ("10:10", 20, ["C3"]),
        ("10:20", 20, []),
        ("09:00", 180, ["C3"]),
    ],
)
def test_a_part_is_an_overlap(desk: Desk, smith: Patient, start: str, minutes: int, met: list[str]) -> None:
    """LibreHealth compared only equal starts."""
    jones = register(desk, "Jones", "Ann")
    book(desk, jones, "2026-11-24T10:00")
    found = desk.schedule.assess("ana", booking(smith, f"2026-11-24T{start}", minutes=minutes)).conflicts
    assert met == [conflict.rule for conflict in found]


def test_a_slot_is_confirmed_once(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Cal.com confirmed two requests that had both been told that it was free."""
    wanted = [booking(patient, "2026-11-24T10:00") for patient in (smith, jones)]
    assert [(), ()] == [desk.schedule.assess("ana", one).conflicts for one in wanted]
    desk.schedule.book("ana", wanted[0])
    assert ["C3"] == rules_met(lambda: desk.schedule.book("ben", wanted[1]))


def test_an_afternoon_is_on_its_own_day(desk: Desk, smith: Patient) -> None:
    """Easy!Appointments read it as another one by the zone: eight in the evening at main is the next day in UTC."""
    evening = book(desk, smith, "2026-11-24T20:00", provider="owl")
    assert "2026-11-25" == evening.appointment.start.date().isoformat()
    told = desk.schedule.assess("ana", booking(smith, "2026-11-24T08:00", provider="owl")).conflicts
    assert ["C2"] == [conflict.rule for conflict in told]
    assert () == desk.schedule.assess("ana", booking(smith, "2026-11-25T08:00", provider="owl")).conflicts
    assert [evening.appointment.id] == [
        one.appointment.id for one in desk.schedule.day("ana", "main", date(2026, 11, 24)).appointments
    ]


ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca")


def changes_of(zone: str, year: int) -> list[date]:
    """The days of the year that are not 24 hours long."""
    days = (date(year, 1, 1) + timedelta(days=at) for at in range(365))
    usual = timedelta(hours=24)
    spans = ((day, day_span(day, ZoneInfo(zone))) for day in days)
    return [day for day, span in spans if span.end - span.start != usual]


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_on_which_the_clocks_change_is_booked_right(tmp_path: Path, zone: str) -> None:
    """calcurse, Cal.com and Easy!Appointments each misplaced some: from the minute before to the minute after."""
    setup = NIGHT.format(site="far") + f'[[site]]\ncode = "far"\nname = "Far"\nzone = "{zone}"\n'
    desk = make_desk(tmp_path, clock=FakeClock(), setup=SETUP + setup)
    days = changes_of(zone, 2027)
    assert len(days) >= 2
    for at, day in enumerate(days):
        _book_all_night(desk, zone, day, [register(desk, f"Family{at}{letter}") for letter in "abcdefgh"])


def _book_all_night(desk: Desk, zone: str, day: date, people: list[Patient]) -> None:
    """Half an hour for each from midnight on, as the clocks show it; what they skip or show twice is refused."""
    kept: list[ScheduledVisit] = []
    tz = ZoneInfo(zone)
    for at, person in enumerate(people):
        wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=30 * at)
        once = {wall.replace(tzinfo=tz, fold=fold).timestamp() for fold in (0, 1)}
        wanted = replace(booking(person, wall.isoformat(), provider="owl", site="far"), minutes=30)
        if len(once) == 2:
            assert "C15" in rules_met(_booked(desk, wanted))
            continue
        kept.append(scheduled_of(desk.schedule.book("ana", wanted)))
    starts = [(one.appointment.start.timestamp(), one.appointment.end.timestamp()) for one in kept]
    assert all(end - start == 1800 for start, end in starts)
    assert all(one[1] <= two[0] for one, two in pairwise(starts))


def _booked(desk: Desk, wanted: object) -> Callable[[], object]:
    return lambda: desk.schedule.book("ana", wanted)  # type: ignore[arg-type]


def test_what_was_cancelled_is_free_and_what_was_undone_is_not(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A reserved slot is nobody else's, a freed one is."""
    first = book(desk, smith, "2026-11-24T10:00")
    desk.visits.do("ana", Verb.CANCEL, first.appointment.id, reason="sick")
    assert () == desk.schedule.assess("ben", booking(jones, "2026-11-24T10:00")).conflicts
    desk.journal.undo("ana")
    assert ["C3"] == rules_met(lambda: desk.schedule.book("ben", booking(jones, "2026-11-24T10:00")))


def test_every_provider_of_a_day_is_asked_about(desk: Desk, smith: Patient) -> None:
    """OpenEMR skipped the check for appointments with several: each is booked by the same rules, at its own time."""
    book(desk, smith, "2026-11-24T09:00")
    early = booking(smith, "2026-11-24T08:00", provider="ito")
    assert ["C2", "C6"] == rules_met(lambda: desk.schedule.book("ana", early))
    beside = booking(smith, "2026-11-24T09:10", provider="owl")
    assert ["C2"] == rules_met(lambda: desk.schedule.book("ana", beside))


@pytest.mark.parametrize("order", [("wide20", "solo20"), ("solo20", "wide20")])
def test_of_different_capacities_the_strictest_holds_in_any_order(tmp_path: Path, order: tuple[str, str]) -> None:
    """Whoever comes first: a type that is seen alone shares no time with one that is seen with two others."""
    desk = make_desk(tmp_path, clock=FakeClock(), setup=SETUP + WIDE)
    people = [register(desk, f"Family{at}") for at in range(2)]
    first, second = (
        booking(one, "2026-11-24T09:00", provider="wide", visit_type=kind)
        for one, kind in zip(people, order, strict=True)
    )
    desk.schedule.book("ana", first)
    assert "C3" in rules_met(lambda: desk.schedule.book("ana", second))


WIDE = """
[[provider]]
code = "wide"
name = "Wide, Max"

[[session]]
provider = "wide"
site = "main"
days = ["tue"]
from = "09:00"
to = "12:00"
capacity = 3
overbooks = 0

[[visit_type]]
code = "wide20"
name = "Group"
minutes = 20

[[visit_type]]
code = "solo20"
name = "Alone"
minutes = 20
capacity = 1
"""


def test_one_reason_leads_over_capacity_and_limit_of_the_session(tmp_path: Path) -> None:
    """Both are C7: who is asked once gives it once, and both are on record, each with what it met."""
    desk = make_desk(tmp_path, clock=FakeClock(), setup=SETUP + WIDE)
    people = [register(desk, f"Family{at}") for at in range(4)]
    wanted = [booking(one, "2026-11-24T09:00", provider="wide", visit_type="wide20") for one in people]
    for one in wanted[:3]:
        desk.schedule.book("ana", one)
    assert ["C7", "C7"] == rules_met(lambda: desk.schedule.book("ana", wanted[3]))
    booked = scheduled_of(desk.schedule.book("ana", replace(wanted[3], overrides={"C7": "urgent"}))).appointment
    assert [("C7", "urgent")] * 2 == [(one.rule, one.reason) for one in booked.overrides]
    assert 2 == len({one.cause for one in booked.overrides})
    desk.visits.do("ana", Verb.CANCEL, booked.id, reason="sick")
    desk.journal.undo("ana")
    assert booked.overrides == desk.schedule.appointment("ana", booked.id).appointment.overrides


def test_a_slot_that_somebody_waits_to_confirm_is_checked_when_it_is_taken(
    desk: Desk, smith: Patient, jones: Patient
) -> None:
    """What a desk was shown is worth nothing once somebody moved there, or changed the hours."""
    wanted = booking(smith, "2026-11-24T10:00")
    assert () == desk.schedule.assess("ana", wanted).conflicts
    other = book(desk, jones, "2026-11-24T11:00")
    desk.schedule.move("ben", moving(other, "2026-11-24T10:10"))
    assert ["C3"] == rules_met(lambda: desk.schedule.book("ana", wanted))
    desk.set_up("sue", '[[exception]]\nprovider = "lee"\ndate = 2026-11-24\nkind = "leave"\n', place="leave.toml")
    assert ["C3", "C6"] == rules_met(lambda: desk.schedule.book("ana", wanted))


def test_a_visit_that_touches_another_meets_nobody(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Intervals are half-open, whichever of the two was there first."""
    book(desk, jones, "2026-11-24T10:00")
    for start in ("2026-11-24T09:40", "2026-11-24T10:20"):
        assert () == desk.schedule.assess("ana", booking(smith, start)).conflicts


def test_who_is_moved_never_meets_themselves(desk: Desk, smith: Patient) -> None:
    """By ten minutes, into their own time."""
    here = book(desk, smith, "2026-11-24T10:00")
    assert "R1" == scheduled_of(desk.schedule.move("ana", moving(here, "2026-11-24T10:10"))).appointment.room
