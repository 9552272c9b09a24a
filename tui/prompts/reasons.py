"""A menu of coded reasons: a letter or the arrows choose one, and Enter takes it, with words where it needs some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.given_reason import LONGEST_WORDS
from core.clinic.reason import GivenReason
from core.errors import BadInput
from core.text.cleaning import clean_text
from tui.keys.menu_typing import Choices
from tui.prompts.editor import LineEditor
from tui.prompts.restore_context import type_again, typed_fields
from tui.prompts.sentences import CHOOSE_A_REASON, REASON_WORDS, SAY_THE_REASON
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from core.clinic.reason import Reason
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MORE_LETTERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_NEVER: Final = frozenset("ux")
"""What takes back and cancels everywhere else chooses no reason, whatever a clinic calls its reasons."""


class ReasonMenu:
    """Reasons by letter: the first letter of the code that is free and that no reason before it has.

    Enter takes the reason chosen; one that says nothing without words opens a line for them first.
    """

    def __init__(self, reasons: Iterable[Reason], *, reserved: Collection[str] = ()) -> None:
        """`reserved` letters mean something else while the menu is open."""
        self.by_letter: Mapping[str, Reason] = dict(_lettered(reasons, _NEVER.union(reserved)))
        self.chosen: Reason | None = None
        self.editor: LineEditor | None = None
        """The line for the words, while these are asked for."""

    def begin(self) -> None:
        """Nothing is chosen, and no words are asked for."""
        self.chosen, self.editor = None, None

    def key(self, key: str, character: str | None) -> bool:
        """Take a key that chooses, or one of the line; False for any other.

        The first arrow chooses the first reason, or the last.
        """
        if self.editor:
            return self.editor.key(key, character)
        if key in {"up", "down"}:
            self._step(1 if key == "down" else -1)
            return True
        reason = self.by_letter.get((character or "").lower())
        self.chosen = reason or self.chosen
        return reason is not None

    def back(self) -> bool:
        """From the words to the reasons; False where no words are asked for."""
        was_asked, self.editor = self.editor is not None, None
        return was_asked

    def taken(self) -> str | None:
        """The reason that Enter takes, with its words: None where it opened the line for them.

        Raises BadInput where none is chosen, as an Enter struck twice agrees to nothing, or nothing was said.
        """
        if self.chosen is None:
            raise BadInput(CHOOSE_A_REASON)
        if not self.chosen.asks_words:
            return self.chosen.code
        if self.editor is None:
            self.editor = LineEditor(longest=LONGEST_WORDS)
            return None
        words = clean_text(self.editor.text, limit=LONGEST_WORDS)
        if not words:
            raise BadInput(SAY_THE_REASON)
        return str(GivenReason(self.chosen.code, words))

    def fields(self) -> dict[str, str]:
        """The reason chosen and its words, as texts."""
        words = typed_fields("reason.words", self.editor) if self.editor else {}
        return {"reason": self.chosen.code if self.chosen else "", **words}

    def take_up(self, fields: Mapping[str, str]) -> None:
        """Choose it again, if there is such a reason still, and type its words."""
        code = fields.get("reason", "")
        self.begin()
        self.chosen = next((reason for reason in self.by_letter.values() if reason.code == code), None)
        if self.chosen and self.chosen.asks_words and "reason.words" in fields:
            self.editor = LineEditor(longest=LONGEST_WORDS)
            type_again("reason.words", self.editor, fields)

    def choices(self) -> Choices | None:
        """The letters; None while words are typed. After a word none is chosen, whichever was before."""
        return None if self.editor else Choices(self.by_letter, self.begin, only_one=True)

    def lines(self) -> tuple[Line, ...]:
        """One line a reason, the chosen one marked; while words are asked for, that one alone."""
        if self.editor and self.chosen:
            return (((f" {REASON_WORDS.format(reason=_named(self.chosen))}", "panel"),),)
        return tuple(
            ((f" {letter} ", "hint-key"), (_named(reason), "cursor" if reason is self.chosen else "panel"))
            for letter, reason in self.by_letter.items()
        )

    def hint(self, enter: str, *more: tuple[str, str]) -> Line:
        """The keys, `enter` with the reason chosen; grey as long as none is."""
        if self.editor:
            return keys_line(("Enter", enter), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))
        if self.chosen:  # its text takes the room
            return keys_line(("Enter", f"{enter}: {self.chosen.text}"), *(more or (("Ctrl+X", "leave"),)))
        return keys_line(("letter", "reason"), ("Enter", enter), *more, ("Ctrl+X", "leave"), off=frozenset({enter}))

    def _step(self, rows: int) -> None:
        reasons = list(self.by_letter.values())
        if self.chosen in reasons:
            at = min(max(reasons.index(self.chosen) + rows, 0), len(reasons) - 1)
            self.chosen = reasons[at]
        elif reasons:
            self.chosen = reasons[0 if rows > 0 else -1]


def reason_menu(workstation: Workstation, purpose: str) -> ReasonMenu:
    """The clinic's reasons for "cancel", "override" or "waive", without the letters that park, undo and cancel."""
    kept = (key for action in ("park", "undo", "cancel") for key in workstation.keyboard.keys(action))
    return ReasonMenu(workstation.view.clinic.reasons_for(purpose), reserved=tuple(kept))


def _named(reason: Reason) -> str:
    return f"{reason.text} ({reason.by})" if reason.by else reason.text


def _lettered(reasons: Iterable[Reason], reserved: frozenset[str]) -> Iterator[tuple[str, Reason]]:
    taken = set(reserved)
    for reason in reasons:
        letters = (letter for letter in reason.code.lower() + _MORE_LETTERS if letter.isalnum())
        free = next((letter for letter in letters if letter not in taken), None)
        if free:
            taken.add(free)
            yield free, reason
