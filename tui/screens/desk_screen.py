"""What does every screen do alike with a key, a paste, an outcome and a change made elsewhere?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from core.access.privileges import Privilege
from core.lazy import lazy_modules
from core.record_ref import RecordRef
from tui.keys.key_names import key_name
from tui.keys.registry import BY_ID
from tui.keys.typed_ahead import Meaning
from tui.prompts.prompt import AskedOnSchedule, ByName, Did, Go, Quit, Show, leaves
from tui.prompts.prompt_bar import PromptBar
from tui.screens.head_line import sign_lines
from tui.screens.own_parts import OwnParts
from tui.screens.sentences import FIRST_RUN, NO_SUCH_KEY, TOO_SOON, VANISHED
from tui.selection.key_state import KeyState
from tui.selection.place import Place

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.schedule.model.visit import ScheduledVisit
    from tui.commands import act as acting
    from tui.commands import context as command_context
    from tui.drafts.shelf import Shelf
    from tui.prompts import fill
    from tui.prompts.prompt import Outcome, Prompt
    from tui.screens import by_name, stray_text, unfinished
    from tui.screens.desk_program import DeskProgram
    from tui.text.theme import Palette
    from tui.workstation import Workstation
else:  # what no screen needs before its first key
    acting, command_context = lazy_modules("tui.commands.act", "tui.commands.context")
    fill, stray_text, unfinished = lazy_modules("tui.prompts.fill", "tui.screens.stray_text", "tui.screens.unfinished")
    (by_name,) = lazy_modules("tui.screens.by_name")

FREES: Final = frozenset({"cancel", "no-show", "move", "accept"})
"""The verbs of acts that may free time for who waits."""


class DeskScreen(OwnParts):
    """A screen with a question at its foot. It holds no rule: it asks the desk and shows the answer."""

    AUTO_FOCUS = None

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__()
        self._workstation = workstation
        self._shelf = shelf
        self._palette = palette
        self._actions = workstation.keyboard.outside
        self._key_state = KeyState()
        self._prompt_bar = PromptBar(workstation, lambda: self.here.patients)
        self._drawn: DeskView | None = None
        self.is_moved = False
        """Whether the highlight was moved here, by a key or to a place named, since the screen was shown."""

    # Keys

    @property
    def is_asking(self) -> bool:
        """Whether keys are those of a question, or of a line."""
        return self._prompt_bar.prompt is not None

    @property
    def has_line(self) -> bool:
        """Whether printable keys are text."""
        prompt = self._prompt_bar.prompt
        return prompt is not None and prompt.editor is not None

    def meaning_of(self, key: str) -> Meaning:
        """What the key would do now, as far as a question that is open leaves it that."""
        what = stray_text.meaning_of(self._actions.get(key), enter_opens=self.here.screen.opens)
        return Meaning.OTHER if self.is_asking else what

    def press(self, key: str, character: str | None) -> None:
        """Take a key: the question's if one is open, else an action's.

        A key that did something belongs to what it did until the cursor was moved or a pause was made: it starts no
        other act, and answers no question that was only just taken up again; in a line it is text.
        """
        bar, repeats = self._prompt_bar, self._workstation.state.repeats
        prompt, before = bar.prompt, self.here.target
        is_again = repeats.is_again(key, answers=prompt is not None)
        is_text = character is not None and prompt is not None and prompt.editor is not None
        if (bar.is_taken_up and is_again and not is_text) if prompt else self._is_too_soon(key, is_again=is_again):
            if prompt:
                bar.say_too(TOO_SOON.format(key=key_name(key)))
                self.redraw()
            return
        state = self._workstation.state
        text = stray_text.key_for_nothing(state, prompt, key, character, self.meaning_of(key), is_again=is_again)
        if text:
            stray_text.say(state, bar, text.format(**self._workstation.keyboard.names))
            self.redraw()
            return
        bar.hush()
        if prompt is None:
            self._press_outside(key, character)
        elif not (prompt.carries and self._carry(key)):
            self._follow(bar.press(key, character))
        if character and prompt and bar.has_acted and not is_text:
            self._workstation.state.typed_ahead.answered(repeats.arrived_at)
        if bar.has_acted or bar.prompt is not prompt or (prompt is None and key == "enter"):
            repeats.did(key)
        elif self.here.target != before:
            repeats.moved()
        self.is_moved |= self.here.target != before
        self._hand_on()
        self.redraw()

    def _is_too_soon(self, key: str, *, is_again: bool) -> bool:
        """Whether the key would act once more. Undo and redo are taken as fast as a finger strikes, not held down."""
        if self.is_asking or not is_again or (action := self._actions.get(key)) is None:
            return False
        if action.id == "enter":
            return self._workstation.state.repeats.is_held or not self.here.screen.opens
        return action.is_act or (self.meaning_of(key) is Meaning.BACK and self._workstation.state.repeats.is_held)

    def _press_outside(self, key: str, character: str | None) -> None:
        """A key while no question is open; what a letter did tells whether the next one goes on with a word."""
        is_letter = character is not None and character.isalpha() and not self.has_line
        self._press(key, character)
        if is_letter and self._prompt_bar.prompt is None:
            stray_text.pressed(self._workstation.state, self._actions.get(key), self._prompt_bar)

    def _hand_on(self) -> None:
        """A question that a slot answers is asked on the schedule."""
        prompt = self._prompt_bar.prompt
        if prompt and isinstance(prompt, AskedOnSchedule) and not self.here.screen.has_slots:
            self._prompt_bar.close()
            self._program.ask_on_schedule(prompt, self.place, said=self._prompt_bar.said)

    def pasted(self, text: str | None) -> None:
        """Text was pasted: it goes into the line of the question, or nowhere; None: it came as keys and was dropped."""
        if text is None or not self._prompt_bar.paste(text):
            said = stray_text.pasted(self._workstation.state, self._prompt_bar.prompt, is_asking=self.is_asking)
            self._prompt_bar.say(said.format(**self._workstation.keyboard.names), "warn")
        self.redraw()

    def _carry(self, key: str) -> bool:
        """Move the cursor instead, while a question lets the arrows choose a slot; False for any other key."""
        return False

    def _press(self, key: str, character: str | None) -> None:
        """A key while no question is open."""
        self._act(key)

    def _act(self, key: str) -> None:
        action = self._actions.get(key)
        if action and action.id == "count":
            self._key_state.digit(key)
        elif action:
            self._prompt_bar.attempt(lambda: self._do(self._meant(action.id)))
            if action.asks and not self.is_asking:
                self._workstation.state.typed_ahead.refused(self._workstation.state.repeats.arrived_at)
        elif not leaves(key):
            self._prompt_bar.say(NO_SUCH_KEY.format(key=key_name(key), **self._workstation.keyboard.names), "hint")
        elif self._key_state.drop():
            self._show_marks()
        else:
            self._left()

    def _meant(self, action: str) -> str:
        """Enter is the next step, `.` the last verb. Raises BadInput."""
        return self._key_state.meant(action, self.here, self._workstation)

    def _do(self, action: str) -> None:
        """Do it as often as was typed before. Raises BadInput for what a count does not go with."""
        count = self._key_state.count_for(action)
        if self._do_here(action, count):
            return
        outcome = self._prompt_bar.attempt(lambda: self._outcome(action, count))
        if outcome:
            self._key_state.remember(action)
        self._follow(outcome)

    def _outcome(self, action: str, count: int) -> Outcome | None:
        """What an action comes to. Raises BadInput, or what the desk refuses."""
        return acting.act(self._command_context(action, count))

    def _command_context(self, action: str, count: int = 1) -> command_context.CommandContext:
        site, on = self._where(action)
        return command_context.CommandContext(
            program=self._program,
            workstation=self._workstation,
            action=BY_ID[action],
            site=site,
            on=on,
            here=self.here,
            now=self._workstation.view.now,
            rows=self._panel_rows,
            width=self.size.width,
            count=count,
            legend=(*sign_lines(self._workstation, self.size.width), *self._legend),
        )

    @property
    def _program(self) -> DeskProgram:
        return cast("DeskProgram", self.app)

    @property
    def _panel_rows(self) -> int:
        """The rows that a panel may take."""
        return self.size.height - 4

    def _follow(self, outcome: Outcome | None) -> None:
        """Show what it came to; time that an act freed is offered to who waits for it."""
        self._come_to(outcome)
        bar, change = self._prompt_bar, outcome.change if isinstance(outcome, Did) else None
        if change and change.entry.verb == "register":
            bar.attempt(lambda: unfinished.forget_registered(self._workstation, self._shelf, change))
        if change and change.entry.verb in FREES and bar.has_room:
            bar.attempt(lambda: fill.offer(self._workstation, bar, change))

    def _come_to(self, outcome: Outcome | None) -> None:
        """What the foot leaves to the screen."""
        match outcome:
            case Go(place, then):
                self._prompt_bar.close()
                self._program.go(place, then)
            case Show(patient):
                self._prompt_bar.close(keep=True)
                self._program.go(Place("patients", record=RecordRef("patient", patient)))
            case Quit():
                self._prompt_bar.close()
                self._program.leave()
            case ByName():
                by_name.act(self._prompt_bar, outcome, lambda action: self._do(self._meant(action)), self._follow)

    def welcome(self) -> None:
        """Say until the next key how to find out, to whoever has done nothing here yet and could have."""
        here = self._workstation
        is_new = here.view.may(Privilege.UNDO) and not here.desk.journal.has_acted(here.actor)
        if is_new and not self._prompt_bar.prompt and not self._prompt_bar.said:
            self._prompt_bar.say(FIRST_RUN.format(**here.keyboard.names), "hint")
            self.redraw()

    def redraw(self) -> None:
        """Draw what stands around the list or schedule; rows that did not change are not sent."""
        self._drawn = self._workstation.view
        self._draw()

    def clinic_changed(self) -> None:
        """Somebody committed: show what is seen of it here, and say so when what was highlighted is gone."""
        bar, before, read = self._prompt_bar, self.here.scheduled, (self._read, self._prompt_bar.said)
        bar.attempt(self._read_again)
        is_drawn = self._drawn is not None and self._workstation.view.reads_as(self._drawn)
        if is_drawn and bar.prompt is None and (self._read, bar.said) == read:
            return
        if before and self.here.target is None:
            bar.attempt(lambda: self._say_vanished(before))
        bar.refresh()
        self.redraw()

    def shown_again(self) -> None:
        """Another screen was shown meanwhile: others have committed, names may be hidden now, time has gone on."""
        self._drawn = None
        self.privacy_changed()
        self.clinic_changed()

    def _read_again(self) -> None:
        """Read what is shown, and what is asked with every key, in one transaction. Raises what the desk refuses."""
        with self._workstation.snapshot():
            self._reload()

    def _say_vanished(self, before: ScheduledVisit, template: str = VANISHED) -> None:
        sentence = self._workstation.desk.journal.last_word(self._workstation.actor, before.ref).sentence
        self._prompt_bar.say(template.format(sentence=sentence), "warn", (before.patient,))

    @property
    def prompt_bar(self) -> PromptBar:
        """Where the questions are asked."""
        return self._prompt_bar

    def go(self, place: Place, then: str = "") -> None:
        """Show that place, stand on what it names, and do the action `then` with it, if it is there."""
        self._stand_on(place)
        self.is_moved = True
        self._then(place, then)
        self.redraw()

    def _then(self, place: Place, action: str) -> None:
        """Do the action with the record that the place names, if it is highlighted; letters at once are a word's."""
        if action and (place.record is None or place.record in {one.ref for one in self.here.records}):
            self._workstation.state.typed_ahead.answered(self._workstation.state.repeats.arrived_at)
            self._prompt_bar.attempt(lambda: self._do(action))

    def put_aside(self) -> None:
        """The open question goes, as if it were left, and is not kept for being asked again."""
        self._prompt_bar.close()

    def take_up(self, prompt: Prompt, place: Place | None) -> None:
        """Show that place, if one is named, and ask the question there."""
        if place:
            self._stand_on(place)
        self._prompt_bar.take_up(prompt)
        self.redraw()
