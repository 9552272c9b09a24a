"""Does every record come back as it was kept, field by field?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.coverage.model import Coverage, Enrolment, EnrolmentState, How, Rejection
from core.patients.consent import Channel, Consent, Evidence, Purpose
from core.patients.model import Alert, ContactPerson, ContactRole, Patient, PatientStatus, Phone, PreviousName, Sex
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus, Cancellation, Confirmation, Mode, Override
from core.schedule.model.visit import Visit, VisitStep, Waiver
from core.structs import replace
from storage.codec import to_json
from storage.patient_tables import COVERAGE
from storage.store import SqliteStore
from tests.drawn import drawn
from tests.storage.records import NINE, act, arrival, book, draft, make_store, register

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
INSTANTS = st.integers(0, 4_000_000_000_000).map(
    lambda millis: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis)
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
ANSWERS = st.sampled_from([True, False, None])
PURPOSES = st.lists(st.sampled_from(Purpose), unique=True, max_size=3).map(tuple)
EVIDENCE = drawn(Evidence, st.sampled_from(Channel), TEXT, st.none() | INSTANTS, TEXT)
PHONES = st.lists(
    drawn(
        *(Phone, TEXT, TEXT, ANSWERS, ANSWERS, PURPOSES, st.lists(EVIDENCE, max_size=2).map(tuple)),
        *(TEXT, st.none() | DAYS),
    ),
    max_size=3,
).map(tuple)
PATIENTS = drawn(
    Patient,
    id=st.just(PatientId(0)),
    mrn=st.just(""),
    family=TEXT,
    given=TEXT.map(lambda text: f"J{text}"),
    birth_date=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    sex=st.sampled_from(Sex),
    preferred=TEXT,
    previous=st.lists(drawn(PreviousName, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    phones=PHONES,
    email=TEXT,
    address=TEXT,
    language=TEXT,
    interpreter=st.booleans(),
    usual_provider=TEXT,
    alerts=st.lists(drawn(Alert, TEXT, st.none() | DAYS), max_size=3).map(tuple),
    status=st.sampled_from([one for one in PatientStatus if one is not PatientStatus.RESTRICTED]),
    external_id=TEXT,
    identity_verified_at=st.none() | INSTANTS,
    demographics_confirmed_at=st.none() | INSTANTS,
    suffix=TEXT,
    email_consent=drawn(Consent, ANSWERS, PURPOSES, st.none() | EVIDENCE),
    contact_rule=TEXT,
    no_message=st.booleans(),
    contacts=st.lists(drawn(ContactPerson, TEXT, TEXT, TEXT, st.sampled_from(ContactRole)), max_size=2).map(tuple),
    rev=st.just(1),
)
OVERRIDES = st.lists(drawn(Override, TEXT, TEXT, TEXT, INSTANTS, TEXT), max_size=2).map(tuple)
CANCELLATIONS = drawn(Cancellation, TEXT, st.sampled_from(["patient", "clinic"]), st.booleans(), TEXT)
WAIVERS = st.lists(drawn(Waiver, TEXT, TEXT), max_size=3).map(tuple)


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    """An appointment with every field drawn, but for its patient and those a guard would compare."""
    minutes = draw(st.integers(1, 720))
    begins = draw(st.integers(0, minutes - 1))
    ends = draw(st.integers(begins + 1, minutes))
    start = NINE + timedelta(minutes=draw(st.integers(-1_000_000, 1_000_000)))
    return Appointment(
        id=AppointmentId(0),
        patient=PatientId(1),
        provider=draw(st.sampled_from(["lee", "ito"])),
        site=draw(st.sampled_from(["main", "west"])),
        room=draw(st.sampled_from([None, "R1"])),
        visit_type="fu20",
        mode=draw(st.sampled_from(Mode)),
        start=start,
        end=start + timedelta(minutes=minutes),
        provider_start=start + timedelta(minutes=begins),
        provider_end=start + timedelta(minutes=ends),
        lane=draw(st.integers(0, 9)),
        status=draw(st.sampled_from(AppointmentStatus)),
        status_at=draw(INSTANTS),
        status_by=draw(TEXT),
        confirmation=draw(st.sampled_from(Confirmation)),
        note=draw(TEXT),
        cancellation=draw(st.none() | CANCELLATIONS),
        overrides=draw(OVERRIDES),
    )


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """A visit of appointment 1 with every field drawn; only who is in a room has one."""
    step = draw(st.sampled_from(VisitStep))
    in_room = step in {VisitStep.ROOMED, VisitStep.WITH_PROVIDER}
    return Visit(
        appointment=AppointmentId(1),
        step=step,
        since=draw(INSTANTS),
        step_by=draw(TEXT),
        arrived_at=draw(INSTANTS),
        late=draw(st.booleans()),
        room=draw(st.sampled_from([None, "R1"])) if in_room else None,
        checked_in_at=draw(st.none() | INSTANTS),
        checked_out_at=draw(st.none() | INSTANTS),
        waivers=draw(WAIVERS),
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """One store for all examples, with patient 1, appointment 1 and its visit, which each example writes over."""
    folder: Path = tmp_path_factory.mktemp("kept")
    with closing(make_store(folder)) as made:
        appointment = book(made, draft(register(made)))
        with act(made) as doing:
            doing.tx.visits.save(arrival(appointment), event="arrived")
        yield made


@given(wanted=PATIENTS)
def test_a_patient_comes_back_as_registered(kept: SqliteStore, wanted: Patient) -> None:
    """A new patient is the draft with a number, the next MRN and rev 1, at once and when read again."""
    with act(kept) as doing:
        added = doing.tx.patients.add(wanted)
    assert replace(wanted, id=added.id, mrn=added.mrn) == added
    with kept.read() as reading:
        assert added == reading.patients.by_id(added.id)


@given(wanted=PATIENTS)
def test_a_patient_comes_back_as_saved(kept: SqliteStore, wanted: Patient) -> None:
    """A saved patient is what was given with the next rev."""
    with act(kept) as doing:
        before = doing.tx.patients.by_id(PatientId(1))
        assert before is not None
        saved = doing.tx.patients.save(replace(wanted, id=before.id, mrn=before.mrn, rev=before.rev))
    assert replace(wanted, id=before.id, mrn=before.mrn, rev=before.rev + 1) == saved
    with kept.read() as reading:
        assert saved == reading.patients.by_id(before.id)


@given(wanted=appointments())
def test_an_appointment_comes_back_as_saved(kept: SqliteStore, wanted: Appointment) -> None:
    """A saved appointment is what was given with the next rev, at once and when read again."""
    with act(kept) as doing:
        before = doing.tx.schedule.by_id(AppointmentId(1))
        assert before is not None
        doing.tx.patients.save(replace(before.patient, status=PatientStatus.ACTIVE))
        rev = before.appointment.rev
        saved = doing.tx.schedule.save(replace(wanted, id=AppointmentId(1), rev=rev))
    assert replace(wanted, id=AppointmentId(1), rev=rev + 1) == saved
    with kept.read() as reading:
        scheduled = reading.schedule.by_id(AppointmentId(1))
    assert scheduled is not None
    assert saved == scheduled.appointment


@given(wanted=visits())
def test_a_visit_comes_back_as_saved(kept: SqliteStore, wanted: Visit) -> None:
    """A saved visit is what was given with the next rev, at once and when read again."""
    with act(kept) as doing:
        before = doing.tx.schedule.by_id(AppointmentId(1))
        assert before is not None
        assert before.visit is not None
        saved = doing.tx.visits.save(replace(wanted, rev=before.visit.rev), event="step")
    assert replace(wanted, rev=before.visit.rev + 1) == saved
    with kept.read() as reading:
        scheduled = reading.schedule.by_id(AppointmentId(1))
    assert scheduled is not None
    assert saved == scheduled.visit


def test_a_new_appointment_ignores_the_id_and_rev_given(store: SqliteStore) -> None:
    """Numbers are given by the store, from 1 upwards, and every record begins at rev 1."""
    patient = register(store)
    added = book(store, replace(draft(patient), id=AppointmentId(77), rev=5))
    assert (AppointmentId(1), 1) == (added.id, added.rev)


def test_new_patients_are_numbered_and_taken_numbers_left_out(store: SqliteStore) -> None:
    """An MRN brought along is kept; the next free number passes over it."""
    first = register(store)
    brought = register(store, replace(first, mrn="100002"))
    third = register(store)
    assert ["100001", "100002", "100003"] == [first.mrn, brought.mrn, third.mrn]


def test_an_mrn_is_met_without_case_and_not_when_entered_in_error(store: SqliteStore) -> None:
    """`patients_with_mrn` compares without case and leaves out records entered in error, whose MRN is free."""
    wrong = register(store, replace(register(store), mrn="AB7"))
    with act(store) as doing:
        doing.tx.patients.save(replace(wrong, status=PatientStatus.ENTERED_IN_ERROR))
    right = register(store, replace(wrong, mrn="ab7"))
    with store.read() as reading:
        assert (right,) == reading.patients.with_mrn("Ab7")


def test_an_instant_between_milliseconds_is_cut_off_for_the_writer_too(store: SqliteStore) -> None:
    """What comes back from a write equals what anybody reads later."""
    patient = register(store)
    odd = datetime(2026, 11, 23, 15, 20, 1, 234_567, tzinfo=UTC)
    added = book(store, replace(draft(patient), status_at=odd))
    with store.read() as reading:
        scheduled = reading.schedule.by_id(added.id)
    assert scheduled is not None
    assert added == scheduled.appointment
    assert odd.replace(microsecond=234_000) == added.status_at


def test_a_start_between_minutes_is_a_defect(store: SqliteStore) -> None:
    """Appointments begin and end on whole minutes: anything else is refused, never rounded."""
    patient = register(store)
    with pytest.raises(ValueError, match="2026"):
        book(store, replace(draft(patient), start=NINE + timedelta(seconds=30)))


def test_what_was_found_out_of_other_months_comes_back() -> None:
    """Several of them; in rows of older programs one stands alone, and no rejection has a day."""
    said = Enrolment(EnrolmentState.ACTIVE, NINE, date(2026, 12, 1), How.PHONE, "ana", "R1", "a|b")
    refused = Rejection(NINE, "No.", "a|b", is_about_patient=True, on=date(2026, 11, 30))
    earlier, rejected = (said, replace(said, ends=date(2026, 12, 31))), (replace(refused, on=date(2026, 10, 1)),)
    kept = Coverage(1, PatientId(2), "aetna", rejection=refused, earlier=earlier, rejected=rejected)
    row = COVERAGE.table.to_row(kept)
    assert kept == COVERAGE.table.from_columns(row)
    del row["rejected_on"], row["rejected_before"]
    row["earlier"] = row["earlier"].removeprefix("[").split(",{", maxsplit=1)[0]
    older = COVERAGE.table.row_from_image(to_json(row))
    assert replace(kept, earlier=(said,), rejected=(), rejection=replace(refused, on=None)) == (
        COVERAGE.table.from_columns(older)
    )
