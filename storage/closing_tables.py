"""What is kept of days that were closed, and what does undo make of it?"""

from __future__ import annotations

import json
from typing import Final

from core.closing.model import CloseStatus, DayClose
from storage.codec import to_json
from storage.columns import DAY, INSTANT, Codec, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Voided

DAY_CLOSE: Final = JournalledTable(
    Table(
        "day_close",
        DayClose,
        (
            *plain("id site"),
            Column("day", DAY),
            Column("at", INSTANT),
            Column("closed_by", field="by"),
            Column("facts", Codec(to_json, json.loads)),
            *plain("entry seal note"),
            Column("status", word_of(CloseStatus)),
            *plain("reason rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    taken={"day-closed": "day"},
)
