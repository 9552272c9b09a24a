"""Which SQL finds the patients for whom every typed word and every part of a birth date holds?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
_FIND: Final = f"""
SELECT min({{distance}}) AS distance,
  NOT EXISTS (
    SELECT 1 FROM appointment
    WHERE patient = patient_key.patient AND start >= :today AND start < :today_end
      AND {COUNTS}
  ) AS away,
  patient_key.family NOT IN (SELECT value FROM json_each(:words)) AS part,
  patient_key.family, patient_key.given, patient_key.born, patient_key.patient
FROM {{tables}}
WHERE {{conditions}}
GROUP BY patient_key.patient
ORDER BY distance, away, part, patient_key.family, patient_key.given, patient_key.born, patient_key.patient
LIMIT :limit
"""


_RANK: Final = f"CASE WHEN max(0, {{most}}) < {SIMILAR} THEN max(0, {{most}}) ELSE {SIMILAR} + {{sum}} END"


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
    """What one token or birth pattern adds to the statement."""

    conditions: tuple[str, ...]
    values: Mapping[str, object]
    distance: str = "0"


def find_statement(
    tokens: Sequence[Token], births: Sequence[BirthPattern | NearBirth]
) -> tuple[str, dict[str, object]]:
    """The statement and what it binds, but for :today, :today_end (UTC minutes) and :limit.

    Its rows are distance, away, part, family, given, born, patient, best first. At least one token or pattern is
    given. CROSS JOIN makes SQLite keep the order of the tables, which it knows too little to choose: what
    few patients have comes first. A birthday goes before any name: one patient in 365 has it, but one in
    100 the same name.
    """
    longest_first = sorted(tokens, key=lambda token: -len(token.word))
    birthdays = [birth for birth in births if _leads(birth)] or ([] if tokens else births)
    dates = [_birth_clause(number, birth) for number, birth in enumerate(births)]
    words = [
        _word_clause(number, token, leads=number == 0 and not birthdays) for number, token in enumerate(longest_first)
    ]
    clauses = [*dates, *words]
    tables = [f"patient_term AS term{number}" for number in range(len(words))]
    if birthdays:
        tables.insert(0, f"patient_key INDEXED BY patient_key_by_{_birth_column(birthdays[0])}")
    else:
        tables[0] += " INDEXED BY patient_term_by_term"
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


def _word_clause(number: int, token: Token, *, leads: bool) -> _Clause:
    """A term of this patient, and not one that another token stands for."""
    term = f"term{number}"
    own = (
        f"{term}.patient = patient_key.patient",
        *(f"{term}.term <> term{earlier}.term" for earlier in range(number)),
    )
    if token.near is None:
        distance = f"({term}.term <> :{term} OR NOT {term}.whole)"
        return _Clause((_begins(f"{term}.term", term), *own), {term: token.word}, distance)
    # + keeps SQLite from looking for each of 200 words with each patient: a patient has some 20 terms.
    column = f"{term}.term" if leads else f"+{term}.term"
    return _Clause(
        (f"{column} IN (SELECT key FROM json_each(:{term}))", *own),
        {term: json.dumps(dict(token.near), ensure_ascii=False)},
        f"""json_extract(:{term}, '$."' || {term}.term || '"')""",
    )


def _leads(birth: BirthPattern | NearBirth) -> bool:
    """Whether few have it: a day of a year, or one with its slips."""
    return birth.has_year if isinstance(birth, NearBirth) else bool(birth.month and birth.day)


def _birth_clause(number: int, birth: BirthPattern | NearBirth) -> _Clause:
    name = f"born{number}"
    if isinstance(birth, NearBirth):
        column = f"patient_key.{_birth_column(birth)}"
        return _Clause(
            (f"{column} IN (SELECT key FROM json_each(:{name}))",),
            {name: json.dumps(dict(birth.days))},
            f"""json_extract(:{name}, '$."' || {column} || '"')""",
        )
    column = f"patient_key.{_birth_column(birth)}"
    year = "" if birth.year is None else f"{birth.year:04}-"
    month = "" if birth.month is None else f"{birth.month:02}-"
    day = "" if birth.day is None else f"{birth.day:02}"
    if birth.day is not None and birth.month is None:
        days = {f"{name}_{of}": f"{of:02}-{day}" for of in range(1, 13)}
        each = ", ".join(f":{value}" for value in days)
        within = () if birth.year is None else (_begins("patient_key.born", name),)
        return _Clause((f"patient_key.born_day IN ({each})", *within), {name: year, **days})
    return _Clause((_begins(column, name),), {name: year + month + day})


def _birth_column(birth: BirthPattern | NearBirth) -> str:
    """The column, with its index, that tells most about the pattern."""
    has_year = birth.has_year if isinstance(birth, NearBirth) else birth.year is not None
    return "born" if has_year else "born_day"


def _begins(column: str, value: str) -> str:
    return f"{column} >= :{value} AND {column} < :{value} || :last"
