"""Does freed time open the list of whom it suits, and is it filled, called about and left with few keys?"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.clinics import MAIN
from tests.command_line import CommandLine, filled
from tests.open_desk import play
from tui.bootstrap import opened
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk

NOW = "2026-11-24T08:30"
SIZES = [(80, 24), (160, 50)]


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Smith at nine with Lee; Jones and Chen are booked later and want to come earlier, Doe waits for a morning."""
    people = (("Smith", "John"), ("Jones", "Ann"), ("Chen", "Li"), ("Doe", "Zoe"))
    born = ("--birth-date", "1984-03-14", "--phone", "555 0117", "--anyway")
    starts = ("2026-11-24T09:00", "2026-11-25T10:00", "2026-11-26T10:00")
    follow_up = ("--type", "fu20", "--provider", "lee")
    database = filled(
        tmp_path / "clinic.db",
        *(("patient", "add", "--family", family, "--given", given, *born) for family, given in people),
        *(("book", "--patient", f"{mrn}", *follow_up, "--start", start) for mrn, start in enumerate(starts, 100001)),
        *(
            ("wait", "--patient", f"{mrn}", "--type", "fu20", "--priority", f"{mrn - 100001}")
            for mrn in range(100002, 100005)
        ),
    )
    return CommandLine(database, capsys)


async def cancel_smith(desk: OpenDesk, *, waits: bool = True) -> None:
    """Smith cannot come; the list of whom the time suits opens."""
    await desk.press("g")
    await desk.type("24nov")
    await desk.press("enter", "home")
    for _ in range(8):
        if "Smith, John" in (await desk._shown()).display[-2]:
            break
        await desk.press("down")
    await desk.press("x", "s", "enter")
    await desk.wait_for("Fill:")
    if waits:
        await asyncio.sleep(1.1)  # a key that cancelled answers nothing for a second


