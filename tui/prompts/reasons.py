"""A menu of coded reasons, each with a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from core.clinic.model import Reason
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MORE_LETTERS = "123456789abcdefghijklmnopqrstuvwxyz"


class ReasonMenu:
    """Reasons by letter: the first letter of the code that is free and that no reason before it has."""

    def __init__(self, reasons: Iterable[Reason], *, reserved: Collection[str] = ()) -> None:
        """`reserved` letters mean something else while the menu is open."""
        self.by_letter: Mapping[str, Reason] = _lettered(reasons, frozenset(reserved))

    def reason(self, character: str | None) -> Reason | None:
        """The reason with that letter."""
        return self.by_letter.get((character or "").lower())

    def lines(self, chosen: Reason | None = None) -> tuple[Line, ...]:
        """One line a reason, the chosen one marked."""
        return tuple(
            (
                (f" {letter} ", "hint-key"),
                (
                    f"{reason.text}" + (f" ({reason.by})" if reason.by else ""),
                    "cursor" if reason is chosen else "panel",
                ),
            )
            for letter, reason in self.by_letter.items()
        )


def reason_menu(workstation: Workstation, purpose: str) -> ReasonMenu:
    """The clinic's reasons for "cancel", "override" or "waive"; the key that parks keeps its letter."""
    return ReasonMenu(workstation.view.clinic.reasons_for(purpose), reserved=workstation.keyboard.keys("park"))


def _lettered(reasons: Iterable[Reason], reserved: frozenset[str]) -> dict[str, Reason]:
    lettered: dict[str, Reason] = {}
    for reason in reasons:
        letters = [letter for letter in reason.code.lower() + _MORE_LETTERS if letter.isalnum()]
        free = next((letter for letter in letters if letter not in lettered and letter not in reserved), None)
        if free:
            lettered[free] = reason
    return lettered
