"""Is each parked question told with whom it is for, and with nobody's name while names are hidden?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sessions import Sitting, a_sitting
from tui.drafts.prompt_state import PromptState
from tui.prompts.cancel import CancelPrompt
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.parked_words import parked_words
from tui.prompts.patient_form import patient_form

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith and Jones."""
    return a_sitting(tmp_path)


@pytest.mark.parametrize("hidden", [False, True])
def test_whom_it_is_for(sitting: Sitting, *, hidden: bool) -> None:
    """By appointment, by patient and by what was typed."""
    workstation, site = sitting.workstation, sitting.site
    workstation.state.privacy = hidden
    form = patient_form(workstation, site, prefill={"family": "Doe", "given": "Jo"})
    states = (
        MovePrompt(workstation, site, sitting.smith).state(),
        CancelPrompt(workstation, site, (sitting.smith, sitting.jones)).state(),
        CheckInPrompt(workstation, (sitting.jones,)).state(),
        PromptState("book", "", {"patient": str(sitting.jones.patient.id)}),
        form.state(),
        patient_form(workstation, site, patient=sitting.smith.patient).state(),
        PromptState("find", "", {"find": "smi"}),
        PromptState("same-person", f"{sitting.smith.patient.id}-{sitting.jones.patient.id}", {}),
        PromptState("take-back", "", {"act": "undo", "entry": str(sitting.smith.patient.id)}),
    )
    told = [parked_words(workstation, state) for state in states]

    assert (
        [
            "move: SJ", "cancellation: SJ; JA", "check-in: JA", "booking: JA", "new patient: DJ",
            "changes of a record: SJ", "search", "the same person?: SJ; JA", "undo or redo",
        ]
        if hidden
        else [
            "move: Smith, John", "cancellation: Smith, John; Jones, Ann", "check-in: Jones, Ann", "booking: Jones, Ann",
            "new patient: Doe, Jo", "changes of a record: Smith, John", "search",
            "the same person?: Smith, John; Jones, Ann", "undo or redo",
        ]
    ) == told  # fmt: skip


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "4711", "1 1"])
@pytest.mark.parametrize("kind", ["move", "card", "edit-patient", "book", "of-another-version"])
def test_a_record_that_is_gone_is_not_named(sitting: Sitting, kind: str, key: str) -> None:
    """What is damaged or of another version is told without a name, and never ends the desk."""
    assert parked_words(sitting.workstation, PromptState(kind, key, {"patient": key}))


@pytest.mark.parametrize("kind", ["book", "series", "walk-in"])
def test_whom_it_is_for_is_who_was_chosen(sitting: Sitting, kind: str) -> None:
    """And nobody whose number happens to stand in the time, as the second of two hours that are called alike does."""
    slot = "main lee 2026-11-01T01:15:00 1 -"
    chosen = parked_words(sitting.workstation, PromptState(kind, slot, {"patient": str(sitting.jones.patient.id)}))
    nobody = parked_words(sitting.workstation, PromptState(kind, slot, {"patient": ""}))
    assert chosen == f"{nobody}: Jones, Ann"
    assert ":" not in nobody
