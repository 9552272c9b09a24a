"""Can the set-up be read and worked with, and is it what the journal made of it?"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from core.access.roles import ROLES, has_supervisor
from core.errors import DatabaseUnusable
from storage import setup_changes
from storage.clinic import SETUP, read_clinic
from storage.codec import to_json
from storage.columns import Table
from storage.sqlite import sentences

_CHANGES: Final = "SELECT before, after FROM setup_change WHERE kind = ? ORDER BY entry, seq"


def setup(db: sqlite3.Connection) -> Iterator[str]:
    """Every row is read as the desks read it, zones exist, and somebody may let others in."""
    unreadable = False
    for table in SETUP:
        for number, row in enumerate(db.execute(f"SELECT {table.named()} FROM {table.name} ORDER BY seq"), 1):
            try:
                table.from_row(row)
            except DatabaseUnusable:
                unreadable = True
                yield sentences.DOCTOR_SETUP_UNREADABLE.format(table=table.name, row=_named(table, row, number))
    if unreadable:
        return
    clinic = read_clinic(db)
    for user in clinic.users.values():
        for role in user.roles:
            if role not in ROLES:
                yield sentences.DOCTOR_NO_SUCH_ROLE.format(user=user.name, role=role)
    if clinic.users and not has_supervisor(clinic.users):
        yield sentences.DOCTOR_NO_SUPERVISOR


def setup_journal(db: sqlite3.Connection) -> Iterator[str]:
    """All changes together make what is set up now."""
    now = setup_changes.rows_now(db)
    for table in SETUP:
        made: Counter[str] = Counter()
        for before, after in db.execute(_CHANGES, (table.name,)):
            made.subtract(_as_now(table, text) for text in (before,) if text is not None)
            made.update(_as_now(table, text) for text in (after,) if text is not None)
        made.subtract(to_json(row) for row in now[table.name])
        for text, count in made.items():
            if count:
                yield sentences.DOCTOR_SETUP_CHANGED.format(table=table.name, row=_of_text(table, text))


def _as_now(table: Table[Any], text: str) -> str:
    """The row in the columns that there are now; what cannot be read counts as it stands."""
    try:
        row = table.row_from_image(text)
    except (ValueError, TypeError):
        return text
    return to_json({name: row[name] for name in table.names})


def _named(table: Table[Any], row: tuple[Any, ...], number: int) -> str:
    if not table.key:
        return str(number)
    return " ".join(str(row[table.names.index(name)]) for name in table.key)


def _of_text(table: Table[Any], text: str) -> str:
    try:
        row = table.row_from_image(text)
    except (ValueError, TypeError):
        return "?"
    return " ".join(str(row[name]) for name in table.key or table.names[:1])
