"""What is one field of a form, and how is the text in it drawn?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tui.terminal.cells import fit, width_of

if TYPE_CHECKING:
    from tui.text.lines import Line


class FormField(Struct, frozen=True):
    """One line of a form: `help` is a sentence on what belongs there, `section` the heading above.

    With `choices`, pairs of what is kept and the word shown, one of them is chosen instead of typed.
    """

    name: str
    section: str
    label: str
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    longest: int = 120
    is_detail: bool = False
    """Whether it tells more of the field before it, which Enter goes past."""

    @property
    def default(self) -> str:
        """What is kept as long as nobody said anything."""
        return self.choices[0][0] if self.choices else ""

    def word(self, text: str) -> str:
        """What is shown for what is kept."""
        return dict(self.choices).get(text, text)

    def chosen(self, text: str, key: str, character: str | None) -> str:
        """What is kept after that key: left, right and space go round, a letter goes to the next word it begins."""
        kept = [choice for choice, _ in self.choices]
        at = kept.index(text) if text in kept else 0
        if key in {"right", "space"}:
            return kept[(at + 1) % len(kept)]
        if key == "left":
            return kept[at - 1]
        turned = [*self.choices[at + 1 :], *self.choices[: at + 1]]
        letter = (character or " ").lower()
        return next((choice for choice, word in turned if word.startswith(letter)), text)


def choice_line(field: FormField, text: str, cells: int) -> Line:
    """'< female >': the word chosen, where left and right go to others."""
    return (
        ("< ", "hint"),
        (fit(field.word(text), min(width_of(field.word(text)), cells - 4)), "cursor"),
        (" >", "hint"),
    )
