"""What is kept of scanned documents, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.documents.model import Scan, ScanKind, ScanStatus
from storage.columns import DAY, INSTANT, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

SCAN: Final = JournalledTable(
    Table(
        "scan",
        Scan,
        (
            *plain("id patient"),
            Column("kind", word_of(ScanKind)),
            Column("title"),
            Column("day", DAY),
            *plain("hash format size"),
            Column("at", INSTANT),
            Column("kept_by", field="by"),
            *plain("appointment reason"),
            Column("status", word_of(ScanStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
)
