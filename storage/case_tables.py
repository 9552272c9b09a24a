"""What is kept of cases, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.cases.model import (
    Act,
    Case,
    CaseEvent,
    CaseLink,
    CaseStatus,
    EventStatus,
    LinkKind,
    Urgency,
)
from core.record_status import LinkStatus
from storage.codec import from_json, to_json
from storage.columns import INSTANT, INSTANT_OR_NONE, Codec, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

_FACTS: Final = Codec(lambda facts: to_json(dict(facts)), from_json)

WORK_CASE: Final = JournalledTable(
    Table(
        "work_case",
        Case,
        (
            *plain("id patient kind subject"),
            Column("urgency", word_of(Urgency)),
            *plain("site state"),
            Column("state_at", INSTANT),
            Column("state_by"),
            Column("status", word_of(CaseStatus)),
            *plain("outcome owner pool"),
            *(Column(name, INSTANT) for name in ("due", "reminds", "escalates")),
            Column("snoozed", INSTANT_OR_NONE),
            Column("facts", _FACTS),
            Column("opened_at", INSTANT),
            *plain("opened_by rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(at="state_at", by="state_by"),
    owner=Owner(PATIENT, "patient", keeps=(CaseStatus.OPEN.value,)),
    taken={"mistake": "patient"},
)

CASE_EVENT: Final = JournalledTable(
    Table(
        "case_event",
        CaseEvent,
        (
            Column("id"),
            Column("work_case", field="case"),
            Column("at", INSTANT),
            Column("made_by", field="by"),
            Column("act", word_of(Act)),
            Column("step"),
            Column("before_state", field="before"),
            Column("after_state", field="after"),
            Column("note"),
            Column("facts", _FACTS),
            Column("status", word_of(EventStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(WORK_CASE, "work_case"),
)

CASE_LINK: Final = JournalledTable(
    Table(
        "case_link",
        CaseLink,
        (
            Column("id"),
            Column("work_case", field="case"),
            Column("kind", word_of(LinkKind)),
            *plain("number code"),
            Column("status", word_of(LinkStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(WORK_CASE, "work_case"),
)
