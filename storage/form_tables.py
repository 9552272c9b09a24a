"""What is kept of forms that patients signed?"""

from __future__ import annotations

from typing import Final

from core.forms.model import FormNote, FormState
from core.record_status import RecordStatus
from storage.columns import DAY, INSTANT, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

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
            Column("status", word_of(RecordStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
)
