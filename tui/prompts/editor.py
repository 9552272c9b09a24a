"""What typing into one line does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from tui.text.lines import Line

_LONGEST = 120


class LineEditor:
    """One line of text and a cursor within it; it takes no more than `longest` characters."""

    def __init__(self, text: str = "", *, longest: int = _LONGEST) -> None:
        self.text = text
        self.cursor = len(text)
        self._longest = longest

    def key(self, key: str, character: str | None) -> bool:
        """Take a key; True when it was one of the editor's."""
        if character is not None and character.isprintable() and len(self.text) < self._longest:
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
        typed = text if text.isspace() and len(text) == 1 else clean_text(text, limit=self._longest)
        typed = typed[: max(self._longest - len(self.text), 0)]
        self.text = self.text[: self.cursor] + typed + self.text[self.cursor :]
        self.cursor += len(typed)

    def put_back(self, text: str, cursor: int | None = None) -> None:
        """The line as it was when it was put aside, with its spaces; the cursor at the end when none is given."""
        self.text = "".join(filter(str.isprintable, text))[: self._longest]
        self.cursor = len(self.text) if cursor is None else min(cursor, len(self.text))

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
