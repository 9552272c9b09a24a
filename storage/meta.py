"""What does the database say of itself: its schema, the programs it bears, whether it is a demo?"""

from __future__ import annotations

import secrets
import sqlite3
from datetime import datetime
from typing import Final

from core.errors import DatabaseUnusable
from storage.sentences import ROW_UNREADABLE

SCHEMA: Final = "schema"
"""The number of the last migration applied."""
MIN_PROGRAM: Final = "min_program"
"""The number of the newest migration that a program must know to work in this database."""
CLINIC_REV: Final = "clinic_rev"
"""Goes up whenever the set-up is written, so that desks know theirs is stale."""
NEXT_MRN: Final = "next_mrn"
"""The number from which the next free MRN is sought."""
NEXT_DATED: Final = "next_dated"
"""The number of the next exception or block (storage/dated_rows.py)."""
ARMED: Final = "armed"
"""The name of the place (storage/place.py) from which outward work may go out; none is 'copy'."""
A_COPY: Final = "copy"
"""What a backup of an armed database says there."""
POOLS_AFTER: Final = "pools_after"
"""The number of the newest booking that was made before pools of equipment were guarded."""
TOKENS_FROM: Final = "tokens_from"
"""What the tokens of appointments are made from, random and known to nobody: hexadecimal."""
AWAY: Final = "away "
"""With the name of a way out of the clinic behind it, what workers found there, while nothing goes out by it."""
_SECRET_BYTES: Final = 32
_DEMO: Final = "demo"
_DEMO_NOW: Final = "demo_now"
_DEMO_REAL: Final = "demo_real"

_WITH_PREFIX: Final = "SELECT key, value FROM meta WHERE key BETWEEN ? AND ? ORDER BY key"
_DROP: Final = "DELETE FROM meta WHERE key = ?"
_GET: Final = "SELECT value FROM meta WHERE key = ?"
_PUT: Final = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


def get(db: sqlite3.Connection, key: str) -> str | None:
    """The value kept under `key`, or None."""
    row = db.execute(_GET, (key,)).fetchone()
    return None if row is None else str(row[0])


def put(db: sqlite3.Connection, key: str, value: str) -> None:
    """Keep `value` under `key`."""
    db.execute(_PUT, (key, value))


def with_prefix(db: sqlite3.Connection, prefix: str) -> list[tuple[str, str]]:
    """What is kept under keys with that prefix: what follows it there, and the value."""
    rows = db.execute(_WITH_PREFIX, (prefix, f"{prefix}\U0010ffff"))
    return [(str(key)[len(prefix) :], str(value)) for key, value in rows]


def drop(db: sqlite3.Connection, key: str) -> None:
    """Keep nothing under `key`."""
    db.execute(_DROP, (key,))


def number(db: sqlite3.Connection, key: str) -> int:
    """The number kept under `key`; 0 if there is none. Raises DatabaseUnusable for what is none."""
    kept = get(db, key) or "0"
    try:
        return int(kept)
    except ValueError as error:
        raise DatabaseUnusable(ROW_UNREADABLE.format(table="meta", row=key)) from error


def draw_secret(db: sqlite3.Connection) -> None:
    """Have the tokens of appointments follow from a new secret."""
    put(db, TOKENS_FROM, secrets.token_hex(_SECRET_BYTES))


def raise_clinic_rev(db: sqlite3.Connection) -> None:
    """Have every desk read the set-up anew."""
    put(db, CLINIC_REV, str(number(db, CLINIC_REV) + 1))


def is_demo(db: sqlite3.Connection) -> bool:
    """Whether the database was made for practice."""
    return get(db, _DEMO) == "1"


def mark_demo(db: sqlite3.Connection) -> None:
    """Say that the database is for practice, for good."""
    put(db, _DEMO, "1")


def demo_clock(db: sqlite3.Connection) -> tuple[datetime, datetime] | None:
    """What a demo's clock was set to, and the real instant it was set at; None if it never was."""
    shown, real = get(db, _DEMO_NOW), get(db, _DEMO_REAL)
    if shown is None or real is None:
        return None
    try:
        return datetime.fromisoformat(shown), datetime.fromisoformat(real)
    except ValueError as error:
        raise DatabaseUnusable(ROW_UNREADABLE.format(table="meta", row=_DEMO_NOW)) from error


def set_demo_clock(db: sqlite3.Connection, *, shown: datetime, real: datetime) -> None:
    """Set a demo's clock to `shown` at the real instant `real`."""
    put(db, _DEMO_NOW, shown.isoformat())
    put(db, _DEMO_REAL, real.isoformat())
