"""What is a question about a line of a ledger, or a dispute of it, until it is settled?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from core.record_ref import RecordRef

if TYPE_CHECKING:
    from datetime import datetime


class QuestionKind(Enum):
    """A dispute says that the amount is wrong; what is disputed is not asked for."""

    QUESTION = "question"
    DISPUTE = "dispute"


class QuestionStatus(Enum):
    """ENTERED_IN_ERROR is what undoing it leaves behind."""

    OPEN = "open"
    SETTLED = "settled"
    ENTERED_IN_ERROR = "entered-in-error"


class BillingQuestion(Struct, frozen=True):
    """What a patient asks, or disputes, about the line of that number; instants UTC. `outcome` is what came of it."""

    id: int
    line: int
    kind: QuestionKind
    text: str
    at: datetime
    by: str
    status: QuestionStatus = QuestionStatus.OPEN
    settled_at: datetime | None = None
    settled_by: str = ""
    outcome: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("billing_question", self.id)

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.status is QuestionStatus.OPEN

    @property
    def disputes(self) -> bool:
        """Whether its line is not to be asked for."""
        return self.is_open and self.kind is QuestionKind.DISPUTE
