"""Whom does the lookup find through the desk, and how does it say what it read?"""

from datetime import date

import pytest

from core.access.roles import RoleAuthorization
from core.calendar.date_order import DateOrder
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import NotAllowed
from core.settings.model import DateSettings, Policy
from core.visits.state import Verb
from tests.clinics import FakeClock, book, register
from tests.insured import PAYERS, insure


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Four patients, two of them Smiths, two of them born on one day."""
    register(desk, "Smith", "John", date(1984, 3, 14), phone="617 555 0123")
    register(desk, "Smithers", "Waylon", date(1955, 12, 4), phone="617 555 0999")
    register(desk, "O'Neil", "Zoë", date(1984, 3, 14))
    register(desk, "Nuñez", "Ana", date(2001, 4, 3))
    return desk


def names(desk: Desk, text: str, *, limit: int = 20) -> list[str]:
    """The names found, best first."""
    return [hit.patient.name for hit in desk.patients.find("ana", text, limit=limit).hits]


FOUND = [
    ("smi 3/14", ["Smith, John"]),
    ("3/14 smi", ["Smith, John"]),
    ("smith", ["Smith, John", "Smithers, Waylon"]),
    ("3/14/1984", ["O'Neil, Zoë", "Smith, John"]),
    ("zoe", ["O'Neil, Zoë"]),
    ("oneil", ["O'Neil, Zoë"]),
    ("nunez", ["Nuñez, Ana"]),
    ("0999", ["Smithers, Waylon"]),
    ("100001", ["Smith, John"]),
    ("smiht", ["Smith, John", "Smithers, Waylon"]),
    ("nobody 1/1", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_patients_are_found_by_parts_in_any_order(people: Desk, text: str, expected: list[str]) -> None:
    """Name parts, birth date, phone and MRN, folded and with a typo."""
    assert expected == names(people, text)


def test_the_reading_is_said_beside_the_hits(people: Desk) -> None:
    """What was understood can be seen, and what was not."""
    assert "name smi… · born 14 March" == people.patients.find("ana", "smi 3/14").reading


def test_the_order_of_dates_is_a_setting(people: Desk, store: Store[Reading, Writing], clock: FakeClock) -> None:
    """Here 3/4 is the third of April in one clinic, and the fourth of March in another."""
    british = Desk(store, clock, Policy(dates=DateSettings(order=DateOrder.DMY)), RoleAuthorization())
    hits = [desk.patients.find("ana", "nunez 3/4", limit=20).hits for desk in (british, people)]
    assert [["exact"], ["similar"]] == [[hit.match for hit in found] for found in hits]


def test_no_more_are_found_than_were_asked_for(people: Desk) -> None:
    """The best of them."""
    assert ["Smith, John"] == names(people, "smith", limit=1)
    assert ["Smith, John"] == names(people, "3/14 617 555 0123", limit=1)


@pytest.mark.parametrize("limit", [1, 2, 20])
def test_a_whole_mrn_comes_before_whoever_was_born_on_that_day(desk: Desk, limit: int) -> None:
    """However many they are, and though nothing else tells which of both was meant."""
    for given in ("Ana", "Bo", "Cy"):
        register(desk, "Cruz", given, date(1994, 10, 5))
    register(desk, "Smith", "John", date(1984, 3, 14), mrn="100594")

    assert "Smith, John" == names(desk, "100594", limit=limit)[0]
    assert limit >= len(names(desk, "100594", limit=limit))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1EG4-TE5-MK73", ["Smith, John"]),
        ("1eg4te5mk73", ["Smith, John"]),
        ("1EG4-TE5", ["Smith, John"]),
        ("smi 1EG4TE5MK73", ["Smith, John"]),
        ("3/14 1EG4TE5MK73", ["Smith, John"]),
        ("oneil 1EG4TE5MK73", []),
        ("987654321", ["O'Neil, Zoë"]),
        ("0987", []),
        ("9876543219", []),
    ],
)
def test_a_member_id_finds_whom_an_insurance_knows_so(people: Desk, typed: str, expected: list[str]) -> None:
    """Whole or begun, with and without hyphens, beside other words; an old insurance too."""
    people.set_up("sue", PAYERS, place="payers.toml")
    smith, oneil = (people.patients.find("ana", name).hits[0].patient for name in ("smi 3/14", "oneil"))
    insure(people, smith, "cigna", "1EG4 TE5 MK73", ends=date(2026, 3, 1))
    insure(people, oneil, "medicaid", "987-654-321")
    assert expected == names(people, typed)


def test_a_member_id_goes_with_the_insurance(people: Desk) -> None:
    """Over a correction, undo and redo of it, and a merge nobody is found by what is no longer theirs."""
    people.set_up("sue", PAYERS, place="payers.toml")
    smith, oneil = (people.patients.find("ana", name).hits[0].patient for name in ("smi 3/14", "oneil"))
    coverage = insure(people, smith, "cigna", "QX7788A")
    people.coverage.edit("ana", coverage.id, {"member_id": "ZZ7788B"})
    assert ([], ["Smith, John"]) == (names(people, "QX7788A"), names(people, "ZZ7788B"))
    people.journal.undo("ana")
    assert (["Smith, John"], []) == (names(people, "QX7788A"), names(people, "ZZ7788B"))
    people.journal.redo("ana")
    assert ([], ["Smith, John"]) == (names(people, "QX7788A"), names(people, "ZZ7788B"))
    people.merging.merge("sue", smith.id, oneil.id, overrides={"MERGE": "other"})
    assert ["O'Neil, Zoë"] == names(people, "ZZ7788B")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mrs nunez", ["Nuñez, Ana"]),
        ("nunez dob 4/3/2001", ["Nuñez, Ana"]),
        ("dr. ana maria nunez", ["Nuñez, Ana"]),
        ("ana maria nunez", ["Nuñez, Ana"]),
        ("waylon smithers jr", ["Smithers, Waylon"]),
        ("nunez april", ["Nuñez, Ana"]),
        ("nunez 3rd of april 2001", ["Nuñez, Ana"]),
        ("617/555-0999", ["Smithers, Waylon"]),
        ("nunez may", []),
        ("mrs", []),
        ("anna marta nunes-perez", []),
        ("ed jr", []),
        ("king edward jr", []),
    ],
)
def test_what_is_no_name_is_left_out_where_it_finds_nobody(people: Desk, typed: str, expected: list[str]) -> None:
    """How somebody is addressed, what is said of a number, a month alone, a generation, a second given name."""
    register(people, "King Sr", "Edward", date(1940, 1, 2))
    assert expected == names(people, typed)


def test_a_hit_shows_the_visits_before_and_after_now(people: Desk, clock: FakeClock) -> None:
    """Only those that take place."""
    smith = people.patients.by_ref("ana", "100001")
    before, cancelled, after = (
        book(people, smith, start) for start in ("2026-11-23T10:40", "2026-11-24T10:00", "2026-11-25T10:00")
    )
    people.visits.do("ana", Verb.CANCEL, cancelled.appointment.id, reason="sick")
    clock.set("2026-11-23T16:00")
    hit = people.patients.find("ana", "smi 3/14").hits[0]
    assert (before.appointment.start, after.appointment.start) == (hit.last_visit, hit.next_visit)


def test_who_is_expected_today_comes_first(people: Desk) -> None:
    """Of two that fit alike."""
    assert ["O'Neil, Zoë", "Smith, John"] == names(people, "3/14/1984")
    book(people, people.patients.by_ref("ana", "100001"), "2026-11-23T15:00")
    assert ["Smith, John", "O'Neil, Zoë"] == names(people, "3/14/1984")


def test_who_may_look_finds(people: Desk) -> None:
    """A viewer does, a stranger does not."""
    assert 1 == len(people.patients.find("vic", "zoe").hits)
    with pytest.raises(NotAllowed):
        people.patients.find("nobody", "zoe")
