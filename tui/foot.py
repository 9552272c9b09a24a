"""What stands at the foot of a screen: the open question, the last answer, and drafts of questions left."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from core.errors import ClinicdeskError, Refused
from core.sentences import PARK_LABEL
from tui.cells import width_of
from tui.kept import Parkable
from tui.lines import keys_line
from tui.prompts.prompt import Close, Did, Open, Spread
from tui.words import conflict_line, what_to_know

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.lines import Line, Span
    from tui.prompts.prompt import Outcome, Prompt

_MOST_DRAFTS: Final = 20
_ROWS: Final = 20
"""What a terminal of 24 rows leaves for a panel."""


class Foot:
    """One question at a time. A refusal is shown and loses nothing; a question left is kept as a draft."""

    def __init__(self, park_key: str = "") -> None:
        """`park_key` is shown where a question can be parked and the line has room for it."""
        self._park_key = park_key
        self.prompt: Prompt | None = None
        self._drafts: dict[tuple[object, ...], Prompt] = {}
        self._sentence: tuple[str, str] | None = None
        self._told: tuple[Line, ...] = ()

    def attempt(self, step: Callable[[], Outcome | None]) -> Outcome | None:
        """Do it and take what it comes to; what is refused is said, and comes to nothing.

        Opening and closing questions and saying what was done are the foot's own; the outcome is handed on.
        """
        try:
            outcome = step()
            match outcome:
                case Open(prompt):
                    self._open(prompt)
                case Close(finished):
                    self.close(keep=not finished)
                case Did(change):
                    self.close(keep=False)
                    self.say(change.sentence, "ok")
                    self._told = what_to_know(change)
        except Refused as refused:
            self.say(refused.sentence, "error")
            if self.prompt is None:
                self._told = tuple(conflict_line(conflict) for conflict in refused.conflicts)
            return None
        except ClinicdeskError as error:
            self.say(error.sentence, "warn")
            return None
        return outcome

    @property
    def left(self) -> tuple[Prompt, ...]:
        """The questions left with something typed: they are taken up where the same is asked again."""
        return tuple(self._drafts.values())

    def forget(self, prompt: Prompt) -> None:
        """It is kept elsewhere, and not asked again here."""
        self._drafts = {key: one for key, one in self._drafts.items() if one is not prompt}

    def take_up(self, prompt: Prompt) -> None:
        """Ask it as it stands: it was put aside before."""
        self.prompt = prompt
        self.refresh()

    def press(self, key: str, character: str | None) -> Outcome | None:
        """Give a key to the question that is open."""
        prompt = self.prompt
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

    def close(self, *, keep: bool) -> None:
        """Leave the question; `keep` what was typed as a draft."""
        if self.prompt and keep:
            self._drafts[self.prompt.key_of_draft] = self.prompt
            while len(self._drafts) > _MOST_DRAFTS:
                self._drafts.pop(next(iter(self._drafts)))
        self.prompt = None

    def say(self, sentence: str, style: str) -> None:
        """Say it until the next key."""
        self._sentence = (sentence, style)

    def hush(self) -> None:
        """A key was pressed: what was said has been read."""
        self._sentence, self._told = None, ()

    def line(self, keys: Line, width: int) -> Line:
        """The question with what is typed, else what was said, else the keys."""
        if self.prompt:
            return _question(self.prompt, width, self._park_key if isinstance(self.prompt, Parkable) else "")
        if self._sentence:
            return ((f" {self._sentence[0]}", self._sentence[1]),)
        return keys

    def panel(self, width: int, rows: int = _ROWS) -> tuple[Line, ...]:
        """What the question shows, and what was said where the foot has no room for it.

        After an act, what the desk must know of the patient. `rows` are those of the screen that a panel may take.
        """
        below = (*self._told, *self._said(width))
        if isinstance(self.prompt, Spread):
            self.prompt.spread(width, max(rows - len(below), 1))
        asked = self.prompt.panel() if self.prompt else ()
        return (*asked, *below)

    def _said(self, width: int) -> tuple[Line, ...]:
        if self._sentence is None:
            return ()
        sentence, style = self._sentence
        if self.prompt is None and width_of(sentence) < width:
            return ()
        return tuple(((f" {line}", style),) for line in wrap(sentence, max(width - 2, 20)))

    def _open(self, prompt: Prompt) -> None:
        """Ask it, or take up the draft of the same question."""
        self.prompt = self._drafts.pop(prompt.key_of_draft, prompt)
        self.prompt.refresh()


def _question(prompt: Prompt, width: int, park_key: str) -> Line:
    label: Span = (f" {prompt.label}: ", "prompt-label")
    hint, more = prompt.hint(), keys_line((park_key, PARK_LABEL)) if park_key else ()
    editor = None if isinstance(prompt, Spread) else prompt.editor
    typed = editor.line() if editor else ()
    room = width - _cells((label, *typed)) - 1
    if room >= _cells((*hint, *more)):
        hint = (*hint, *more)
    if editor is None:
        return (label, *hint)
    if room < _cells(hint):
        return (label, *typed)
    return (label, *typed, (" " * (room + 1 - _cells(hint)), "prompt"), *hint)


def _cells(line: Line) -> int:
    return sum(width_of(text) for text, _ in line)
