"""Is a file read as other systems write it, and can a person mend what was not taken of it?"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from core.errors import BadInput
from core.importing.encodings import Encoding
from core.importing.incoming import Rejection
from tests.command_line import CommandLine
from tests.patient_files import HEADINGS, JONES, SMITH, counts, written
from tui.cli.csv_files import opened_csv
from tui.cli.rejects import rejects_file

UTF_8 = Encoding("utf-8", "utf-8")


def test_the_file_of_the_rejected(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """The same columns, then line, field and reason; a line with the wrong cells keeps them; its owner's alone."""
    file = written(tmp_path, HEADINGS, '"E1",,,"1984-03-14",,""', "E2,Jones", SMITH, end="\r\n")
    rejects = tmp_path / "rejects.csv"
    ran = clinicdesk("import", "patients", file, "--rejects", rejects)
    assert [
        [*HEADINGS.split(","), "line", "field", "reason"],
        ["E1", "", "", "1984-03-14", "", "", "2", "family", "Family and given name are missing."],
        ["E2", "Jones", "3", "", "The line has another number of cells than the headings: 2, not 6."],
    ] == list(csv.reader(io.StringIO(rejects.read_text())))
    assert f"The rejected lines are in {rejects}: mend them there and import that file." in ran.out
    assert 0o600 == rejects.stat().st_mode & 0o777
    assert {"rejects.csv", "them.csv", "clinic.toml"} == {
        path.name for path in tmp_path.iterdir() if not path.name.startswith("clinic.db")
    }


