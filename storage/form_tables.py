"""What is kept of forms that patients signed, and what became of those of some patients?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Final

from core.forms.model import FormNote, FormState, NoteStatus
from core.record_ref import PatientId
from storage.codec import to_json
from storage.columns import DAY, INSTANT, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT
from storage.sqlite.dialect import IN_ORDER, by_index, each

FORM_NOTE: Final = JournalledTable(
    Table(
        "form_note",
        FormNote,
        (
            *plain("id patient form"),
            Column("state", word_of(FormState)),
            Column("day", DAY),
            Column("at", INSTANT),
            Column("noted_by", field="by"),
            *plain("signer appointment note"),
            Column("status", word_of(NoteStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
)

_OF_PATIENTS: Final = f"""
SELECT {FORM_NOTE.table.named("form_note")} FROM {each("?")} AS wanted
{IN_ORDER} form_note {by_index("form_note_by_patient")} ON form_note.patient = wanted.value
WHERE form_note.status = '{NoteStatus.CURRENT.value}' ORDER BY form_note.id
"""


def notes_of(db: sqlite3.Connection, patients: Collection[int]) -> Mapping[PatientId, list[FormNote]]:
    """By patient, oldest first, mistakes left out."""
    found: dict[PatientId, list[FormNote]] = {}
    for row in db.execute(_OF_PATIENTS, (to_json(sorted(patients)),)):
        note = FORM_NOTE.table.from_row(row)
        found.setdefault(note.patient, []).append(note)
    return found
