"""What does the database refuse of a journalled table from whoever writes it, this program or a hand?

Triggers made from the table's declaration: no row is replaced, changes its number, or is inserted, changed or deleted
without its image in the journal; a column of few words holds no other; nobody gets a text that is somebody else's;
nothing that counts comes to belong to a mistake. No guard needs foreign keys to be on.

Every refusal is 'NAME: a sentence for people'. The program reads the name (`storage.sqlite.refusals.guard_of`), as the
tables declare it. The guards follow the declarations: a migration that changes a declared table, its words or this
text calls `make` for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

from storage.journalled import Deleted, JournalledTable, Voided
from storage.sqlite.dialect import ANY_CASE


def make(db: sqlite3.Connection, *tables: JournalledTable[Any]) -> None:
    """Make the guards of the tables, in place of those they have."""
    for declared in tables:
        there = _columns(db, declared)
        for guard, event, refusals in _guards(declared, there, knows_links=_knows_links(db, declared)):
            name = f"{declared.name}_{guard}"
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
            db.execute(f"CREATE TRIGGER {name} {event} ON {declared.name}\nBEGIN\n{''.join(refusals)}END")


def _knows_links(db: sqlite3.Connection, declared: JournalledTable[Any]) -> bool:
    """Whether the owner's table has the column for records that were merged: an earlier migration comes before it."""
    table = declared.owner.table if declared.owner else declared
    return table.replaced_by in _columns(db, table)


def _columns(db: sqlite3.Connection, table: JournalledTable[Any]) -> set[str]:
    """Those that the table has by now: a later migration may add some that are declared."""
    return {name for _, name, *_ in db.execute(f"PRAGMA table_info({table.name})")}


def _refuse(guard: str, sentence: str, when: str) -> str:
    """The statement of a trigger that refuses what it meets, `when` that holds."""
    return f"  SELECT RAISE(ABORT, '{guard}: {sentence}')\n  WHERE {when};\n"


def _guards(
    declared: JournalledTable[Any], there: Collection[str], *, knows_links: bool
) -> Iterator[tuple[str, str, list[str]]]:
    """Each guard: its name, the event it guards, and what it refuses then."""
    name, key, one = declared.name, declared.key, _one(declared.name)
    undone = declared.undone_insert
    # BEFORE INSERT sees no row number where none is given, so only a replacement is refused there, and the rest after.
    yield (
        "replace",
        "BEFORE INSERT",
        [
            _refuse(
                "journal",
                f"{one} is never replaced, change it with clinicdesk",
                f"EXISTS (SELECT 1 FROM {name} WHERE {key} = NEW.{key})",
            ),
            *_of_words(declared, there),
            *_of_unique(declared, ""),
            *_of_owner(declared, is_change=False, knows_links=knows_links),
        ],
    )
    written = _imaged(declared, "NEW", "NEW.rev", "before IS NULL AND after IS NOT NULL")
    # What was taken back may be there again: its revs run on.
    again = _later(declared) if isinstance(undone, Deleted) else "NEW.rev <> 1"
    yield (
        "insert",
        "AFTER INSERT",
        [_refuse("journal", f"{one} needs its journal entry, make it with clinicdesk", f"NOT {written} OR {again}")],
    )
    changed = _imaged(declared, "NEW", "NEW.rev", "before IS NOT NULL AND after IS NOT NULL")
    yield (
        "update",
        "BEFORE UPDATE",
        [
            _refuse("journal", f"the number of {one} never changes", f"NEW.{key} IS NOT OLD.{key}"),
            _refuse(
                "journal",
                f"a change of {one} needs its journal entry, make it with clinicdesk",
                f"NEW.rev IS NOT OLD.rev + 1 OR NOT {changed}",
            ),
            *_of_words(declared, there),
            *_of_unique(declared, f" AND {key} <> NEW.{key}"),
            *_of_owner(declared, is_change=True, knows_links=knows_links),
        ],
    )
    if isinstance(undone, Deleted):
        deleted = _imaged(declared, "OLD", "OLD.rev + 1", "before IS NOT NULL AND after IS NULL")
        gone = _refuse("journal", f"{one} goes only when {undone.act} is undone with clinicdesk", f"NOT {deleted}")
    else:
        gone = _refuse("journal", f"{one} is never deleted, undo it with clinicdesk", "TRUE")
    yield "delete", "BEFORE DELETE", [gone]


def _imaged(declared: JournalledTable[Any], row: str, rev: str, images: str) -> str:
    return (
        f"EXISTS (\n    SELECT 1 FROM journal_row\n    WHERE table_name = '{declared.name}'"
        f" AND row = {row}.{declared.key} AND rev = {rev} AND {images}\n  )"
    )


def _later(declared: JournalledTable[Any]) -> str:
    return (
        f"EXISTS (\n    SELECT 1 FROM journal_row WHERE table_name = '{declared.name}'"
        f" AND row = NEW.{declared.key} AND rev > NEW.rev\n  )"
    )


def _of_words(declared: JournalledTable[Any], there: Collection[str]) -> Iterator[str]:
    for column in declared.table.columns:
        if column.codec and column.codec.words and column.name in there:
            words = column.codec.words
            told = f"the {column.name} of {_one(declared.name)} must be one of {', '.join(words)}"
            yield _refuse("word", told, f"NEW.{column.name} NOT IN ({', '.join(map(repr, words))})")


def _of_unique(declared: JournalledTable[Any], others: str) -> Iterator[str]:
    undone = declared.undone_insert
    if not isinstance(undone, Voided):
        return
    for column in declared.unique:
        counts = f"status <> '{undone.status}'"
        holder = f"SELECT 1 FROM {declared.name} WHERE {column} = NEW.{column} {ANY_CASE} AND {counts}{others}"
        told = f"another {declared.name} has this {column}"
        yield _refuse(column, told, f"NEW.{counts} AND EXISTS (\n    {holder}\n  )")


def _of_owner(declared: JournalledTable[Any], *, is_change: bool, knows_links: bool) -> Iterator[str]:
    """No record comes to count, or to another owner, where its owner is a mistake."""
    owner = declared.owner
    if owner is None or not owner.keeps or not isinstance(owner.table.undone_insert, Voided):
        return
    counts = f"status IN ({', '.join(map(repr, owner.keeps))})"
    comes = f" AND (OLD.{owner.column} IS NOT NEW.{owner.column} OR NOT OLD.{counts})" if is_change else ""
    is_mistake = f"status = '{owner.table.undone_insert.status}'"
    if knows_links:
        is_mistake = f"({is_mistake} OR {owner.table.replaced_by} IS NOT NULL)"
    mistake = f"{owner.table.key} = NEW.{owner.column} AND {is_mistake}"
    told = f"the {owner.table.name} of {_one(declared.name)} is a record made by mistake, or merged into another"
    when = f"NEW.{counts}{comes} AND EXISTS (\n    SELECT 1 FROM {owner.table.name} WHERE {mistake}\n  )"
    yield _refuse("mistake", told, when)


def _one(name: str) -> str:
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