def test_the_rejected_of_the_rejected(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Reading and writing the same file: it is replaced when all is read, and what was there is kept under a number."""
    rejects = tmp_path / "rejects.csv"
    clinicdesk(
        "import",
        "patients",
        written(tmp_path, HEADINGS, "E1,,,1984-03-14,,", "E2,,,1990-05-06,,"),
        "--rejects",
        rejects,
    )
    before = rejects.read_text()
    rejects.write_text(before.replace("E1,,", "E1,Smith,John"))

    ran = clinicdesk.json("import", "patients", rejects, "--rejects", rejects)

    assert (1, 0, 0, 1) == counts(ran.result)
    assert f"The {rejects} of before is now {rejects}.1." in ran.answer["message"]
    assert f"{HEADINGS},line,field,reason\nE2,,,1990-05-06,,,3,family,Family and given name are missing.\n" == (
        rejects.read_text()
    )
    assert "E1,Smith,John" in (tmp_path / "rejects.csv.1").read_text()


def test_no_file_for_no_rejects(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """And one of before stays."""
    rejects = tmp_path / "rejects.csv"
    clinicdesk("import", "patients", written(tmp_path, HEADINGS, SMITH), "--rejects", rejects)
    assert not rejects.exists()
    mine = f"{HEADINGS},line,field,reason\n"
    rejects.write_text(mine)
    assert 0 == clinicdesk("import", "patients", written(tmp_path, HEADINGS, SMITH), "--rejects", rejects).code
    assert (mine, []) == (rejects.read_text(), list(tmp_path.glob(".rejects*")))


IN_THE_WAY: Final[dict[str, Callable[[Path], object]]] = {
    "text": lambda place: place.write_text("mine, line, field\n"),
    "empty": Path.touch,
    "database": lambda place: place.write_bytes(b"SQLite format 3\0,line,field,reason"),
    "folder": Path.mkdir,
    "link": lambda place: place.symlink_to(written(place.parent, f"{HEADINGS},line,field,reason", name="earlier.csv")),
    "dangling link": lambda place: place.symlink_to("nowhere"),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_rejects_in_place_of_nothing_else(clinicdesk: CommandLine, tmp_path: Path, kind: str) -> None:
    """What is there and holds no rejected lines stays, links are not followed, and nothing is imported (2)."""
    place = tmp_path / "there"
    IN_THE_WAY[kind](place)
    file = written(tmp_path, HEADINGS, SMITH, "E2,,,,,")
    before, names = _as_it_is(place), set(tmp_path.iterdir())

    ran = clinicdesk.json("import", "patients", file, "--rejects", place)

    assert (2, True) == (ran.code, f"{place} is there and holds no rejected lines" in ran.answer["message"])
    assert [] == clinicdesk.json("find", "smith").result
    assert (before, names) == (_as_it_is(place), set(tmp_path.iterdir()))


def _as_it_is(place: Path) -> tuple[int, int, int, int]:
    """Which file is there, of what kind, how long and when last changed (not when it was last read)."""
    found = place.lstat()
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize("name", ["clinic.db", "clinic.toml"])
def test_rejects_in_place_of_no_clinic(clinicdesk: CommandLine, tmp_path: Path, name: str) -> None:
    """The database of the clinic that is open is not renamed away, nor its set-up file."""
    file = written(tmp_path, HEADINGS, SMITH, "E2,,,,,")
    before = (tmp_path / "clinic.db").lstat().st_ino

    assert 2 == clinicdesk("import", "patients", file, "--rejects", tmp_path / name).code

    assert before == (tmp_path / "clinic.db").lstat().st_ino


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    """Also one that got the name while lines were rejected is not replaced."""
    place = tmp_path / "rejects.csv"
    with ExitStack() as stack:
        rejects = stack.enter_context(rejects_file(place, UTF_8))
        rejects.begin(["family"], ",")
        rejects.write(Rejection(2, [""], "family", "It is missing."))
        place.write_text("mine")
        with pytest.raises(BadInput, match="holds no rejected lines"):
            stack.close()
    assert ("mine", [place]) == (place.read_text(), list(tmp_path.iterdir()))


@pytest.mark.parametrize(
    ("encoding", "in_map"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("latin-1", "latin-1"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_encodings(clinicdesk: CommandLine, tmp_path: Path, encoding: str, in_map: str | None) -> None:
    """UTF-8 with or without a byte order mark; others where the map says so, and the rejected are written alike."""
    lines = (HEADINGS, "E1,Núñez,Zoë,1984-03-14,,", "E2,Groß,,,,")
    file = written(tmp_path, *lines, encoding=encoding)
    options = []
    if in_map:
        options = ["--map", written(tmp_path, f'encoding = "{in_map}"', name="map.toml")]
    rejects = tmp_path / "rejects.csv"

    ran = clinicdesk.json("import", "patients", file, *options, "--rejects", rejects)

    assert (1, 0, 0, 1) == counts(ran.result)
    assert ["Núñez"] == [one["family"] for one in clinicdesk.json("find", "nunez").result]
    assert "Groß" in rejects.read_text(encoding=encoding)
    assert (0, 0, 0, 1) == counts(clinicdesk.json("import", "patients", rejects, *options).result)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_an_encoding_that_the_map_says_wrongly(clinicdesk: CommandLine, tmp_path: Path, encoding: str) -> None:
    """Nothing is taken, and the line that shows it is named."""
    file = written(tmp_path, HEADINGS, SMITH, "E2,Müller,Eva,1984-03-14,,", encoding=encoding)
    ran = clinicdesk.json("import", "patients", file, "--map", written(tmp_path, 'encoding = "utf-8"', name="map.toml"))
    line = {"latin-1": 3, "utf-16": 1}[encoding]
    assert (2, True) == (ran.code, f"Line {line} of them.csv is not utf-8 text" in ran.answer["message"])
    assert [] == clinicdesk.json("find", "smith").result


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "windows-1252"),
        ("latin-1", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-32-le", "utf-32"),
        ("utf-32-be", "utf-32"),
    ],
)
def test_an_encoding_that_nobody_says(clinicdesk: CommandLine, tmp_path: Path, encoding: str, name: str) -> None:
    """It is found out and said, also on standard input; the rejected are written alike, and can be mended."""
    file = written(tmp_path, HEADINGS, "E1,Núñez,Zoë,1984-03-14,,", "E2,Groß,,,,", encoding=encoding)
    rejects = tmp_path / "rejects.csv"
    ran = clinicdesk.json("import", "patients", file, "--rejects", rejects)
    assert (1, 0, 0, 1) == counts(ran.result)
    assert (name, name != "utf-8") == (ran.result["encoding"], f"It was read as {name}." in ran.answer["message"])
    assert ["Núñez"] == [one["family"] for one in clinicdesk.json("find", "nunez").result]
    mended = rejects.read_bytes().decode(encoding).replace("Groß,,", "Groß,Eva,1990-05-06")
    rejects.write_bytes(mended.encode(encoding))
    assert (1, 0, 0, 0) == counts(clinicdesk.json("import", "patients", rejects).result)
    assert ["Groß"] == [one["family"] for one in clinicdesk.json("find", "gross").result]


@pytest.mark.parametrize(("encoding", "said"), [("utf-32", "utf-16"), ("utf-32-le", "latin-1"), ("utf-16", "utf-32")])
def test_a_file_of_wide_characters_is_read_as_nothing_else(
    clinicdesk: CommandLine, tmp_path: Path, encoding: str, said: str
) -> None:
    """Though its bytes are text in the encoding that is said: each line of it would be rejected."""
    file = written(tmp_path, HEADINGS, SMITH, encoding=encoding)
    ran = clinicdesk.json("import", "patients", file, "--encoding", said)
    assert (2, True) == (ran.code, f"Line 1 of them.csv is not {said} text" in ran.answer["message"])


def test_an_encoding_that_is_not_evident_is_to_be_named(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Nothing is taken before somebody says which it is; under any of its names, over that of the map."""
    file = written(tmp_path, HEADINGS, "E1,山田,太郎,1984-03-14,,", "E2,鈴木,一郎,1990-05-06,,", encoding="cp932")
    ran = clinicdesk.json("import", "patients", file)
    assert (2, True) == (ran.code, "Name the encoding with --encoding" in ran.answer["message"])
    table = written(tmp_path, 'encoding = "big5"', name="map.toml")
    named = clinicdesk.json("import", "patients", file, "--map", table, "--encoding", "Shift_JIS")
    assert ((2, 0, 0, 0), "shift-jis") == (counts(named.result), named.result["encoding"])
    assert ["太郎"] == [one["given"] for one in clinicdesk.json("find", "山田").result]
    unknown = clinicdesk.json("import", "patients", file, "--encoding", "windows-1255x")
    assert (2, True) == (unknown.code, 'did you mean "windows-1255"?' in unknown.answer["message"])


@pytest.mark.parametrize(("codec", "name"), [("cp1250", "windows-1250"), ("iso8859-2", "iso-8859-2")])
def test_central_european_names_are_read_as_they_are(
    clinicdesk: CommandLine, tmp_path: Path, codec: str, name: str
) -> None:
    """As Windows-1252 they would say Wa³êsa."""
    file = written(
        tmp_path, HEADINGS, "E1,Wałęsa,Łukasz,1984-03-14,,", "E2,Świątek,Grażyna,1990-05-06,,", encoding=codec
    )
    ran = clinicdesk.json("import", "patients", file)
    assert ((2, 0, 0, 0), name) == (counts(ran.result), ran.result["encoding"])
    assert ["Wałęsa"] == [one["family"] for one in clinicdesk.json("find", "walesa").result]


@pytest.mark.parametrize(
    "begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\x1f\x8b\x08", b"\n<!DOCTYPE html>"]
)
def test_a_file_that_is_no_table_is_said_to_be_one(clinicdesk: CommandLine, tmp_path: Path, begins: bytes) -> None:
    """A workbook, what is packed or printed, and a page are not looked at for headings."""
    file = tmp_path / "them.csv"
    file.write_bytes(begins + bytes(range(256)))
    ran = clinicdesk("import", "patients", file)
    assert 2 == ran.code
    assert "save it as CSV there" in ran.err


