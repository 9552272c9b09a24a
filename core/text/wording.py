"""How does a sentence name a value, the word that was meant, and the words that are allowed?"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time
from typing import Final

from core.text import sentences
from core.text.allowed import OneOf, Within

_TYPE_NAMES: Final = {
    bool: "true or false",
    str: "text",
    int: "a whole number",
    float: "a number",
    datetime: "a date with a time",
    date: "a date",
    time: "a time",
    list: "a list",
    dict: "a table",
}
_LONGEST_SHOWN: Final = 40
_LARGEST_SHOWN: Final = 10**20
"""Python refuses to write out a number of more than 4300 digits, which a file may hold in hexadecimal."""
_FEW: Final = 16
"""So many words a person still reads; of more, only the nearest is named."""


def shown(value: object) -> str:
    """A value as a sentence names it: text in quotes, short and printable; "this" is too big to say."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        whole = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "..."
        return f'"{_printable(whole)}"'
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, list | tuple | dict) or (isinstance(value, int) and abs(value) > _LARGEST_SHOWN):
        return "this"
    return str(value)


def type_name(kind: type) -> str:
    """What a TOML value of that type is called."""
    return _TYPE_NAMES[kind]


def nearest(value: object, words: Iterable[str]) -> str:
    """The word that was most likely meant, or ''. Upper and lower case count as one."""
    by_fold = {word.casefold(): word for word in words}
    close = difflib.get_close_matches(str(value).casefold(), by_fold, n=1)
    return by_fold[close[0]] if close else ""


def listed(values: Sequence[str]) -> str:
    """'a, b or c'."""
    if len(values) == 1:
        return values[0]
    return sentences.LAST_OF_SEVERAL.format(most=", ".join(values[:-1]), last=values[-1])


def allowed_words(allowed: Within | OneOf) -> str:
    """What is allowed, in words: '1 to 720', '"hard", "confirm" or "warn"', 'only "hard"'."""
    if isinstance(allowed, Within):
        return sentences.FROM_TO.format(least=f"{allowed.least:g}", most=f"{allowed.most:g}")
    words = [shown(value) for value in allowed.values]
    return sentences.VALUE_ONLY.format(value=words[0]) if len(words) == 1 else listed(words)


def not_among(value: object, words: Collection[str], noun: str) -> str:
    """The sentence for a word that is none of `words`: with the nearest, else with all if they are few."""
    if near := nearest(value, words):
        return sentences.VALUE_NEAR.format(value=shown(value), noun=noun, near=shown(near))
    if 0 < len(words) <= _FEW:
        allowed = listed([shown(word) for word in words])
        return sentences.VALUE_FAR.format(value=shown(value), noun=noun, allowed=allowed)
    return sentences.VALUE_UNKNOWN.format(value=shown(value), noun=noun)


def _printable(words: str) -> str:
    return "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in words)


def lowered(label: str) -> str:
    """The label within a sentence: "birth date", but "MRN"."""
    label = label.strip()
    return label if label.isupper() else label.lower()
