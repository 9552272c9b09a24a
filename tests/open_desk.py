"""How do tests work at the whole desk in this process: its keys pressed, its terminal read cell by cell?"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyte
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from core.journal.model import EntryId
from tests.painting import RecordingDriver
from tests.snapshot import Snapshot
from tests.stress.any_input import newest_entry
from tui.app import DeskApp
from tui.bootstrap import opened
from tui.keys.key_repeats import DOUBT_SECONDS
from tui.keys.menu_typing import AT_ONCE
from tui.selection.selection import Selection
from tui.workstation import LaunchOptions

_DIM, _BLINK = 2, 5
_COLOR_FOLLOWS: Final = frozenset({38, 48})
_TRUECOLOR: Final = 2
_REST: Final = 0.01
"""Seconds without a byte after which the desk rests: printable keys wait 4 ms for a paste to show itself."""
_WAYS: Final = 3
"""How often a key goes on from the program to a screen, and to the screen it opens, at most."""
_PATIENCE: Final = 60.0
"""Seconds until what is waited for will not come, on a machine with much else to do."""


class OpenDesk:
    """A desk on a terminal in memory; `kept` holds the snapshots taken of it by their names."""

    def __init__(self, database: Path, pilot: Pilot[Any], driver: RecordingDriver, size: tuple[int, int]) -> None:
        self.database = database
        self.kept: dict[str, Snapshot] = {}
        self._pilot = pilot
        self._written = driver.written
        self._screen = DimScreen(*size)
        self._stream = pyte.Stream(self._screen)

    async def press(self, *keys: str) -> None:
        """Press keys by their names in Textual, or one by one as characters."""
        await self._pilot.press(*keys)

    async def strike(self, key: str, *gaps: float, rests: bool = True) -> None:
        """Strike a key, and again after each gap: in seconds of the keyboard, which a busy machine does not delay.

        Unless it `rests` then, what comes next comes at once.
        """
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        name, character = (_character_to_key(key), key) if len(key) == 1 else (key, None)
        repeats = app.workstation.state.repeats
        at = repeats.seconds()
        repeats.seconds = lambda: at
        for gap in (0.0, *gaps):
            if gap >= DOUBT_SECONDS or not app._doubted.is_waiting:
                await self._rest()
            at += gap
            app._press(name, character, at)
        if rests:
            await self._rest()

    def strike_at_once(self, *keys: str) -> None:
        """Strike keys that wait for nothing, not even for what those before them show."""
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        for key in keys:
            name, character = (_character_to_key(key), key) if len(key) == 1 else (key, None)
            app._press(name, character, app.workstation.state.repeats.seconds())

    async def strike_all(self, *keys: str, gap: float = 0.15) -> None:
        """Strike one key after the other, `gap` seconds of the keyboard apart."""
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        repeats = app.workstation.state.repeats
        at = repeats.seconds()
        repeats.seconds = lambda: at
        for key in keys:
            if gap > AT_ONCE or not app._doubted.is_waiting:
                await self._rest()
            at += gap
            name, character = (_character_to_key(key), key) if len(key) == 1 else (key, None)
            app._press(name, character, at)
        await self._rest()

    async def paste_as_keys(self, text: str) -> None:
        """Paste without brackets: every character is a key, and all of them come at once."""
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        for character in text:
            is_line = character == "\n"
            app.on_key(Key("enter" if is_line else _character_to_key(character), "\r" if is_line else character))
        await self._rest()

    async def paste(self, text: str) -> None:
        """Paste with brackets, at once."""
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        app.on_paste(Paste(text))
        await self._rest()

    @property
    def here(self) -> Selection:
        """What is highlighted and marked on the screen that is shown."""
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        return app.desk_screen.here

    def did_all_that_was_done(self) -> None:
        """What stands in the journal counts as done at this desk."""
        app = self._pilot.app
        assert isinstance(app, DeskApp)
        app.workstation.state.done_here.update(map(EntryId, range(1, newest_entry(self.database) + 1)))

    async def type(self, text: str) -> None:
        """Type into what is asked."""
        await self._pilot.press(*text)

    async def wait_for(self, text: str) -> None:
        """Wait until the terminal shows `text`, which a colleague's act brings about at the next look for changes."""
        end = time.monotonic() + _PATIENCE
        while text not in (shown := "\n".join((await self._shown()).display)):
            assert time.monotonic() < end, f"{text!r} never appeared:\n{shown}"

    async def keep(self, name: str) -> None:
        """Keep what the terminal shows once the desk rests."""
        self.kept[name] = Snapshot.of(await self._shown())

    async def count(self, *keys: str) -> int:
        """Press keys once the desk rests; so many bytes go over the line until it rests again."""
        await self._shown()
        await self.press(*keys)
        await self._rest()
        return len("".join(self._written).encode())

    async def _shown(self) -> pyte.Screen:
        await self._rest()
        self._stream.feed("".join(self._written))
        self._written.clear()
        return self._screen

    async def _rest(self) -> None:
        """Wait until, all keys having come, a while passes in which none is gathered and nothing is written."""
        app, is_at_rest = self._pilot.app, False
        assert isinstance(app, DeskApp)
        while not is_at_rest:
            await self._take_turns()
            had_all, written = not self._has_more(app), len(self._written)
            await self._pilot.pause(_REST)
            await self._take_turns()
            is_at_rest = had_all and not self._has_more(app) and written == len(self._written)

    @staticmethod
    def _has_more(app: DeskApp) -> bool:
        """Whether keys have come that were not acted on yet."""
        return bool(app._burst.waiting or app._doubted.is_waiting)

    async def _take_turns(self) -> None:
        """Wait until what was sent has come all its way: a key goes from the program to a screen and back."""
        app = self._pilot.app
        for _ in range(_WAYS):
            for pump in (app, app.screen):
                came = asyncio.Event()
                pump.call_later(came.set)
                await came.wait()
            drawn = asyncio.Event()
            app.screen.call_after_refresh(drawn.set)
            await drawn.wait()


