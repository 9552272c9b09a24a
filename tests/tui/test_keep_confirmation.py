"""Does one key of the move's question keep what the patient confirmed, and is it said what becomes of it?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.errors import BadInput
from core.record_ref import AppointmentId
from core.schedule.model.appointment import Confirmation
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import Policy
from storage.store import SqliteStore
from tests.clinics import FakeClock
from tests.command_line import CommandLine
from tests.desk.asking import set_confirmation
from tests.pty.clinic import a_morning
from tests.sessions import Sitting, a_sitting
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import STAY, Did
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith has confirmed, Jones was never asked."""
    sitting = a_sitting(tmp_path)
    set_confirmation(SqliteStore(tmp_path / "clinic.db"), sitting.smith, Confirmation.CONFIRMED)
    return sitting


def moving(sitting: Sitting, scheduled: ScheduledVisit) -> MovePrompt:
    """The question about that visit as it is now, with a free time typed."""
    now = sitting.workstation.desk.schedule.appointment("ana", scheduled.appointment.id)
    prompt = MovePrompt(sitting.workstation, sitting.site, now)
    for letter in "11:30":
        prompt.key(letter, letter)
    return prompt


def told(prompt: MovePrompt) -> str:
    """The panel as text."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


def moved(prompt: MovePrompt) -> Confirmation:
    """What the confirmation is once Enter was pressed."""
    done = prompt.key("enter", None)
    assert isinstance(done, Did)
    scheduled = done.change.only(ScheduledVisit)
    assert scheduled is not None
    return scheduled.appointment.confirmation


def test_a_move_says_that_it_resets_the_confirmation(sitting: Sitting) -> None:
    """And with which key it is kept; nothing pressed, it is reset."""
    prompt = moving(sitting, sitting.smith)
    assert "confirmed: to be asked anew at the new time. Ctrl+F keeps it" in told(prompt)
    assert Confirmation.NONE is moved(prompt)


def test_one_key_keeps_it_and_the_same_gives_it_up(sitting: Sitting) -> None:
    """Nothing is recorded before Enter."""
    prompt = moving(sitting, sitting.smith)
    seen = []
    for _ in range(3):
        assert STAY is prompt.key("ctrl+f", None)
        seen.append("confirmed: kept for the new time" in told(prompt))
    assert [True, False, True] == seen
    assert Confirmation.CONFIRMED is moved(prompt)


def test_it_is_kept_when_the_question_is_parked(sitting: Sitting) -> None:
    """Taken up again, what was said holds."""
    prompt = moving(sitting, sitting.smith)
    prompt.key("ctrl+f", None)
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    assert isinstance(again, MovePrompt)
    assert Confirmation.CONFIRMED is moved(again)


def test_where_nobody_was_asked_there_is_nothing_to_keep(sitting: Sitting) -> None:
    """The panel says nothing of it, and the key says why it does nothing."""
    prompt = moving(sitting, sitting.jones)
    assert "new time" not in told(prompt)
    with pytest.raises(BadInput, match="no confirmation to keep"):
        prompt.key("ctrl+f", None)
    assert Confirmation.NONE is moved(prompt)


def test_on_the_screen_it_is_one_key(tmp_path: Path) -> None:
    """`m`, the time, Ctrl+F, Enter; also while the arrows carry the visit."""
    counter = a_morning(tmp_path)
    (smith,) = [one for one in counter.desk.visits.queue("ana", site="main") if one.patient.family == "Smith"]
    set_confirmation(SqliteStore(counter.path), smith, Confirmation.CONFIRMED)
    with counter.open() as terminal:
        terminal.press("m", "down", "down", "down", "down", "down", "ctrl+f")
        terminal.wait_for("confirmed: kept for the new time")
        terminal.press("enter")
        terminal.wait_for("Moved Smith, John")
    with closing(sqlite3.connect(counter.path)) as db:
        assert ("confirmed",) == db.execute(
            "SELECT confirmation FROM appointment WHERE id = ?", (smith.appointment.id,)
        ).fetchone()


@pytest.mark.parametrize(("options", "expected"), [((), "none"), (("--keep-confirmation",), "confirmed")])
def test_the_option_does_the_same(clinicdesk: CommandLine, options: tuple[str, ...], expected: str) -> None:
    """A move by the command line resets it too, unless the option is given."""
    number = clinicdesk.booked(clinicdesk.patient())
    with SqliteStore(clinicdesk.database) as store:
        booked = Desk(store, FakeClock(), Policy(), RoleAuthorization()).schedule.appointment(
            "ana", AppointmentId(number)
        )
        set_confirmation(store, booked, Confirmation.CONFIRMED)
    ran = clinicdesk.json("move", number, "--start", "2026-11-23T11:30", *options)
    assert expected == ran.result["confirmation"]
