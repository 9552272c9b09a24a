"""How is the journal chained, so that nothing in it is altered unseen?

Each turn that writes to the journal appends a link: SHA-256 over the hash before it, the entry, and what the turn wrote
under that. Whoever alters an entry has to alter every hash from there on; the newest, kept elsewhere, gives it away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct

from core.lazy import lazy_modules
from storage.codec import to_json

if TYPE_CHECKING:
    import hashlib
else:  # it loads OpenSSL: 2 ms of start-up for who only reads
    (hashlib,) = lazy_modules("hashlib")

START: Final = "0" * 64
"""Stands before the first link."""
FACTS: Final = "id, at, actor, verb, subject_kind, subject, reason, undoes, sentence"
"""What a link says of its entry, for a SELECT. Which entry took it back follows from that one's `undoes`."""

_HEAD: Final = "SELECT link, entry, hash FROM journal_chain ORDER BY link DESC LIMIT 1"
_APPEND: Final = """
INSERT INTO journal_chain (link, entry, first_row, next_row, is_end, hash) VALUES (?, ?, ?, ?, ?, ?)
"""
_FACTS_OF: Final = f"SELECT {FACTS} FROM journal WHERE id = ?"
_IMAGES: Final = """
SELECT seq, table_name, row, rev, before, after FROM journal_row
WHERE entry = ? AND seq >= ? AND seq < ? ORDER BY seq
"""
_SETUP_CHANGES: Final = "SELECT seq, kind, 0, 0, before, after FROM setup_change WHERE entry = ? ORDER BY seq"
_ROWS_WRITTEN: Final = "SELECT coalesce(max(seq) + 1, 0) FROM journal_row WHERE entry = ?"
_CLOSE: Final = "DELETE FROM journal_open WHERE entry = ?"
_UNCHAINED: Final = f"""
SELECT {FACTS}, NOT EXISTS (SELECT 1 FROM journal_open WHERE entry = journal.id) FROM journal ORDER BY id
"""

ImageColumns: TypeAlias = tuple[int, str, int, int, str | None, str | None]
"""Of an image in the journal: seq, table, row, rev, before and after."""


class Head(Struct, frozen=True):
    """The newest link: its number, the entry it is of, and its hash, which stands for everything before it too."""

    link: int
    entry: int
    hash: str


class Link(Struct, frozen=True):
    """What one turn wrote under an entry: the rows from `first_row` up to, but without, `next_row`.

    With `is_end` nothing more comes of the entry, and its sentence is sealed too.
    """

    number: int
    entry: int
    first_row: int
    next_row: int
    is_end: bool

    def hash(self, before: str, facts: Sequence[Any], written: Iterable[str]) -> str:
        """The hash after the hash `before`. Raises TypeError for what JSON does not know."""
        *sealed, sentence = facts
        told = (self.number, self.first_row, self.next_row, self.is_end, *sealed, sentence if self.is_end else None)
        digest = hashlib.sha256(f"{before}{to_json(told)}".encode(errors="surrogatepass"))
        for image in written:
            digest.update(image.encode(errors="surrogatepass"))
        return digest.hexdigest()


def head(db: sqlite3.Connection) -> Head | None:
    """The newest link, None before the first entry."""
    row = db.execute(_HEAD).fetchone()
    return None if row is None else Head(*row)


def image_text(image: ImageColumns) -> str:
    """The image of a row as it is hashed: how long its texts are stands first, so that none is another."""
    seq, table, row, rev, before, after = image
    lengths = (None if before is None else len(before), None if after is None else len(after))
    return f"{to_json((seq, table, row, rev, *lengths))}{before or ''}{after or ''}"


def setup_change_text(seq: int, kind: str, before: str | None, after: str | None) -> str:
    """The same for a change of the set-up."""
    return image_text((seq, kind, 0, 0, before, after))


def append(
    db: sqlite3.Connection, facts: Sequence[Any], written: Iterable[str], *, first_row: int, next_row: int, is_end: bool
) -> None:
    """Append the link of this turn, in whose transaction it is called."""
    newest = head(db)
    link = Link(newest.link + 1 if newest else 1, facts[0], first_row, next_row, is_end)
    digest = link.hash(newest.hash if newest else START, facts, written)
    db.execute(_APPEND, (link.number, link.entry, first_row, next_row, int(is_end), digest))


def close(db: sqlite3.Connection, entry: int) -> None:
    """End an entry that others left open: whatever they say came of it is what did."""
    if db.execute(_CLOSE, (entry,)).rowcount:
        (rows,) = db.execute(_ROWS_WRITTEN, (entry,)).fetchone()
        append(db, db.execute(_FACTS_OF, (entry,)).fetchone(), (), first_row=rows, next_row=rows, is_end=True)


def chain_all(db: sqlite3.Connection) -> None:
    """Chain a journal that never was, an entry after the other."""
    for *facts, is_end in db.execute(_UNCHAINED).fetchall():
        (rows,) = db.execute(_ROWS_WRITTEN, (facts[0],)).fetchone()
        link = Link(0, facts[0], 0, rows, bool(is_end))
        append(db, facts, written_in(db, link), first_row=0, next_row=rows, is_end=link.is_end)


def facts_of(db: sqlite3.Connection, entry: int) -> Sequence[Any] | None:
    """What a link says of the entry, None where there is none."""
    found: Sequence[Any] | None = db.execute(_FACTS_OF, (entry,)).fetchone()
    return found


def written_in(db: sqlite3.Connection, link: Link) -> Iterator[str]:
    """What stands in the journal of what the link's turn wrote."""
    for row in db.execute(_IMAGES, (link.entry, link.first_row, link.next_row)):
        yield image_text(row)
    if link.is_end:
        for row in db.execute(_SETUP_CHANGES, (link.entry,)):
            yield image_text(row)
