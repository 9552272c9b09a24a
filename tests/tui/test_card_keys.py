"""Do the keys of an appointment act on the one highlighted on the card that `/` opens?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from pathlib import Path

JONES = ("/", *"jones", "enter")


def acts(folder: Path, *keys: str, waits: str, gap: float = 1.2, screen: str = "f2") -> int:
    """How many acts these keys came to once the card of Jones is open, who is at 10:40 with Lee."""
    counter = a_morning(folder)
    before = newest_entry(counter.path)

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.strike_all(screen, *JONES, gap=1.2)
            await desk.strike_all(*keys, gap=gap)
            await desk.wait_for(waits)

    asyncio.run(run())
    return newest_entry(counter.path) - before


@pytest.mark.parametrize("screen", ["f2", "f3"])
@pytest.mark.parametrize(
    ("key", "says", "count"),
    [
        ("a", "Jones, Ann arrived", 1),
        ("x", "Jones, Ann", 0),
        ("m", "to:", 0),
        ("e", "Jones", 0),
        ("i", "fu20", 0),
        ("o", "Only a checked-in", 0),
    ],
)
def test_a_key_acts_on_the_appointment_highlighted(
    tmp_path: Path, screen: str, key: str, says: str, count: int
) -> None:
    """On the schedule, as if Enter had shown it there first."""
    assert count == acts(tmp_path, key, waits=says, screen=screen)


@pytest.mark.parametrize("name", ["cohn", "acosta", "lacroix"])
def test_a_name_typed_into_the_card_takes_one_step_at_most(tmp_path: Path, name: str) -> None:
    """The rest of it, and Enter, do nothing."""
    assert acts(tmp_path, *name, "enter", gap=0.15, waits="all keys") <= 1
