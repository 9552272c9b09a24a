"""What is kept of ledgers and drawers, and what does undo make of it?"""

from __future__ import annotations

from typing import Final

from core.till.model import LedgerLine, LineKind, LineStatus, Method, TillSession, TillStatus
from core.till.plan import PaymentPlan, PlanStatus
from core.till.question import BillingQuestion, QuestionKind, QuestionStatus
from storage.columns import DAY, DAY_OR_NONE, INSTANT, INSTANT_OR_NONE, Column, Table, plain, word_of, word_or_none
from storage.journalled import Countered, JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT

LEDGER: Final = JournalledTable(
    Table(
        "ledger",
        LedgerLine,
        (
            *plain("id patient"),
            Column("kind", word_of(LineKind)),
            *plain("cents currency site"),
            Column("day", DAY),
            Column("at", INSTANT),
            Column("taken_by", field="by"),
            Column("method", word_or_none(Method)),
            *plain("receipt voids appointment till tendered last4 reference check_number stated external reason note"),
            Column("status", word_of(LineStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Countered(
        names="voids",
        negated="cents",
        at="at",
        by="taken_by",
        why="reason",
        emptied={"receipt": None, "tendered": None, "external": "", "note": ""},
    ),
    owner=Owner(PATIENT, "patient", keeps=(LineStatus.POSTED.value,)),
    taken={"mistake": "patient", "voided": "voids", "drawer": "till"},
)

TILL: Final = JournalledTable(
    Table(
        "till",
        TillSession,
        (
            *plain("id drawer site floated"),
            Column("opened_at", INSTANT),
            Column("opened_by"),
            Column("status", word_of(TillStatus)),
            Column("closed_at", INSTANT_OR_NONE),
            *plain("closed_by counted expected note rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    taken={"drawer-open": "drawer"},
)

BILLING_QUESTION: Final = JournalledTable(
    Table(
        "billing_question",
        BillingQuestion,
        (
            *plain("id line"),
            Column("kind", word_of(QuestionKind)),
            Column("text"),
            Column("at", INSTANT),
            Column("noted_by", field="by"),
            Column("status", word_of(QuestionStatus)),
            Column("settled_at", INSTANT_OR_NONE),
            *plain("settled_by outcome rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(LEDGER, "line"),
)

PAYMENT_PLAN: Final = JournalledTable(
    Table(
        "payment_plan",
        PaymentPlan,
        (
            *plain("id patient number"),
            Column("payments", field="count"),
            *plain("amount down apr"),
            Column("signed", DAY_OR_NONE),
            Column("guarantor"),
            Column("first_due", DAY_OR_NONE),
            Column("status", word_of(PlanStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
    unique=("number",),
)
