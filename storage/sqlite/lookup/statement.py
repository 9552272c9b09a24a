"""Which SQL finds the patients for whom every typed word and every part of a birth date holds?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.tables import TAKES_TIME

SIMILAR: Final = 2
"""The distance from which on somebody is merely similar: 0 is exact, and 1 a beginning."""
AN_END: Final = 0.5
"""The distance of who has what was typed at the end of a phone number: others have it in the midst of theirs."""
COUNTS: Final = f"""status IN ({", ".join(f"'{status}'" for status in TAKES_TIME)})"""
"""Of an appointment: it takes time."""

# distance: 0 exact, 1 prefix, from 2 on similar, the nearest first: among those each word that is exact counts.
PLACE: Final = f"""
  NOT EXISTS (
    SELECT 1 FROM appointment
    WHERE patient = patient_key.patient AND start >= :today AND start < :today_end
      AND {COUNTS}
  ) AS away,
  patient_key.family NOT IN (SELECT value FROM json_each(:words)) AS part,
  patient_key.family, patient_key.given, patient_key.born, patient_key.patient
"""
"""By what those of one distance are sorted."""
OF_TODAY: Final = """site CROSS JOIN appointment INDEXED BY appointment_by_site
  ON appointment.site = site.code AND start >= :today AND start < :today_end"""
"""The appointments of today: they are counted in the index alone."""
_EXPECTED: Final = f"SELECT patient FROM {OF_TODAY} AND {COUNTS}"
_FIND: Final = f"""
SELECT min(met.distance) AS distance, {PLACE}
FROM (SELECT {{patient}} AS patient, {{distance}} AS distance FROM {{tables}} WHERE {{conditions}} LIMIT :most) AS met
CROSS JOIN patient_key ON patient_key.patient = met.patient
GROUP BY patient_key.patient
ORDER BY distance, away, part, patient_key.family, patient_key.given, patient_key.born, patient_key.patient
LIMIT :limit
"""


_RANK: Final = f"CASE WHEN max(0, {{most}}) < {SIMILAR} THEN max(0, {{most}}) ELSE {SIMILAR} + {{sum}} END"


_WITH_TERM: Final = "SELECT patient FROM patient_term INDEXED BY patient_term_by_term WHERE {conditions}"
_BORN: Final = "SELECT patient FROM patient_key INDEXED BY patient_key_by_{column} WHERE {conditions}"
_WITH_NAME: Final = "SELECT patient FROM name_of_year WHERE year = :year AND {conditions}"
_NAMES_OF_YEAR: Final = "(SELECT patient, term, 1 AS whole FROM name_of_year WHERE year = :year)"
READ_OF_EACH: Final = 20_000
"""Of what thousands have no more is read: 0.25 us each."""


class Lead(Enum):
    """Who is looked at: whoever has the rarest word or birth date, who has the two rarest of these, or everybody.

    Who has both is told by indexes alone, for a quarter of what it costs to look at each who has the rarest.
    """

    WORD = auto()
    BIRTH = auto()
    TWO_WORDS = auto()
    WORD_AND_BIRTH = auto()
    EVERYBODY = auto()


class Token(Struct, frozen=True):
    """A typed word: it begins a term of the patient or, with `near`, means one of these, each so far off.

    Of one that may only be a name, those of a year of birth are told by an index.
    """

    word: str
    near: Mapping[str, int] | None = None
    is_name: bool = False


class NearBirth(Struct, frozen=True):
    """A birth date typed with a slip: it may be one of these, each so far off; with a year, or month and day alone."""

    days: Mapping[str, int]
    """ISO dates, or 'MM-DD' where no year was typed."""
    has_year: bool


class _Clause(Struct, frozen=True):
    """What one token or birth pattern adds to the statement; `patients` selects those for whom it holds."""

    conditions: tuple[str, ...]
    values: Mapping[str, object]
    distance: str = "0"
    patients: str = ""


def find_statement(
    tokens: Sequence[Token],
    births: Sequence[BirthPattern | NearBirth],
    lead: Lead,
    *,
    expected: bool = False,
) -> tuple[str, dict[str, object]]:
    """The statement and what it binds, but for :today, :today_end (UTC minutes), :limit, and :most.

    Its rows are distance, away, part, family, given, born, patient, best first. At least one token or pattern is
    given, the rarest of each first. CROSS JOIN makes SQLite keep the order of the tables, which it knows too little
    to choose: `lead` comes first, and the key of a patient only for whom all of it holds. Only who is `expected` today
    is looked at, always so of EVERYBODY; of all whom it fits the first :most are compared.
    """
    leads = lead is Lead.WORD and not expected
    anchor = "term0" if leads else "patient_key" if lead is Lead.BIRTH and not expected else "whole"
    dates = [_birth_clause(number, birth) for number, birth in enumerate(births)]
    year = year_of(births)
    words = [_word_clause(number, token, anchor, year) for number, token in enumerate(tokens)]
    clauses = [*dates, *words]
    tables = [f"patient_term AS term{number}" for number in range(len(words))]
    keys = ["patient_key"] if dates else []
    if leads and tokens[0].is_name and year is not None:
        tables[0] = f"{_NAMES_OF_YEAR} AS term0"
    elif leads:
        tables[0] += " INDEXED BY patient_term_by_term"
    elif anchor == "whole":
        told = {
            Lead.WORD: words[:1],
            Lead.BIRTH: dates[:1],
            Lead.TWO_WORDS: words[:2],
            Lead.WORD_AND_BIRTH: [*words[:1], *dates[:1]],
            Lead.EVERYBODY: [],
        }[lead]
        tables.insert(0, f"({_in_all([*([_EXPECTED] if expected else []), *(one.patients for one in told)])}) AS whole")
    else:
        keys, tables = [], [f"patient_key INDEXED BY patient_key_by_{column_of(births[0])}", *tables]
    conditions = [condition for clause in clauses for condition in clause.conditions]
    conditions += [f"patient_key.patient = {anchor}.patient" for _ in keys]
    statement = _FIND.format(
        patient=f"{anchor}.patient",
        distance=_RANK.format(
            most=", ".join(clause.distance for clause in clauses), sum=" + ".join(clause.distance for clause in clauses)
        ),
        tables=" CROSS JOIN ".join((*tables, *keys)),
        conditions=" AND ".join(("TRUE", *conditions)),
    )
    words_typed = json.dumps([token.word for token in tokens], ensure_ascii=False)
    values: dict[str, object] = {"last": LAST_CHARACTER, "words": words_typed, "year": year}
    for clause in clauses:
        values |= clause.values
    return statement, values


def _in_all(lists: Sequence[str]) -> str:
    """The patients who are in each; + keeps SQLite from looking for every one of them with every word."""
    *others, last = lists
    within = "".join(f" AND +patient IN ({one} LIMIT {READ_OF_EACH})" for one in others)
    return f"SELECT DISTINCT patient FROM ({last} LIMIT {READ_OF_EACH}) WHERE TRUE{within}"


def _word_clause(number: int, token: Token, anchor: str, year: int | None) -> _Clause:
    """A term of the patient whom the anchor tells, and not one that another token stands for."""
    term = f"term{number}"
    leads = term == anchor
    list_of = _WITH_NAME if token.is_name and year is not None else _WITH_TERM
    own = (
        *(() if leads else (f"{term}.patient = {anchor}.patient",)),
        *(f"{term}.term <> term{earlier}.term" for earlier in range(number)),
    )
    if token.near is None:
        distance = f"CASE WHEN {term}.term <> :{term} THEN 1 WHEN {term}.whole THEN 0 ELSE {AN_END} END"
        begun = list_of.format(conditions=begins("term", term))
        return _Clause((begins(f"{term}.term", term), *own), {term: token.word}, distance, begun)
    near = json.dumps(dict(token.near), ensure_ascii=False)
    values = {term: near, f"{term}_from": min(token.near), f"{term}_to": max(token.near)}
    # + keeps SQLite from looking for each of 200 words with each patient: of some 20 terms few lie between these.
    column = f"{term}.term" if leads else f"+{term}.term"
    between = () if leads else (f"{term}.term BETWEEN :{term}_from AND :{term}_to",)
    return _Clause(
        (*between, f"{column} IN (SELECT key FROM json_each(:{term}))", *own),
        values,
        f"""json_extract(:{term}, '$."' || {term}.term || '"')""",
        list_of.format(conditions=f"term IN (SELECT key FROM json_each(:{term}))"),
    )


def _birth_clause(number: int, birth: BirthPattern | NearBirth) -> _Clause:
    name, column = f"born{number}", f"patient_key.{column_of(birth)}"
    if isinstance(birth, NearBirth):
        of_days = f"{column} IN (SELECT key FROM json_each(:{name}))"
        return _Clause(
            (of_days,),
            {name: json.dumps(dict(birth.days))},
            f"""json_extract(:{name}, '$."' || {column} || '"')""",
            _BORN.format(column=column_of(birth), conditions=of_days),
        )
    if birth.day is not None and birth.month is None:
        days = {f"{name}_{of}": f"{of:02}-{birth.day:02}" for of in range(1, 13)}
        each = ", ".join(f":{value}" for value in days)
        within = () if birth.year is None else (begins("patient_key.born", name),)
        conditions = (f"patient_key.born_day IN ({each})", *within)
        patients = _BORN.format(column=column_of(birth), conditions=" AND ".join(conditions))
        return _Clause(conditions, {name: beginning_of(birth), **days}, patients=patients)
    patients = _BORN.format(column=column_of(birth), conditions=begins(column, name))
    return _Clause((begins(column, name),), {name: beginning_of(birth)}, patients=patients)


def year_of(births: Sequence[BirthPattern | NearBirth]) -> int | None:
    """The year of birth, where that and no more than it is known."""
    known = (one.year for one in births if isinstance(one, BirthPattern) and not one.month)
    return next((year for year in known if year is not None), None)


def beginning_of(birth: BirthPattern) -> str:
    """With what the column of such a date begins; of a day without a month what stands before that."""
    year = "" if birth.year is None else f"{birth.year:04}-"
    month = "" if birth.month is None else f"{birth.month:02}-"
    day = "" if birth.day is None or birth.month is None else f"{birth.day:02}"
    return year + month + day


def column_of(birth: BirthPattern | NearBirth) -> str:
    """The column, with its index, that tells most about the pattern."""
    has_year = birth.has_year if isinstance(birth, NearBirth) else birth.year is not None
    return "born" if has_year else "born_day"


def rank_of_near(distance: int) -> int:
    """As a statement ranks who was found by one word so far off, at least SIMILAR."""
    return SIMILAR if distance < SIMILAR else SIMILAR + distance


def begins(column: str, value: str) -> str:
    """The condition that it begins with what is bound to that name."""
    return f"{column} >= :{value} AND {column} < :{value} || :last"
