"""Which names in use may a word have been meant for?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from core.patients.name_fit import LEAST_LETTERS, LONG_NAME
from core.patients.name_forms import other_forms, written_forms
from core.patients.other_script import is_spelled, script_keys
from core.patients.romanised import romanised_as, romanised_key
from core.patients.sounds import sound_of
from core.patients.transliteration import other_romanisations, slavic_spellings, variants_beside
from core.text.edit_distance import edits, spellings_near
from storage.sqlite.lookup.index import LAST_CHARACTER

_PROBED: Final = 6000
_KEPT: Final = 200
LONGEST_WORD: Final = 24
_BEGINNING_LETTERS: Final = 4
_TWO: Final = 2
_ONE_EDIT, _SOUND, _BEGINNING, _TWO_EDITS = 2, 3, 4, 5

_LEAST_PART: Final = 2
_USED: Final = "SELECT word FROM name_word WHERE word IN (SELECT value FROM json_each(?))"
_SOUNDING: Final = "SELECT word, sound FROM name_word WHERE sound IN (SELECT value FROM json_each(?))"
_PROBE: Final = """
SELECT DISTINCT word FROM json_each(?) AS spelling
CROSS JOIN name_word ON word >= spelling.value AND word < spelling.value || ?
LIMIT ?
"""


def words_near(db: sqlite3.Connection, token: str) -> Mapping[str, int]:
    """The name parts in use that `token` may have been meant for, each with how far off it is.

    0 the word itself, 1 it begins so, 2 one edit (Damerau) away, or another form of the name, 3 it sounds like it, or
    like it in another language, 4 its beginning is one edit away. At most 200, the nearest. Every edit is probed in one
    statement, so the cost grows with the number of distinct names, not of patients. None where a short word means no
    other than what begins with it.
    """
    if len(token) > LONGEST_WORD:
        return {}
    forms = dict.fromkeys(other_forms(token), _ONE_EDIT)
    sounding = [*_sounding(db, token)]
    if len(token) < LEAST_LETTERS and not {*forms, *sounding} - {token}:
        return {}
    edited = {token, *(spellings_near(token) if len(token) >= LEAST_LETTERS else ())}
    found = {word: _distance(word, token, edited) for (word,) in _begun_with(db, edited)}
    for word in sounding:
        found[word] = min(found.get(word, _SOUND), _SOUND if word.isascii() or not romanised_key(word) else _ONE_EDIT)
    nearest = sorted(found, key=lambda word: (found[word], word[:1] != token[:1], word))
    return {word: found[word] for word in nearest[:_KEPT]} | forms


def words_further(db: sqlite3.Connection, token: str) -> Mapping[str, int]:
    """As `words_near`, with those that are two edits away from a long name, at the distance 5.

    Of two slips one leaves the beginning whole but for an edit: names that begin nearly so are compared.
    """
    near = dict(words_near(db, token))
    if LONG_NAME <= len(token) <= LONGEST_WORD:
        beginning, letters = token[:_BEGINNING_LETTERS], set(token)
        for (word,) in _begun_with(db, {beginning, *spellings_near(beginning)}):
            is_near = abs(len(word) - len(token)) <= _TWO and len(letters.symmetric_difference(word)) <= 2 * _TWO
            if word not in near and is_near and edits(word, token) <= _TWO:
                near[word] = _TWO_EDITS
    return near


def known_parts(db: sqlite3.Connection, word: str) -> frozenset[str]:
    """What of the word is a whole part of somebody's name, in whatever way that is written (saint, st; 陈, 陳).

    Of letters that write sounds a part has two at least.
    """
    least = _LEAST_PART if word.isascii() else 1
    parts = {word[at:end] for at in range(len(word)) for end in range(at + least, len(word) + 1)}
    written = {part: {part, *written_forms(part)} for part in parts}
    asked = _json(sorted(set().union(*written.values())))
    used = {found for (found,) in db.execute(_USED, (asked,))}
    heard = {part: romanised_key(part) for part in parts} if not word.isascii() else {}
    read = {sound for _, sound in _read_so(db, set(heard.values()) - {""})}
    return frozenset(part for part, forms in written.items() if forms & used or heard.get(part) in read)


def read_alike(db: sqlite3.Connection, part: str) -> frozenset[str]:
    """The names in use that are read as this one of other letters is: 陳 for 陈, ささき for ササキ."""
    key = romanised_key(part)
    return frozenset(word for word, _ in _read_so(db, {key})) if key else frozenset()


def _read_so(db: sqlite3.Connection, keys: set[str]) -> list[tuple[str, str]]:
    return db.execute(_SOUNDING, (_json(sorted(keys)),)).fetchall() if keys else []


def _sounding(db: sqlite3.Connection, token: str) -> Iterator[str]:
    """What is heard as the token is; of other scripts also what is spelled so in Latin letters."""
    sounds = {sound_of(form) for form in (token, *variants_beside(token), *slavic_spellings(token))} - {""}
    abroad = {sound_of(other) for other in other_romanisations(token)} - {""}
    read = {romanised_as(token) or romanised_key(token)} - {""}
    for word, sound in db.execute(_SOUNDING, (_json(sorted(sounds | abroad | read | script_keys(token))),)).fetchall():
        if sound in sounds or sound in read or (not word.isascii() and (sound in abroad or is_spelled(word, token))):
            yield word


def _begun_with(db: sqlite3.Connection, beginnings: set[str]) -> list[tuple[str]]:
    return db.execute(_PROBE, (_json(sorted(beginnings)), LAST_CHARACTER, _PROBED)).fetchall()


def _json(words: Sequence[str]) -> str:
    return json.dumps(words, ensure_ascii=False)


def _distance(word: str, token: str, edited: set[str]) -> int:
    if word == token:
        return 0
    if word.startswith(token):
        return 1
    return _ONE_EDIT if word in edited else _BEGINNING
