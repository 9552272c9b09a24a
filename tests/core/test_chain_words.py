"""Which visits, one after the other, do words mean, and what of them cannot be?"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from core.clinic.model import Clinic, Provider, Site, VisitType
from core.errors import NotFound
from core.patients.model import Patient, Sex
from core.record_ref import PatientId
from core.schedule.model.appointment import Mode
from core.schedule.series.chain_requests import ChainPart, ChainRequest
from core.schedule.series.chain_words import UnderstoodChain, names_several, read_chain
from core.settings.model import Policy

NOW: Final = datetime(2026, 11, 23, 10, 20, tzinfo=ZoneInfo("America/New_York"))
"""A Monday."""
JONES: Final = PatientId(7)
SMITH: Final = Patient(PatientId(8), "100008", "Smith", "Eve", date(2019, 1, 2), Sex.FEMALE)
CLINIC: Final = Clinic(
    sites={
        "main": Site("main", "Main Street", "America/New_York"),
        "west": Site("west", "West Side", "America/Chicago"),
    },
    providers={
        "lee": Provider("lee", "Lee, Dana", skills=("cardio",)),
        "ito": Provider("ito", "Ito, Ken", skills=("cardio",)),
        "quist": Provider("quist", "Quist, Bo"),
        "gone": Provider("gone", "Gone, Al", skills=("cardio",), retired=True),
    },
    visit_types={
        "lab10": VisitType("lab10", "Laboratory", 10),
        "img30": VisitType("img30", "Imaging", 30),
        "fu20": VisitType("fu20", "Follow-up", 20, modes=("in-person", "telehealth")),
    },
)


def member(ref: str) -> Patient:
    """Eve is all of the family."""
    if ref != SMITH.mrn:
        raise NotFound(f"There is no patient {ref}.")
    return SMITH


def read(words: str) -> UnderstoodChain:
    """The words as Jones's visits."""
    return read_chain(words, CLINIC, now=NOW, policy=Policy(), patient=JONES, member=member)


LAB: Final = ChainPart("lab10")
IMAGING: Final = ChainPart("img30")
READ: Final[list[tuple[str, tuple[ChainPart, ...], dict[str, Any]]]] = [
    ("lab10 then img30", (LAB, IMAGING), {}),
    ("lab10 THEN img30 then lab10", (LAB, IMAGING, LAB), {}),
    ("laboratory then imaging", (LAB, IMAGING), {}),
    ("lab10 quist then img30 lee ito", (ChainPart("lab10", ("quist",)), ChainPart("img30", ("lee", "ito"))), {}),
    ("lab10 then img30 cardio", (LAB, ChainPart("img30", ("lee", "ito"))), {}),
    ("lab10 then img30 10-40min", (LAB, ChainPart("img30", least=10, most=40)), {}),
    ("lab10 then 10 - 40 minutes img30", (LAB, ChainPart("img30", least=10, most=40)), {}),
    ("lab10 then img30 within 30 min", (LAB, ChainPart("img30", most=30)), {}),
    ("lab10 then img30 at once", (LAB, ChainPart("img30", most=0)), {}),
    ("lab10 then img30 45min within 15min", (LAB, ChainPart("img30", most=15, minutes=45)), {}),
    ("lab10 then fu20 telehealth", (LAB, ChainPart("fu20", mode=Mode.TELEHEALTH)), {}),
    ("lab10 then lab10 @100008", (LAB, ChainPart("lab10", patient=SMITH.id)), {}),
    ("lab10 then img30 tom", (LAB, IMAGING), {"first": date(2026, 11, 24), "last": date(2026, 11, 24)}),
    ("lab10 tom then img30 tom", (LAB, IMAGING), {"first": date(2026, 11, 24), "last": date(2026, 11, 24)}),
    ("lab10 tue thu then img30", (LAB, IMAGING), {"weekdays": (1, 3)}),
    ("lab10 am then img30", (LAB, IMAGING), {"finish": time(12)}),
    ("lab10 then img30, thu 9-11", (LAB, IMAGING), {"weekdays": (3,), "begin": time(9), "finish": time(11)}),
    ("lab10 then img30 west", (LAB, IMAGING), {"site": "west"}),
    ("lab10 2w then img30", (LAB, IMAGING), {"first": date(2026, 12, 7)}),
    ("lab10 then", (LAB,), {}),
    ("then lab10", (LAB,), {}),
]


@pytest.mark.parametrize(("words", "parts", "for_all"), READ, ids=[words for words, _, _ in READ])
def test_read(words: str, parts: tuple[ChainPart, ...], for_all: dict[str, Any]) -> None:
    """Each visit as a slot search reads it; days, hours and site hold for all, whichever they are said with."""
    understood = read(words)
    assert () == understood.unread
    assert ChainRequest(JONES, parts, **for_all) == understood.request


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lab10 then frob", "“frob” is no provider"),
        ("lab10 img30 then fu20", "is a second visit type"),
        ("lab10 tom then img30 wed", "Type them once"),
        ("lab10 am then img30 pm", "Type them once"),
        ("lab10 main then img30 west", "Type them once"),
        ("lab10 10-40min then img30", "10-40min has no visit before it"),
        ("second lab10 then img30", "Leave it out"),
        ("lab10 then lab10 @999", "There is no patient 999"),
    ],
)
def test_what_cannot_be_read(words: str, said: str) -> None:
    """It is told with what to type, and the visits are read all the same."""
    understood = read(words)
    assert any(said in one.sentence for one in understood.unread)
    assert 2 == len(understood.request.parts)


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("", False),
        ("lab10", False),
        ("then", False),
        ("lab10 then", True),
        ("lab10 then img30", True),
        ("lab10 Then img30", True),
        ("lab10 thenar", False),
        ("athens then", True),
        ("lab10 athens", False),
    ],
)
def test_several_are_meant(words: str, several: bool) -> None:  # noqa: FBT001 - a row of the table
    """Where the word then stands behind another."""
    assert several is names_several(words)
