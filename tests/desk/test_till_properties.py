"""Is a ledger's sum its balance whatever is paid, given back and voided, and does a void restore what was before?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadInput, Refused
from core.till.model import LedgerLine, LineKind, Method
from core.till.payment import Payment
from storage.sqlite.doctor import examine
from tests.clinics import make_desk, register
from tests.depth import depth

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient

MOST: Final = 1_000
PAID: Final = (LineKind.COPAY, LineKind.BALANCE, LineKind.PREPAYMENT, LineKind.DEPOSIT, LineKind.NO_SHOW_FEE)
PAYMENTS: Final = st.tuples(st.sampled_from((*PAID, LineKind.REFUND)), st.sampled_from(Method), st.integers(1, MOST))
ACTS: Final = st.lists(st.one_of(PAYMENTS, st.integers(0, 9)), min_size=3, max_size=12)
"""What is paid or given back, or which of the payments so far is voided."""


@settings(max_examples=depth(12, whole=400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS)
def test_the_sum_is_the_balance_and_a_void_restores_it(acts: list[tuple[LineKind, Method, int] | int]) -> None:
    """No more is given back than was paid, nothing is voided twice, two equal payments stay two, no receipt lacks."""
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder))
        smith = register(desk, actor="cy")
        paid: dict[int, int] = {}
        voided: set[int] = set()
        receipts = 0
        for act in acts:
            there = sum(cents for number, cents in paid.items() if number not in voided)
            if isinstance(act, tuple):
                cents = -act[2] if act[0] is LineKind.REFUND else act[2]
                number = _line(desk, Payment(smith.ref, *act))
                assert (number is None) == (there + cents < 0)
                if number is not None:
                    paid[number], receipts = cents, receipts + 1
            elif paid:
                number = list(paid)[act % len(paid)]
                may = number not in voided and there - paid[number] >= 0
                assert may is _void(desk, number)
                voided |= {number} if may else set()
            _comes_out(desk, smith, sum(cents for number, cents in paid.items() if number not in voided))
        assert list(range(1, receipts + 1)) == _receipts(Path(folder))
        assert () == examine(Path(folder) / "clinic.db")


def _line(desk: Desk, payment: Payment) -> int | None:
    """Its number; None where it was refused."""
    try:
        return desk.till.pay("ana", payment).all_of(LedgerLine)[0].id
    except Refused:
        return None


def _void(desk: Desk, number: int) -> bool:
    """Whether it was voided."""
    try:
        desk.till.void("ana", number, "slip")
    except (Refused, BadInput):
        return False
    return True


def _comes_out(desk: Desk, whose: Patient, came: int) -> None:
    ledger = desk.till.ledger("ana", whose.id)
    assert -came == ledger.balance == sum(line.cents for line in ledger.lines)


def _receipts(folder: Path) -> list[int]:
    with closing(sqlite3.connect(folder / "clinic.db")) as db:
        return [number for (number,) in db.execute("SELECT receipt FROM ledger WHERE receipt > 0 ORDER BY id")]
