"""What is kept of calls to patients, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.contact.call_model import AttemptStatus, CallAttempt, CallBack, CallBackStatus, CallList, CallOutcome
from storage.columns import INSTANT, INSTANT_OR_NONE, Column, Table, plain, word_of
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

CALL_ATTEMPT: Final = JournalledTable(
    Table(
        "call_attempt",
        CallAttempt,
        (
            *plain("id patient"),
            Column("call_list", word_of(CallList), field="list"),
            Column("subject"),
            Column("outcome", word_of(CallOutcome)),
            Column("at", INSTANT),
            Column("made_by", field="by"),
            *plain("phone note appointment"),
            Column("start", INSTANT_OR_NONE),
            Column("status", word_of(AttemptStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
)

CALL_BACK: Final = JournalledTable(
    Table(
        "call_back",
        CallBack,
        (
            *plain("id patient why"),
            Column("due", INSTANT),
            Column("raised_at", INSTANT),
            *plain("raised_by phone"),
            Column("call_list", word_of(CallList), field="list"),
            Column("appointment"),
            Column("start", INSTANT_OR_NONE),
            Column("done_at", INSTANT_OR_NONE),
            Column("done_by"),
            Column("status", word_of(CallBackStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient", keeps=(CallBackStatus.OPEN.value,)),
    taken={"mistake": "patient"},
)
