"""Is a key right behind the one that shows a screen for the first time taken, never lost, and never the desk's end?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.depth import SOAKING
from tests.open_desk import play
from tests.pty.clinic import NOW, a_morning
from tui.keys.registry import ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk

SHOWN_BY = ("f5", "f6", "F", "V", "G")
"""Each makes a screen when it is first pressed."""
KEYS = ("n",)
ALL_KEYS = tuple(dict.fromkeys(key for action in ACTIONS for key in action.keys if key != "ctrl+d"))


@pytest.mark.parametrize("shown_by", SHOWN_BY)
def test_a_key_right_behind_it_is_a_key(tmp_path: Path, shown_by: str) -> None:
    """The screen is not drawn by then, and knows not how large it is."""
    counter = a_morning(tmp_path)

    for key in ALL_KEYS if SOAKING else KEYS:

        async def journey(desk: OpenDesk, key: str = key) -> None:
            await desk.wait_for("all keys")
            await desk.strike(shown_by, rests=False)
            await desk.strike(key)
            await desk.press("ctrl+x", "ctrl+x", "f2")
            await desk.wait_for("Smith")

        play(counter.path, journey, now=NOW)


@pytest.mark.parametrize("shown_by", ["f3", "F", "G"])
def test_a_cursor_key_right_behind_it_moves_the_cursor(tmp_path: Path, shown_by: str) -> None:
    """As it does on a screen that has been looked at."""
    counter = a_morning(tmp_path)
    stood = []

    async def at_once(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        desk.strike_at_once(shown_by, "down")
        await desk.keep("")
        stood.append(desk.here)

    async def slowly(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        for key in (shown_by, "down"):
            stood.append(desk.here)
            await desk.strike(key)
        stood.append(desk.here)

    play(counter.path, at_once, now=NOW)
    play(counter.path, slowly, now=NOW)
    quick, _, before, slow = stood
    assert before != quick == slow
