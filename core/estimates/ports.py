"""What estimates need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.till import ports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.context import Context
    from core.estimates.model import Estimate
    from core.record_ref import AppointmentId


class EstimateReader(Protocol):
    """Estimates by other ways than whose they are. They are records of their kind."""

    def of_visit(self, appointment: AppointmentId) -> Sequence[Estimate]:
        """Those of a visit, mistakes too, by number."""
        ...

    def without_visit(self) -> Sequence[Estimate]:
        """Those that somebody asked for who has booked no such visit, and that are not given yet, by number."""
        ...

    def concerned(self, since: datetime) -> Sequence[AppointmentId]:
        """The visits that begin since then of who pays themselves, or for which an estimate is not given yet."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with estimates."""

    @property
    def estimates(self) -> EstimateReader:
        """Estimates."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with estimates."""

    @property
    def estimates(self) -> EstimateReader:
        """Estimates."""
        ...


EstimateContext: TypeAlias = "Context[Reading, Writing]"
