"""Several visits one after the other on screen: typed with then, chosen among ways to have them, booked all or none?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.errors import BadInput, Refused
from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit
from tests.clinics import MAIN, book, register
from tests.sessions import Sitting, a_sitting
from tui.prompts.book import BookPrompt
from tui.prompts.cancel import CancelPrompt
from tui.prompts.find_chain import FindChainPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import STAY, Close, Did, Open
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient
    from tui.prompts.prompt import Outcome, Prompt

BOTH: Final = "new40 lee then fu20 ito 10-40min, tom"
TUESDAY: Final = "2026-11-24T"


def press(prompt: Prompt, *keys: str) -> Outcome:
    """What the last of the keys comes to."""
    outcome: Outcome = STAY
    for key in keys:
        outcome = prompt.key(key, key if len(key) == 1 else None)
    return outcome


def told(prompt: Prompt) -> str:
    """The panel as text."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith and Jones are known; tomorrow nobody is booked."""
    return a_sitting(tmp_path)


def asked(sitting: Sitting, words: str = BOTH, *, patient: Patient | None = None) -> FindChainPrompt:
    """The words typed into find time, letter by letter: for Jones, unless another is named."""
    prompt: Prompt = BookPrompt(sitting.workstation, sitting.site, patient=patient or sitting.jones.patient)
    for char in words:
        outcome = prompt.key(char, char)
        if isinstance(outcome, Open):
            prompt = outcome.prompt
    assert isinstance(prompt, FindChainPrompt)
    return prompt


def made(outcome: Outcome) -> list[str]:
    """'new40 lee 9:00 1/2' of each visit that was booked."""
    assert isinstance(outcome, Did)
    visits = [one.appointment for one in outcome.change.all_of(ScheduledVisit)]
    return [
        f"{one.visit_type} {one.provider} {one.start.astimezone(MAIN):%-H:%M} {one.link.part}/{one.link.of}"
        for one in visits
        if one.link
    ]


def booked(sitting: Sitting) -> list[AppointmentId]:
    """The appointments of Jones that take time."""
    found = sitting.workstation.desk.schedule.of_patient("ana", sitting.jones.patient.id)
    return [one.appointment.id for one in found if one.appointment.status.takes_time]


def test_found_chosen_and_booked_with_three_keys_and_text(sitting: Sitting) -> None:
    """Enter looks, an arrow chooses, Enter books all of it as one, and one undo takes all of it back."""
    prompt = asked(sitting)
    assert "1 New patient (new40, 40 min), with Lee" in told(prompt)
    assert "2 Follow-up (fu20, 20 min), with Ito, 10-40 min after" in told(prompt)
    assert "on Tue 24 Nov 2026" in told(prompt)
    press(prompt, "enter")
    assert " Tue 24 Nov 10:10-11:20 10 min between   new40 Lee, fu20 Ito" in told(prompt)
    press(prompt, "down")
    assert ">Tue 24 Nov 10:10-11:20" in told(prompt)
    assert "10:10-10:50 new40  Lee, D, Main Street, room R1" in told(prompt)
    assert ["new40 lee 10:10 1/2", "fu20 ito 11:00 2/2"] == made(press(prompt, "enter"))
    sitting.workstation.desk.journal.undo("ana")
    assert [sitting.jones.appointment.id] == booked(sitting)


def test_an_enter_too_many_books_nothing(sitting: Sitting) -> None:
    """Nothing is chosen when the ways are found: whoever strikes Enter twice is asked to choose."""
    prompt = asked(sitting)
    press(prompt, "enter")
    with pytest.raises(BadInput, match="Choose one with the arrows"):
        press(prompt, "enter")
    assert not any(line.startswith(">") for line in told(prompt).splitlines())


def test_the_schedule_shows_the_first_visit_of_what_is_chosen(sitting: Sitting) -> None:
    """And nothing before."""
    prompt = asked(sitting)
    press(prompt, "enter")
    assert prompt.leads_to() is None
    press(prompt, "down")
    led = prompt.leads_to()
    assert led is not None
    assert ("lee", "2026-11-24T10:10:00") == (led.provider, led.start.isoformat())


