"""What stands at the foot of a screen: the open question, the last answer, and drafts of questions left."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from core.errors import ClinicdeskError, Refused
from tui.cells import width_of
from tui.prompts.prompt import Close, Did, Open
from tui.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.lines import Line, Span
    from tui.prompts.prompt import Outcome, Prompt

_MOST_DRAFTS: Final = 20


class Foot:
    """One question at a time. A refusal is shown and loses nothing; a question left is kept as a draft."""

    def __init__(self) -> None:
        self.prompt: Prompt | None = None
        self._drafts: dict[tuple[object, ...], Prompt] = {}
        self._sentence: tuple[str, str] | None = None
        self._refused: tuple[Line, ...] = ()

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
        except Refused as refused:
            self.say(refused.sentence, "error")
            if self.prompt is None:
                self._refused = tuple(conflict_line(conflict) for conflict in refused.conflicts)
            return None
        except ClinicdeskError as error:
            self.say(error.sentence, "warn")
            return None
        return outcome

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
        self._sentence, self._refused = None, ()

    def line(self, keys: Line, width: int) -> Line:
        """The question with what is typed, else what was said, else the keys."""
        if self.prompt:
            return _question(self.prompt, width)
        if self._sentence:
            return ((f" {self._sentence[0]}", self._sentence[1]),)
        return keys

    def panel(self, width: int) -> tuple[Line, ...]:
        """What the question shows, and what was said where the foot has no room for it."""
        asked = self.prompt.panel() if self.prompt else ()
        return (*asked, *self._refused, *self._said(width))

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


def _question(prompt: Prompt, width: int) -> Line:
    label: Span = (f" {prompt.label}: ", "prompt-label")
    hint = prompt.hint()
    if prompt.editor is None:
        return (label, *hint)
    typed = prompt.editor.line()
    room = width - width_of(label[0]) - sum(width_of(text) for text, _ in typed)
    hinted = sum(width_of(text) for text, _ in hint)
    if room < hinted + 1:
        return (label, *typed)
    return (label, *typed, (" " * (room - hinted), "prompt"), *hint)
