"""Which screens does Textual keep laid out while the desk goes from one to another?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.events import Key

from tests.at_work import FakeSignal
from tests.open_desk import open_desk
from tui.app import DeskApp
from tui.terminal.burst import Gathered

if TYPE_CHECKING:
    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T09:00"


def _stacked(desk: OpenDesk) -> list[str]:
    return [type(screen).__name__ for screen in desk._pilot.app.screen_stack]


def test_the_day_is_the_first_screen_and_one_other_lies_over_it(clinicdesk: CommandLine) -> None:
    """No blank screen is under the day, which costs a start 10 ms, and coming back makes none anew."""

    async def play() -> None:
        async with open_desk(clinicdesk.database, size=(80, 24), now=NOW) as desk:
            assert ["DayScreen"] == _stacked(desk)
            day = desk._pilot.app.screen
            for key, shown in (("f3", "QueueScreen"), ("f4", "PatientsScreen"), ("f3", "QueueScreen")):
                await desk.press(key)
                assert ["DayScreen", shown] == _stacked(desk)
            await desk.press("f2")
            assert ["DayScreen"] == _stacked(desk)
            assert day is desk._pilot.app.screen

    asyncio.run(play())


def test_a_day_that_comes_back_has_the_size_of_now(clinicdesk: CommandLine) -> None:
    """Whatever size the terminal had when another screen was shown over it."""

    async def play() -> None:
        async with open_desk(clinicdesk.database, size=(80, 24), now=NOW) as desk:
            await desk.press("f3")
            await desk._pilot.resize_terminal(160, 50)
            await desk.press("f2")
            await desk._rest()
            assert (160, 50) == desk._pilot.app.screen.size

    asyncio.run(play())


def test_a_second_that_passes_while_the_desk_is_left_is_no_error(clinicdesk: CommandLine) -> None:
    """The clock and the look for changes may strike once more after the screens have gone."""

    async def play() -> None:
        async with open_desk(clinicdesk.database, size=(80, 24), now=NOW) as desk:
            app = desk._pilot.app
            assert isinstance(app, DeskApp)
        assert [] == app.screen_stack
        app._tick()
        app._changes = FakeSignal(changed=True)
        app._poll()
        app._burst.add("c", "c", 0.0)
        app.on_gathered(Gathered())
        app.on_key(Key("c", "c"))

    asyncio.run(play())
