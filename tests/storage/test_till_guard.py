"""Does the database itself keep receipts without a gap, lines as they were written, and each taken back once?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.patients.model import Patient
from core.schedule.occupied import Occupied
from core.structs import replace
from core.till.model import LedgerLine, LineKind, Method, TillSession
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from storage.till import _NEWEST_RECEIPT
from tests.storage.records import NOW, act, make_store, register


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A clinic."""
    with make_store(tmp_path) as opened:
        yield opened


def line(patient: Patient, **more: Any) -> LedgerLine:  # noqa: ANN401 - any field
    """A copay with the first receipt."""
    made = LedgerLine(
        0, patient.id, LineKind.COPAY, -2500, "USD", "main", date(2026, 11, 23), NOW, "ana", Method.CASH, 1
    )
    return replace(made, **more)


def add(store: SqliteStore, made: LedgerLine) -> LedgerLine:
    """Keep it as an act of its own."""
    with act(store, "pay") as doing:
        return doing.tx.records(LedgerLine).add(made)


def test_what_no_line_may_be(store: SqliteStore) -> None:
    """Whatever the program says: gaps, repeats, other currencies, halves taken back, money out of a payment."""
    smith, jones = register(store), register(store, replace(register(store), mrn=""))
    first = add(store, line(smith))
    add(store, line(smith, receipt=2))
    void = line(smith, cents=2500, voids=first.id, receipt=None)
    add(store, void)
    with act(store) as doing:
        drawer = doing.tx.records(TillSession).add(TillSession(0, "main", "main", 0, NOW, "ana"))
    wrong = (
        ("one after the other", line(smith, receipt=4)),
        ("one after the other", line(smith, receipt=2)),
        ("one currency", line(smith, receipt=3, currency="EUR")),
        ("voided 1", void),
        ("voided 2", replace(void, voids=2, cents=2400)),
        ("voided 2", replace(void, voids=2, patient=jones.id)),
        ("drawer 9", line(smith, receipt=3, till=9)),
        ("CHECK", line(smith, receipt=3, cents=2500)),
        ("CHECK", line(smith, receipt=None)),
        ("CHECK", line(smith, receipt=3, last4="42424")),
        ("CHECK", line(smith, receipt=3, tendered=100)),
        ("CHECK", line(smith, receipt=None, method=None, kind=LineKind.CHARGE, cents=0)),
    )
    for words, made in wrong:
        with pytest.raises((sqlite3.IntegrityError, Occupied), match=words):
            add(store, made)
    kept = add(store, line(smith, receipt=3, till=drawer.id))
    assert 4 == kept.id


def test_doctor_tells_of_what_got_past_the_guards(store: SqliteStore) -> None:
    """A receipt that is missing, a void of another sum, a drawer that was closed with another."""
    smith = register(store)
    first = add(store, line(smith))
    add(store, line(smith, receipt=2))
    add(store, line(smith, cents=2500, voids=first.id, receipt=None))
    assert [] == [one for one in examine(store._path) if one.check == "ledgers"]
    with closing(sqlite3.connect(store._path, isolation_level=None)) as hand:
        for (name,) in hand.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'"
        ).fetchall():
            hand.execute(f"DROP TRIGGER {name}")
        hand.execute("UPDATE ledger SET receipt = 7 WHERE id = 2")
        hand.execute("UPDATE ledger SET cents = 2400 WHERE id = 3")
    told = [one.sentence for one in examine(store._path) if one.check == "ledgers"]
    assert ["The newest receipt is 7,", "Line 3 of a ledger"] == [" ".join(one.split()[:5]) for one in told]


def test_no_hand_changes_a_line(store: SqliteStore) -> None:
    """Not its amount, nor with a forged image; a line never goes."""
    add(store, line(register(store)))
    with closing(sqlite3.connect(store._path, isolation_level=None)) as hand:
        hand.execute("INSERT INTO journal_row VALUES (999, 0, 'ledger', 1, 2, '{}', '{}')")
        for statement in (
            "UPDATE ledger SET cents = -1, rev = 2",
            "UPDATE ledger SET receipt = 7, rev = 2",
            "UPDATE ledger SET taken_by = 'eve', rev = 2",
            "DELETE FROM ledger",
            "INSERT OR REPLACE INTO ledger SELECT * FROM ledger",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                hand.execute(statement)
        assert [(-2500, 1, "ana")] == hand.execute("SELECT cents, receipt, taken_by FROM ledger").fetchall()


def test_the_next_receipt_is_found_by_index(store: SqliteStore) -> None:
    """A payment reads no ledger through, nor does the guard of its number: years of lines cost it nothing."""
    with store._connections.plain() as hand:
        (guard,) = hand.execute("SELECT sql FROM sqlite_master WHERE name = 'ledger_numbered'").fetchone()
        asked = guard[guard.index("SELECT coalesce(max(receipt)") :].partition("\n  );")[0]
        for statement in (_NEWEST_RECEIPT, asked):
            (plan,) = (row[3] for row in hand.execute(f"EXPLAIN QUERY PLAN {statement}"))
            assert "ledger_by_receipt" in plan
