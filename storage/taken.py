"""Which time of providers, rooms and equipment is taken, as a slot search asks for it: no record is read?"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus, Mode
from core.settings.model import LONGEST_MINUTES
from storage.codec import from_minutes, minutes_through, minutes_until, to_json, to_minutes
from storage.sqlite.dialect import IN_ORDER, by_index, each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.schedule.cells import Stretch

_IN_SPAN: Final = f"start < :end AND start > :start - {LONGEST_MINUTES} AND finish > :start"
_TAKEN: Final = f"""
SELECT resource, start, finish FROM {each(":codes")} AS wanted {IN_ORDER} occupancy ON resource = wanted.value
WHERE kind = :kind AND lane = 0 AND {_IN_SPAN}
"""
_TAKES_NO_TIME: Final = ", ".join(f"'{status.value}'" for status in AppointmentStatus if not status.takes_time)
_IN_PERSON: Final = f"""
SELECT id, start, finish FROM appointment {by_index("appointment_by_site")}
WHERE site = :site AND {_IN_SPAN} AND mode = '{Mode.IN_PERSON.value}'
  AND visit_type IN (SELECT value FROM {each(":types")}) AND status NOT IN ({_TAKES_NO_TIME})
"""


def taken_cells(db: sqlite3.Connection, kind: str, codes: Sequence[str], stretch: Stretch) -> Mapping[str, int]:
    """`ScheduleReader.taken_cells`. Who is booked besides others stands in another lane."""
    span = stretch.span
    wanted = {"kind": kind, "codes": to_json(codes), "start": to_minutes(span.start), "end": to_minutes(span.end)}
    spans: dict[str, list[Interval]] = {}
    for code, start, finish in db.execute(_TAKEN, wanted):
        spans.setdefault(code, []).append(Interval(from_minutes(start), from_minutes(finish)))
    return {code: stretch.filled(taken) for code, taken in spans.items()}


def in_person(
    db: sqlite3.Connection, start: datetime, end: datetime, *, site: str, types: Sequence[str]
) -> list[tuple[AppointmentId, Interval]]:
    """`ScheduleReader.in_person`."""
    span = {"start": minutes_until(start), "end": minutes_through(end)}
    rows = db.execute(_IN_PERSON, {**span, "site": site, "types": to_json(types)})
    return [
        (AppointmentId(number), Interval(from_minutes(begin), from_minutes(finish))) for number, begin, finish in rows
    ]
