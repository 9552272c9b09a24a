"""What is a payment plan that a patient agreed to, as billing tells it?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import PatientId, RecordRef

if TYPE_CHECKING:
    from datetime import date


class PlanStatus(Enum):
    """ENTERED_IN_ERROR is what undoing its import leaves behind."""

    OPEN = "open"
    CLOSED = "closed"
    ENTERED_IN_ERROR = "entered-in-error"


class PaymentPlan(Struct, frozen=True):
    """So many payments of an amount (cents) after a down payment, at `apr` hundredths of a per cent a year.

    `number` is that by which billing knows it. It was `signed` on a day, None for a plan that nobody has signed, by the
    `guarantor`, '' for the patient. The signature is for these terms alone.
    """

    id: int
    patient: PatientId
    number: str
    count: int
    amount: int
    down: int = 0
    apr: int = 0
    signed: date | None = None
    guarantor: str = ""
    first_due: date | None = None
    status: PlanStatus = PlanStatus.OPEN
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("payment_plan", self.id)

    @property
    def terms(self) -> tuple[object, ...]:
        """What was signed."""
        return self.count, self.amount, self.down, self.apr, self.guarantor, self.first_due
