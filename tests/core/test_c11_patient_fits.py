"""C11: is the visit type for a patient of that age and sex?"""

from datetime import date
from typing import Any

import pytest

from core.conflict import Conflict, Severity
from core.patients.model import Sex
from core.schedule.rules.c11_patient_fits import patient_fits
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import FU20, MAIN, SMITH, WEST, knowing, propose


def told(
    proposal_of: dict[str, Any], *, born: date = SMITH.birth_date, sex: Sex = Sex.MALE, typed: str = "10:00"
) -> str:
    """What is said of Smith for a type with those constraints, '' where it fits."""
    patient = replace(SMITH, birth_date=born, sex=sex)
    proposal = propose(typed, patient=patient, visit_type=replace(FU20, **proposal_of))
    return " ".join(conflict.message for conflict in patient_fits(proposal, knowing(), Policy()))


AGES = [
    # The visit is on Tuesday 24 November 2026.
    ({}, date(1900, 1, 1), ""),
    ({"min_age": 18}, date(2008, 11, 24), ""),
    (
        {"min_age": 18},
        date(2008, 11, 25),
        "Smith, John is 17 years old on 24 Nov 2026; fu20 is for patients from 18 years on.",
    ),
    ({"max_age": 17}, date(2008, 11, 25), ""),
    (
        {"max_age": 17},
        date(2008, 11, 24),
        "Smith, John is 18 years old on 24 Nov 2026; fu20 is for patients up to 17 years.",
    ),
    ({"min_age": 50, "max_age": 74}, date(1951, 11, 25), ""),
    (
        {"min_age": 50, "max_age": 74},
        date(1951, 11, 24),
        "Smith, John is 75 years old on 24 Nov 2026; fu20 is for patients from 50 years to 74 years.",
    ),
    ({"min_age": "6m"}, date(2026, 5, 24), ""),
    (
        {"min_age": "6m"},
        date(2026, 5, 25),
        "Smith, John is 5 months old on 24 Nov 2026; fu20 is for patients from 6 months on.",
    ),
    ({"max_age": "1m"}, date(2026, 9, 25), ""),
    (
        {"max_age": "1m"},
        date(2026, 9, 24),
        "Smith, John is 2 months old on 24 Nov 2026; fu20 is for patients up to 1 month.",
    ),
    ({"max_age": 1}, date(2024, 11, 25), ""),
    (
        {"max_age": 1},
        date(2024, 11, 24),
        "Smith, John is 2 years old on 24 Nov 2026; fu20 is for patients up to 1 year.",
    ),
    ({"min_age": 0}, date(2026, 11, 24), ""),
]


@pytest.mark.parametrize(("constraints", "born", "sentence"), AGES)
def test_age_counts_on_the_day_of_the_visit(constraints: dict[str, Any], born: date, sentence: str) -> None:
    """Not on the day of booking; both limits are included, and infants are told in months."""
    assert sentence == told(constraints, born=born)


@pytest.mark.parametrize(
    ("typed", "is_refused"),
    [("2026-02-28T10:00", True), ("2026-03-01T10:00", False), ("2028-02-28T10:00", False)],
)
def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march(typed: str, *, is_refused: bool) -> None:
    """As `Patient.age_on` counts."""
    assert is_refused is bool(told({"min_age": 18}, born=date(2008, 2, 29), typed=typed))


def test_the_day_is_the_site_s() -> None:
    """Half past eleven at night at one site is the next day at another; wall time decides."""
    adult = replace(FU20, min_age=18)
    patient = replace(SMITH, birth_date=date(2008, 11, 25))
    found = [
        len(patient_fits(propose(typed, patient=patient, visit_type=adult, site=site), knowing(site=site), Policy()))
        for typed, site in (("2026-11-24T23:30", WEST), ("2026-11-25T00:30", MAIN))
    ]
    assert [1, 0] == found  # the same instant


@pytest.mark.parametrize(
    ("wanted", "sex", "sentence"),
    [
        ("", Sex.UNKNOWN, ""),
        ("female", Sex.FEMALE, ""),
        ("male", Sex.MALE, ""),
        ("other", Sex.OTHER, ""),
        ("female", Sex.MALE, "Smith, John is recorded as male; fu20 is for female patients."),
        ("male", Sex.FEMALE, "Smith, John is recorded as female; fu20 is for male patients."),
        ("female", Sex.OTHER, "Smith, John is recorded as other; fu20 is for female patients."),
        ("female", Sex.UNKNOWN, "The sex of Smith, John is not recorded; fu20 is for female patients."),
    ],
)
def test_a_type_may_be_for_one_sex(wanted: str, sex: Sex, sentence: str) -> None:
    """What is not recorded is said, so that somebody asks."""
    assert sentence == told({"sex": wanted}, sex=sex)


def test_everything_that_does_not_fit_is_told() -> None:
    """And the settings say how grave it is."""
    proposal = propose(visit_type=replace(FU20, max_age=17, sex="female"))
    found = patient_fits(proposal, knowing(), Policy(rules=RuleSettings(C11=Severity.HARD)))
    assert [Severity.HARD, Severity.HARD] == [conflict.severity for conflict in found]
    asked = Conflict("C11", Severity.CONFIRM, "The sex of Smith, John is not recorded; fu20 is for female patients.")
    assert (asked,) == patient_fits(propose(visit_type=replace(FU20, sex="female")), knowing(), Policy())
