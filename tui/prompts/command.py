"""The line after ':'. It knows `late`, `ask payers`, `quit` and the verbs of keys, and tells what would come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import BadInput, ClinicdeskError
from core.text.cleaning import clean_text
from core.text.wording import nearest
from tui.drafts.prompt_state import PromptState
from tui.keys.registry import BY_ID
from tui.prompts import ask_payers, late_line
from tui.prompts.command_words import NAMES, command_of, takes_words
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, ByName, Close, Did, Outcome, Quit, leaves
from tui.prompts.restore_context import RestoreContext, Restored, type_again, typed_fields
from tui.prompts.sentences import COMMAND_AT_ONCE, COMMAND_GUESS, COMMANDS_HINT, UNKNOWN_COMMAND
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_QUIT: Final = frozenset({"q", "quit"})
_KNOWN: Final = (late_line.NAME, ask_payers.NAME, "quit")


def _says_late(words: list[str]) -> bool:
    """Whether somebody is said to be late: `park late 25` too, but not `move late pm`."""
    is_counted = any(word.isdigit() for word in words)
    return late_line.NAME in words and (words[0] == late_line.NAME or is_counted or command_of(words) is None)


def _asks_payers(words: list[str]) -> bool:
    return words in ([ask_payers.NAME], [ask_payers.NAME, "payers"])


class CommandPrompt:
    """A command by its name, its words in any order."""

    label = ":"
    carries = False

    def __init__(self, workstation: Workstation) -> None:
        self.editor = LineEditor()
        self._workstation = workstation
        self._told: tuple[Line, ...] = ()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter runs it."""
        if leaves(key):
            return Close()
        if key != "enter":
            if self.editor.key(key, character):
                self.refresh()
            return STAY
        words = self._words()
        if not words:
            return Close()
        if words[0] in _QUIT and len(words) == 1:
            return Quit()
        if _says_late(words):
            return Did(late_line.note_late(self._workstation, self._late(words)))
        if _asks_payers(words):
            return Did(ask_payers.ask(self._workstation))
        named = command_of(words)
        if named:
            if named[1] and not takes_words(named[0]):
                raise BadInput(COMMAND_AT_ONCE.format(words=named[1]))
            return ByName(named[0], self._typed_behind(named[1]))
        near = nearest(words[0], (*_KNOWN, *NAMES))
        guess = COMMAND_GUESS.format(word=near) if near else "."
        raise BadInput(UNKNOWN_COMMAND.format(command=" ".join(words), guess=guess))

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """What there is, or what would come of the line."""
        return self._told or (((f" {COMMANDS_HINT}", "hint"),),)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "do it"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Work out again what would come of it."""
        words, self._told = self._words(), ()
        if words and _asks_payers(words):
            self._told = ask_payers.ask_lines(self._workstation)
        elif _says_late(words):
            try:
                self._told = late_line.late_lines(self._workstation, self._late(words))
            except ClinicdeskError as error:
                self._told = (((f" {error.sentence}", "warn"),),)
        elif named := command_of(words):
            told = BY_ID[named[0]].help.format(**self._workstation.keyboard.names)
            self._told = (((f" {told}", "panel"),),)

    def state(self) -> PromptState:
        """What is typed."""
        return PromptState("command", "", typed_fields("line", self.editor))

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same line again; what would come of it is worked out anew."""
        prompt = cls(at.workstation)
        type_again("line", prompt.editor, kept.fields)
        prompt.refresh()
        return Restored(prompt)

    def _words(self) -> list[str]:
        return clean_text(self.editor.text).lower().lstrip(":").split()

    def _typed_behind(self, words: str) -> str:
        """The same words as they were typed: a name keeps its capitals."""
        typed = clean_text(self.editor.text).split()
        return " ".join(typed[-len(words.split()) :]) if words else ""

    def _late(self, words: list[str]) -> late_line.LateLine:
        return late_line.read_late(self._workstation, [word for word in words if word != late_line.NAME])
