"""Where is kept who pays for a patient's visits?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.patient_tables import COVERAGE
from storage.sqlite import guards
from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 20

# Whatever path a coverage comes by, only one of each order pays for a patient on a day.
_REFUSE: Final = """
  SELECT RAISE(ABORT, 'covered: another coverage of this order holds then')
  WHERE EXISTS (
    SELECT 1 FROM coverage AS other INDEXED BY coverage_by_patient
    WHERE other.patient = NEW.patient AND other.id <> NEW.id AND other.status = 'current' AND other.place = NEW.place
      AND (other.ends IS NULL OR NEW.starts IS NULL OR NEW.starts <= other.ends)
      AND (NEW.ends IS NULL OR other.starts IS NULL OR other.starts <= NEW.ends)
  );
"""
_COMES: Final = "NEW.status = 'current'"
_IS_OTHER: Final = """(
    (OLD.patient, OLD.place, OLD.starts, OLD.ends, OLD.status)
      IS NOT (NEW.patient, NEW.place, NEW.starts, NEW.ends, NEW.status)
  )"""


def apply(db: sqlite3.Connection) -> None:
    """Make the tables of payers and of coverages, these with their guards."""
    run_script(db, "0020_coverage.sql")
    guards.make(db, COVERAGE)
    for event, when in (("INSERT", _COMES), ("UPDATE", f"{_COMES} AND {_IS_OTHER}")):
        name = f"coverage_covered_{event.lower()}"
        db.execute(f"CREATE TRIGGER {name} BEFORE {event} ON coverage\nWHEN {when}\nBEGIN{_REFUSE}END")
