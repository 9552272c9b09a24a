"""How do two spellings of a name agree: the same, a slip, a short form, another script, a part, or not at all?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import product
from typing import Final

from core.patients.family_names_abroad import family_names_beside
from core.patients.heard_names import heard_beside
from core.patients.name_particles import PARTICLES
from core.patients.nicknames import short_for
from core.patients.romanised import latin_readings
from core.patients.sounds import sound_of
from core.patients.transliteration import are_transliterations
from core.text.cleaning import fold, folded_words
from core.text.edit_distance import edits

LEAST_LETTERS: Final = 4
"""With fewer, one letter makes another name."""
LONG_NAME: Final = 8
"""From so many letters on, two of them may be wrong."""
_LEAST_HEARD: Final = 6
"""So many letters are enough for a name that was only heard."""
_MOST_MISHEARD: Final = 4
_TWO: Final = 2
_LEAST_BEGINNING: Final = 3
_FAR_NAME: Final = 5
"""From so many letters on, two slips leave enough to go by."""


class Fit(Enum):
    """How two names agree, the best first."""

    SAME = auto()
    NEAR = auto()
    SHORT = auto()
    SOUND = auto()
    PART = auto()
    FAR = auto()
    UNKNOWN = auto()
    OTHER = auto()


def best_fit(mine: Iterable[str], theirs: Iterable[str]) -> Fit:
    """How the two agree best that agree best; names that are not known say nothing beside others that are."""
    fits = {fit(one, other) for one, other in product(mine, theirs)}
    known = fits - {Fit.UNKNOWN}
    return next(each for each in Fit if each in (known or fits))


def fit(one: str, other: str) -> Fit:
    """How one spelling agrees with the other."""
    mine, theirs = fold(one), fold(other)
    if not mine or not theirs:
        return Fit.UNKNOWN
    if mine == theirs:
        return Fit.SAME
    apart = edits(mine, theirs) if abs(len(mine) - len(theirs)) <= _TWO else len(mine) + len(theirs)
    if _is_near(mine, theirs, apart):
        return Fit.NEAR
    my_words, their_words = folded_words(one), folded_words(other)
    if short_for(my_words[0], their_words[0]):
        return Fit.SHORT
    if (sound_of(mine) and sound_of(mine) == sound_of(theirs)) or are_transliterations(mine, theirs):
        return Fit.SOUND
    if theirs in heard_beside(mine) | family_names_beside(mine) or _is_reading(mine, theirs):
        return Fit.SOUND
    shorter, longer = sorted((mine, theirs), key=len)
    begins = longer.startswith(shorter) and (len(shorter) == 1 or len(shorter) >= _LEAST_BEGINNING)
    if begins or _is_a_part(my_words, their_words):
        return Fit.PART
    is_far = len(shorter) >= _FAR_NAME and apart <= _TWO and mine[0] == theirs[0]
    return Fit.FAR if is_far else Fit.OTHER


def _is_reading(one: str, other: str) -> bool:
    return one in latin_readings(other) or other in latin_readings(one)


def _is_a_part(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one has all words of the other, or the beginnings of those that it has not: Ma. Fernanda of Maria.

    Two that share a word and have another each are two names: Thi Hoa and Thi Lan, van der Berg and van der Velden.
    """
    shared = {word for word in mine if len(word) >= _LEAST_BEGINNING} & set(theirs)
    both = Counter(mine) & Counter(theirs)
    left = [[word for word in Counter(words) - both if word not in PARTICLES] for words in (mine, theirs)]
    return bool(shared) and (
        not all(left) or any(one.startswith(other) or other.startswith(one) for one, other in product(*left))
    )


def _is_near(one: str, other: str, apart: int) -> bool:
    """Whether a slip or, in long names, two lie between them; in three letters nothing but one left out (Jon, John).

    Two of which one is the first letter make another name: Harpreet and Gurpreet, Marcella and Barcella.
    """
    shorter, longer = sorted((len(one), len(other)))
    if shorter < LEAST_LETTERS and longer != LEAST_LETTERS:
        return False
    return apart <= (1 if shorter < LONG_NAME or one[0] != other[0] else _TWO)


def may_be_heard_as(heard: str, name: str, *, is_sure: bool) -> bool:
    """Whether a third of the letters at most lies between two folded names that begin alike: mcgonigle, McGonagall.

    Too little to go by where nothing else is known. Where all else `is_sure`, a slip does in the shortest: pua, Puga.
    """
    if is_sure and edits(heard, name) <= 1:
        return True
    shorter, longer = sorted((len(heard), len(name)))
    most = min(longer // 3, _MOST_MISHEARD)
    return shorter >= _LEAST_HEARD and longer - shorter <= most and heard[0] == name[0] and edits(heard, name) <= most
