"""Is the risk that somebody does not come what the clinic's own history says, and told in words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.contact.risk import risk_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize(
    ("lead", "came", "new", "hours", "confirmed", "points"),
    [
        (0, [True] * 10, False, 100, False, 0),
        (1, [True] * 10, False, 100, False, 0),
        (2, [True] * 10, False, 100, False, 1),
        (7, [True] * 10, False, 100, False, 1),
        (8, [True] * 10, False, 100, False, 2),
        (28, [True] * 10, False, 100, False, 2),
        (29, [True] * 10, False, 100, False, 3),
        (0, [], True, 100, False, 2),  # 1/10 is not below a tenth
        (0, [True], False, 100, False, 0),  # 1/11 is
        (0, [True] * 9 + [False], False, 100, False, 1),  # 2/20
        (0, [True] * 7 + [False] * 3, False, 100, False, 2),  # 4/20
        (0, [True] * 4 + [False] * 6, False, 100, False, 3),  # 7/20
        (0, [False] * 9 + [True] * 10, False, 100, False, 0),  # no more than the last ten count
        (0, [True] * 10, False, 48, False, 1),
        (0, [True] * 10, False, 48.1, False, 0),
        (0, [True] * 10, False, 1, True, 0),
        (40, [False] * 10, True, 1, False, 8),
    ],
)
def test_points(*, lead: int, came: Sequence[bool], new: bool, hours: float, confirmed: bool, points: int) -> None:
    """Each limit on both of its sides."""
    found = risk_of(lead_days=lead, came=came, is_new=new, hours_to_go=hours, is_confirmed=confirmed)
    assert (points, points >= 4) == (found.points, found.is_high)


def test_it_is_told_in_words() -> None:
    """Whatever made points for it."""
    found = risk_of(lead_days=30, came=[True, False], is_new=True, hours_to_go=5, is_confirmed=False)
    assert ("booked 30 days ahead", "missed 1 of the last 2", "new here", "not confirmed") == found.why
