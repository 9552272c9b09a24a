"""How is an act taken back, row by row?"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from core.journal.model import EntryId, RecordImage, Version
from core.journal.refusals import AlteredRow, StaleRow
from core.record_ref import RecordRef
from core.structs import replace
from storage import entry_writer, images, rows
from storage.columns import Row
from storage.entry_writer import EntryWriter
from storage.images import RowImage
from storage.journalled import JournalledTable, Voided
from storage.records import Records
from storage.sqlite.dialect import ANY_CASE


def invert(
    writer: EntryWriter,
    records: Mapping[str, Records[Any]],
    *,
    undoes: EntryId,
    amended: Mapping[RecordRef, object],
) -> None:
    """Put every row back to what it was before, newest image first, under the entry that is open.

    A row that `amended` names becomes the record it has for it instead.

    Each row must still be as the images left it: the newest image of a row is checked against the row, an
    older one against what was just put back. Later acts that were themselves undone do not count: three acts on
    one appointment are taken back one after the other. Rows of tables that yield stay where they cannot go back. Raises
    StaleRow, AlteredRow and Occupied; then the entry cannot be ended.
    """
    undone = entry_writer.entry(writer.db, undoes)
    if undone is None or undone.undone_by is not None or writer.undoes not in {None, undoes}:
        raise StaleRow(RecordRef("journal", undoes))
    writer.undoes = undoes
    revs: dict[tuple[str, int], int] = {}
    try:
        for image in reversed(images.row_images(writer.db, undoes)):
            if image.declared.yields and not _can_go_back(writer.db, image):
                continue
            row = (image.declared.name, image.row)
            if row in revs:
                rev = revs[row]
            else:
                rev = rev_now(writer.db, image)
                refuse_altered(writer.db, image)
            instead = amended.get(RecordRef(*row))
            revs[row] = records[image.declared.name].put_back(_amended(image, instead), rev=rev)
    except BaseException:
        writer.spoiled = True
        raise


def record_images(db: sqlite3.Connection, entry: EntryId) -> tuple[RecordImage, ...]:
    """The records that an entry wrote, as their subjects read them."""
    return tuple(
        RecordImage(
            RecordRef(image.declared.name, image.row),
            _record(image.declared, image.before),
            _record(image.declared, image.after),
        )
        for image in images.row_images(db, entry)
    )


def versions(db: sqlite3.Connection, ref: RecordRef) -> tuple[Version, ...]:
    """What each act made of a record, oldest first."""
    found = ((entry, images.row_image(ref.kind, ref.id, *kept)) for entry, *kept in images.of_row(db, ref))
    return tuple(
        Version(made, _record(image.declared, image.before), _record(image.declared, image.after))
        for entry, image in found
        if (made := entry_writer.entry(db, EntryId(entry))) is not None
    )


def rev_now(db: sqlite3.Connection, image: RowImage) -> int:
    """The rev that the row has now, if it stands as the image left it. Raises StaleRow."""
    name = image.declared.name
    now = rev = images.last_rev(db, name, image.row)
    while rev > image.rev:
        before = images.rev_before_undone(db, name, image.row, rev)
        if before is None:
            break
        rev = before
    if rev != image.rev:
        raise StaleRow(RecordRef(name, image.row))
    return now


def refuse_altered(db: sqlite3.Connection, image: RowImage) -> None:
    """Raise AlteredRow unless the row says what its newest image does: then the next one continues it.

    That need not be what `image` left: an undo may have given the row back otherwise than it was.
    """
    name, row = image.declared.name, image.row
    if rows.fetch(db, image.declared, row) != images.newest(db, name, row).after:
        raise AlteredRow(RecordRef(name, row))


def _amended(image: RowImage, instead: object | None) -> RowImage:
    """The image with that record for what was before, unless nothing was."""
    if instead is None or image.before is None:
        return image
    return replace(image, before=image.declared.table.to_row(instead))


def is_taken(db: sqlite3.Connection, image: RowImage) -> bool:
    """Whether another row has by now a text that the row would have again."""
    declared, before = image.declared, image.before
    return before is not None and any(
        db.execute(_holder(declared, column), (before[column], image.row)).fetchone() for column in declared.unique
    )


def _can_go_back(db: sqlite3.Connection, image: RowImage) -> bool:
    """Whether the row stands as the image left it, altered by nobody, and nobody else has what it had."""
    try:
        rev_now(db, image)
        refuse_altered(db, image)
    except (StaleRow, AlteredRow):
        return False
    return not is_taken(db, image)


@cache
def _holder(declared: JournalledTable[Any], column: str) -> str:
    name, key = declared.name, declared.key
    undone = declared.undone_insert
    mistake = undone.status if isinstance(undone, Voided) else ""
    return f"SELECT {key} FROM {name} WHERE {column} = ? {ANY_CASE} AND {key} <> ? AND {name}.status <> '{mistake}'"


def _record(declared: JournalledTable[Any], row: Row | None) -> object | None:
    return None if row is None else declared.table.from_columns(row)
