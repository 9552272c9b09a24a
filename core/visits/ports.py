"""What visits need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.schedule import ports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.clinic.context import Context
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit, Visit


class VisitReader(Protocol):
    """Visits, by the number of their appointment."""

    def in_rooms(self) -> Mapping[str, ScheduledVisit]:
        """Who is in which room now, by the room's code."""
        ...

    def left_open(self) -> Sequence[ScheduledVisit]:
        """Every visit that began and was not closed, whenever it began, by start."""
        ...

    def not_marked(self, start: datetime, end: datetime) -> Sequence[ScheduledVisit]:
        """Every booking that began in [start, end), and of which nobody said whether the patient came, by start."""
        ...

    def states(self, appointment: AppointmentId) -> tuple[Visit | None, ...]:
        """Every state the visit ever had, oldest first; None where there was no visit any more."""
        ...


class VisitWriter(VisitReader, Protocol):
    """Visits, to be written."""

    def save(self, visit: Visit, *, event: str) -> Visit:
        """Insert (no visit yet) or update where the rev matches, and append the event.

        Raises StaleRow, or Occupied of kind "in-room" when somebody else is in `visit.room`.
        """
        ...

    def remove(self, visit: Visit) -> None:
        """The patient has not come after all: the visit goes, its events stay and a compensating one joins them.

        Raises StaleRow.
        """
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with visits."""

    @property
    def visits(self) -> VisitReader:
        """Visits."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with visits."""

    @property
    def visits(self) -> VisitWriter:
        """Visits."""
        ...


VisitContext: TypeAlias = "Context[Reading, Writing]"
