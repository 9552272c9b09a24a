"""Is a question put aside and taken up with one key each, in order, and kept whatever ends the desk?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.visits.state import Verb
from tests.sessions import Sitting, a_sitting
from tui.drafts.shelf import Shelf
from tui.prompts.cancel import CancelPrompt
from tui.prompts.find import FindPrompt
from tui.prompts.goto import GotoPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.patient_form import patient_form
from tui.prompts.prompt import Open
from tui.prompts.prompt_bar import PromptBar
from tui.prompts.reasons import ReasonMenu
from tui.prompts.record_draft import typed_texts
from tui.screens.parking import Parking
from tui.selection.place import Day, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.prompts.prompt import Prompt
    from tui.workstation import Workstation


@dataclass(slots=True)
class PlainScreen:
    """A screen that has nothing but a foot: keys that no question takes are actions' ids."""

    name: str
    prompt_bar: PromptBar
    on: date = date(2026, 11, 23)
    parking: Parking | None = None

    @property
    def place(self) -> Place:
        """The day."""
        return Place(self.name, Day("main", self.on))

    def press(self, key: str, character: str | None) -> None:
        """To the question, else parking's own keys."""
        self.prompt_bar.hush()
        if self.prompt_bar.prompt:
            self.prompt_bar.press(key, character)
        elif self.parking and (action := self.parking._workstation.keyboard.outside.get(key)):
            self.prompt_bar.attempt(lambda: self._do(action.id))

    def _do(self, action: str) -> None:
        if self.parking and action == "resume":
            self.parking.take_newest()

    def pasted(self, text: str | None) -> None:
        """Into the line."""
        self.prompt_bar.paste(text or "")

    def put_aside(self) -> None:
        """The question goes."""
        self.prompt_bar.close()

    def take_up(self, prompt: Prompt, place: Place | None) -> None:
        """Ask it."""
        self.on = place.day.on if place and place.day else self.on
        self.prompt_bar.take_up(prompt)

    def redraw(self) -> None:
        """There is nothing to draw."""


@dataclass(slots=True)
class Desk:
    """A program of two screens."""

    sitting: Sitting
    screens: dict[str, PlainScreen] = field(init=False)
    shown: str = "day"
    shelf: Shelf = field(init=False)
    parking: Parking = field(init=False)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.workstation.drafts)
        self.screens = {name: PlainScreen(name, PromptBar(self.workstation)) for name in ("day", "queue")}
        self.parking = Parking(self)
        for screen in self.screens.values():
            screen.parking = self.parking
        self.shelf.recount()

    @property
    def workstation(self) -> Workstation:
        """Who sits here."""
        return self.sitting.workstation

    @property
    def desk_screen(self) -> PlainScreen:
        """The screen shown."""
        return self.screens[self.shown]

    def on_screen(self, name: str, step: Callable[[], None]) -> None:
        """Show it and take the step."""
        self.shown = name if name in self.screens else "day"
        step()

    def ask(self, prompt: Prompt) -> None:
        """A question is opened, as by a key."""
        self.desk_screen.prompt_bar.attempt(lambda: Open(prompt))
        self.parking.pasted("")

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.parking.press(key, key if len(key) == 1 else None)

    @property
    def line(self) -> str:
        """What is typed in the question open, or "-" for none."""
        prompt = self.desk_screen.prompt_bar.prompt
        return "-" if prompt is None else prompt.editor.text if prompt.editor else prompt.label

    @property
    def said(self) -> str:
        """What was said last."""
        return (self.desk_screen.prompt_bar._sentence or ("",))[0]

    def find(self, words: str) -> None:
        """The patient box, with words in it."""
        self.ask(FindPrompt(self.workstation, self.sitting.site))
        self.press(*words)

    def move(self, words: str) -> None:
        """Smith's move, with a time typed."""
        self.ask(MovePrompt(self.workstation, self.sitting.site, self.sitting.smith))
        self.press(*words)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk at the tests' clinic."""
    return Desk(a_sitting(tmp_path))


def test_one_key_parks_and_one_takes_up(desk: Desk) -> None:
    """Parked it is gone from the screen and counted; taken up it is there with its text, and counted no more."""
    desk.find("smi")
    desk.press("ctrl+p")
    assert ("-", 1) == (desk.line, desk.shelf.count)
    desk.press("Z")
    assert ("smi", 0) == (desk.line, desk.shelf.count)


