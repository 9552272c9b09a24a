"""Is the database sound: undamaged, altered by nobody but clinicdesk, and saying the same in all its places?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Final, TypeAlias

from msgspec import Struct

from core.errors import DatabaseUnusable
from storage import chain
from storage.chain import Head
from storage.sqlite import migrations, sentences
from storage.sqlite.checks import (
    access,
    beside,
    cards,
    exchange,
    file,
    images,
    journal,
    lately,
    pools,
    schedule,
    search,
    setup,
    taken,
    till,
    visits,
)
from storage.sqlite.connection import refuse_newer
from storage.sqlite.reader import open_reader

_SHOWN: Final = 20
"""Findings of one check that are told one by one; a person acts on the first of them."""
_LOG: Final = ".access.db"
_SIDE_FILES: Final = (
    *(*file.SIDE_FILES, ".lock", ".next", ".batch", ".sending", ".place", ".place.lock"),
    *(f"{_LOG}{ending}" for ending in ("", *file.SIDE_FILES)),
)
_STUMBLED_OVER: Final = ("set-up", "schema", "foreign-keys", "rows", "images", "chain")
_STEPS_BETWEEN_LOOKS: Final = 100_000
_STEPS_BETWEEN_WORDS: Final = 5_000_000
"""Some twice a second."""
_SMALL_BYTES: Final = 16 << 20
_FEW_IMAGES: Final = 256 << 20
"""Bytes of images of cards that are read within some seconds."""

Check: TypeAlias = Callable[[sqlite3.Connection], Iterator[str]]
"""Looks at one thing, and tells in sentences what is not so."""
Progress: TypeAlias = Callable[[str, int, int], None]
"""Is told of the check that is at work, and how many of how many are done."""

_NOT_READ: Final = (sqlite3.DatabaseError, DatabaseUnusable, ValueError, TypeError, KeyError)


class Finding(Struct, frozen=True):
    """Something that is not as it must be: which check saw it, and a sentence with the record and what to do.

    Sentences name records by number and code, never a patient.
    """

    check: str
    sentence: str


def examine(
    path: Path,
    *,
    anchors: Sequence[str] = (),
    is_whole: bool = True,
    has_cards: bool = True,
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Everything wrong with the database at `path`; empty when it is sound.

    Without `is_whole`, what can be told within seconds however large it is: the tables of few rows, what was written of
    late and a spread of what was before (`storage/sqlite/checks/lately.py`). `anchors` are heads of its journal, or of
    its log of openings, from before: that each is still there proves that nothing up to it was altered since, and for
    that the whole chain is gone through. `has_cards` is whether images of insurance cards, which lie beside
    it, are looked at. `progress` is told, again and again, which check is at work.

    Writes nothing, and looks at one snapshot while desks go on working; holds no more than a few rows in memory. A
    check that the damage does not let finish is itself a finding. Raises DatabaseUnusable where there is no database of
    this version to examine.
    """
    # Before SQLite lays files of its own beside it.
    found = (
        [Finding("files", told) for told in (*file.openness(path, *_SIDE_FILES), *beside.folders(path))]
        if path.exists()
        else []
    )
    with closing(_reader(path)) as db:
        db.execute("BEGIN")
        with suppress(sqlite3.DatabaseError):  # what is damaged is for the checks to tell
            _refuse_other_version(db, path)
        checks = _checks(path, anchors, is_whole=is_whole, has_cards=has_cards)
        for nth, (name, check) in enumerate(checks):
            if progress:
                _tell(db, progress, name, nth, len(checks))
            found += [Finding(name, sentence) for sentence in _told(check, db)]
    return tuple(found)


def is_small(path: Path) -> bool:
    """Whether the whole examination takes no more than some seconds."""
    return path.exists() and path.stat().st_size <= _SMALL_BYTES and cards.bytes_of_cards(path) <= _FEW_IMAGES


def _checks(path: Path, anchors: Sequence[str], *, is_whole: bool, has_cards: bool) -> list[tuple[str, Check]]:
    """The checks in their order, each with its name."""
    checks = [*(_WHOLE if is_whole else _QUICK).items()]
    if has_cards:
        checks.append(("cards", lambda db: cards.cards(db, path, is_whole=is_whole)))
    checks.append(("access", lambda _: access.log(path, newest=None if is_whole else lately.NEWEST)))
    if anchors and not is_whole:
        checks.append(("chain", journal.links))
    if anchors:
        checks.append(("anchor", lambda db: _lost(db, path, anchors)))
    return checks


