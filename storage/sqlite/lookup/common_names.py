"""Of thousands whose names begin so, who comes first? Read in order along indexes, no more than are shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any, Final

from core.calendar.birth_date import BirthPattern
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.sqlite.lookup.planning import MANY
from storage.sqlite.lookup.statement import PLACE, beginning_of, begins, column_of

MOST_NAMES: Final = 2
"""A family and a given name are what the indexes are sorted by."""

_FIRST: Final = f"""
SELECT {{distance}} AS distance, {PLACE}
FROM patient_key INDEXED BY {{index}}
WHERE {{conditions}}
ORDER BY patient_key.family, patient_key.given, patient_key.born, patient_key.patient
LIMIT :limit
"""
_COUNT: Final = f"""
SELECT count(*) FROM (
  SELECT 1 FROM patient_key INDEXED BY patient_key_by_given
  WHERE given >= ? AND given < ? || '{LAST_CHARACTER}' LIMIT {MANY}
)
"""


def first_by_name(
    db: sqlite3.Connection, names: Sequence[str], births: Sequence[BirthPattern], shared: Mapping[str, object]
) -> Iterator[tuple[Any, ...]]:
    """Rows as of `find_statement`: of whose family and given name the words, two at most, are the whole or begin it.

    Without a word everybody is meant who was born so. Of each kind no more than the :limit of `shared`, which binds
    what all statements of a lookup do; a patient may come more than once. Somebody whom a word fits by another part of
    the name is left out.
    """
    dated = [f"{begins(f'patient_key.{column_of(birth)}', f'born{at}')}" for at, birth in enumerate(births)]
    values = {f"born{at}": beginning_of(birth) for at, birth in enumerate(births)}
    values |= {"last": LAST_CHARACTER, "words": json.dumps(names, ensure_ascii=False)}
    is_few = any(birth.day or birth.year for birth in births[:1])  # a twelfth of all is born in one month
    by_date = f"patient_key_by_{column_of(births[0])}" if names and is_few else None
    for distance, index, conditions, words in _kinds(db, names):
        statement = _FIRST.format(
            distance=distance, index=by_date or index, conditions=" AND ".join((*conditions, *dated))
        )
        yield from db.execute(statement, {**values, **words, **shared})


def _kinds(
    db: sqlite3.Connection, names: Sequence[str]
) -> Iterator[tuple[int, str, tuple[str, ...], Mapping[str, str]]]:
    """Each with its distance, the index along which few are read, the conditions, and what they bind."""
    by_name, by_given = "patient_key_by_name", "patient_key_by_given"
    family, given = "patient_key.family", "patient_key.given"
    if not names:
        yield 0, by_name, (), {}
        return
    if len(names) == 1:
        one = {"one": names[0]}
        yield 0, by_name, (f"{family} = :one",), one
        yield 0, by_given, (f"{given} = :one",), one
        yield 1, by_name, (begins(family, "one"),), one
        yield 1, by_given if _are_few(db, names[0]) else by_name, (begins(given, "one"),), one
        return
    for mine, theirs in permutations(names):
        both = {"one": mine, "two": theirs}
        yield 0, by_name, (f"{family} = :one", f"{given} = :two"), both
        yield 1, by_name, (f"{family} = :one", begins(given, "two")), both
        yield 1, by_given if _are_few(db, theirs) else by_name, (begins(family, "one"), begins(given, "two")), both


def _are_few(db: sqlite3.Connection, name: str) -> bool:
    return int(db.execute(_COUNT, (name, name)).fetchone()[0]) < MANY
