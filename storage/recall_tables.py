"""What is kept of who is due again, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.recall.model import Recall, RecallStatus
from storage.columns import DAY, DAY_OR_NONE, INSTANT, INSTANT_OR_NONE, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

RECALL: Final = JournalledTable(
    Table(
        "recall",
        Recall,
        (
            *plain("id patient kind"),
            Column("due", DAY),
            Column("since", INSTANT),
            Column("since_by"),
            Column("computed", DAY_OR_NONE),
            Column("appointment", field="after"),
            Column("until", DAY_OR_NONE),
            Column("note"),
            Column("status", word_of(RecallStatus)),
            Column("status_at", INSTANT_OR_NONE),
            *plain("status_by rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="status_at", by="status_by"),
    owner=Owner(PATIENT, "patient", keeps=(RecallStatus.ACTIVE.value,)),
    taken={"mistake": "patient"},
)
