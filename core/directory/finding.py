"""Which entries of the directory do words mean, also where a letter of one is wrong?"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from core.directory.model import DirectoryEntry, DirectoryHit
from core.directory.parts import LEAST_DIGITS
from core.patients.name_forms import written_forms
from core.text.cleaning import digits_of, fold, folded_words, name_parts
from core.text.edit_distance import spellings_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_EXACT, _BEGINS, _ONE_SLIP, _BEGINS_WITH_SLIP = range(4)
_LEAST_LETTERS: Final = 4
"""A slip in a shorter word makes it another one."""
_MATCHES: Final = {_EXACT: "exact", _BEGINS: "prefix", _ONE_SLIP: "similar", _BEGINS_WITH_SLIP: "similar"}


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

    def find(self, text: str) -> tuple[DirectoryHit, ...]:
        """Those that every word fits, best first; all of them by name where nothing is typed.

        A word is the beginning of one of the name, the specialties, the kind or the place, with one slip where it is
        long enough; digits stand in a number.
        """
        typed = [*dict.fromkeys(folded_words(text))]
        far: dict[int, int] = dict.fromkeys(range(len(self._entries)), _EXACT)
        for word in typed:
            near = self._near(word)
            far = {at: max(distance, near[at]) for at, distance in far.items() if at in near}
        order = sorted(far, key=lambda at: (far[at], fold(self._entries[at].name), at))
        return tuple(DirectoryHit(self._entries[at], _MATCHES[far[at]]) for at in order)

    def _near(self, typed: str) -> Mapping[int, int]:
        """How far off each entry is that the word may mean."""
        near: dict[int, int] = {}
        if typed.isdigit() and len(typed) >= LEAST_DIGITS:
            near |= {at: _BEGINS for digits, at in self._by_digits if typed in digits}
        forms = {typed, *written_forms(typed)}
        slips = (
            frozenset(spellings_near(typed)) if len(typed) >= _LEAST_LETTERS and not typed.isdigit() else frozenset()
        )
        for word, entries in self._by_word.items():
            distance = _distance(word, typed, forms, slips)
            if distance is not None:
                near |= {at: min(distance, near.get(at, distance)) for at in entries}
        return near


def _distance(word: str, typed: str, forms: set[str], slips: frozenset[str]) -> int | None:
    if word in forms:
        return _EXACT
    if word.startswith(typed):
        return _BEGINS
    if word in slips:
        return _ONE_SLIP
    length = len(typed)
    if slips and any(word[:end] in slips for end in (length - 1, length, length + 1) if end >= _LEAST_LETTERS - 1):
        return _BEGINS_WITH_SLIP
    return None


def _words_of(entry: DirectoryEntry) -> set[str]:
    texts = (entry.name, *entry.specialties, entry.kind.value, entry.address, entry.contact)
    return {part for text in texts for part in name_parts(text)}
