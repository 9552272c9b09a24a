"""Is an opening found exactly where booking it would meet neither a hard rule nor one that asks for a reason?"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.access.roles import RoleAuthorization
from core.calendar.wall import minute_of
from core.conflict import Severity
from core.desk import Desk
from core.errors import ClinicdeskError
from core.patients.model import Patient, Sex
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.slots.model import SlotSearch
from storage.store import SqliteStore
from tests.clinics import FakeClock
from tests.depth import depth
from tests.desk.slot_clinics import PATIENT_BORN, SlotClinic, instants, slot_clinics
from tests.ready_made import written_out

EVERYTHING = dict.fromkeys(("C3", "C6", "C7", "C8", "C9", "C11"), "urgent")


@contextmanager
def desk_of(found: SlotClinic) -> Iterator[tuple[Desk, list[Patient], list[AppointmentId]]]:
    """A desk in that clinic, its patients, and the numbers of what was booked there."""
    with TemporaryDirectory() as folder:
        path = written_out(Path(folder) / "clinic.db", _create)
        with SqliteStore(path) as store:
            with store.write() as tx:
                tx.journal.begin(at=found.now, actor="ana", verb="setup")
                tx.replace_clinic(found.clinic)
                tx.journal.end(RecordRef("clinic", 0), "Set up.")
            desk = Desk(store, FakeClock(found.now), found.policy, RoleAuthorization())
            patients = [
                _register(desk, "Young", PATIENT_BORN),
                _register(desk, "Old", date(1950, 1, 2)),
                _register(desk, "Nowak", date(1980, 2, 3), language="Polish"),
            ]
            yield desk, patients, [*_booked(desk, found, patients)]


def _create(path: Path) -> None:
    SqliteStore.create(path).close()


def _register(desk: Desk, family: str, born: date, language: str = "") -> Patient:
    draft = Patient(PatientId(0), "", family, "Sam", born, Sex.FEMALE, language=language, interpreter=bool(language))
    patient = desk.patients.register("ana", draft, anyway=True).only(Patient)
    assert patient is not None
    return patient


def _booked(desk: Desk, found: SlotClinic, patients: list[Patient]) -> Iterator[AppointmentId]:
    for wish in found.wishes:
        request = BookingRequest(
            patient=patients[wish.patient].id,
            visit_type=wish.visit_type,
            provider=wish.provider,
            start=datetime.combine(found.on, time(0), UTC) + timedelta(minutes=wish.minute),
            site="main",
            mode=Mode(wish.mode),
            overrides=EVERYTHING,
        )
        with suppress(ClinicdeskError):
            booked = desk.schedule.book("ana", request).only(ScheduledVisit)
            assert booked is not None
            yield booked.appointment.id


def passes(desk: Desk, request: BookingRequest | MoveRequest) -> bool:
    """Whether it would meet no conflict but warnings."""
    conflicts = desk.schedule.assess("ana", request).conflicts
    return all(conflict.severity is Severity.WARN for conflict in conflicts)


@given(slot_clinics(), st.integers(0, 2), st.sampled_from(("fu", "proc", "group")), st.sampled_from((None, 10, 45)))
@settings(max_examples=depth(12, whole=400), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_found_is_what_could_be_booked(found: SlotClinic, who: int, visit_type: str, minutes: int | None) -> None:
    """Of every start of a day, with every provider at every site, in any clinic."""
    with desk_of(found) as (desk, patients, _):
        patient = patients[who].id
        search = SlotSearch(visit_type, patient, first=found.on, last=found.on, minutes=minutes, limit=10_000)

        openings = desk.schedule.openings("ana", search)

        could = {
            (start, provider, site.code)
            for site in found.clinic.sites.values()
            for start in instants(found, site.tz, site.grid)
            if start >= minute_of(found.now)
            for provider in found.clinic.providers
            if passes(desk, BookingRequest(patient, visit_type, provider, start, site=site.code, minutes=minutes))
        }
        assert could == {(one.start, one.provider, one.site) for one in openings}
        assert len(could) == len(openings)
        assert sorted(one.start for one in openings) == [one.start for one in openings]


@given(slot_clinics())
@settings(max_examples=depth(8, whole=200), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_where_it_could_be_moved(found: SlotClinic) -> None:
    """Nobody stands in their own way: a booking can be moved to within the time it has."""
    with desk_of(found) as (desk, _, booked):
        for number in booked[:1]:
            search = SlotSearch("", moving=number, first=found.on, last=found.on, limit=10_000)

            openings = desk.schedule.openings("ana", search)

            could = {
                (start, provider, site.code)
                for site in found.clinic.sites.values()
                for start in instants(found, site.tz, site.grid)
                if start >= minute_of(found.now)
                for provider in found.clinic.providers
                if passes(desk, MoveRequest(number, start, provider=provider, site=site.code))
            }
            assert could == {(one.start, one.provider, one.site) for one in openings}


@given(slot_clinics(), st.integers(0, 2), st.sampled_from(("fu", "proc", "group")), st.integers(0, 95))
@settings(max_examples=depth(12, whole=400), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_said_to_free_it_does(found: SlotClinic, who: int, visit_type: str, quarter: int) -> None:
    """Why tells what booking would meet; what it offers in place of what was asked meets no more than warnings."""
    with desk_of(found) as (desk, patients, _):
        start = datetime.combine(found.on, time(0), UTC) + timedelta(minutes=15 * quarter)
        request = BookingRequest(patients[who].id, visit_type, "lee", start, site="main", room=None)

        why = desk.schedule.why("ana", request)

        assert desk.schedule.assess("ana", request).conflicts == why.conflicts
        assert not (why.relaxations and passes(desk, request))
        own = [one.request for one in why.relaxations if isinstance(one.request, BookingRequest)]
        assert all(passes(desk, one) for one in own)
        others = [one.request for one in why.relaxations if isinstance(one.request, MoveRequest)]
        assert all(passes(desk, one) for one in others)
