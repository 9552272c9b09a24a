"""Which patients does a lookup mean, best first?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, groupby
from math import ceil
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from core.calendar.date_typos import DateTypo
from core.patients.generations import is_generation
from core.patients.japanese_family_names import may_be_read_as
from core.patients.lookup import PatientQuery
from core.patients.looser import looser
from core.patients.model import PatientHit
from core.patients.name_fit import LONG_NAME, may_be_heard_as
from core.patients.name_forms import written_forms
from core.patients.phone_forms import number_forms, number_slips
from core.structs import replace
from storage.codec import minutes_until
from storage.sqlite.lookup.common_names import MOST_NAMES, first_by_name, first_named
from storage.sqlite.lookup.division import joined, parted
from storage.sqlite.lookup.hits import hits_of
from storage.sqlite.lookup.index import index_patient
from storage.sqlite.lookup.member_ids import as_members
from storage.sqlite.lookup.near_words import read_alike, words_further, words_near
from storage.sqlite.lookup.planning import MANY, MANY_BORN, Planner
from storage.sqlite.lookup.statement import SIMILAR, Lead, NearBirth, Token, find_statement, rank_of_near

__all__ = ["find_patients", "index_patient"]

_FEW: Final = 3
"""Below so many hits, near spellings are tried as well."""
MANY_NUMBERS: Final = 500
"""Of a few digits that thousands of numbers share, which tell nobody apart, so many are compared."""
_TOO_SHORT: Final = 2
"""To be heard."""
_AROUND_NOW: Final = timedelta(hours=12)
_KINDS: Final = ("exact", "prefix", "similar")

_WHOLE_TERMS: Final = "SELECT term FROM patient_term WHERE patient = ? AND whole"


class _Found(Struct, frozen=True, order=True):
    """A patient's place among the results: how far off, not here today, not by the whole family name, then by name."""

    distance: float
    away: int
    part: int
    family: str
    given: str
    born: str
    patient: int


class _Lookup(Struct, frozen=True):
    """What the statements of one lookup share: UTC minutes around now, and how many patients are wanted."""

    db: sqlite3.Connection
    planner: Planner
    today: int
    today_end: int
    limit: int
    known_near: dict[str, Mapping[str, int]] = {}

    @property
    def shared(self) -> dict[str, int]:
        """What every statement binds."""
        return {"today": self.today, "today_end": self.today_end, "limit": self.limit}

    def found(
        self, tokens: Sequence[Token], births: Sequence[BirthPattern | NearBirth], *, limit: int | None = None
    ) -> list[_Found]:
        """The patients for whom every token and every pattern holds, best first: of thousands the best of some.

        At most `limit`, else as many as are wanted.
        """
        planned = self.planner.plan_for_all(tokens, births)
        is_run = len(tokens) == 1 and not births and tokens[0].near is None and tokens[0].word.isdigit()
        statement, values = find_statement(planned.tokens, planned.births, planned.lead)
        return self._rows(statement, values, most=MANY_NUMBERS if is_run else MANY, limit=limit)

    def first_of_many(self, names: Sequence[str], births: Sequence[BirthPattern]) -> list[_Found]:
        """As `found`, where each of the names, at most two, and of the dates fits thousands, and enough are found so:
        who is expected today, whose name is the words, and whose family or given name begins so; else nobody.
        """
        tokens = [*map(_name, names)]
        exactly = self.planner.plan([Token(name, {name: 0}, is_name=True) for name in names], births)
        most = self.planner.crowd(self.shared)
        begun = self.planner.plan(tokens, births, most=most)
        lead = Lead.EVERYBODY if begun.fewest >= most else begun.lead
        found = self._rows(*find_statement(begun.tokens, begun.births, lead, expected=True))
        if exactly.fewest < (MANY if names else MANY_BORN):
            found += self._rows(*find_statement(exactly.tokens, exactly.births, exactly.lead))
        found += [_Found(*row) for row in first_by_name(self.db, names, births, self.shared)]
        return found if len({one.patient for one in found}) >= self.limit else []

    def near(self, name: str) -> Mapping[str, int]:
        """As `words_near`."""
        if name not in self.known_near:
            self.known_near[name] = words_near(self.db, name)
        return self.known_near[name]

    def first_of_near(self, token: Token) -> list[_Found]:
        """As `found` of a word that means others, which thousands have: who is expected today, then the first by family
        or given name of each, the nearest words first; nobody where that is too few.
        """
        if self.planner.plan([token], []).fewest < MANY:
            return []
        found = self._rows(*find_statement([token], [], Lead.WORD, expected=True))
        words = sorted((rank_of_near(distance), word) for word, distance in (token.near or {}).items())
        for distance, alike in groupby(words, key=lambda each: each[0]):
            named = first_named(self.db, [word for _, word in alike], self.shared)
            found += [replace(_Found(*row), distance=distance, part=1) for row in named]
            if len({one.patient for one in found if one.distance <= distance}) >= self.limit:
                return found
        return []

    def _rows(
        self, statement: str, values: dict[str, object], *, most: int = MANY, limit: int | None = None
    ) -> list[_Found]:
        bound = {**values, **self.shared, "limit": limit or self.limit, "most": max(most, self.limit)}
        return [_Found(*row) for row in self.db.execute(statement, bound)]


