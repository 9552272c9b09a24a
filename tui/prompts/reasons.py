"""A menu of coded reasons, each with a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.model.clinic import Reason
    from tui.lines import Line

_MORE_LETTERS = "123456789abcdefghijklmnopqrstuvwxyz"


class ReasonMenu:
    """Reasons by letter: the first letter of the code that no reason before it has."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.by_letter: Mapping[str, Reason] = _lettered(reasons)

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


def _lettered(reasons: Iterable[Reason]) -> dict[str, Reason]:
    lettered: dict[str, Reason] = {}
    for reason in reasons:
        letters = [letter for letter in reason.code.lower() + _MORE_LETTERS if letter.isalnum()]
        free = next((letter for letter in letters if letter not in lettered), None)
        if free:
            lettered[free] = reason
    return lettered
