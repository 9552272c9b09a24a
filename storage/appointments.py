"""How is an appointment kept, and in which lane is its provider free?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any, Final

from core.patients.ports import Booked
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus, Cancellation, Confirmation, Mode, Override
from core.schedule.ports import Occupied
from core.settings.model import LONGEST_MINUTES
from storage import rows
from storage.codec import (
    from_json,
    from_millis,
    from_minutes,
    minutes_through,
    minutes_until,
    to_json,
    to_millis,
    to_minutes,
)
from storage.journal import EntryWriter
from storage.lookup.statement import TAKES_TIME
from storage.rows import Row, Table

APPOINTMENT: Final = Table(
    "appointment",
    "id",
    (
        "id",
        "patient",
        "provider",
        "site",
        "room",
        "visit_type",
        "mode",
        "start",
        "end",
        "provider_start",
        "provider_end",
        "lane",
        "status",
        "status_at",
        "status_by",
        "confirmation",
        "note",
        "cancel_reason",
        "cancel_by",
        "cancel_late",
        "cancel_note",
        "overrides",
        "rev",
    ),
)

_MODES: Final = {mode.value: mode for mode in Mode}
_STATUSES: Final = {status.value: status for status in AppointmentStatus}
_CONFIRMATIONS: Final = {confirmation.value: confirmation for confirmation in Confirmation}

_LANE_TAKEN: Final = f"""
SELECT 1 FROM occupancy
WHERE kind = 'provider' AND resource = :provider AND lane = :lane
  AND start < :end AND start > :start - {LONGEST_MINUTES} AND end > :start AND appointment IS NOT :ignoring
LIMIT 1
"""


_BOOKED: Final = f"""
SELECT id, site, start FROM appointment INDEXED BY appointment_by_patient
WHERE patient = ? AND end > ? AND status IN ({TAKES_TIME}) ORDER BY start
"""


def add(writer: EntryWriter, draft: Appointment) -> Appointment:
    """Book `draft`. Raises Occupied when the guard finds its time taken."""
    row = _to_row(draft)
    row["id"] = rows.next_key(writer.db, APPOINTMENT)
    with _guarded(row):
        rows.insert(writer, APPOINTMENT, row)
    return appointment_from_row(tuple(row.values()))


def save(writer: EntryWriter, changed: Appointment) -> Appointment:
    """Keep `changed`. Raises Moved when the appointment has another rev, Occupied when its time is taken."""
    row = _to_row(changed)
    with _guarded(row):
        return appointment_from_row(tuple(rows.update(writer, APPOINTMENT, row, rev=changed.rev).values()))


def restore(writer: EntryWriter, row: Row, *, rev: int) -> int:
    """Put the columns of `row` back and return the new rev. Raises Moved or Occupied."""
    with _guarded(row):
        return int(rows.update(writer, APPOINTMENT, row, rev=rev)["rev"])


def free_lane(
    db: sqlite3.Connection,
    provider: str,
    start: datetime,
    end: datetime,
    *,
    ignoring: AppointmentId | None,
) -> int:
    """The smallest lane in which the provider is free for all of [start, end)."""
    wanted = {
        "provider": provider,
        "start": minutes_until(start),
        "end": minutes_through(end),
        "ignoring": ignoring,
    }
    return next(lane for lane in count() if db.execute(_LANE_TAKEN, {**wanted, "lane": lane}).fetchone() is None)


def booked(db: sqlite3.Connection, patient: PatientId, *, since: datetime | None) -> tuple[Booked, ...]:
    """What the patient has that takes time, by start; with `since` only what ends after that instant."""
    after = 0 if since is None else minutes_until(since)
    return tuple(
        Booked(AppointmentId(number), site, from_minutes(start))
        for number, site, start in db.execute(_BOOKED, (patient, after))
    )


def appointment_from_row(row: Sequence[Any]) -> Appointment:
    """The appointment whose columns, in the table's order, are `row`."""
    (
        number, patient, provider, site, room, visit_type, mode, start, end, provider_start, provider_end,
        lane, status, status_at, status_by, confirmation, note, cancel_reason, cancel_by, cancel_late,
        cancel_note, overrides, rev,
    ) = row  # fmt: skip
    cancelled = cancel_reason is not None
    return Appointment(
        AppointmentId(number),
        PatientId(patient),
        provider,
        site,
        room,
        visit_type,
        _MODES[mode],
        from_minutes(start),
        from_minutes(end),
        from_minutes(provider_start),
        from_minutes(provider_end),
        lane,
        _STATUSES[status],
        from_millis(status_at),
        status_by,
        _CONFIRMATIONS[confirmation],
        note,
        Cancellation(cancel_reason, cancel_by, bool(cancel_late), cancel_note) if cancelled else None,
        tuple(map(_override, from_json(overrides))),
        rev,
    )


def _to_row(one: Appointment) -> Row:
    cancelled = one.cancellation
    return {
        "id": one.id,
        "patient": one.patient,
        "provider": one.provider,
        "site": one.site,
        "room": one.room,
        "visit_type": one.visit_type,
        "mode": one.mode.value,
        "start": to_minutes(one.start),
        "end": to_minutes(one.end),
        "provider_start": to_minutes(one.provider_start),
        "provider_end": to_minutes(one.provider_end),
        "lane": one.lane,
        "status": one.status.value,
        "status_at": to_millis(one.status_at),
        "status_by": one.status_by,
        "confirmation": one.confirmation.value,
        "note": one.note,
        "cancel_reason": cancelled.reason if cancelled else None,
        "cancel_by": cancelled.by if cancelled else None,
        "cancel_late": int(cancelled.late) if cancelled else None,
        "cancel_note": cancelled.note if cancelled else None,
        "overrides": to_json(
            [
                {
                    "rule": override.rule,
                    "reason": override.reason,
                    "user": override.user,
                    "at": to_millis(override.at),
                    "message": override.message,
                }
                for override in one.overrides
            ]
        ),
        "rev": one.rev,
    }


def _override(kept: dict[str, Any]) -> Override:
    return Override(kept["rule"], kept["reason"], kept["user"], from_millis(kept["at"]), kept["message"])


@contextmanager
def _guarded(row: Row) -> Iterator[None]:
    """Turn the guard's 'occupied:KIND: ...' into Occupied; the resource is the one the row asked for."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        word, _, rest = str(error).partition(":")
        if word != "occupied":
            raise
        kind = rest.partition(":")[0]
        raise Occupied(kind, str(row[kind])) from error
