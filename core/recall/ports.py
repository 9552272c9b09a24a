"""What recalls need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.schedule import ports as schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.context import Context
    from core.clinic.outreach import RecallKind
    from core.recall.model import Recall


class RecallReader(Protocol):
    """Recalls, as they are looked for beside a patient's own."""

    def due(self, kind: RecallKind, until: date, today: date, limit: int, *, begin: int = 0) -> Sequence[Recall]:
        """Who is due for such a visit by that day and neither has had one since nor is booked, the oldest day first.

        One that is paused until later is left out, and one whose visit before did not take place after all.
        """
        ...


class Reading(schedule.Reading, Protocol):
    """A snapshot with recalls."""

    @property
    def recalls(self) -> RecallReader:
        """They."""
        ...


class Writing(Reading, schedule.Writing, Protocol):
    """A transaction with them."""


RecallContext: TypeAlias = "Context[Reading, Writing]"
