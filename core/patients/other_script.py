"""Is a name of Arabic, Hebrew or Indian letters, which write its consonants alone, spelled so in Latin ones?

Such a name is looked for by a key: its consonants in classes so wide that no spelling of it falls outside. What has the
key is then compared letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from typing import Final

_KEY: Final = "~"
"""Begins a key, so that none is taken for a sound."""
_FEW_CONSONANTS: Final = 2
_MOST_KEYS: Final = 16
_V: Final = "[aeiouy']*"
"""Vowels, which are written or not."""

# A letter as `fold` leaves it: what stands for it in Latin letters, and the class of its consonant.
_SEMITIC: Final[Mapping[str, tuple[str, str]]] = {
    letter: (latin, of)
    for letters, latin, of in (
        ("ا", "[aeoiu]", ""),
        ("ىءعאע", "", ""),
        ("و", "(?:[ouwv]|au)", ""),
        ("יيی", "[iyej]", ""),
        ("ו", "[vwou]+", ""),
        ("ة", "(?:h|t)?", ""),
        ("هہה", "h*", ""),
        ("ح", "h+", ""),
        ("ח", "(?:ch|kh|h+)", ""),
        ("ب", "(?:b+|p+)", "B"),
        ("ב", "(?:b+|v+|w)", "B"),
        ("پ", "p+", "B"),
        ("ف", "(?:f+|ph|v+)", "B"),
        ("פף", "(?:p+|f+|ph)", "B"),
        ("تطתט", "t+h?", "T"),
        ("ث", "(?:th|t+|s+)", "T"),
        ("دד", "d+h?", "T"),
        ("ذضظ", "(?:d+h?|z+|th)", "T"),
        ("ج", "(?:dj|dg|j+|g+)", "G"),
        ("گג", "(?:g+h?|j)", "G"),
        ("غ", "(?:gh|g+|rh)", "G"),
        ("چ", "(?:tch|ch|c|tsh)", "K"),
        ("خ", "(?:kh|ch|h+|k+|x)", "K"),
        ("כך", "(?:k+h?|ch|ck|c)", "K"),
        ("قكکק", "(?:k+|ck|q+|c+|g)", "K"),
        ("رר", "r+", "R"),
        ("زז", "(?:z+|s)", "S"),
        ("ژ", "(?:zh|j)", "S"),
        ("سصס", "(?:s+|c)", "S"),
        ("شש", "(?:sch|sh|ch|s+)", "S"),
        ("צץ", "(?:tz|ts|cz|z+|s+|c)", "S"),
        ("لל", "l+", "L"),
        ("مםמ", "m+", "M"),
        ("نןנ", "n+", "N"),
    )
    for letter in letters
}
_FIRST: Final = {"ي": "[iyej]", "י": "(?:[iyej]|)", "و": "[ouwv]", "ו": "[vwou]"}
_TWICE: Final = re.compile(r"([ויيی])\1")
"""Written so within a word where one alone might be a vowel."""
# The scripts of India have their letters in the same order, which begins at these code points.
_INDIC_BLOCKS: Final = (0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00, 0x0B80, 0x0C00, 0x0C80, 0x0D00)
_INDIC: Final[Mapping[int, tuple[str, str]]] = {
    **dict.fromkeys(range(0x05, 0x15), ("", "")),
    **dict.fromkeys((0x15, 0x16), ("(?:kh?|ck?h?|q|g)", "K")),
    **dict.fromkeys((0x17, 0x18), ("g+h?", "G")),
    **dict.fromkeys((0x19, 0x1E, 0x23, 0x28, 0x29), ("(?:n+y?|g)", "N")),
    **dict.fromkeys((0x1A, 0x1B), ("(?:ch?h?|s)", "K")),
    **dict.fromkeys((0x1C, 0x1D), ("(?:j+h?|z|g)", "G")),
    **dict.fromkeys((0x1F, 0x20, 0x21, 0x22, 0x24, 0x25, 0x26, 0x27), ("(?:t+h?|d+h?)", "T")),
    **dict.fromkeys((0x2A, 0x2B, 0x2C, 0x2D), ("(?:p+h?|f|b+h?)", "B")),
    0x2E: ("m+", "M"),
    0x2F: ("[yiej]?", ""),
    **dict.fromkeys((0x30, 0x31), ("r+", "R")),
    **dict.fromkeys((0x32, 0x33), ("l+", "L")),
    0x34: ("(?:l+|zh?)", "L"),
    0x35: ("(?:[vwbou]|)", ""),
    **dict.fromkeys((0x36, 0x37, 0x38), ("(?:sh?|z)", "S")),
    0x39: ("h?", ""),
}
_NASAL: Final = re.compile("(?<=[aeiou])[nm](?=[b-df-hj-np-tv-xz]|$)")
_MAY_BE_NASAL: Final = "(?:[nm](?=[b-df-hj-np-tv-xz]|$))?"
"""In the scripts of India a sign above a letter, which falls away with the vowels: सुंदर is Sundar."""
_ARTICLE: Final = re.compile("^ال(?=..)")
_SERVANT: Final = re.compile("^عبدال")
_LATIN_ARTICLE: Final = re.compile("^[aeu](?:l|s?sh|[rsndtz](?=[rsndtz]))(?=[a-z]{3})")
_LATIN_SERVANT: Final = re.compile("^abd[aeou]*(?:l|(?P<twice>[rsndt])(?=(?P=twice)))(?=[a-z]{3})")

_DOUBTFUL: Final = re.compile("sch|sh|ch|kh|gh|th|dh|ph|ck|tch|ts|tz|dj|[a-z]")
_CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("b", "p", "f", "ph"), ("B",)),
    "v": ("B", ""),
    "w": ("", "B"),
    **dict.fromkeys(("t", "th", "d"), ("T",)),
    "dh": ("T",),
    "z": ("S", "T"),
    **dict.fromkeys(("s", "sh", "sch", "ts", "tz"), ("S",)),
    "ch": ("K", "", "S"),
    "tch": ("K",),
    "kh": ("K", ""),
    "h": ("", "K"),
    **dict.fromkeys(("k", "q", "ck"), ("K",)),
    "c": ("K", "S"),
    "x": ("K", "KS"),
    "g": ("G", "K"),
    "gh": ("G", ""),
    "dj": ("G",),
    "j": ("G", "", "S"),
    "l": ("L",),
    "m": ("M",),
    "n": ("N",),
    "r": ("R",),
}


def script_key(word: str) -> str:
    """The key under which a folded name in such a script stands; '' for others, and where no consonant is left."""
    letters = _letters(word)
    key = _once("".join(of for _, of in letters)) if letters else ""
    return _KEY + key if key else ""


def tells_much(word: str) -> bool:
    """Whether the name has so many consonants that another of the same is hardly spelled so."""
    return len(script_key(word)) > _FEW_CONSONANTS


def script_keys(latin: str) -> frozenset[str]:
    """Under which keys names stand that a folded name in Latin letters may mean."""
    if not (latin.isascii() and latin.isalpha()):
        return frozenset()
    return frozenset(_KEY + key for key in map(_once, _spelled(latin)) if key)


@lru_cache(maxsize=4096)
def is_spelled(word: str, latin: str) -> bool:
    """Whether the folded name in such a script may be written so in Latin letters: פרידמן is friedman and fridman."""
    letters = _letters(word)
    if not letters:
        return False
    between = _V if _is_semitic(word[0]) else _V + _MAY_BE_NASAL
    pattern = _V + between.join(f"(?:{as_latin})" if as_latin else "" for as_latin, _ in letters) + between + "h?"
    return any(re.fullmatch(pattern, one) for one in _bared(latin))


def _spelled(latin: str) -> Iterator[str]:
    for one in {*_bared(latin), _NASAL.sub("", latin)}:
        heard = [_CLASSES.get(sound, ("",)) for sound in _DOUBTFUL.findall(one)]
        yield from map("".join, islice(product(*heard), _MOST_KEYS))


def _bared(latin: str) -> tuple[str, ...]:
    """The name, and without its article: almasri, masri; abdelrahman and abdurrahman are abdrahman."""
    return tuple({latin, _LATIN_ARTICLE.sub("", latin), _LATIN_SERVANT.sub("abd", latin)})


def _letters(word: str) -> list[tuple[str, str]]:
    """Each letter's Latin spellings and class; [] where one is of another script."""
    bare = _TWICE.sub(r"\1", _SERVANT.sub("عبد", _ARTICLE.sub("", word)))
    found = [_letter(ch, is_first=at == 0) for at, ch in enumerate(bare)]
    return [letter for letter in found if letter] if all(found) else []


def _is_semitic(ch: str) -> bool:
    return ch in _FIRST or ch in _SEMITIC


def _letter(ch: str, *, is_first: bool) -> tuple[str, str] | None:
    if ch in _FIRST and is_first:
        return _FIRST[ch], ""
    if ch in _SEMITIC:
        return _SEMITIC[ch]
    block = next((start for start in _INDIC_BLOCKS if start <= ord(ch) < start + 0x80), 0)
    return _INDIC.get(ord(ch) - block) if block else None


def _once(key: str) -> str:
    """A class that follows itself once, as doubled letters and vowels that are not written make two of one."""
    return re.sub(r"(.)\1+", r"\1", key)
