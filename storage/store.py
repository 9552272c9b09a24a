"""How does core reach the database: snapshots to read, turns of the queue to write?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from core.clinic.model import Clinic
from core.lazy import lazy_modules
from storage import meta
from storage.clinic import read_clinic
from storage.holds import FileHolds
from storage.place import Place
from storage.remembered import Answers, Remembered
from storage.sqlite.access_log import SqliteAccessLog
from storage.sqlite.connection import BUSY_SECONDS, open_database
from storage.sqlite.connections import Connections
from storage.sqlite.dialect import SCHEMA_VERSION
from storage.sqlite.turn_time import TURN_SECONDS, TurnTime
from storage.transaction import Transaction

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from storage.sqlite import batch
else:
    (batch,) = lazy_modules("storage.sqlite.batch")

_EVERY_TURN: Final = ("storage.images", "storage.closing", "core.closing.kept_days")
"""What each entry of the journal asks of. It is loaded before the turn: in it, it was two thirds of a command's, which
everybody else waited for.
"""


class SqliteStore:
    """One clinic's database: `core.clinic.ports.Store`. Threads and forked processes may share it."""

    __slots__ = (
        "_answers",
        "_busy_seconds",
        "_clinic",
        "_connections",
        "_durable",
        "_path",
        "_place",
        "_remembered",
        "_turn_seconds",
        "access_log",
        "holds",
    )

    def __init__(
        self,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        durable: bool = True,
        is_batch: bool = False,
        turn_seconds: float = TURN_SECONDS,
    ) -> None:
        """Open the database at `path`, as `open_database` does. A write waits `busy_seconds` at most.

        Only a file that nobody has yet may be written without `durable`: it is quicker, and lost with the power.
        `is_batch` for who writes much at a time, a commit every `turn_seconds`.
        """
        self._path = path = Path(os.path.realpath(path))  # beside the file itself lies what all must find
        self._busy_seconds = busy_seconds
        self._durable = durable
        self._turn_seconds = turn_seconds
        self._connections = Connections(path, busy_seconds=busy_seconds, durable=durable, is_batch=is_batch)
        self.access_log = SqliteAccessLog(path)
        self._clinic: tuple[int, Clinic] | None = None
        self._remembered: tuple[int, Remembered] = (0, Remembered())
        self._answers = Answers()
        self._place = Place(path)
        self.holds = FileHolds(path, self._connections.snapshot)

    @classmethod
    def create(
        cls, path: Path, *, demo: bool = False, busy_seconds: float = BUSY_SECONDS, durable: bool = True
    ) -> Self:
        """Open the database at `path`, made where there is none; `demo` marks it as one for practice."""
        open_database(path, create=True, busy_seconds=busy_seconds).close()
        store = cls(path, busy_seconds=busy_seconds, durable=durable)
        if demo:
            with store._connections.turn() as db:
                meta.mark_demo(db)
        return store

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """A snapshot. Raises Busy or DatabaseUnusable."""
        with self._connections.snapshot() as db:
            remembered = self._remembered_in(db)
            yield Transaction(db, self._clinic_of, remembered, self._place, self.holds, answers=self._answers)

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """A transaction, committed at the end of the block. Raises Busy or DatabaseUnusable."""
        for name in _EVERY_TURN:
            import_module(name)
        with self._connections.turn() as db:
            turn = TurnTime(self._turn_seconds, commit=self._connections.commit_seconds)
            transaction = Transaction(
                db, self._clinic_of, self._remembered_in(db), self._place, self.holds, is_over=turn.is_over
            )
            yield transaction
            if not transaction.is_complete:
                raise RuntimeError("the journal entry was not ended")

    @contextmanager
    def batch(self) -> Iterator[Store[Reading, Writing]]:
        """A store for one act over many transactions. Raises Busy while another batch runs."""
        with (
            batch.alone(self._path),
            SqliteStore(
                self._path,
                busy_seconds=self._busy_seconds,
                durable=self._durable,
                is_batch=True,
                turn_seconds=self._turn_seconds,
            ) as store,
        ):
            with store._connections.turn() as db:
                batch.close_left_open(db)
            yield store

    def demo_clock(self) -> tuple[datetime, datetime] | None:
        """What a demo's clock was set to, and the real instant it was set at; None if it never was."""
        with self._connections.plain() as db:
            return meta.demo_clock(db)

    def set_demo_clock(self, *, shown: datetime, real: datetime) -> None:
        """Set a demo's clock to `shown` at the real instant `real`, both aware."""
        with self._connections.turn() as db:
            meta.set_demo_clock(db, shown=shown, real=real)

    def disarm(self) -> None:
        """Nothing leaves the clinic from here any more, until somebody arms it."""
        with self._connections.turn() as db:
            meta.put(db, meta.ARMED, "")

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._connections.close()
        self.holds.close()
        self.access_log.close()

    def _remembered_in(self, db: sqlite3.Connection) -> Remembered:
        """What was read before. Whoever drops a guard may have changed rows under the same rev: then nothing was."""
        (version,) = db.execute(SCHEMA_VERSION).fetchone()
        if self._remembered[0] != version:
            self._remembered = (version, Remembered())
        return self._remembered[1]

    def _clinic_of(self, db: sqlite3.Connection) -> Clinic:
        """The set-up as of the transaction of `db`, read anew only when its rev has changed: 4 us."""
        rev = meta.number(db, meta.CLINIC_REV)
        if self._clinic is None or self._clinic[0] != rev:
            self._clinic = (rev, read_clinic(db))
        return self._clinic[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
