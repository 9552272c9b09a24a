"""Does a name typed where nothing is asked, because `/` was forgotten, take at most one step of a visit?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES: Final = (
    ("cohn", "carlos", "acosta", "adrianO", "ocampo", "olden", "lacroix", "nolan"),
    ("doran", "roach", "quinn", "Cole", "Smith", "young", "castro", "conrad"),
    ("jordan", "kolar", "tolar", "norcross", "urban", "curtis", "dunn", "juarez"),
)
"""Begun by every letter that takes a step, by one that takes back, moves or does nothing, and by capitals."""
LEAVE: Final = ("ctrl+x", "ctrl+x", "f2", "t")


def entries_of(folder: Path, name: str, gap: float) -> int:
    """How many acts a name and Enter came to, on whoever is highlighted."""
    counter = a_morning(folder)
    before = newest_entry(counter.path)

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.strike_all(*name, gap=gap)
            await desk.strike_all("enter", gap=gap)

    asyncio.run(run())
    return newest_entry(counter.path) - before


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
def test_a_name_takes_one_step_at_most(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Slowly, at 0.15 s a key, and with the Enter that ends it; one after the other, with whoever is there then."""
    counter, came_to = a_morning(tmp_path), dict[str, int]()

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            for name in names:
                before = newest_entry(counter.path)
                await desk.strike_all(*name, "enter", gap=0.15)
                came_to[name] = newest_entry(counter.path) - before
                await desk.strike_all(*LEAVE, gap=1.2)

    asyncio.run(run())
    assert {} == {name: count for name, count in came_to.items() if count > (2 if name == "curtis" else 1)}


@pytest.mark.parametrize("gap", [0.05, 0.15, 0.4])
@pytest.mark.parametrize(("name", "acts"), [("cohn", 1), ("carlos", 1), ("curtis", 2), ("quinn", 0)])
def test_however_fast_it_is_typed(tmp_path: Path, name: str, acts: int, gap: float) -> None:
    """`c` checks in, and `u` at once takes that back; nothing more."""
    assert acts == entries_of(tmp_path, name, gap)


def test_a_morning_typed_fast_loses_no_key(tmp_path: Path) -> None:
    """0.15 s a key: a step, the next row, its step; a step and a question; a step and what takes it back."""
    counter = a_morning(tmp_path)
    before = newest_entry(counter.path)

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.strike_all("c", "j", "a", "u", "k", "r", "j", "a", "j", "x", gap=0.15)
            await desk.wait_for("Enter cancel")
            await desk.strike_all("ctrl+x", "2", "u", gap=0.15)
            await desk.wait_for("2 acts undone")

    asyncio.run(run())
    assert 7 == newest_entry(counter.path) - before


@pytest.mark.parametrize(
    ("keys", "acts"),
    [("cr", 2), ("ac", 2), ("qc", 1), ("cr5", 2), (("c", "r", "down"), 2), ("cro", 1), (("c", "o", "enter"), 1)],
)
def test_two_steps_of_one_visit_are_as_fast_as_two_fingers(tmp_path: Path, keys: Sequence[str], acts: int) -> None:
    """The second one is taken once no third letter follows, and no Enter; any other key comes after it."""
    counter = a_morning(tmp_path)
    before = newest_entry(counter.path)

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.strike_all(*keys, gap=0.1)

    asyncio.run(run())
    assert acts == newest_entry(counter.path) - before
