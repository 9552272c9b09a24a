"""Which words of SQL are SQLite's own, and what do the statements of storage call them?"""

from __future__ import annotations

from typing import Final

IN_ORDER: Final = "CROSS JOIN"
"""Joins the tables in the order they stand in: SQLite knows too little of them to choose."""
INSERTED: Final = "rowid"
"""A column of a table from which nothing is deleted: what is inserted later has a greater number."""
SCHEMA_VERSION: Final = "PRAGMA schema_version"
"""A number that changes with every table, index or trigger that is made or dropped: 1 us."""
ANY_CASE: Final = "COLLATE NOCASE"
"""After a text that is compared with another: upper and lower case are the same."""


def by_index(index: str) -> str:
    """After a table: it is read along this index."""
    return f"INDEXED BY {index}"


def each(values: str) -> str:
    """A table of the `value` of each element of the JSON array `values`, a parameter."""
    return f"json_each({values})"


def is_among_first(parameter: str, column: str) -> str:
    """A condition: the parameter is the first element of one of the arrays in the JSON array that `column` holds."""
    return f"EXISTS (SELECT 1 FROM json_each({column}) AS one WHERE json_extract(one.value, '$[0]') = {parameter})"


def json_field(column: str, name: str) -> str:
    """The member `name` of the JSON object that `column` holds."""
    return f"json_extract({column}, '$.{name}')"
