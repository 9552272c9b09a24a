"""What is a good-faith estimate, from when it is asked for or made until it was given?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef

if TYPE_CHECKING:
    from datetime import date, datetime

RULE: Final = "ESTIMATE"
"""By which it is refused where nothing says what the visit costs."""
LONGEST_NOTE: Final = 200


class EstimateStatus(Enum):
    """ASKED is a request that nobody has answered yet; what takes its place makes an estimate SUPERSEDED."""

    ASKED = "asked"
    DRAFTED = "drafted"
    GIVEN = "given"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    ENTERED_IN_ERROR = "entered-in-error"

    @property
    def counts(self) -> bool:
        """Whether nothing has taken its place, and it is no mistake."""
        return self not in {EstimateStatus.SUPERSEDED, EstimateStatus.ENTERED_IN_ERROR}

    @property
    def is_settled(self) -> bool:
        """Whether the patient has it, or did not want it."""
        return self in {EstimateStatus.GIVEN, EstimateStatus.DECLINED}


class How(Enum):
    """How it was given."""

    PAPER = "paper"
    EMAIL = "email"
    MAIL = "mail"
    PORTAL = "portal"


class EstimateLine(Struct, frozen=True):
    """A service, by its code, in words, and what it costs in cents."""

    code: str
    name: str
    cents: int


class Estimate(Struct, frozen=True):
    """What a visit is expected to cost: made `at` (UTC) by somebody, for that type, provider, site and `day`.

    `appointment` is None where somebody only asks what such a visit costs, and has booked none.
    `asked_at` is when the patient asked for it, None where it was due without that. `told_at` is when it was given or
    declined, `how` it was given.
    """

    id: int
    patient: PatientId
    appointment: AppointmentId | None
    visit_type: str
    provider: str
    site: str
    day: date
    lines: tuple[EstimateLine, ...]
    currency: str
    at: datetime
    by: str
    asked_at: datetime | None = None
    how: How | None = None
    told_at: datetime | None = None
    told_by: str = ""
    note: str = ""
    status: EstimateStatus = EstimateStatus.DRAFTED
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("estimate", self.id)

    @property
    def cents(self) -> int:
        """All of it."""
        return sum(line.cents for line in self.lines)
