"""How is the history of rows that are written past the store written down, sealed as the store seals it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from storage import chain
from storage.codec import to_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from storage.columns import Row

_ROWS_A_LINK: Final = 100
_ENTRY: Final = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, '', NULL, NULL)"
_IMAGE: Final = "INSERT INTO journal_row VALUES (?, ?, ?, ?, 1, NULL, ?)"
_LINK: Final = "INSERT INTO journal_chain VALUES (?, ?, ?, ?, ?, ?)"


class FillingJournal:
    """Entries of new rows, at one instant: UTC milliseconds."""

    def __init__(self, db: sqlite3.Connection, *, at: int) -> None:
        """Goes on where the journal of `db` stands."""
        self._db = db
        self._at = at
        self._entry = db.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]
        head = chain.head(db)
        self._link, self._hash = (head.link, head.hash) if head else (0, chain.START)
        self._facts: tuple[Any, ...] = ()
        self._rows = 0
        self._pending: list[str] = []

    def begin(self, actor: str, verb: str, kind: str, subject: int, sentence: str) -> None:
        """The next entry."""
        self._entry += 1
        self._facts = (self._entry, self._at, actor, verb, kind, subject, "", None, sentence)
        self._rows, self._pending = 0, []
        self._db.execute(_ENTRY, (self._entry, self._at, actor, verb, kind, subject, sentence))

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Images of new rows, a link every hundred."""
        for row in rows:
            after = to_json(row)
            self._db.execute(_IMAGE, (self._entry, self._rows, table, row["id"], after))
            self._pending.append(chain.image_text((self._rows, table, row["id"], 1, None, after)))
            self._rows += 1
            if len(self._pending) == _ROWS_A_LINK:
                self._append(is_end=False)

    def end(self) -> None:
        """Seal it."""
        self._append(is_end=True)

    def _append(self, *, is_end: bool) -> None:
        self._link += 1
        first = self._rows - len(self._pending)
        link = chain.Link(self._link, self._entry, first, self._rows, is_end)
        self._hash = link.hash(self._hash, self._facts, self._pending)
        self._db.execute(_LINK, (self._link, self._entry, first, self._rows, int(is_end), self._hash))
        self._pending = []
