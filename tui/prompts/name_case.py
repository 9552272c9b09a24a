"""How is a name usually written that somebody typed in small letters only?"""

from __future__ import annotations

import re
from typing import Final

from core.patients.name_particles import PARTICLES

_SMALL: Final = PARTICLES - {"al", "el", "la", "las", "le", "los", "mac", "mc", "o", "san", "santa", "st"}
"""Those that are written small before the rest of a family name: 'van der Berg'."""
_SMALL_AFTER_DE: Final = frozenset({"la", "las", "le", "los"})
"""'de la Cruz', but 'La Rosa'."""
_NUMERALS: Final = frozenset({"ii", "iii", "iv"})
_PREFIX: Final = re.compile(
    r"(?:mc(?=\w{2})|mac(?=(?:arthur|aulay|donald|dougall?|farlane|gregor|innes|intyre|kinnon|lean|leod|millan|nab|"
    r"namara|neill?|pherson|rae)\b))"
)
"""After these another capital follows: 'McDonald', 'MacLeod', but 'Mackey' and 'Macias'."""
_ONE_LETTER: Final = re.compile(r"^(\w['\u2019])(\w)")
"""'o'neil' and 'd'angelo' have two capitals."""


def family_case(text: str) -> str:
    """'van der Berg' of 'van der berg', "O'Neil-Smith" of "o'neil-smith"."""
    words = text.split(" ")
    return " ".join(
        word if at < len(words) - 1 and _stays_small(words, at) else _capitalized(word) for at, word in enumerate(words)
    )


def given_case(text: str) -> str:
    """'Ann Marie' of 'ann marie'."""
    return " ".join(_capitalized(word) for word in text.split(" "))


def _stays_small(words: list[str], at: int) -> bool:
    return words[at] in _SMALL or (words[at] in _SMALL_AFTER_DE and at > 0 and words[at - 1] == "de")


def _capitalized(word: str) -> str:
    if word in _NUMERALS:
        return word.upper()
    return "-".join(map(_part, word.split("-")))


def _part(part: str) -> str:
    prefix = _PREFIX.match(part)
    if prefix:
        return _upper(prefix[0]) + _upper(part[prefix.end() :])
    return _upper(_ONE_LETTER.sub(lambda found: found[1] + found[2].upper(), part))


def _upper(text: str) -> str:
    """With a capital, where the first letter has one that is one letter too."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text
