"""What typing into one line does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text import clean_text

if TYPE_CHECKING:
    from tui.lines import Line

_LONGEST = 120


class LineEditor:
    """One line of text and a cursor within it."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.cursor = len(text)

    def key(self, key: str, character: str | None) -> bool:
        """Take a key; True when it was one of the editor's."""
        if character is not None and character.isprintable() and len(self.text) < _LONGEST:
            self.insert(character)
            return True
        match key:
            case "backspace" | "ctrl+h":
                self._remove(max(self.cursor - 1, 0), self.cursor)
            case "delete":
                self._remove(self.cursor, self.cursor + 1)
            case "left":
                self.cursor = max(self.cursor - 1, 0)
            case "right":
                self.cursor = min(self.cursor + 1, len(self.text))
            case "home":
                self.cursor = 0
            case "end" | "ctrl+e":
                self.cursor = len(self.text)
            case "ctrl+u":
                self._remove(0, self.cursor)
            case "ctrl+w":
                before = self.text[: self.cursor].rstrip()
                self._remove(before.rfind(" ") + 1, self.cursor)
            case _:
                return False
        return True

    def insert(self, text: str) -> None:
        """Put `text` at the cursor: typed or pasted, one line of it."""
        typed = text if text.isspace() and len(text) == 1 else _one_line(text)
        typed = typed[: _LONGEST - len(self.text)]
        self.text = self.text[: self.cursor] + typed + self.text[self.cursor :]
        self.cursor += len(typed)

    def clear(self) -> None:
        """Empty the line."""
        self.text, self.cursor = "", 0

    def line(self) -> Line:
        """The text with its cursor, which is drawn and never blinks."""
        before, at, after = (
            self.text[: self.cursor],
            self.text[self.cursor : self.cursor + 1],
            self.text[self.cursor + 1 :],
        )
        return ((before, "prompt"), (at or " ", "prompt-cursor"), (after, "prompt"))

    def _remove(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start


def _one_line(text: str) -> str:
    return clean_text(text, limit=_LONGEST)
