"""Which time is held, by whom, and does that desk still live? A file a hold, beside the database.

A hold is no part of the clinic's records: it is in no journal, no backup and no copy, and costs no commit that would
wake every desk and wait for the disk. A file is never written twice: a hold that is extended is another file, so that
the names in the folder tell whether anything changed.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.errors import DatabaseUnusable
from core.lazy import lazy_modules
from core.schedule.model import hold as holding
from core.schedule.model.hold import Hold
from core.structs import replace
from storage.folders import holds_folder
from storage.journal_marks import is_past, newest_mark
from storage.locked_file import is_locked
from storage.sentences import HOLD_NOT_KEPT

if TYPE_CHECKING:
    from core.schedule.rules import at_once
    from storage import hold_files
    from storage.hold_files import KeptHold
else:  # no screen holds anything before its first key
    at_once, hold_files = lazy_modules("core.schedule.rules.at_once", "storage.hold_files")

_OWNER_ONLY: Final = 0o600
_OWNERS_FOLDER: Final = 0o700
_HOLD, _PART, _DESK = ".hold", ".part", ".desk"
_COUNTER: Final = "numbers"
"""The file with the last number given, whose lock whoever takes a hold has for that time."""
_SWEEP_POLLS: Final = 5
"""Every so many looks it is seen whether the desks still live: once a second."""


class FileHolds:
    """The holds beside one database, as one desk sees and takes them."""

    __slots__ = ("_desk", "_folder", "_known", "_lock", "_marks", "_path", "_polls", "_seen", "_snapshot")

    def __init__(self, path: Path, snapshot: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        """Nothing is touched before one is taken; `snapshot` begins one that shows all that is committed."""
        self._path = path
        self._snapshot = snapshot
        self._folder = holds_folder(path)
        self._desk = os.urandom(8).hex()
        self._lock: int | None = None
        self._known: dict[str, KeptHold | None] = {}
        self._marks: set[str] = set()
        self._seen = self._names()
        self._polls = 0

    def live(self, db: sqlite3.Connection, now: datetime) -> tuple[Hold, ...]:
        """The holds that count at `now`, by start."""
        names = self._names()
        if not names:
            return ()
        clinic = self._clinic()
        found = (kept for name in names if (kept := self._kept(name)) and self._counts(db, kept, clinic, now))
        return tuple(sorted((self._as_seen(kept) for kept in found), key=lambda one: (one.span, one.number)))

    def take(
        self, db: sqlite3.Connection, hold: Hold, *, now: datetime, places: int, booked: Iterable[Interval]
    ) -> Hold | None:
        """Note it down, in place of the one that it goes on from; None where others hold what is left of the places.

        Raises DatabaseUnusable where the disk takes nothing.
        """
        try:
            with self._alone() as counter:
                live = self.live(db, now)
                there = [one for one in live if one.number != hold.number]
                gone_on_from = next((one for one in live if one.number == hold.number), None)
                others = holding.on(holding.of_others(there, hold.by), hold.provider, hold.span)
                spans = dict(enumerate((*booked, *(one.span for one in others))))
                if others and len(at_once.most_at_once(hold.span, spans)) >= places:
                    return None
                going_on = holding.going_on(hold, there, places=places)
                is_first = gone_on_from is None or hold.keeps_its_turn(gone_on_from)
                number = (is_first and going_on.number) or hold_files.next_number(counter)
                taken = replace(going_on, number=number, is_here=hold.is_open)
                self._write(db, taken)
                if gone_on_from and not is_first:
                    self.release(gone_on_from.number)
        except OSError as error:
            raise DatabaseUnusable(HOLD_NOT_KEPT.format(why=error.strerror or error)) from error
        return taken

    def release(self, number: int) -> None:
        """It is held no longer."""
        for name in self._names():
            if hold_files.number_of(name) == number:
                self._forget(name)

    def poll(self) -> bool:
        """Whether another desk took, extended or let go of a hold since the last look: 10 us where there are few."""
        self._polls += 1
        if self._polls % _SWEEP_POLLS == 0:
            self._sweep()
        names = self._names()
        if names == self._seen:
            return False
        changed = names ^ self._seen
        self._seen = names
        return not all(self._is_own(name) for name in changed)

    def close(self) -> None:
        """Let go of what an open question held."""
        if self._lock is None:
            return
        for name in self._names():
            if self._is_own(name):
                self._forget(name)
        self._desk_path(self._desk).unlink(missing_ok=True)
        os.close(self._lock)
        self._lock = None

    def _names(self) -> frozenset[str]:
        try:
            with os.scandir(self._folder) as found:
                return frozenset(entry.name for entry in found if entry.name.endswith(_HOLD))
        except OSError:
            return frozenset()

    def _kept(self, name: str) -> KeptHold | None:
        """What the file says, which never changes; None for one that says nothing, or is gone."""
        if name not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[name] = hold_files.read_hold(self._folder / name)
        return self._known[name]

    def _is_own(self, name: str) -> bool:
        kept = self._kept(name)
        return kept is not None and kept.desk == self._desk

    def _as_seen(self, kept: KeptHold) -> Hold:
        return replace(kept.hold, is_here=True) if kept.desk == self._desk else kept.hold

    def _counts(self, db: sqlite3.Connection, kept: KeptHold, clinic: str, now: datetime) -> bool:
        """Whether it has neither run out nor is of a desk that is gone, nor of another clinic or an older one."""
        hold = kept.hold
        if now >= hold.until or kept.clinic != clinic or not self._is_past(db, kept.mark):
            return False
        return not hold.is_open or kept.desk == self._desk or is_locked(self._desk_path(kept.desk))

    def _is_past(self, db: sqlite3.Connection, mark: str) -> bool:
        """Whether the journal has come as far as it had when the hold was taken, and on the same way."""
        if mark in self._marks:
            return True
        known = is_past(db, mark)
        if not known:  # the transaction may have begun before what the other desk did last
            with self._snapshot() as newest:
                known = is_past(newest, mark)
        if known:
            self._marks.add(mark)
        return known

    def _clinic(self) -> str:
        """Which file it is: a copy, or a backup in its place, is another."""
        try:
            return f"{self._path.stat().st_ino} {self._path}"
        except OSError:
            return ""

    def _write(self, db: sqlite3.Connection, hold: Hold) -> None:
        """A new file, then those go that had the number."""
        before = [name for name in self._names() if hold_files.number_of(name) == hold.number]
        if hold.is_open:
            self._open_desk()
        kept = {
            "provider": hold.provider,
            "site": hold.site,
            "by": hold.by,
            "note": hold.note,
            "start": hold.span.start.isoformat(),
            "end": hold.span.end.isoformat(),
            "since": hold.since.isoformat(),
            "until": hold.until.isoformat(),
            "desk": self._desk if hold.is_open else "",
            "clinic": self._clinic(),
            "mark": newest_mark(db),
            "things": hold_files.things_written(hold.things),
        }
        path = self._folder / f"{hold.number}.{os.urandom(8).hex()}{_HOLD}"
        part = path.with_suffix(_PART)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(kept, file, ensure_ascii=False)
        part.replace(path)
        for name in before:
            self._forget(name)

    def _forget(self, name: str) -> None:
        with suppress(OSError):
            (self._folder / name).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove what questions held whose desk is gone: every other desk then sees that."""
        for name in self._names():
            kept = self._kept(name)
            if kept and kept.desk not in {"", self._desk} and not is_locked(self._desk_path(kept.desk)):
                self._forget(name)
                with suppress(OSError):
                    self._desk_path(kept.desk).unlink(missing_ok=True)

    def prune(self, now: datetime) -> None:
        """Remove what has run out, and what desks that are gone have left behind."""
        self._sweep()
        for name in self._names():
            kept = self._kept(name)
            if kept is None or kept.hold.until <= now:
                self._forget(name)
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.suffix == _DESK and path != self._desk_path(self._desk) and not is_locked(path):
                    path.unlink(missing_ok=True)

    def _open_desk(self) -> None:
        """Lock the file of this desk, under its name: another that prunes may have taken it for a dead one's."""
        while self._lock is None:
            lock = os.open(self._desk_path(self._desk), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_nlink:
                self._lock = lock
            else:
                os.close(lock)

    def _desk_path(self, desk: str) -> Path:
        return self._folder / f"{desk}{_DESK}"

    @contextmanager
    def _alone(self) -> Iterator[int]:
        """Nobody else takes a hold for the length of the block, which is given the file of the numbers."""
        self._folder.mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
        counter = os.open(self._folder / _COUNTER, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, _OWNER_ONLY)
        try:
            fcntl.flock(counter, fcntl.LOCK_EX)
            yield counter
        finally:
            os.close(counter)


class HoldRepository:
    """`core.schedule.ports.Holds` within a transaction, which is asked whether a hold is of its history.

    A search asks of every start that it looks at who holds something then, and is answered once.
    """

    __slots__ = ("_db", "_files", "_told")

    def __init__(self, db: sqlite3.Connection, files: FileHolds) -> None:
        self._db = db
        self._files = files
        self._told: tuple[datetime, tuple[Hold, ...]] | None = None

    def live(self, now: datetime) -> tuple[Hold, ...]:
        """The holds that count at `now`, by start."""
        if self._told is None or self._told[0] != now:
            self._told = now, self._files.live(self._db, now)
        return self._told[1]

    def take(self, hold: Hold, *, now: datetime, places: int = 1, booked: Iterable[Interval] = ()) -> Hold | None:
        """Note it down; None where others hold what bookings leave of the places by now."""
        self._told = None
        return self._files.take(self._db, hold, now=now, places=places, booked=booked)

    def release(self, number: int) -> None:
        """It is held no longer."""
        self._told = None
        self._files.release(number)
