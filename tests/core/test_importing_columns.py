"""Which column is taken for which field, by plain names and by a map, and which headings and maps are refused?"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.calendar.date_order import DateOrder
from core.errors import BadSettings
from core.importing.columns import ColumnMap, find_columns
from core.importing.map_file import read_map
from core.patients.importing import COLUMNS

ROOT = Path(__file__).resolve().parents[2]


def places(*headings: str, column_map: ColumnMap | None = None) -> dict[str, tuple[int, ...]]:
    """Where each field was found."""
    return dict(find_columns(headings, column_map or ColumnMap(), COLUMNS, place="them.csv").places)


def problems(*headings: str, column_map: ColumnMap | None = None) -> list[str]:
    """What is wrong with the headings."""
    with pytest.raises(BadSettings) as refusal:
        places(*headings, column_map=column_map)
    return list(refusal.value.problems)


def test_the_plain_names() -> None:
    """Every field is known by its own name, with or without underscores, spaces and capitals."""
    for name in COLUMNS.names:
        shouted = name.replace("_", " ").upper()
        assert (name, name, name) == (COLUMNS.called(name), COLUMNS.called(shouted), COLUMNS.called(name.title()))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Surname", "family"),
        ("Last Name", "family"),
        ("First-Name", "given"),
        ("DOB", "birth_date"),
        ("Date of Birth", "birth_date"),
        ("birthdate", "birth_date"),
        ("Gender", "sex"),
        ("Id", "external_id"),
        ("Zip Code", "zip"),
        ("Maiden", "previous"),
        ("DeathDate", "deceased"),
        ("Telephone", "phone"),
        ("cell", "mobile_phone"),
        ("Home Phone", "home_phone"),
        ("SSN", ""),
        ("", ""),
    ],
)
def test_other_names(heading: str, field: str) -> None:
    """What other systems call the fields; what is no field is none."""
    assert field == COLUMNS.called(heading)


def test_columns_that_are_no_field_are_left_out() -> None:
    """Also those that a file of rejected lines adds."""
    expected = {"family": (1,), "birth_date": (2,)}
    assert expected == places("SSN", "family", "dob", "line", "field", "reason", "")


def test_a_fields_own_name_counts_before_its_others() -> None:
    """A file may have both sex and gender, both id and external_id."""
    found = places("id", "external_id", "gender", "sex", "family", "birth_date")
    assert ((1,), (3,)) == (found["external_id"], found["sex"])


def test_phones_and_earlier_names_may_have_several_columns() -> None:
    """Each of them counts."""
    found = places("family", "dob", "phone", "tel", "maiden", "former name")
    assert ((2, 3), (4, 5)) == (found["phone"], found["previous"])


def test_every_error_of_the_headings_is_told() -> None:
    """Two columns for one field, and what a record needs and nobody brings."""
    told = problems("last", "surname", "phone")
    assert [
        '"last" or "surname" both mean the family; say in a map which one counts.',
        'there is no column for birth date, only "last", "surname", "phone".',
    ] == told
    assert ['there is no column for family, given, name or name given first, only "birth_date".'] == problems(
        "birth_date"
    )


def test_a_map_names_the_columns() -> None:
    """Then the plain names count no more, and several columns may be one field."""
    column_map = ColumnMap(columns={"N1": "family", "N2": "family", "B": "birth_date"})
    assert {"family": (1, 3), "birth_date": (2,)} == places("given", "N1", "B", "N2", column_map=column_map)


def test_columns_of_a_map_that_are_not_there() -> None:
    """Each is named, with the one that was meant."""
    column_map = ColumnMap("them.toml", columns={"LAST": "family", "BORN": "birth_date"})
    assert [
        "them.toml names a column \"LAST\", which the file does not have. Did you mean 'Last'?",
        'them.toml names a column "BORN", which the file does not have.',
    ] == problems("Last", "x", column_map=column_map)


def test_a_column_of_a_map_that_is_there_twice() -> None:
    """Nobody can say which one was meant; columns that the map does not name may be there twice."""
    column_map = ColumnMap(columns={"A": "family", "B": "birth_date"})
    assert ['there are two columns "A", and the map names it.'] == problems("A", "B", "A", column_map=column_map)
    assert {"family": (0,), "birth_date": (1,)} == places("A", "B", "C", "C", column_map=column_map)


def test_a_map() -> None:
    """Everything a map can say, with its cells compared without regard to case."""
    text = """
    encoding = "windows-1252"
    delimiter = ";"
    dates = "dmy"
    [columns]
    Name = "family"
    Birth = "birth_date"
    Road = "address"
    House = "address"
    [join]
    address = ", "
    [values.sex]
    Weiblich = "female"
    "-" = ""
    """
    assert ColumnMap(
        "them.toml",
        "windows-1252",
        ";",
        DateOrder.DMY,
        {"Name": "family", "Birth": "birth_date", "Road": "address", "House": "address"},
        {"sex": {"weiblich": "female", "-": ""}},
        {"address": ", "},
    ) == read_map(text, COLUMNS, place="them.toml")


def test_an_empty_map_says_nothing() -> None:
    """The plain names count then, in UTF-8."""
    assert ColumnMap("them.toml") == read_map("", COLUMNS, place="them.toml")


def test_every_error_of_a_map_is_told_with_its_line() -> None:
    """Unknown keys, fields and words, wrong types, and joins of nothing."""
    text = """delimiter = "/"
dates = "m/d/y"
colums = 1
[columns]
A = "familly"
B = 3
[values.sex]
M = "mail"
[values.shoe_size]
R = "red"
[join]
phone = " "
given = " "
"""
    with pytest.raises(BadSettings) as refusal:
        read_map(text, COLUMNS, place="m.toml")
    assert [
        'm.toml line 1: delimiter: "/" is not a character between cells; use ",", ";", "\\t" or "|".',
        'm.toml line 2: dates: "m/d/y" is not allowed here; did you mean "mdy"?',
        'm.toml line 3: "colums" is not a key of a map; did you mean "columns"?',
        'm.toml line 5: columns.A: "familly" is not a field; did you mean "family"?',
        "m.toml line 6: columns.B: 3 is not text.",
        'm.toml line 8: values.sex: "mail" is not a sex; did you mean "male"?',
        'm.toml line 9: values: "shoe_size" is not a field.',
        "m.toml line 12: join: each column of phone counts by itself; remove the line.",
        "m.toml line 13: join: only one column is given, or none; remove the line.",
    ] == list(refusal.value.problems)


def test_the_map_that_is_shipped() -> None:
    """It is sound, and names what a record needs."""
    place = ROOT / "examples" / "synthea-patients.toml"
    column_map = read_map(place.read_text(encoding="utf-8"), COLUMNS, place=place.name)
    assert {"external_id", "family", "given", "birth_date", "sex", "deceased"} <= set(column_map.columns.values())
