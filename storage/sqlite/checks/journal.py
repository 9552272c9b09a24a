"""Is the journal as it was written: nothing altered, left out or put in, and nothing taken back but once?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from storage import chain
from storage.chain import Link
from storage.sqlite import sentences

_LINKS: Final = "SELECT link, entry, first_row, next_row, is_end, hash FROM journal_chain ORDER BY link"
_ROWS_BEHIND: Final = "SELECT 1 FROM journal_row WHERE entry = ? AND seq >= ? LIMIT 1"
_NOT_ENDED: Final = """
SELECT id FROM journal
WHERE NOT EXISTS (SELECT 1 FROM journal_chain WHERE entry = journal.id AND is_end = 1)
  AND NOT EXISTS (SELECT 1 FROM journal_open WHERE entry = journal.id)
ORDER BY id
"""
_OPENED_AGAIN: Final = """
SELECT entry FROM journal_open
WHERE EXISTS (SELECT 1 FROM journal_chain WHERE entry = journal_open.entry AND is_end = 1) ORDER BY entry
"""
_NUMBERED: Final = "SELECT {number} FROM {table} ORDER BY {number}"
_WITHOUT_ENTRY: Final = """
SELECT entry, table_name, row FROM journal_row
WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = journal_row.entry) ORDER BY entry, seq
"""
_SETUP_WITHOUT_ENTRY: Final = """
SELECT entry, kind, seq FROM setup_change
WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = setup_change.entry) ORDER BY entry, seq
"""
_UNDO_LINKS: Final = """
SELECT later.id, later.undoes FROM journal AS later
WHERE later.undoes IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM journal AS earlier
  WHERE earlier.id = later.undoes AND earlier.id < later.id AND earlier.undone_by = later.id
)
UNION
SELECT earlier.undone_by, earlier.id FROM journal AS earlier
WHERE earlier.undone_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM journal AS later WHERE later.id = earlier.undone_by AND later.undoes = earlier.id
)
ORDER BY 1, 2
"""
_UNDO_WITHOUT_LINK: Final = """
SELECT id FROM journal WHERE (verb IN ('undo', 'redo')) <> (undoes IS NOT NULL) ORDER BY id
"""
_ANCHORED: Final = "SELECT DISTINCT hash FROM journal_chain WHERE hash IN (SELECT value FROM json_each(?))"


def entries(db: sqlite3.Connection) -> Iterator[str]:
    """Whatever was written belongs to an entry, and the numbers of entries have no gaps."""
    for statement in (_WITHOUT_ENTRY, _SETUP_WITHOUT_ENTRY):
        for entry, table, row in db.execute(statement):
            yield sentences.DOCTOR_NO_ENTRY.format(entry=entry, table=table, row=row)
    for table, number in (("journal", "id"), ("visit_event", "id"), ("patient", "id"), ("appointment", "id")):
        expected = 1
        for (found,) in db.execute(_NUMBERED.format(table=table, number=number)):
            if found != expected:
                yield sentences.DOCTOR_GAP.format(table=table, first=expected, last=found - 1)
            expected = found + 1


def undo_links(db: sqlite3.Connection) -> Iterator[str]:
    """What was taken back was taken back once, by an entry that says so."""
    for later, earlier in db.execute(_UNDO_LINKS):
        yield sentences.DOCTOR_UNDO_LINK.format(later=later, earlier=earlier)
    for (entry,) in db.execute(_UNDO_WITHOUT_LINK):
        yield sentences.DOCTOR_UNDO_VERB.format(entry=entry)


def links(db: sqlite3.Connection) -> Iterator[str]:
    """Each link has the hash of what it seals and of the one before, and every entry that is over is sealed."""
    before, expected = chain.START, 1
    for number, entry, first_row, next_row, is_end, kept in db.execute(_LINKS):
        if number != expected:
            yield sentences.DOCTOR_LINKS_GONE.format(first=expected, last=number - 1)
        link = Link(number, entry, first_row, next_row, bool(is_end))
        if not is_as_sealed(db, link, before, kept):
            yield sentences.DOCTOR_ALTERED.format(entry=entry)
        if is_end and db.execute(_ROWS_BEHIND, (entry, next_row)).fetchone():
            yield sentences.DOCTOR_ADDED_LATER.format(entry=entry)
        before, expected = kept, number + 1
    for (entry,) in db.execute(_NOT_ENDED):
        yield sentences.DOCTOR_NOT_SEALED.format(entry=entry)
    for (entry,) in db.execute(_OPENED_AGAIN):
        yield sentences.DOCTOR_OPENED_AGAIN.format(entry=entry)


def found_anchors(db: sqlite3.Connection, hashes: str) -> set[str]:
    """Which of the hashes, a JSON array, are in the chain."""
    return {found for (found,) in db.execute(_ANCHORED, (hashes,))}


def is_as_sealed(db: sqlite3.Connection, link: Link, before: str, kept: str) -> bool:
    """Whether the link has the hash of what it seals and of `before`."""
    facts = chain.facts_of(db, link.entry)
    if facts is None:
        return False
    try:
        return link.hash(before, facts, chain.written_in(db, link)) == kept
    except TypeError:  # what stands there is of another type than what was written
        return False
