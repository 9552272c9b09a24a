"""What is a line of a patient's ledger, and what is a drawer from its opening until it is counted?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime


RECEIPT_WIDTH: Final = 40
"""Cells of a line, which a till roll of 58 mm and every printer take."""


class LineKind(Enum):
    """What a line is about. The first are payments, taken at the desk; the others come from billing."""

    COPAY = "copay"
    BALANCE = "balance"
    PREPAYMENT = "prepayment"
    DEPOSIT = "deposit"
    NO_SHOW_FEE = "no-show-fee"
    REFUND = "refund"
    CHARGE = "charge"
    ADJUSTMENT = "adjustment"
    INSURANCE = "insurance"
    STATEMENT = "statement"

    @property
    def is_taken(self) -> bool:
        """Whether the patient pays."""
        return self in _TAKEN

    @property
    def has_receipt(self) -> bool:
        """Whether money passes over the desk, in or out."""
        return self in _TAKEN or self is LineKind.REFUND


_TAKEN = frozenset({LineKind.COPAY, LineKind.BALANCE, LineKind.PREPAYMENT, LineKind.DEPOSIT, LineKind.NO_SHOW_FEE})


class Method(Enum):
    """How money passes over the desk."""

    CASH = "cash"
    CARD = "card"
    CHECK = "check"
    OTHER = "other"


class LineStatus(Enum):
    """A line counts from when it is written; what takes it back is another line."""

    POSTED = "posted"


class LedgerLine(Struct, frozen=True):
    """One line of a patient's ledger, written once: nothing of it changes but whose it is, when records are merged.

    `cents` is what it adds to what the patient owes: less than 0 for a payment. `voids` is the line that it takes back,
    of which it has kind, method and the amount with the other sign. `receipt` numbers what passed over the desk,
    without a gap. `day` is that of the site, for what billing says that of the service. `till` is the drawer's session
    of what went through one, `stated` the sum of a statement. Of a card nothing is kept but `last4` and a `reference`.
    `external` is the id by which billing knows the line.
    """

    id: int
    patient: PatientId
    kind: LineKind
    cents: int
    currency: str
    site: str
    day: date
    at: datetime
    by: str
    method: Method | None = None
    receipt: int | None = None
    voids: int | None = None
    appointment: AppointmentId | None = None
    till: int | None = None
    tendered: int | None = None
    last4: str = ""
    reference: str = ""
    check_number: str = ""
    stated: int | None = None
    external: str = ""
    reason: str = ""
    note: str = ""
    status: LineStatus = LineStatus.POSTED
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("ledger", self.id)

    @property
    def passed(self) -> int:
        """The cents that came over the desk, less than 0 where they went out."""
        return -self.cents

    @property
    def change(self) -> int:
        """The cents given back of what was tendered."""
        return 0 if self.tendered is None else self.tendered - self.passed


class TillStatus(Enum):
    """Where a drawer's session stands; ENTERED_IN_ERROR is what undoing its opening leaves behind."""

    OPEN = "open"
    CLOSED = "closed"
    ENTERED_IN_ERROR = "entered-in-error"


class TillSession(Struct, frozen=True):
    """A drawer from its opening with a float until it is counted. Amounts in cents, instants UTC.

    `counted` is what somebody counted without being told what was `expected`, both None before.
    """

    id: int
    drawer: str
    site: str
    floated: int
    opened_at: datetime
    opened_by: str
    status: TillStatus = TillStatus.OPEN
    closed_at: datetime | None = None
    closed_by: str = ""
    counted: int | None = None
    expected: int | None = None
    note: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("till", self.id)

    @property
    def is_open(self) -> bool:
        """Whether money goes through it."""
        return self.status is TillStatus.OPEN

    @property
    def variance(self) -> int | None:
        """The cents more that were there than expected, less than 0 where some lack; None before it was counted."""
        return None if self.counted is None or self.expected is None else self.counted - self.expected
