"""Does the checker that tests rely on find what is broken, and nothing else?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hard_rules import Booking, Bounds, broken_rules

BOUNDS = Bounds({("main", "ecg"): 1}, {"ecg": ("ecg",)}, {"ortiz": 1})
ONE = Booking(
    *(1, 100, "lee", "main", "R1", "fu", "in-person", 600, 620, 600, 620, 0, 1, None),
    gone_over=frozenset(),
)
TWO = replace(ONE, number=2, patient=200, provider="ito", room="R2")
OVER = frozenset({"C3"})
GROUP = replace(ONE, seats=2)


def _from(start: int, one: Booking) -> Booking:
    return replace(one, start=start, end=640, needed_from=start, needed_to=640)


def later(one: Booking) -> Booking:
    """When the first is over."""
    return _from(620, one)


def partly(one: Booking) -> Booking:
    """A minute before that."""
    return _from(619, one)


@pytest.mark.parametrize(
    ("bookings", "broken"),
    [
        ([], ""),
        ([ONE], ""),
        ([ONE, TWO], ""),
        ([ONE, replace(TWO, patient=100)], "C2"),
        ([ONE, partly(replace(TWO, patient=100))], "C2"),
        ([ONE, later(replace(TWO, patient=100))], ""),
        ([ONE, replace(TWO, room="R1")], "C4"),
        ([ONE, later(replace(TWO, room="R1"))], ""),
        ([ONE, replace(TWO, room=None), replace(TWO, number=3, room=None, patient=300, provider="owl")], ""),
        ([replace(ONE, mode="telehealth")], "taken for who does not come"),
        ([ONE, replace(TWO, provider="lee", lane=1)], "C3, C7"),
        ([ONE, replace(TWO, provider="lee", lane=1, gone_over=OVER)], ""),
        ([ONE, replace(TWO, provider="lee", lane=0, gone_over=OVER)], "two in one lane"),
        ([ONE, replace(TWO, provider="lee", lane=1, needed_from=620, needed_to=620)], ""),
        ([ONE, partly(replace(TWO, provider="lee", lane=1))], "C3, C7"),
        ([GROUP, replace(GROUP, number=2, patient=200, lane=1)], ""),
        ([GROUP, *(replace(GROUP, number=n, patient=n, lane=n) for n in (2, 3))], "C3, C7"),
        ([GROUP, replace(GROUP, number=2, patient=200, lane=1, seats=1)], "C4"),
        ([replace(ONE, visit_type="ecg"), replace(TWO, visit_type="ecg")], "C5"),
        ([replace(ONE, visit_type="ecg"), replace(TWO, visit_type="ecg", mode="telehealth", room=None)], ""),
        ([replace(ONE, visit_type="ecg"), later(replace(TWO, visit_type="ecg"))], ""),
        ([replace(ONE, visit_type="ecg", site="west")], "C5"),
        ([replace(ONE, interpreter="ortiz"), replace(TWO, interpreter="ortiz")], "C11"),
        ([replace(ONE, interpreter="ortiz"), later(replace(TWO, interpreter="ortiz"))], ""),
    ],
)
def test_what_is_broken_is_found(bookings: list[Booking], broken: str) -> None:
    """Half-open: who leaves meets nobody who comes."""
    found = broken_rules(bookings, BOUNDS)
    assert bool(broken) is bool(found)
    assert not broken or any(broken in one for one in found)
