"""Which line changes a record, and which is about somebody else?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.patients.model import Patient, Phone, Sex
from core.patients.same_person import contradictions
from core.record_ref import PatientId
from core.structs import replace

ANN = Patient(
    PatientId(1),
    "100001",
    "Jones",
    "Ann",
    date(1980, 1, 1),
    Sex.FEMALE,
    phones=(Phone("512-555-0101"),),
    address="12 Elm Street, Austin, TX 78701",
)
MOVED: dict[str, Any] = {"address": "7 Ocean Drive, Miami, FL 33139"}
RANG: dict[str, Any] = {"phones": (Phone("305-555-0102"),)}
MARRIED: dict[str, Any] = {"family": "Okafor"}
MAN: dict[str, Any] = {"sex": Sex.MALE}
BEN: dict[str, Any] = {"given": "Ben"}
BORN_LATER: dict[str, Any] = {"birth_date": date(1994, 7, 23)}
SLIP: dict[str, Any] = {"birth_date": date(1980, 1, 2)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        MOVED,
        RANG,
        MARRIED,
        MOVED | RANG,
        MOVED | RANG | MARRIED,
        MAN,
        SLIP,
        SLIP | MOVED | RANG,
        BORN_LATER,
        {"given": "Anne Marie"} | MOVED | RANG,
        {"family": "Ann", "given": "Jones"} | MOVED | RANG,
        MAN | MOVED,
        {"sex": Sex.UNKNOWN, "phones": (), "address": "", "family": ""},
    ],
)
def test_what_a_life_brings_is_an_update(changes: dict[str, Any]) -> None:
    """Moved, married, another number, a slip put right: under its number the record is changed."""
    assert () == contradictions(ANN, replace(ANN, **changes), by_number=True)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (MAN | MOVED | RANG, ("sex", "phone", "address")),
        (MAN | {"phones": (), "address": ""} | BORN_LATER, ("birth_date", "sex")),
        (BORN_LATER | RANG | {"address": ""}, ("birth_date", "phone")),
        (BORN_LATER | MARRIED, ("family", "birth_date")),
        (BEN | MAN, ("given", "sex")),
        (BEN | MARRIED, ("family", "given")),
        (BEN | BORN_LATER | MAN | MARRIED, ("family", "given", "birth_date", "sex")),
        (BEN | MOVED | {"phones": ()}, ("given", "address")),
    ],
)
def test_what_no_life_brings_at_once_is_somebody_else(changes: dict[str, Any], expected: tuple[str, ...]) -> None:
    """Each field that contradicts is named, also where household and number are the same, as of twins."""
    said = replace(ANN, **changes)
    assert expected == contradictions(ANN, said, by_number=True)


@pytest.mark.parametrize("changes", [{}, MOVED, RANG, {"phones": ()}, {"address": ""}, {"phones": (), "address": ""}])
def test_a_twin_is_somebody_else(changes: dict[str, Any]) -> None:
    """Of the same family, sex and birth date, under one roof: the given name alone tells, spelled how it may be."""
    assert "given" in contradictions(ANN, replace(ANN, **BEN, **changes), by_number=True)
    anna = replace(ANN, given="Anna")
    assert () == contradictions(anna, replace(anna, given="Ana", **changes), by_number=True)


def test_names_and_birth_date_vouch_for_less_than_a_number() -> None:
    """Another sex is enough, unless phone or address speak for the person; moving house is not."""
    assert ("sex",) == contradictions(ANN, replace(ANN, phones=(), address="", sex=Sex.MALE), by_number=False)
    assert ("sex", "phone") == contradictions(ANN, replace(ANN, address="", sex=Sex.MALE, **RANG), by_number=False)
    assert () == contradictions(ANN, replace(ANN, sex=Sex.MALE), by_number=False)
    assert () == contradictions(ANN, replace(ANN, **MOVED, **RANG), by_number=False)


@given(st.sampled_from([{}, MOVED, RANG, MARRIED, MAN, BEN, BORN_LATER, SLIP]), st.booleans())
def test_what_agrees_is_never_named(changes: dict[str, Any], by_number: bool) -> None:  # noqa: FBT001
    """Only what was changed can contradict, and in either direction as much."""
    said = replace(ANN, **changes)
    found = contradictions(ANN, said, by_number=by_number)
    assert found == contradictions(said, ANN, by_number=by_number)
    assert {"phone" if name == "phones" else name for name in changes} >= set(found)
