"""Which patients does a lookup mean, best first?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from typing import Final

from core.calendar.birthdate import BirthPattern
from core.lookup import PatientQuery
from core.model.patient import Patient, PatientHit, PatientId
from storage import patients
from storage.codec import from_minutes, minutes_until
from storage.search_index import index_patient, key_of, words_near
from storage.search_statement import TAKES_TIME, Token, find_statement

__all__ = ["find_patients", "index_patient", "look_alikes"]

_FEW: Final = 3
"""Below so many hits, near spellings are tried as well."""
_LEAST_LETTERS: Final = 4
_LEAST_LOCAL_PHONE: Final = 7
_AROUND_NOW: Final = timedelta(hours=12)
_KINDS: Final = ("exact", "prefix", "similar")
_SIMILAR: Final = 2

_VISITS: Final = f"""
SELECT
  (SELECT max(start) FROM appointment WHERE patient = :patient AND start < :now AND status IN ({TAKES_TIME})),
  (SELECT min(start) FROM appointment WHERE patient = :patient AND start >= :now AND status IN ({TAKES_TIME}))
"""

_NAMESAKES: Final = """
SELECT patient FROM patient_key WHERE family = ? AND given = ? AND patient <> ? ORDER BY born, patient
"""


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    """A patient's place among the results: how far off, not here today, not by the whole family name, then by name."""

    distance: int
    away: int
    part: int
    family: str
    given: str
    born: str
    patient: int


@dataclass(frozen=True, slots=True)
class _Lookup:
    """What the statements of one lookup share: UTC minutes around now, and how many patients are wanted."""

    db: sqlite3.Connection
    today: int
    today_end: int
    limit: int

    def found(self, tokens: Sequence[Token], births: Sequence[BirthPattern]) -> list[_Found]:
        """The patients for whom every token and every pattern holds, best first."""
        statement, values = find_statement(tokens, births)
        shared = {"today": self.today, "today_end": self.today_end, "limit": self.limit}
        return [_Found(*row) for row in self.db.execute(statement, values | shared)]


def find_patients(db: sqlite3.Connection, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
    """The patients that `query` describes, best first, at most `limit`.

    Exact, then prefix, then similar; within a kind those with an appointment within 12 hours of `now` first
    (the day of every site, whatever its zone), then whose whole family name was typed (Jones before
    Demski-Jones), then by name. Two words never stand for one part of a name:
    "smith s" is a Smith with another name in s. A number that may be a year is taken as a birth date and,
    where that finds too little or no name was typed, as digits too. Near spellings are looked for where
    there are fewer than three others. Records entered in error are never found.
    """
    at = minutes_until(now)
    around = _AROUND_NOW // timedelta(minutes=1)
    lookup = _Lookup(db, at - around, at + around, limit)
    best: dict[int, _Found] = {}
    for step in (_as_typed, _nearly):
        for reading in query.readings():
            if len(best) < _FEW or not query.names:
                for found in step(lookup, reading):
                    best.setdefault(found.patient, found)
    return tuple(_hit(db, found, at) for found in sorted(best.values())[:limit])


def look_alikes(db: sqlite3.Connection, patient: Patient) -> tuple[Patient, ...]:
    """Other records with the same folded family and given name, and the birth date or a phone in common."""
    key = key_of(patient)
    numbers = db.execute(_NAMESAKES, (key.family, key.given, patient.id)).fetchall()
    namesakes = [patients.patient(db, PatientId(number)) for (number,) in numbers]
    return tuple(
        other
        for other in namesakes
        if other and (other.birth_date == patient.birth_date or _share_a_phone(other, patient))
    )


def _as_typed(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    words = (*query.names, *query.codes, *query.digits)
    return lookup.found([Token(word) for word in words], query.births) if words or query.births else []


def _nearly(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    """Neighbouring words as one (mc donald for McDonald), and names spelled nearly so."""
    others = [Token(word) for word in (*query.codes, *query.digits)]
    found: list[_Found] = []
    for at in range(len(query.names) - 1):
        names = (*query.names[:at], query.names[at] + query.names[at + 1], *query.names[at + 2 :])
        found += lookup.found([*map(Token, names), *others], query.births)
    loosened = [_loosened(lookup.db, name) for name in query.names]
    if any(token.near for token in loosened):
        found += lookup.found([*loosened, *others], query.births)
    return sorted(replace(one, distance=max(one.distance, _SIMILAR)) for one in found)


def _loosened(db: sqlite3.Connection, name: str) -> Token:
    return Token(name, words_near(db, name)) if len(name) >= _LEAST_LETTERS else Token(name)


def _share_a_phone(one: Patient, other: Patient) -> bool:
    """Whether a number of each is the same; from seven digits on, one may lack the country or area code."""
    pairs = product((phone.digits for phone in one.phones), (phone.digits for phone in other.phones))
    return any(mine == theirs != "" or _is_longer_form(mine, theirs) for mine, theirs in pairs)


def _is_longer_form(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST_LOCAL_PHONE and longer.endswith(shorter)


def _hit(db: sqlite3.Connection, found: _Found, at: int) -> PatientHit:
    last, following = db.execute(_VISITS, {"patient": found.patient, "now": at}).fetchone()
    patient = patients.patient(db, PatientId(found.patient))
    if patient is None:
        raise LookupError(found)  # the foreign key of patient_key forbids it
    return PatientHit(
        patient,
        _KINDS[min(found.distance, _SIMILAR)],
        last_visit=None if last is None else from_minutes(last),
        next_visit=None if following is None else from_minutes(following),
    )
