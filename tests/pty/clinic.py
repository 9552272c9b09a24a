"""Which clinic stands before the person at the keyboard in the tests on a pseudo-terminal?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.settings.model import Policy
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import FakeClock, book, make_desk, register
from tests.ready_made import written_out
from tests.terminal import Terminal, clinicdesk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.patients.model import Patient

NOW: Final = "2026-11-23T10:20"
"""A Monday, at `main`."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A clinic on disk and a desk of the test's own over it; `clock` is that desk's."""

    path: Path
    desk: Desk
    clock: FakeClock

    def open(
        self,
        *options: str,
        rows: int = 24,
        columns: int = 80,
        actor: str = "ana",
        now: str = NOW,
        is_running: bool = False,
        under: Sequence[str] = (),
    ) -> Terminal:
        """The program on a pty of its own, its clock standing still unless it `is_running`.

        `under` is the command of another program that starts it with the arguments that follow.
        """
        clock = () if is_running else ("--freeze",)
        command = clinicdesk("--db", str(self.path), "--as", actor, "--now", now, *clock, *options)
        state = {"XDG_STATE_HOME": str(self.path.parent), "XDG_CONFIG_HOME": str(self.path.parent)}
        terminal = Terminal([*under, *command], rows=rows, columns=columns, env=state, is_forked=not under)
        terminal.wait_for("all keys")
        terminal.settle()
        return terminal

    def patient(self, family: str, given: str, born: date = date(1984, 3, 14), *, known: bool = True) -> Patient:
        """A patient; one who is known has been here before, with nothing due at check-in."""
        patient = register(self.desk, family, given, born, actor="mei")
        if known:
            self.clock.set("2026-11-20T09:00")
            before = book(self.desk, patient, f"2026-11-20T{self._morning()}", provider="lee", actor="mei")
            self.desk.visits.do("mei", Verb.CHECK_IN, before.appointment.id, verified=("identity", "demographics"))
            self.desk.visits.do("mei", Verb.CHECK_OUT, before.appointment.id)
            self.clock.set(NOW)
        return patient

    def _morning(self) -> str:
        """The next free time of the known patients' earlier visit."""
        day = self.desk.schedule.day("mei", "main", date(2026, 11, 20))
        minutes = 9 * 60 + 20 * len(day.appointments)
        return f"{minutes // 60:02}:{minutes % 60:02}"


def a_counter(folder: Path) -> Counter:
    """A practice clinic with nobody in it."""
    clock = FakeClock()
    clock.set(NOW)
    return Counter(folder / "clinic.db", make_desk(folder, clock=clock, demo=True), clock)


def a_morning(folder: Path) -> Counter:
    """The same with Smith at 10:20, Jones at 10:40 and Haddad at 11:00 with Lee, all known, and Ito's Chen at 10:20."""
    clock = FakeClock()
    clock.set(NOW)
    path = written_out(folder / "clinic.db", _book_a_morning)
    return Counter(path, Desk(SqliteStore(path), clock, Policy(), RoleAuthorization()), clock)


def _book_a_morning(path: Path) -> None:
    with SqliteStore.create(path, demo=True) as store:
        clock = FakeClock()
        clock.set(NOW)
        counter = Counter(path, make_desk(path.parent, clock=clock, store=store), clock)
        for family, given, provider, start in (
            ("Smith", "John", "lee", "10:20"),
            ("Jones", "Ann", "lee", "10:40"),
            ("Haddad", "Nora", "lee", "11:00"),
            ("Chen", "Li", "ito", "10:20"),
        ):
            book(counter.desk, counter.patient(family, given), f"2026-11-23T{start}", provider=provider, actor="mei")
