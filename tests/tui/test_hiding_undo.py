"""Is nobody named where names are hidden, whatever an act meets that is taken back?

A single name looks like no name: it is hidden only where it is known whom a sentence is about.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from core.journal.model import EntryId
from core.patients.model import PatientStatus
from core.visits.state import Verb
from tests.clinics import book, register
from tests.sessions import a_sitting
from tui.commands.journal import undo
from tui.prompts.override import OverridePrompt
from tui.prompts.prompt_bar import PromptBar
from tui.prompts.restore_context import RestoreContext

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient
    from tests.sessions import Sitting
    from tui.commands.context import CommandContext


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """A desk that hides names."""
    made = a_sitting(tmp_path)
    made.workstation.state.privacy = True
    return made


def _undo(sitting: Sitting, count: int = 1) -> PromptBar:
    """The foot of a screen on which nobody is highlighted, after the key."""
    sitting.workstation.state.done_here.update(map(EntryId, range(1, 100)))
    bar = PromptBar(sitting.workstation)
    context = cast("CommandContext", SimpleNamespace(workstation=sitting.workstation, count=count))
    bar.attempt(lambda: undo(context))
    return bar


def _cancelled(sitting: Sitting, family: str, at: str) -> Patient:
    desk = sitting.workstation.desk
    who = register(desk, family, "")
    desk.visits.do("ana", Verb.CANCEL, book(desk, who, at).appointment.id, reason="sick")
    return who


def test_several_acts_at_once(sitting: Sitting) -> None:
    """Not only the patient of the last one."""
    for family, at in (("Suharto", "2026-11-24T10:00"), ("Sukarno", "2026-11-24T11:00")):
        _cancelled(sitting, family, at)
    said = _undo(sitting, 4).said
    assert said.startswith("4 acts undone: S; S")
    assert "Su" not in said


def test_an_act_that_may_not_be_taken_back(sitting: Sitting) -> None:
    """Whom the rule names, and who was first."""
    desk, who = sitting.workstation.desk, _cancelled(sitting, "Suharto", "2026-11-24T10:00")
    desk.patients.edit("ben", who.id, {"no_booking": True}, rev=who.rev)
    assert "Not undone: S is marked as not to be booked." == _undo(sitting).said
    book(desk, register(desk, "Sukarno", ""), "2026-11-24T11:00", actor="ben")
    assert "Somebody was first: Booked S, fu20" in _undo(sitting).said


def test_a_reason_that_is_asked_for(sitting: Sitting) -> None:
    """Also where the question was put aside."""
    workstation = sitting.workstation
    desk, (who, other) = workstation.desk, [register(workstation.desk, family, "") for family in ("Suharto", "Sukarno")]
    missed = book(desk, who, "2026-11-23T11:00")
    sitting.clock.forward(minutes=54)
    desk.visits.do("ana", Verb.NO_SHOW, missed.appointment.id)
    book(desk, other, "2026-11-23T11:15", actor="ben")
    desk.patients.edit("ben", who.id, {"status": PatientStatus.RESTRICTED}, rev=who.rev)
    asked = _undo(sitting).prompt
    assert isinstance(asked, OverridePrompt)
    again = OverridePrompt.from_state(asked.state(), RestoreContext(workstation, sitting.site)).prompt
    for prompt in (asked, again):
        assert "The record of S is restricted." in str(prompt.panel())
        assert "Su" not in str(prompt.panel())
