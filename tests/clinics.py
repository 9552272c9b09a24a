"""Which small clinic do the tests work in: its set-up, a settable clock, a desk over a file, patients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.patients.model import Patient, Phone, Sex
from core.record_ref import PatientId
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest
from core.settings.model import Policy
from tests.ready_made import written_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.ports import Store
    from core.journal.change import Change
    from storage.store import SqliteStore

MAIN: Final = ZoneInfo("America/New_York")
WEST: Final = ZoneInfo("America/Chicago")
NOW: Final = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
"""Monday 23 November 2026, 10:20 at `main`, 9:20 at `west`."""
SPRING_GAP: Final = datetime(2027, 3, 14, 2, 30)
"""A wall time that neither site has: the clocks go from 2:00 to 3:00."""
FALL_TWICE: Final = datetime(2027, 11, 7, 1, 30)
"""A wall time that both sites have twice."""

SETUP: Final = """\
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"
grid = 5

[[site]]
code = "west"
name = "West Side"
zone = "America/Chicago"
grid = 10

[[room]]
code = "R1"
site = "main"
kind = "exam"

[[room]]
code = "R2"
site = "main"
kind = "exam"

[[room]]
code = "P1"
site = "main"
kind = "procedure"

[[room]]
code = "W1"
site = "west"
kind = "exam"

[[provider]]
code = "lee"
name = "Lee, Dana MD"
skills = ["cardio"]

[[provider]]
code = "ito"
name = "Ito, Ken MD"

[[provider]]
code = "novak"
name = "Novak, Petra NP"

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20
modes = ["in-person", "telehealth"]

[[visit_type]]
code = "new40"
name = "New patient"
minutes = 40

[[visit_type]]
code = "proc"
name = "Procedure"
minutes = 40
provider_from = 10
provider_minutes = 20
room_kind = "procedure"

[[session]]
provider = "lee"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "12:00"

[[session]]
provider = "lee"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "13:00"
to = "17:00"

[[session]]
provider = "ito"
site = "main"
days = ["mon", "tue", "wed"]
from = "09:00"
to = "17:00"

[[session]]
provider = "ito"
site = "west"
days = ["thu", "fri"]
from = "08:00"
to = "16:00"

[[session]]
provider = "novak"
site = "west"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "17:00"

[[exception]]
provider = "novak"
date = 2026-11-24
kind = "leave"

[[holiday]]
site = "main"
date = 2026-12-25
name = "Christmas"

[[block]]
provider = "ito"
start = "2026-11-24T10:00"
end = "2026-11-24T11:00"
kind = "procedure"
types = ["proc"]
"""
"""Lee is at main every weekday, 9-12 and 13-17. Ito: Mon-Wed main 9-17, Thu and Fri west 8-16, and on Tue
24 Nov 2026 10-11 takes procedures only. Novak: west 9-17, on leave Tue 24 Nov. Main is closed on 25 December.
No users are set up."""

USERS: Final = """\
[[user]]
name = "sue"
roles = ["supervisor"]

[[user]]
name = "ana"
roles = ["coordinator"]

[[user]]
name = "vic"
roles = ["viewer"]
"""
"""To be added to `SETUP` where it matters who acts."""


@dataclass(slots=True)
class FakeClock:
    """A clock that stands until it is set."""

    at: datetime = NOW

    def now(self) -> datetime:
        """The instant it was set to, UTC."""
        return self.at

    def set(self, iso: str, zone: ZoneInfo = MAIN) -> None:
        """Set it to a wall time ("2026-11-23T09:00") in `zone`, or to an instant with an offset."""
        at = datetime.fromisoformat(iso)
        self.at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)

    def forward(self, *, minutes: float) -> None:
        """Let that many minutes pass."""
        self.at += timedelta(minutes=minutes)


def make_store(tmp_path: Path, *, demo: bool = False, busy_seconds: float = 10.0) -> Store[Reading, Writing]:
    """A store over the new, empty database `tmp_path/clinic.db`."""
    from storage.store import SqliteStore

    return SqliteStore(written_out(tmp_path / "clinic.db", _create, demo), busy_seconds=busy_seconds)


def make_desk(
    tmp_path: Path,
    *,
    now: datetime = NOW,
    clock: FakeClock | None = None,
    policy: Policy | None = None,
    setup: str = SETUP,
    store: Store[Reading, Writing] | None = None,
    demo: bool = False,
) -> Desk:
    """A desk over a new clinic set up from `setup`, or over a `store` that is set up so.

    Give a `clock` to set it later; a `demo` is a clinic for practice.
    """
    clock = clock or FakeClock(now)
    if store:
        desk = Desk(store, clock, policy or Policy(), RoleAuthorization())
        desk.set_up("setup", setup, place="clinic.toml")
        return desk
    founded = set_up_store(tmp_path / "clinic.db", setup, demo=demo, at=clock.at)
    return Desk(founded, clock, policy or Policy(), RoleAuthorization())


def set_up_store(path: Path, setup: str = SETUP, *, demo: bool = False, at: datetime = NOW) -> SqliteStore:
    """A store over the new database `path`, set up from `setup`."""
    from storage.store import SqliteStore

    return SqliteStore(written_out(path, _found, demo, setup, at))


def _create(path: Path, demo: bool) -> None:  # noqa: FBT001 - a key of what is ready made
    from storage.store import SqliteStore

    SqliteStore.create(path, demo=demo).close()


def _found(path: Path, demo: bool, setup: str, at: datetime) -> None:  # noqa: FBT001 - the same
    from storage.store import SqliteStore

    with SqliteStore.create(path, demo=demo) as store:
        make_desk(path.parent, now=at, setup=setup, store=store)


def register(
    desk: Desk,
    family: str = "Smith",
    given: str = "John",
    born: date = date(1984, 3, 14),
    *,
    sex: Sex = Sex.MALE,
    phone: str = "",
    mrn: str = "",
    actor: str = "ana",
) -> Patient:
    """Register a patient, look-alikes or not."""
    phones = (Phone(phone),) if phone else ()
    draft = Patient(PatientId(0), mrn, family, given, born, sex, phones=phones)
    patient = desk.patients.register(actor, draft, anyway=True).only(Patient)
    assert patient is not None
    return patient


def book(
    desk: Desk,
    patient: Patient,
    start: str = "2026-11-23T10:40",
    *,
    provider: str = "lee",
    visit_type: str = "fu20",
    site: str | None = None,
    room: str | None = None,
    minutes: int | None = None,
    overrides: Mapping[str, str] | None = None,
    actor: str = "ana",
) -> ScheduledVisit:
    """Book `patient` at a wall time of the site, or at an instant with an offset."""
    request = BookingRequest(
        patient=patient.id,
        visit_type=visit_type,
        provider=provider,
        start=datetime.fromisoformat(start),
        site=site,
        room=room,
        minutes=minutes,
        overrides=overrides or {},
    )
    scheduled = desk.schedule.book(actor, request).only(ScheduledVisit)
    assert scheduled is not None
    return scheduled


def visit_of(change: Change) -> ScheduledVisit:
    """The one appointment that the act was about."""
    scheduled = change.only(ScheduledVisit)
    assert scheduled is not None
    return scheduled


def patient_of(change: Change | None) -> Patient:
    """The one patient that the act was about."""
    assert change is not None
    patient = change.only(Patient)
    assert patient is not None
    return patient
