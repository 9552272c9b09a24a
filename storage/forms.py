"""What became of the forms of some patients?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Final

from core.forms.model import FormNote
from core.record_ref import PatientId
from core.record_status import RecordStatus
from storage.codec import to_json
from storage.form_tables import FORM_NOTE
from storage.sqlite.dialect import IN_ORDER, by_index, each

_OF_PATIENTS: Final = f"""
SELECT {FORM_NOTE.table.named("form_note")} FROM {each("?")} AS wanted
{IN_ORDER} form_note {by_index("form_note_by_patient")} ON form_note.patient = wanted.value
WHERE form_note.status = '{RecordStatus.CURRENT.value}' ORDER BY form_note.id
"""


def notes_of(db: sqlite3.Connection, patients: Collection[int]) -> Mapping[PatientId, list[FormNote]]:
    """By patient, oldest first, mistakes left out."""
    found: dict[PatientId, list[FormNote]] = {}
    for row in db.execute(_OF_PATIENTS, (to_json(sorted(patients)),)):
        note = FORM_NOTE.table.from_row(row)
        found.setdefault(note.patient, []).append(note)
    return found
