"""What the till needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.schedule import ports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.clinic.context import Context
    from core.record_ref import PatientId
    from core.till.model import LedgerLine, TillSession
    from core.till.plan import PaymentPlan
    from core.till.question import BillingQuestion


class TillReader(Protocol):
    """Lines of ledgers by other ways than whose they are, and drawers. Both are records of their kinds."""

    def with_receipt(self, number: int) -> LedgerLine | None:
        """The line with that receipt."""
        ...

    def newest_receipt(self) -> int:
        """The number of the newest receipt, 0 where there is none. In a turn to write the next one is free."""
        ...

    def currency(self) -> str:
        """In which the ledgers are kept; '' before the first line."""
        ...

    def with_external(self, number: str) -> Sequence[LedgerLine]:
        """The lines that billing knows by that id, whether they count or not, by number."""
        ...

    def questions_of(self, patient: PatientId) -> Sequence[BillingQuestion]:
        """The open questions about lines of a patient's ledger, by number."""
        ...

    def open_questions(self) -> Sequence[BillingQuestion]:
        """All that are open, by number."""
        ...

    def plan_numbered(self, number: str) -> PaymentPlan | None:
        """The payment plan that billing knows by that id and that is no mistake."""
        ...

    def open_sessions(self) -> Sequence[TillSession]:
        """The drawers that are open, by number."""
        ...

    def closed_since(self, at: datetime) -> Sequence[TillSession]:
        """The drawers that were counted since then, the newest first."""
        ...

    def opened_last(self, who: str) -> TillSession | None:
        """The session that somebody opened last and that is no mistake."""
        ...

    def through(self, session: int) -> Sequence[LedgerLine]:
        """What went through a drawer's session, by number."""
        ...

    def sessions_of(self, drawer: str) -> Sequence[TillSession]:
        """The sessions of that drawer, whatever its case, that are no mistakes, the newest first."""
        ...

    def on_day(self, day: date) -> Sequence[LedgerLine]:
        """What passed over the desks that day, voids too, by number."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with the till."""

    @property
    def till(self) -> TillReader:
        """The till."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with the till."""

    @property
    def till(self) -> TillReader:
        """The till."""
        ...


TillContext: TypeAlias = "Context[Reading, Writing]"
