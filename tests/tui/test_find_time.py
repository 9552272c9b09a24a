"""Finding free time: what do words, arrows and Enter come to, and is a question put aside asked again as it was?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.structs import replace
from tests.clinics import USERS, visit_of
from tests.sessions import Sitting, a_sitting
from tui.desk_state import DeskState
from tui.prompts.book import BookPrompt
from tui.prompts.find_time import FindTimePrompt
from tui.prompts.inspect import InspectPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import STAY, Close, Did, Go, Open
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext
from tui.selection.place import Slot
from tui.selection.selection import ScreenKind, Selection

if TYPE_CHECKING:
    from pathlib import Path

    from tui.prompts.prompt import Outcome, Prompt

DAY = ScreenKind("day", frozenset({"appointment"}))


def press(prompt: Prompt, *keys: str) -> Outcome:
    """What the last of the keys comes to."""
    outcome: Outcome = STAY
    for key in keys:
        outcome = prompt.key(key, key if len(key) == 1 else {"exclamation_mark": "!"}.get(key))
    return outcome


def told(prompt: Prompt) -> str:
    """The panel as text."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith at 10:20 and Jones at 10:40 with Lee, who is free from 11:00 on."""
    return a_sitting(tmp_path)


def finding(sitting: Sitting, words: str = "", *, for_smith: bool = True) -> FindTimePrompt:
    """The question, with words typed."""
    patient = sitting.smith.patient if for_smith else None
    prompt = FindTimePrompt(sitting.workstation, sitting.site, patient=patient)
    press(prompt, *words)
    return prompt


def test_openings_with_every_letter(sitting: Sitting) -> None:
    """What was understood, and what it finds, before anything is typed too."""
    assert "Follow-up (fu20, 20 min)" in told(finding(sitting))
    prompt = finding(sitting, "lee")
    assert "with Lee" in told(prompt)
    assert ">Mon 23 Nov 11:00" in told(prompt)
    assert " Mon 23 Nov 11:20" in told(prompt)
    press(prompt, *" tom pm")
    assert ">Tue 24 Nov 13:00" in told(prompt)


def test_the_schedule_shows_what_is_highlighted(sitting: Sitting) -> None:
    """Once something was typed or chosen; until then it stays where it is."""
    prompt = finding(sitting)
    assert prompt.leads_to() is None
    press(prompt, *"lee", "down")
    led = prompt.leads_to()
    assert led is not None
    assert ("lee", "2026-11-23T11:20:00") == (led.provider, led.start.isoformat())


def test_more_are_found_below(sitting: Sitting) -> None:
    """Arrows go on beyond those in sight, and not above the first."""
    prompt = finding(sitting, "lee")
    press(prompt, *["down"] * 20)
    assert "Tue 24 Nov" in told(prompt)
    press(prompt, *["up"] * 40)
    assert ">Mon 23 Nov 11:00" in told(prompt)


