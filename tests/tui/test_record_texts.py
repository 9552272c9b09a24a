"""Do the texts of a form become the record that was meant, and does a record come back as it was?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.clinic.model import Clinic, Provider
from core.errors import BadInput, NotFound
from core.fields.model import ReadContext
from core.patients.consent import Consent
from core.patients.consent_fields import purposes_of
from core.patients.fields import PATIENT, new_patient
from core.patients.model import Alert, ContactPerson, ContactRole, Patient, PatientStatus, Phone, PreviousName, Sex
from core.patients.registration import as_record
from core.record_ref import PatientId
from core.structs import field_names, replace
from tests.drawn import drawn
from tui.prompts.record_texts import RecordTexts

TODAY = date(2026, 11, 23)
CLINIC = Clinic(
    providers={
        "lee": Provider("lee", "Lee, Dana MD"),
        "ito": Provider("ito", "Ito, Ken MD"),
        "gone": Provider("gone", "Gone, Al MD", retired=True),
    }
)
SMITH = Patient(
    PatientId(7),
    "A-17",
    "Smith",
    "John",
    date(1984, 3, 14),
    Sex.MALE,
    "Jack",
    (PreviousName("Dupont"), PreviousName("Doe", until="2015-06")),
    (Phone("617 555 0123"), Phone("555-9", "pager", voice=False, text=True), Phone("12", "home", voice=False)),
    "j@example.org",
    "1 Main St",
    "fr",
    interpreter=True,
    usual_provider="lee",
    alerts=(Alert("needs a ramp"), Alert("latex; severe")),
    external_id="X9",
    identity_verified_at=datetime(2026, 11, 20, tzinfo=UTC),
    rev=3,
)


READING = ReadContext(CLINIC, TODAY, DateOrder.MDY, ZoneInfo("America/New_York"))


def texts(order: DateOrder = DateOrder.MDY) -> RecordTexts:
    """As a clinic with that order of dates reads and writes."""
    return RecordTexts(PATIENT, replace(READING, order=order))


words = st.text("abcé'-;, ñ", max_size=8)
names = words.filter(lambda name: not name.strip() or any(map(str.isalnum, name)))
days = st.sampled_from(["", "2015", "2015-06", "2015-06-30"])
answers = st.sampled_from([True, False, None])
people = drawn(
    Patient,
    id=st.just(PatientId(1)),
    mrn=st.just("1"),
    family=st.text("abc", min_size=1, max_size=5),
    given=names,
    birth_date=st.dates(date(1900, 1, 1), TODAY),
    sex=st.sampled_from(Sex),
    preferred=names,
    previous=st.lists(drawn(PreviousName, words, days, days), max_size=3).map(tuple),
    phones=st.lists(
        drawn(Phone, st.text("0123456789 -", min_size=3, max_size=9), st.sampled_from(["mobile", "home", "fax"]),
                  answers, answers, st.sampled_from([purposes_of(""), purposes_of("news")])), max_size=3).map(tuple),
    email_consent=st.sampled_from([Consent(), Consent(given=False), Consent(given=True, purposes=purposes_of("news"))]),
    contacts=st.lists(drawn(ContactPerson, words, words, words, st.sampled_from(ContactRole)), max_size=2).map(tuple),
    address=words,
    interpreter=st.booleans(),
    alerts=st.lists(drawn(Alert, words, st.sampled_from([None, date(2027, 1, 31)])), max_size=3).map(tuple),
    status=st.sampled_from([status for status in PatientStatus if status is not PatientStatus.ENTERED_IN_ERROR]),
)  # fmt: skip


@given(people, st.sampled_from(DateOrder))
def test_a_record_comes_back_as_it_was(patient: Patient, order: DateOrder) -> None:
    """Whatever it holds, and however dates are written: nothing was typed, so nothing is changed."""
    typed = texts(order).of(patient)
    assert () == texts(order).changed(typed, texts(order).of(patient))
    assert {} == texts(order).values(typed, texts(order).changed(typed, typed))


@given(people.filter(lambda one: all(len(phone.digits) > 2 for phone in one.phones)))
def test_what_a_form_shows_is_what_it_saves(patient: Patient) -> None:
    """The texts of a record, saved as a new one, are that record."""
    clean = as_record(new_patient(texts().values_of_new(texts().of(patient))), READING)
    again = as_record(new_patient(texts().values_of_new(texts().of(clean))), READING)
    assert clean == again
    assert (patient.birth_date, patient.sex, patient.interpreter) == (clean.birth_date, clean.sex, clean.interpreter)


def test_every_field_of_a_record_is_in_the_form() -> None:
    """What can be changed by the desk can be typed, and nothing else is asked."""
    asked = {field.name.partition(".")[0] for field in texts().form_fields(texts().of(SMITH), SMITH)}
    assert set(PATIENT.keys) == asked
    assert {"status", "no_booking", "restricted", "identity", "demographics"} == set(PATIENT.keys) - {
        field.name.partition(".")[0] for field in texts().form_fields({"email": "a@example.org"}, None)
    }
    typed = {**texts().of(SMITH), "identity": "now", "demographics": "no"}
    assert {field.name for field in PATIENT} == texts().values(typed, PATIENT.keys).keys()


def test_every_field_of_a_record_has_its_row() -> None:
    """All but its numbers, and what merging made of it; each row is a field of the record."""
    assert set(field_names(Patient)) - {"id", "rev", "merged_into", "former_mrns"} == {field.name for field in PATIENT}


def test_only_what_was_typed_otherwise_is_changed() -> None:
    """Phones and lists are changed as a whole; the same in other spaces is no change."""
    base = texts().of(SMITH)
    mine = {**base, "family": " Smith ", "phone.1.number": "", "alert.2": "walks slowly", "birth_date": "14mar1984"}
    assert ("birth_date", "phone", "alert") == texts().changed(mine, base)
    assert {
        "birth_date": date(1984, 3, 14),
        "phones": (SMITH.phones[0], SMITH.phones[2]),
        "alerts": (Alert("needs a ramp"), Alert("latex; severe"), Alert("walks slowly")),
    } == texts().values(mine, texts().changed(mine, base))


def test_a_phone_has_a_kind_and_a_consent_once_it_has_a_number() -> None:
    """And there is room for one more."""

    def phones(typed: dict[str, str]) -> list[str]:
        return [field.name for field in texts().form_fields(typed, None) if field.name.startswith("phone.")]

    assert ["phone.0.number"] == phones({})
    one = ["phone.0.number", "phone.0.kind", "phone.0.consent", "phone.0.purposes", "phone.0.how"]
    assert [*one, "phone.1.number"] == phones({"phone.0.number": "555"})
    kept = texts().values_of_new({"family": "x", "birth_date": "3/14/1984", "phone.0.number": "555"})["phones"]
    assert (Phone("555", "mobile", voice=True, text=None),) == kept


def test_a_kind_from_elsewhere_is_one_of_the_choices() -> None:
    """A pager stays a pager."""
    typed = texts().of(SMITH)
    (kind,) = [field for field in texts().form_fields(typed, SMITH) if field.name == "phone.1.kind"]
    assert "pager" in dict(kind.choices)


@pytest.mark.parametrize(("typed", "code"), [("lee", "lee"), ("LEE", "lee"), ("Ito", "ito"), ("", ""), (" ", "")])
def test_a_provider_is_named_by_code_or_family_name(typed: str, code: str) -> None:
    """In whatever case; nothing is nobody."""
    assert code == texts().values({"usual_provider": typed}, ["usual_provider"])["usual_provider"]


@pytest.mark.parametrize(("typed", "error"), [("lei", NotFound), ("gone", BadInput)])
def test_a_provider_who_is_not_there_is_refused(typed: str, error: type[Exception]) -> None:
    """Unknown, or no longer working."""
    with pytest.raises(error):
        texts().check("usual_provider", typed)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("birth_date", "14mar84", "14 March 1984, 42 years old."),
        ("birth_date", "12/24/1984", "24 December 1984, 41 years old."),
        ("birth_date", "3/14", None),
        ("usual_provider", "ito", "Ito, Ken MD."),
        ("usual_provider", "nobody", None),
        ("family", "Smith", None),
    ],
)
def test_what_can_be_read_is_said_back(name: str, typed: str, said: str | None) -> None:
    """The birth date in words, so that nobody mistakes the month."""
    told = texts().told(name, typed)
    assert said == (told[0] if told else None)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("birth_date", "13/45/1984"),
        ("birth_date", "12/24/2026"),
        ("birth_date", ""),
        ("email", "nowhere"),
        ("phone.0.number", "call me"),
        ("usual_provider", "nobody"),
    ],
)
def test_what_cannot_be_is_told_for_its_field(name: str, typed: str) -> None:
    """Before anything is saved."""
    with pytest.raises((BadInput, NotFound)):
        texts().check(name, typed)


@pytest.mark.parametrize("name", ["email", "phone.0.number", "usual_provider", "family", "alert.0"])
def test_what_may_be_left_out_may_be_empty(name: str) -> None:
    """Nothing typed is nothing wrong."""
    texts().check(name, "")


def test_a_group_is_shown_in_one_line() -> None:
    """For a comparison: words, not codes."""
    typed = texts().of(replace(SMITH, phones=SMITH.phones[:2]))
    assert [
        "617 555 0123 mobile, 555-9 pager",
        "Dupont, Doe (until June 2015)",
        "14 March 1984, 42 years old",
        "yes",
    ] == [texts().shown(typed, key) for key in ("phone", "previous", "birth_date", "interpreter")]
