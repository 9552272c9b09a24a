"""What does a line say of a patient, and is everything that is wrong with it told?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clinic.model import Clinic, Provider
from core.fields.model import ReadContext
from core.importing.columns import ColumnMap, find_columns
from core.importing.csv_lines import CsvLine
from core.importing.incoming import Incoming, LineReader, Rejection
from core.patients.importing import COLUMNS, PatientImport
from core.patients.model import Alert, Patient, PatientStatus, Phone, PreviousName, Sex
from core.record_ref import PatientId
from core.text.cleaning import UNSAFE

TODAY = date(2026, 11, 23)
WHO = {"family": "Smith", "given": "John", "birth_date": "1984-03-14"}
SMITH = Patient(PatientId(0), "", "Smith", "John", date(1984, 3, 14))


READING = ReadContext(Clinic(providers={"lee": Provider("lee", "Lee, Dana MD")}), TODAY, order=None, in_file=True)
"""Only Lee works here."""


def read(cells: dict[str, str], column_map: ColumnMap | None = None) -> Incoming[Patient] | Rejection:
    """What a line of these columns says."""
    headings = list(cells)
    wanted = column_map or ColumnMap()
    columns = find_columns(headings, wanted, COLUMNS, place="them.csv")
    reader = LineReader(columns, wanted, PatientImport(), READING)
    return reader.read(CsvLine(2, list(cells.values())))


def said(cells: dict[str, str], column_map: ColumnMap | None = None) -> Patient:
    """The record that the line says."""
    incoming = read(cells, column_map)
    assert isinstance(incoming, Incoming), incoming
    return incoming.record


def wrong(cells: dict[str, str], column_map: ColumnMap | None = None) -> tuple[str, str]:
    """The fields that are wrong, and why."""
    rejection = read(cells, column_map)
    assert isinstance(rejection, Rejection), rejection
    return rejection.field, rejection.reason


def test_a_whole_line() -> None:
    """Every field that a file can bring finds its place in the record."""
    cells = {
        "id": "E-17",
        "mrn": "M-4",
        "family": "García López",
        "given": "Ana",
        "middle": "María",
        "preferred": "Anita",
        "maiden": "Núñez",
        "dob": "1984-03-14",
        "sex": "F",
        "phone": "555 0117",
        "home phone": "555 0118",
        "work phone": "555 0119",
        "email": "ana@example.org",
        "address": "12 Elm Street",
        "address2": "Unit 4",
        "city": "Springfield",
        "state": "MA",
        "zip": "01101",
        "country": "USA",
        "language": "Spanish",
        "interpreter": "Yes",
        "usual provider": "LEE",
        "alert": "Hard of hearing",
        "status": "restricted",
    }
    assert Patient(
        PatientId(0),
        "M-4",
        "García López",
        "Ana María",
        date(1984, 3, 14),
        Sex.FEMALE,
        "Anita",
        (PreviousName("Núñez"),),
        (Phone("555 0117", "mobile"), Phone("555 0118", "home"), Phone("555 0119", "work")),
        "ana@example.org",
        "12 Elm Street, Unit 4, Springfield, MA 01101, USA",
        "Spanish",
        interpreter=True,
        usual_provider="lee",
        alerts=(Alert("Hard of hearing"),),
        restricted=True,
        external_id="E-17",
    ) == said(cells)


def test_empty_cells_leave_their_field_open() -> None:
    """They are no statement that the patient has no phone."""
    incoming = read({**WHO, "phone": "", "sex": " ", "address": ""})
    assert isinstance(incoming, Incoming)
    assert (SMITH, frozenset(WHO)) == (incoming.record, incoming.says)


def test_a_single_name_is_a_name() -> None:
    """Family or given may be empty, not both."""
    assert ("Madonna", "") == (said({**WHO, "given": "Madonna", "family": ""}).given, "")
    assert ("family", "Family and given name are missing.") == wrong({**WHO, "family": "", "given": " "})


@pytest.mark.parametrize(
    ("died", "status"),
    [
        ("2020-01-02", PatientStatus.DECEASED),
        ("yes", PatientStatus.DECEASED),
        ("TRUE", PatientStatus.DECEASED),
        ("", PatientStatus.ACTIVE),
        ("no", PatientStatus.ACTIVE),
        ("0", PatientStatus.ACTIVE),
    ],
)
def test_who_has_died(died: str, status: PatientStatus) -> None:
    """A date of death, or a yes, makes the record a deceased person's."""
    assert status == said({**WHO, "deathdate": died}).status


