"""Under which words is a patient found, and which names are spelled nearly like a word?"""

from __future__ import annotations

import sqlite3
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from core.patients.address_fit import address_keys
from core.patients.model import Patient
from core.patients.other_script import script_key
from core.patients.romanised import latin_readings, romanised_key
from core.patients.sounds import sound_of
from core.text.cleaning import fold, name_parts

LAST_CHARACTER: Final = "\U0010ffff"
"""Sorts behind every letter and digit: what begins with a word lies between it and it with this appended."""

_OF_ADDRESS: Final = "@"
"""Begins what nobody is found by who types it, as a typed word has letters and digits alone."""

_TERMS: Final = "SELECT term, whole FROM patient_term WHERE patient = ?"
_ADD_TERM: Final = "INSERT INTO patient_term (patient, term, whole) VALUES (?, ?, ?)"
_FORGET_TERM: Final = "DELETE FROM patient_term WHERE patient = ? AND term = ?"
_ADD_KEY: Final = "INSERT INTO patient_key (patient, family, given, born, born_day) VALUES (?, ?, ?, ?, ?)"
_ADD_NAME: Final = "INSERT INTO name_of_year (year, term, patient) VALUES (?, ?, ?)"
_FORGET_NAME: Final = "DELETE FROM name_of_year WHERE year = ? AND term = ? AND patient = ?"
_HAS_NAME: Final = "SELECT 1 FROM name_of_year WHERE year = ? AND term = ? AND patient = ?"
_YEAR: Final = "SELECT CAST(substr(born, 1, 4) AS INTEGER) FROM patient_key WHERE patient = ?"
_ADD_WORD: Final = "INSERT INTO name_word (word, sound) VALUES (?, ?) ON CONFLICT (word) DO NOTHING"


class Term(Struct, frozen=True):
    """A word a patient is found under.

    `whole` unless it is merely the end of a phone number or the digits of an MRN.
    """

    word: str
    whole: bool = True


class Key(Struct, frozen=True):
    """What results are sorted by and birth dates looked up in: folded names, ISO date, 'MM-DD'."""

    family: str
    given: str
    born: str
    born_day: str


def is_indexed(patient: Patient) -> bool:
    """Whether a lookup may find the record at all: one that was merged is found as the one that it was merged into."""
    return patient.is_record


def key_of(patient: Patient) -> Key:
    """The one key of a patient."""
    born = patient.birth_date.isoformat()
    return Key(fold(patient.family), fold(patient.given), born, born[5:])


def terms_of(patient: Patient) -> tuple[Term, ...]:
    """Every part of every name, also as it is read in Latin letters, each MRN with and without its letters, the ends of
    each phone number, and what tells the address to who looks for duplicates.

    Any run of digits within a number begins one that ends it, so all are found as beginnings.
    """
    numbers = {_digits(phone.number) for phone in patient.phones}
    mrns = (patient.mrn, *patient.former_mrns)
    words = {*_name_words(patient), *map(fold, mrns), *numbers} - {""}
    ends = {*map(_digits, mrns), *(number[at:] for number in numbers for at in range(len(number)))} - words - {""}
    parts = (*sorted(ends), *address_terms(patient.address))
    return *map(Term, sorted(words)), *(Term(part, whole=False) for part in parts)


def address_terms(address: str) -> tuple[str, ...]:
    """Under what records of one address stand."""
    return tuple(_OF_ADDRESS + key for key in address_keys(address))


def index_patient(db: sqlite3.Connection, patient: Patient) -> None:
    """Make lookups find `patient` as the record now is, or not at all when it was entered in error.

    Call it in the transaction that writes the record, after every insert and update of it.
    """
    kept = {(word, bool(whole)) for word, whole in db.execute(_TERMS, (patient.id,))}
    terms = {(term.word, term.whole) for term in terms_of(patient)} if is_indexed(patient) else set()
    _move_names(db, patient, {word for word, is_whole in kept if is_whole})
    # An edit leaves most terms as they are, and writing one costs a page in each of two trees.
    db.executemany(_FORGET_TERM, [(patient.id, word) for word, _ in sorted(kept - terms)])
    db.execute("DELETE FROM patient_key WHERE patient = ?", (patient.id,))
    if is_indexed(patient):
        _write_keys(db, [patient])
        db.executemany(_ADD_TERM, [(patient.id, word, int(whole)) for word, whole in sorted(terms - kept)])
        _write_words(db, [patient])