def test_enter_books_through_the_usual_question(sitting: Sitting) -> None:
    """For the patient, with the type, length and mode that were asked for; one more Enter books."""
    outcome = press(finding(sitting, "lee tom pm 30min telehealth"), "enter")
    assert isinstance(outcome, Open)
    assert isinstance(outcome.prompt, BookPrompt)
    assert "Tue 24 Nov 2026 13:00 with Lee, D at Main Street to 13:30" in told(outcome.prompt)
    assert "ok   no conflicts" in told(outcome.prompt)
    parked_and_resumed = restore(outcome.prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    done = press(parked_and_resumed, "enter")
    assert isinstance(done, Did)
    appointment = visit_of(done.change).appointment
    assert (30, "telehealth", None) == (appointment.minutes, appointment.mode.value, appointment.room)


def test_without_a_patient_the_question_asks_for_whom(sitting: Sitting) -> None:
    """The time is kept, and so is the type."""
    outcome = press(finding(sitting, "ito new40 2w", for_smith=False), "enter")
    assert isinstance(outcome, Open)
    assert "Book for" == outcome.prompt.label
    press(outcome.prompt, *"jones", "enter")
    assert "new40" in told(outcome.prompt)
    assert isinstance(press(outcome.prompt, "enter"), Did)


def test_words_that_cannot_be_read(sitting: Sitting) -> None:
    """They are named, the rest is searched for, and Enter takes nothing meanwhile."""
    prompt = finding(sitting, "lee frob")
    assert "“frob” is no provider" in told(prompt)
    assert ">Mon 23 Nov 11:00" in told(prompt)
    with pytest.raises(BadInput, match="frob"):
        press(prompt, "enter")


def test_where_nothing_is_found(sitting: Sitting) -> None:
    """It is said, and Enter says it too."""
    prompt = finding(sitting, "novak tom")
    assert "No opening." in told(prompt)
    with pytest.raises(BadInput, match="No opening"):
        press(prompt, "enter")
    assert isinstance(press(prompt, "escape"), Close)


def test_put_aside_and_taken_up(sitting: Sitting) -> None:
    """For whom, and what was typed."""
    prompt = finding(sitting, "lee tom")
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    assert told(prompt) == told(again)
    assert "Smith" in told(again)


def test_somebody_takes_it_meanwhile(sitting: Sitting) -> None:
    """The list is that of now."""
    prompt, other = finding(sitting, "lee"), finding(sitting, "lee", for_smith=False)
    booking = press(prompt, "enter")
    assert isinstance(booking, Open)
    assert isinstance(press(booking.prompt, "enter"), Did)
    other.refresh()
    assert ">Mon 23 Nov 11:20" in told(other)


def test_who_may_only_look_goes_there(sitting: Sitting) -> None:
    """A viewer finds free time, and books nothing."""
    sitting.workstation.desk.set_up("ana", USERS, place="users.toml")
    workstation = replace(sitting.workstation, actor="vic", state=DeskState())
    outcome = press(FindTimePrompt(workstation, sitting.site), "enter")
    assert isinstance(outcome, Go)
    assert outcome.place.slot is not None


def test_why_not_while_booking(sitting: Sitting) -> None:
    """The key of why not tells what would free it, until something else is chosen; names stay hidden."""
    slot = Slot("main", "lee", sitting.smith.appointment.start.astimezone(sitting.site.tz).replace(tzinfo=None))
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=sitting.jones.patient, slot=slot)
    press(prompt, "down", "up")
    assert "frees it" not in told(prompt)
    press(prompt, "exclamation_mark")
    assert "frees it Start on Mon 23 Nov 11:00." in told(prompt)
    assert "Move Smith, John from Mon 23 Nov 10:20" in told(prompt)
    press(prompt, "down")
    assert "frees it" not in told(prompt)


def test_why_not_while_moving(sitting: Sitting) -> None:
    """The same for what is carried."""
    prompt = MovePrompt(sitting.workstation, sitting.site, sitting.smith)
    press(prompt, *"10:30")
    press(prompt, "exclamation_mark")
    assert "frees it" in told(prompt)


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (12, ("C6", "Start on Mon 23 Nov 11:40.", "Give Lee an extra session 12:00-12:20")),
        (14, ("ok   nothing stands in the way of fu20",)),
    ],
)
def test_why_not_on_a_slot(sitting: Sitting, hour: int, said: tuple[str, ...]) -> None:
    """What the usual visit would meet there, for whomever, and what would free it."""
    start = sitting.clock.at.astimezone(sitting.site.tz).replace(tzinfo=None, hour=hour, minute=0)
    here = Selection(DAY, (), Slot("main", "lee", start))
    text = told(InspectPrompt(sitting.workstation, sitting.site, here))
    assert all(one in text for one in said), text


def test_the_line_itself_says_for_whom(sitting: Sitting) -> None:
    """From somebody's appointment it is theirs; from a free time nobody's yet."""
    assert "Find time for Smith, John" == finding(sitting).label
    assert "Find time" == finding(sitting, for_smith=False).label
    sitting.workstation.state.privacy = True
    assert "Smith" not in finding(sitting).label


def test_a_new_caller_is_asked_for(sitting: Sitting) -> None:
    """Nothing typed for Smith goes on for another, and who it is stands in the booking's first question."""
    prompt = finding(sitting, "lee tom")
    press(prompt, "shift+tab")
    assert "Find time" == prompt.label
    assert "" == prompt.editor.text
    assert "Smith" not in told(prompt)
    outcome = press(prompt, *"lee", "enter")
    assert isinstance(outcome, Open)
    assert "Book for" == outcome.prompt.label
    assert "" == prompt.state().key