def test_bytes_that_are_no_text_cost_their_line_alone(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """One line of another program in a file of UTF-8 is named, and stands in the file of the rejected as it was."""
    file = tmp_path / "them.csv"
    broken = "E2,Müller,Eva,1984-03-14,,".encode("latin-1")
    file.write_bytes(b"\n".join((HEADINGS.encode(), "E1,Núñez,Zoë,1984-03-14,,".encode(), broken, JONES.encode(), b"")))
    rejects = tmp_path / "rejects.csv"
    ran = clinicdesk.json("import", "patients", file, "--rejects", rejects)
    assert (2, 0, 0, 1) == counts(ran.result)
    assert (3, "family") == (ran.result["rejected"][0]["line"], ran.result["rejected"][0]["field"])
    assert broken in rejects.read_bytes()


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u200f", "\ufffd"])
def test_no_character_is_dropped_silently(clinicdesk: CommandLine, tmp_path: Path, character: str) -> None:
    """The line is named with its field; the others are taken."""
    file = written(tmp_path, HEADINGS, f"E1,Sm{character}ith,John,1984-03-14,,", JONES)
    ran = clinicdesk.json("import", "patients", file)
    assert (1, 0, 0, 1) == counts(ran.result)
    assert [(2, "family")] == [(one["line"], one["field"]) for one in ran.result["rejected"]]


def test_columns_that_are_not_taken_are_named(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """In the answer and the JSON, tried or taken, with the field that may have been meant."""
    file = written(tmp_path, "family,given,birth_date,emial,phone,phone2,", "Smith,John,1984-03-14,j@x.org,,,")
    for options in (("--dry-run",), ()):
        ran = clinicdesk.json("import", "patients", file, *options)
        assert [("emial", "email"), ("phone2", "phone"), ("column 7", "")] == [
            (one["column"], one["did_you_mean"]) for one in ran.result["unused"]
        ]
        assert (
            'Not taken: "emial" (did you mean "email"?), "phone2" (did you mean "phone"?), "column 7".'
            in ran.answer["message"]
        )


def test_a_heading_misspelt_that_is_needed(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """It is refused with the heading that may have been meant."""
    ran = clinicdesk.json("import", "patients", written(tmp_path, "family,given,brith_date", "Smith,John,1984-03-14"))
    assert (2, True) == (ran.code, 'Did "brith_date" mean it?' in ran.answer["message"])


def test_a_spreadsheet_says_its_delimiter(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Before blank lines and the headings; lines keep their numbers."""
    file = written(
        tmp_path, "sep=;", "", "family;given;birth_date", "Rossi;Ada;1977-07-07", "Verdi;Bo;30/2/77", end="\r"
    )
    ran = clinicdesk.json("import", "patients", file)
    assert (1, 0, 0, 1) == counts(ran.result)
    assert 5 == ran.result["rejected"][0]["line"]


def test_what_a_spreadsheet_did_to_a_cell(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Numbers that were rounded and days that were counted are rejected with each field."""
    file = written(tmp_path, "mrn,family,given,birth_date,phone", "3.4E+06,Castellano,Rosa,44927,5.5512E+09")
    ran = clinicdesk.json("import", "patients", file)
    assert [{"mrn", "birth_date", "phone"}] == [set(one["field"].split(", ")) for one in ran.result["rejected"]]
    assert "1 January 2023" in ran.result["rejected"][0]["reason"]


def test_what_spreadsheets_write(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """A byte order mark, semicolons, CR LF, quotes, line breaks within a cell, and empty lines at the end."""
    lines = (
        '"family";"given";"birth_date";"address"',
        '"Smith";"John ""Jack""";"1984-03-14";"Elm Street 1',
        'Springfield"',
        ";;;",
        "",
    )
    file = written(tmp_path, *lines, encoding="utf-8-sig", end="\r\n")
    assert (1, 0, 0, 0) == counts(clinicdesk.json("import", "patients", file).result)
    shown = clinicdesk("patient", "show", "100001").out
    assert 'Smith, John "Jack"' in shown
    assert "Elm Street 1 Springfield" in shown


def test_a_map_decides_the_order_of_dates(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Without one, 3/4/1984 is rejected; with one it is read so and no other way."""
    file = written(tmp_path, "family,given,dob", "Smith,John,3/4/1984", "Jones,Ann,13/4/1984", "Lee,Bo,4/13/1984")
    undecided = clinicdesk.json("import", "patients", file, "--dry-run").result
    assert [2] == [one["line"] for one in undecided["rejected"]]
    order = written(tmp_path, 'dates = "dmy"', name="map.toml")
    decided = clinicdesk.json("import", "patients", file, "--map", order).result
    assert (2, [4]) == (decided["added"], [one["line"] for one in decided["rejected"]])
    assert ["1984-04-03"] == [one["birth_date"] for one in clinicdesk.json("find", "smith").result]


def test_naughty_strings(clinicdesk: CommandLine, corpora: Path, tmp_path: Path) -> None:
    """As names: taken clean or rejected, a second run changes nothing, and no control reaches the output."""
    strings: list[str] = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    file = tmp_path / "them.csv"
    with file.open("w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text)
        writer.writerow(["external_id", "family", "birth_date"])
        writer.writerows([f"E{number}", name, "1984-03-14"] for number, name in enumerate(strings))
    ran = clinicdesk("import", "patients", file)
    assert 0 == ran.code
    assert not any(ord(ch) < 32 and ch != "\n" for ch in ran.out)
    added, updated, unchanged, rejected = counts(clinicdesk.json("import", "patients", file).result)
    assert (0, 0, len(strings)) == (added, updated, unchanged + rejected)
    assert unchanged > 150


def test_a_file_is_read_by_lines(tmp_path: Path) -> None:
    """One without an end of line is not read into memory whole."""
    file = written(tmp_path, "family,given,birth_date", "x" * 300_000, SMITH)
    with opened_csv(file, "utf-8") as opened:
        first, long, last = opened
    assert ("family,given,birth_date\n", 65_536, SMITH + "\n") == (first, len(long), last)


def test_zeros_that_a_spreadsheet_took(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """They are asked for where the column shows them, wherever the line stands; unmended it is rejected again."""
    lines = ("4512,Lee,Bo,1990-05-06,2139", "004513,Novak,Eva,1984-03-14,02140", "004514,Rossi,Ada,1977-07-07,02141")
    file, rejects = written(tmp_path, "mrn,family,given,birth_date,zip", *lines), tmp_path / "rejects.csv"
    ran = clinicdesk.json("import", "patients", file, "--rejects", rejects)
    assert (2, 0, 0, 1) == counts(ran.result)
    assert (2, {"mrn", "zip"}) == (
        ran.result["rejected"][0]["line"], set(ran.result["rejected"][0]["field"].split(", "))
    )  # fmt: skip
    assert (0, 0, 0, 1) == counts(clinicdesk.json("import", "patients", rejects).result)
    rejects.write_text(rejects.read_text().replace("\n4512,", "\n004512,").replace(",2139,", ",02139,"))
    assert (1, 0, 0, 0) == counts(clinicdesk.json("import", "patients", rejects).result)
