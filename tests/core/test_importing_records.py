"""Whom does a line mean, and what does it change of the record?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.importing import merging
from core.importing.deciding import Met
from core.importing.incoming import Incoming
from core.patients.fields import PATIENT
from core.patients.importing import PatientImport
from core.patients.model import Alert, Patient, PatientStatus, Phone, PreviousName, Sex
from core.record_ref import PatientId
from core.structs import replace
from core.text.cleaning import fold
from tests.drawn import drawn

if TYPE_CHECKING:
    from core.visits.ports import Reading

BORN = date(1984, 3, 14)
SMITH = Patient(PatientId(1), "100001", "Smith", "John", BORN, Sex.MALE, external_id="E1")
JONES = Patient(PatientId(2), "100002", "Jones", "Ann", date(1990, 5, 6), Sex.FEMALE)
PORT = PatientImport()
NAMESAKE = replace(SMITH, id=PatientId(3), mrn="100003", external_id="")


@dataclass(frozen=True, slots=True)
class Register:
    """Patients of a store, as far as an import asks for them."""

    everybody: tuple[Patient, ...] = (SMITH, JONES)

    @property
    def patients(self) -> Register:
        """The store is all patients."""
        return self

    def with_external_id(self, external_id: str) -> tuple[Patient, ...]:
        """By external id."""
        return tuple(one for one in self.everybody if one.external_id == external_id)

    def with_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """By MRN."""
        return tuple(one for one in self.everybody if one.mrn.casefold() == mrn.casefold())

    def namesakes(self, patient: Patient) -> tuple[Patient, ...]:
        """By names and birth date."""
        return tuple(one for one in self.everybody if _names(one) == _names(patient))


def merged(record: Patient, incoming: Incoming[Patient]) -> Patient:
    """The record with what the line says."""
    return merging.merged(PATIENT, record, incoming)


def _names(patient: Patient) -> tuple[str, str, date]:
    return fold(patient.family), fold(patient.given), patient.birth_date


def meant(said: Patient, *patients: Patient) -> Patient | None:
    """Whom the line means among the patients, Smith and Jones if none are given."""
    found = PORT.find(cast("Reading", Register(patients or (SMITH, JONES))), said)
    assert found.id or found == said
    return found if found.id else None


def person(family: str = "Novak", given: str = "Petra", born: date = BORN, *, mrn: str = "", id_: str = "") -> Patient:
    """What a line says of somebody."""
    return Patient(PatientId(0), mrn, family, given, born, external_id=id_)


def line(*says: str, **fields: object) -> Incoming[Patient]:
    """A line that says these fields of Smith's record."""
    patient = replace(person("Smith", "John"), **fields)  # type: ignore[arg-type]
    return Incoming(2, (), patient, frozenset({"family", "given", "birth_date", *fields, *says}))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (person("Smithers", "John", id_="E1"), SMITH),
        (person(id_="E9"), None),
        (person("Jones", "Ann", mrn="100002"), JONES),
        (person("Jones-Lee", "Ann", mrn="100002"), JONES),
        (person("Jones", "Ann", mrn="100009"), None),
        (person("Petra", "Novak", mrn="100009"), None),
        (person("SMITH", "Jóhn"), SMITH),
        (person("Smith", "John", date(1984, 3, 15)), None),
        (person("Jones", "Ann", mrn="100002", id_="E2"), JONES),
    ],
)
def test_whom_a_line_means(said: Patient, expected: Patient | None) -> None:
    """By external id, else MRN, else names and birth date; a new external id may be that of who has the MRN."""
    assert expected == meant(said)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (person("Smith", "John", id_="E1", mrn="100002"), "MRN 100002 belongs to Jones, Ann."),
        (person("Smith", "John", mrn="100001", id_="E9"), "MRN 100001 belongs to Smith, John."),
    ],
)
def test_an_mrn_of_somebody_else(said: Patient, sentence: str) -> None:
    """Two systems may both count from 100001: nobody is overwritten with whom nothing but the number is shared."""
    with pytest.raises(BadInput) as refusal:
        meant(said)
    assert ("mrn", sentence) == (refusal.value.field, refusal.value.sentence)


def test_names_and_birth_date_that_fit_two() -> None:
    """The line must say which."""
    with pytest.raises(BadInput) as refusal:
        meant(person("Smith", "John"), SMITH, NAMESAKE)
    assert "2 patients fit: id:1, id:3. Give the line an external id or an MRN." == refusal.value.sentence


