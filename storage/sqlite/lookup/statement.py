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
SELECT min({{distance}}) AS distance, {PLACE}
FROM {{tables}}
WHERE {{conditions}}
GROUP BY patient_key.patient
ORDER BY distance, away, part, patient_key.family, patient_key.given, patient_key.born, patient_key.patient
LIMIT :limit
"""


_RANK: Final = f"CASE WHEN max(0, {{most}}) < {SIMILAR} THEN max(0, {{most}}) ELSE {SIMILAR} + {{sum}} END"


_FIRST_TERMS: Final = """(
  SELECT patient, term, whole FROM patient_term INDEXED BY patient_term_by_term
  WHERE term >= :term0 AND term < :term0 || :last LIMIT {most}
) AS term0"""


_WITH_TERM: Final = "SELECT patient FROM patient_term INDEXED BY patient_term_by_term WHERE {conditions}"
_BORN: Final = "SELECT patient FROM patient_key INDEXED BY patient_key_by_{column} WHERE {conditions}"


class Lead(Enum):
    """Who is looked at: whoever has the rarest word or birth date, who has all that is searched for, or everybody.

    Who has all is told by indexes alone, for a tenth of what it costs to look at each who has the rarest of it.
    """

    WORD = auto()
    BIRTH = auto()
    ALL = auto()
    EVERYBODY = auto()


class Token(Struct, frozen=True):
    """A typed word: it begins a term of the patient or, with `near`, means one of these, each so far off."""

    word: str
    near: Mapping[str, int] | None = None


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
    most: int | None = None,
) -> tuple[str, dict[str, object]]:
    """The statement and what it binds, but for :today, :today_end (UTC minutes) and :limit.

    Its rows are distance, away, part, family, given, born, patient, best first. At least one token or pattern is
    given, the rarest of each first. CROSS JOIN makes SQLite keep the order of the tables, which it knows too little
    to choose: `lead` comes first. Only who is `expected` today is looked at, always so of EVERYBODY; of a single word
    only the first `most`.
    """
    dates = [_birth_clause(number, birth) for number, birth in enumerate(births)]
    leads = lead is Lead.WORD and not expected
    words = [_word_clause(number, token, leads=leads and number == 0) for number, token in enumerate(tokens)]
    clauses = [*dates, *words]
    tables = [f"patient_term AS term{number}" for number in range(len(words))]
    if expected or lead is Lead.ALL:
        told = {Lead.WORD: words[:1], Lead.BIRTH: dates[:1], Lead.ALL: clauses, Lead.EVERYBODY: []}[lead]
        lists = [*([_EXPECTED] if expected else []), *(clause.patients for clause in told)]
        same = (f"term{number}.patient = whole.patient" for number in range(len(words)))
        clauses = [*clauses, _Clause((*same, "patient_key.patient = whole.patient"), {})]
        tables = [f"({_in_all(lists)}) AS whole", *tables, "patient_key"]
    elif lead is Lead.BIRTH:
        tables.insert(0, f"patient_key INDEXED BY patient_key_by_{column_of(births[0])}")
    else:
        tables[0] = _FIRST_TERMS.format(most=most) if most else f"{tables[0]} INDEXED BY patient_term_by_term"
        tables.insert(1, "patient_key")
    statement = _FIND.format(
        distance=_RANK.format(
            most=", ".join(clause.distance for clause in clauses), sum=" + ".join(clause.distance for clause in clauses)
        ),
        tables=" CROSS JOIN ".join(tables),
        conditions=" AND ".join(condition for clause in clauses for condition in clause.conditions),
    )
    words_typed = json.dumps([token.word for token in tokens], ensure_ascii=False)
    values: dict[str, object] = {"last": LAST_CHARACTER, "words": words_typed}
    for clause in clauses:
        values |= clause.values
    return statement, values


def _in_all(lists: Sequence[str]) -> str:
    """The patients who are in each; + keeps SQLite from looking for every one of them with every word."""
    *others, last = lists
    return f"SELECT DISTINCT patient FROM ({last}) WHERE " + " AND ".join(
        ("TRUE", *(f"+patient IN ({one})" for one in others))
    )


def _word_clause(number: int, token: Token, *, leads: bool) -> _Clause:
    """A term of this patient, and not one that another token stands for."""
    term = f"term{number}"
    own = (
        f"{term}.patient = patient_key.patient",
        *(f"{term}.term <> term{earlier}.term" for earlier in range(number)),
    )
    if token.near is None:
        distance = f"({term}.term <> :{term} OR NOT {term}.whole)"
        begun = _WITH_TERM.format(conditions=begins("term", term))
        return _Clause((begins(f"{term}.term", term), *own), {term: token.word}, distance, begun)
    # + keeps SQLite from looking for each of 200 words with each patient: a patient has some 20 terms.
    column = f"{term}.term" if leads else f"+{term}.term"
    return _Clause(
        (f"{column} IN (SELECT key FROM json_each(:{term}))", *own),
        {term: json.dumps(dict(token.near), ensure_ascii=False)},
        f"""json_extract(:{term}, '$."' || {term}.term || '"')""",
        _WITH_TERM.format(conditions=f"term IN (SELECT key FROM json_each(:{term}))"),
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
