"""How is a name of Chinese, Korean, Japanese or some other letters heard, so that Latin spellings of it are known?

Its letters are read one by one (anyascii: Mandarin, Revised Romanisation, Hepburn), and what the systems of writing
them in Latin letters spell in several ways is taken for one: xie and hsieh, jeong, jung and chung, oonishi and ohnishi.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from core.lazy import lazy_modules
from core.patients.japanese_family_names import japanese_reading
from core.patients.other_script import script_key
from core.text.alphabets import latin_of

if TYPE_CHECKING:
    import anyascii
else:
    (anyascii,) = lazy_modules("anyascii")

_VOWELS: Final = frozenset("aeiouy")
_WITHOUT_VOWEL: Final = frozenset({"ng", "tsz"})
_KEY: Final = "~~"
"""Begins a key, so that none is taken for a sound or for the key of consonants alone."""
_FAMILY_NAMES: Final = str.maketrans({
    "单": "shan", "單": "shan", "解": "xie", "区": "ou", "區": "ou", "仇": "qiu", "朴": "piao", "乐": "yue",
    "樂": "yue", "翟": "zhai", "覃": "qin", "冼": "xian", "缪": "miao", "繆": "miao", "盖": "ge", "蓋": "ge",
    "曾": "zeng", "查": "zha", "任": "ren", "华": "hua", "華": "hua", "宁": "ning", "寧": "ning",
})  # fmt: skip
"""Characters that are read otherwise where they are the whole family name."""

# In order; what an earlier rule wrote, a later one may read.
_ONE_SOUND: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"hs|sh|x|s", "s"),
        (r"tz|ts|zh|ch|dz|dj|[jqzc]", "c"),
        (r"ien", "ian"),
        (r"ng(?=[aeou])", "nk"),
        (r"ng|n", "n"),
        (r"[gkq]+", "k"),
        (r"[dt]h?", "t"),
        (r"[bpv]h?", "b"),
        (r"y(?:eo|oo|ou|u|o)|y?ueo|iu(?!i)|eo|oo|ou|eu|woo|wu|u|o|w", "o"),
        (r"oe|oi|ooe|oui", "oi"),
        (r"ae|ai|ay|ei|ey", "e"),
        (r"yi|ee|y", "i"),
        (r"(?<=[aeio])[hr](?![aeio])", ""),
        (r"r", "l"),
        (r"i(?=[aeo])", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def latin_readings(word: str) -> tuple[str, ...]:
    """A folded name as it is read in Latin letters; none where it is written in them, or its vowels are not told."""
    if word.isascii() or not word.isalpha() or script_key(word):
        return ()
    latin = latin_of(word)
    readings = (latin if latin.isascii() else _read(word), japanese_reading(normalize("NFC", word)))
    return tuple(reading for reading in readings if reading.isascii() and reading.isalpha())


@lru_cache(maxsize=4096)
def romanised_key(word: str) -> str:
    """The key under which a folded name in such letters stands; '' for Latin ones, and where vowels are not told."""
    if word.isascii() or not word.isalpha() or script_key(word):
        return ""
    return _heard(_read(word))


@lru_cache(maxsize=4096)
def romanised_as(latin: str) -> str:
    """Under which key names stand that are written so in Latin letters, else ''; a name has a vowel, but for two."""
    is_said = latin in _WITHOUT_VOWEL or not _VOWELS.isdisjoint(latin)
    return _heard(latin) if latin.isascii() and latin.isalpha() and len(latin) > 1 and is_said else ""


def _read(word: str) -> str:
    written = normalize("NFC", word)
    latin = written.translate(_FAMILY_NAMES) if len(written) == 1 else written
    return str(anyascii.anyascii(latin)).lower()


def _heard(latin: str) -> str:
    for pattern, sound in _ONE_SOUND:
        latin = pattern.sub(sound, latin)
    return _KEY + latin if latin else ""
