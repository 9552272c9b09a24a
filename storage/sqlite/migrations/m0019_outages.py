"""What does a database need for days on which equipment is out of service, and for the hours of interpreters?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 19

_ALL: Final = "(SELECT count FROM equipment WHERE site = NEW.site AND code = piece.value AND retired = 0)"
_LEFT: Final = """(
              SELECT min(count) FROM outage
              WHERE outage.site = NEW.site AND outage.equipment = piece.value
                AND outage.start < NEW.finish AND outage.finish > NEW.start
            )"""
_GUARDS: Final = ("appointment_equipment_insert", "appointment_equipment_update")
_SQL: Final = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"


def apply(db: sqlite3.Connection) -> None:
    """Add the table, and let the guards of equipment count no more pieces than an outage leaves."""
    run_script(db, "0019_outages.sql")
    for guard in _GUARDS:
        (sql,) = db.execute(_SQL, (guard,)).fetchone()
        db.execute(f"DROP TRIGGER {guard}")
        db.execute(sql.replace(_ALL, f"min({_ALL}, coalesce({_LEFT}, 999))"))