def test_a_line_that_says_nothing_new_leaves_the_very_record() -> None:
    """Also where it leaves fields open that the record has."""
    kept = replace(
        SMITH,
        phones=(Phone("555 0117"),),
        address="Elm Street",
        alerts=(Alert("Deaf"),),
        previous=(PreviousName("Smyth"),),
    )
    assert kept is merged(kept, line())
    assert kept is merged(
        kept, line(phones=(Phone("555-0117", "home"),), alerts=(Alert("Deaf"),), previous=(PreviousName("Smyth"),))
    )


def test_what_a_line_says_takes_the_place_of_what_was() -> None:
    """Field by field; the row number, the rev and what the desk noted stay."""
    changed = merged(SMITH, line(family="Smyth", email="j@example.org", status=PatientStatus.DECEASED))
    assert replace(SMITH, family="Smyth", email="j@example.org", status=PatientStatus.DECEASED) == changed


def test_an_unknown_sex_says_nothing_against_a_known_one() -> None:
    """Other systems export what they never asked."""
    assert SMITH is merged(SMITH, line(sex=Sex.UNKNOWN))
    assert Sex.OTHER is merged(SMITH, line(sex=Sex.OTHER)).sex


def test_earlier_names_and_alerts_are_added() -> None:
    """What the desk wrote there stays."""
    kept = replace(SMITH, previous=(PreviousName("Smyth"),), alerts=(Alert("Deaf"),))
    changed = merged(
        kept, line(previous=(PreviousName("Smith-Lee"), PreviousName("Smyth")), alerts=(Alert("Wheelchair"),))
    )
    assert (("Smyth", "Smith-Lee"), ("Deaf", "Wheelchair")) == (
        changed.earlier_names,
        tuple(alert.text for alert in changed.alerts),
    )


def test_a_number_takes_the_place_of_those_of_its_kind() -> None:
    """A number that was known keeps its consents; numbers of other kinds stay."""
    known, home = Phone("555 0117", "mobile", text=True), Phone("555 0118", "home")
    kept = replace(SMITH, phones=(known, home))
    assert (Phone("555 0119"), home) == merged(kept, line(phones=(Phone("555 0119"),))).phones
    both = (Phone("5550117"), Phone("555 0120", "work"))
    assert (known, Phone("555 0120", "work"), home) == merged(kept, line(phones=both)).phones


@given(
    st.lists(drawn(Phone, st.sampled_from(["5550117", "555 0117", "5550118", "5550119"]),
                       st.sampled_from(["mobile", "home"])), max_size=3),
    st.lists(drawn(Phone, st.sampled_from(["5550117", "5550118", "5550119"]),
                       st.sampled_from(["mobile", "home", "work"])), max_size=3),
)  # fmt: skip
def test_the_same_line_twice_changes_nothing(kept: list[Phone], said: list[Phone]) -> None:
    """Whatever numbers a record and a line have, and by whatever kind."""
    incoming = line(phones=tuple(said), email="j@example.org", alerts=(Alert("Deaf"),))
    once = merged(replace(SMITH, phones=tuple(kept)), incoming)
    assert once is merged(once, incoming)


def test_a_line_looks_by_numbers_and_names() -> None:
    """With a number it looks by names too: who is there under another number is not added a second time."""
    said = person("Smith", "John", mrn="M1", id_="E1")
    names = ("names", "smith", "john", "1984-03-14")
    assert (("external_id", "E1"), ("mrn", "m1"), names) == PORT.search_keys(said)
    assert (names,) == PORT.search_keys(person("SMITH", "john"))
    assert set(PORT.search_keys(said)) == set(PORT.keys_of(said))


def test_two_lines_that_contradict_each_other() -> None:
    """The first is taken, the second named; one that says the same, or less, is no contradiction."""
    store, met = cast("Reading", Register()), Met(PORT)
    first = replace(line(external_id="E1", email="a@example.org"), line=5)
    assert met.decide(store, first) is not None
    after = cast("Reading", Register((replace(SMITH, email="a@example.org"),)))
    assert met.decide(after, replace(first, line=6)) is None
    assert met.decide(after, replace(line(external_id="E1"), line=7)) is None
    with pytest.raises(BadInput, match="Line 5 is about the same patient and says something else"):
        met.decide(after, replace(line(external_id="E1", email="b@example.org"), line=8))
