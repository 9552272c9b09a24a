"""Does `import patients` say what came of every line, and can it be stopped, gone on with and taken back?"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from core.importing import act as use_case
from tests.command_line import CommandLine, contents
from tests.patient_files import HEADINGS, JONES, SMITH, counts, written
from tui.cli import importing

ROOT = Path(__file__).resolve().parents[2]


def test_what_scripts_are_told(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Counts, and every rejected line with its number (the headings are line 1), field and reason; exit code 0."""
    file = written(tmp_path, HEADINGS, SMITH, "E3,Lee,Bo,1990-02-30,,", '"E4,x', JONES)
    ran = clinicdesk.json("import", "patients", file)
    assert (2, 0, 0, 2) == counts(ran.result)
    assert [
        {"line": 3, "field": "birth_date",
         "reason": "There is no 30 February 1990: that month has 28 days. Check the day."},
        {"line": 4, "field": "", "reason":
         'The quotes do not fit: a text in quotes ends with one, and a quote inside it is doubled ("").'},
    ] == ran.result["rejected"]  # fmt: skip
    assert ("import patients", []) == (ran.answer["verb"], ran.answer["conflicts"])


def test_what_people_are_told(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """A line for each that was not taken, then the sum, and what to do about them."""
    ran = clinicdesk("import", "patients", written(tmp_path, HEADINGS, SMITH, "E3,,,1990-02-03,,"))
    expected = (
        "line 3  family  Family and given name are missing.\n"
        "them.csv: 1 added, 0 updated, 0 unchanged, 1 rejected. To have the rejected lines in a file, give"
        " --rejects FILE.\n"
    )
    assert (expected, "", 0) == (ran.out, ran.err, ran.code)


def test_a_dry_run_saves_nothing(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """And counts the same."""
    file = written(tmp_path, HEADINGS, SMITH, JONES)
    before = contents(clinicdesk.database)
    ran = clinicdesk.json("import", "patients", file, "--dry-run")
    assert before == contents(clinicdesk.database)
    assert "them.csv would do: 2 added, 0 updated, 0 unchanged, 0 rejected. Nothing was saved." == ran.answer["message"]
    assert ran.result == clinicdesk.json("import", "patients", file).result


def test_3_bad_lines_of_1000(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """997 are in and the 3 are named; mended in the file of the rejected, they follow, and nothing is left to do."""
    lines = [f"E{number},Family {number},Given,1980-01-{number % 28 + 1:02},,555 0117" for number in range(1000)]
    lines[99] = lines[99].replace("1980-01-16", "16/17/1980")
    lines[499] = lines[499].replace("Family 499,Given", ",")
    lines[899] = lines[899] + ",too much"
    file, rejects = written(tmp_path, HEADINGS, *lines), tmp_path / "rejects.csv"

    first = clinicdesk.json("import", "patients", file, "--rejects", rejects).result
    assert (997, 0, 0, 3) == counts(first)
    assert [(101, "birth_date"), (501, "family"), (901, "")] == [
        (one["line"], one["field"]) for one in first["rejected"]
    ]
    assert (0, 0, 0, 3) == counts(clinicdesk.json("import", "patients", rejects).result)

    mended = rejects.read_text().replace("16/17/1980", "1980-01-16").replace("E499,,", "E499,Family 499,Given")
    rejects.write_text(mended.replace(",too much", ""))
    assert (3, 0, 0, 0) == counts(clinicdesk.json("import", "patients", rejects).result)
    assert (0, 0, 997, 3) == counts(clinicdesk.json("import", "patients", file).result)


def test_hostile_text_reaches_no_terminal(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Neither from what was taken nor from what was rejected, nor from the name of the file."""
    file = written(
        tmp_path,
        HEADINGS,
        "E1,]0;OwnedSmith,[/b],1984-03-14,,",
        "E3,\x1b]0;Owned\x07Smith,[/b],1984-03-14,,",
        "E2,\x1b\u202e,,x\x1b[2J,,",
    )
    hostile = file.rename(tmp_path / "th\x1bem.csv")
    for ran in (
        clinicdesk("import", "patients", hostile),
        clinicdesk("find", "3/14"),
        clinicdesk("import", "patients", hostile),
    ):
        assert "\x1b" not in ran.out + ran.err
    (kept,) = clinicdesk.json("find", "3/14").result
    assert ("]0;OwnedSmith", "[/b]") == (kept["family"], kept["given"])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("none.csv",), 2, "cannot be read: No such file or directory."),
        ((".",), 2, "is no file. Import reads a file twice"),
        (("them.csv", "--map", "none.toml"), 2, "cannot be read"),
        (("them.csv", "--map", "bad.toml"), 2, "bad.toml has 2 errors"),
        (("bare.csv",), 2, "bare.csv has 2 errors in its headings"),
        (("empty.csv",), 2, "empty.csv has no line of headings"),
        (("them.csv", "--rejects", "none/rejects.csv"), 2, "cannot be written: No such file or directory."),
        ((), 2, "needs FILE.csv"),
    ],
)
def test_what_is_refused_changes_nothing(
    clinicdesk: CommandLine, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """Each with a sentence and its exit code, and no database touched."""
    written(tmp_path, HEADINGS, SMITH)
    written(tmp_path, "phone", "555 0117", name="bare.csv")
    written(tmp_path, name="empty.csv")
    written(tmp_path, 'dates = "no"', "[columns]", 'A = "b"', name="bad.toml")
    before = contents(clinicdesk.database)
    named = [word if word.startswith("--") else str(tmp_path / word) for word in arguments]
    ran = clinicdesk.json("import", "patients", *named)
    assert (code, None) == (ran.code, ran.answer["result"])
    assert words in ran.answer["message"]
    assert before == contents(clinicdesk.database)


def test_ctrl_c_keeps_what_is_in(clinicdesk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how far it got and how to go on, and the lines rejected until then are in their file."""
    monkeypatch.setattr(use_case, "LINES_A_CHUNK", 2)
    advance = importing._Sink.advance

    def interrupted(sink: importing._Sink, line: int) -> None:
        advance(sink, line)
        raise KeyboardInterrupt

    monkeypatch.setattr(importing._Sink, "advance", interrupted)
    rejects = tmp_path / "rejects.csv"
    file = written(tmp_path, HEADINGS, SMITH, "E9,,,,,", JONES)
    ran = clinicdesk.json("import", "patients", file, "--rejects", rejects)
    assert 130 == ran.code
    assert (
        "Stopped after line 3. What was done until then is saved; import the same file again to go on, or take it back"
        " with: clinicdesk undo"
    ) == ran.answer["message"]
    assert (1, 0) == (len(clinicdesk.json("find", "smith").result), len(clinicdesk.json("find", "jones").result))
    assert rejects.exists()
    assert ["Undone: Imported a part of the patients of them.csv: 1 added, 0 updated."] == clinicdesk.json(
        "undo"
    ).result


def test_a_long_list_of_rejects_is_cut(
    clinicdesk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded: the answer lists the first, and says that there are more; the file has all."""
    monkeypatch.setattr(importing, "MOST_LISTED", 3)
    file = written(tmp_path, HEADINGS, *["E1,,,,,"] * 30)
    rejects = tmp_path / "rejects.csv"
    ran = clinicdesk.json("import", "patients", file, "--rejects", rejects)
    assert [2, 3, 4] == [one["line"] for one in ran.result["rejected"]]
    assert "30 rejected. Only the first 3 are listed." in ran.answer["message"]
    assert 31 == len(rejects.read_text().splitlines())
    assert clinicdesk("import", "patients", file).out.splitlines()[3] == "and 27 more"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """Of something that takes a line at any time."""
        return sys.__stdout__.fileno() if sys.__stdout__ else 1


@pytest.mark.parametrize(("arguments", "is_shown"), [((), True), (("--json",), False)])
def test_a_bar_on_a_terminal_only(
    clinicdesk: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    is_shown: bool,  # noqa: FBT001
) -> None:
    """On stderr, in one line that is emptied at the end; never for scripts, and not in a file."""
    terminal = Terminal()
    monkeypatch.setenv("TERM", "vt220")
    monkeypatch.setattr(sys, "stderr", terminal)
    clinicdesk("import", "patients", written(tmp_path, HEADINGS, SMITH), *arguments)
    shown = terminal.getvalue()
    assert is_shown == ("them.csv [####################] 100% line 2" in shown)
    assert "" == shown.rsplit("\r", 1)[-1].strip()
    assert "\n" not in shown


def test_undo_from_the_command_line(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """One `undo` for one import."""
    clinicdesk("import", "patients", written(tmp_path, HEADINGS, SMITH, JONES))
    assert ["Undone: Imported patients from them.csv: 2 added, 0 updated."] == clinicdesk.json("undo").result
    assert [] == clinicdesk.json("find", "smith").result
    assert ["Redone: Imported patients from them.csv: 2 added, 0 updated."] == clinicdesk.json("redo").result
    assert 1 == len(clinicdesk.json("find", "smith").result)


@pytest.mark.parametrize("options", [(), ("--map", ROOT / "examples" / "synthea-patients.toml")])
def test_synthea(clinicdesk: CommandLine, corpora: Path, options: tuple[str | Path, ...]) -> None:
    """27 patients, the dead among them; the second run changes nothing. The plain names find the same columns."""
    file = corpora / "synthea-csv" / "patients.csv"
    assert (27, 0, 0, 0) == counts(clinicdesk.json("import", "patients", file, *options).result)
    before = contents(clinicdesk.database)
    assert (0, 0, 27, 0) == counts(clinicdesk.json("import", "patients", file, *options).result)
    assert before == contents(clinicdesk.database)
    with file.open(newline="") as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        (found,) = clinicdesk.json("find", row["LAST"], row["FIRST"], row["BIRTHDATE"]).result
        expected = {"M": "male", "F": "female"}[row["GENDER"]], "deceased" if row["DEATHDATE"] else "active"
        assert expected == (found["sex"], found["status"])


def test_the_map_reads_as_the_plain_names(clinicdesk: CommandLine, corpora: Path) -> None:
    """What the map brings, the plain names leave as it is."""
    file = corpora / "synthea-csv" / "patients.csv"
    clinicdesk("import", "patients", file, "--map", ROOT / "examples" / "synthea-patients.toml")
    assert (0, 0, 27, 0) == counts(clinicdesk.json("import", "patients", file).result)
