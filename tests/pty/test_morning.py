"""Is every visit accounted for after a morning at three desks by keys alone, also when desks are killed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.depth import depth
from tests.pty.morning import COURSES, morning

if TYPE_CHECKING:
    from pathlib import Path

VISITS = depth(10, whole=60)
A_KILL_EVERY = 8
"""Steps that are tried, at all desks together."""


def test_a_morning_at_three_desks(tmp_path: Path) -> None:
    """Late, no-show, left, moved, undone, a step back: each ends as it should, with each act in the journal once."""
    report = morning(tmp_path, visits=VISITS)
    assert sum(report.ended.values()) == VISITS
    assert {steps[-1].after for steps in COURSES.values()} == set(report.ended)
    assert report.kills == 0


def test_a_morning_on_which_desks_are_killed(tmp_path: Path) -> None:
    """Whoever opens her desk again sees what was done and goes on: nothing is lost, and nothing is done twice."""
    report = morning(tmp_path, visits=VISITS, kill_every=A_KILL_EVERY)
    assert sum(report.ended.values()) == VISITS
    assert report.kills >= 3
