"""Is every visit and every cent accounted for after a morning with money at three desks, whatever is killed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.depth import SOAKING, depth
from tests.pty.till_morning import till_morning

if TYPE_CHECKING:
    from pathlib import Path

VISITS, WALK_INS = depth(4, whole=72), depth(2, whole=48)
A_KILL_EVERY = 8
"""Steps that are tried, at all desks together."""


@pytest.mark.skipif(not SOAKING, reason="half a minute; the other one is the same with kills: make soak")
def test_a_morning_with_money(tmp_path: Path) -> None:
    """Walk-ins, no-shows, payments and what was taken back, payers' answers, drawers, and the day closed."""
    came = till_morning(tmp_path, visits=VISITS, walk_ins=WALK_INS)
    assert (VISITS + WALK_INS, 0) == (sum(came.ended.values()), came.killed)
    assert came.answers > 0


def test_a_morning_on_which_desks_and_the_worker_are_killed(tmp_path: Path) -> None:
    """Nothing that was acknowledged is lost, and no receipt is there twice or missing."""
    came = till_morning(tmp_path, visits=VISITS, walk_ins=WALK_INS, kill_every=A_KILL_EVERY)
    assert VISITS + WALK_INS == sum(came.ended.values())
    assert came.killed >= 1
    assert came.worker_killed >= 1
