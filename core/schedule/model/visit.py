"""How far a patient who came has got: the visit, its steps, and what was waived at check-in."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from core.clinic.reason import GivenReason
from core.record_ref import RecordRef
from core.structs import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.coverage.model import Coverage
    from core.forms.model import FormNote
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.paper import Paper, UnitVisit


class VisitStep(Enum):
    """The steps of a visit, in order; LEFT ends it early."""

    ARRIVED = "arrived"
    CHECKED_IN = "checked-in"
    ROOMED = "roomed"
    WITH_PROVIDER = "with-provider"
    DEPARTED = "departed"
    CHECKED_OUT = "checked-out"
    LEFT = "left"


class Waiver(Struct, frozen=True):
    """A clearance item passed over at check-in, by its name, with the reason code and what was said with it."""

    item: str
    reason: str
    words: str = ""

    @property
    def given(self) -> GivenReason:
        """The reason with its words."""
        return GivenReason(self.reason, self.words)


class Visit(Struct, frozen=True):
    """Where the visit of one appointment stands. Instants are UTC; `since` is when the present step began.

    `late` is set at arrival: later than the start plus the grace of the settings. `step_by` is who took the step.
    `room` is where the patient is now, None before and after.
    """

    appointment: AppointmentId
    step: VisitStep
    since: datetime
    step_by: str
    arrived_at: datetime
    late: bool
    room: str | None = None
    checked_in_at: datetime | None = None
    checked_out_at: datetime | None = None
    waivers: tuple[Waiver, ...] = ()
    rev: int = 1


Seen: TypeAlias = tuple[int, int | None]
"""The rev of an appointment and that of its visit: which state of them somebody looks at."""


class ScheduledVisit(Struct, frozen=True):
    """An appointment with the patient it is for and, once the patient came, the visit.

    `coverages` are all that the patient has ever had, those entered in error left out.
    `expected` is when it is to begin (UTC) while the provider is late and the patient was not seen yet: no part of what
    is kept, it follows from what is planned (`core/schedule/lateness/`).
    `copay_paid` are the cents that were paid as copay for it, as its ledger says; `forms` what became of the patient's,
    `papers` their referrals and authorizations, `unit_visits` the appointments that these give visits to, where any
    counts them.
    """

    appointment: Appointment
    patient: Patient
    visit: Visit | None = None
    coverages: tuple[Coverage, ...] = ()
    expected: datetime | None = None
    copay_paid: int = 0
    forms: tuple[FormNote, ...] = ()
    papers: tuple[Paper, ...] = ()
    unit_visits: tuple[UnitVisit, ...] = ()

    def taking(self, provider: str) -> ScheduledVisit:
        """The visit as it takes the time of that provider: of a further one as if they were its own."""
        appointment = self.appointment
        one = next((one for one in appointment.further if one.provider == provider), None)
        if one is None:
            return self
        own = replace(
            appointment, provider=provider, provider_start=one.start, provider_end=one.end, lane=one.lane, further=()
        )
        return replace(self, appointment=own)

    @property
    def begins(self) -> datetime:
        """When it is to begin as far as is known now (UTC)."""
        return self.expected or self.appointment.start

    @property
    def ref(self) -> RecordRef:
        """The appointment's name."""
        return RecordRef("appointment", self.appointment.id)

    @property
    def seen(self) -> Seen:
        """Which state this is: a change of rooms moves the visit's rev alone."""
        return self.appointment.rev, self.visit.rev if self.visit else None
