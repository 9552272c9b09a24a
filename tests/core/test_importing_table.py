"""Where does the table of a text begin, what parts its cells, and in what is it written?"""

from __future__ import annotations

import codecs

import pytest

from core.importing.encodings import Encoding, marked, unmarked
from core.importing.table import open_table

HEAD = ["family", "given"]


@pytest.mark.parametrize(
    ("lines", "delimiter", "number"),
    [
        (["family,given\n"], ",", 1),
        (["\n", "family;given\n"], ";", 2),
        ([";;\r\n", "  \r\n", "family;given\r\n"], ";", 3),
        (["\ufefffamily\tgiven\n"], "\t", 1),
        (["\ufeff\n", "family|given\n"], "|", 2),
        (["sep=;\n", "family;given\n"], ";", 2),
        (['\ufeff"sep=;"\r\n', "\r\n", "family;given\r\n"], ";", 3),
        (["SEP=\t\n", "family\tgiven\n"], "\t", 2),
        (["sep=,\n", "family,given\n"], ",", 2),
        (['"family";"given"\n'], ";", 1),
        (["Ledger of 11/23/2026\n", "\n", "Main Street,,\n", "family,given\n"], ",", 4),
    ],
)
def test_the_headings_are_found(lines: list[str], delimiter: str, number: int) -> None:
    """After blank lines and a line that says the delimiter; the records keep the numbers of their lines."""
    found, records = open_table([*lines, f"Lee{delimiter}Bo\n"], "")
    head, lee = records
    assert (delimiter, number, HEAD) == (found, head.number, head.cells)
    assert (number + 1, ["Lee", "Bo"]) == (lee.number, lee.cells)


@pytest.mark.parametrize(
    "title", ["Patients, of Main Street, all", '"Patients, all","",""', "sep=;\nPatients;Main;", "Name\tReport"]
)
def test_a_title_in_several_cells_is_passed_over(title: str) -> None:
    """Where it is known how headings look; the lines keep their numbers, and one that has none is begun with."""
    above, between = [f"{line}\n" for line in title.split("\n")], ";" if "sep" in title else ","
    lines = [*above, "\n", f"family{between}given\n", f"Lee{between}Bo\n"]
    found, (head, lee) = open_table(lines, "", lambda cells: cells == HEAD)
    assert (between, len(above) + 2, HEAD, ["Lee", "Bo"]) == (found, head.number, head.cells, lee.cells)
    _, (first, *_) = open_table(lines[:-2], "", lambda cells: cells == HEAD)
    assert first.number == len(above)


def test_a_table_of_one_column_keeps_its_numbers() -> None:
    """Its first lines could be titles, and blank ones between them are lines too."""
    lines = ["\n", "code\n", "\n", "Lee\n", "\n", "\n", *(f"Bo{at}\n" for at in range(30))]
    _, records = open_table(lines, "")
    numbers = [record.number for record in records]
    assert [2, 4, *range(7, 37)] == numbers


def test_a_delimiter_within_quotes_does_not_count() -> None:
    """The headings may hold any text."""
    delimiter, records = open_table(['"a, b, c, d";family\n'], "")
    assert (";", [["a, b, c, d", "family"]]) == (delimiter, [one.cells for one in records])


@pytest.mark.parametrize("lines", [[], [""], ["\n", "\r\n"], ["\ufeff"], ["sep=;\n"], ["sep=;\n", "\n"]])
def test_a_text_without_headings(lines: list[str]) -> None:
    """Has no record."""
    assert [] == list(open_table(lines, "")[1])


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        (codecs.BOM_UTF8 + b"family", Encoding("utf-8", "utf-8-sig")),
        ("family,given\nŁuk".encode("utf-16"), Encoding("utf-16", "utf-16")),
        (codecs.BOM_UTF16_BE + "family".encode("utf-16-be"), Encoding("utf-16", "utf-16")),
        ("family,given\nŁuk".encode("utf-16-le"), Encoding("utf-16", "utf-16-le")),
        ("family,given\nŁuk".encode("utf-16-be"), Encoding("utf-16", "utf-16-be")),
        ("family,given\nĀboliņa,Dž".encode("utf-16-le"), Encoding("utf-16", "utf-16-le")),
        ("family,given\nĀboliņa,Dž".encode("utf-16-be"), Encoding("utf-16", "utf-16-be")),
        ("family,given\nŁuk".encode("utf-32"), Encoding("utf-32", "utf-32")),
        (codecs.BOM_UTF32_BE + "family".encode("utf-32-be"), Encoding("utf-32", "utf-32")),
        ("фамилия;имя\n𠮷田;太郎".encode("utf-32-le"), Encoding("utf-32", "utf-32-le")),
        ("фамилия;имя\n𠮷田;太郎".encode("utf-32-be"), Encoding("utf-32", "utf-32-be")),
        (b"family,given\nSm\x00ith", None),
        (b"family,given\n" + b"\0" * 200, None),
        (b"", None),
    ],
)
def test_a_mark_or_zeros_tell_the_encoding(begins: bytes, expected: Encoding | None) -> None:
    """A stray NUL makes no UTF-16, nor do many make UTF-32."""
    assert expected == marked(begins)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([b"family", b"Smith"], "utf-8"),
        (["Müller".encode(), "Núñez".encode(), "Groß".encode("latin-1")], "utf-8"),
        (["Müller".encode("cp1252"), b"Smith"], "windows-1252"),
        (["Müller".encode("cp1252"), "Núñez".encode("cp1252"), "Ã©".encode("cp1252")], "windows-1252"),
        (["Müller".encode(), "Núñez".encode("cp1252")], "utf-8"),
    ],
)
def test_most_lines_tell_the_encoding(lines: list[bytes], name: str) -> None:
    """One broken line makes no other encoding of a file; in doubt it is UTF-8, and the broken line is named."""
    found = unmarked(lines)
    assert name == (found and found.name)