@pytest.mark.parametrize("size", SIZES)
def test_two_keys_fill_it_and_the_next_comes(line: CommandLine, size: tuple[int, int]) -> None:
    """Enter calls, Enter fills; what that frees is offered in turn; one undo takes back the chain."""

    async def journey(desk: OpenDesk) -> None:
        await cancel_smith(desk)
        await desk.wait_for("Jones, Ann")
        await desk.wait_for("at Main Street")
        await desk.press("enter")
        await desk.wait_for("555 0117")
        await desk.wait_for("with Lee, D at Main Street")
        await desk.press("enter")
        await desk.wait_for("Moved Jones, Ann up")
        await desk.wait_for("Wed 25 Nov 10:00-10:20")
        await desk.press("down", "up", "enter", "enter")
        await desk.wait_for("Moved Chen, Li up")
        await desk.wait_for("Thu 26 Nov 10:00-10:20")
        await desk.press("ctrl+x", "u")
        await desk.wait_for("Undone: Moved Chen")
        await desk.press("f5")
        await desk.wait_for("freed 1  waiting 3")

    play(line.database, journey, now=NOW, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_left_it_stands_on_the_work(line: CommandLine, size: tuple[int, int]) -> None:
    """Until it is filled; who declined is asked no more, and who did not answer stays."""

    async def journey(desk: OpenDesk) -> None:
        await cancel_smith(desk)
        await desk.press("enter", "n")
        await desk.wait_for("no answer")
        await desk.press("ctrl+x", "f5")
        await desk.wait_for("freed 1")
        await desk.press("apostrophe", *"freed", "enter", "home")
        await desk.wait_for("20 min cancelled:")
        await desk.press("enter")
        await desk.wait_for("Fill:")
        await desk.press("enter", "d")
        await desk.wait_for("Chen, Li")
        shown = "\n".join((await desk._shown()).display)
        assert "Jones, Ann   " not in shown.split("Fill:")[0].split("with Lee")[-1]
        await desk.press("ctrl+x")
        await desk.wait_for("20 min cancelled:")
        await desk.press("]")
        await desk.wait_for("declined (ana)")

    play(line.database, journey, now=NOW, size=size)


def test_a_held_enter_fills_nothing(line: CommandLine) -> None:
    """The Enter that cancelled, held down, calls nobody."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("g")
        await desk.type("24nov")
        await desk.press("enter", "home")
        for _ in range(8):
            if "Smith, John" in (await desk._shown()).display[-2]:
                break
            await desk.press("down")
        await desk.press("x", "s", "enter", "enter", "enter", "enter")
        await desk.wait_for("Fill:")
        await desk.wait_for("Cancelled Smith, John")
        assert "555 0117" not in "\n".join((await desk._shown()).display)

    play(line.database, journey, now=NOW)


def test_an_enter_that_comes_too_soon_is_told(line: CommandLine) -> None:
    """It calls nobody, and says so beside what was done; the next one, a moment later, calls."""

    async def journey(desk: OpenDesk) -> None:
        await cancel_smith(desk, waits=False)
        await desk.strike_all("enter", gap=0.5)
        shown = " ".join("\n".join((await desk._shown()).display).split())
        assert "Cancelled Smith, John" in shown
        assert "Enter came too soon after what was done, and does nothing here yet: press it again." in shown
        assert "555 0117" not in shown
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("555 0117")
        assert "too soon" not in "\n".join((await desk._shown()).display)

    play(line.database, journey, now=NOW)


def test_with_names_hidden_nobody_is_named(line: CommandLine) -> None:
    """Neither in the list nor in the call, nor on the work."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("P")
        await desk.press("f5", "]", "]", "]", "]")
        await desk.wait_for("waiting 3")
        await desk.press("minus")
        await desk.press("g")
        await desk.type("24nov")
        await desk.press("enter", "home", *["down"] * 4)
        await desk.press("x", "s", "enter")
        await desk.wait_for("Fill:")
        await asyncio.sleep(1.1)
        await desk.press("enter")
        await desk.wait_for("Say yes")
        shown = "\n".join((await desk._shown()).display)
        for name in ("Jones", "Ann", "Chen", "Doe", "555 0117"):
            assert name not in shown

    play(line.database, journey, now=NOW)


def test_put_on_by_a_key(line: CommandLine) -> None:
    """`W` on an appointment asks for its type, on a patient for the entry there is, on a free time whom it suits."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("g")
        await desk.type("24nov")
        await desk.press("enter", "home", *["down"] * 4)
        await desk.press("W")
        await desk.wait_for("New wait entry")
        await desk.wait_for("for Smith, John")
        await desk.type("mon wed pm")
        await desk.press("ctrl+o")
        await desk.wait_for("Smith, John waits for fu20")
        await desk.press("f4")
        await desk.type("smi")
        await desk.press("enter")
        await desk.wait_for("waits for")
        await desk.press("W")
        await desk.wait_for("mon wed pm")
        await desk.press("ctrl+x", "f2")
        await desk.press("down", "down", "down", "down", "W")
        await desk.wait_for("Fill:")
        await desk.wait_for("Jones, Ann")

    play(line.database, journey, now=NOW)


def test_two_desks_offer_one_time(line: CommandLine) -> None:
    """Whom another desk has given it to is seen at once; and who fills it too late is told."""
    launch = LaunchOptions(db=str(line.database), act_as="ben", now=NOW, freeze=True)

    async def journey(desk: OpenDesk) -> None:
        await cancel_smith(desk)
        await desk.press("enter")
        await desk.wait_for("555 0117")
        with opened(launch, {}) as other:
            assert () == other.desk.waitlist.freed("ben")  # ana's question holds it, and the room
            assert ["R1"] == [one.things.room for one in other.desk.holds.live("ben") if one.things]
            start = datetime(2026, 11, 24, 9, tzinfo=MAIN).astimezone(UTC)
            offer = other.desk.waitlist.offer_at("ben", start, provider="lee")
            other.desk.waitlist.accept("ben", 2, offer, overrides={"C8": "urgent"})
        await desk.wait_for("It suits nobody who waits")

    play(line.database, journey, now=NOW)
