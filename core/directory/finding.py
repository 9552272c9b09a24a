"""Which entries of the directory do words mean, also where a letter of one is wrong?"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.directory.model import DirectoryEntry, DirectoryHit
from core.directory.other_words import meant_by, needless, other_words
from core.directory.parts import LEAST_DIGITS
from core.patients.name_forms import written_forms
from core.text.cleaning import digits_of, fold, folded_words, name_parts
from core.text.edit_distance import spellings_near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_EXACT, _BEGINS, _MEANT, _ONE_SLIP, _BEGINS_WITH_SLIP, _PARTLY = range(6)
_LEAST_LETTERS: Final = 4
"""A slip in a shorter word makes it another one."""
_MATCHES: Final = {_EXACT: "exact", _BEGINS: "prefix", _PARTLY: "partial"}
_SIMILAR: Final = "similar"
_VOWELS: Final = str.maketrans("", "", "aeiou")
_LEAST_CONSONANTS: Final = 3
_NUMBER: Final = re.compile(r"[+(]*\d[\d\s().+/-]*\d")
_MOST_PARTED: Final = 8
"""So many words may be taken otherwise than they are parted."""
_WHOLE_NUMBER: Final = 7
_WITH_TRUNK, _TRUNK = 10, "1"
"""What is dialled before more digits than that, and stands in no number of the directory."""


class DirectoryIndex:
    """Entries by the words that find them: a look goes through each word that is in use once, whatever their number."""

    __slots__ = ("_by_digits", "_by_word", "_entries")

    def __init__(self, entries: Iterable[DirectoryEntry]) -> None:
        self._entries = tuple(entries)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._by_digits: list[tuple[str, int]] = []
        for at, entry in enumerate(self._entries):
            for word in _words_of(entry):
                self._by_word[word].add(at)
            self._by_digits += (
                (digits, at) for digits in map(digits_of, (entry.phone, entry.fax, entry.npi)) if digits
            )

    @property
    def entries(self) -> Sequence[DirectoryEntry]:
        """All of them, in the order given."""
        return self._entries

    def find(self, text: str, *, partly: bool = False) -> tuple[DirectoryHit, ...]:
        """Those that every word fits, best first; all of them by name where nothing is typed.

        A word is the beginning of one of the name, the specialties, the kind or the place, with one slip where it is
        long enough, or short for one, or what patients call it; digits stand in a number. Where no entry has each
        word, two neighbours are taken for one (river side); else, `partly`, one of them is left out, whichever.
        """
        words, near = _typed(text), cache(self._near)
        far = self._fitting(words, near)
        parted = range(len(words)) if 1 < len(words) <= _MOST_PARTED and not far else ()
        for at in parted[:-1]:
            joined = (*words[:at], words[at] + words[at + 1], *words[at + 2 :])
            far |= {one: max(distance, _MEANT) for one, distance in self._fitting(joined, near).items()}
        for at in parted if partly and not far else ():
            far |= dict.fromkeys(self._fitting((*words[:at], *words[at + 1 :]), near), _PARTLY)
        order = sorted(far, key=lambda at: (far[at], fold(self._entries[at].name), at))
        return tuple(DirectoryHit(self._entries[at], _MATCHES.get(far[at], _SIMILAR)) for at in order)

    def _fitting(self, typed: Sequence[str], near_of: Callable[[str], Mapping[int, int]]) -> dict[int, int]:
        """How far off those entries are that every word fits; one that says nothing of whom is meant keeps none out."""
        far: dict[int, int] = dict.fromkeys(range(len(self._entries)), _EXACT)
        telling = [word for word in typed if word not in needless()]
        for word in telling or typed:
            if not far:
                break
            near = near_of(word)
            far = {at: max(distance, near[at]) for at, distance in far.items() if at in near}
        for word in typed if telling else ():
            near = {} if word in telling else near_of(word)
            if not near.keys().isdisjoint(far):
                far = {at: distance if at in near else max(distance, _BEGINS) for at, distance in far.items()}
        return far

    def _near(self, typed: str) -> Mapping[int, int]:
        """How far off each entry is that the word may mean."""
        near: dict[int, int] = {}
        if typed.isdigit() and len(typed) >= LEAST_DIGITS:
            near |= {at: _BEGINS for digits, at in self._by_digits if typed in digits}
        forms = {typed, *written_forms(typed), *other_words(typed)}
        long = [one for one in forms if len(one) >= _LEAST_LETTERS]
        has_slips = len(typed) >= _LEAST_LETTERS and not typed.isdigit()
        asked = _Asked(
            forms=frozenset(forms),
            begun=(typed, *long),
            meant=meant_by(typed),
            slips=frozenset(near for one in long for near in spellings_near(one)) if has_slips else frozenset(),
            lengths=range(max(len(typed) - 1, _LEAST_LETTERS - 1), len(typed) + 2),
            bare=typed if len(typed) >= _LEAST_CONSONANTS and typed == typed.translate(_VOWELS) else "",
        )
        for word, entries in self._by_word.items():
            distance = asked.distance(word)
            if distance is not None:
                near |= {at: min(distance, near.get(at, distance)) for at in entries}
        return near


class _Asked(Struct, frozen=True):
    """A word that is typed: how else it is written, with what one may begin, what it may mean, and its slips.

    `bare` is the word where it has no vowels: hrt for heart.
    """

    forms: frozenset[str]
    begun: tuple[str, ...]
    meant: frozenset[str]
    slips: frozenset[str]
    lengths: range
    bare: str

    def distance(self, word: str) -> int | None:
        """How far off a word of an entry is; None where it is another one."""
        if word in self.forms:
            return _EXACT
        if word.startswith(self.begun):
            return _BEGINS
        if word in self.meant or (self.bare and word.translate(_VOWELS).startswith(self.bare)):
            return _MEANT
        if word in self.slips:
            return _ONE_SLIP
        if self.slips and any(word[:end] in self.slips for end in self.lengths):
            return _BEGINS_WITH_SLIP
        return None


def _typed(text: str) -> tuple[str, ...]:
    """The words that are typed, each once; a whole number is one, without what is dialled before it."""
    words, rest = list[str](), text
    for found in _NUMBER.finditer(text):
        digits = digits_of(found.group())
        if len(digits) >= _WHOLE_NUMBER:
            words.append(digits.removeprefix(_TRUNK) if len(digits) > _WITH_TRUNK else digits.lstrip("0"))
            rest = rest.replace(found.group(), " ")
    return tuple(dict.fromkeys((*folded_words(rest), *words)))


def _words_of(entry: DirectoryEntry) -> set[str]:
    texts = (entry.name, *entry.specialties, entry.kind.value, entry.address, entry.contact, entry.email)
    joined = (one + other for one, other in pairwise(folded_words(entry.name)))
    return {*joined, *(part for text in texts for part in name_parts(text))}
