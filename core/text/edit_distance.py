"""How many slips of the hand lie between two words?"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def edits(one: str, other: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, mine in enumerate(one, 1):
        line = [row]
        for column, theirs in enumerate(other, 1):
            cost = min(line[-1] + 1, last[column] + 1, last[column - 1] + (mine != theirs))
            if row > 1 and column > 1 and mine == other[column - 2] and one[row - 2] == theirs:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


def spellings_near(word: str) -> Iterator[str]:
    """Every string one insertion, deletion, replacement or swap of neighbours away."""
    letters = sorted({*string.ascii_lowercase, *word})
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
