"""Is nobody and nothing booked twice, and does what is taken follow from the appointments?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from storage.sqlite import sentences
from storage.tables import TAKES_TIME

_TAKES_TIME: Final = ", ".join(f"'{status}'" for status in TAKES_TIME)
# What the appointments take, told anew: neither the triggers that keep occupancy nor their view are believed.
_NEEDED: Final = f"""
needed (kind, resource, lane, start, finish, appointment) AS (
  SELECT 'patient', CAST(patient AS TEXT), 0, start, finish, id FROM appointment WHERE status IN ({_TAKES_TIME})
  UNION ALL
  SELECT 'provider', provider, lane, provider_start, provider_finish, id FROM appointment
  WHERE status IN ({_TAKES_TIME})
  UNION ALL
  SELECT 'room', room, 0, start, finish, id FROM appointment
  WHERE status IN ({_TAKES_TIME}) AND room IS NOT NULL AND seats = 1
  UNION ALL
  SELECT 'provider', json_extract(one.value, '$[0]'), json_extract(one.value, '$[3]'), json_extract(one.value, '$[1]'),
    json_extract(one.value, '$[2]'), appointment.id
  FROM appointment CROSS JOIN json_each(appointment.further) AS one
  WHERE appointment.further <> '[]' AND appointment.status IN ({_TAKES_TIME})
)
"""
_HELD: Final = "SELECT kind, resource, lane, start, finish, appointment FROM occupancy"
_NOT_HELD: Final = f"""
WITH {_NEEDED} SELECT appointment, kind FROM (SELECT * FROM needed EXCEPT {_HELD}) ORDER BY appointment, kind
"""
# The whole key of what is held is known, so that each is one look along it.
_NOT_HELD_BY: Final = f"""
WITH {_NEEDED}
SELECT needed.appointment, needed.kind FROM needed
WHERE needed.appointment = ? AND NOT EXISTS (
  SELECT 1 FROM occupancy AS held
  WHERE held.kind = needed.kind AND held.resource = needed.resource AND held.lane = needed.lane
    AND held.start = needed.start AND held.finish = needed.finish AND held.appointment = needed.appointment
)
ORDER BY needed.kind
"""
_NOT_NEEDED: Final = f"""
WITH {_NEEDED} SELECT appointment, kind FROM ({_HELD} EXCEPT SELECT * FROM needed) ORDER BY appointment, kind
"""
_OVERLAPS: Final = f"""
WITH {_NEEDED}, ordered AS (
  SELECT kind, resource, lane, start, appointment, max(finish) OVER (
    PARTITION BY kind, resource, lane ORDER BY start, finish, appointment
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS busy_until
  FROM needed
)
SELECT kind, resource, appointment, (
  SELECT needed.appointment FROM needed
  WHERE needed.kind = ordered.kind AND needed.resource = ordered.resource AND needed.lane = ordered.lane
    AND needed.start <= ordered.start AND needed.finish = ordered.busy_until
    AND needed.appointment <> ordered.appointment
  ORDER BY needed.appointment LIMIT 1
)
FROM ordered WHERE busy_until > start ORDER BY appointment, kind
"""
_SHARED: Final = f"""
SELECT member.id, other.id, member.room FROM appointment AS member INDEXED BY appointment_in_group
CROSS JOIN appointment AS other ON other.site = member.site AND other.start < member.finish
  AND other.start > member.start - 720 AND other.finish > member.start
WHERE member.seats > 1 AND member.room IS NOT NULL AND member.status IN ({_TAKES_TIME})
  AND other.room = member.room AND other.id <> member.id AND other.status IN ({_TAKES_TIME})
  AND NOT (other.seats > 1 AND other.provider = member.provider)
ORDER BY member.id, other.id
"""


def occupancy(db: sqlite3.Connection) -> Iterator[str]:
    """Each appointment that takes time holds it, and nothing else is held."""
    for appointment, kind in db.execute(_NOT_HELD):
        yield sentences.DOCTOR_NOT_HELD.format(appointment=appointment, kind=kind)
    for appointment, kind in db.execute(_NOT_NEEDED):
        yield sentences.DOCTOR_NOT_NEEDED.format(appointment=appointment, kind=kind)


def occupancy_of(db: sqlite3.Connection, number: int) -> Iterator[str]:
    """One appointment that takes time holds it."""
    for appointment, kind in db.execute(_NOT_HELD_BY, (number,)):
        yield sentences.DOCTOR_NOT_HELD.format(appointment=appointment, kind=kind)


def overlaps(db: sqlite3.Connection) -> Iterator[str]:
    """No patient, room or lane of a provider has two appointments at a time."""
    for kind, resource, appointment, before in db.execute(_OVERLAPS):
        yield sentences.DOCTOR_OVERLAP.format(before=before, appointment=appointment, kind=kind, resource=resource)
    for member, other, room in db.execute(_SHARED):
        yield sentences.DOCTOR_OVERLAP.format(before=other, appointment=member, kind="room", resource=room)
