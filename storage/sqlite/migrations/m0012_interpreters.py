"""What does a database need for interpreters, who are booked with a visit?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 12

_TAKES_NONE: Final = "('cancelled', 'noshow', 'entered-in-error', 'waitlist')"
# As of equipment: whoever comes while the visit lasts finds no more visits than the interpreter bears at once.
_REFUSE: Final = f"""
  SELECT RAISE(ABORT, 'interpreter: this interpreter has somebody else then')
  WHERE EXISTS (
    SELECT 1 FROM appointment AS comer INDEXED BY appointment_by_interpreter
    WHERE comer.interpreter = NEW.interpreter AND comer.status NOT IN {_TAKES_NONE}
      AND comer.start < NEW.finish AND comer.start > NEW.start - 720 AND comer.finish > NEW.start
      AND (
        SELECT count(*) FROM appointment AS user INDEXED BY appointment_by_interpreter
        WHERE user.interpreter = NEW.interpreter AND user.status NOT IN {_TAKES_NONE}
          AND user.start <= max(comer.start, NEW.start) AND user.start > max(comer.start, NEW.start) - 720
          AND user.finish > max(comer.start, NEW.start)
      ) > coalesce((SELECT count FROM interpreter WHERE code = NEW.interpreter AND retired = 0), 0)
  );
"""
_COMES: Final = f"NEW.interpreter IS NOT NULL AND NEW.status NOT IN {_TAKES_NONE}"
_IS_OTHER: Final = f"""(
    (OLD.interpreter, OLD.start, OLD.finish) IS NOT (NEW.interpreter, NEW.start, NEW.finish)
    OR OLD.status IN {_TAKES_NONE}
  )"""


def apply(db: sqlite3.Connection) -> None:
    """Add the table, who interprets at which appointment, and the guards."""
    run_script(db, "0012_interpreters.sql")
    db.execute(
        f"CREATE TRIGGER appointment_interpreter_insert AFTER INSERT ON appointment\nWHEN {_COMES}\nBEGIN{_REFUSE}END"
    )
    db.execute(
        f"CREATE TRIGGER appointment_interpreter_update AFTER UPDATE ON appointment\n"
        f"WHEN {_COMES} AND {_IS_OTHER}\nBEGIN{_REFUSE}END"
    )
