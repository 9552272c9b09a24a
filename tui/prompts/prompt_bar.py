"""What stands at the foot of a screen: the open question, and what was said last."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from core.errors import ClinicdeskError, NeedsReason, Refused
from core.lazy import lazy_modules
from core.patients.model import Patient
from core.record_ref import PatientId
from core.text.sentences import CARD_NUMBER, CARD_NUMBER_LEFT_OUT
from tui.drafts.prompt_state import Parkable
from tui.prompts.prompt import STAY, Before, Close, Did, LeadsTo, LetsOthersFirst, Open, Show, Spread, Told, Waiting
from tui.prompts.sentences import PARK_LABEL
from tui.terminal.cells import width_of
from tui.text.lines import cells_of, keys_line, whole
from tui.text.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.journal.change import Change
    from tui.prompts import open_reason
    from tui.prompts.prompt import Outcome, Prompt
    from tui.selection.place import Slot
    from tui.text import hiding
    from tui.text import read_back as reading
    from tui.text.lines import Line, Span
    from tui.workstation import Workstation
else:  # what the first screen does without
    hiding, open_reason = lazy_modules("tui.text.hiding", "tui.prompts.open_reason")
    (reading,) = lazy_modules("tui.text.read_back")

_ROWS: Final = 20
"""What a terminal of 24 rows leaves for a panel."""


class PromptBar:
    """One question at a time. A refusal is shown and loses nothing; leaving a question drops it, but for a form."""

    def __init__(self, workstation: Workstation, people: Callable[[], Iterable[Patient]] = tuple) -> None:
        """`people` are those highlighted or marked: a sentence may name them."""
        self._workstation, self._people = workstation, people
        self.prompt: Prompt | None = None
        self.under: Prompt | None = None
        """The question that waits until the one over it is answered or left."""
        self.is_taken_up = False
        """Whether the question was begun before, and no key was pressed in it since it is asked again."""
        self.has_acted = False
        """Whether something was done since the last key before."""
        """Whether the last key led to what it may not answer."""
        self._left: Prompt | None = None
        self._sentence: tuple[str, str] | None = None
        self._told: tuple[Line, ...] = ()

    def attempt(self, step: Callable[[], Outcome | None]) -> Outcome | None:
        """Do it and take what it comes to; what is refused is said, and comes to nothing.

        Opening and closing questions and saying what was done are the foot's own; the outcome is handed on.
        """
        try:
            outcome = step()
            match outcome:
                case Open(prompt, over):
                    self._open(prompt, over=over)
                case Close(keeps):
                    self.close(keep=keeps)
                case Did():
                    self._tell(outcome)
                case Told(sentence):
                    self.close()
                    self.has_acted = True
                    self.say(sentence, "ok")
                case Show(patient) if self.under:
                    self.close(found=self._workstation.desk.patients.by_id(self._workstation.actor, patient))
                    return STAY
        except NeedsReason as needed:
            self._ask_why(needed)
            return None
        except Refused as refused:
            self._refused(refused)
            return None
        except ClinicdeskError as error:
            if error.sentence == CARD_NUMBER:
                self._forget_typed()
            self.say(error.sentence, "warn", hiding.met_in(self._workstation, error))
            return None
        return outcome

    def _forget_typed(self) -> None:
        """Let go of a card's number: what was refused stands nowhere any more."""
        if self.prompt and self.prompt.editor:
            from core.text.card_numbers import without_card_numbers  # which few need

            left = without_card_numbers(self.prompt.editor.text).replace(CARD_NUMBER_LEFT_OUT, "")
            self.prompt.editor.put_back(left.rstrip())

    def _tell(self, did: Did) -> None:
        """Say what was done, and ask what comes next."""
        change = did.change
        self._workstation.state.done_here.add(change.entry.id)
        self._workstation.state.acted_on = frozenset(record.ref for record in change.records)
        self.close(found=change.only(Patient))
        self.has_acted = True
        who = hiding.acted_on(change)
        said = self._said_of(change, who)
        self.say(said, "ok", who)
        self._told = hiding.what_to_know(self._workstation, change)
        if did.then:
            self._go_on(did.then(), said, who)

    def _said_of(self, change: Change, who: tuple[Patient, ...]) -> str:
        """What an act came to; right behind one on somebody else, with the birth date of whom it was about."""
        here, patients = self._workstation, frozenset(one.id for one in who)
        said = hiding.hide_act(here, change.sentence, who)
        if not patients:
            return said
        before, at = here.state.in_hand, here.state.repeats.seconds()
        here.state.in_hand = patients, at
        if len(who) > 1 or not reading.goes_on(before, patients, at):
            return said
        return reading.read_back(said, who[0], here.view.today, privacy=here.privacy)

    def _refused(self, refused: Refused) -> None:
        """Say it, and what else was met where no question shows that."""
        met = hiding.met_in(self._workstation, refused)
        self.say(refused.sentence, "error", met)
        if self.prompt is None:
            self._told = tuple(
                conflict_line(hiding.hide_conflict(self._workstation, conflict, (*met, *self._people())))
                for conflict in refused.conflicts
                if conflict.message not in refused.sentence
            )

    def _go_on(self, onward: Prompt | Before | str, said: str, who: tuple[Patient, ...]) -> None:
        """Ask what comes next; the key that did what was asked before does nothing there at once."""
        if isinstance(onward, str):
            self.say(f"{said} {onward}", "ok", who)
            return
        if isinstance(onward, Before):
            self._open(onward.following, over=False)
            self._open(onward.prompt, over=True)
        else:
            self._open(onward, over=self.prompt is not None)
        self.is_taken_up = True

    def _ask_why(self, needed: NeedsReason) -> None:
        """Ask for the reason, unless a question waits already: then that one is wanted is said."""
        self.say(needed.sentence, "warn", hiding.met_in(self._workstation, needed))
        if self.under is None:
            why = open_reason.OpenReasonPrompt(self._workstation, PatientId(needed.patient), self.said)
            self._open(why, over=self.prompt is not None)
            self._sentence = None

    def take_left(self) -> Prompt | None:
        """The form that was left since the last look, with what was typed: whoever asks keeps it."""
        left, self._left = self._left, None
        return left

    def take_up(self, prompt: Prompt) -> None:
        """Ask it as it stands: it was put aside before."""
        self.prompt, self.is_taken_up = prompt, True
        self.refresh()

    def ask_first(self, prompt: Prompt) -> None:
        """Ask it over what is asked, which comes back behind it; the key that led to it answers nothing there."""
        self.under = self.prompt
        self.take_up(prompt)

    @property
    def has_room(self) -> bool:
        """Whether what an act led to may be asked at once."""
        return self.prompt is None or (self.under is None and isinstance(self.prompt, LetsOthersFirst))

    def press(self, key: str, character: str | None) -> Outcome | None:
        """Give a key to the question that is open."""
        prompt, self.is_taken_up = self.prompt, False
        return self.attempt(lambda: prompt.key(key, character)) if prompt else None

    def paste(self, text: str) -> bool:
        """Put pasted text into the line of the question; False where there is none."""
        editor = self.prompt.editor if self.prompt else None
        if editor is None:
            return False
        editor.insert(text)
        self.refresh()
        return True

    def refresh(self) -> None:
        """The clinic changed: the open question asks again."""
        if self.prompt:
            self.attempt(self.prompt.refresh)

    def close(self, *, keep: bool = False, found: Patient | None = None) -> None:
        """Leave the question; `keep` it for whoever asks what was left.

        One that waited under it is asked again, about the patient `found`.
        """
        under, self.under = self.under, None
        self.prompt, self._left = under, self.prompt if keep else None
        if under:
            self.is_taken_up = True
        if isinstance(under, Waiting):
            under.come_back(found.id if found else None)

    def say(self, sentence: str, style: str, patients: Iterable[Patient] = ()) -> None:
        """Say it until the next key; it may name these patients, where names are shown."""
        self._sentence = (hiding.hide(self._workstation, sentence, (*patients, *self._people())), style)

    def say_too(self, sentence: str) -> None:
        """Say it, once, behind what was said last."""
        before = self.said.removesuffix(sentence).rstrip()
        self.say(f"{before} {sentence}".lstrip(), "warn")

    def tell(self, lines: tuple[Line, ...]) -> None:
        """Show these lines over the screen until the next key."""
        self._told = lines

    @property
    def said(self) -> str:
        """What was said last, if no key was pressed since."""
        return self._sentence[0] if self._sentence else ""

    def hush(self) -> None:
        """A key was pressed: what was said has been read."""
        self._sentence, self._told, self.has_acted = None, (), False

    def line(self, keys: Line, width: int) -> Line:
        """The question with what is typed, else what was said and fits, else the keys."""
        if self.prompt:
            park = self._workstation.keyboard.names["park_question"] if isinstance(self.prompt, Parkable) else ""
            return _question(self.prompt, width, park)
        if self._sentence and not self._is_long(self._sentence[0], width):
            return ((f" {self._sentence[0]}", self._sentence[1]),)
        return keys

    def panel(self, width: int, rows: int = _ROWS) -> tuple[Line, ...]:
        """What the question shows, and what was said where the foot has no room for it.

        After an act, what the desk must know of the patient. `rows` are those of the screen that a panel may take.
        """
        below = (*whole(self._told, width), *self._said(width))
        if isinstance(self.prompt, Spread):
            self.prompt.spread(width, max(rows - len(below), 1))
            return (*self.prompt.panel(), *below)
        asked = self.prompt.panel() if self.prompt else ()
        return (*whole(asked, width), *below)

    def _said(self, width: int) -> tuple[Line, ...]:
        if self._sentence is None:
            return ()
        sentence, style = self._sentence
        if self.prompt is None and not self._is_long(sentence, width):
            return ()
        return tuple(((f" {line}", style),) for line in wrap(sentence, max(width - 2, 20)))

    @staticmethod
    def _is_long(sentence: str, width: int) -> bool:
        """Whether the foot has no room for it: it stands in the panel then, and nowhere else."""
        return width_of(sentence) >= width

    @property
    def leads_to(self) -> Slot | None:
        """The time that is typed into the question, if it asks for one."""
        prompt = self.prompt
        return prompt.leads_to() if prompt and isinstance(prompt, LeadsTo) else None

    def _open(self, prompt: Prompt, *, over: bool) -> None:
        self.under = self.prompt if over else self.under
        self.prompt, self.is_taken_up = prompt, False
        self.prompt.refresh()


def _question(prompt: Prompt, width: int, park_key: str) -> Line:
    label: Span = (f" {prompt.label}: ", "prompt-label")
    hint, more = prompt.hint(), keys_line((park_key, PARK_LABEL)) if park_key else ()
    editor = None if isinstance(prompt, Spread) else prompt.editor
    typed = editor.line() if editor else ()
    room = width - cells_of((label, *typed)) - 1
    if room >= cells_of((*hint, *more)):
        hint = (*hint, *more)
    if editor is None:
        return (label, *hint)
    if room < cells_of(hint):
        return (label, *editor.line(width - cells_of((label,))))
    return (label, *typed, (" " * (room + 1 - cells_of(hint)), "prompt"), *hint)
