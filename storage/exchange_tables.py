"""What is kept of questions to payers and of the files in which they and the answers pass?"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from core.verification.inquiry import Direction, ExchangeFile, FileStatus, Inquiry, InquiryStatus, Told
from storage.codec import from_json, to_json
from storage.columns import DAY, INSTANT, INSTANT_OR_NONE, TEXTS, Codec, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT


def _told(text: str | None) -> Told | None:
    kept: Any = None if text is None else from_json(text)
    return None if kept is None else msgspec.convert(kept, Told)


_TOLD: Final = Codec(
    lambda told: None if told is None else to_json(msgspec.to_builtins(told)),
    _told,
)

INQUIRY: Final = JournalledTable(
    Table(
        "inquiry",
        Inquiry,
        (
            *plain("id patient coverage appointment trace"),
            Column("on_day", DAY, field="on"),
            Column("asked"),
            Column("services", TEXTS),
            Column("file"),
            Column("sent_at", INSTANT),
            Column("sent_by"),
            Column("status", word_of(InquiryStatus)),
            Column("answered_at", INSTANT_OR_NONE),
            Column("answer_file"),
            Column("told", _TOLD),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=InquiryStatus.WITHDRAWN.value),
    owner=Owner(PATIENT, "patient"),
    yields=True,
)

EXCHANGE_FILE: Final = JournalledTable(
    Table(
        "exchange_file",
        ExchangeFile,
        (
            *plain("id name hash size"),
            Column("direction", word_of(Direction)),
            Column("at", INSTANT),
            Column("status", word_of(FileStatus)),
            *plain("problem matched rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=FileStatus.WITHDRAWN.value),
    yields=True,
)
