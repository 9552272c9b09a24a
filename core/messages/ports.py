"""What messages need of the store, and of what carries them out of the clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.contact import ports as contact
from core.jobs import ports as jobs
from core.telehealth import ports as telehealth

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from core.clinic.context import Context
    from core.messages.model import Answer, ContactPoint, InboxItem, Message, MessageState, MessageTemplate, Reason, Way
    from core.messages.outward import Outward, Sent
    from core.record_ref import AppointmentId, PatientId


class MessageReader(Protocol):
    """Messages, and what is known of numbers, by other ways than their row numbers."""

    def visits_written(self) -> Sequence[AppointmentId]:
        """The appointments that this transaction has written so far."""
        ...

    def unplanned(
        self, after: datetime, before: datetime, behind: AppointmentId, limit: int
    ) -> Sequence[AppointmentId]:
        """Visits that are expected and begin between the two, with greater numbers than that one, of whose time there
        is no message; by number.
        """
        ...

    def about(self, subject: str) -> Sequence[Message]:
        """The messages about a record, oldest first."""
        ...

    def of_patient(self, patient: PatientId) -> Sequence[Message]:
        """The messages to a patient, oldest first."""
        ...

    def due(self, at: datetime, limit: int) -> Sequence[Message]:
        """The first that may go out and are due by then, by when they are due."""
        ...

    def open_of(self, patients: Collection[PatientId]) -> Sequence[Message]:
        """Those of these patients that may go out yet."""
        ...

    def carried_by(self, message: int) -> Sequence[Message]:
        """Those that went within that one."""
        ...

    def counted(self, address: str, since: datetime, reasons: Collection[Reason], *, but: int) -> int:
        """How many other texts and voice messages of those reasons went to that number since then, each once."""
        ...

    def to_address(self, address: str, since: datetime) -> Sequence[Message]:
        """What went to that number or address since then, oldest first."""
        ...

    def with_reference(self, reference: str) -> Message | None:
        """The message that a gateway knows by that id."""
        ...

    def in_state(self, states: Collection[MessageState], limit: int) -> Sequence[Message]:
        """The newest in one of these states."""
        ...

    def troubled(self, after: datetime) -> Sequence[Message]:
        """Those that failed, or were left out though somebody could do something about it, about what begins later."""
        ...

    def point(self, key: str) -> ContactPoint | None:
        """What is known of a number or an address."""
        ...

    def patients_at(self, key: str) -> Sequence[PatientId]:
        """Who has that number or e-mail address, records that were merged or are a mistake left out."""
        ...

    def answer(self, source: str) -> Answer | None:
        """What was taken from there already."""
        ...

    def answers_of(self, patient: PatientId) -> Sequence[Answer]:
        """What came in from a patient, oldest first."""
        ...

    def inbox(self) -> Sequence[InboxItem]:
        """What a person must still see to, the one that waits longest first."""
        ...

    def templates(self) -> Sequence[MessageTemplate]:
        """The clinic's own words that count."""
        ...


class Reading(telehealth.Reading, contact.Reading, Protocol):
    """A snapshot with messages."""

    @property
    def messages(self) -> MessageReader:
        """Messages."""
        ...


class Writing(Reading, telehealth.Writing, contact.Writing, jobs.Writing, Protocol):
    """A transaction with messages, which are written as records of their kinds are."""


class Gateway(Protocol):
    """What carries messages out of the clinic, by one channel or several."""

    @property
    def is_idempotent(self) -> bool:
        """Whether a message that is handed over twice, under one name, goes out once."""
        ...

    def send(self, outward: Outward) -> Sent:
        """Hand it over. Raises `core.messages.outward.NotSent` where that did not come about, or is not known."""
        ...


MessageContext: TypeAlias = "Context[Reading, Writing]"
Gateways: TypeAlias = "Mapping[Way, Gateway]"
