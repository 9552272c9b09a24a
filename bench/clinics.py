"""Which clinics are measured: the practice clinic, and a large one of any number of appointments?"""

from __future__ import annotations

import random
import subprocess
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bench.filling import Size, fill, fill_with, people
from bench.filling_days import PROVIDERS_A_SITE, provider_code, site_code
from bench.pty_meter import clinicdesk, terminal_env
from core.access.roles import RoleAuthorization
from core.calendar.wall import resolve
from core.clinic.model import Site
from core.desk import Desk
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.schedule.requests import BookingRequest
from core.settings.model import Policy
from storage.store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ACTOR: Final = "bench"
PROVIDERS: Final = 40
STARTS_A_DAY: Final = 20
BOOKED_A_DAY: Final = 768
"""Of the 800 starts that 40 providers have: a full day with a few gaps."""
_MONDAY: Final = date(2026, 11, 23)
_NOW: Final = datetime(2026, 11, 23, 10, 20)
_MINUTES: Final = 30
_SITE: Final = Site("main", "Main Street", "America/New_York")
_A_WRITE: Final = 2000
_SITE_SETUP: Final = """\
[[site]]
code = "{site}"
name = "Main Street"
zone = "America/New_York"

"""
_VISIT_TYPE: Final = """\
[[visit_type]]
code = "fu30"
name = "Follow-up"
minutes = 30

"""
_PROVIDER: Final = """\
[[room]]
code = "r{number}"
site = "{site}"
kind = "exam"

[[provider]]
code = "{provider}"
name = "Provider {number}, Dana MD"

[[session]]
provider = "{provider}"
site = "{site}"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "08:00"
to = "18:00"

"""


class StoppedClock(Struct, frozen=True):
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        """Always the same instant, UTC."""
        return self.at


class LargeClinic(Struct, frozen=True):
    """40 providers with a room each, weekdays 8:00 to 18:00; `patients` are registered, `full_days` booked."""

    path: Path
    patients: tuple[PatientId, ...]
    full_days: int = 0

    @property
    def appointments(self) -> int:
        """How many there are on the full days."""
        return self.full_days * BOOKED_A_DAY


@contextmanager
def desk_at(path: Path) -> Iterator[Desk]:
    """A desk over that clinic, its clock standing at 10:20 of its first day."""
    with SqliteStore(path) as store:
        yield Desk(store, StoppedClock(_instant(_NOW)), Policy(), RoleAuthorization())


def practice_clinic(folder: Path, *, patients: int, days: int) -> Path:
    """The practice clinic of `clinicdesk demo`, 12 providers at two sites."""
    path = folder / "practice.db"
    command = clinicdesk("--db", str(path), "demo", "--patients", str(patients), "--days", str(days))
    subprocess.run(command, env=terminal_env(folder), check=True, capture_output=True)
    return path


def large_clinic(folder: Path, *, patients: int) -> LargeClinic:
    """A new one with nothing booked."""
    path = folder / "large.db"
    with SqliteStore.create(path, demo=True) as store:
        desk = _set_up(store, PROVIDERS)
        with store.write() as tx:
            tx.journal.begin(at=desk.now(), actor=ACTOR, verb="import")
            numbers = tuple(tx.patients.add(person).id for person in people(patients))
            tx.journal.end(RecordRef("patient", numbers[0]), "Imported.")
    return LargeClinic(path, numbers)


def filled_clinic(path: Path, size: Size) -> Path:
    """One of that size whose days before and after today are filled past the store: minutes for ten million."""
    with SqliteStore.create(path, demo=True, durable=False) as store:
        _set_up(store, size.providers)
    fill(path, size, now=_instant(_NOW), zone=_SITE.tz)
    return path


def filled_year(path: Path, booked: Sequence[tuple[int, int, int]]) -> Path:
    """A new one of 40 providers with half an hour booked at each day from today, provider and minute after 8:00."""
    with SqliteStore.create(path, demo=True, durable=False) as store:
        _set_up(store, PROVIDERS)
    at = (
        (provider, _instant(datetime.combine(_MONDAY + timedelta(days=day), time(8)) + timedelta(minutes=minute)))
        for day, provider, minute in booked
    )
    fill_with(path, at, minutes=_MINUTES, now=_instant(_NOW))
    return path