class DimScreen(pyte.Screen):
    """A terminal in memory that knows dim text, which pyte leaves out: it is kept as blinking, which nothing is."""

    def select_graphic_rendition(self, *attrs: int, **kwargs: Any) -> None:  # noqa: ANN401 - pyte's own signature
        """Take the parameters of a style; those of a colour are no attributes."""
        parameters, known = iter(attrs), list[int]()
        for parameter in parameters:
            known.append(_BLINK if parameter == _DIM else parameter)
            if parameter in _COLOR_FOLLOWS:
                kind = next(parameters)
                known += (kind, *islice(parameters, 3 if kind == _TRUECOLOR else 1))
        super().select_graphic_rendition(*known, **kwargs)


@asynccontextmanager
async def open_desk(
    database: Path, *, size: tuple[int, int], now: str, settings: str = "", actor: str = "ana"
) -> AsyncIterator[OpenDesk]:
    """The desk of `actor` on a practice clinic, its clock standing at `now`, with the text of a settings file."""
    config = database.with_name("clinicdesk.toml")
    config.write_text(settings, encoding="utf-8")
    launch = LaunchOptions(db=str(database), config=str(config), act_as=actor, now=now, freeze=True)
    with opened(launch, os.environ, for_the_day=True) as workstation:
        app = DeskApp(workstation)
        app.driver_class = RecordingDriver
        async with app.run_test(headless=False, size=size) as pilot:
            driver = app._driver
            assert isinstance(driver, RecordingDriver)
            yield OpenDesk(database, pilot, driver, size)


def play(
    database: Path,
    journey: Callable[[OpenDesk], Awaitable[None]],
    *,
    now: str,
    size: tuple[int, int] = (80, 24),
    actor: str = "ana",
    settings: str = "",
) -> None:
    """Go through the journey at the desk of `actor`, from its opening until it is closed."""

    async def run() -> None:
        async with open_desk(database, size=size, now=now, actor=actor, settings=settings) as desk:
            await journey(desk)

    asyncio.run(run())
