"""How is an act on thousands of records taken back, a part in each turn?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from core.journal.model import EntryId, Inverted, Obstacle
from core.journal.refusals import AlteredRow, GuardRefusal, StaleRow
from core.record_ref import RecordRef
from storage import inversion
from storage.all_tables import JOURNALLED
from storage.columns import Row
from storage.entry_writer import EntryWriter
from storage.images import RowImage, row_image
from storage.journalled import JournalledTable, Owner, Voided
from storage.records import Records
from storage.sqlite.dialect import ANY_CASE, IN_ORDER, json_field

_ALL: Final = 1 << 62

_PART: Final = """
SELECT seq, table_name, row, before, after FROM journal_row WHERE entry = ? AND seq < ? ORDER BY seq DESC LIMIT ?
"""
# An undo that died goes on below the last row that it took back.
_REACHED: Final = f"""
SELECT min(written.seq) FROM journal_row AS back {IN_ORDER} journal_row AS written
  ON written.table_name = back.table_name AND written.row = back.row
WHERE back.entry = :back AND written.entry = :written
"""
_COUNT: Final = "SELECT count(*) FROM journal_row WHERE entry = ?"
_CHANGED_SINCE: Final = """
SELECT table_name, row, before, after FROM journal_row AS written
WHERE entry = ? AND EXISTS (
  SELECT 1 FROM journal_row AS later
  WHERE later.table_name = written.table_name AND later.row = written.row AND later.rev > written.rev
)
ORDER BY seq
"""


def invert_part(
    writer: EntryWriter, records: Mapping[str, Records[Any]], undoes: EntryId, *, below: int | None, limit: int
) -> Inverted:
    """Put back the next `limit` rows of the entry `undoes`, the newest first; `below` is how far the parts before came.

    What was changed since, what others build on and what others have by now, stays as it is and is counted.
    """
    if below is None:
        below = writer.db.execute(_REACHED, {"back": writer.entry, "written": undoes}).fetchone()[0]
    rows = writer.db.execute(_PART, (undoes, _ALL if below is None else below, limit)).fetchall()
    back = sum(_put_back(writer, records, row_image(*columns)) for _, *columns in rows)
    return Inverted(rows[-1][0] if len(rows) == limit else None, back, len(rows) - back)


def obstacle(db: sqlite3.Connection, number: EntryId) -> Obstacle | None:
    """The first thing that keeps a row of the entry from being put back."""
    for columns in db.execute(_CHANGED_SINCE, (number,)):
        image = row_image(*columns)
        if image.declared.yields:
            continue
        try:
            inversion.rev_now(db, image)
        except StaleRow:
            return Obstacle(RecordRef(image.declared.name, image.row))
    return in_use(db, number)


def in_use(db: sqlite3.Connection, number: EntryId) -> Obstacle | None:
    """What builds on a record that would be a mistake, else who has a text that a record would have again."""
    for declared in JOURNALLED.values():
        for owned, owner in _building_on(declared):
            (newest,) = db.execute(_any_owned(owned, owner), (number,)).fetchone()
            if newest is not None:
                return Obstacle(RecordRef(owned.name, newest))
        for column in () if declared.yields else declared.unique:
            holder = db.execute(_any_holder(declared, column), (number,)).fetchone()
            if holder:
                return Obstacle(RecordRef(declared.name, holder[0]), column)
    return None


def rows_written(db: sqlite3.Connection, number: EntryId) -> int:
    """How many rows the entry wrote."""
    return int(db.execute(_COUNT, (number,)).fetchone()[0])


def _put_back(writer: EntryWriter, records: Mapping[str, Records[Any]], image: RowImage) -> bool:
    """Whether the row went back. Where a guard refuses it, nothing of the attempt is left."""
    try:
        rev = inversion.rev_now(writer.db, image)
        inversion.refuse_altered(writer.db, image)
    except (StaleRow, AlteredRow):
        return False
    if _in_the_way(writer.db, image):
        return False
    if not image.declared.taken:
        records[image.declared.name].put_back(image, rev=rev)
        return True
    written = writer.rows
    writer.db.execute("SAVEPOINT put_back")
    try:
        records[image.declared.name].put_back(image, rev=rev)
    except GuardRefusal:
        writer.db.execute("ROLLBACK TO put_back")
        writer.forget_back_to(written)
        return False
    finally:
        writer.db.execute("RELEASE put_back")
    return True


def _in_the_way(db: sqlite3.Connection, image: RowImage) -> bool:
    """Whether others build on what would be a mistake, or have what it would have again."""
    declared, before = image.declared, image.before
    if before is None or _is_mistake(declared, before):
        return any(db.execute(_owned(owned, owner), (image.row,)).fetchone() for owned, owner in _building_on(declared))
    return inversion.is_taken(db, image)


def _is_mistake(declared: JournalledTable[Any], row: Row) -> bool:
    undone = declared.undone_insert
    return isinstance(undone, Voided) and bool(row["status"] == undone.status)


def _building_on(declared: JournalledTable[Any]) -> Iterator[tuple[JournalledTable[Any], Owner]]:
    """What keeps a record of `declared` from becoming a mistake."""
    for owned in JOURNALLED.values():
        if owned.owner and owned.owner.table is declared and owned.owner.keeps:
            yield owned, owned.owner


@cache
def _owned(owned: JournalledTable[Any], owner: Owner) -> str:
    return f"SELECT 1 FROM {owned.name} WHERE {owner.column} = ? AND status IN ({_texts(owner.keeps)})"


@cache
def _any_owned(owned: JournalledTable[Any], owner: Owner) -> str:
    return f"""
SELECT max(owned.{owned.key})
FROM journal_row AS written {IN_ORDER} {owned.name} AS owned ON owned.{owner.column} = written.row
WHERE written.entry = ? AND written.table_name = '{owner.table.name}' AND owned.status IN ({_texts(owner.keeps)})
  AND (written.before IS NULL OR {_was_mistake(owner.table, "before")})
"""


@cache
def _any_holder(declared: JournalledTable[Any], column: str) -> str:
    name, key = declared.name, declared.key
    return f"""
SELECT {name}.{key} FROM journal_row AS written {IN_ORDER} {name}
  ON {name}.{column} = {json_field("written.before", column)} {ANY_CASE} AND {name}.{key} <> written.row
WHERE written.entry = ? AND written.table_name = '{name}' AND {_counts(declared, name)}
  AND NOT {_was_mistake(declared, "before")}
LIMIT 1
"""


def _was_mistake(declared: JournalledTable[Any], image: str) -> str:
    return f"{json_field(f'written.{image}', 'status')} = '{_mistake(declared)}'"


def _counts(declared: JournalledTable[Any], name: str) -> str:
    """A condition that leaves out mistakes, in the words of the index over the column."""
    return f"{name}.status <> '{_mistake(declared)}'"


def _mistake(declared: JournalledTable[Any]) -> str:
    return declared.undone_insert.status if isinstance(declared.undone_insert, Voided) else ""


def _texts(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)
