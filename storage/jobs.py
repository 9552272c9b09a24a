"""Which jobs wait, run or are in trouble, and how is one kept?"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Final

from core.jobs.course import OPEN, TROUBLED
from core.jobs.kinds import BACKUP
from core.jobs.model import Job, JobStatus, Outlook, PlaceState, WayAway
from core.structs import replace
from storage import meta
from storage.codec import from_json, from_millis, to_json, to_millis
from storage.entry_writer import OpenEntry
from storage.place import Place
from storage.records import Records
from storage.sqlite.dialect import ANY_CASE, by_index, each
from storage.tables import JOB

_COLUMNS: Final = JOB.table.named()
_MOST_OPEN: Final = 50
"""Of those that wait, the first by time: whoever is done with these asks again."""
_MOST_TROUBLES: Final = 20
"""Told of at once; a person acts on the first of them."""


def _words(statuses: Collection[JobStatus]) -> str:
    return ", ".join(f"'{status.value}'" for status in statuses)


# The conditions are, word for word, those of the indexes.
_BY_NAME: Final = f"""
SELECT {_COLUMNS} FROM job WHERE name = :name {ANY_CASE} AND status <> '{JobStatus.WITHDRAWN.value}'
"""
_OPEN: Final = f"""
SELECT {_COLUMNS} FROM job {by_index("job_open")}
WHERE status IN ({_words(OPEN)}) AND kind IN (SELECT value FROM {each(":kinds")})
ORDER BY due, id LIMIT {_MOST_OPEN}
"""
_IN_TROUBLE: Final = f"""
SELECT {_COLUMNS} FROM job {by_index("job_in_trouble")}
WHERE problem <> '' AND status IN ({_words(TROUBLED)}) AND (:kind IS NULL OR kind = :kind)
ORDER BY id DESC LIMIT {_MOST_TROUBLES}
"""
_NEWEST: Final = f"SELECT {_COLUMNS} FROM job {by_index('job_by_kind')} WHERE kind = :kind ORDER BY id DESC LIMIT 1"
_WAITS: Final = f"""
SELECT 1 FROM message {by_index("message_open")}
WHERE status IN ('planned', 'held', 'queued') AND way = ? LIMIT 1
"""


class JobRepository:
    """`core.jobs.ports.JobWriter`."""

    __slots__ = ("_db", "_entry", "_place", "records")

    def __init__(self, db: sqlite3.Connection, entry: OpenEntry, place: Place) -> None:
        self._db = db
        self._entry = entry
        self._place = place
        self.records = Records(db, entry, JOB)

    def by_name(self, name: str) -> Job | None:
        """The job of that name that counts."""
        return next(iter(self._all(_BY_NAME, {"name": name})), None)

    def open(self, kinds: Collection[str]) -> tuple[Job, ...]:
        """The first that wait or run, of these kinds."""
        return self._all(_OPEN, {"kinds": to_json(sorted(kinds))})

    def in_trouble(self, kind: str | None = None) -> tuple[Job, ...]:
        """Those (of a kind) whose problem is one still, newest first."""
        return self._all(_IN_TROUBLE, {"kind": kind})

    def newest(self, kind: str) -> Job | None:
        """The one asked for last."""
        return next(iter(self._all(_NEWEST, {"kind": kind})), None)

    def place(self) -> PlaceState:
        """Whether the file stands where it was armed."""
        armed = meta.get(self._db, meta.ARMED)
        if not armed:
            return PlaceState.NEVER_ARMED
        return PlaceState.ARMED if armed == self._place.name(self._db) else PlaceState.ELSEWHERE

    def keep_up(self) -> None:
        """Let the place see how far the journal has come."""
        self._place.keep_up(self._db)

    def outlook(self) -> Outlook:
        """What a desk is told: four reads along indexes, 25 us."""
        return Outlook(self.in_trouble(), self.newest(BACKUP.name), self.place(), self.ways_away())

    def ways_away(self) -> tuple[WayAway, ...]:
        """Those by which nothing goes out though something waits: else nothing would show that one is back."""
        found = meta.with_prefix(self._db, meta.AWAY)
        return tuple(_way(way, kept) for way, kept in found if self._db.execute(_WAITS, (way,)).fetchone())

    def note_way(self, way: str, found: WayAway | None) -> None:
        """Note it, or that it is back; it is away since the first found it so. Nothing is written that is known."""
        key, db = f"{meta.AWAY}{way}", self._entry.writer.db
        kept = meta.get(self._db, key)
        if found is None:
            if kept is not None:
                meta.drop(db, key)
            return
        since = _way(way, kept).since if kept else found.since
        value = to_json([to_millis(since), found.said])
        if value != kept:
            meta.put(db, key, value)

    def ask(self, job: Job) -> Job:
        """Insert, unless there is one of that name."""
        return self.by_name(job.name) or self.records.add(replace(job, rev=1))

    def save(self, job: Job) -> Job:
        """Update. Raises StaleRow."""
        return self.records.save(job)

    def arm(self) -> None:
        """Note the place, which is settled first: a copy made between the two is armed nowhere."""
        meta.put(self._entry.writer.db, meta.ARMED, self._place.settle(self._db))

    def _all(self, statement: str, values: Mapping[str, object]) -> tuple[Job, ...]:
        return tuple(map(JOB.table.from_row, self._db.execute(statement, values)))


def _way(name: str, kept: str) -> WayAway:
    since, said = from_json(kept)
    return WayAway(name, from_millis(since), said)
