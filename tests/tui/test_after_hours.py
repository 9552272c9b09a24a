"""Where does the cursor stand when the desk is opened and nobody works any more, or not today?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.open_desk import play
from tests.pty.clinic import a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk


@pytest.mark.parametrize("now", ["2026-11-23T20:30", "2026-11-23T23:55", "2026-11-28T11:00"])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_no_past_time_is_offered_after_hours(tmp_path: Path, now: str, size: tuple[int, int]) -> None:
    """In the evening and on a day off: no hint offers to book, and Enter asks nothing."""
    counter = a_morning(tmp_path)

    async def journey(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        assert "book here" not in "\n".join((await desk._shown()).display)
        await desk.strike_all("enter", "enter", gap=3.0)
        shown = "\n".join((await desk._shown()).display)
        assert "Book for" not in shown

    play(counter.path, journey, now=now, size=size)
