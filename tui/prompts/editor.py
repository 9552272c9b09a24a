"""What typing into one line does."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from core.text.cleaning import clean_text
from tui.terminal.cells import width_of

if TYPE_CHECKING:
    from tui.text.lines import Line

_LONGEST = 120


class LineEditor:
    """One line of text and a cursor within it; it takes no more than `longest` characters."""

    def __init__(self, text: str = "", *, longest: int = _LONGEST) -> None:
        self.text = text
        self.cursor = len(text)
        self._longest = longest
        self.marks: tuple[tuple[int, int], ...] = ()
        """From where to where words stand that could not be read: they are drawn so."""

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

    def line(self, cells: int | None = None, *, ascii: bool = False) -> Line:
        """The text with its cursor, which is drawn and never blinks; within so many cells the part around it."""
        at = self.text[self.cursor : self.cursor + 1] or " "
        start, end, cut = 0, len(self.text), ""
        if cells is not None:
            room = cells - width_of(at)
            if width_of(self.text[: self.cursor]) > room:
                cut, room = ("~" if ascii else "…"), room - 1
                fits = (at for at in range(self.cursor + 1) if width_of(self.text[at : self.cursor]) <= room)
                start = next(fits, self.cursor)  # where not even the cursor has room it is shown alone
            room -= width_of(self.text[start : self.cursor])
            end = self.cursor + 1
            while end < len(self.text) and width_of(self.text[self.cursor + 1 : end + 1]) <= room:
                end += 1
        before, after = self._spans(start, self.cursor), self._spans(self.cursor + 1, end)
        return (*(((cut, "prompt"),) if cut else ()), *before, (at, "prompt-cursor"), *after)

    def _spans(self, start: int, end: int) -> Line:
        """That part of the text, with what is marked apart from the rest."""
        if start >= end:
            return (("", "prompt"),)
        edges = sorted({start, end, *(edge for mark in self.marks for edge in mark if start < edge < end)})
        return tuple((self.text[first:last], self._style(first)) for first, last in pairwise(edges))

    def _style(self, at: int) -> str:
        return "unread" if any(first <= at < last for first, last in self.marks) else "prompt"

    def _remove(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start
