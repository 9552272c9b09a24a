"""What of the words searched for begins the form of a new patient?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.patients.fields import PATIENT
from tests.sessions import a_sitting
from tui.prompts.prefill import names_somebody, prefill
from tui.prompts.record_texts import key_of
from tui.prompts.registering import new_patient_form

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "family", "given", "born", "phone"),
    [
        ("Smith", "Smith", "", "", ""),
        ("Smith John 3/14/1984", "Smith", "John", "3/14/1984", ""),
        ("3/14 smith", "Smith", "", "3/14", ""),
        ("smith, john 3/14 617 555 0123", "Smith", "John", "3/14", "617 555 0123"),
        ("Garcia Lopez, Ana", "Garcia Lopez", "Ana", "", ""),
        ("de la Cruz Ana 14mar84", "de la Cruz", "Ana", "14mar84", ""),
        ("Nguyen 14 mar 1984 (617) 555-0123", "Nguyen", "", "14 mar 1984", "(617) 555-0123"),
        ("O'Neil Zoë Anne", "O'Neil", "Zoë Anne", "", ""),
        ("van", "Van", "", "", ""),
        ("van der berg ann", "van der Berg", "Ann", "", ""),
        ("mcdonald ann marie 14mar84", "McDonald", "Ann Marie", "14mar84", ""),
        ("Smith ann", "Smith", "ann", "", ""),
        ("/smith john", "Smith", "John", "", ""),
        ("smith / john 3/14", "Smith", "John", "3/14", ""),
        ("May June", "May", "June", "", ""),
        ("berg may 5/6/1970", "Berg", "May", "5/6/1970", ""),
        ("berg jan 5/6/1970", "Berg", "Jan", "5/6/1970", ""),
        ("novak april 12/2/1980", "Novak", "April", "12/2/1980", ""),
        ("5/6/1970 june mar", "June", "Mar", "5/6/1970", ""),
        ("dupont 13 août 1988", "Dupont", "", "13August1988", ""),
        ("nguyen mai 3/14/1984", "Nguyen", "Mai", "3/14/1984", ""),
        ("mayo 3 de mayo de 1990", "Mayo", "", "3May1990", ""),
        ("berg may 14 1984", "Berg", "", "may 14 1984", ""),
        ("5/6/88/de la cruz", "de la Cruz", "", "5/6/88", ""),
        ("cruz/ana/5/6/88", "Cruz", "Ana", "5/6/88", ""),
        ("smith john 617 555 0123 3/14/1984", "Smith", "John", "3/14/1984", "617 555 0123"),
        ("smith 617 555 0123 1984", "Smith", "", "1984", "617 555 0123"),
        ("M-1042 smith", "Smith", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_the_words_stand_where_they_belong(typed: str, family: str, given: str, born: str, phone: str) -> None:
    """As they were typed; where all was small, as names are usually written."""
    found = prefill(typed, order=DateOrder.MDY, today=TODAY).texts
    fields = ("family", "given", "birth_date", "phone.0.number")
    assert (family, given, born, phone) == tuple(found.get(name, "") for name in fields)


@pytest.mark.parametrize(
    ("typed", "expected"), [("smith", True), ("3/14 smith", True), ("3/14/1984", False), ("100967", False), ("", False)]
)
def test_somebody_was_looked_for_by_name(typed: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A date or a number alone does not find who is there under another."""
    assert expected is names_somebody(typed, order=DateOrder.MDY, today=TODAY)


@given(st.text(max_size=40), st.sampled_from(DateOrder))
def test_any_words_are_taken(typed: str, order: DateOrder) -> None:
    """Nothing typed into the box breaks the form, and only its fields are filled."""
    found = prefill(typed, order=order, today=TODAY).texts
    assert {key_of(name) for name in found} <= set(PATIENT.keys)
    assert all(text.strip() for text in found.values())


@pytest.mark.parametrize(
    ("typed", "unplaced"),
    [
        ("M-1042 smith", ("M-1042",)),
        ("smith 2/30", ("2/30",)),
        ("smith 3/14/1984 3/15/1984", ("3/15/1984",)),
        ("smith 617 555 0123 x 617 555 0199", ("617 555 0199",)),
        ("smith john 3/14", ()),
    ],
)
def test_what_has_no_place_is_told(typed: str, unplaced: tuple[str, ...]) -> None:
    """Nothing that was typed is lost without a word."""
    assert unplaced == prefill(typed, order=DateOrder.MDY, today=TODAY).unplaced


MIXED = (
    "berg",
    "may",
    "jan",
    "de",
    "cruz",
    "3/14/1984",
    "2/30",
    "14",
    "1984",
    "617",
    "555",
    "0123",
    "m-1042",
    "5/6/88/de",
)


@given(st.lists(st.sampled_from(MIXED), max_size=9))
def test_every_letter_and_digit_stands_somewhere(words: list[str]) -> None:
    """In a field, or among what is told."""
    begun = prefill(" ".join(words), order=DateOrder.MDY, today=TODAY)
    told = "".join([*begun.texts.values(), *begun.unplaced])
    assert sorted(filter(str.isalnum, "".join(words))) == sorted(filter(str.isalnum, told.lower()))


def test_what_has_no_place_stands_above_the_form(tmp_path: Path) -> None:
    """Also once something else is said there."""
    sitting = a_sitting(tmp_path)
    form = new_patient_form(sitting.workstation, sitting.site, "berg may 5/6/1970 m-1042")
    form.refresh()
    assert "Typed, and in no field: m-1042" in str(form.panel())
    form.key("ctrl+r", None)
    assert "Typed, and in no field: m-1042" in str(form.panel())
