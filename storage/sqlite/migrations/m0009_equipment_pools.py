"""What does a database need so that no pool of equipment is used by more visits at once than it has pieces?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage import meta

MIN_COMPATIBLE: Final = 9

_TAKES_NONE: Final = "('cancelled', 'noshow', 'entered-in-error', 'waitlist')"
_USER: Final = f"""
        FROM appointment AS {{one}} INDEXED BY appointment_by_site
        WHERE {{one}}.site = NEW.site AND {{one}}.mode = 'in-person' AND {{one}}.status NOT IN {_TAKES_NONE}
          AND EXISTS (
            SELECT 1 FROM visit_type AS theirs, json_each(theirs.equipment) AS used
            WHERE theirs.code = {{one}}.visit_type AND used.value = piece.value
          )
"""
# Whoever comes while the visit lasts, itself included, finds no more users than there are pieces. 720 minutes is the
# longest appointment there is.
_REFUSE: Final = f"""
  SELECT RAISE(ABORT, 'equipment: all of this equipment is in use then')
  FROM json_each((SELECT equipment FROM visit_type WHERE code = NEW.visit_type)) AS piece
  WHERE EXISTS (
    SELECT 1 {_USER.format(one="comer")}
          AND comer.start < NEW.finish AND comer.start > NEW.start - 720 AND comer.finish > NEW.start
          AND (
            SELECT count(*) {_USER.format(one="user")}
              AND user.start <= max(comer.start, NEW.start) AND user.start > max(comer.start, NEW.start) - 720
              AND user.finish > max(comer.start, NEW.start)
          ) > coalesce(
            (SELECT count FROM equipment WHERE site = NEW.site AND code = piece.value AND retired = 0), 0
          )
  );
"""
_COMES: Final = f"NEW.mode = 'in-person' AND NEW.status NOT IN {_TAKES_NONE}"
_IS_OTHER: Final = f"""(
    (OLD.site, OLD.start, OLD.finish, OLD.visit_type, OLD.mode)
      IS NOT (NEW.site, NEW.start, NEW.finish, NEW.visit_type, NEW.mode)
    OR OLD.status IN {_TAKES_NONE}
  )"""
_NEWEST: Final = "SELECT coalesce(max(id), 0) FROM appointment"


def apply(db: sqlite3.Connection) -> None:
    """Add the guards, and note which bookings were made before there were any: those may use more than there is."""
    db.execute(
        f"CREATE TRIGGER appointment_equipment_insert AFTER INSERT ON appointment\nWHEN {_COMES}\nBEGIN{_REFUSE}END"
    )
    db.execute(
        f"CREATE TRIGGER appointment_equipment_update AFTER UPDATE ON appointment\n"
        f"WHEN {_COMES} AND {_IS_OTHER}\nBEGIN{_REFUSE}END"
    )
    (newest,) = db.execute(_NEWEST).fetchone()
    meta.put(db, meta.POOLS_AFTER, str(newest))
