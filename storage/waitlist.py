"""Who waits, what was said to them, and which time was freed: read along the indexes of what still counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.schedule.model.wait import (
    ContactStatus,
    FreedKind,
    FreedSlot,
    FreedStatus,
    WaitContact,
    WaitEntry,
    WaitStatus,
)
from core.settings.model import LONGEST_MINUTES
from storage.codec import minutes_through, minutes_until, to_json
from storage.entry_writer import OpenEntry
from storage.records import Records
from storage.sqlite.dialect import IN_ORDER, by_index, each
from storage.tables import FREED_SLOT, WAIT_CONTACT, WAIT_ENTRY

# The conditions are, word for word, those of the indexes.
_WAITING: Final = f"""
SELECT {WAIT_ENTRY.table.named()} FROM wait_entry {by_index("wait_entry_waiting")}
WHERE status = '{WaitStatus.WAITING.value}' ORDER BY band, since, id
"""
_CONTACTS: Final = f"""
SELECT {WAIT_CONTACT.table.named("contact")} FROM {each(":entries")} AS wanted
{IN_ORDER} wait_contact AS contact {by_index("wait_contact_by_entry")} ON contact.entry = wanted.value
WHERE contact.status = '{ContactStatus.MADE.value}' ORDER BY contact.id
"""
_FREED: Final = f"""
SELECT {FREED_SLOT.table.named()} FROM freed_slot {by_index("freed_slot_open")}
WHERE status = '{FreedStatus.OPEN.value}' AND finish > ? ORDER BY start, provider, id
"""

_OVERLAPPING: Final = f"""
SELECT {FREED_SLOT.table.named()} FROM freed_slot {by_index("freed_slot_by_provider")}
WHERE status = '{FreedStatus.OPEN.value}' AND provider = :provider AND kind = '{FreedKind.PROVIDER.value}'
  AND start < :end AND start > :start - {LONGEST_MINUTES} AND finish > :start
ORDER BY start, id
"""
_BESIDES: Final = f"""
SELECT {FREED_SLOT.table.named()} FROM freed_slot {by_index("freed_slot_by_site")}
WHERE status = '{FreedStatus.OPEN.value}' AND kind <> '{FreedKind.PROVIDER.value}' AND site = :site
  AND start < :end AND start > :start - {LONGEST_MINUTES} AND finish > :start
ORDER BY start, id
"""


class WaitlistRepository:
    """`core.schedule.ports.WaitlistReader`, with the records to be written."""

    __slots__ = ("_db", "contacts", "entries", "freed")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry) -> None:
        self._db = db
        self.entries = Records(db, entry, WAIT_ENTRY)
        self.contacts = Records(db, entry, WAIT_CONTACT)
        self.freed = Records(db, entry, FREED_SLOT)

    def waiting(self) -> tuple[WaitEntry, ...]:
        """All who wait, by band and since when."""
        return tuple(map(WAIT_ENTRY.table.from_row, self._db.execute(_WAITING)))

    def contacts_of(self, entries: Sequence[int]) -> tuple[WaitContact, ...]:
        """The attempts to reach them, oldest first."""
        if not entries:
            return ()
        rows = self._db.execute(_CONTACTS, {"entries": to_json(list(entries))})
        return tuple(map(WAIT_CONTACT.table.from_row, rows))

    def open_slots(self, after: datetime) -> tuple[FreedSlot, ...]:
        """Freed time that lasts until later, by start."""
        return tuple(map(FREED_SLOT.table.from_row, self._db.execute(_FREED, (minutes_until(after),))))

    def open_within(self, provider: str, start: datetime, end: datetime) -> tuple[FreedSlot, ...]:
        """Freed time of the provider that overlaps [start, end), by start."""
        wanted = {"provider": provider, "start": minutes_until(start), "end": minutes_through(end)}
        return tuple(map(FREED_SLOT.table.from_row, self._db.execute(_OVERLAPPING, wanted)))

    def open_besides(self, site: str, start: datetime, end: datetime) -> tuple[FreedSlot, ...]:
        """What else than providers' time was freed at the site within [start, end), by start."""
        wanted = {"site": site, "start": minutes_until(start), "end": minutes_through(end)}
        return tuple(map(FREED_SLOT.table.from_row, self._db.execute(_BESIDES, wanted)))