def test_a_death_before_the_birth() -> None:
    """One of the two dates is wrong."""
    assert ("deceased", "The date of death is before the birth date.") == wrong({**WHO, "death date": "1984-03-13"})


def test_the_same_number_twice_is_one_phone() -> None:
    """By its digits, kept as the first column has it."""
    phones = said({**WHO, "phone": "555-0117", "home phone": "555 0117", "work phone": "5550118"}).phones
    assert (Phone("555-0117", "mobile"), Phone("5550118", "work")) == phones


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Each field with its sentence, in the order of the columns."""
    field, reason = wrong({**WHO, "birth_date": "3/4/1984", "sex": "x", "email": "at home", "phone": "none"})
    assert "birth_date, sex, email, phone" == field
    assert reason.startswith("3/4/1984 can be 4 March 1984 or 3 April 1984.")
    assert reason.endswith(
        '"x" is not a sex; use "female", "male", "other" or "unknown". "at home" is no e-mail address.'
        ' "none" is no phone number.'
    )


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"birth_date": ""}, "birth_date", "The birth date is missing."),
        ({"status": "entered-in-error"}, "status", None),
        ({"interpreter": "perhaps"}, "interpreter", '"perhaps" is not yes or no; use "yes" or "no".'),
        ({"usual provider": "who"}, "usual_provider", "There is no provider 'who'."),
        ({"mrn": "1" * 41}, "mrn", "The mrn has more than 40 characters."),
        ({"city": "x" * 121}, "city", "The city has more than 120 characters."),
        ({"given": "x" * 61, "middle": "y" * 61}, "given", "The given has more than 120 characters."),
        ({"phone": "1" * 21}, "phone", None),
    ],
)
def test_what_is_refused(cells: dict[str, str], field: str, reason: str | None) -> None:
    """What no record may have, and what would not fit into it whole."""
    found, why = wrong({**WHO, **cells})
    assert (field, reason or why) == (found, why)


@pytest.mark.parametrize("field", ["family", "given", "mrn", "external_id", "preferred", "city", "alerts", "phone"])
def test_text_of_which_nothing_is_left_is_refused(field: str) -> None:
    """An escape, a zero width space, a bidi control: there is something, and it cannot be shown."""
    assert field == wrong({**WHO, field: "\x1b\u200b\u202e"})[0]


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_hostile_text_enters(family: str, address: str) -> None:
    """Whatever stands in a cell, what is kept of it is safe to show; or the line is refused."""
    incoming = read({**WHO, "family": family, "address": address})
    if isinstance(incoming, Incoming):
        kept = incoming.record.family + incoming.record.address
        assert not UNSAFE.search(kept.replace("\u200c", "").replace("\u200d", ""))


def test_too_many_or_too_few_cells() -> None:
    """Which cell is missing nobody knows, so that none is taken."""
    columns = find_columns(["family", "given", "birth_date"], ColumnMap(), COLUMNS, place="them.csv")
    reader = LineReader(columns, ColumnMap(), PatientImport(), READING)
    told = [reader.read(CsvLine(7, cells)) for cells in (["Smith", "1984-03-14"], ["Smith", "John", "1984-03-14", ""])]
    assert [
        Rejection(7, ["Smith", "1984-03-14"], "", "The line has another number of cells than the headings: 2, not 3."),
        Rejection(
            7,
            ["Smith", "John", "1984-03-14", ""],
            "",
            "The line has another number of cells than the headings: 4, not 3.",
        ),
    ] == told


def test_a_map_says_what_values_mean_and_joins_columns() -> None:
    """Values without regard to case and spaces, also to nothing; a birth date in three columns."""
    column_map = ColumnMap(
        columns={"n": "family", "y": "birth_date", "m": "birth_date", "d": "birth_date", "g": "sex", "p": "phone"},
        values={"sex": {"1": "male"}, "phone": {"n/a": ""}},
        joins={"birth_date": "-"},
    )
    cells = {"n": "Smith", "y": "1984", "m": "3", "d": "14", "g": " 1", "p": "N/A"}
    smith = said(cells, column_map)
    assert (date(1984, 3, 14), Sex.MALE, ()) == (smith.birth_date, smith.sex, smith.phones)
