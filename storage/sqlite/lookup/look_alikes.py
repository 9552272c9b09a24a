"""Which records are worth comparing, whether they are one person? Found along indexes, never by a scan."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Final

from core.calendar.date_typos import date_typos
from core.patients.model import Patient
from core.patients.name_fit import LEAST_LETTERS
from core.text.cleaning import fold, folded_words
from storage.patient_tables import PATIENT
from storage.sqlite.lookup.index import address_terms, key_of
from storage.sqlite.lookup.near_words import words_near

_MOST: Final = 200
"""Of one kind: where a hundred thousand were registered with the first of January, that day says nothing."""
_LOCAL_PHONE: Final = 7
_NEAR: Final = frozenset({2, 3})
"""Of the distances of `words_near`: one edit away, and sounding alike."""
_BEGINS: Final = 1
"""And what begins so: with one letter more it is one edit away too."""
_MOST_NEAR: Final = 40
"""With forty days one slip away that makes 1,600 seeks: 2 ms."""
_FEW: Final = 5
"""So many who share an address or a number are all compared; of more those whose name agrees too: a street, or the
number of a home, may be of hundreds.
"""
_MOST_SHARING: Final = 1000
_BEGINNING: Final = 3

_BY_NAME: Final = f"SELECT patient FROM patient_key WHERE family = ? AND given = ? LIMIT {_MOST}"
_BY_BORN: Final = f"SELECT patient FROM patient_key WHERE born = ? LIMIT {_MOST}"
_BY_BORN_AND_FAMILY: Final = f"""
SELECT patient FROM json_each(?) AS day
CROSS JOIN json_each(?) AS name
CROSS JOIN patient_key ON born = day.value AND family = name.value
LIMIT {_MOST}
"""
_BY_NEAR_FAMILY: Final = f"""
SELECT patient FROM json_each(?) AS near
CROSS JOIN patient_key ON family = near.value AND given = ?
LIMIT {_MOST}
"""
_BY_NEAR_GIVEN: Final = f"""
SELECT patient FROM json_each(?) AS near
CROSS JOIN patient_key ON given = near.value AND family = ?
LIMIT {_MOST}
"""
_BY_TERM: Final = f"SELECT patient FROM patient_term WHERE term = ? LIMIT {_MOST}"
_BY_TERM_AND_NAME: Final = f"""
SELECT patient_key.patient
FROM (SELECT patient FROM patient_term WHERE term = :term LIMIT {_MOST_SHARING}) AS sharing
CROSS JOIN patient_key ON patient_key.patient = sharing.patient
WHERE family IN (SELECT value FROM json_each(:names)) OR given IN (SELECT value FROM json_each(:names))
OR substr(family, 1, {_BEGINNING}) IN (SELECT value FROM json_each(:beginnings))
OR substr(given, 1, {_BEGINNING}) IN (SELECT value FROM json_each(:beginnings))
LIMIT {_MOST}
"""
_BY_EMAIL: Final = f"""
SELECT id FROM patient
WHERE email = ? COLLATE NOCASE AND email <> '' AND status <> 'entered-in-error'
LIMIT {_MOST}
"""
_BY_EXTERNAL_ID: Final = f"""
SELECT id FROM patient
WHERE external_id = ? AND external_id <> '' AND status <> 'entered-in-error'
LIMIT {_MOST}
"""
_THESE: Final = f"""
SELECT {PATIENT.table.named()} FROM patient
WHERE id IN (SELECT value FROM json_each(?)) AND id <> ? AND status <> 'entered-in-error' AND merged_into IS NULL
ORDER BY id
"""


def look_alikes(db: sqlite3.Connection, patient: Patient) -> tuple[Patient, ...]:
    """Other records that `core.patients.likeness` may find like it, by row number.

    Those entered in error or merged are left out.

    They have in common the name (as it is, swapped, or one half of it spelled nearly so), the birth date, the family
    name or one near it (in its own place or the given name's) and a birth date one slip away, the end of a phone
    number or the address or most of it (where many have that, only beside a name that begins so), the e-mail, or the
    number in another system.
    """
    numbers = sorted({number for (number,) in _found(db, patient)})
    return tuple(map(PATIENT.table.from_row, db.execute(_THESE, (json.dumps(numbers), patient.id))))


def _found(db: sqlite3.Connection, patient: Patient) -> Iterator[tuple[int]]:
    key = key_of(patient)
    families, givens = _near(db, key.family), _near(db, key.given)
    yield from db.execute(_BY_NAME, (key.family, key.given))
    yield from db.execute(_BY_NAME, (key.given, key.family))
    yield from db.execute(_BY_NEAR_FAMILY, (_json(families), key.given))
    yield from db.execute(_BY_NEAR_GIVEN, (_json(givens), key.family))
    yield from db.execute(_BY_BORN, (key.born,))
    days = [key.born, *sorted(slip.isoformat() for slip in date_typos(patient.birth_date))]
    before = [word for name in patient.earlier_names for word in folded_words(name)]
    yield from db.execute(_BY_BORN_AND_FAMILY, (_json(days), _json([key.family, *before, *families])))
    yield from db.execute(_BY_BORN_AND_FAMILY, (_json(days), _json([key.given, *givens])))
    named = _named(patient, {key.family, key.given, *families, *givens})
    for term in (*{phone.digits[-_LOCAL_PHONE:] for phone in patient.phones} - {""}, *address_terms(patient.address)):
        yield from _sharing(db, term, named)
    yield from db.execute(_BY_EMAIL, (patient.email,))
    yield from db.execute(_BY_EXTERNAL_ID, (patient.external_id,))


def _sharing(db: sqlite3.Connection, term: str, named: dict[str, str]) -> Iterator[tuple[int]]:
    """Who has the end of a number or the address too, if these are few; else those of them who are called alike."""
    found = db.execute(_BY_TERM, (term,)).fetchmany(_FEW + 1)
    return iter(found) if len(found) <= _FEW else db.execute(_BY_TERM_AND_NAME, {"term": term, **named})


def _named(patient: Patient, near: set[str]) -> dict[str, str]:
    """What `_BY_TERM_AND_NAME` binds: names near the patient's, and how each word of its names begins."""
    written = (patient.family, patient.given, patient.preferred, *patient.earlier_names)
    words = {word for name in written if name for word in (fold(name), *folded_words(name))}
    return {"names": _json(sorted(near)), "beginnings": _json(sorted({word[:_BEGINNING] for word in words}))}


def _near(db: sqlite3.Connection, name: str) -> list[str]:
    """Names one edit away from it, or that sound alike, the nearest first."""
    if len(name) < LEAST_LETTERS:
        return []
    near = (
        word
        for word, distance in words_near(db, name).items()
        if distance in _NEAR or (distance == _BEGINS and len(word) == len(name) + 1)
    )
    return list(islice(near, _MOST_NEAR))


def _json(words: list[str]) -> str:
    return json.dumps(words, ensure_ascii=False)
