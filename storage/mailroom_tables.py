"""What is kept of what came by mail and fax and of faxes that go out, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.coverage.model import CardImage
from core.mailroom.model import IncomingDocument, IncomingStatus, MailWay
from core.mailroom.outgoing import FaxStatus, OutgoingFax
from storage.columns import INSTANT, INSTANT_OR_NONE, Column, Embedded, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

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


def _image(name: str) -> Embedded:
    columns = (Column(f"{name}_hash", field="hash"), Column(f"{name}_kind", field="kind"))
    return Embedded(name, CardImage, (*columns, Column(f"{name}_size", field="size")))


OUTGOING_FAX: Final = JournalledTable(
    Table(
        "outgoing_fax",
        OutgoingFax,
        (
            *plain("id patient entry recipient number title"),
            _image("document"),
            _image("cover"),
            Column("pages"),
            Column("at", INSTANT),
            Column("sent_by", field="by"),
            Column("status", word_of(FaxStatus)),
            Column("status_at", INSTANT),
            *plain("tries code rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=FaxStatus.WITHDRAWN.value),
    owner=Owner(PATIENT, "patient"),
)