def test_it_is_taken_up_where_it_was_asked(desk: Desk) -> None:
    """Screen and day come back with it."""
    desk.shown, desk.screens["queue"].on = "queue", date(2026, 12, 7)
    desk.find("smi")
    desk.press("ctrl+p")
    desk.shown, desk.screens["queue"].on = "day", date(2026, 11, 23)
    desk.press("Z")

    assert ("queue", date(2026, 12, 7), "smi") == (desk.shown, desk.desk_screen.on, desk.line)


def test_the_newest_comes_first_and_again_goes_round(desk: Desk) -> None:
    """The key that parks, at once, brings the one parked before, and after the last the newest; nothing is lost."""
    for words in ("one", "two", "three"):
        desk.find(words)
        desk.press("ctrl+p")
    seen = []
    for key in ("Z", *["ctrl+p"] * 4):
        desk.press(key)
        seen.append(desk.line)

    assert ["three", "two", "one", "three", "two"] == seen
    assert 2 == desk.shelf.count


def test_after_another_key_it_is_a_letter_again(desk: Desk) -> None:
    """A name may begin with it, also straight after a question was taken up; and any other key ends the round."""
    for words in ("one", "two"):
        desk.find(words)
        desk.press("ctrl+p")
    desk.press("Z", "Z", "x", "ctrl+p")

    assert "-" == desk.line
    desk.press("Z")
    assert "twoZx" == desk.line


def test_answered_or_left_one_leaves_the_shelf(desk: Desk) -> None:
    """What was taken up and then answered or left is not taken up a second time."""
    desk.ask(CancelPrompt(desk.workstation, desk.sitting.site, (desk.sitting.smith,)))
    desk.press("ctrl+p", "Z", "s", "enter", "Z")
    assert ("-", "Nothing is parked.") == (desk.line, desk.said)
    assert {} == desk.sitting.drafts.kept
    desk.find("smi")
    desk.press("ctrl+p", "Z", "escape")
    assert {} == desk.sitting.drafts.kept


def test_a_menu_parks_with_the_letter_too(desk: Desk) -> None:
    """Where nothing is typed z parks; no reason of a menu has that letter."""
    desk.ask(CancelPrompt(desk.workstation, desk.sitting.site, (desk.sitting.smith,)))
    desk.press("s", "z", "Z", "enter")

    cancelled = desk.workstation.desk.schedule.appointment("ana", desk.sitting.smith.appointment.id).appointment
    assert cancelled.cancellation is not None
    assert "sick" == cancelled.cancellation.reason
    reasons = desk.workstation.desk.clinic().reasons_for("cancel")
    assert "s" not in ReasonMenu(reasons, reserved=("s",)).by_letter
    assert len(reasons) == len(ReasonMenu(reasons, reserved=("s",)).by_letter)


def test_own_keys_park_and_take_up(tmp_path: Path) -> None:
    """Both keys are a clinic's to choose."""
    desk = Desk(a_sitting(tmp_path, keys={"park_question": ("F8",), "resume": ("F9",)}))
    desk.find("one")
    desk.press("ctrl+p")
    assert "one" == desk.line
    desk.press("f8")
    assert "-" == desk.line
    desk.find("two")
    desk.press("f8", "Z")
    assert "-" == desk.line
    desk.parking.take_newest()
    assert "two" == desk.line
    desk.press("f9")
    assert "one" == desk.line


def test_an_empty_question_is_closed_and_not_parked(desk: Desk) -> None:
    """What was not begun comes to the same when it is asked anew."""
    desk.ask(GotoPrompt(desk.workstation, desk.sitting.site))
    desk.press("ctrl+p")

    assert ("-", 0) == (desk.line, desk.shelf.count)
    assert "Nothing was typed" in desk.said


@pytest.mark.parametrize("ends", ["open", "parked"])
def test_after_a_crash(desk: Desk, ends: str) -> None:
    """Open or parked it is counted and taken up with its key; the same asked anew begins empty, and takes nothing."""
    desk.move("fri 9")
    desk.press(*{"open": (), "parked": ("ctrl+p",)}[ends])
    later = Desk(desk.sitting.again())
    later.move("")
    assert ("", 1) == (later.line, later.shelf.count)
    later.press("escape", "Z")
    assert ("fri 9", 0) == (later.line, later.shelf.count)


@pytest.mark.parametrize("key", ["escape", "ctrl+x"])
def test_leaving_leaves(desk: Desk, key: str) -> None:
    """A question that was left is nowhere: the same asked anew begins empty, here and at the next desk."""
    desk.move("fri 9")
    desk.press(key)
    assert {} == desk.sitting.drafts.kept
    desk.move("")
    assert "" == desk.line
    desk.press(key)
    later = Desk(desk.sitting.again())
    later.move("")
    assert ("", 0) == (later.line, later.shelf.count)


