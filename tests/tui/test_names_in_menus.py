"""Does the name of the next caller, typed or pasted into a menu that was left open, answer the menu?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from core.visits.state import Verb
from tests.clinics import book
from tests.depth import SOAKING
from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_counter, a_morning
from tests.stress.any_input import newest_entry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.open_desk import OpenDesk
    from tests.pty.clinic import Counter

TABLE: Final = "Garcia Edna\nSmith Kim\nYoung Ray\nBell\n"


def cancelling(folder: Path) -> tuple[Counter, tuple[str, ...]]:
    """`x` on Smith."""
    return a_morning(folder), ("x",)


def checking_in(folder: Path) -> tuple[Counter, tuple[str, ...]]:
    """`c` on somebody new."""
    counter = a_counter(folder)
    book(counter.desk, counter.patient("Novel", "Kim", known=False), "2026-11-23T10:20", actor="mei")
    return counter, ("c",)


def changing_room(folder: Path) -> tuple[Counter, tuple[str, ...]]:
    """`r` on Smith, who is in a room."""
    counter = a_morning(folder)
    smith = next(one for one in counter.desk.visits.queue("mei") if one.patient.family == "Smith")
    counter.desk.visits.do("mei", Verb.CHECK_IN, smith.appointment.id)
    counter.desk.visits.do("mei", Verb.ROOM, smith.appointment.id)
    return counter, ("r",)


def moving_over_a_rule(folder: Path) -> tuple[Counter, tuple[str, ...]]:
    """`m` of Smith to where a reason is asked for."""
    return a_morning(folder), ("m", *"today 20:00", "enter")


EACH: Final = (cancelling, checking_in, changing_room, moving_over_a_rule)
MENUS: Final = pytest.mark.parametrize("menu", EACH)
NAMES: Final = ("/garcia edna", "/smith", "/young ray", "/bell 5", "/dk", "/y", " wykrde")
GAPS: Final = (0.05, 0.15, 0.4)
TYPED: Final = [
    (menu, name, gap)
    for of_menu, menu in enumerate(EACH)
    for of_name, name in enumerate(NAMES)
    for of_gap, gap in enumerate(GAPS)
    if SOAKING or of_gap == (of_menu + of_name) % len(GAPS)
]
"""Every name into every menu, at one pace, so that each comes at each pace; by `make soak` every one at every pace."""


def work(counter: Counter, use: Callable[[OpenDesk], Awaitable[None]]) -> None:
    """Sit down at the desk as ana."""

    async def run() -> None:
        async with open_desk(counter.path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await use(desk)

    asyncio.run(run())


async def begin(desk: OpenDesk, keys: tuple[str, ...]) -> None:
    """Open the menu, and look at it."""
    await desk.strike_all(*keys, gap=0.15)
    await desk.strike_all("up", gap=2.0)
    await desk.strike_all("down", gap=2.0)


@pytest.mark.parametrize(("menu", "name", "gap"), TYPED)
def test_a_name_typed_into_a_menu_does_nothing(
    tmp_path: Path, menu: Callable[[Path], tuple[Counter, tuple[str, ...]]], name: str, gap: float
) -> None:
    """Nor does the Enter that ends it, nor those that follow because nobody was found; the menu says so."""
    counter, keys = menu(tmp_path)
    before = newest_entry(counter.path)

    async def type_on(desk: OpenDesk) -> None:
        await begin(desk, keys)
        await desk.strike_all(*name, gap=gap)
        await desk.wait_for("Not one of the choices")
        await desk.strike_all("enter", gap=gap)
        await desk.strike_all("enter", "enter", "enter", gap=1.1)
        await desk.wait_for("Not one of the choices")

    work(counter, type_on)
    assert before == newest_entry(counter.path)


@MENUS
@pytest.mark.parametrize("text", [TABLE, f"\n{TABLE}", "kd\n", "\n".join("dkyw" * 30)])
def test_a_table_pasted_as_keys_into_a_menu_does_nothing(
    tmp_path: Path, menu: Callable[[Path], tuple[Counter, tuple[str, ...]]], text: str
) -> None:
    """Long or short, whatever its letters choose, and wherever its lines end."""
    counter, keys = menu(tmp_path)
    before = newest_entry(counter.path)

    async def paste(desk: OpenDesk) -> None:
        await begin(desk, keys)
        await desk.paste_as_keys(text)

    work(counter, paste)
    assert before == newest_entry(counter.path)


def test_a_menu_still_takes_its_choice(tmp_path: Path) -> None:
    """After a word, as soon as something is chosen by an arrow, or by a letter after a pause."""
    counter, keys = cancelling(tmp_path)

    async def choose(desk: OpenDesk) -> None:
        await desk.strike_all(*keys, *"/smith", "enter")
        await desk.strike_all("down", "enter")
        await desk.wait_for("Cancelled Smith, John")

    work(counter, choose)


@pytest.mark.parametrize("name", ["xavier", "xander", "xk/"])
def test_the_letter_that_cancels_begins_a_name(tmp_path: Path, name: str) -> None:
    """`/` was forgotten: nobody is cancelled."""
    counter = a_morning(tmp_path)
    before = newest_entry(counter.path)

    async def type_on(desk: OpenDesk) -> None:
        await desk.strike_all(*name, "enter", "enter")

    work(counter, type_on)
    assert before == newest_entry(counter.path)


@pytest.mark.parametrize("name", ["2", "2 enn", "2ea 5", "2cr"])
def test_a_room_was_the_first_letter_of_a_name(tmp_path: Path, name: str) -> None:
    """Or its number was all: the rest does nothing, nor does Enter, and one act is to be taken back."""
    counter, keys = changing_room(tmp_path)
    before = newest_entry(counter.path)

    async def type_on(desk: OpenDesk) -> None:
        await begin(desk, keys)
        await desk.strike_all(*name, "enter")
        await desk.wait_for("Typed where nothing is asked")

    work(counter, type_on)
    assert before + 1 == newest_entry(counter.path)


@pytest.mark.parametrize("name", ["zoe", "zadok", "zcr"])
def test_the_letter_that_parks_begins_a_name(tmp_path: Path, name: str) -> None:
    """The menu is put aside, and the rest of the name does nothing."""
    counter, keys = cancelling(tmp_path)
    before = newest_entry(counter.path)

    async def type_on(desk: OpenDesk) -> None:
        await desk.strike_all(*keys, *name, "enter")

    work(counter, type_on)
    assert before == newest_entry(counter.path)


@pytest.mark.parametrize("name", ["carlos", "canolo", "caaal"])
def test_a_name_that_begins_with_a_verb_takes_one_step_at_most(tmp_path: Path, name: str) -> None:
    """`/` was forgotten, and Smith is highlighted: the second letter is refused, and nothing after it does anything."""
    counter = a_morning(tmp_path)
    before = newest_entry(counter.path)

    async def type_on(desk: OpenDesk) -> None:
        await desk.strike_all(*name, "enter")
        await desk.strike_all("enter", gap=0.9)

    work(counter, type_on)
    assert before + 1 == newest_entry(counter.path)
