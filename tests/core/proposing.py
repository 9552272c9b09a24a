"""Which booking is a rule asked about, and what does it know? One clinic in values, with no store behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from core.calendar.interval import Interval
from core.calendar.wall import resolve
from core.clinic.model import Clinic, Provider, Room, Site, VisitType
from core.patients.model import Patient
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.schedule.model.day import Closure, ClosureKind, ProviderDay, SessionSpan
from core.schedule.model.past import PastBooking
from core.schedule.model.visit import ScheduledVisit, Visit
from core.schedule.rules.proposal import Facts, Proposal
from core.structs import replace

NOW: Final = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
"""Monday 23 November 2026, 10:20 at `main`, 9:20 at `west`."""
MAIN: Final = Site("main", "Main Street", "America/New_York", grid=5)
WEST: Final = Site("west", "West Side", "America/Chicago", grid=10)
LEE: Final = Provider("lee", "Lee, Dana MD")
ITO: Final = Provider("ito", "Ito, Ken MD")
R1: Final = Room("R1", "main")
FU20: Final = VisitType("fu20", "Follow-up", 20)
NEW40: Final = VisitType("new40", "New patient", 40)
PROC: Final = VisitType("proc", "Procedure", 40, provider_from=10, provider_minutes=20, room_kind="procedure")
SMITH: Final = Patient(PatientId(1), "100001", "Smith", "John", date(1984, 3, 14))
JONES: Final = Patient(PatientId(2), "100002", "Jones", "Ann", date(1990, 7, 1))
CLINIC: Final = Clinic(
    sites={"main": MAIN, "west": WEST},
    rooms={"R1": R1},
    providers={"lee": LEE, "ito": ITO},
    visit_types={"fu20": FU20, "new40": NEW40, "proc": PROC},
)
TOMORROW: Final = date(2026, 11, 24)


def at(typed: str, site: Site = MAIN) -> datetime:
    """The instant of "9:30" tomorrow, or of "2026-11-24T09:30", at the site."""
    wall = datetime.fromisoformat(typed) if "T" in typed else datetime.combine(TOMORROW, _clock(typed))
    return resolve(wall, site.tz, fold=0).at


def between(start: str, end: str, site: Site = MAIN) -> Interval:
    """The time between two of `at`."""
    return Interval(at(start, site), at(end, site))


def propose(
    typed: str = "10:00",
    *,
    minutes: int | None = None,
    fold: int | None = None,
    patient: Patient = SMITH,
    provider: Provider = LEE,
    site: Site = MAIN,
    visit_type: VisitType = FU20,
    room: Room | None = R1,
    room_needed: bool = True,
    needs_provider: tuple[str, str] | None = None,
    now: datetime = NOW,
) -> Proposal:
    """Smith with Lee in R1 tomorrow from `typed`; `needs_provider` are the provider's own minutes, if not all."""
    wall = datetime.fromisoformat(typed) if "T" in typed else datetime.combine(TOMORROW, _clock(typed))
    resolved = resolve(wall, site.tz, fold=fold)
    span = Interval(resolved.at, resolved.at + timedelta(minutes=minutes or visit_type.minutes))
    return Proposal(
        patient=patient,
        provider=provider,
        site=site,
        visit_type=visit_type,
        mode=Mode.IN_PERSON,
        room=room,
        room_needed=room_needed,
        wall=wall,
        resolved=resolved,
        span=span,
        provider_span=between(*needs_provider, site) if needs_provider else span,
        now=now,
    )


def taken(
    start: str,
    end: str,
    *,
    number: int = 7,
    patient: Patient = JONES,
    provider: Provider = LEE,
    site: Site = MAIN,
    room: str | None = "R1",
    visit_type: VisitType = FU20,
    status: AppointmentStatus = AppointmentStatus.BOOKED,
    needs_provider: tuple[str, str] | None = None,
    visit: Visit | None = None,
) -> ScheduledVisit:
    """Jones with Lee in R1, booked by ben for tomorrow from `start` to `end`."""
    span = between(start, end, site)
    needed = between(*needs_provider, site) if needs_provider else span
    appointment = Appointment(
        id=AppointmentId(number),
        patient=patient.id,
        provider=provider.code,
        site=site.code,
        room=room,
        visit_type=visit_type.code,
        mode=Mode.IN_PERSON,
        start=span.start,
        end=span.end,
        provider_start=needed.start,
        provider_end=needed.end,
        lane=0,
        status=status,
        status_at=NOW,
        status_by="ben",
    )
    return ScheduledVisit(appointment, patient, visit)


def knowing(
    *,
    sessions: Iterable[Interval] = (),
    closures: Iterable[Closure] = (),
    provider_day: Iterable[ScheduledVisit] = (),
    patient_day: Iterable[ScheduledVisit] = (),
    at_site: Iterable[ScheduledVisit] = (),
    past: Iterable[PastBooking] = (),
    site: Site = MAIN,
    clinic: Clinic = CLINIC,
) -> Facts:
    """What storage knows; nothing at all unless it is given."""
    return Facts(
        opening=ProviderDay(LEE, site, TOMORROW, tuple(map(SessionSpan, sessions)), tuple(closures)),
        provider_day=tuple(provider_day),
        patient_day=tuple(patient_day),
        at_site=tuple(at_site),
        clinic=clinic,
        past=tuple(past),
    )


def closed(kind: ClosureKind, span: Interval, label: str = "", types: tuple[str, ...] = ()) -> Closure:
    """A closure; without a label it is called by its kind, as the opening hours do."""
    return Closure(kind, span, label or kind.value, types)


def renamed(patient: Patient, family: str) -> Patient:
    """The patient under another family name."""
    return replace(patient, family=family)


def _clock(typed: str) -> time:
    hour, _, minute = typed.partition(":")
    return time(int(hour), int(minute))
