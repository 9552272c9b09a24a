"""Is nobody acted on who was not highlighted before the screen was changed, and could not be read yet?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from pathlib import Path

EMPTY: Final = ("end", "left", "end")
"""The day stands on a slot where nobody is."""


@pytest.mark.parametrize("key", ["c", "enter", "r", "n"])
def test_a_key_right_behind_another_screen_acts_on_nobody_else(tmp_path: Path, key: str) -> None:
    """It says so; once more it does what it does, and after half a second it never waits."""
    path = a_morning(tmp_path).path

    async def run() -> None:
        async with open_desk(path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.press("f3", "home")
            await desk.press("f2", *EMPTY)
            before = newest_entry(path)
            await desk.strike_all("f3", key, gap=0.1)
            await desk.wait_for("came before this could be read")
            assert before == newest_entry(path)
            if key == "c":
                await desk.strike_all("c")
                await desk.wait_for("checked in")

    asyncio.run(run())


def test_who_was_highlighted_already_is_acted_on_at_once(tmp_path: Path) -> None:
    """From the day to the queue with the visit one stands on; and whoever moves there has seen who it is."""
    path = a_morning(tmp_path).path

    async def run() -> None:
        async with open_desk(path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.strike_all("f3", "c", gap=0.1)
            await desk.wait_for("checked in")
            await desk.press("f2", *EMPTY)
            await desk.strike_all("f3", "end", "c", gap=0.1)
            await desk.wait_for("Haddad, Nora (born 14 Mar 1984) checked in")

    asyncio.run(run())
