"""In which order do the parts of a line stand, where some of it is read from right to left?

Values are isolated: a name in another direction turns round itself, and nothing beside it (UAX 9, isolates).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.templates.model import Piece

_RIGHT: Final = frozenset({"R", "AL"})
_TURNS: Final = frozenset({"R", "AL", "AN"})
_VALUE: Final = "\ufffc"
"""Stands for a whole value where the line around it is put in order: a sign without a direction."""
_LANGUAGES: Final = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "ckb", "dv", "ug", "sd"})


class Run(Struct, frozen=True):
    """A part of a line that is read in one direction, as it is read: whoever draws it turns it round."""

    text: str
    is_right_to_left: bool = False


def is_right_to_left(language: str) -> bool:
    """Whether documents in that language begin at the right."""
    return language.partition("-")[0] in _LANGUAGES


def in_order(pieces: Sequence[Piece], *, from_right: bool) -> list[Run]:
    """The parts of a line from left to right."""
    if not from_right and not any(_turns(piece.text) for piece in pieces):
        return [Run("".join(piece.text for piece in pieces))]
    values = [piece.text for piece in pieces if piece.is_value]
    outer = "".join(_VALUE if piece.is_value else piece.text.replace(_VALUE, " ") for piece in pieces)
    runs: list[Run] = []
    at = 0
    levels = _levels(outer, base=int(from_right))
    filled = iter(values)
    by_place = {place: next(filled) for place, sign in enumerate(outer) if sign == _VALUE}
    for start, end, level in _visual(levels):
        turned = bool(level % 2)
        parts = _split(outer, start, end)
        for first, last in reversed(parts) if turned else parts:
            if first in by_place:
                runs += _value(by_place[first])
            else:
                runs.append(Run(outer[first:last], turned))
        at += end - start
    return runs


def _value(text: str) -> list[Run]:
    """A value by itself, beginning where its first letter says."""
    if not _turns(text):
        return [Run(text)]
    first = next((kind for sign in text if (kind := unicodedata.bidirectional(sign)) in {"L", *_RIGHT}), "L")
    levels = _levels(text, base=int(first in _RIGHT))
    return [Run(text[start:end], bool(level % 2)) for start, end, level in _visual(levels)]


def _turns(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(sign) in _TURNS for sign in text)


def _levels(text: str, *, base: int) -> list[int]:
    """How deep each sign is embedded, by the bidirectional algorithm: odd ones are read from right to left."""
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [sign["level"] for sign in storage["chars"]]


def _visual(levels: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end and level of each run, from left to right (rule L2)."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for at in range(1, len(levels) + 1):
        if at == len(levels) or levels[at] != levels[start]:
            runs.append((start, at, levels[start]))
            start = at
    lowest = min((level for *_, level in runs if level % 2), default=0)
    for depth in range(max(levels, default=0), lowest - 1, -1) if lowest else ():
        at = 0
        while at < len(runs):
            last = at
            while last < len(runs) and runs[last][2] >= depth:
                last += 1
            runs[at:last] = runs[at:last][::-1]
            at = max(last, at + 1)
    return runs


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The run in words and single values."""
    parts: list[tuple[int, int]] = []
    for at in range(start, end):
        is_value = text[at] == _VALUE
        if parts and not is_value and text[parts[-1][0]] != _VALUE:
            parts[-1] = (parts[-1][0], at + 1)
        else:
            parts.append((at, at + 1))
    return parts
