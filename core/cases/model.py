"""What is a case, what was done with it, and what belongs to it?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.record_ref import PatientId, RecordRef
from core.record_status import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LONGEST_SUBJECT: Final = 120
LONGEST_NOTE: Final = 2000


class CaseStatus(Enum):
    """Whether there is something to do: ENTERED_IN_ERROR is what undoing its beginning leaves behind."""

    OPEN = "open"
    CLOSED = "closed"
    ENTERED_IN_ERROR = "entered-in-error"


class Urgency(Enum):
    """How soon; FHIR's request priority has more, of which no front desk made use."""

    ROUTINE = "routine"
    URGENT = "urgent"


class Act(Enum):
    """What an event tells."""

    OPENED = "opened"
    STEP = "step"
    NOTE = "note"
    CHANGED = "changed"
    LINKED = "linked"


class EventStatus(Enum):
    """Whether it was so."""

    MADE = "made"
    ENTERED_IN_ERROR = "entered-in-error"


class LinkKind(Enum):
    """What a case can be linked to."""

    APPOINTMENT = "appointment"
    PROVIDER = "provider"
    PARTY = "party"
    CASE = "case"


class Case(Struct, frozen=True):
    """Something that goes on for days, of a `kind` that says which states there are and which steps lead on.

    `owner` is a login name, or '' where nobody has taken it; it then waits for whoever has the role `pool`. From `due`
    (UTC) on it is late: what is due on a day is so at the midnight that ends it at `site`. From `reminds` on it is due
    soon, from `escalates` on those above are told. `facts` are the kind's, by name, as texts.
    """

    id: int
    patient: PatientId | None
    kind: str
    subject: str
    urgency: Urgency
    site: str
    state: str
    state_at: datetime
    state_by: str
    status: CaseStatus
    outcome: str
    owner: str
    pool: str
    due: datetime
    reminds: datetime
    escalates: datetime
    snoozed: datetime | None
    facts: Mapping[str, str]
    opened_at: datetime
    opened_by: str
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("work_case", self.id)

    @property
    def is_open(self) -> bool:
        """Whether there is something to do yet."""
        return self.status is CaseStatus.OPEN

    def is_late(self, now: datetime) -> bool:
        """Whether its due date is past."""
        return self.is_open and self.due <= now


class CaseEvent(Struct, frozen=True):
    """What was done with a case, never changed: `step` led from state `before` to `after`, and said `facts`."""

    id: int
    case: int
    at: datetime
    by: str
    act: Act
    step: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    status: EventStatus = EventStatus.MADE
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("case_event", self.id)


class CaseLink(Struct, frozen=True):
    """What a case is about beside its patient: a record by its number, or a provider or outside party by its code."""

    id: int
    case: int
    kind: LinkKind
    number: int
    code: str
    status: LinkStatus = LinkStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("case_link", self.id)
