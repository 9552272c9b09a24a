"""What does a database need for visits with several providers, each of whom is booked in a lane of their own?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.tables import APPOINTMENT

MIN_COMPATIBLE: Final = 29

# Whoever wrote it: each is known, and there once, within the visit.
_REFUSE: Final = """
  SELECT RAISE(ABORT, 'providers: a further provider is known, not there already, and needed within the visit')
  WHERE EXISTS (
    SELECT 1 FROM further_provider AS one
    WHERE one.appointment = NEW.id AND (
      one.provider IS NEW.provider OR one.provider NOT IN (SELECT code FROM provider)
      OR typeof(one.start) <> 'integer' OR typeof(one.finish) <> 'integer' OR typeof(one.lane) <> 'integer'
      OR NOT (NEW.start <= one.start AND one.start < one.finish AND one.finish <= NEW.finish AND one.lane >= 0)
    )
  ) OR (
    SELECT count(*) <> count(DISTINCT one.provider) FROM further_provider AS one WHERE one.appointment = NEW.id
  );
"""


def apply(db: sqlite3.Connection) -> None:
    """Add the columns, and have the time of every provider of a visit taken."""
    run_script(db, "0029_further_providers.sql")
    for event in ("INSERT", "UPDATE"):
        db.execute(
            f"CREATE TRIGGER appointment_further_{event.lower()} AFTER {event} ON appointment\n"
            f"WHEN NEW.further <> '[]'\nBEGIN{_REFUSE}END"
        )
    guards.make(db, APPOINTMENT)
