"""What telehealth needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.jobs import ports as jobs
from core.schedule import ports as schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.context import Context
    from core.jobs.model import Job
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit


class TelehealthReader(Protocol):
    """Visits by telehealth, and what was done for their links."""

    def secret(self) -> bytes:
        """From which the tokens of appointments are made."""
        ...

    def to_come(self, after: datetime) -> Sequence[ScheduledVisit]:
        """Those that end later and take place, by their end."""
        ...

    def newest_about(self, appointment: AppointmentId) -> Job | None:
        """The job about the link of that appointment that was asked for last, whatever became of it."""
        ...

    def asked(self, after: datetime) -> Sequence[Job]:
        """The newest job about each appointment, of those that are not too late by then and were not withdrawn."""
        ...


class Reading(schedule.Reading, jobs.Reading, Protocol):
    """A snapshot with visits by telehealth."""

    @property
    def telehealth(self) -> TelehealthReader:
        """Visits by telehealth."""
        ...


class Writing(Reading, schedule.Writing, jobs.Writing, Protocol):
    """A transaction with visits by telehealth."""


TelehealthContext: TypeAlias = "Context[Reading, Writing]"
