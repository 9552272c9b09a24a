"""Are no more pieces of equipment in use, and does nobody interpret at more visits, than there ever were at once?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from storage import meta
from storage.sqlite import sentences
from storage.tables import TAKES_TIME

_TAKES_TIME: Final = ", ".join(f"'{status}'" for status in TAKES_TIME)
# A set-up with fewer pieces, or with types that use others, than when something was booked is no damage: such bookings
# are to be moved. So the most pieces that there ever were count, and types that always used the same.
_OVER: Final = f"""
WITH other (code) AS (
  SELECT json_extract(after, '$.code') FROM setup_change
  WHERE kind = 'visit_type' AND before IS NOT NULL AND after IS NOT NULL
    AND json_extract(before, '$.equipment') IS NOT json_extract(after, '$.equipment')
), pool (site, code, most) AS (
  SELECT site, code, max(count, coalesce((
    SELECT max(json_extract(setup_change.before, '$.count')) FROM setup_change
    WHERE kind = 'equipment' AND json_extract(setup_change.before, '$.site') = equipment.site
      AND json_extract(setup_change.before, '$.code') = equipment.code
  ), 0))
  FROM equipment
), used (site, code, at, change, appointment) AS (
  SELECT appointment.site, piece.value, moment.value,
    CASE moment.key WHEN 0 THEN 1 ELSE -1 END, appointment.id
  FROM appointment
  JOIN visit_type ON visit_type.code = appointment.visit_type, json_each(visit_type.equipment) AS piece,
    json_each(json_array(appointment.start, appointment.finish)) AS moment
  WHERE visit_type.equipment <> '[]' AND appointment.id > ? AND appointment.mode = 'in-person'
    AND appointment.status IN ({_TAKES_TIME}) AND visit_type.code NOT IN (SELECT code FROM other WHERE code IS NOT NULL)
), counted (site, code, appointment, users) AS (
  SELECT site, code, appointment,
    sum(change) OVER (PARTITION BY site, code ORDER BY at, change, appointment ROWS UNBOUNDED PRECEDING)
  FROM used
)
SELECT DISTINCT counted.appointment, counted.code, counted.site, pool.most
FROM counted LEFT JOIN pool ON pool.site = counted.site AND pool.code = counted.code
WHERE counted.users > coalesce(pool.most, 0) ORDER BY counted.appointment
"""


_BUSY: Final = f"""
WITH speaker (code, most) AS (
  SELECT code, max(count, coalesce((
    SELECT max(json_extract(setup_change.before, '$.count')) FROM setup_change
    WHERE kind = 'interpreter' AND json_extract(setup_change.before, '$.code') = interpreter.code
  ), 0))
  FROM interpreter
), counted (code, appointment, visits) AS (
  SELECT appointment.interpreter, appointment.id, sum(CASE moment.key WHEN 0 THEN 1 ELSE -1 END) OVER (
    PARTITION BY appointment.interpreter ORDER BY moment.value, moment.key DESC, appointment.id ROWS UNBOUNDED PRECEDING
  )
  FROM appointment, json_each(json_array(appointment.start, appointment.finish)) AS moment
  WHERE appointment.interpreter IS NOT NULL AND appointment.status IN ({_TAKES_TIME})
)
SELECT DISTINCT counted.appointment, counted.code, speaker.most
FROM counted JOIN speaker ON speaker.code = counted.code
WHERE counted.visits > speaker.most ORDER BY counted.appointment
"""


def pools(db: sqlite3.Connection) -> Iterator[str]:
    """Of equipment, the bookings that were made since it is guarded."""
    for appointment, code, site, most in db.execute(_OVER, (meta.number(db, meta.POOLS_AFTER),)):
        yield sentences.DOCTOR_POOL.format(appointment=appointment, equipment=code, site=site, most=most or 0)
    for appointment, code, most in db.execute(_BUSY):
        yield sentences.DOCTOR_INTERPRETER.format(appointment=appointment, interpreter=code, most=most)
