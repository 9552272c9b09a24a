"""In which place does a clinic's file stand, and is it the one in which it stood before?

Numbers of jobs and messages mean the same in every copy of a database, so a copy must know that it is one. A place is a
machine, a path and a file on it, whose history has gone on from there: what is moved, copied, restored or cloned is in
another. Its name is random, and kept in a file beside the database, which no backup holds.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Final

from msgspec import Struct, to_builtins

from core.structs import replace
from storage.journal_marks import is_past, newest_mark
from storage.sqlite.refusals import of_files
from storage.sqlite.unstoppable import unstoppable

SIDE_FILE: Final = ".place"
"""Ends the name of the file beside the database that names its place."""
_OWNER_ONLY: Final = 0o600
_MACHINE_ID: Final = Path("/etc/machine-id")
_CARDS: Final = Path("/sys/class/net")
_RENEWED_SECONDS: Final = 30.0
# The sentence of an entry that is open still changes, and with it its mark.


class Machine(Struct, frozen=True):
    """What tells a machine from others: its id, its name, and the addresses of the network cards that are built in.

    A clone has the id of the machine it was made from, and its name until somebody changes that, but no card of it.
    """

    id: str
    host: str
    cards: tuple[str, ...]

    def is_same(self, other: Machine) -> bool:
        """Whether it is that machine still: one card may have been changed, not all."""
        have_a_card = not (self.cards or other.cards) or bool({*self.cards} & {*other.cards})
        return (self.id, self.host) == (other.id, other.host) and have_a_card


class _Settled(Struct, frozen=True):
    """A place as its file has it; `mark` is how far the journal had come when it was last looked at there."""

    name: str
    path: str
    file: int
    machine: Machine
    mark: str


class Place:
    """Where the database at `path` stands."""

    __slots__ = ("_machine", "_renewed_at", "path")

    def __init__(self, path: Path) -> None:
        """Nothing is looked at yet."""
        self.path = path
        self._renewed_at: float | None = None
        self._machine: tuple[float, Machine] | None = None

    def name(self, db: sqlite3.Connection) -> str:
        """The name of the place that was settled and is this one still; '' where none is."""
        settled = self._read()
        try:
            return settled.name if settled and self._is_here(settled, db) else ""
        except OSError:  # the file is no longer there at all
            return ""

    def settle(self, db: sqlite3.Connection) -> str:
        """The name of this place, which gets one where it has none; the journal is seen to have come this far.

        Raises DatabaseUnusable where that cannot be kept.
        """
        try:
            with unstoppable(), self._alone():
                settled = self._renewed(db)
        except OSError as error:
            raise of_files(error, self.path) from error
        self._renewed_at = monotonic()
        return settled.name

    def keep_up(self, db: sqlite3.Connection) -> None:
        """See how far the journal has come, every half minute, so that an older copy in its place is known for one."""
        if self._renewed_at is None or monotonic() - self._renewed_at >= _RENEWED_SECONDS:
            self.settle(db)

    def _renewed(self, db: sqlite3.Connection) -> _Settled:
        settled = self._read()
        if settled is None or not self._is_here(settled, db):
            settled = _Settled(os.urandom(4).hex(), *self._here(), mark="")
        renewed = replace(settled, mark=newest_mark(db))
        if renewed != settled:
            self._write(renewed)
        return renewed

    def _is_here(self, settled: _Settled, db: sqlite3.Connection) -> bool:
        path, file, here = self._here()
        is_here = (settled.path, settled.file) == (path, file) and settled.machine.is_same(here)
        return is_here and is_past(db, settled.mark)

    def _here(self) -> tuple[str, int, Machine]:
        if self._machine is None or monotonic() - self._machine[0] >= _RENEWED_SECONDS:
            self._machine = monotonic(), this_machine()
        resolved = self.path.resolve()
        return str(resolved), resolved.stat().st_ino, self._machine[1]

    @property
    def _file(self) -> Path:
        resolved = self.path.resolve()
        return resolved.with_name(resolved.name + SIDE_FILE)

    def _read(self) -> _Settled | None:
        """What the file says; None for one that is missing or says nothing."""
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            machine = kept.pop("machine")
            return _Settled(**kept, machine=Machine(machine["id"], machine["host"], tuple(machine["cards"])))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def _write(self, settled: _Settled) -> None:
        part = self._file.with_name(f"{self._file.name}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, _OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(to_builtins(settled), file)
        part.replace(self._file)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other worker settles the place for the length of the block: two would each give it a name."""
        lock = os.open(
            self._file.with_name(f"{self._file.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY
        )
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def this_machine() -> Machine:
    """The machine that this runs on."""
    number = ""
    with suppress(OSError):
        number = _MACHINE_ID.read_text(encoding="ascii", errors="replace").strip()
    return Machine(number, os.uname().nodename, tuple(sorted(_card_addresses())))


def _card_addresses() -> Iterator[str]:
    """Of the cards that a device is behind: bridges and tunnels come and go."""
    with suppress(OSError):
        for card in _CARDS.iterdir():
            if (card / "device").exists():
                yield (card / "address").read_text(encoding="ascii", errors="replace").strip()
