"""How do two postal addresses agree: the same house, the same street, or not at all?"""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from core.text.cleaning import fold, folded_words
from core.text.edit_distance import edits

_HALF: Final = 0.5
_MOST_OF: Final = 0.7
_PART: Final = 0.8
_NEARLY_ALL: Final = 0.9
"""The part of their pairs of letters that two spellings of one address share (Dice's coefficient)."""
_LEAST_LETTERS: Final = 3
_LEAST_PAIRS: Final = 6
"""An address of which the place, or the building, was left out is a part of the other."""
_HOUSE_AND_PLACE: Final = 2
"""Numbers that an address with a postal code has, at least."""
_STREET_AND_PLACE: Final = 2
"""Words that are more than a place."""


class AddressFit(Enum):
    """How two addresses agree, the best first."""

    WHOLE = auto()
    """The same house and place, and hardly a letter else."""
    SAME = auto()
    """The same house of the same street."""
    UNNUMBERED = auto()
    """The same street of the same place; one does not say which house."""
    STREET = auto()
    """The same street of the same place, another house: neighbours, or a slip."""
    NUMBERS = auto()
    """The same numbers of house and place, and half of the letters: the street is written otherwise."""
    OTHER = auto()
    UNKNOWN = auto()


class _Address(Struct, frozen=True):
    letters: Counter[str]
    numbers: tuple[str, ...]
    words: tuple[str, ...]


def address_fit(one: str, other: str) -> AddressFit:
    """How they agree: by their letters, and by the numbers of house and place."""
    mine, theirs = _read(one), _read(other)
    if not mine.letters or not theirs.letters:
        return AddressFit.UNKNOWN
    lengths = mine.letters.total(), theirs.letters.total()
    common = (mine.letters & theirs.letters).total()
    shared = 2 * common / sum(lengths)
    is_part = min(lengths) >= _LEAST_PAIRS and common >= _PART * min(lengths)
    are_same_numbers = mine.numbers == theirs.numbers and len(mine.numbers) >= _HOUSE_AND_PLACE
    if not (shared >= _MOST_OF or is_part) or not _share_a_street(mine.words, theirs.words):
        return AddressFit.NUMBERS if are_same_numbers and shared >= _HALF else AddressFit.OTHER
    if mine.numbers[:1] == theirs.numbers[:1]:
        return AddressFit.WHOLE if are_same_numbers and shared >= _NEARLY_ALL else AddressFit.SAME
    if min(len(mine.words), len(theirs.words)) < _STREET_AND_PLACE:
        return AddressFit.OTHER
    shorter, longer = sorted((mine.numbers, theirs.numbers), key=len)
    return AddressFit.UNNUMBERED if shorter in {(), longer[1:]} else AddressFit.STREET


def address_keys(address: str) -> tuple[str, ...]:
    """What two records may have in common that give one address: its numbers, and its two longest words.

    Either stands where a slip lies in the other. An address of one number has that with its first word.
    """
    numbers, words = _numbers_and_words(address)
    by_number = numbers if len(numbers) >= _HOUSE_AND_PLACE else (*numbers, *words[:1])
    by_word = sorted(sorted(words, key=lambda word: (-len(word), word))[:2])
    return tuple(dict.fromkeys(" ".join(key) for key in (by_number, by_word) if len(key) >= _HOUSE_AND_PLACE))


def _share_a_street(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the word with which one begins, in most countries the street's, stands in the other: towns are shared."""
    return not mine or not theirs or _has_nearly(theirs, mine[0]) or _has_nearly(mine, theirs[0])


def _has_nearly(words: tuple[str, ...], street: str) -> bool:
    return any(word.startswith(street) or street.startswith(word) or edits(word, street) <= 1 for word in words)


@lru_cache(maxsize=4096)
def _read(address: str) -> _Address:
    return _Address(Counter(map("".join, pairwise(fold(address)))), *_numbers_and_words(address))


def _numbers_and_words(address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = folded_words(address)
    return (
        tuple(word for word in words if word[0].isdigit()),
        tuple(word for word in words if len(word) >= _LEAST_LETTERS and word.isalpha()),
    )
