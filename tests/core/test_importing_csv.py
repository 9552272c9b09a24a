"""Is a CSV text taken apart as it was put together, and does a broken line cost no other?"""

from __future__ import annotations

import csv
import io
from typing import Final, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importing.csv_lines import LONGEST_LINE, CsvLine, delimiter_of, read_csv
from core.importing.sentences import IMPORT_LINE_TOO_LONG, IMPORT_QUOTES

CELL: Final = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)


def taken_apart(text: str, delimiter: str = ",") -> list[CsvLine]:
    """The records of a text, given by its lines as a file gives them."""
    return list(read_csv(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\r\n1,2\r\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\r1,2\r", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a,b\n1,2", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ('a\n"x, y"\n', [(1, ["a"]), (2, ["x, y"])]),
        ('a\n"say ""ah"""\n', [(1, ["a"]), (2, ['say "ah"'])]),
        ('a,b\n"two\nlines",1\nz,2\n', [(1, ["a", "b"]), (2, ["two\nlines", "1"]), (4, ["z", "2"])]),
        ('a,b\r\n"two\r\n\r\nlines",1\r\nz,2', [(1, ["a", "b"]), (2, ["two\r\n\r\nlines", "1"]), (5, ["z", "2"])]),
        ('a\n5" nail\n', [(1, ["a"]), (2, ['5" nail'])]),
        ("a,,\n", [(1, ["a", "", ""])]),
    ],
)
def test_lines_and_cells(text: str, expected: list[tuple[int, list[str]]]) -> None:
    """Any line ends, quotes, doubled quotes and line breaks in quotes; each record has the number of its first line."""
    assert expected == [(line.number, line.cells) for line in taken_apart(text) if not line.problem]


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
)
def test_what_was_written_is_read(table: list[list[str]], delimiter: str, end: str, quoting: Literal[0, 1]) -> None:
    """Whatever Python's writer wrote comes back cell by cell, and the numbers count the lines of the file."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting)
    starts = []
    for cells in table:
        starts.append(1 + written.getvalue().count("\n"))
        writer.writerow(cells)

    read = taken_apart(written.getvalue(), delimiter)

    assert list(zip(starts, table, strict=True)) == [(line.number, line.cells) for line in read]


@pytest.mark.parametrize(
    "broken",
    ['"never closed,x', '"closed" too early,x', '"a"b,x', 'x,"open'],
)
def test_a_broken_line_costs_no_other(broken: str) -> None:
    """The line itself comes as it stands, with what is wrong; those behind it as if nothing had been."""
    lines = taken_apart(f'a,b\n{broken}\n"quoted, indeed",2\n3,4\n')
    assert [(2, [broken], IMPORT_QUOTES)] == [(line.number, line.cells, line.problem) for line in lines if line.problem]
    assert [(1, ["a", "b"]), (3, ["quoted, indeed", "2"]), (4, ["3", "4"])] == [
        (line.number, line.cells) for line in lines if not line.problem
    ]


def test_an_open_quote_does_not_swallow_the_file() -> None:
    """However long the file is behind it, one line is lost."""
    lines = taken_apart('a,b\n"open,x\n' + "1,2\n" * 5000)
    assert [2] == [line.number for line in lines if line.problem]
    assert 5000 == sum(line.cells == ["1", "2"] for line in lines)


def test_a_line_too_long_for_a_table() -> None:
    """It is named and not looked into."""
    _, long, after = taken_apart("a,b\n" + "x" * LONGEST_LINE + "\n1,2\n")
    assert (2, IMPORT_LINE_TOO_LONG, ["1", "2"]) == (long.number, long.problem, after.cells)


@pytest.mark.parametrize(
    ("text", "blank"),
    [("\n", True), (" , \n", True), ('"",""\n', True), ("a,\n", False), ('"open\n', False)],
)
def test_blank_lines_are_known(text: str, blank: bool) -> None:  # noqa: FBT001
    """Lines of nothing but delimiters and spaces say nothing; a broken one is not blank."""
    assert [blank] == [line.is_blank for line in taken_apart(text)]


@pytest.mark.parametrize(
    ("headings", "delimiter"),
    [("a,b;c,d", ","), ("family;given;birth_date", ";"), ("a\tb", "\t"), ("a|b|c", "|"), ("family", ",")],
)
def test_the_headings_tell_the_delimiter(headings: str, delimiter: str) -> None:
    """The one they have most often; a comma where there is none."""
    assert delimiter == delimiter_of(headings)
