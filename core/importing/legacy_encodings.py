"""Which encoding of before Unicode is a file evidently written in? Only where the letters leave no doubt.

Words are read as each encoding has them. In the wrong one signs stand among letters, capitals behind small ones, and
scripts mix; the right one is clean, and has the letters that its languages use most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

WINDOWS: Final = "windows-1252"

LEGACY: Final[Mapping[str, str]] = {
    WINDOWS: "cp1252",
    "windows-1250": "cp1250",
    "iso-8859-2": "iso8859-2",
    "mac-roman": "mac-roman",
    "cp850": "cp850",
    "cp852": "cp852",
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "iso-8859-5": "iso8859-5",
    "cp866": "cp866",
    "windows-1253": "cp1253",
    "shift-jis": "cp932",
    "euc-jp": "euc_jp",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc-kr": "cp949",
}
"""Those that are recognised, by what people call them: Python's names."""
_COMMON: Final = frozenset("оаеинтрлсвкмяαοςιστνρλπκέάéèáàíóúöäüñçãåøßłśżąęćńóščřžýěůőű")
"""What the names of people are full of, in the languages that these encodings are for."""
_WORD: Final = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\s\x00-\x26\x28-\x2c\x2e-\x40]*")
"""A run that has a character beyond ASCII in it."""
_AMONG_LETTERS: Final = frozenset("\u2019\u2018\u00b4ªº°·\u2013—“”„«»…\u00a0\u00ad")
"""Signs that people do write beside letters."""
_PARTS: Final = re.compile("[-'\u2019\u2018\u2013]")
_UNBROKEN: Final = re.compile(r"[^\W\d_\x00-\x7f]{4}")
"""Letters beyond ASCII that stand so close in no language of Latin script."""
_FEW: Final = 0.02
"""The share of odd words that a right reading may have."""
_MANY: Final = 0.5
"""The share of odd words from which a reading cannot be right."""
_CLEARLY: Final = 1.5
"""So many times as many common letters has a reading that is evident beside another that is as clean."""
_IDEOGRAPHS: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "HALFWIDTH", "FULLWIDTH", "IDEOGRAPHIC")


class Reading(Struct, frozen=True):
    """Lines as one encoding reads them: the share of words that are odd, and of letters that are common."""

    name: str
    words: tuple[str, ...]
    odd: float
    common: float


def recognised(lines: Sequence[bytes]) -> str | None:
    """The encoding of these lines, none of which is ASCII or UTF-8; None where it is not evident.

    Windows-1252 is what is usual, and taken where it is as clean as any.
    """
    readings = [reading for name in LEGACY if (reading := _read(lines, name))]
    usual = next((one for one in readings if one.name == WINDOWS), None)
    if usual and usual.odd <= _FEW:
        return WINDOWS
    clean = [one for one in readings if one.odd <= _FEW]
    if not clean:
        return WINDOWS if usual and usual.odd < _MANY else None
    best = max(clean, key=lambda one: one.common)
    others = [one.common for one in clean if one.words != best.words]
    return best.name if not others or best.common > max(others) * _CLEARLY else None


def _read(lines: Iterable[bytes], name: str) -> Reading | None:
    """The lines in that encoding; None where more than a few of them cannot be."""
    words: list[str] = []
    count = broken = 0
    for line in lines:
        count += 1
        try:
            words += (word for word in _WORD.findall(line.decode(LEGACY[name])) if any(map(str.isalpha, word)))
        except UnicodeDecodeError:
            broken += 1
    if not words or broken > count * _FEW:
        return None
    letters = [letter for word in words for letter in word.lower() if not letter.isascii()]
    common = sum(letter in _COMMON for letter in letters) / max(len(letters), 1)
    return Reading(name, tuple(words), sum(map(_is_odd, words)) / len(words), common)


def _is_odd(word: str) -> bool:
    """Whether nobody would write the word so."""
    kinds = {unicodedata.category(char)[0] for char in word if not char.isascii() and char not in _AMONG_LETTERS}
    if kinds - {"L", "M"}:
        return True
    scripts = {*_scripts(word)}
    if len(scripts) > 1:
        return True
    is_unbroken = scripts == {"LATIN"} and _UNBROKEN.search(word) is not None
    return is_unbroken or any(map(_is_oddly_cased, _PARTS.split(word)))


def _is_oddly_cased(part: str) -> bool:
    """Whether there is a capital beyond ASCII within it, and it is not all in capitals."""
    return not part.isupper() and any(char.isupper() and not char.isascii() for char in part[1:])


def _scripts(word: str) -> Iterator[str]:
    """The scripts of the letters; those that are written together count as one, Latin of ASCII beside none."""
    for char in word:
        if char.isalpha() and char not in _AMONG_LETTERS:
            script = unicodedata.name(char, "").partition(" ")[0]
            yield "CJK" if script.startswith(_IDEOGRAPHS) else script
