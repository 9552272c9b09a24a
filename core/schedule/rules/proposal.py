"""What a conflict rule is asked about: the proposed booking, and the facts it is checked against."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.format_when import format_clock, format_end
from core.calendar.interval import Interval
from core.calendar.wall import local
from core.schedule.model.paper import Papers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.calendar.wall import Resolved
    from core.clinic.model import Clinic, Interpreter, Provider, Room, Site, VisitType
    from core.coverage.model import Coverage
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Mode
    from core.schedule.model.day import ProviderDay
    from core.schedule.model.hold import Hold
    from core.schedule.model.past import PastBooking
    from core.schedule.model.visit import ScheduledVisit


class Further(Struct, frozen=True):
    """Somebody whom the visit needs besides its provider, and when."""

    provider: Provider
    span: Interval


class Proposal(Struct, frozen=True):
    """A booking or move as asked for, before any rule has spoken. Intervals are UTC.

    `wall` is what was typed, in the site's time. `room_needed` tells a missing room (none was free) from a
    visit that needs none. `moving` is the appointment moved. `further` are whom the visit needs besides the provider.
    The patient `is_here` where they came without an appointment.
    """

    patient: Patient
    provider: Provider
    site: Site
    visit_type: VisitType
    mode: Mode
    room: Room | None
    room_needed: bool
    wall: datetime
    resolved: Resolved
    span: Interval
    provider_span: Interval
    now: datetime
    moving: AppointmentId | None = None
    interpreter: Interpreter | None = None
    seats: int = 1
    further: tuple[Further, ...] = ()
    is_here: bool = False

    def shares_room_with(self, other: ScheduledVisit) -> bool:
        """Whether the two may be in one room: the provider sees both of them at once."""
        theirs = other.appointment
        return self.seats > 1 and theirs.seats > 1 and theirs.provider == self.provider.code

    def finds_held(self, room: Room, hold: Hold) -> bool:
        """Whether the hold, which is another's at that time, keeps the room; a group shares that of its provider."""
        is_shared = self.seats > 1 and hold.provider == self.provider.code
        return hold.things is not None and hold.things.room == room.code and not is_shared

    def clock(self, instant: datetime) -> str:
        """'9:30' at the site."""
        return format_clock(local(instant, self.site.tz))

    def hours(self, span: Interval) -> str:
        """'10:00-10:20' at the site; what ends with the day does so at 24:00."""
        end = local(span.end, self.site.tz)
        return f"{self.clock(span.start)}-{format_end(end)}"


class ProviderFacts(Struct, frozen=True):
    """What of `Facts` is one provider's: the day at the site, whom they see, and what others hold of their time."""

    opening: ProviderDay
    provider_day: tuple[ScheduledVisit, ...]
    holds: tuple[Hold, ...] = ()


class Facts(Struct, frozen=True):
    """What storage knows that bears on a proposal. Only appointments that take time, the one moved left out.

    `provider_day` and `patient_day` are all those that touch the local day, at any site, the provider's also those that
    are near enough to matter; `at_site` those that overlap the proposed interval at the site, or are as near to it as
    its rooms need to be cleaned; `past` is what became of the patient's bookings, the newest last;
    `interpreted` are the visits then at which those interpret who could do so here; `coverages` and `papers` are those
    of the patient;
    `holds` are what others hold now of the provider's time, `held` those of theirs that take rooms, equipment or
    interpreters meanwhile; `further` is the same of each further provider; `clinic` is the set-up.

    Where the provider is a further one of a visit, `provider_day` has it as it takes their time.
    """

    opening: ProviderDay
    provider_day: tuple[ScheduledVisit, ...]
    patient_day: tuple[ScheduledVisit, ...]
    at_site: tuple[ScheduledVisit, ...]
    clinic: Clinic
    past: tuple[PastBooking, ...] = ()
    interpreted: tuple[ScheduledVisit, ...] = ()
    coverages: tuple[Coverage, ...] = ()
    papers: Papers = Papers()
    holds: tuple[Hold, ...] = ()
    held: tuple[Hold, ...] = ()
    further: Mapping[str, ProviderFacts] = field(default_factory=dict)
    """by their codes"""


def meets(scheduled: ScheduledVisit, span: Interval) -> bool:
    """Whether an appointment and the span share any instant; no interval is made for it, as it is asked of many."""
    return scheduled.appointment.start < span.end and span.start < scheduled.appointment.end


def span_of(scheduled: ScheduledVisit) -> Interval:
    """The whole interval of an appointment."""
    return Interval(scheduled.appointment.start, scheduled.appointment.end)


def provider_span_of(scheduled: ScheduledVisit) -> Interval:
    """The part of an appointment in which the provider is needed."""
    return Interval(scheduled.appointment.provider_start, scheduled.appointment.provider_end)


def provider_span(visit_type: VisitType, span: Interval) -> Interval:
    """The provider's minutes of a visit: another length stretches or shrinks these, not preparation and clean-up."""
    return _part(visit_type, span, visit_type.provider_from, visit_type.provider_minutes)


def further_span(visit_type: VisitType, span: Interval) -> Interval:
    """The minutes of a visit in which its further providers are needed: another length changes them alike."""
    return _part(visit_type, span, visit_type.further_from, visit_type.further_minutes)


def _part(visit_type: VisitType, span: Interval, first: int, minutes: int | None) -> Interval:
    after = 0 if minutes is None else visit_type.minutes - first - minutes
    start, end = span.start + timedelta(minutes=first), span.end - timedelta(minutes=after)
    return Interval(start, end) if start < end else span