def _tell(db: sqlite3.Connection, progress: Progress, name: str, nth: int, count: int) -> None:
    """Tell of the check now, and while SQLite is at work for it: the largest takes minutes."""

    def tell() -> None:
        progress(name, nth, count)

    tell()
    db.set_progress_handler(tell, _STEPS_BETWEEN_WORDS)


def is_damaged(path: Path, *, seconds: float = 5.0) -> bool:
    """Whether there is something that a verb may have stumbled over; it is looked for so long at most."""
    deadline = monotonic() + seconds
    with closing(_reader(path)) as db:
        db.set_progress_handler(lambda: monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        try:
            return any(next(_WHOLE[name](db), None) is not None for name in _STUMBLED_OVER)
        except _NOT_READ as error:
            return getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT


def journal_head(path: Path) -> Head | None:
    """The newest link of the journal's chain, to be kept elsewhere; None where none can be read.

    Raises DatabaseUnusable where there is no database.
    """
    with closing(_reader(path)) as db, suppress(sqlite3.DatabaseError):
        return chain.head(db)
    return None


def access_head(path: Path) -> Head | None:
    """The same of the log of who opened which record."""
    return access.head(path)


def _reader(path: Path) -> sqlite3.Connection:
    db = open_reader(path)
    # What is no text is compared as it is: an error of SQLite's would tell what stands there.
    db.text_factory = lambda text: text.decode(errors="surrogateescape")
    return db


def _refuse_other_version(db: sqlite3.Connection, path: Path) -> None:
    refuse_newer(db, path)
    if migrations.version(db) < migrations.newest():
        raise DatabaseUnusable(sentences.DATABASE_OLDER.format(path=path))


def _told(check: Check, db: sqlite3.Connection) -> list[str]:
    """What a check says, in full where it is little."""
    told: list[str] = []
    try:
        every = check(db)
        told += islice(every, _SHOWN)
        more = sum(1 for _ in every)
    except _NOT_READ as error:
        why = error if isinstance(error, sqlite3.DatabaseError) else type(error).__name__
        return [*told, sentences.DOCTOR_UNFINISHED.format(why=why)]
    return [*told, sentences.DOCTOR_MORE.format(count=more)] if more else told


def lost_anchors(path: Path, anchors: Sequence[str]) -> tuple[str, ...]:
    """Which of these heads neither the journal nor the log of openings has had. Raises DatabaseUnusable."""
    with closing(_reader(path)) as db:
        found = journal.found_anchors(db, json.dumps(anchors)) | access.holds(path, anchors)
    return tuple(anchor for anchor in anchors if anchor not in found)


def _lost(db: sqlite3.Connection, path: Path, anchors: Sequence[str]) -> Iterator[str]:
    found = journal.found_anchors(db, json.dumps(anchors)) | access.holds(path, anchors)
    for anchor in anchors:
        if anchor not in found:
            yield sentences.DOCTOR_ANCHOR_LOST.format(anchor=anchor)


_WHOLE: Final[dict[str, Check]] = {
    "integrity": file.integrity,
    "schema": file.schema,
    "foreign-keys": file.foreign_keys,
    "occupancy": schedule.occupancy,
    "overlap": schedule.overlaps,
    "free-time": taken.taken,
    "pools": pools.pools,
    "journal": journal.entries,
    "undo": journal.undo_links,
    "chain": journal.links,
    "images": images.images,
    "rows": search.readable,
    "visits": visits.visits,
    "events": visits.events,
    "times": visits.times,
    "rooms": visits.rooms,
    "set-up": setup.setup,
    "set-up-journal": setup.setup_journal,
    "search": search.search,
    "exchange": exchange.files,
    "ledgers": till.ledgers,
}
_QUICK: Final[dict[str, Check]] = {
    "tables": lately.tables,
    "schema": file.schema,
    "chain": lately.links,
    "records": lately.records,
    "visits": lately.open_visits,
    "rooms": visits.rooms,
    "set-up": setup.setup,
    "set-up-journal": setup.setup_journal,
    "exchange": exchange.newest_files,
    "ledgers": till.ledgers,
}