def today() -> date:
    """The day on which the clocks of these clinics stand."""
    return _MONDAY


def _set_up(store: SqliteStore, providers: int) -> Desk:
    """A desk, once the clinic has so many providers, forty a site."""
    numbers = range(providers)
    sites = dict.fromkeys(site_code(number // PROVIDERS_A_SITE) for number in numbers)
    setup = "".join(_SITE_SETUP.format(site=site) for site in sites) + _VISIT_TYPE
    setup += "".join(
        _PROVIDER.format(number=number, provider=provider_code(number), site=site_code(number // PROVIDERS_A_SITE))
        for number in numbers
    )
    desk = Desk(store, StoppedClock(_instant(_NOW)), Policy(), RoleAuthorization())
    desk.set_up(ACTOR, setup, place="bench")
    return desk


def with_full_days(clinic: LargeClinic, days: int) -> LargeClinic:
    """The same with its first `days` weekdays booked, by the store and its guard, no rule asked."""
    wanted = [
        (start_of(day, nth // PROVIDERS), nth % PROVIDERS, clinic.patients[nth % len(clinic.patients)])
        for day in range(clinic.full_days, days)
        for nth in range(BOOKED_A_DAY)
    ]
    with SqliteStore(clinic.path) as store:
        for first in range(0, len(wanted), _A_WRITE):
            with store.write() as tx:
                tx.journal.begin(at=_instant(_NOW), actor=ACTOR, verb="import")
                for wall, provider, patient in wanted[first : first + _A_WRITE]:
                    tx.schedule.add(_appointment(_instant(wall), provider, patient))
                tx.journal.end(RecordRef("appointment", 1), "Imported.")
    return LargeClinic(clinic.path, clinic.patients, days)


def start_of(day: int, nth: int) -> datetime:
    """The wall time of the `nth` start on weekday number `day`, both counted from 0."""
    weeks, weekday = divmod(day, 5)
    return datetime.combine(_MONDAY + timedelta(weeks=weeks, days=weekday), time(8)) + timedelta(minutes=_MINUTES * nth)


def free_bookings(clinic: LargeClinic, count: int, *, days: int, seed: int) -> Sequence[BookingRequest]:
    """Bookings that meet no conflict, in random order over the `days` weekdays after the full ones and today."""
    first = max(clinic.full_days, 1)
    starts = random.Random(seed).sample(range(days * STARTS_A_DAY * PROVIDERS), count)
    return [_booking(clinic, first + start // PROVIDERS // STARTS_A_DAY, start) for start in starts]


def gaps(clinic: LargeClinic, count: int) -> Sequence[BookingRequest]:
    """Bookings into what the full days have left free, in turn."""
    left = STARTS_A_DAY * PROVIDERS - BOOKED_A_DAY
    nths = [BOOKED_A_DAY + at % left for at in range(count)]
    return [_booking(clinic, 1 + at // left % (clinic.full_days - 1), nth) for at, nth in enumerate(nths)]


def _booking(clinic: LargeClinic, day: int, nth: int) -> BookingRequest:
    """The patients take turns within a day, so that nobody is wanted at two places at once."""
    nth %= STARTS_A_DAY * PROVIDERS
    return BookingRequest(
        patient=clinic.patients[nth % len(clinic.patients)],
        visit_type="fu30",
        provider=f"p{nth % PROVIDERS}",
        start=start_of(day, nth // PROVIDERS),
    )


def _appointment(start: datetime, provider: int, patient: PatientId) -> Appointment:
    end = start + timedelta(minutes=_MINUTES)
    return Appointment(
        id=AppointmentId(0),
        patient=patient,
        provider=f"p{provider}",
        site=_SITE.code,
        room=f"r{provider}",
        start=start,
        end=end,
        provider_start=start,
        provider_end=end,
        lane=0,
        visit_type="fu30",
        mode=Mode.IN_PERSON,
        status=AppointmentStatus.BOOKED,
        status_at=_instant(_NOW),
        status_by=ACTOR,
    )


def _instant(wall: datetime) -> datetime:
    return resolve(wall, _SITE.tz, fold=0).at.astimezone(UTC)
