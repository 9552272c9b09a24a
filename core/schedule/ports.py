"""What the schedule needs of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.journal.ports import RecordReader, Records, RecordWriter
from core.patients import ports
from core.schedule.model.appointment import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from core.calendar.interval import Interval
    from core.clinic.context import Context
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.cells import Stretch
    from core.schedule.model.delay import ProviderDelay
    from core.schedule.model.hold import Hold
    from core.schedule.model.imported_visit import ImportedVisit
    from core.schedule.model.linked import LinkedId
    from core.schedule.model.paper import Papers
    from core.schedule.model.past import PastBooking
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import FreedSlot, WaitContact, WaitEntry

Written: TypeAlias = tuple[int, int]
"""Which tables and guards there are, and the newest image of all: numbers that only say whether they are the same."""


class ScheduleReader(Protocol):
    """Appointments with their patients and visits."""

    def by_id(self, appointment: AppointmentId) -> ScheduledVisit | None:
        """One appointment with its patient and visit."""
        ...

    def after(self, number: AppointmentId, limit: int) -> tuple[Appointment, ...]:
        """The next appointments behind that number, whatever became of them, at most so many."""
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

        Those of a `provider` are also those of which they are a further one. `live_only` leaves out the statuses that
        take no time.
        """
        ...

    def history(self, patient: PatientId, start: datetime, end: datetime) -> tuple[PastBooking, ...]:
        """What of the patient's bookings in [start, end) was fulfilled, cancelled or missed, by start."""
        ...

    def imported(self, number: str) -> Sequence[ImportedVisit]:
        """The visits that files of another scheduler brought under that number, whoever's they are; none for ''."""
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

    def to_come_of_gone(self, after: datetime) -> Sequence[AppointmentId]:
        """Those of patients who come no more: noted as deceased, or whose record was an error."""
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


class Holds(Protocol):
    """The time that is held for a while, beside the records: nothing of it is written in a transaction."""

    def live(self, now: datetime) -> Sequence[Hold]:
        """The holds that count at that instant, by start: neither run out nor left by a desk that is gone."""
        ...

    def take(self, hold: Hold, *, now: datetime, places: int = 1, booked: Iterable[Interval] = ()) -> Hold | None:
        """Hold that time under a number of its own, in place of the one of the number given, or that it goes on from.

        None where others hold it by now and, with those who are `booked` then, at once fill all `places`. Raises
        DatabaseUnusable.
        """
        ...

    def release(self, number: int) -> None:
        """Let go of it. One that is gone stays gone."""
        ...


class WaitlistReader(Protocol):
    """Who waits, whom somebody tried to reach, and which time was freed."""

    @property
    def entries(self) -> RecordReader[WaitEntry]:
        """The entries, whatever became of them; their owner is the patient."""
        ...

    def waiting(self) -> Sequence[WaitEntry]:
        """All who wait, by priority and since when."""
        ...

    def contacts_of(self, entries: Sequence[int]) -> Sequence[WaitContact]:
        """The attempts to reach those of these entries, oldest first."""
        ...

    def open_slots(self, after: datetime) -> Sequence[FreedSlot]:
        """Freed time that nobody filled and that lasts until later, by start."""
        ...

    def open_within(self, provider: str, start: datetime, end: datetime) -> Sequence[FreedSlot]:
        """Such time of the provider that overlaps [start, end), by start."""
        ...

    def open_besides(self, site: str, start: datetime, end: datetime) -> Sequence[FreedSlot]:
        """Rooms, equipment and interpreters that were freed at the site and overlap [start, end), by start."""
        ...


class WaitlistWriter(WaitlistReader, Protocol):
    """The waiting list, to be written."""

    @property
    def entries(self) -> Records[WaitEntry]:
        """The entries."""
        ...

    @property
    def contacts(self) -> Records[WaitContact]:
        """The attempts to reach somebody."""
        ...

    @property
    def freed(self) -> Records[FreedSlot]:
        """Time that was freed."""
        ...


class PaperReader(Protocol):
    """The referrals and authorizations of patients, which cases keep."""

    def of(self, patient: PatientId) -> Papers:
        """What the patient has that holds, with the appointments that may use it up."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with the schedule."""

    @property
    def papers(self) -> PaperReader:
        """What visits may need."""
        ...

    @property
    def delays(self) -> DelayReader:
        """Who is late."""
        ...

    @property
    def waitlist(self) -> WaitlistReader:
        """Who waits."""
        ...

    @property
    def holds(self) -> Holds:
        """The time that is held, as it is now and not as of the snapshot."""
        ...

    @property
    def schedule(self) -> ScheduleReader:
        """Appointments."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with the schedule."""

    @property
    def waitlist(self) -> WaitlistWriter:
        """Who waits."""
        ...

    @property
    def schedule(self) -> ScheduleWriter:
        """Appointments."""
        ...


ScheduleContext: TypeAlias = "Context[Reading, Writing]"
