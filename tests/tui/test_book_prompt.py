"""Finding free time: what do words, arrows and Enter come to, and is a question put aside asked again as it was?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput
from core.structs import replace
from tests.at_work import AtWork, at_work
from tests.clinics import USERS, register, visit_of
from tests.sessions import Sitting, a_sitting
from tui.desk_state import DeskState
from tui.prompts.book import BookPrompt
from tui.prompts.inspect import InspectPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import STAY, Close, Did, Go
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


def finding(sitting: Sitting, words: str = "", *, for_smith: bool = True) -> BookPrompt:
    """The question, with words typed."""
    patient = sitting.smith.patient if for_smith else None
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=patient, asks_time_first=True)
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


def test_enter_books_what_is_chosen(sitting: Sitting) -> None:
    """For the patient, with the type, length and mode that were asked for, after what it meets was shown."""
    prompt = finding(sitting, "lee tom pm 30min telehealth")
    assert "Tue 24 Nov 2026 13:00 with Lee, D at Main Street to 13:30" in told(prompt)
    assert "ok   no conflicts" in told(prompt)
    parked_and_resumed = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    done = press(parked_and_resumed, "enter")
    assert isinstance(done, Did)
    appointment = visit_of(done.change).appointment
    assert (30, "telehealth", None) == (appointment.minutes, appointment.mode.value, appointment.room)


def test_a_time_may_be_found_before_it_is_asked_for_whom(sitting: Sitting) -> None:
    """The time that was chosen is proposed first then, and the words stay."""
    prompt = finding(sitting, "ito new40 2w", for_smith=False)
    press(prompt, "down", "enter")
    assert "Book for" == prompt.label
    press(prompt, *"jones", "enter")
    assert "New patient (new40, 40 min), with Ito" in told(prompt)
    assert ">Mon 7 Dec 9:40    Ito, K       Main Street       highlighted" in told(prompt)
    assert isinstance(press(prompt, "enter"), Did)


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
    """The list is that of now; what an arrow chose stays chosen, whatever comes or goes above it."""
    prompt, other = finding(sitting, "lee"), finding(sitting, "lee", for_smith=False)
    press(other, "down")
    assert isinstance(press(prompt, "enter"), Did)
    other.refresh()
    assert "Mon 23 Nov 11:00" not in told(other)
    assert ">Mon 23 Nov 11:20" in told(other)


def test_who_may_only_look_goes_there(sitting: Sitting) -> None:
    """A viewer finds free time, and books nothing."""
    sitting.workstation.desk.set_up("ana", USERS, place="users.toml")
    workstation = replace(sitting.workstation, actor="vic", state=DeskState())
    outcome = press(BookPrompt(workstation, sitting.site, asks_time_first=True), "enter")
    assert isinstance(outcome, Go)
    assert outcome.place.slot is not None


def test_why_not_while_booking(sitting: Sitting) -> None:
    """The key of why not tells what would free it, until something else is chosen; names stay hidden."""
    slot = Slot("main", "lee", sitting.smith.appointment.start.astimezone(sitting.site.tz).replace(tzinfo=None))
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=sitting.jones.patient, slot=slot, is_taken=True)
    assert " Mon 23 Nov 10:20  Lee, D       Main Street       not free (C3), ! says why" in told(prompt)
    assert ">Mon 23 Nov 10:20  Ito, K" in told(prompt), "the best opening is chosen then"
    assert "frees it" not in told(prompt)
    press(prompt, "exclamation_mark")
    assert ">Mon 23 Nov 10:20  Lee, D" in told(prompt)
    assert "frees it Start on Mon 23 Nov 11:00." in told(prompt)
    assert "Move Smith, John from Mon 23 Nov 10:20" in told(prompt)
    press(prompt, "down")
    assert "frees it" not in told(prompt)


def test_a_time_that_is_typed_says_against_another_that_was_highlighted(sitting: Sitting) -> None:
    """Enter after 2pm takes no half past three, though that is later; after pm it does."""
    start = sitting.clock.at.astimezone(sitting.site.tz).replace(tzinfo=None, hour=15, minute=40)
    prompt = BookPrompt(
        sitting.workstation, sitting.site, patient=sitting.jones.patient, slot=Slot("main", "lee", start)
    )
    press(prompt, *"pm")
    assert ">Mon 23 Nov 15:40  Lee, D" in told(prompt)
    press(prompt, "backspace", "backspace", *"2pm")
    assert ">Mon 23 Nov 14:00  " in told(prompt)


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


def test_a_block_says_when_it_opens_and_that_it_did(sitting: Sitting) -> None:
    """Neither reads like its end: until two for its types, from then on for all."""
    block = '[[block]]\nprovider = "lee"\nstart = "2026-11-23T15:00"\nend = "2026-11-23T16:00"\nkind = "team"\n'
    sitting.workstation.desk.set_up("sue", f"{block}release_hours = 1\n", place="team.toml")
    at = sitting.clock.at.astimezone(sitting.site.tz).replace(tzinfo=None, hour=15, minute=20)
    for hour, said in ((13, "block: team, open to all"), (14, "block: team, open to all since")):
        sitting.clock.set(f"2026-11-23T{hour}:00")
        lines = told(InspectPrompt(sitting.workstation, sitting.site, Selection(DAY, (), Slot("main", "lee", at))))
        assert said in lines, lines
        assert ("since" in lines, "open: session" in lines) == (hour == 14, hour == 14)


def test_the_line_itself_says_for_whom(sitting: Sitting) -> None:
    """From somebody's appointment it is theirs; from a free time nobody's yet."""
    assert "Book Smith, John" == finding(sitting).label
    assert "Find time" == finding(sitting, for_smith=False).label
    sitting.workstation.state.privacy = True
    assert "Smith" not in finding(sitting).label


def test_a_new_caller_is_asked_for(sitting: Sitting) -> None:
    """Nothing typed for Smith goes on for another; but who was found here by mistake leaves what was typed."""
    prompt = finding(sitting, "lee tom")
    press(prompt, "shift+tab")
    assert "Book for" == prompt.label
    assert "Smith" not in told(prompt)
    press(prompt, *"jones", "enter")
    assert ("Book Jones, Ann", "") == (prompt.label, prompt.editor.text if prompt.editor else None)
    press(prompt, *"ito", "shift+tab", "ctrl+u", *"smith", "enter")
    assert ("Book Smith, John", "ito") == (prompt.label, prompt.editor.text if prompt.editor else None)


def test_the_name_of_a_patient_is_none_of_a_provider(sitting: Sitting) -> None:
    """Whoever is called Lee, and with whom they are to be, are two questions."""
    lee = register(sitting.workstation.desk, "Lee", "Bo")
    prompt = BookPrompt(sitting.workstation, sitting.site)
    press(prompt, *"lee bo", "enter", *"ito")
    assert "Book Lee, Bo" == prompt.label
    assert "with Ito" in told(prompt)
    done = press(prompt, "enter")
    assert isinstance(done, Did)
    assert (lee.id, "ito") == (visit_of(done.change).patient.id, visit_of(done.change).appointment.provider)


def test_the_time_highlighted_comes_first_as_long_as_nothing_else_is_said(sitting: Sitting) -> None:
    """Words that fit leave it there, others take it away. It stays chosen where it is not free: Enter asks why then."""
    slot = Slot("main", "lee", datetime(2026, 11, 23, 11, 40))
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=sitting.smith.patient, slot=slot)
    assert ">Mon 23 Nov 11:40  Lee, D" in told(prompt)
    press(prompt, *"lee am")
    assert ">Mon 23 Nov 11:40  Lee, D       Main Street       highlighted" in told(prompt)
    press(prompt, *" new40")
    assert ">Mon 23 Nov 11:40  Lee, D       Main Street       not free (C6), ! says why" in told(prompt)
    press(prompt, "enter")
    assert "Reason" == prompt.label
    press(prompt, "shift+tab")
    press(prompt, "ctrl+u", *"ito")
    assert "highlighted" not in told(prompt)


def test_a_time_that_is_named_comes_first_even_if_it_is_taken(sitting: Sitting) -> None:
    """A reason leads over it; the nearest openings stand below it."""
    prompt = finding(sitting, "lee today 10:20")
    press(prompt, "ctrl+u", *"10:40 lee today")
    assert ">Mon 23 Nov 10:40  Lee, D       Main Street       not free (C3), ! says why" in told(prompt)
    assert " Mon 23 Nov 11:00  Lee, D" in told(prompt)
    press(prompt, "enter")
    assert "Reason" == prompt.label
    done = press(prompt, "d", "enter")
    assert isinstance(done, Did)
    assert ("C3",) == tuple(one.rule for one in visit_of(done.change).appointment.overrides)


def test_words_that_may_mean_two_things(sitting: Sitting) -> None:
    """Both are said and neither is taken; Tab types one of them, then the other."""
    prompt = finding(sitting, "lee next fri")
    assert "“next fri” can be Fri 27 Nov 2026 or Fri 4 Dec 2026. Type 27nov or 4dec. Tab: 27nov" in told(prompt)
    editor = prompt.editor
    assert editor is not None
    assert ("next fri", "unread") in editor.line()
    with pytest.raises(BadInput, match="27nov or 4dec"):
        press(prompt, "enter")
    for typed in ("lee 27nov", "lee 4dec", "lee 27nov"):
        press(prompt, "tab")
        assert typed == editor.text
    assert ">Fri 27 Nov 9:00" in told(prompt)
    press(prompt, "ctrl+u", *"leee", "tab")
    assert "lee" == editor.text


def test_the_usual_provider_goes_without_saying(sitting: Sitting) -> None:
    """Unless another is named, or somebody is sooner, which is said; nobody else is proposed silently."""
    desk, smith = sitting.workstation.desk, sitting.smith.patient
    desk.patients.edit("mei", smith.id, {"usual_provider": "lee"}, rev=smith.rev)
    patient = desk.patients.by_id("mei", smith.id)
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=patient)
    assert "as usual with Lee" in told(prompt)
    assert ">Mon 23 Nov 11:00  Lee, D       Main Street R1    usual provider" in told(prompt)
    assert " Mon 23 Nov 10:40  Ito, K       Main Street R2    sooner" in told(prompt)
    press(prompt, *"west")
    assert "at West Side" in told(prompt), "where Lee never is, others are"
    assert "as usual" not in told(prompt)
    assert "Lee, D" not in told(prompt)


def test_every_letter_is_one_read(tmp_path: Path) -> None:
    """And so is an arrow, whatever is looked for; the day of the time that is chosen is read besides."""

    async def type_(here: AtWork) -> None:
        await here.press("b", *"jones", "enter")
        for key in (*"ito fri pm new40", "down", "down", "tab"):
            shown = here.app.desk_screen.place.day
            reads = await here.press(key)
            turned = here.app.desk_screen.place.day != shown
            assert (key, ["read"] * (key != "tab") + ["read"] * turned) == (key, reads)

    at_work(tmp_path, type_)
