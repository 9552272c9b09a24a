"""What the schedule needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.journal.ports import RecordWriter
from core.patients import ports
from core.schedule.model.appointment import Appointment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from core.calendar.interval import Interval
    from core.clinic.context import Context
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.cells import Stretch
    from core.schedule.model.delay import ProviderDelay
    from core.schedule.model.linked import LinkedId
    from core.schedule.model.past import PastBooking
    from core.schedule.model.visit import ScheduledVisit

Written: TypeAlias = tuple[int, int]
"""Which tables and guards there are, and the newest image of all: numbers that only say whether they are the same."""


class ScheduleReader(Protocol):
    """Appointments with their patients and visits."""

    def by_id(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """One appointment with its patient and visit."""
        ...

    def between(
        self,
        start: datetime,
        end: datetime,
        *,
        site: str | None = None,
        provider: str | None = None,
        patient: PatientId | None = None,
        live_only: bool = False,
    ) -> tuple[ScheduledVisit, ...]:
        """Appointments that overlap [start, end), by start then provider. At least one filter must be given.

        `live_only` leaves out the statuses that take no time.
        """
        ...

    def history(self, patient: PatientId, start: datetime, end: datetime) -> tuple[PastBooking, ...]:
        """What of the patient's bookings in [start, end) was fulfilled, cancelled or missed, by start."""
        ...

    def interpreted(self, interpreters: Sequence[str], start: datetime, end: datetime) -> tuple[ScheduledVisit, ...]:
        """The appointments that take time, overlap [start, end) and have one of those interpreters, by start."""
        ...

    def taken_cells(self, kind: str, codes: Sequence[str], stretch: Stretch) -> Mapping[str, int]:
        """The cells of the stretch that a booking of one of these providers or rooms fills whole, by code.

        `kind` is provider or room. Who is booked besides somebody else, and a room that a group shares, may be missing.
        """
        ...

    def in_person(
        self, start: datetime, end: datetime, *, site: str, types: Sequence[str]
    ) -> Sequence[tuple[AppointmentId, Interval]]:
        """When visits of those types that take time and overlap [start, end) are held at the site."""
        ...

    def linked(self, visits: LinkedId) -> tuple[ScheduledVisit, ...]:
        """The appointments that belong together so, by start, but for those entered in error."""
        ...

    def next_number(self) -> AppointmentId:
        """Which number the next appointment gets, if nobody else books before."""
        ...

    def to_come(self, after: datetime) -> Sequence[tuple[AppointmentId, int]]:
        """The bookings that start later and whose patients have not come, by start: each with its rev."""
        ...

    def by_numbers(self, numbers: Sequence[AppointmentId]) -> tuple[ScheduledVisit, ...]:
        """Those appointments, in that order; one that is not there is left out."""
        ...

    def written(self) -> Written:
        """How far the images of the journal have come: no record changes without one that is behind this."""
        ...

    def was_touched(
        self, since: Written, *, patient: PatientId, provider: str, site: str, start: datetime, end: datetime
    ) -> bool:
        """Whether any image behind `since` is of that patient or of what they have, of what overlaps
        [start, end) with the provider or at the site, or of a kind of which that cannot be told.
        """
        ...


class ScheduleWriter(ScheduleReader, RecordWriter[Appointment], Protocol):
    """Appointments, to be written: the GuardRefusal is Occupied."""

    def free_lane(self, provider: str, start: datetime, end: datetime, *, ignoring: AppointmentId | None) -> int:
        """The smallest lane in which the provider is free for all of [start, end)."""
        ...


class DelayReader(Protocol):
    """What was noted of providers who are late."""

    def of_day(self, on: date) -> Sequence[ProviderDelay]:
        """What was noted of that day and not taken back, in the order it was noted."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with the schedule."""

    @property
    def delays(self) -> DelayReader:
        """Who is late."""
        ...

    @property
    def schedule(self) -> ScheduleReader:
        """Appointments."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with the schedule."""

    @property
    def schedule(self) -> ScheduleWriter:
        """Appointments."""
        ...


ScheduleContext: TypeAlias = "Context[Reading, Writing]"
