"""Which question has which trace, which files came in, and where are their bytes?"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection
from datetime import date
from typing import Final

from core.verification.inquiry import ExchangeFile, FileStatus, Inquiry, InquiryStatus
from storage import meta, rows
from storage.codec import to_json
from storage.entry_writer import OpenEntry
from storage.exchange_tables import EXCHANGE_FILE, INQUIRY
from storage.sqlite.dialect import ANY_CASE, IN_ORDER, by_index, each, json_field

_INQUIRIES: Final = INQUIRY.table.named("inquiry")
_FILES: Final = EXCHANGE_FILE.table.named()

_BY_TRACE: Final = f"SELECT {_INQUIRIES} FROM inquiry WHERE trace = ? {ANY_CASE}"
_MONTH_DIGITS: Final = 7
_LAST: Final = f"""
SELECT last.id FROM inquiry AS last {by_index("inquiry_by_coverage")}
WHERE last.coverage = {json_field("wanted.value", "coverage")} AND last.status <> '{InquiryStatus.WITHDRAWN.value}'
"""
_OF_MONTH: Final = f"substr(last.on_day, 1, {_MONTH_DIGITS}) = {json_field('wanted.value', 'month')}"
_NEWEST: Final = f"""
SELECT wanted.key, {_INQUIRIES} FROM {each("?")} AS wanted {IN_ORDER} inquiry ON inquiry.id = coalesce(
  ({_LAST} AND {_OF_MONTH} ORDER BY last.id DESC LIMIT 1), ({_LAST} ORDER BY last.id DESC LIMIT 1)
)
"""
_IN_FILE: Final = f"SELECT {_INQUIRIES} FROM inquiry {by_index('inquiry_by_file')} WHERE file = ? ORDER BY id"
_WITH_HASH: Final = f"SELECT {_FILES} FROM exchange_file WHERE hash = ? AND direction = 'in'"
_REFUSED: Final = f"""
SELECT {_FILES} FROM exchange_file {by_index("exchange_file_refused")}
WHERE status = '{FileStatus.REFUSED.value}' ORDER BY id DESC
"""
_CONTENT: Final = "SELECT packed FROM exchange_text WHERE hash = ?"
_KEEP: Final = "INSERT INTO exchange_text (hash, packed) VALUES (?, ?)"


class ExchangeRepository:
    """`core.verification.ports.ExchangeWriter`."""

    __slots__ = ("_db", "_entry")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry) -> None:
        self._db = db
        self._entry = entry

    def secret(self) -> bytes:
        """From which traces are made."""
        return bytes.fromhex(meta.get(self._db, meta.TOKENS_FROM) or "")

    def by_trace(self, trace: str) -> Inquiry | None:
        """The question of that trace."""
        row = self._db.execute(_BY_TRACE, (trace,)).fetchone()
        return None if row is None else INQUIRY.table.from_row(row)

    def newest_of(self, wanted: Collection[tuple[int, date]]) -> dict[tuple[int, date], Inquiry]:
        """The one asked last about each coverage and month, else about the coverage."""
        pairs = sorted(wanted)
        asked = [{"coverage": coverage, "month": on.isoformat()[:_MONTH_DIGITS]} for coverage, on in pairs]
        found = self._db.execute(_NEWEST, (to_json(asked),))
        return {pairs[at]: INQUIRY.table.from_row(row) for at, *row in found}

    def in_file(self, file: int) -> tuple[Inquiry, ...]:
        """Those that went out in that file."""
        return tuple(map(INQUIRY.table.from_row, self._db.execute(_IN_FILE, (file,))))

    def with_hash(self, digest: str) -> ExchangeFile | None:
        """The file that came in with these bytes."""
        row = self._db.execute(_WITH_HASH, (digest,)).fetchone()
        return None if row is None else EXCHANGE_FILE.table.from_row(row)

    def refused(self) -> tuple[ExchangeFile, ...]:
        """Those to be looked at."""
        return tuple(map(EXCHANGE_FILE.table.from_row, self._db.execute(_REFUSED)))

    def content(self, digest: str) -> bytes | None:
        """The bytes of that hash."""
        row = self._db.execute(_CONTENT, (digest,)).fetchone()
        return None if row is None else zlib.decompress(row[0])

    def next_file(self) -> int:
        """The number of the next file."""
        return rows.next_key(self._db, EXCHANGE_FILE)

    def next_inquiry(self) -> int:
        """The number of the next question."""
        return rows.next_key(self._db, INQUIRY)

    def keep(self, digest: str, content: bytes) -> None:
        """Keep the bytes. The record that names their hash is written in the same transaction."""
        if self._db.execute(_CONTENT, (digest,)).fetchone() is None:
            self._entry.writer.db.execute(_KEEP, (digest, zlib.compress(content)))
