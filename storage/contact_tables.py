"""What is kept of contacts with patients, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.contact.model import Channel, Communication, CommunicationStatus, Direction
from storage.columns import DAY_OR_NONE, INSTANT, INSTANT_OR_NONE, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

COMMUNICATION: Final = JournalledTable(
    Table(
        "communication",
        Communication,
        (
            *plain("id patient"),
            Column("at", INSTANT),
            Column("made_by", field="by"),
            Column("summary"),
            Column("channel", word_of(Channel)),
            Column("direction", word_of(Direction)),
            *plain("who appointment"),
            Column("follow_up", DAY_OR_NONE),
            Column("done_at", INSTANT_OR_NONE),
            Column("done_by"),
            Column("status", word_of(CommunicationStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient", keeps=(CommunicationStatus.COMPLETED.value,)),
    taken={"mistake": "patient"},
)
