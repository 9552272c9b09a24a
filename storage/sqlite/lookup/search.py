"""Which patients does a lookup mean, best first?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from core.patients.lookup import PatientQuery
from core.patients.model import PatientHit
from core.structs import replace
from storage.codec import from_minutes, minutes_until
from storage.sqlite.lookup.index import index_patient, words_near
from storage.sqlite.lookup.statement import COUNTS, Token, find_statement
from storage.tables import PATIENT

__all__ = ["find_patients", "index_patient"]

_FEW: Final = 3
"""Below so many hits, near spellings are tried as well."""
_LEAST_LETTERS: Final = 4
_AROUND_NOW: Final = timedelta(hours=12)
_KINDS: Final = ("exact", "prefix", "similar")
_SIMILAR: Final = 2

_PATIENT: Final = f"SELECT {PATIENT.table.named()} FROM patient WHERE id = ?"
_VISITS: Final = f"""
SELECT
  (SELECT max(start) FROM appointment WHERE patient = :patient AND start < :now AND {COUNTS}),
  (SELECT min(start) FROM appointment WHERE patient = :patient AND start >= :now AND {COUNTS})
"""


class _Found(Struct, frozen=True, order=True):
    """A patient's place among the results: how far off, not here today, not by the whole family name, then by name."""

    distance: int
    away: int
    part: int
    family: str
    given: str
    born: str
    patient: int


class _Lookup(Struct, frozen=True):
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


def _hit(db: sqlite3.Connection, found: _Found, at: int) -> PatientHit:
    last, following = db.execute(_VISITS, {"patient": found.patient, "now": at}).fetchone()
    (row,) = db.execute(_PATIENT, (found.patient,))  # the foreign key of patient_key holds it
    return PatientHit(
        PATIENT.table.from_row(row),
        _KINDS[min(found.distance, _SIMILAR)],
        last_visit=None if last is None else from_minutes(last),
        next_visit=None if following is None else from_minutes(following),
    )
