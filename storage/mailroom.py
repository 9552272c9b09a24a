"""Which document came in with which bytes, and which are to be seen to?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import Final

from core.mailroom.model import IncomingDocument, IncomingStatus
from core.mailroom.outgoing import OutgoingFax
from storage.codec import to_json
from storage.mailroom_tables import INCOMING_DOCUMENT, OUTGOING_FAX
from storage.sqlite.dialect import by_index, each

_COLUMNS: Final = INCOMING_DOCUMENT.table.named()
_TO_DO: Final = "status IN ('received', 'routed', 'refused')"
_WITH_HASH: Final = f"""
SELECT {_COLUMNS} FROM incoming_document {by_index("incoming_by_hash")}
WHERE hash = ? AND status <> '{IncomingStatus.WITHDRAWN.value}'
"""
_WAITING: Final = f"""
SELECT {_COLUMNS} FROM incoming_document {by_index("incoming_to_do")} WHERE {_TO_DO} ORDER BY id
"""
_FAXES: Final = f"""
SELECT {OUTGOING_FAX.table.named()} FROM outgoing_fax {by_index("outgoing_open")}
WHERE status IN ('queued', 'sent', 'failed') ORDER BY id
"""
_KEPT: Final = f"SELECT hash FROM card_file WHERE hash IN (SELECT value FROM {each('?')})"


class MailroomRepository:
    """`core.mailroom.ports.MailroomReader`; what came in is written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def with_hash(self, digest: str) -> IncomingDocument | None:
        """The one with these bytes."""
        row = self._db.execute(_WITH_HASH, (digest,)).fetchone()
        return None if row is None else INCOMING_DOCUMENT.table.from_row(row)

    def kept(self, hashes: Collection[str]) -> frozenset[str]:
        """Those whose bytes were kept."""
        return frozenset(digest for (digest,) in self._db.execute(_KEPT, (to_json(sorted(hashes)),)))

    def faxes(self) -> tuple[OutgoingFax, ...]:
        """Those that are not settled, or failed."""
        return tuple(map(OUTGOING_FAX.table.from_row, self._db.execute(_FAXES)))

    def to_do(self) -> tuple[IncomingDocument, ...]:
        """What is to be filed, seen or looked at."""
        return tuple(map(INCOMING_DOCUMENT.table.from_row, self._db.execute(_WAITING)))
