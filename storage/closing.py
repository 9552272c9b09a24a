"""Which days are closed, and of which of them has a transaction written something?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from core.calendar.wall import local
from core.clinic.model import Clinic
from core.closing.model import CloseStatus, DayClose, WrittenDay
from storage import chain
from storage.closing_tables import DAY_CLOSE
from storage.codec import from_millis, from_minutes
from storage.columns import Row
from storage.entry_writer import OpenEntry
from storage.images import row_image

_COLUMNS: Final = DAY_CLOSE.table.named()
_CLOSED: Final = f"""
SELECT {_COLUMNS} FROM day_close WHERE site = ? AND day = ? AND status = '{CloseStatus.CLOSED.value}'
"""
_ANY: Final = "SELECT 1 FROM day_close LIMIT 1"
_WRITTEN: Final = """
SELECT table_name, row, before, after FROM journal_row
WHERE entry = ? AND seq >= ? AND table_name IN ('appointment', 'visit', 'ledger', 'till', 'day_close')
"""
_BOOKED: Final = "SELECT start, site FROM appointment WHERE id = ?"
_LINE: Final = "SELECT day, site FROM ledger WHERE id = ?"
_ACTOR: Final = "SELECT actor FROM journal WHERE id = ?"


class ClosingRepository:
    """`core.closing.ports.CloseReader`."""

    __slots__ = ("_db", "_entry")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry) -> None:
        self._db = db
        self._entry = entry

    def closed(self, site: str, day: date) -> DayClose | None:
        """The close of that day, if it is closed."""
        row = self._db.execute(_CLOSED, (site, day.isoformat())).fetchone()
        return None if row is None else DAY_CLOSE.table.from_row(row)

    def head(self) -> tuple[int, str]:
        """The newest sealed entry of the journal, and its seal; (0, '') before the first."""
        head = chain.head(self._db)
        return (head.entry, head.hash) if head else (0, "")

    def written(self, clinic: Clinic) -> tuple[WrittenDay, ...]:
        """The closed days of which this transaction has written something, each with who did."""
        if not self._entry.written or self._db.execute(_ANY).fetchone() is None:
            return ()
        found: dict[tuple[str, int, bool], WrittenDay] = {}
        for entry, first in self._entry.written:
            (actor,) = self._db.execute(_ACTOR, (entry,)).fetchone()
            for close, opens in self._touched(clinic, entry, first):
                found[actor, close.id, opens] = WrittenDay(actor, close, opens)
        return tuple(found.values())

    def _touched(self, clinic: Clinic, entry: int, first: int) -> Iterator[tuple[DayClose, bool]]:
        """The closed days, and whether it is the close itself that was written."""
        for table, row, before, after in self._db.execute(_WRITTEN, (entry, first)).fetchall():
            image = row_image(table, row, before, after)
            images = [one for one in (image.before, image.after) if one is not None]
            if table == DAY_CLOSE.name:
                if image.before and image.before["status"] == CloseStatus.CLOSED.value:
                    yield DAY_CLOSE.table.from_columns(image.before), True
                continue
            for site, day in self._days(clinic, table, row, images):
                if close := self.closed(site, day):
                    yield close, False

    def _days(self, clinic: Clinic, table: str, row: int, images: Sequence[Row]) -> Iterator[tuple[str, date]]:
        """Of which days at which sites the row is, as it was and as it is."""
        match table:
            case "appointment":
                yield from (_at(clinic, image["site"], from_minutes(image["start"])) for image in images)
            case "visit":
                start, site = self._db.execute(_BOOKED, (row,)).fetchone()
                yield _at(clinic, site, from_minutes(start))
            case "till":
                yield from (_at(clinic, image["site"], from_millis(image["opened_at"])) for image in images)
            case _:
                for image in images:
                    if image["method"] is not None:
                        yield image["site"], date.fromisoformat(image["day"])
                    if image["voids"] is not None:
                        day, site = self._db.execute(_LINE, (image["voids"],)).fetchone()
                        yield site, date.fromisoformat(day)


def _at(clinic: Clinic, site: str, instant: datetime) -> tuple[str, date]:
    return site, local(instant, clinic.sites[site].tz).date()
