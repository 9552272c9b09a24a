"""What is kept of estimates, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.estimates.model import Estimate, EstimateLine, EstimateStatus, How
from storage.codec import from_json, to_json
from storage.columns import DAY, INSTANT, INSTANT_OR_NONE, Codec, Column, Table, plain, word_of, word_or_none
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

_LINES: Final = Codec(
    lambda lines: to_json([[line.code, line.name, line.cents] for line in lines]),
    lambda text: tuple(EstimateLine(*kept) for kept in from_json(text)),
)

ESTIMATE: Final = JournalledTable(
    Table(
        "estimate",
        Estimate,
        (
            *plain("id patient appointment visit_type provider site"),
            Column("day", DAY),
            Column("lines", _LINES),
            Column("currency"),
            Column("at", INSTANT),
            Column("made_by", field="by"),
            Column("asked_at", INSTANT_OR_NONE),
            Column("how", word_or_none(How)),
            Column("told_at", INSTANT_OR_NONE),
            *plain("told_by note"),
            Column("status", word_of(EstimateStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
)
