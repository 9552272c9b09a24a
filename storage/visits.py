"""How is a visit kept, with every step it took?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from core.journal.ports import StaleRow
from core.record_ref import AppointmentId, RecordRef
from core.schedule.model.visit import Visit, VisitStep, Waiver
from core.schedule.ports import Occupied
from storage import rows
from storage.codec import from_json, from_millis, from_millis_or_none, to_json, to_millis, to_millis_or_none
from storage.journal import EntryWriter
from storage.rows import Row, Table

VISIT: Final = Table(
    "visit",
    "appointment",
    (
        "appointment",
        "step",
        "since",
        "step_by",
        "arrived_at",
        "late",
        "room",
        "checked_in_at",
        "checked_out_at",
        "waivers",
        "rev",
    ),
)

TAKEN_BACK: Final = "taken-back"
"""The event that compensates those of an act that was undone."""

_STEPS: Final = {step.value: step for step in VisitStep}

_STATES: Final = "SELECT after FROM journal_row WHERE table_name = 'visit' AND row = ? ORDER BY rev"

_EVENT: Final = """
INSERT INTO visit_event (id, entry, appointment, at, by, event, step, room)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM visit_event), ?, ?, ?, ?, ?, ?, ?)
"""


def save(writer: EntryWriter, visit: Visit, *, event: str) -> Visit:
    """Begin the visit or keep its next state, and append the event.

    Raises Moved when the visit has another rev than `visit`, or is gone though it was there (rev > 1), and
    Occupied when somebody else is in its room.
    """
    row = _to_row(visit)
    kept = rows.fetch(writer.db, VISIT, visit.appointment)
    if kept is None and visit.rev > 1:
        raise StaleRow(RecordRef(VISIT.name, visit.appointment))
    with _guarded(row):
        if kept is None:
            rows.insert(writer, VISIT, row)
        else:
            row = rows.update(writer, VISIT, row, rev=visit.rev)
    _append(writer, row, event)
    return visit_from_row(tuple(row.values()))


def restore(writer: EntryWriter, row: Row, *, rev: int) -> int:
    """Put the columns of `row` back, append the compensating event and return the new rev. Raises Moved or Occupied."""
    with _guarded(row):
        kept = rows.update(writer, VISIT, row, rev=rev)
    _append(writer, kept, TAKEN_BACK)
    return int(kept["rev"])


def bring_back(writer: EntryWriter, row: Row) -> int:
    """Insert again a visit that was taken back, and return its rev. Raises Occupied."""
    back = dict(row)
    with _guarded(back):
        rows.insert(writer, VISIT, back)
    _append(writer, back, TAKEN_BACK)
    return int(back["rev"])


def take_away(writer: EntryWriter, number: int, *, rev: int) -> int:
    """Delete the visit, append the compensating event and return the deletion's rev. Raises Moved."""
    kept = rows.fetch(writer.db, VISIT, number)
    if kept is None or kept["rev"] != rev:
        raise StaleRow(RecordRef(VISIT.name, number))
    rows.delete(writer, VISIT, kept)
    _append(writer, {**kept, "step": None, "room": None}, TAKEN_BACK)
    return rev + 1


def states(db: sqlite3.Connection, number: AppointmentId) -> tuple[Visit | None, ...]:
    """Every state the visit had, oldest first, from its images; None where it went."""
    return tuple(
        None if after is None else visit_from_row([from_json(after)[column] for column in VISIT.columns])
        for (after,) in db.execute(_STATES, (number,))
    )


def visit_from_row(row: Sequence[Any]) -> Visit:
    """The visit whose columns, in the table's order, are `row`."""
    number, step, since, step_by, arrived_at, late, room, checked_in_at, checked_out_at, waivers, rev = row
    return Visit(
        AppointmentId(number),
        _STEPS[step],
        from_millis(since),
        step_by,
        from_millis(arrived_at),
        bool(late),
        room,
        from_millis_or_none(checked_in_at),
        from_millis_or_none(checked_out_at),
        tuple(Waiver(item, reason) for item, reason in from_json(waivers)),
        rev,
    )


def _to_row(one: Visit) -> Row:
    return {
        "appointment": one.appointment,
        "step": one.step.value,
        "since": to_millis(one.since),
        "step_by": one.step_by,
        "arrived_at": to_millis(one.arrived_at),
        "late": int(one.late),
        "room": one.room,
        "checked_in_at": to_millis_or_none(one.checked_in_at),
        "checked_out_at": to_millis_or_none(one.checked_out_at),
        "waivers": to_json([[waiver.item, waiver.reason] for waiver in one.waivers]),
        "rev": one.rev,
    }


@contextmanager
def _guarded(row: Row) -> Iterator[None]:
    """Turn the guard's 'occupied:in-room: ...' into Occupied."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        if not str(error).startswith("occupied:in-room:"):
            raise
        raise Occupied("in-room", str(row["room"])) from error


def _append(writer: EntryWriter, row: Row, event: str) -> None:
    facts = (writer.entry, row["appointment"], to_millis(writer.at), writer.actor, event, row["step"], row["room"])
    writer.db.execute(_EVENT, facts)