def test_a_family(sitting: Sitting) -> None:
    """Each visit says whose it is, with the birth date; a number that nobody has is told."""
    smith = sitting.smith.patient
    prompt = asked(sitting, f"fu20 lee then fu20 lee @{smith.mrn} at once tom")
    assert "at once, for Smith, John" in told(prompt)
    press(prompt, "enter", "down")
    assert "Jones, Ann m 14 Mar 1984 (42)" in told(prompt)
    assert "Smith, John m 14 Mar 1984 (42)" in told(prompt)
    outcome = press(prompt, "enter")
    assert isinstance(outcome, Did)
    assert ["Jones", "Smith"] == [one.patient.family for one in outcome.change.all_of(ScheduledVisit)]
    unknown = asked(sitting, "fu20 lee then fu20 lee @999999")
    assert "There is no patient 999999" in told(unknown)
    with pytest.raises(BadInput, match="999999"):
        press(unknown, "enter")


def test_for_whom_is_asked_where_nobody_is_highlighted(sitting: Sitting) -> None:
    """Once there is something to look for; Shift+Tab asks it for another."""
    prompt = FindChainPrompt(
        sitting.workstation, sitting.site, asked(sitting).editor, patient=None, for_one=lambda _: prompt
    )
    press(prompt, "enter")
    assert "Visits for" == prompt.label
    press(prompt, *"smith", "enter")
    assert "Smith, John" in told(prompt)
    press(prompt, "down")
    press(prompt, "shift+tab", *"jones", "enter")
    assert "Jones, Ann" in told(prompt)
    assert not any(line.startswith(">") for line in told(prompt).splitlines())
    press(prompt, "down")
    outcome = press(prompt, "enter")
    assert isinstance(outcome, Did)
    assert {"Jones"} == {one.patient.family for one in outcome.change.all_of(ScheduledVisit)}


def test_words_for_whose_record_it_was_go_on_for_nobody_else(sitting: Sitting) -> None:
    """Nor does the visit that they follow; going back to the same patient loses nothing."""
    book = BookPrompt(sitting.workstation, sitting.site, patient=sitting.smith.patient, after=sitting.smith)
    outcome = press(book, *"lee new40 then")
    assert isinstance(outcome, Open)
    prompt = outcome.prompt
    press(prompt, "shift+tab", "shift+tab")
    assert prompt.editor
    assert "lee new40 then" == prompt.editor.text
    outcome = press(prompt, "shift+tab", *"jones", "enter")
    assert isinstance(outcome, Open)
    assert outcome.prompt is book
    assert ("Book Jones, Ann", "", "") == (book.label, book.editor and book.editor.text, book.state().fields["after"])


def test_put_aside_while_it_is_asked_for_whom(sitting: Sitting) -> None:
    """It is asked again for whom, with the name that is typed: not for who was asked about before."""
    prompt = asked(sitting)
    press(prompt, "shift+tab", *"smith")
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    assert ("Book for", "smith") == (again.label, again.editor and again.editor.text)
    press(again, "enter")
    assert ("Book Smith, John", "") == (again.label, again.editor and again.editor.text)


def test_one_visit_again(sitting: Sitting) -> None:
    """Without "then" the words find openings as before, for the same patient."""
    prompt = asked(sitting, "fu20 lee then")
    outcome = press(prompt, "backspace")
    assert isinstance(outcome, Open)
    assert isinstance(outcome.prompt, BookPrompt)
    assert "Book Jones, Ann" == outcome.prompt.label
    assert outcome.prompt.editor
    assert "fu20 lee the" == outcome.prompt.editor.text


def test_words_that_are_pasted(sitting: Sitting) -> None:
    """The next key asks for several."""
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=sitting.jones.patient)
    assert prompt.editor
    prompt.editor.insert(BOTH)
    prompt.refresh()
    outcome = press(prompt, "enter")
    assert isinstance(outcome, Open)
    assert isinstance(outcome.prompt, FindChainPrompt)


