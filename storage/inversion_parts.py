"""How is an act on thousands of patients taken back, a part in each turn?"""

from __future__ import annotations

import sqlite3
from typing import Final

from core.journal.model import EntryId, Inverted, Obstacle
from core.journal.ports import StaleRow
from core.patients.model import PatientStatus
from core.record_ref import RecordRef
from storage import inversion
from storage.codec import from_json
from storage.journal import EntryWriter, RowImage
from storage.lookup.statement import TAKES_TIME
from storage.patients import PATIENT

_IN_ERROR: Final = PatientStatus.ENTERED_IN_ERROR.value
_ALL: Final = 1 << 62

_PART: Final = """
SELECT seq, table_name, row, before, after FROM journal_row WHERE entry = ? AND seq < ? ORDER BY seq DESC LIMIT ?
"""
# An undo that died goes on below the last row that it took back.
_REACHED: Final = """
SELECT min(written.seq) FROM journal_row AS back CROSS JOIN journal_row AS written
  ON written.table_name = back.table_name AND written.row = back.row
WHERE back.entry = :back AND written.entry = :written
"""
_COUNT: Final = "SELECT count(*) FROM journal_row WHERE entry = ?"
_CHANGED_SINCE: Final = """
SELECT table_name, row, before, after FROM journal_row AS written
WHERE entry = ? AND EXISTS (
  SELECT 1 FROM journal_row AS later
  WHERE later.table_name = written.table_name AND later.row = written.row AND later.rev > written.rev
)
ORDER BY seq
"""
_BOOKED: Final = f"SELECT 1 FROM appointment WHERE patient = ? AND status IN ({TAKES_TIME})"
_ANY_BOOKED: Final = f"""
SELECT max(appointment.id)
FROM journal_row AS written
CROSS JOIN appointment INDEXED BY appointment_by_patient ON appointment.patient = written.row
WHERE written.entry = ? AND appointment.status IN ({TAKES_TIME})
  AND (written.before IS NULL OR json_extract(written.before, '$.status') = '{_IN_ERROR}')
"""
_HOLDER: Final = f"SELECT id FROM patient WHERE mrn = ? COLLATE NOCASE AND id <> ? AND status <> '{_IN_ERROR}'"
_ANY_HOLDER: Final = f"""
SELECT patient.id FROM journal_row AS written CROSS JOIN patient
  ON patient.mrn = json_extract(written.before, '$.mrn') COLLATE NOCASE AND patient.id <> written.row
WHERE written.entry = ? AND patient.status <> '{_IN_ERROR}'
  AND json_extract(written.before, '$.status') <> '{_IN_ERROR}'
  AND json_extract(written.after, '$.status') = '{_IN_ERROR}'
LIMIT 1
"""


def invert_part(writer: EntryWriter, undoes: EntryId, *, below: int | None, limit: int) -> Inverted:
    """Put back the next `limit` rows of the entry `undoes`, the newest first; `below` is how far the parts before came.

    What was changed since, what is booked by now and whose MRN another has by now, stays as it is and is counted.
    """
    if below is None:
        below = writer.db.execute(_REACHED, {"back": writer.entry, "written": undoes}).fetchone()[0]
    rows = writer.db.execute(_PART, (undoes, _ALL if below is None else below, limit)).fetchall()
    kept = 0
    for _, *columns in rows:
        image = _image(*columns)
        try:
            rev = inversion.rev_now(writer.db, image)
        except StaleRow:
            kept += 1
            continue
        if _in_the_way(writer.db, image):
            kept += 1
        else:
            inversion.put_back(writer, image, rev=rev)
    return Inverted(rows[-1][0] if len(rows) == limit else None, len(rows) - kept, kept)


def obstacle(db: sqlite3.Connection, number: EntryId) -> Obstacle | None:
    """The first thing that keeps a row of the entry, all of them patients, from being put back."""
    for columns in db.execute(_CHANGED_SINCE, (number,)):
        image = _image(*columns)
        try:
            inversion.rev_now(db, image)
        except StaleRow:
            return Obstacle(RecordRef(image.table, image.row))
    (booked,) = db.execute(_ANY_BOOKED, (number,)).fetchone()
    if booked is not None:
        return Obstacle(RecordRef("appointment", booked))
    holder = db.execute(_ANY_HOLDER, (number,)).fetchone()
    return Obstacle(RecordRef(PATIENT.name, holder[0]), "mrn") if holder else None


def rows_written(db: sqlite3.Connection, number: EntryId) -> int:
    """How many rows the entry wrote."""
    return int(db.execute(_COUNT, (number,)).fetchone()[0])


def _in_the_way(db: sqlite3.Connection, image: RowImage) -> bool:
    """Whether the patient is booked and would be in error, or would be there again under an MRN that is taken."""
    if image.before is None or image.before["status"] == _IN_ERROR:
        return db.execute(_BOOKED, (image.row,)).fetchone() is not None
    if image.after is not None and image.after["status"] == _IN_ERROR:
        return db.execute(_HOLDER, (image.before["mrn"], image.row)).fetchone() is not None
    return False


def _image(table: str, row: int, before: str | None, after: str | None) -> RowImage:
    if table != PATIENT.name:
        raise ValueError(table)
    return RowImage(table, row, from_json(before) if before else None, from_json(after) if after else None)
