"""Which names sound alike, however they are spelled?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.text.alphabets import latin_of

# In order; what an earlier rule wrote, a later one may read. Spellings of one sound in English, Spanish,
# German and Slavic names.
_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^(?:wr|rh)", "r"),
        (r"^(?:ps|x)", "s"),
        (r"^qua", "kwa"),
        (r"eaux?", "o"),
        (r"cz|tch", "ch"),
        (r"(?<=[^aeiouy])e$", ""),
        (r"ph|v", "f"),
        (r"tsch|sch|sh|sz", "s"),
        (r"d?g(?=[eiy])", "j"),
        (r"ch|ck|q", "k"),
        (r"c(?=[eiy])|tz|z", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"gh|h|(?<=[aeiouy])w(?![aeiouy])", ""),
        (r"dt", "t"),
        (r"[aeiy][aeiouy]*", "e"),
        (r"[ou][aeiouy]*", "o"),
        (r"(.)\1+", r"\1"),
    )
)
_LEAST_LETTERS: Final = 4


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """A key that folded names share when they sound alike: meyer and maier, geoffrey and jeffrey.

    Names in Cyrillic and Greek letters sound as they are read. Empty for words under four letters and for other
    scripts: too little to go by.
    """
    word = latin_of(word)
    if len(word) < _LEAST_LETTERS or not (word.isascii() and word.isalpha()):
        return ""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word
