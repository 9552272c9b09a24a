"""May what was written since bear on a booking that was examined before?"""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Final

from storage.codec import minutes_through, minutes_until
from storage.sqlite.dialect import INSERTED, SCHEMA_VERSION, json_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from core.schedule.ports import Written


def _near(column: Callable[[str], str]) -> str:
    """A condition: that appointment is of the patient, or in the span with the provider or at the site.

    One with several providers may be with any.
    """
    return (
        f"({column('patient')} = :patient OR ({column('start')} < :end AND {column('finish')} > :start"
        f" AND ({column('provider')} = :provider OR {column('site')} = :site"
        f" OR coalesce({column('further')}, '[]') <> '[]')))"
    )


# The guards see to it that no row changes without its image. Jobs and the waiting list bear on no booking, nor does
# what several visits belong to; what cannot be told may.
_TOUCHED: Final = f"""
SELECT 1 FROM journal_row
WHERE {INSERTED} > :since AND CASE table_name
  WHEN 'job' THEN FALSE
  WHEN 'linked' THEN FALSE
  WHEN 'provider_delay' THEN FALSE
  WHEN 'wait_entry' THEN FALSE
  WHEN 'wait_contact' THEN FALSE
  WHEN 'freed_slot' THEN FALSE
  WHEN 'case_event' THEN FALSE
  WHEN 'case_link' THEN FALSE
  WHEN 'work_case' THEN EXISTS (SELECT 1 FROM work_case WHERE id = journal_row.row AND patient = :patient)
  WHEN 'patient' THEN row = :patient
  WHEN 'coverage' THEN EXISTS (SELECT 1 FROM coverage WHERE id = journal_row.row AND patient = :patient)
  WHEN 'appointment' THEN coalesce({_near(partial(json_field, "before"))}, before IS NOT NULL)
    OR coalesce({_near(partial(json_field, "after"))}, after IS NOT NULL)
  WHEN 'visit' THEN EXISTS (SELECT 1 FROM appointment WHERE id = journal_row.row AND {_near(str)})
  ELSE TRUE
END
LIMIT 1
"""


def was_touched(
    db: sqlite3.Connection, since: Written, near: Mapping[str, object], start: datetime, end: datetime
) -> bool:
    """`ScheduleReader.was_touched`, with patient, provider and site in `near`.

    Whoever dropped a guard meanwhile may have changed anything, and a VACUUM has numbered the images anew.
    """
    version, newest = since
    if db.execute(SCHEMA_VERSION).fetchone()[0] != version:
        return True
    span = {"start": minutes_until(start), "end": minutes_through(end)}
    return db.execute(_TOUCHED, {"since": newest, **near, **span}).fetchone() is not None
