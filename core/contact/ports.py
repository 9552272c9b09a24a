"""What contacts need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.schedule import ports as schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.context import Context
    from core.contact.model import Communication


class ContactReader(Protocol):
    """Contacts, as they are looked for beside a patient's own."""

    def to_follow_up(self, until: date) -> Sequence[Communication]:
        """Those about which something is to be done until that day and was not yet, the oldest day first."""
        ...


class Reading(schedule.Reading, Protocol):
    """A snapshot with contacts."""

    @property
    def contacts(self) -> ContactReader:
        """They."""
        ...


class Writing(Reading, schedule.Writing, Protocol):
    """A transaction with them."""


ContactContext: TypeAlias = "Context[Reading, Writing]"
