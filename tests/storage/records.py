"""Which records do the storage tests keep, and how is one act written without a desk?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from core.clinic.model import Clinic, Provider, Room, Site, VisitType
from core.desk_ports import Writing
from core.journal.model import Entry
from core.patients.model import Patient, Phone, Sex
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.schedule.model.visit import Visit, VisitStep
from storage.store import SqliteStore
from tests.ready_made import written_out

NOW: Final = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
NINE: Final = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
"""9:00 at the site on the day after."""

CLINIC: Final = Clinic(
    sites={code: Site(code, code.title(), "America/New_York") for code in ("main", "west")},
    rooms={code: Room(code, "main") for code in ("R1", "R2", "R3", "R4")},
    providers={code: Provider(code, f"{code.title()}, Dana MD") for code in ("lee", "ito", "park")},
    visit_types={"fu20": VisitType("fu20", "Follow-up", 20)},
)

SMITH: Final = Patient(PatientId(0), "", "Smith", "John", date(1984, 3, 14), Sex.MALE, phones=(Phone("555 0117"),))


class Act:
    """One act being written: the transaction and, once it is over, its entry."""

    def __init__(self, tx: Writing) -> None:
        self.tx = tx
        self.entry: Entry | None = None

    @property
    def number(self) -> Entry:
        """The entry, which must have been written."""
        assert self.entry is not None
        return self.entry


@contextmanager
def act(store: SqliteStore, verb: str = "test", *, actor: str = "ana", at: datetime = NOW) -> Iterator[Act]:
    """A write with its journal entry begun and ended."""
    with store.write() as tx:
        doing = Act(tx)
        tx.journal.begin(at=at, actor=actor, verb=verb)
        yield doing
        doing.entry = tx.journal.end(RecordRef("appointment", 1), f"{verb} was done.")


def make_store(tmp_path: Path, *, busy_seconds: float = 10.0) -> SqliteStore:
    """A store over a new database that has been set up."""
    return SqliteStore(written_out(tmp_path / "clinic.db", _set_up), busy_seconds=busy_seconds)


def make_new(path: Path) -> None:
    """A database that has not been set up, to be `written_out`."""
    SqliteStore.create(path).close()


def _set_up(path: Path) -> None:
    with SqliteStore.create(path) as store, act(store, "set-up") as doing:
        doing.tx.replace_clinic(CLINIC)


def register(store: SqliteStore, draft: Patient = SMITH, *, actor: str = "ana") -> Patient:
    """Keep a new patient as an act of its own."""
    with act(store, "register", actor=actor) as doing:
        return doing.tx.patients.add(draft)


def draft(  # noqa: PLR0917 - a table of appointments reads well by position
    patient: Patient,
    minute: int = 0,
    minutes: int = 20,
    provider: str = "lee",
    room: str | None = "R1",
    lane: int = 0,
) -> Appointment:
    """An appointment to add, beginning `minute` minutes after 9:00."""
    start = NINE + timedelta(minutes=minute)
    end = start + timedelta(minutes=minutes)
    return Appointment(
        id=AppointmentId(0),
        patient=patient.id,
        provider=provider,
        site="main",
        room=room,
        visit_type="fu20",
        mode=Mode.IN_PERSON,
        start=start,
        end=end,
        provider_start=start,
        provider_end=end,
        lane=lane,
        status=AppointmentStatus.BOOKED,
        status_at=NOW,
        status_by="ana",
    )


def book(store: SqliteStore, wanted: Appointment, *, actor: str = "ana") -> Appointment:
    """Keep a new appointment as an act of its own."""
    with act(store, "book", actor=actor) as doing:
        return doing.tx.schedule.add(wanted)


def arrival(appointment: Appointment, *, rev: int = 0) -> Visit:
    """The visit of an appointment as it begins."""
    return Visit(appointment.id, VisitStep.ARRIVED, NOW, "ana", NOW, late=False, rev=rev)