def find_patients(db: sqlite3.Connection, query: PatientQuery, *, now: datetime, limit: int) -> tuple[PatientHit, ...]:
    """The patients that `query` describes, best first, at most `limit`.

    Exact, then prefix, then similar; within a kind those with an appointment within 12 hours of `now` first
    (the day of every site, whatever its zone), then whose whole family name was typed (Jones before
    Demski-Jones), then by name. Two words never stand for one part of a name:
    "smith s" is a Smith with another name in s. A number that may be a year is taken as a birth date and,
    where that finds too little or no name was typed, as digits too. Near spellings are looked for where
    there are fewer than three others, and of numbers alone whatever they may be until enough are found. Records entered
    in error are never found.
    """
    at = minutes_until(now)
    around = _AROUND_NOW // timedelta(minutes=1)
    lookup = _Lookup(db, Planner(db), at - around, at + around, limit)
    best: dict[int, _Found] = {}
    for step, few in ((_as_typed, _FEW), (_nearly, _FEW), (_further, 1), (_more_loosely, 1), (_as_heard, 1)):
        for reading in query.readings():
            if len(best) < (few if query.names else limit):
                for found in step(lookup, reading):
                    best.setdefault(found.patient, found)
    first = sorted(best.values())[:limit]
    return hits_of(db, [(one.patient, _KINDS[min(ceil(one.distance), SIMILAR)]) for one in first], at)


