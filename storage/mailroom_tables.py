"""What is kept of what came by mail and fax, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.mailroom.model import IncomingDocument, IncomingStatus, MailWay
from storage.columns import INSTANT, INSTANT_OR_NONE, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Voided

INCOMING_DOCUMENT: Final = JournalledTable(
    Table(
        "incoming_document",
        IncomingDocument,
        (
            *plain("id name"),
            Column("way", word_of(MailWay)),
            *plain("hash format size"),
            Column("at", INSTANT),
            Column("status", word_of(IncomingStatus)),
            Column("status_at", INSTANT_OR_NONE),
            *plain("status_by scan routed_to problem rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=IncomingStatus.WITHDRAWN.value),
)
