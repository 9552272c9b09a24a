"""Which generation of a family does a name say: the first (Sr), the second (Jr, II), the third (III)?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from core.text.cleaning import fold

_GENERATIONS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("sr", "snr", "senior", "pere", "1st"), 1),
    **dict.fromkeys(("jr", "jnr", "junior", "ii", "2nd", "fils", "filho", "hijo", "ml"), 2),
    **dict.fromkeys(("iii", "3rd", "neto", "nieto"), 3),
    **dict.fromkeys(("iv", "4th"), 4),
}
"""By the word at the end of a family or given name. A lone I or V is an initial."""
_BETWEEN: Final = re.compile(r"[\s,]+")


class Lineage(Struct, frozen=True):
    """A name without the word that tells the generation, and the generation, 0 where none is told."""

    family: str
    given: str
    generation: int


def is_generation(word: str) -> bool:
    """Whether the word tells a generation: Jr, Sr., III."""
    return fold(word) in _GENERATIONS


def lineage(family: str, given: str, suffix: str = "") -> Lineage:
    """Smith Jr., John and Smith, John II are both Smith, John of the second generation, as `suffix` may say too.

    The only word of a name is the name: somebody called Junior is nobody's son by that.
    """
    family, of_family = _parted(family, beside=given)
    given, of_given = _parted(given, beside=family)
    return Lineage(family, given, of_family or of_given or _GENERATIONS.get(fold(suffix), 0))


def _parted(name: str, *, beside: str) -> tuple[str, int]:
    words = _BETWEEN.split(name.strip())
    generation = _GENERATIONS.get(fold(words[-1]), 0)
    if not generation or len(words) == 1 or not beside:
        return name, 0
    return " ".join(words[:-1]), generation
