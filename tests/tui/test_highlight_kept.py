"""Does the day keep its highlight while another screen is looked at, and follow one that is moved there?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.clinics import SETUP, FakeClock, book, make_desk, register
from tests.open_desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A clinic where Smith is booked at 11:00 and Jones at 13:00; at 10:20 both are in the queue."""
    desk = make_desk(tmp_path, clock=FakeClock(), demo=True, setup=SETUP)
    book(desk, register(desk), "2026-11-23T11:00")
    book(desk, register(desk, family="Jones", given="Ann"), "2026-11-23T13:00")
    return tmp_path / "clinic.db"


def played(database: Path, *keys: str) -> tuple[str, str]:
    """The day's line about what is highlighted, before the keys and after them."""

    async def run() -> tuple[str, str]:
        async with open_desk(database, size=(80, 24), now="2026-11-23T10:20") as desk:
            await desk.wait_for("Lee, D")
            await desk.press("down", "down")
            before = await told(desk)
            for key in keys:
                await desk.press(key)
                await desk._rest()
            return before, await told(desk)

    return asyncio.run(run())


async def told(desk: OpenDesk) -> str:
    """The row above the foot."""
    return (await desk._shown()).display[-2].strip()


@pytest.mark.parametrize(
    "keys",
    [
        ("f3", "f2"),
        ("f3", "f2", "f3", "f2"),
        ("f3", "f4", "f3", "f2"),
        ("f5", "f2"),
        ("f3", "f5", "f2"),
        ("f3", "Z", "Z", "f2"),
    ],
)
def test_free_time_stays_highlighted_while_another_screen_is_looked_at(database: Path, keys: tuple[str, ...]) -> None:
    """Whoever the other list happens to begin with, nobody's visit stands under the next Enter."""
    before, after = played(database, *keys)
    assert "free" in before
    assert before == after


def test_somebody_chosen_in_the_queue_is_highlighted_on_the_day(database: Path) -> None:
    """Moved to, and not merely come upon."""
    assert "Jones, Ann" in played(database, "f3", "down", "f2")[1]


def test_what_was_chosen_there_before_is_not_chosen_again(database: Path) -> None:
    """Free time chosen on the day since then is what the day comes back to."""
    _, after = played(database, "f3", "down", "f2", "up", "up", "f3", "f2")
    assert after.startswith("12:30 Lee, Dana MD")
