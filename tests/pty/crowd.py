"""Which clinic has a thousand visits today, for what must stay small however long the queue is?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from core.access.roles import RoleAuthorization
from core.calendar.wall import resolve
from core.desk import Desk
from core.patients.model import Patient, Phone, Sex
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.settings.model import Policy
from core.structs import replace
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import MAIN, NOW, FakeClock
from tests.pty.clinic import Counter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal import Terminal

MANY: Final = 1000
_PROVIDERS: Final = 40
_MINUTES: Final = 20
_FIRST: Final = datetime.combine(date(2026, 11, 23), time(8))
_SITE: Final = """\
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20
"""
_PROVIDER: Final = """
[[room]]
code = "R{number}"
site = "main"

[[provider]]
code = "p{number}"
name = "Family{number}, Dana MD"

[[session]]
provider = "p{number}"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "08:00"
to = "18:00"
"""
_NAMES: Final = ("Smith", "山田", "Garcia-Lopez", "O'Neil", "Nuñez")


def a_crowd(folder: Path, *, here: int = 120) -> Counter:
    """Main Street with 40 providers and 1,000 visits from 8:00 on, of whom so many patients are here at 10:20."""
    clock = FakeClock()
    store = SqliteStore.create(folder / "clinic.db", demo=True, durable=False)
    desk = Desk(store, clock, Policy(), RoleAuthorization())
    providers = "".join(_PROVIDER.format(number=number) for number in range(_PROVIDERS))
    desk.set_up("mei", _SITE + providers, place="clinic.toml")
    booked = _booked(store)
    for nth, number in enumerate(booked[:here]):
        clock.set(f"2026-11-23T{9 + nth // 60:02}:{nth % 60:02}")
        desk.visits.do("mei", Verb.ARRIVE, number)
        if nth % 2:
            desk.visits.do("mei", Verb.CHECK_IN, number)
    clock.at = NOW
    return Counter(folder / "clinic.db", desk, clock)


def opened_queue(terminal: Terminal) -> Terminal:
    """The queue of that crowd, wholly painted."""
    terminal.press("f3")
    terminal.wait_for(f"{MANY - 120} expected")
    terminal.settle(quiet=0.5)
    return terminal


def _booked(store: SqliteStore) -> list[AppointmentId]:
    """The appointments, by the store and its guards, no rule asked: a thousand bookings would take a minute."""
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="mei", verb="import")
        patients = [tx.patients.add(_patient(number)).id for number in range(MANY)]
        tx.journal.end(RecordRef("patient", patients[0]), "Imported.")
    with store.write() as tx:
        tx.journal.begin(at=NOW, actor="mei", verb="import")
        numbers = [tx.schedule.add(_appointment(nth, patient)).id for nth, patient in enumerate(patients)]
        tx.journal.end(RecordRef("appointment", numbers[0]), "Imported.")
    return numbers


def _patient(number: int) -> Patient:
    named = Patient(PatientId(0), "", _NAMES[number % len(_NAMES)], f"Given{number}", date(1984, 3, 14), Sex.FEMALE)
    return replace(named, phones=(Phone(f"555-{number:04}"),), identity_verified_at=NOW, demographics_confirmed_at=NOW)


def _appointment(nth: int, patient: PatientId) -> Appointment:
    row, column = divmod(nth, _PROVIDERS)
    start = resolve(_FIRST + timedelta(minutes=_MINUTES * row), MAIN, fold=0).at
    end = start + timedelta(minutes=_MINUTES)
    return Appointment(
        id=AppointmentId(0),
        patient=patient,
        provider=f"p{column}",
        site="main",
        room=f"R{column}",
        visit_type="fu20",
        mode=Mode.IN_PERSON,
        start=start,
        end=end,
        provider_start=start,
        provider_end=end,
        lane=0,
        status=AppointmentStatus.BOOKED,
        status_at=NOW,
        status_by="mei",
    )