def _move_names(db: sqlite3.Connection, patient: Patient, before: set[str]) -> None:
    """Have its names stand under its year, and no more under the year and the words of `before`."""
    years = {year for (year,) in db.execute(_YEAR, (patient.id,))}
    kept = {(year, word) for year in years for word in before}
    names = set(_names_of_year(patient)) if is_indexed(patient) else set()
    db.executemany(_FORGET_NAME, [(*name, patient.id) for name in sorted(kept - names)])
    stood = {name for name in names if db.execute(_HAS_NAME, (*name, patient.id)).fetchone()}
    db.executemany(_ADD_NAME, [(*name, patient.id) for name in sorted(names - stood)])


def index_new_patients(db: sqlite3.Connection, patients: Sequence[Patient]) -> None:
    """Make lookups find `patients`, who were all inserted in this transaction."""
    found = [patient for patient in patients if is_indexed(patient)]
    terms = [(term.word, patient.id, int(term.whole)) for patient in found for term in terms_of(patient)]
    terms.sort()  # in the order of the larger tree, whose pages are then written once
    _write_keys(db, found)
    db.executemany(_ADD_TERM, [(number, word, whole) for word, number, whole in terms])
    db.executemany(_ADD_NAME, sorted((*name, patient.id) for patient in found for name in _names_of_year(patient)))
    _write_words(db, found)


def _write_keys(db: sqlite3.Connection, patients: Sequence[Patient]) -> None:
    keyed = ((patient.id, key_of(patient)) for patient in patients)
    db.executemany(_ADD_KEY, [(number, key.family, key.given, key.born, key.born_day) for number, key in keyed])


def _write_words(db: sqlite3.Connection, patients: Sequence[Patient]) -> None:
    words = {word for patient in patients for word in _name_words(patient)}
    db.executemany(_ADD_WORD, [(word, heard_as(word)) for word in sorted(words)])


@lru_cache(maxsize=16_384)
def heard_as(word: str) -> str:
    """What spellings of a folded name share that sound alike, or that are spelled so in another script.

    Cached, since names repeat: of an import's time it took a tenth.
    """
    return sound_of(word) or script_key(word) or romanised_key(word)


def is_index_true(db: sqlite3.Connection, patient: Patient) -> bool:
    """Whether lookups find the record under just what it says now."""
    keys = db.execute(
        "SELECT family, given, born, born_day FROM patient_key WHERE patient = ?", (patient.id,)
    ).fetchall()
    terms = db.execute("SELECT term, whole FROM patient_term WHERE patient = ?", (patient.id,)).fetchall()
    if not is_indexed(patient):
        return not keys and not terms
    return (
        [Key(*key) for key in keys] == [key_of(patient)]
        and {Term(word, whole=bool(whole)) for word, whole in terms} == set(terms_of(patient))
        and all(_has_word(db, word) for word in _name_words(patient))
        and all(db.execute(_HAS_NAME, (*name, patient.id)).fetchone() for name in _names_of_year(patient))
    )


def _has_word(db: sqlite3.Connection, word: str) -> bool:
    found = db.execute("SELECT sound FROM name_word WHERE word = ?", (word,)).fetchone()
    return found is not None and found[0] == heard_as(word)


def _digits(text: str) -> str:
    return "".join(ch for ch in fold(text) if ch in string.digits)


def _names_of_year(patient: Patient) -> Iterator[tuple[int, str]]:
    """Each word of its names beside the year of birth."""
    return ((patient.birth_date.year, word) for word in _name_words(patient))


def _name_words(patient: Patient) -> frozenset[str]:
    return _words_of((patient.family, patient.given, patient.suffix, patient.preferred, *patient.earlier_names))


@lru_cache(maxsize=1024)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    """Cached, since whoever is written asks three times."""
    written = frozenset(part for name in names if name for part in name_parts(name))
    return written.union(*map(latin_readings, written))
