"""How do the tests of the day grid make a day? Providers, sessions, closures and visits from a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from core.calendar.interval import Interval
from core.calendar.wall import day_span, resolve
from core.clinic.dated import Holiday
from core.clinic.model import Provider, Session, Site
from core.patients.model import Patient
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.schedule.model.day import Closure, ClosureKind, DayView, ProviderDay, SessionSpan
from core.schedule.model.visit import ScheduledVisit, Visit, VisitStep

MONDAY: Final = date(2026, 11, 23)
SPRING: Final = date(2026, 3, 8)  # the clocks of New York skip 2:00 to 3:00
AUTUMN: Final = date(2026, 11, 1)  # they show 1:00 to 2:00 twice
MAIN: Final = Site("main", "Main Street", "America/New_York", grid=5)

_STATUS_OF: Final = {
    VisitStep.ARRIVED: AppointmentStatus.ARRIVED,
    VisitStep.CHECKED_OUT: AppointmentStatus.FULFILLED,
}


def at(clock: str, *, on: date = MONDAY, site: Site = MAIN, fold: int = 0) -> datetime:
    """The UTC instant of a wall time, such as "9:05"."""
    hour, minute = map(int, clock.split(":"))
    wall = datetime.combine(on, time()) + timedelta(hours=hour, minutes=minute)
    return resolve(wall, site.tz, fold=fold).at


def span(begin: str, finish: str, *, on: date = MONDAY, site: Site = MAIN) -> Interval:
    """Wall hours of a day as a UTC interval."""
    return Interval(at(begin, on=on, site=site), at(finish, on=on, site=site))


def provider(
    code: str = "lee",
    name: str = "Lee, Dana MD",
    *,
    hours: Iterable[tuple[str, str]] = (("9:00", "17:00"),),
    closures: Iterable[Closure] = (),
    capacity: int = 1,
    on: date = MONDAY,
    site: Site = MAIN,
) -> ProviderDay:
    """A provider's day with those sessions, in wall time."""
    session = Session(code, site.code, (on.weekday(),), time(9), time(17), capacity=capacity)
    sessions = tuple(SessionSpan(span(*one, on=on, site=site), session) for one in hours)
    return ProviderDay(Provider(code, name), site, on, sessions, tuple(closures))


def block(begin: str, finish: str, label: str = "procedure") -> Closure:
    """A block of the day."""
    return Closure(ClosureKind.BLOCK, span(begin, finish), label)


def away(kind: ClosureKind, label: str = "", *, hours: tuple[str, str] | None = None) -> Closure:
    """Leave, holiday or cancellation, of the whole day unless hours are given."""
    return Closure(kind, span(*hours) if hours else day_span(MONDAY, MAIN.tz), label or kind.value)


def visit(
    number: int,
    start: str,
    minutes: int = 20,
    *,
    code: str = "lee",
    family: str = "Smith",
    given: str = "John",
    status: AppointmentStatus | None = None,
    step: VisitStep | None = None,
    since: str = "",
    visit_type: str = "fu20",
    on: date = MONDAY,
    site: Site = MAIN,
    fold: int = 0,
    room: str = "",
) -> ScheduledVisit:
    """A visit of `minutes` from wall time `start`; with a `step` the patient came, at `since`, and is in the `room`."""
    begins = at(start, on=on, site=site, fold=fold)
    ends = begins + timedelta(minutes=minutes)
    came = at(since, on=on, site=site) if since else begins
    if status is None:
        status = _STATUS_OF.get(step, AppointmentStatus.CHECKED_IN) if step else AppointmentStatus.BOOKED
    appointment = Appointment(
        id=AppointmentId(number),
        patient=PatientId(number),
        provider=code,
        site=site.code,
        room=None,
        visit_type=visit_type,
        mode=Mode.IN_PERSON,
        start=begins,
        end=ends,
        provider_start=begins,
        provider_end=ends,
        lane=0,
        status=status,
        status_at=datetime(2026, 1, 1, tzinfo=UTC),
        status_by="ana",
    )
    patient = Patient(PatientId(number), f"M{number}", family, given, date(1984, 3, 14))
    seen = Visit(appointment.id, step, came, "ana", came, room=room or None, late=False) if step else None
    return ScheduledVisit(appointment, patient, seen)


def day(
    providers: Iterable[ProviderDay],
    visits: Iterable[ScheduledVisit] = (),
    *,
    on: date = MONDAY,
    site: Site = MAIN,
    holiday: str = "",
) -> DayView:
    """A site's day, the visits in order of time."""
    return DayView(
        site,
        on,
        Holiday(site.code, on, holiday) if holiday else None,
        tuple(providers),
        tuple(sorted(visits, key=lambda one: (one.appointment.start, one.appointment.provider))),
    )


def twelve() -> tuple[ProviderDay, ...]:
    """Twelve providers, p01 to p12, who all work from 9 to 5."""
    return tuple(provider(f"p{number:02}", f"Family{number:02}, Given") for number in range(1, 13))
