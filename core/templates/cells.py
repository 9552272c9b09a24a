"""How many cells of a line does a text take, and where may it be broken?"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_WIDE: Final = frozenset("WF")
_ENDS: Final = frozenset({"Pe", "Pf", "Po"})
"""Categories of what begins no line among East Asian letters: closing brackets, commas and stops."""
_PARTS: Final = re.compile(r" +|[^ ]+")


def cells(text: str) -> int:
    """Columns of a terminal or of a printer with one width: East Asian letters take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells(sign) for sign in text)


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> Iterator[tuple[int, int]]:
    """Where each line of the text begins and ends, so that none measures more than `room` if it can be broken.

    Spaces at which a line was broken are in none. At least one line.
    """
    start = end = 0
    width = 0.0
    for first, last in _parts(text):
        part = measure(text[first:last])
        if text[first] == " ":
            width += part
            continue
        if width + part > room and end > start:
            yield start, end
            start, width = first, 0.0
        at = first
        while part > room and last - at > 1:  # no line is long enough for it
            cut = _cut(text, at, last, room - width, measure)
            yield start, cut
            start = at = cut
            width, part = 0.0, measure(text[at:last])
        width, end = width + part, last
    yield start, end


def fitted(widths: Sequence[float], room: float) -> list[float]:
    """The widths of columns so that together they take no more than `room`: the widest give way, to the same width."""
    found = list(widths)
    excess = sum(found) - room
    while excess > 0:
        widest = max(found)
        at_most = [at for at, width in enumerate(found) if width == widest]
        next_width = max((width for width in found if width < widest), default=0.0)
        taken = min((widest - next_width) * len(at_most), excess)
        for at in at_most:
            found[at] = widest - taken / len(at_most)
        excess -= taken
        if next_width == 0.0:
            break
    return found


def _cells(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Words and the spaces between them; a line may also be broken after each East Asian letter."""
    for found in _PARTS.finditer(text):
        start = found.start()
        if not found[0].isascii():
            for at in range(found.start() + 1, found.end()):
                both = (text[at - 1], text[at])
                is_wide = any(unicodedata.east_asian_width(sign) in _WIDE for sign in both)
                if is_wide and unicodedata.category(text[at]) not in _ENDS and not unicodedata.combining(text[at]):
                    yield start, at
                    start = at
        yield start, found.end()


def _cut(text: str, first: int, last: int, room: float, measure: Callable[[str], float]) -> int:
    """How far a word goes that is longer than a line: at least by one sign, and never within a sign and its marks."""
    low, high = first + 1, last - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[first:middle]) <= room else (low, middle - 1)
    cut = low
    while cut < last and unicodedata.combining(text[cut]):
        cut += 1
    return cut
