"""Which visits by telehealth are to come, and which jobs were asked for about their links?"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Final

from core.jobs.kinds import JOIN_LINK
from core.jobs.model import Job, JobStatus
from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit
from core.telehealth.joining import subject_of
from storage import meta
from storage.codec import minutes_through, to_millis
from storage.schedule import ScheduleRepository
from storage.sqlite.dialect import by_index
from storage.tables import JOB, TAKES_TIME

# The condition of the index stands here word for word.
_TO_COME: Final = f"""
SELECT id FROM appointment {by_index("appointment_by_telehealth")}
WHERE mode = 'telehealth' AND finish > ? AND status IN ({", ".join(f"'{word}'" for word in TAKES_TIME)})
ORDER BY finish, id
"""
_ABOUT: Final = f"""
SELECT {JOB.table.named()} FROM job {by_index("job_by_subject")}
WHERE subject <> '' AND subject = ? ORDER BY id DESC LIMIT 1
"""
_ASKED: Final = f"""
SELECT {JOB.table.named()} FROM job {by_index("job_by_deadline")}
WHERE kind = '{JOIN_LINK.name}' AND deadline > ? AND status <> '{JobStatus.WITHDRAWN.value}' ORDER BY id
"""


class TelehealthRepository:
    """`core.telehealth.ports.TelehealthReader`."""

    __slots__ = ("_db", "_schedule")

    def __init__(self, db: sqlite3.Connection, schedule: ScheduleRepository) -> None:
        self._db = db
        self._schedule = schedule

    def secret(self) -> bytes:
        """From which the tokens of appointments are made."""
        return bytes.fromhex(meta.get(self._db, meta.TOKENS_FROM) or "")

    def to_come(self, after: datetime) -> tuple[ScheduledVisit, ...]:
        """Those that end later and take place."""
        numbers = [AppointmentId(number) for (number,) in self._db.execute(_TO_COME, (minutes_through(after),))]
        return self._schedule.by_numbers(numbers)

    def newest_about(self, appointment: AppointmentId) -> Job | None:
        """The job about the link of that appointment that was asked for last."""
        row = self._db.execute(_ABOUT, (subject_of(appointment),)).fetchone()
        return None if row is None else JOB.table.from_row(row)

    def asked(self, after: datetime) -> tuple[Job, ...]:
        """The newest job about each appointment that is not too late by then and was not withdrawn."""
        rows = self._db.execute(_ASKED, (to_millis(after),))
        newest = {job.subject: job for job in map(JOB.table.from_row, rows)}
        return tuple(newest.values())
