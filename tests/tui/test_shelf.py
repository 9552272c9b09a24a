"""Does a question come back to the place where it was asked, as this version and the one before wrote it down?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from core.record_ref import RecordRef
from tests.sessions import DraftsInMemory
from tui.drafts.prompt_state import PromptState
from tui.drafts.shelf import Shelf
from tui.selection.place import Day, Place, Slot, read_record, record_text

if TYPE_CHECKING:
    from collections.abc import Mapping

MONDAY = date(2026, 11, 23)


class Asked:
    """A question that can be parked."""

    def state(self) -> PromptState:
        """A word typed."""
        return PromptState("find", "", {"words": "smi"})


@pytest.mark.parametrize(
    "place",
    [
        Place("day", Day("main", MONDAY)),
        Place("day", Day("main", MONDAY), RecordRef("appointment", 12), Slot("main", "lee", datetime(2026, 11, 23, 9))),
        Place("queue", Day("west", MONDAY), RecordRef("appointment", 12)),
        Place("queue"),
        Place("patients", record=RecordRef("patient", 7)),
        Place("patients", record=RecordRef("appointment", 12)),
    ],
    ids=lambda place: place.screen,
)
def test_every_place_comes_back(place: Place) -> None:
    """Screen, day, record and slot are kept as texts."""
    drafts = DraftsInMemory()
    Shelf(drafts).park(Asked(), place)

    assert [place] == [parked.place for parked in Shelf(drafts).parked()]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"@screen": "day", "@site": "main", "@on": "2026-11-23", "@appointment": "12", "@slot": ""},
            Place("day", Day("main", MONDAY), RecordRef("appointment", 12)),
        ),
        (
            {"@screen": "day", "@site": "main", "@on": "2026-11-23", "@appointment": "", "@slot": ""},
            Place("day", Day("main", MONDAY)),
        ),
        ({"@screen": "patients"}, Place("patients")),
        ({"@screen": "day", "@on": "someday", "@appointment": "many"}, Place("day")),
        ({}, Place("")),
    ],
)
def test_what_the_version_before_parked_is_taken_up(fields: Mapping[str, str], expected: Place) -> None:
    """It named an appointment by its number, and nothing on the patients screen; what is no place names none."""
    drafts = DraftsInMemory()
    drafts.let_go(drafts.keep("find", "", {"words": "smi", "@state": "parked", **fields}))

    (parked,) = Shelf(drafts).parked()
    assert (expected, {"words": "smi"}) == (parked.place, parked.kept.fields)


@pytest.mark.parametrize("text", ["", "appointment", "appointment:", ":12", "patient:x", "patient:" + "9" * 20])
def test_what_names_no_record(text: str) -> None:
    """A damaged text stands for nothing highlighted."""
    assert read_record(text) is None
    assert "patient:7" == record_text(read_record("patient:7"))