def _as_typed(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    tokens = [*map(_name, query.names), *map(Token, (*query.codes, *query.digits))]
    if not tokens and not query.births:
        return []
    is_by_name = len(query.names) == len(tokens) <= MOST_NAMES and all(
        birth.month or not birth.day for birth in query.births
    )
    many = MANY if tokens else MANY_BORN
    if is_by_name and lookup.planner.plan(tokens, query.births, most=many).fewest >= many:
        found = lookup.first_of_many(query.names, query.births)
        if found:
            return sorted(found)
    members = (lookup.found(words, query.births) for words in as_members(lookup.db, query))
    return sorted((*lookup.found(tokens, query.births), *chain.from_iterable(members)))


def _nearly(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    """What is written together apart and the other way round, and names, dates and numbers that are nearly so."""
    others = [
        *map(Token, query.codes),
        *(Token(run, dict.fromkeys(number_forms(run), SIMILAR) or None) for run in query.digits),
    ]
    found: list[_Found] = []
    for names in joined(query.names):
        found += lookup.found([*map(_name, names), *others], query.births)
    for names in parted(lookup.db, query.names):
        found += lookup.found([*(_as_written(lookup.db, name) for name in names), *others], query.births)
        if not "".join(names).isascii():
            found += lookup.found([*map(_name, names), *others], query.births)
    loosened = [*(_loosened(name, lookup.near(name)) for name in query.names), *others]
    meant = [_further_off(token) for token in loosened]
    mere = [token if other else replace(token, near=None) for token, other in zip(loosened, meant, strict=True)]
    if len([*filter(None, meant)]) > 1:
        found += lookup.found(mere, query.births)
    for at, token in enumerate(meant if len([*filter(None, meant)]) == 1 else ()):
        if token and len(loosened) == 1 and not query.births:
            found += lookup.first_of_near(token) or lookup.found([token], [])
        elif token:
            found += lookup.found([*mere[:at], token, *mere[at + 1 :]], query.births)
    return [replace(one, distance=max(one.distance, SIMILAR)) for one in found]


def _further(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    """The right names with a slip in birth date or phone, and long names with two, where nobody else was found."""
    others = [*map(Token, query.codes), *map(Token, query.digits)]
    births, found = [_slipped(birth) for birth in query.births], list[_Found]()
    slips = {run: number_slips(min(number_forms(run), key=len, default=run)) for run in query.digits}
    if (query.names or query.births) and any(slips.values()):
        numbers = [Token(run, dict.fromkeys({run, *near}, SIMILAR)) for run, near in slips.items()]
        found += lookup.found([*map(_name, query.names), *map(Token, query.codes), *numbers], query.births)
    if query.names and births != [*query.births]:
        found += lookup.found([*map(_name, query.names), *others], births)
    for together in joined(query.names):
        near = [_loosened(name, lookup.near(name)) for name in together]
        found += lookup.found([*near, *others], query.births)
    if any(len(name) >= LONG_NAME for name in query.names):
        names = [_loosened(name, words_further(lookup.db, name)) for name in query.names]
        found += lookup.found([*names, *others], query.births)
    return found


def _more_loosely(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    """Without what may be no part of the name in the record, the first way in which that finds somebody."""
    for looser_one in looser(query):
        less = looser_one.query
        if looser_one.whole:
            names = [Token(name, {name: 0}, is_name=True) for name in less.names]
            found = lookup.found([*names, *map(Token, (*less.codes, *less.digits))], less.births)
        else:
            found = _as_typed(lookup, less) or _nearly(lookup, less)
        if looser_one.generation:
            found = [one for one in found if not _is_of_another(lookup.db, one.patient, looser_one.generation)]
        if found:
            return [replace(one, distance=max(one.distance, SIMILAR)) for one in found]
    return []


def _as_heard(lookup: _Lookup, query: PatientQuery) -> list[_Found]:
    """Who is called nearly as a word says that was only heard, where whole names or a whole birth date are right; and
    of two names, or a long one, whoever has a slip both in these and in the birth date.
    """
    others = [*map(Token, query.codes), *map(Token, query.digits)]
    births, found = [_slipped(birth) for birth in query.births], list[_Found]()
    is_telling = len(query.names) > 1 or any(len(name) > LONG_NAME for name in query.names)
    if is_telling and births != [*query.births]:
        found += lookup.found([*(_loosened(name, lookup.near(name)) for name in query.names), *others], births)
    is_dated = any(birth.is_whole for birth in query.births)
    for at, heard in enumerate(query.names):
        right = [Token(name, {name: 0}, is_name=True) for name in (*query.names[:at], *query.names[at + 1 :])]
        if len(heard) > _TOO_SHORT and (right or is_dated):
            met = lookup.found([*right, *others], query.births, limit=MANY)
            is_sure = is_dated and bool(right)
            found += [one for one in met if _may_be_called(lookup.db, one, heard, is_sure=is_sure)]
    return [replace(one, distance=max(one.distance, SIMILAR)) for one in found]


def _may_be_called(db: sqlite3.Connection, one: _Found, heard: str, *, is_sure: bool) -> bool:
    has_parts = max(len(one.family), len(one.given)) > len(heard)
    names = (one.family, one.given, *(_whole_terms(db, one.patient) if has_parts else ()))
    return any(may_be_heard_as(heard, name, is_sure=is_sure) for name in names) or may_be_read_as(
        one.given, one.family, heard
    )


def _whole_terms(db: sqlite3.Connection, patient: int) -> frozenset[str]:
    return frozenset(term for (term,) in db.execute(_WHOLE_TERMS, (patient,)))


def _is_of_another(db: sqlite3.Connection, patient: int, generation: str) -> bool:
    """Whether the record tells a generation other than the typed one, which was left out."""
    terms = _whole_terms(db, patient)
    return generation not in terms and any(map(is_generation, terms))


def _name(word: str) -> Token:
    return Token(word, is_name=True)


def _loosened(word: str, near: Mapping[str, int]) -> Token:
    return Token(word, near or None, is_name=True)


def _further_off(token: Token) -> Token | None:
    """The word as those it may mean alone, without what it is or begins: by these who is meant was found before."""
    near = {word: distance for word, distance in (token.near or {}).items() if distance >= SIMILAR}
    return replace(token, near=near) if near else None


def _as_written(db: sqlite3.Connection, part: str) -> Token:
    """A whole part of a name, however it is written: saint or st, 陈 or 陳."""
    other = written_forms(part) | read_alike(db, part)
    return Token(part, dict.fromkeys(other, SIMILAR) | {part: 0}, is_name=True)


def _slipped(birth: BirthPattern) -> BirthPattern | NearBirth:
    days = {day: SIMILAR + (typo is DateTypo.ONE_DIGIT) for day, typo in birth.slips().items()}
    return NearBirth(days, has_year=birth.year is not None) if days else birth
