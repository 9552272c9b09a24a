"""Which line has which receipt, which drawers are open, and what went through them?"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from core.record_ref import PatientId
from core.till.model import LedgerLine, TillSession, TillStatus
from core.till.plan import PaymentPlan
from core.till.question import BillingQuestion
from storage import codec
from storage.sqlite.dialect import ANY_CASE, IN_ORDER, by_index
from storage.till_tables import BILLING_QUESTION, LEDGER, PAYMENT_PLAN, TILL

_LINES: Final = LEDGER.table.named()
_SESSIONS: Final = TILL.table.named()

_WITH_RECEIPT: Final = f"SELECT {_LINES} FROM ledger WHERE receipt = ?"
_NEWEST_RECEIPT: Final = "SELECT coalesce(max(receipt), 0) FROM ledger WHERE receipt IS NOT NULL"
_CURRENCY: Final = "SELECT currency FROM ledger ORDER BY id LIMIT 1"
_THROUGH: Final = f"SELECT {_LINES} FROM ledger {by_index('ledger_by_till')} WHERE till = ? ORDER BY id"
_ON_DAY: Final = f"""
SELECT {_LINES} FROM ledger {by_index("ledger_by_day")} WHERE day = ? AND method IS NOT NULL ORDER BY id
"""
_WITH_EXTERNAL: Final = f"""
SELECT {_LINES} FROM ledger {by_index("ledger_by_external")} WHERE external = ? AND external <> '' ORDER BY id
"""
_OPEN: Final = f"SELECT {_SESSIONS} FROM till WHERE status = '{TillStatus.OPEN.value}' ORDER BY id"
_QUESTIONS: Final = BILLING_QUESTION.table.named("billing_question")
_OPEN_QUESTIONS: Final = f"""
SELECT {_QUESTIONS} FROM billing_question {by_index("billing_question_open")} WHERE status = 'open' ORDER BY id
"""
_QUESTIONS_OF: Final = f"""
SELECT {_QUESTIONS} FROM ledger {IN_ORDER} billing_question {by_index("billing_question_open")}
ON billing_question.line = ledger.id
WHERE ledger.patient = ? AND billing_question.status = 'open' ORDER BY billing_question.id
"""
_PLAN_NUMBERED: Final = f"""
SELECT {PAYMENT_PLAN.table.named()} FROM payment_plan WHERE number = ? AND status <> 'entered-in-error'
"""
_CLOSED_SINCE: Final = f"""
SELECT {_SESSIONS} FROM till WHERE status = '{TillStatus.CLOSED.value}' AND closed_at >= ? ORDER BY id DESC
"""
_OPENED_LAST: Final = f"""
SELECT {_SESSIONS} FROM till WHERE opened_by = ? AND status <> '{TillStatus.ENTERED_IN_ERROR.value}'
ORDER BY id DESC LIMIT 1
"""
_OF_DRAWER: Final = f"""
SELECT {_SESSIONS} FROM till WHERE drawer = ? {ANY_CASE} AND status <> '{TillStatus.ENTERED_IN_ERROR.value}'
ORDER BY id DESC
"""


class TillRepository:
    """`core.till.ports.TillReader`; lines and drawers are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def with_receipt(self, number: int) -> LedgerLine | None:
        """The line with that receipt."""
        return self._line(_WITH_RECEIPT, number)

    def newest_receipt(self) -> int:
        """The number of the newest receipt."""
        return int(self._db.execute(_NEWEST_RECEIPT).fetchone()[0])

    def currency(self) -> str:
        """In which the first line was kept."""
        found = self._db.execute(_CURRENCY).fetchone()
        return "" if found is None else str(found[0])

    def with_external(self, number: str) -> Sequence[LedgerLine]:
        """The lines that billing knows by that id."""
        return tuple(map(LEDGER.table.from_row, self._db.execute(_WITH_EXTERNAL, (number,))))

    def questions_of(self, patient: PatientId) -> Sequence[BillingQuestion]:
        """The open questions about lines of a patient's ledger."""
        return tuple(map(BILLING_QUESTION.table.from_row, self._db.execute(_QUESTIONS_OF, (patient,))))

    def open_questions(self) -> Sequence[BillingQuestion]:
        """All that are open."""
        return tuple(map(BILLING_QUESTION.table.from_row, self._db.execute(_OPEN_QUESTIONS)))

    def plan_numbered(self, number: str) -> PaymentPlan | None:
        """The payment plan that billing knows by that id."""
        row = self._db.execute(_PLAN_NUMBERED, (number,)).fetchone()
        return None if row is None else PAYMENT_PLAN.table.from_row(row)

    def open_sessions(self) -> Sequence[TillSession]:
        """The drawers that are open."""
        return tuple(map(TILL.table.from_row, self._db.execute(_OPEN)))

    def closed_since(self, at: datetime) -> Sequence[TillSession]:
        """The drawers that were counted since then, the newest first."""
        return tuple(map(TILL.table.from_row, self._db.execute(_CLOSED_SINCE, (codec.to_millis(at),))))

    def opened_last(self, who: str) -> TillSession | None:
        """The session that somebody opened last."""
        row = self._db.execute(_OPENED_LAST, (who,)).fetchone()
        return None if row is None else TILL.table.from_row(row)

    def through(self, session: int) -> Sequence[LedgerLine]:
        """What went through a drawer's session."""
        return tuple(map(LEDGER.table.from_row, self._db.execute(_THROUGH, (session,))))

    def sessions_of(self, drawer: str) -> Sequence[TillSession]:
        """The sessions of that drawer, the newest first."""
        return tuple(map(TILL.table.from_row, self._db.execute(_OF_DRAWER, (drawer,))))

    def on_day(self, day: date) -> Sequence[LedgerLine]:
        """What passed over the desks that day."""
        return tuple(map(LEDGER.table.from_row, self._db.execute(_ON_DAY, (day.isoformat(),))))

    def _line(self, statement: str, *values: Any) -> LedgerLine | None:  # noqa: ANN401 - bound, whatever it is
        row = self._db.execute(statement, values).fetchone()
        return None if row is None else LEDGER.table.from_row(row)