def edit_smith(desk: Desk) -> None:
    """The form of Smith's record, something typed into it."""
    patient = desk.workstation.desk.patients.by_id("ana", desk.sitting.smith.patient.id)
    desk.ask(patient_form(desk.workstation, desk.sitting.site, patient=patient))
    desk.press("tab", "X")


def test_a_form_that_was_left_is_not_filled_in_again(desk: Desk) -> None:
    """What was typed waits among what is not finished; the same record opened anew is as it is, and that is said."""
    edit_smith(desk)
    desk.press("ctrl+x")
    assert ("-", 1, 0) == (desk.line, len(desk.shelf.left("edit-patient")), desk.shelf.count)
    patient = desk.workstation.desk.patients.by_id("ana", desk.sitting.smith.patient.id)
    desk.ask(patient_form(desk.workstation, desk.sitting.site, patient=patient))
    desk.press("tab")
    assert "John" == desk.line
    desk.press("ctrl+x")
    desk.ask(patient_form(desk.workstation, desk.sitting.site, patient=patient))
    assert "Changes begun before are not saved yet. F4 lists what is not finished." == desk.said
    left = Desk(desk.sitting.again()).shelf.left("edit-patient")
    assert ["JohnX"] == [typed_texts(one.kept.fields)["given"] for one in left]


def test_a_form_that_cannot_be_kept_stays_open(desk: Desk) -> None:
    """On a full disk leaving would lose what was typed: it says so and does not."""
    edit_smith(desk)
    desk.sitting.drafts.is_full = True
    desk.press("ctrl+x")
    assert ("JohnX", "The disk is full.") == (desk.line, desk.said)


def test_the_box_begins_empty_after_a_crash(desk: Desk) -> None:
    """A find left or open is no draft of the next patient's."""
    desk.find("smi")
    later = Desk(desk.sitting.again())
    later.find("")

    assert ("", 1) == (later.line, later.shelf.count)


def test_what_is_open_is_nobody_elses(desk: Desk) -> None:
    """A question open at one desk cannot be taken up at another of the same person, a parked one can."""
    desk.move("fri 9")
    assert () == desk.shelf.parked()
    desk.press("ctrl+p")
    assert 1 == len(desk.shelf.parked())


def test_what_no_longer_fits_is_said_and_gone(desk: Desk) -> None:
    """A colleague cancelled it: the sentence names the state and who, and the shelf is empty."""
    desk.move("fri 9")
    desk.press("ctrl+p")
    desk.workstation.desk.visits.do("mei", Verb.CANCEL, desk.sitting.smith.appointment.id, reason="sick")
    desk.press("Z")

    said = desk.said
    assert "-" == desk.line
    assert "does not fit any more" in said
    assert "by mei" in said
    assert (0, {}) == (desk.shelf.count, desk.sitting.drafts.kept)


def test_a_full_disk_loses_nothing(desk: Desk) -> None:
    """When nothing can be kept it is said once, typing goes on, and what cannot be parked stays open."""
    desk.sitting.drafts.is_full = True
    desk.move("")
    assert "The disk is full." == desk.said
    desk.press(*"fri 9")
    assert "" == desk.said
    desk.press("ctrl+p")
    assert ("fri 9", "The disk is full.") == (desk.line, desk.said)
    desk.press("enter")
    moved = desk.workstation.desk.schedule.appointment("ana", desk.sitting.smith.appointment.id).appointment
    assert date(2026, 11, 27) == moved.start.date()


def test_every_key_is_kept_once(desk: Desk) -> None:
    """What does not change the question writes nothing."""
    desk.move("fri 9")
    (draft,) = desk.sitting.drafts.kept.values()
    desk.press("right", "f20")

    assert (draft,) == tuple(desk.sitting.drafts.kept.values())


def test_what_is_parked_is_not_said_to_be_listed(desk: Desk) -> None:
    """The head line tells of a move whose desk ended; the same asked anew points to no list of forms."""
    move = MovePrompt(desk.workstation, desk.sitting.site, desk.sitting.smith)
    desk.ask(move)
    desk.press("f", "r", "i")
    after = Desk(desk.sitting.again())
    assert 1 == after.shelf.count
    after.ask(MovePrompt(after.workstation, after.sitting.site, after.sitting.smith))
    assert "" == after.said
