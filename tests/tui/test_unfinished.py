"""Which forms that were left are still offered once somebody was registered?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.journal.change import Change
from core.patients.fields import new_patient
from tests.sessions import DraftsInMemory, a_sitting
from tui.drafts.shelf import Shelf
from tui.prompts.patient_form import NEW, patient_form
from tui.screens.unfinished import forget_registered, unfinished
from tui.selection.place import Place

if TYPE_CHECKING:
    from pathlib import Path

REGISTERED = {"family": "Doe", "given": "Jo", "birth_date": "3/14/1984", "phone.0.number": "617 555 0123"}


@pytest.mark.parametrize(
    ("left", "stays"),
    [
        ({"family": "Doe", "given": "Jo", "birth_date": "3/14/1984"}, False),
        ({"family": "doe", "given": "JO", "birth_date": "14mar84"}, False),
        ({"family": "Doe", "given": "Jo", "birth_date": "3/15/1984"}, True),
        ({"family": "Doe", "given": "Jo", "birth_date": "3/14/1984", "email": "jo@example.com"}, True),
        ({"family": "Doe", "given": "Jo"}, True),
    ],
)
def test_what_was_left_goes_once_every_word_of_it_is_registered(
    tmp_path: Path,
    left: dict[str, str],
    stays: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """What the record does not say, and who may be somebody else, is kept."""
    sitting = a_sitting(tmp_path)
    workstation, shelf = sitting.workstation, Shelf(DraftsInMemory())
    form = patient_form(workstation, sitting.site, prefill=left)
    shelf.see(form, Place("patients"))
    shelf.see(None, Place("patients"), left=form)
    assert 1 == len(shelf.left(NEW))
    texts = patient_form(workstation, sitting.site, prefill=REGISTERED)
    values = texts._texts.values_of_new(texts.texts)
    change = workstation.desk.patients.register("ana", new_patient(values), anyway=True)
    assert isinstance(change, Change)
    forget_registered(workstation, shelf, change)
    assert stays is bool(shelf.left(NEW))


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({"family": "doe", "given": "Jo", "birth_date": "3/14/1984"}, []),
        (
            {"family": "Doe", "given": "Jo", "birth_date": "3/14/1984", "email": "jo@example.com"},
            ["new patient Doe, Jo 3/14/1984: registered meanwhile, MRN 100003"],
        ),
        ({"family": "Doe", "given": "Jo", "birth_date": "3/15/1984"}, ["new patient Doe, Jo 3/15/1984"]),
        ({"family": "Doe", "given": "Jo"}, ["new patient Doe, Jo"]),
    ],
)
def test_who_was_registered_at_another_desk_is_said_or_gone(
    tmp_path: Path, left: dict[str, str], told: list[str]
) -> None:
    """Gone is what the record says whole; of what it does not it is said whose record there is."""
    sitting = a_sitting(tmp_path)
    workstation, shelf = sitting.workstation, Shelf(DraftsInMemory())
    form = patient_form(workstation, sitting.site, prefill=left)
    shelf.see(form, Place("patients"))
    shelf.see(None, Place("patients"), left=form)
    texts = patient_form(workstation, sitting.site, prefill=REGISTERED)
    workstation.desk.patients.register("ben", new_patient(texts._texts.values_of_new(texts.texts)), anyway=True)
    assert told == [one.what for one in unfinished(workstation, shelf)]
    assert len(told) == len(shelf.left(NEW))
