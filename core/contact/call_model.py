"""What is a call to a patient, what came of it, and which calls are somebody's to make?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.record_ref import RecordRef

if TYPE_CHECKING:
    from datetime import datetime

    from core.record_ref import AppointmentId, PatientId


class CallList(Enum):
    """Why somebody is called, and from which list."""

    CONFIRM = "confirm"
    CALL_BACK = "call-back"
    MISSED = "missed"
    LATE = "late"
    RECALL = "recall"


class CallOutcome(Enum):
    """What came of a call. With the first three the patient, or whoever answers for them, was reached."""

    YES = "yes"
    NO = "no"
    MOVE = "move"
    LEFT_WORD = "left-word"
    NO_ANSWER = "no-answer"
    WRONG_NUMBER = "wrong-number"
    REFUSED = "refused"
    CALL_BACK = "callback"

    @property
    def reached(self) -> bool:
        """Whether somebody answered what was asked."""
        return self in _REACHED

    @property
    def ends_it(self) -> bool:
        """Whether nobody is to be called about it any more."""
        return self.reached or self is CallOutcome.REFUSED

    @property
    def is_try(self) -> bool:
        """Whether it counts among the tries after which no more is called."""
        return self in _TRIES


_REACHED: Final = frozenset({CallOutcome.YES, CallOutcome.NO, CallOutcome.MOVE})
_TRIES: Final = frozenset({CallOutcome.LEFT_WORD, CallOutcome.NO_ANSWER, CallOutcome.WRONG_NUMBER})


class AttemptStatus(Enum):
    """Whether it counts."""

    MADE = "made"
    ENTERED_IN_ERROR = "entered-in-error"


class CallAttempt(Struct, frozen=True):
    """A call made at `at` (UTC) by `by` at the number `phone`, from a list, about its `subject`, by number.

    That is a call back, a recall, or the appointment, which `appointment` names as well, to begin at `start` (UTC).
    """

    id: int
    patient: PatientId
    list: CallList
    subject: int
    outcome: CallOutcome
    at: datetime
    by: str
    phone: str = ""
    note: str = ""
    appointment: AppointmentId | None = None
    start: datetime | None = None
    status: AttemptStatus = AttemptStatus.MADE
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("call_attempt", self.id)


class CallBackStatus(Enum):
    """Whether the call is still to be made."""

    OPEN = "open"
    DONE = "done"
    ENTERED_IN_ERROR = "entered-in-error"


class CallBack(Struct, frozen=True):
    """A call that somebody is to make from `due` (UTC) on, and `why`: what the patient asked or answered.

    `phone` is the number that they want to be called at, '' for their usual one. What goes on with a call from another
    list has that `list` and its `appointment`, to begin at `start`: whoever is reached answers what was asked there.
    """

    id: int
    patient: PatientId
    why: str
    due: datetime
    raised_at: datetime
    raised_by: str
    phone: str = ""
    list: CallList = CallList.CALL_BACK
    appointment: AppointmentId | None = None
    start: datetime | None = None
    done_at: datetime | None = None
    done_by: str = ""
    status: CallBackStatus = CallBackStatus.OPEN
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("call_back", self.id)
