"""How are the words of a line given to readers, each of which takes those it knows, in whatever order they stand?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Reader: TypeAlias = "Callable[[str], bool]"
"""Takes a phrase, and says whether it was one of its own. Raises BadInput for one that cannot be."""


def reads(reader: Reader, phrase: str) -> bool:
    """Whether it is one of the reader's own, even if it cannot be."""
    try:
        return reader(phrase)
    except BadInput:
        return True


class Unread(Struct, frozen=True):
    """Words that nobody could read, the sentence that says why, and what can be typed in their place."""

    words: str
    sentence: str
    instead: tuple[str, ...] = ()


class Line(Struct):
    """Words in order; what was read is None, so that no phrase reaches over it. Not frozen: it is used up."""

    words: list[str | None]
    unread: list[Unread]

    @classmethod
    def of(cls, words: list[str]) -> Line:
        """Nothing of it is read yet."""
        return cls([*words], [])

    def give(self, reader: Reader, *, longest: int = 1, shortest: int = 1) -> None:
        """Let the reader take phrases of so many words, long ones first."""
        for length in range(longest, shortest - 1, -1):
            for start in range(len(self.words) - length + 1):
                self._give(reader, start, length)

    def _give(self, reader: Reader, start: int, length: int) -> None:
        words = self.words[start : start + length]
        if None in words:
            return
        phrase = " ".join(word for word in words if word)
        try:
            is_taken = reader(phrase)
        except BadInput as refusal:
            self.unread.append(Unread(phrase, refusal.sentence, refusal.instead))
            is_taken = True
        if is_taken:
            self.words[start : start + length] = [None] * length

    def left(self) -> Iterator[str]:
        """The words that nobody took, in order."""
        return (word for word in self.words if word)
