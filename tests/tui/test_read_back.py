"""Is whoever is served right after another patient told with the birth date, so that a slip of the row is seen?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.visits.state import Verb
from tests.clinics import book, register
from tests.sessions import a_sitting
from tui.prompts.prompt import Did
from tui.prompts.prompt_bar import PromptBar

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient
    from tests.sessions import Sitting


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """A desk."""
    return a_sitting(tmp_path)


def _arrives(sitting: Sitting, bar: PromptBar, who: Patient, at: str) -> str:
    desk = sitting.workstation.desk
    number = book(desk, who, f"2026-11-23T{at}", actor="ben").appointment.id
    bar.attempt(lambda: Did(desk.visits.do("ana", Verb.ARRIVE, number)))
    told = str(bar.panel(80))
    bar.hush()
    return told


def test_who_comes_right_after_another(sitting: Sitting) -> None:
    """Neither the first, nor the same again, nor somebody served a minute later; names stay hidden where they are."""
    desk, bar = sitting.workstation.desk, PromptBar(sitting.workstation)
    smith, jones, lopez = (register(desk, family, "Ann") for family in ("Smith", "Jones", "Lopez"))
    assert "MRN" not in _arrives(sitting, bar, smith, "11:00")
    sitting.clock.forward(minutes=0.25)
    assert f"MRN {jones.mrn}" in _arrives(sitting, bar, jones, "11:20")
    assert "MRN" not in _arrives(sitting, bar, jones, "14:00")
    sitting.clock.forward(minutes=1)
    assert "MRN" not in _arrives(sitting, bar, lopez, "11:40")
    sitting.workstation.state.privacy = True
    told = _arrives(sitting, bar, smith, "15:00")
    assert f"MRN {smith.mrn}" in told
    assert "Smith" not in told