def test_all_or_none(sitting: Sitting) -> None:
    """Somebody was first at one of them: nothing is booked, it is said which, and what can be had now is shown."""
    prompt = asked(sitting)
    press(prompt, "enter", "down")
    desk = sitting.workstation.desk
    book(desk, register(desk, "Park"), f"{TUESDAY}11:00", provider="ito")
    with pytest.raises(Refused, match=r"None of the visits is booked\. .*Ito has Park"):
        press(prompt, "enter")
    assert [sitting.jones.appointment.id] == booked(sitting)
    assert "10:10-11:20" not in told(prompt)
    press(prompt, "down")
    assert 2 == len(made(press(prompt, "enter")))


def test_another_desk_takes_one_meanwhile(sitting: Sitting) -> None:
    """What is chosen stays chosen where it can be had still, and is none where it cannot."""
    prompt, desk = asked(sitting), sitting.workstation.desk
    press(prompt, "enter", "down", "down")
    kept = next(line for line in told(prompt).splitlines() if line.startswith(">"))
    book(desk, register(desk, "Park"), f"{TUESDAY}16:40", provider="lee")
    prompt.refresh()
    assert kept in told(prompt).splitlines()
    book(desk, register(desk, "Quill"), f"{TUESDAY}10:00", provider="lee")
    prompt.refresh()
    assert not any(line.startswith(">") for line in told(prompt).splitlines())


def test_moved_and_cancelled_as_one(sitting: Sitting) -> None:
    """All of it is what is asked first."""
    prompt = asked(sitting)
    outcome = press(prompt, "enter", "down")
    outcome = press(prompt, "enter")
    assert isinstance(outcome, Did)
    first = outcome.change.all_of(ScheduledVisit)[0]
    move = MovePrompt(sitting.workstation, sitting.site, first)
    moved = press(move, *"tom 10:20", "enter")
    assert isinstance(moved, Did)
    assert 2 == len(moved.change.all_of(ScheduledVisit))
    first = sitting.workstation.desk.schedule.appointment("ana", AppointmentId(first.appointment.id))
    cancel = CancelPrompt(sitting.workstation, sitting.site, (first,))
    assert "all of it (2)" in told(cancel)


def test_put_aside_and_asked_again(sitting: Sitting) -> None:
    """The words and whose they are come back; they are looked for again by Enter."""
    prompt = asked(sitting)
    press(prompt, "enter", "down")
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    assert isinstance(again, FindChainPrompt)
    assert BOTH == again.editor.text
    press(again, "enter", "down")
    assert told(prompt) == told(again)


def test_names_are_hidden(sitting: Sitting) -> None:
    """In every line."""
    smith = sitting.smith.patient
    prompt = asked(sitting, f"fu20 lee then fu20 lee @{smith.mrn} tom")
    sitting.workstation.state.privacy = True
    shown = told(prompt)
    press(prompt, "enter", "down")
    shown += told(prompt)
    assert not [name for name in ("Smith", "Jones", "1984") if name in shown]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("fu20 then", "Name two visits at least"),
        ("frob then fu20", "“frob” is no provider"),
        ("fu20 tom then new40 wed", "Type them once"),
        ("fu20 within 10min then fu20", "has no visit before it"),
        ("third fu20 then new40", "Leave it out"),
        ("fu20 then new40 40-10min", "40 to 10 minutes"),
    ],
)
def test_what_cannot_be_looked_for(sitting: Sitting, words: str, said: str) -> None:
    """Enter says what to type in its place."""
    prompt = asked(sitting, words)
    with pytest.raises(BadInput, match=said):
        press(prompt, "enter")


def test_none(sitting: Sitting) -> None:
    """Novak works at the other site: what to try is said, and it is left with one key."""
    prompt = asked(sitting, "fu20 novak then fu20 lee tom")
    press(prompt, "enter")
    assert "They cannot be had one after the other then." in told(prompt)
    assert isinstance(press(prompt, "escape"), Close)
