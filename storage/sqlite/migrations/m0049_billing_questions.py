"""Where are kept questions about lines of ledgers, and payment plans?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite import guards
from storage.sqlite.migrations import run_script
from storage.till_tables import BILLING_QUESTION, PAYMENT_PLAN

MIN_COMPATIBLE: Final = 49


def apply(db: sqlite3.Connection) -> None:
    """Make the tables, with their guards."""
    run_script(db, "0049_billing_questions.sql")
    guards.make(db, BILLING_QUESTION, PAYMENT_PLAN)
