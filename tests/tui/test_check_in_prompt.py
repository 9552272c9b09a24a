"""The gate: what does a key settle, what takes it back, and is nothing recorded before Enter?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.record_ref import RecordRef
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import Waiver
from core.structs import replace
from core.visits.state import Verb
from tests.sessions import Sitting, a_sitting
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.prompt import STAY, Close, Did
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext

if TYPE_CHECKING:
    from pathlib import Path

    from core.schedule.model.visit import ScheduledVisit


ONE_DAY = timedelta(days=1)


def press(prompt: CheckInPrompt, *keys: str) -> None:
    """Keys that come to nothing outside the gate."""
    for key in keys:
        assert STAY is prompt.key(key, key if len(key) == 1 else None)


def told(prompt: CheckInPrompt) -> str:
    """The panel as text."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


def now(sitting: Sitting, scheduled: ScheduledVisit) -> ScheduledVisit:
    """The visit as it is now."""
    return sitting.workstation.desk.schedule.appointment("ana", scheduled.appointment.id)


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith and Jones, both with identity and demographics due."""
    return a_sitting(tmp_path)


def gate(sitting: Sitting, *visits: ScheduledVisit) -> CheckInPrompt:
    """The gate before Jones, or before those named."""
    return CheckInPrompt(sitting.workstation, visits or (sitting.jones,))


def test_the_keys_are_a_clinics_own(tmp_path: Path) -> None:
    """What is given to verifying and waiving does it, is named in hint and refusal, and the usual key does not."""
    own = a_sitting(tmp_path, keys={"verify_item": ("v",), "waive_item": ("F8",)})
    prompt = gate(own)
    assert "v verified F8 waive" in " ".join("".join(text for text, _ in prompt.hint()).split())
    press(prompt, "y", "w")
    assert 2 == told(prompt).count("[ ]")
    with pytest.raises(BadInput, match="v verifies the line highlighted, F8 waives it"):
        prompt.key("enter", None)
    press(prompt, "v")
    prompt.key("f8", None)
    press(prompt, "k")
    assert ["[y]", "[w]"] == [mark for mark in ("[y]", "[w]") if mark in told(prompt)]
    assert isinstance(prompt.key("enter", None), Did)


def test_a_line_an_item_and_the_first_open_one_highlighted(sitting: Sitting) -> None:
    """Each with its state; below, what to ask for the one highlighted."""
    rows = told(gate(sitting)).splitlines()

    assert ">[ ] identity      Identity has not been verified yet. " in rows
    assert " [ ] demographics  Address, phone and contact have never been confirmed. " in rows
    assert "     Ask for the full name and the birth date, or see a card with a photo." == rows[-1]


def test_y_ticks_and_the_same_key_takes_it_back(sitting: Sitting) -> None:
    """A ticked line stays, with who and when; the next open one is highlighted."""
    prompt = gate(sitting)
    press(prompt, "y")
    assert " [y] identity      verified 10:20 by ana " in told(prompt)
    assert ">[ ] demographics" in told(prompt)
    press(prompt, "up", "y")
    assert ">[ ] identity      Identity has not been verified yet." in told(prompt)


def test_w_waives_with_a_reason_and_takes_it_back(sitting: Sitting) -> None:
    """Its letter, or the arrows and Enter; Shift+Tab asks no more."""
    prompt = gate(sitting)
    press(prompt, "w", "shift+tab", "w", "k")
    assert "[w] identity      waived 10:20 by ana: Known to the desk" in told(prompt)
    press(prompt, "w", "down", "enter", "up", "w")
    assert "[ ] identity" in told(prompt)
    assert "[w] demographics" in told(prompt)


def test_nothing_is_recorded_before_enter_and_nothing_open_passes(sitting: Sitting) -> None:
    """Enter names what is open; left, the record is as it was."""
    prompt = gate(sitting)
    press(prompt, "y")
    with pytest.raises(BadInput, match=r"Still open: demographics\. y verifies"):
        prompt.key("enter", None)
    assert Close() == prompt.key("ctrl+x", None)
    assert now(sitting, sitting.jones).patient == sitting.jones.patient


@pytest.mark.parametrize("key", ["i", "d", "I", "D", "c", "u", "x", "Y", "W", "space"])
def test_no_other_letter_settles_anything(sitting: Sitting, key: str) -> None:
    """Least of all those that look at details or begin an item's name elsewhere."""
    prompt = gate(sitting)
    press(prompt, *[key] * 3)
    assert 2 == told(prompt).count("[ ]")


