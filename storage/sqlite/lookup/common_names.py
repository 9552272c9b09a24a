"""Of thousands whose names begin so, who comes first? Read in order along indexes, no more than are shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, permutations
from typing import Any, Final

from core.calendar.birth_date import BirthPattern
from storage.sqlite.lookup.index import LAST_CHARACTER
from storage.sqlite.lookup.statement import PLACE, beginning_of, begins, column_of

MOST_NAMES: Final = 2
"""A family and a given name are what the indexes are sorted by."""

FEW_GIVEN: Final = 3000
"""Of so many of a given name all are read and sorted sooner than the first are met in the order of families."""
FEW_OF_A_MONTH: Final = 8000
"""The same where a twelfth of them is meant."""

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
  WHERE given >= :one AND given < :one || '{LAST_CHARACTER}' LIMIT :most
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
    dated = [_born(birth, f"born{at}") for at, birth in enumerate(births)]
    values = {f"born{at}": beginning_of(birth) for at, birth in enumerate(births)}
    values |= {"last": LAST_CHARACTER, "words": json.dumps(names, ensure_ascii=False)}
    is_few = any(birth.day or birth.year for birth in births[:1])  # a twelfth of all is born in one month
    is_in_order = bool(births) and _is_day(births[0])  # the index of days has them by name
    by_date = f"patient_key_by_{column_of(births[0])}" if is_in_order or (names and is_few) else None
    few = FEW_OF_A_MONTH if births else FEW_GIVEN
    for distance, index, conditions, words in _kinds(db, names, few):
        statement = _FIRST.format(
            distance=distance, index=by_date or index, conditions=" AND ".join((*conditions, *dated))
        )
        yield from db.execute(statement, {**values, **words, **shared})


def first_named(db: sqlite3.Connection, names: Sequence[str], shared: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    """As `first_by_name`, of whose family or given name is one of these words, which are given in their order."""
    values = {"words": json.dumps(names, ensure_ascii=False), **shared}
    by_family, by_given = (
        _FIRST.format(distance=0, index=f"patient_key_by_{index}", conditions=f"patient_key.{column} = :one")
        for index, column in (("name", "family"), ("given", "given"))
    )
    families = (row for one in names for row in db.execute(by_family, {**values, "one": one}))
    yield from islice(families, shared["limit"])
    for one in names:
        yield from db.execute(by_given, {**values, "one": one})


def _is_day(birth: BirthPattern) -> bool:
    return birth.month is not None and birth.day is not None


def _born(birth: BirthPattern, value: str) -> str:
    column = f"patient_key.{column_of(birth)}"
    return f"{column} = :{value}" if _is_day(birth) else begins(column, value)


def _kinds(
    db: sqlite3.Connection, names: Sequence[str], few: int
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
        yield 1, by_given if _are_few(db, names[0], few) else by_name, (begins(given, "one"),), one
        return
    for mine, theirs in permutations(names):
        both = {"one": mine, "two": theirs}
        yield 0, by_name, (f"{family} = :one", f"{given} = :two"), both
        yield 1, by_name, (f"{family} = :one", begins(given, "two")), both
        yield 1, by_given if _are_few(db, theirs, few) else by_name, (begins(family, "one"), begins(given, "two")), both


def _are_few(db: sqlite3.Connection, name: str, most: int) -> bool:
    return int(db.execute(_COUNT, {"one": name, "most": most}).fetchone()[0]) < most
