"""Which records look like one person, and by what?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.patients.likeness import likeliest, likeness
from core.patients.model import Patient, Phone, PreviousName, Sex
from core.patients.nicknames import short_for
from core.record_ref import PatientId
from core.structs import replace

SMITH = Patient(
    PatientId(1),
    "100001",
    "Smith",
    "William",
    date(1984, 3, 12),
    Sex.MALE,
    phones=(Phone("617 555 0147"),),
    email="w@example.org",
    address="12 Main St, Springfield",
    external_id="X9",
)


def other(**fields: object) -> Patient:
    """A record with nothing but the same name and birth date, unless said otherwise."""
    plain = Patient(PatientId(2), "100002", "Smith", "William", SMITH.birth_date)
    return replace(plain, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "reasons"),
    [
        (other(), ("same name", "same birth date")),
        (other(family="SMÏTH"), ("same name", "same birth date")),
        (other(family="Smyth"), ("family name spelled nearly so", "same given name", "same birth date")),
        (
            other(given="Bill"),
            ("same family name", "one given name is short for the other", "same birth date"),
        ),
        (
            other(family="Jones", given="Aloysius", previous=(PreviousName("Smith"),), preferred="Will"),
            ("same family name", "one given name is short for the other", "same birth date"),
        ),
        (other(family="William", given="Smith"), ("family and given name swapped", "same birth date")),
        (other(given="W"), ("same family name", "a part of the given name", "same birth date")),
        (other(given=""), ("same family name", "same birth date")),
        (other(family="Smith-Jones"), ("a part of the family name", "same given name", "same birth date")),
        (other(birth_date=date(1984, 12, 3)), ("same name", "day and month of birth swapped")),
        (other(birth_date=date(1984, 3, 21)), ("same name", "two digits of the birth date swapped")),
        (other(birth_date=date(1985, 3, 12)), ("same name", "one digit of the birth date differs")),
        (other(birth_date=date(1979, 7, 1), phones=(Phone("555-0147"),)), ("same name", "same phone")),
        (other(birth_date=date(1979, 7, 1), email="W@Example.org"), ("same name", "same e-mail")),
        (other(birth_date=date(1979, 7, 1), address="12 Main Street Springfield"), ("same name", "same address")),
        (
            other(family="Jones", given="Bill", phones=SMITH.phones),
            ("one given name is short for the other", "same birth date", "same phone"),
        ),
        (
            other(family="Jones", given="Ann", birth_date=date(1951, 7, 1), external_id="x-9"),
            ("same number in another system",),
        ),
    ],
)
def test_a_likely_duplicate_is_told_with_its_reasons(record: Patient, reasons: tuple[str, ...]) -> None:
    """Spelling, sound, short forms, swapped names and slips in the date do not hide a person."""
    found = likeness(SMITH, record)
    assert (reasons, True) == (found.reasons, found.is_likely)


@pytest.mark.parametrize(
    "record",
    [
        other(birth_date=date(1951, 7, 1)),
        other(family="Jones", given="Ann"),
        other(given="Robert"),
        other(family="Jones"),
        other(given="Robert", birth_date=date(1986, 9, 30), phones=SMITH.phones, address=SMITH.address),
        other(family="Jones", given="Ann", birth_date=date(1986, 9, 30), phones=SMITH.phones, sex=Sex.MALE),
        other(birth_date=date(1979, 7, 1), address="14 Oak St, Springfield"),
    ],
)
def test_what_many_share_makes_no_duplicate(record: Patient) -> None:
    """A namesake, a birthday, a family, a household, or the house next door alone is no likely duplicate."""
    assert not likeness(SMITH, record).is_likely


def test_sex_never_speaks_for_one_person() -> None:
    """The same sex adds nothing; another one takes away."""
    same, unknown, differs = (likeness(SMITH, other(sex=sex)).points for sex in (Sex.MALE, Sex.UNKNOWN, Sex.FEMALE))
    assert same == unknown > differs


def test_the_likeliest_come_first() -> None:
    """And who is not likely does not come at all."""
    twin, near, stranger = other(), other(family="Smyth"), other(family="Jones", given="Ann")
    assert [twin, near] == [like.patient for like in likeliest(SMITH, (stranger, near, twin))]


names = st.text("abcdeimnorst -'é", max_size=12)
people = st.builds(
    lambda family, given, born, sex: Patient(PatientId(3), "1", family, given, born, sex),
    names,
    names,
    st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    st.sampled_from(Sex),
)


@given(people, people)
def test_likeness_goes_both_ways(one: Patient, two: Patient) -> None:
    """Whoever is compared with whom, the points are the same."""
    assert likeness(one, two).points == likeness(two, one).points


@given(people)
def test_everybody_with_a_name_is_like_themselves(one: Patient) -> None:
    """A record is likely the same person as its own copy."""
    assert likeness(replace(one, family="smith"), replace(one, family="smith")).is_likely


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("bill", "william", True),
        ("bill", "will", True),
        ("kate", "katherine", True),
        ("pat", "patricia", True),
        ("patrick", "patricia", False),
        ("bill", "bill", False),
        ("bill", "robert", False),
    ],
)
def test_short_forms(one: str, two: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A short form stands for its names, and not for another's short form."""
    assert expected is short_for(one, two)
