"""Is it written down before a record is shown at the desk, and is none shown where that cannot be?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import DatabaseUnusable
from storage.sqlite.access_log import SqliteAccessLog, access_path
from tests.clinics import register
from tests.open_desk import open_desk
from tests.sessions import Sitting, a_sitting
from tui.bootstrap import make_practice_clinic
from tui.prompts.book import BookPrompt
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.find import CardPrompt
from tui.prompts.history import HistoryPrompt
from tui.prompts.patient_form import patient_form
from tui.prompts.picker import PatientPicker
from tui.prompts.walk_in import WalkInPrompt
from tui.screens.patient_sheet import open_sheet
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.patients.model import Patient
    from tui.prompts.record_form import RecordForm

NOW: Final = "2026-11-23T10:23"


def typed_alike(sitting: Sitting) -> RecordForm[Patient]:
    """The form of a new patient who has Smith's names and birth date, saved, so that both are compared."""
    smith = sitting.smith.patient
    prefill = {"family": smith.family, "given": smith.given, "birth_date": smith.birth_date.isoformat(), "sex": "male"}
    form = patient_form(sitting.workstation, sitting.site, prefill=prefill)
    form.key("ctrl+o", None)
    return form


def typed_number(sitting: Sitting) -> None:
    """Smith's whole MRN in the box."""
    PatientPicker(sitting.workstation, sitting.site).search_again({"find": sitting.smith.patient.mrn})


OPEN: Final[dict[str, Callable[[Sitting], object]]] = {
    "card": lambda one: CardPrompt(one.workstation, one.site, one.smith.patient),
    "form": lambda one: patient_form(one.workstation, one.site, patient=one.smith.patient),
    "history": lambda one: HistoryPrompt(one.workstation, one.site, one.smith, rows=9, width=80),
    "sheet": lambda one: open_sheet(one.workstation, one.smith.patient),
    "find": typed_number,
    "look-alike": typed_alike,
    "book": lambda one: BookPrompt(one.workstation, one.site, patient=one.smith.patient),
    "walk-in": lambda one: WalkInPrompt(one.workstation, one.site, patient=one.smith.patient),
    "check-in": lambda one: CheckInPrompt(one.workstation, [one.smith]),
}


@pytest.mark.parametrize("way", OPEN)
def test_what_shows_more_of_a_record_than_a_list_is_written_down(tmp_path: Path, way: str) -> None:
    """Once, as what it was; also where nothing is saved in the end."""
    sitting = a_sitting(tmp_path)
    OPEN[way](sitting)
    openings = SqliteAccessLog(tmp_path / "clinic.db").of_records([sitting.smith.patient.id], since=None)
    assert [("ana", way)] == [(one.actor, one.way) for one in openings]


@pytest.mark.parametrize("way", OPEN)
def test_what_cannot_be_written_down_is_not_shown(tmp_path: Path, way: str) -> None:
    """Whoever comes through the account's command could bring that about: a limit on files of theirs is enough."""
    sitting = a_sitting(tmp_path)
    access_path(tmp_path / "clinic.db").mkdir()
    with pytest.raises(DatabaseUnusable, match="is not shown"):
        OPEN[way](sitting)


def test_each_record_that_is_compared_is_written_down(tmp_path: Path) -> None:
    """When it is shown, and once."""
    sitting = a_sitting(tmp_path)
    smith, other = sitting.smith.patient, register(sitting.workstation.desk)
    form = typed_alike(sitting)
    for key in ("right", "left", "right"):
        form.key(key, None)
    log = SqliteAccessLog(tmp_path / "clinic.db")
    assert [1, 1] == [len(list(log.of_records([one.id], since=None))) for one in (smith, other)]


def test_a_desk_goes_on_where_nothing_can_be_written_down(tmp_path: Path) -> None:
    """It says why the record is not shown, by whatever key it is asked for."""
    database = tmp_path / "clinic.db"
    make_practice_clinic(LaunchOptions(db=str(database), now=NOW), {}, patients=200, days=1, seed=1)
    access_path(database).unlink(missing_ok=True)
    access_path(database).mkdir()

    async def press() -> None:
        async with open_desk(database, size=(120, 30), now=NOW) as desk:
            await desk.press("f3", "down")
            for key in ("h", "i", "e"):
                await desk.press(key)
                await desk.wait_for("is not shown")
                await desk.press("down")
            await desk.press("f4")
            await desk.type("smi")
            await desk.press("enter")
            await desk.wait_for("is not shown")

    asyncio.run(press())
