"""At which point of which clinic's history was something noted down, and is that still in the past of this database?

Numbers of records mean nothing elsewhere: where a database is made anew or a backup is put in its place, they are given
again, to others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

from core.journal.model import Entry, EntryId
from storage import entry_writer
from storage.codec import to_millis

if TYPE_CHECKING:
    import sqlite3

    from core.clinic.ports import Store
    from core.journal.ports import Reading, Writing

_NEWEST: Final = "SELECT max(id) FROM journal WHERE id NOT IN (SELECT entry FROM journal_open)"


class JournalMarks:
    """The journal of one database, by its newest entry at some time. An entry is never changed nor deleted."""

    __slots__ = ("_known", "_store")

    def __init__(self, store: Store[Reading, Writing]) -> None:
        """Nothing is read yet."""
        self._store = store
        self._known: dict[str, bool] = {}

    def newest(self) -> str:
        """The mark of now. Raises Busy or DatabaseUnusable."""
        with self._store.read() as reading:
            entry = reading.journal.newest()
        return mark_of(entry) if entry else ""

    def is_known(self, mark: str) -> bool:
        """Whether the mark was made in this history; each is looked up once. Raises Busy or DatabaseUnusable."""
        if mark not in self._known:
            self._known[mark] = self._look_up(mark)
        return self._known[mark]

    def _look_up(self, mark: str) -> bool:
        number = mark.partition(".")[0]
        if not number.isdecimal():
            return False
        with self._store.read() as reading:
            entry = reading.journal.entry(EntryId(int(number)))
        return entry is not None and mark_of(entry) == mark


def mark_of(entry: Entry) -> str:
    """What tells the entry from any of the same number in another history. That of an open entry changes."""
    return f"{entry.id}.{to_millis(entry.at)}.{crc32(entry.sentence.encode(errors='surrogatepass')):08x}"


def newest_mark(db: sqlite3.Connection) -> str:
    """The mark of the newest entry that is no longer open; '' where there is none."""
    (number,) = db.execute(_NEWEST).fetchone()
    entry = entry_writer.entry(db, EntryId(number)) if number else None
    return mark_of(entry) if entry else ""


def is_past(db: sqlite3.Connection, mark: str) -> bool:
    """Whether the journal has come as far as the mark, and on the same way; every one has where it is ''."""
    number = mark.partition(".")[0]
    if not number.isdecimal():
        return not mark
    entry = entry_writer.entry(db, EntryId(int(number)))
    return entry is not None and mark_of(entry) == mark
