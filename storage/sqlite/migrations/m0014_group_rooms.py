"""What does a database need so that those whom a provider sees at once are in one room, and nobody else is?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 14

_TAKES_NONE: Final = "('cancelled', 'noshow', 'entered-in-error', 'waitlist')"
_OVERLAPS: Final = "{one}.start < NEW.finish AND {one}.start > NEW.start - 720 AND {one}.finish > NEW.start"
# A visit that is seen alone holds its room in occupancy; those of a group are met along an index of their own.
_REFUSE: Final = f"""
  SELECT RAISE(ABORT, 'room: this room is taken then')
  WHERE EXISTS (
    SELECT 1 FROM appointment AS member INDEXED BY appointment_in_group
    WHERE member.seats > 1 AND member.room = NEW.room AND member.id <> NEW.id
      AND member.status NOT IN {_TAKES_NONE} AND {_OVERLAPS.format(one="member")}
      AND NOT (NEW.seats > 1 AND member.provider = NEW.provider)
  ) OR NEW.seats > 1 AND EXISTS (
    SELECT 1 FROM occupancy
    WHERE kind = 'room' AND resource = NEW.room AND lane = 0 AND {_OVERLAPS.format(one="occupancy")}
      AND appointment <> NEW.id
  );
"""
_COMES: Final = f"NEW.room IS NOT NULL AND NEW.status NOT IN {_TAKES_NONE}"
_IS_OTHER: Final = f"""(
    (OLD.room, OLD.start, OLD.finish, OLD.seats, OLD.provider)
      IS NOT (NEW.room, NEW.start, NEW.finish, NEW.seats, NEW.provider)
    OR OLD.status IN {_TAKES_NONE}
  )"""
_SOMEBODY: Final = """
  SELECT RAISE(ABORT, 'in-room: somebody is in this room')
  WHERE EXISTS (
    SELECT 1 FROM visit AS other
    JOIN appointment AS theirs ON theirs.id = other.appointment
    JOIN appointment AS mine ON mine.id = NEW.appointment
    WHERE other.room = NEW.room AND other.appointment <> NEW.appointment
      AND NOT (mine.seats > 1 AND theirs.seats > 1 AND mine.provider = theirs.provider)
  );
  SELECT RAISE(ABORT, 'step: only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
"""


def apply(db: sqlite3.Connection) -> None:
    """Add how many are seen at once, and let the members of one group alone share a room."""
    run_script(db, "0014_group_rooms.sql")
    for event, when in (("INSERT", _COMES), ("UPDATE", f"{_COMES} AND {_IS_OTHER}")):
        db.execute(
            f"CREATE TRIGGER appointment_room_{event.lower()} AFTER {event} ON appointment\n"
            f"WHEN {when}\nBEGIN{_REFUSE}END"
        )
        db.execute(
            f"CREATE TRIGGER visit_room_{event.lower()} BEFORE {event} ON visit WHEN NEW.room IS NOT NULL\n"
            f"BEGIN{_SOMEBODY}END"
        )