def test_what_was_settled_is_recorded_named_and_taken_back_as_one(sitting: Sitting) -> None:
    """Sentence, history and waiver name it; undo gives record and visit back, and redo does it again."""
    desk, prompt = sitting.workstation.desk, gate(sitting)
    press(prompt, "y", "w", "k")
    outcome = prompt.key("enter", None)

    assert isinstance(outcome, Did)
    sentence = "Jones, Ann checked in 10:20; identity verified, demographics waived: Known to the desk."
    assert sentence == outcome.change.sentence
    here = now(sitting, sitting.jones)
    assert here.visit
    assert (sitting.clock.now(), None) == (here.patient.identity_verified_at, here.patient.demographics_confirmed_at)
    assert (Waiver("demographics", "known"),) == here.visit.waivers
    entries = desk.journal.entries_on("ana", RecordRef("patient", here.patient.id))
    assert sentence == entries[-1].sentence
    assert f"Undone: {sentence}" == desk.journal.undo("ana").sentence
    before = now(sitting, sitting.jones)
    assert (None, AppointmentStatus.BOOKED) == (before.patient.identity_verified_at, before.appointment.status)
    desk.journal.redo("ana")
    assert now(sitting, sitting.jones).patient.identity_verified_at


def test_a_batch_passes_one_gate(sitting: Sitting) -> None:
    """A line for what is due of each, with the name; each record says only what was verified of it."""
    desk, numbers = sitting.workstation.desk, (sitting.smith, sitting.jones)
    prompt = gate(sitting, *numbers)
    assert "2 to check in, 2 of them with something due" in told(prompt)
    assert ">[ ] Smith, John          identity" in told(prompt)
    press(prompt, "y", "y", "w", "k", "y")
    outcome = prompt.key("enter", None)

    assert isinstance(outcome, Did)
    assert (
        "2 checked in: Smith, John (identity, demographics verified); "
        "Jones, Ann (demographics verified, identity waived: Known to the desk)."
    ) == outcome.change.sentence
    smith, jones = (now(sitting, one) for one in numbers)
    assert smith.patient.identity_verified_at
    assert jones.patient.identity_verified_at is None
    assert jones.visit
    assert (Waiver("identity", "known"),) == jones.visit.waivers
    desk.journal.undo("ana")
    assert [None, None] == [now(sitting, one).patient.identity_verified_at for one in numbers]


def test_what_was_verified_before_is_told_with_its_age(sitting: Sitting) -> None:
    """And is no line to be ticked."""
    desk, clock = sitting.workstation.desk, sitting.clock
    seen = desk.patients.by_id("ana", sitting.jones.patient.id)
    desk.patients.edit("ana", seen.id, {"identity_verified_at": True}, rev=seen.rev)
    ages = []
    for days in (0, 1, 41):
        view = replace(sitting.workstation.view, now=clock.now())
        sitting.workstation.state.view = replace(view, now=view.now.replace(hour=12) + days * ONE_DAY)
        prompt = CheckInPrompt(sitting.workstation, (now(sitting, sitting.jones),))
        ages.append(next(line for line in told(prompt).splitlines() if "identity" in line).split("identity")[1].strip())
        press(prompt, "up", "y")
        assert "[y] demographics" in told(prompt)
    assert ["verified today", "verified yesterday", "verified 41 days ago"] == ages


def test_what_another_desk_verifies_is_asked_no_more(sitting: Sitting) -> None:
    """While its waiver is asked for, too; what was settled here stays."""
    desk, prompt = sitting.workstation.desk, gate(sitting)
    press(prompt, "down", "y", "w")
    seen = desk.patients.by_id("mei", sitting.jones.patient.id)
    desk.patients.edit("mei", seen.id, {"identity_verified_at": True}, rev=seen.rev)
    prompt.refresh()
    assert "ok identity      verified today" in told(prompt)
    assert "[y] demographics" in told(prompt)
    outcome = prompt.key("enter", None)
    assert isinstance(outcome, Did)
    assert "Jones, Ann checked in 10:20; demographics verified." == outcome.change.sentence


def test_a_gate_that_failed_keeps_what_was_settled(sitting: Sitting) -> None:
    """Another desk changed the visit meanwhile: it is told, and Enter once more checks in."""
    desk, prompt = sitting.workstation.desk, gate(sitting)
    press(prompt, "y", "y")
    desk.visits.do("ben", Verb.ARRIVE, sitting.jones.appointment.id)
    with pytest.raises(Exception, match="ben"):
        prompt.key("enter", None)
    assert isinstance(prompt.key("enter", None), Did)


def test_parked_and_taken_up_it_is_as_it_stood(sitting: Sitting) -> None:
    """What was verified, waived and when, the line highlighted, the reason asked for."""
    sitting.clock.forward(minutes=5)
    prompt = gate(sitting, sitting.smith, sitting.jones)
    press(prompt, "y", "w", "k", "down", "w")
    sitting.clock.forward(minutes=60)
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt

    assert isinstance(again, CheckInPrompt)
    assert told(prompt) == told(again)
    assert "verified 10:25 by ana" in told(again)
    assert prompt.state() == again.state()
