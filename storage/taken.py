"""Which time of providers, rooms and equipment is taken, as a slot search asks for it: no record is read?"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.record_ref import AppointmentId
from core.schedule.cells import CELL_MINUTES
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.settings.model import LONGEST_MINUTES
from storage.codec import from_minutes, minutes_through, minutes_until, to_json, to_minutes
from storage.sqlite.dialect import IN_ORDER, by_index, each
from storage.taken_rows import CELLS_A_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.schedule.cells import Stretch

_IN_SPAN: Final = f"start < :end AND start > :start - {LONGEST_MINUTES} AND finish > :start"
_TAKEN: Final = f"""
SELECT resource, stretch, cells FROM {each(":codes")} AS wanted {IN_ORDER} taken_cells ON resource = wanted.value
WHERE kind = :kind AND stretch >= :first AND stretch <= :last
"""
_TAKES_NO_TIME: Final = ", ".join(f"'{status.value}'" for status in AppointmentStatus if not status.takes_time)
_IN_PERSON: Final = f"""
SELECT id, start, finish FROM appointment {by_index("appointment_by_site")}
WHERE site = :site AND {_IN_SPAN} AND mode = '{Mode.IN_PERSON.value}'
  AND visit_type IN (SELECT value FROM {each(":types")}) AND status NOT IN ({_TAKES_NO_TIME})
"""


def taken_cells(db: sqlite3.Connection, kind: str, codes: Sequence[str], stretch: Stretch) -> Mapping[str, int]:
    """`ScheduleReader.taken_cells`. Who is booked besides others stands in another lane."""
    begin = to_minutes(stretch.first) // CELL_MINUTES
    first, last = begin // CELLS_A_ROW, (begin + stretch.cells - 1) // CELLS_A_ROW
    wanted = {"kind": kind, "codes": to_json(codes), "first": first, "last": last}
    found = dict.fromkeys(codes, 0)
    for code, at, cells in db.execute(_TAKEN, wanted):
        found[code] |= int(cells[::-1], 16) << (at - first) * CELLS_A_ROW
    shift, full = begin - first * CELLS_A_ROW, stretch.full
    return {code: row >> shift & full for code, row in found.items()}


def in_person(
    db: sqlite3.Connection, start: datetime, end: datetime, *, site: str, types: Sequence[str]
) -> list[tuple[AppointmentId, Interval]]:
    """`ScheduleReader.in_person`."""
    span = {"start": minutes_until(start), "end": minutes_through(end)}
    rows = db.execute(_IN_PERSON, {**span, "site": site, "types": to_json(types)})
    return [
        (AppointmentId(number), Interval(from_minutes(begin), from_minutes(finish))) for number, begin, finish in rows
    ]
