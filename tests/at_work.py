"""How do tests work at a desk whose transactions are counted, beside another desk of the same clinic?"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.settings.model import Policy
from core.structs import replace
from storage.store import SqliteStore
from tests.clinics import book, register
from tests.painting import Glass, RecordingDriver
from tests.sessions import a_sitting
from tui.app import DeskApp
from tui.desk_state import DeskState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from core.access.log import AccessLog
    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from tests.clinics import FakeClock
    from tests.sessions import Sitting

_HEIGHT = 40


@dataclass(slots=True)
class CountingStore:
    """Counts the transactions that are opened."""

    store: Store[Reading, Writing]
    opened: list[str] = field(default_factory=list)

    @property
    def access_log(self) -> AccessLog:
        """As ever."""
        return self.store.access_log

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One more read."""
        self.opened.append("read")
        with self.store.read() as reading:
            yield reading

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """One more write."""
        self.opened.append("write")
        with self.store.write() as writing:
            yield writing

    def batch(self) -> AbstractContextManager[Store[Reading, Writing]]:
        """Not counted: no key begins one."""
        return self.store.batch()


@dataclass(slots=True)
class FakeSignal:
    """Says that somebody committed when it is told so."""

    changed: bool = False

    def poll(self) -> bool:
        """Once each time."""
        changed, self.changed = self.changed, False
        return changed


@dataclass(slots=True)
class AtWork:
    """A desk program that Ana sits at, and another desk of the same clinic."""

    app: DeskApp
    pilot: Pilot[int]
    store: CountingStore
    elsewhere: Desk
    signal: FakeSignal
    sitting: Sitting
    glass: Glass

    @property
    def clock(self) -> FakeClock:
        """The clock of both desks."""
        return self.sitting.clock

    async def hear(self) -> int:
        """Somebody committed: the desk looks, and what it sends is taken in; how many bytes that is."""
        await self.pilot.pause()
        self.glass.feed()
        self.store.opened.clear()
        self.signal.changed = True
        self.app._poll()
        await self.pilot.pause()
        return self.glass.feed()

    async def press(self, *keys: str) -> list[str]:
        """The transactions that the last of these keys opened, with all that follows from it."""
        for key in keys:
            await self.pilot.pause()
            self.store.opened.clear()
            self.app.desk_screen.press(key, key if len(key) == 1 else None)
            await self.pilot.pause()
        return list(self.store.opened)


def at_work(folder: Path, use: Callable[[AtWork], Awaitable[None]], *, width: int = 160) -> None:
    """Sit down at the clinic of `tests.clinics`, with Smith at 10:20 and Jones at 10:40, and work."""
    sitting = a_sitting(folder)
    book(
        sitting.workstation.desk, register(sitting.workstation.desk, "Lopez", "Eva"), "2026-11-23T10:20", provider="ito"
    )
    at_work_again(sitting, use, width=width)


def at_work_again(sitting: Sitting, use: Callable[[AtWork], Awaitable[None]], *, width: int = 160) -> None:
    """Work at a desk newly opened, for which nothing was read before."""
    elsewhere, database, signal = sitting.workstation.desk, sitting.workstation.db_path, FakeSignal()
    store = CountingStore(SqliteStore(database))
    desk = Desk(store, sitting.clock, Policy(), RoleAuthorization())
    workstation = replace(sitting.workstation, desk=desk, changes=lambda: signal, state=DeskState())

    async def run() -> None:
        app = DeskApp(workstation)
        app.driver_class = RecordingDriver
        async with app.run_test(headless=False, size=(width, _HEIGHT)) as pilot:
            await pilot.pause()
            await pilot.pause()
            await use(AtWork(app, pilot, store, elsewhere, signal, sitting, Glass(app, width, _HEIGHT)))

    asyncio.run(run())


async def on_screen(here: AtWork, name: str) -> None:
    """Show it; among the patients whom "s" finds are listed."""
    here.app.show(name)
    await here.pilot.pause()
    await here.pilot.pause()
    if name == "patients":
        await here.press("s", "tab")
