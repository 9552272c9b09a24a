"""A menu of coded reasons: a letter or the arrows choose one, and Enter takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from tui.keys.menu_typing import Choices
from tui.prompts.sentences import CHOOSE_A_REASON
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from core.clinic.model import Reason
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MORE_LETTERS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_NEVER: Final = frozenset("ux")
"""What takes back and cancels everywhere else chooses no reason, whatever a clinic calls its reasons."""


class ReasonMenu:
    """Reasons by letter: the first letter of the code that is free and that no reason before it has."""

    def __init__(self, reasons: Iterable[Reason], *, reserved: Collection[str] = ()) -> None:
        """`reserved` letters mean something else while the menu is open."""
        self.by_letter: Mapping[str, Reason] = dict(_lettered(reasons, _NEVER.union(reserved)))
        self.chosen: Reason | None = None

    def key(self, key: str, character: str | None) -> bool:
        """Take a key that chooses; False for any other. The first arrow chooses the first reason, or the last."""
        if key in {"up", "down"}:
            self._step(1 if key == "down" else -1)
            return True
        reason = self.by_letter.get((character or "").lower())
        self.chosen = reason or self.chosen
        return reason is not None

    def taken(self) -> Reason:
        """The reason chosen. Raises BadInput where none is: an Enter struck twice agrees to nothing."""
        if self.chosen is None:
            raise BadInput(CHOOSE_A_REASON)
        return self.chosen

    def choose(self, code: str) -> None:
        """Choose the reason with that code; none where there is no such reason."""
        self.chosen = next((reason for reason in self.by_letter.values() if reason.code == code), None)

    def choices(self) -> Choices:
        """The letters. After a word none is chosen, whichever was before."""
        return Choices(self.by_letter, self._choose_none, only_one=True)

    def _choose_none(self) -> None:
        self.chosen = None

    def lines(self) -> tuple[Line, ...]:
        """One line a reason, the chosen one marked."""
        return tuple(
            (
                (f" {letter} ", "hint-key"),
                (
                    f"{reason.text}" + (f" ({reason.by})" if reason.by else ""),
                    "cursor" if reason is self.chosen else "panel",
                ),
            )
            for letter, reason in self.by_letter.items()
        )

    def hint(self, enter: str, *more: tuple[str, str]) -> Line:
        """The keys, `enter` with the reason chosen; grey as long as none is."""
        label = f"{enter}: {self.chosen.text}" if self.chosen else enter
        off = frozenset[str]() if self.chosen else frozenset({label})
        return keys_line(("letter", "reason"), ("Enter", label), *more, ("Ctrl+X", "leave"), off=off)

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


def _lettered(reasons: Iterable[Reason], reserved: frozenset[str]) -> Iterator[tuple[str, Reason]]:
    taken = set(reserved)
    for reason in reasons:
        letters = (letter for letter in reason.code.lower() + _MORE_LETTERS if letter.isalnum())
        free = next((letter for letter in letters if letter not in taken), None)
        if free:
            taken.add(free)
            yield free, reason
