"""How is an act taken back, row by row?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from core.journal.model import EntryId, RecordImage
from core.journal.ports import StaleRow
from core.patients.model import PatientStatus
from core.record_ref import RecordRef
from core.schedule.model.appointment import AppointmentStatus
from storage import appointments, journal, patients, visits
from storage.appointments import APPOINTMENT
from storage.codec import to_millis
from storage.journal import EntryWriter, RowImage
from storage.patients import PATIENT
from storage.rows import Row, Table
from storage.visits import VISIT

_RESTORE: Final[dict[str, Callable[..., int]]] = {
    APPOINTMENT.name: appointments.restore,
    PATIENT.name: patients.restore,
    VISIT.name: visits.restore,
}


_READ: Final[dict[str, tuple[Table, Callable[[Sequence[Any]], object]]]] = {
    APPOINTMENT.name: (APPOINTMENT, appointments.appointment_from_row),
    PATIENT.name: (PATIENT, patients.patient_from_row),
    VISIT.name: (VISIT, visits.visit_from_row),
}


def invert(writer: EntryWriter, *, undoes: EntryId) -> None:
    """Put every row back to what it was before, newest image first, under the entry that is open.

    Each row must still be as the images left it: the newest image of a row is checked against the row, an
    older one against what was just put back. Later acts that were themselves undone do not count: three acts on
    one appointment are taken back one after the other. Raises Moved and Occupied; then the entry cannot be ended.
    """
    undone = journal.entry(writer.db, undoes)
    if undone is None or undone.undone_by is not None or writer.undoes not in {None, undoes}:
        raise StaleRow(RecordRef("journal", undoes))
    writer.undoes = undoes
    revs: dict[tuple[str, int], int] = {}
    try:
        for image in reversed(journal.row_images(writer.db, undoes)):
            row = (image.table, image.row)
            rev = revs[row] if row in revs else rev_now(writer.db, image)
            revs[row] = put_back(writer, image, rev=rev)
    except BaseException:
        writer.spoiled = True
        raise


def record_images(db: sqlite3.Connection, entry: EntryId) -> tuple[RecordImage, ...]:
    """The records that an entry wrote, as their subjects read them."""
    return tuple(
        RecordImage(
            RecordRef(image.table, image.row), _record(image.table, image.before), _record(image.table, image.after)
        )
        for image in journal.row_images(db, entry)
    )


def _record(table: str, row: Mapping[str, Any] | None) -> object | None:
    if row is None:
        return None
    of, read = _READ[table]
    return read([row[column] for column in of.columns])


def rev_now(db: sqlite3.Connection, image: RowImage) -> int:
    """The rev that the row has now, if it stands as the image left it. Raises Moved."""
    wanted = _rev_after(image)
    now = rev = journal.last_rev(db, image.table, image.row)
    while rev > wanted:
        before = journal.rev_before_undone(db, image.table, image.row, rev)
        if before is None:
            break
        rev = before
    if rev != wanted:
        raise StaleRow(RecordRef(image.table, image.row))
    return now


def _rev_after(image: RowImage) -> int:
    """The rev that the row was given by the write of the image."""
    if image.after is not None:
        return int(str(image.after["rev"]))
    before = image.before or {}
    return int(str(before["rev"])) + 1


def put_back(writer: EntryWriter, image: RowImage, *, rev: int) -> int:
    """Invert one image of a row that must be at `rev`, and return the row's new rev."""
    if image.after is None:
        return visits.bring_back(writer, dict(image.before or {}))
    if image.before is not None:
        before: Row = dict(image.before)
        return _RESTORE[image.table](writer, before, rev=rev)
    if image.table == VISIT.name:
        return visits.take_away(writer, image.row, rev=rev)
    return _RESTORE[image.table](writer, _in_error(writer, image), rev=rev)


def _in_error(writer: EntryWriter, image: RowImage) -> Row:
    """What becomes of a row that the act inserted: it stays, as a mistake of whoever takes it back."""
    if image.table == PATIENT.name:
        return {PATIENT.key: image.row, "status": PatientStatus.ENTERED_IN_ERROR.value}
    return {
        **dict(image.after or {}),
        "status": AppointmentStatus.ENTERED_IN_ERROR.value,
        "status_at": to_millis(writer.at),
        "status_by": writer.actor,
    }
