"""What contacts and calls need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.recall import ports as recall

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.clinic.context import Context
    from core.contact.call_model import CallAttempt, CallBack, CallList
    from core.contact.model import Communication
    from core.record_ref import AppointmentId


class ContactReader(Protocol):
    """Contacts, as they are looked for beside a patient's own."""

    def to_follow_up(self, until: date) -> Sequence[Communication]:
        """Those about which something is to be done until that day and was not yet, the oldest day first."""
        ...


class CallReader(Protocol):
    """Calls that were made and are to be made."""

    def attempts(self, which: CallList, subject: int) -> Sequence[CallAttempt]:
        """The calls from that list about that subject, oldest first."""
        ...

    def open_until(self, until: datetime) -> Sequence[CallBack]:
        """The calls back that are due until then and were not made, the longest due first."""
        ...

    def open_about(self, appointment: AppointmentId) -> Sequence[CallBack]:
        """Those about that appointment."""
        ...

    def made(self, actor: str, since: datetime) -> int:
        """How many calls somebody made since then."""
        ...


class Reading(recall.Reading, Protocol):
    """A snapshot with contacts and calls."""

    @property
    def contacts(self) -> ContactReader:
        """They."""
        ...

    @property
    def calls(self) -> CallReader:
        """Calls."""
        ...


class Writing(Reading, recall.Writing, Protocol):
    """A transaction with them."""


ContactContext: TypeAlias = "Context[Reading, Writing]"
