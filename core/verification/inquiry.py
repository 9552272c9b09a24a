"""What is a question to a payer and its answer, and a file in which such pass?"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Final, TypeAlias

from msgspec import Struct

from core.coverage.model import EnrolmentState
from core.record_ref import AppointmentId, PatientId, RecordRef

ASKING: Final = "ask-payers"
"""What the journal calls an act of asking."""


Asked: TypeAlias = tuple[int, int, int]
"""A coverage, and the year and the month of the day that is asked about: most plans renew with the month."""


def asked_of(coverage: int, on: date) -> Asked:
    """What a question about that day is one of: an answer to another tells nothing of it."""
    return coverage, on.year, on.month


class InquiryStatus(Enum):
    """How far a question has got; WITHDRAWN is what undoing it leaves behind."""

    SENT = "sent"
    ANSWERED = "answered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Line(Struct, frozen=True):
    """One thing that a payer said the plan has: its kind ("copay"), and how much, over which time, for what.

    `network` is in, out, both, or '' where it was not said; `period` is in words, `is_left` and `is_used` what is said
    of the rest of it. `services` are codes of X12, `notes` are the payer's own words.
    """

    kind: str
    cents: int | None = None
    percent: str | None = None
    quantity: str | None = None
    unit: str = ""
    network: str = ""
    level: str = ""
    period: str = ""
    is_left: bool = False
    is_used: bool = False
    services: tuple[str, ...] = ()
    plan: str = ""
    needs_authorization: bool = False
    notes: tuple[str, ...] = ()


class Told(Struct, frozen=True):
    """What a payer's answer comes to, for the day that was asked about; `made` (YYMMDDHHMM) is when it was made.

    A `problem` and what to do about it (`remedy`) stand in place of the rest where the question was rejected;
    `is_about_patient` is whether it is the patient's record that is to be looked at. `starts` and `ends` are the plan's
    first and last day, as far as they were told.
    """

    state: EnrolmentState = EnrolmentState.UNKNOWN
    made: str = ""
    plan: str = ""
    starts: date | None = None
    ends: date | None = None
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""
    is_about_patient: bool = False

    @property
    def is_rejected(self) -> bool:
        """Whether the question was not answered."""
        return bool(self.problem)


class Inquiry(Struct, frozen=True):
    """A question about the insurance of a visit: `trace` names it in the answer, `on` is the day asked about.

    `asked` is what was asked for (`core.coverage.model.asked_for`), `file` the file in which it went out, `answer_file`
    the one in which the answer came, 0 before.
    """

    id: int
    patient: PatientId
    coverage: int
    appointment: AppointmentId
    trace: str
    on: date
    asked: str
    services: tuple[str, ...]
    file: int
    sent_at: datetime
    sent_by: str
    status: InquiryStatus = InquiryStatus.SENT
    answered_at: datetime | None = None
    answer_file: int = 0
    told: Told | None = None
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name in the journal."""
        return RecordRef("inquiry", self.id)


class Direction(Enum):
    """Which way a file goes."""

    OUT = "out"
    IN = "in"


class FileStatus(Enum):
    """What became of a file. Of those that came in, REFUSED are the ones somebody is to look at.

    MENDED is one that a later file made good for, DISMISSED one that somebody put aside.
    """

    SENT = "sent"
    RECEIVED = "received"
    TAKEN = "taken"
    REFUSED = "refused"
    MENDED = "mended"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class ExchangeFile(Struct, frozen=True):
    """A file that went out or came in, its bytes kept under `hash` (SHA-256). The number of one out is its control.

    `problem` says what of it was not taken, and `matched` how many answers were.
    """

    id: int
    name: str
    hash: str
    size: int
    direction: Direction
    at: datetime
    status: FileStatus
    problem: str = ""
    matched: int = 0
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name in the journal."""
        return RecordRef("exchange_file", self.id)
