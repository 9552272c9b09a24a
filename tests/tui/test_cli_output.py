"""What do people see, and what happens to the output when the program or its reader fails?"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.text.cleaning import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.command_line import CommandLine

ROOT = Path(__file__).resolve().parents[2]


def process(
    *arguments: object, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """`clinicdesk` as a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_day_for_people(clinicdesk: CommandLine) -> None:
    """A day is a list in wall time: who works and what closes it, then the appointments in aligned columns."""
    clinicdesk.booked(clinicdesk.patient("王", "小明"), "2026-11-24T09:00")
    clinicdesk.booked(clinicdesk.patient("O'Neil", "Zoë"), "2026-11-24T13:20")

    ran = clinicdesk("day", "tom")

    assert (0, "") == (ran.code, ran.err)
    assert [
        "lee  Lee, Dana MD  9:00-12:00, 13:00-17:00",
        "ito  Ito, Ken MD   9:00-17:00               procedure 10:00-11:00 (proc) [2]",
        "",
        "  9:00-9:20  lee  王, 小明     fu20  R1  booked  1",
        "13:20-13:40  lee  O'Neil, Zoë  fu20  R1  booked  2",
        "",
        "Main Street, Tue 24 Nov 2026: 2 appointments.",
    ] == ran.out.splitlines()


def test_find_for_people(clinicdesk: CommandLine) -> None:
    """Patients found stand in columns: MRN, name, born and age, sex, phone, the visits either side of now, match."""
    smith = clinicdesk.patient()
    clinicdesk.booked(smith, "2026-11-30T09:00")
    clinicdesk.patient("Smithers", "Anna", "2001-01-01")

    ran = clinicdesk("find", "smith")

    assert [
        "100001  Smith, John     14 Mar 1984 (42)  u  next 30 Nov 2026  exact",
        "100002  Smithers, Anna  1 Jan 2001 (25)   u                    prefix",
        "name smith… · 2 found",
    ] == ran.out.splitlines()


def test_patient_for_people(clinicdesk: CommandLine) -> None:
    """A record is told fact by fact, those that are missing left out."""
    ran = clinicdesk("patient", "show", clinicdesk.patient())

    assert [
        "Name             Smith, John",
        "Born             14 Mar 1984 (42)",
        "Sex              unknown",
        "MRN              100001",
        "Status           active",
        "Identity proved  never",
        "Data confirmed   never",
        "Number           id:1",
        "Smith, John, born 14 Mar 1984, MRN 100001.",
    ] == ran.out.splitlines()


def test_every_field_of_a_record_is_told_to_people(clinicdesk: CommandLine) -> None:
    """What a phone may be used for, the interpreter, the usual provider, and when identity was proved, too."""
    ref = clinicdesk.patient()
    told = {"preferred": "Jack", "previous": "Smyth", "phone": "555 0117", "email": "j@example.org"}
    told |= {"address": "Elm Street 1", "language": "Polish", "usual-provider": "lee", "external-id": "E7"}
    told |= {"alert": "Deaf", "sex": "male", "verified": "identity"}
    options = [word for option, value in told.items() for word in (f"--{option}", value)]
    assert 0 == clinicdesk("patient", "edit", ref, *options, "--interpreter").code
    out = clinicdesk("patient", "show", ref).out
    facts = ("555 0117 mobile, may be called", "Polish, needs an interpreter", "Lee, Dana MD", "E7", "Deaf", "male")
    for fact in (*facts, "Jack", "Smyth", "j@example.org", "Elm Street 1", "23 Nov 2026"):
        assert fact in out


def test_hostile_rows(clinicdesk: CommandLine) -> None:
    """Text that got into the database by other ways steers no terminal, in either form of answer."""
    hostile = "Ma\x1b[2J\x9b1m\u202e\x7f\nin"
    clinicdesk.booked(clinicdesk.patient())
    with closing(sqlite3.connect(clinicdesk.database)) as db, db:
        db.execute("UPDATE site SET name = ? WHERE code = 'main'", (hostile,))
        db.execute("DROP TRIGGER patient_update")
        db.execute("UPDATE patient SET family = ?", (hostile,))

    for verb in (("day",), ("find", "john"), ("patient", "show", "id:1"), ("check-in", "1")):
        plain, asked = clinicdesk(*verb), clinicdesk.json(*verb)
        lines = [*plain.out.splitlines(), *plain.err.splitlines(), *asked.out.splitlines()]
        assert [] == [line for line in lines if UNSAFE.search(line)]
        assert asked.out.isascii()


def test_internal_error(clinicdesk: CommandLine, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw ends with 1 and a number to find it by: no traceback, no value of any record."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Smith, John")

    monkeypatch.setattr("tui.bootstrap.opened", broken)
    plain, asked = clinicdesk("day"), clinicdesk.json("day")

    assert ([1, 1], "") == ([plain.code, asked.code], plain.out)
    assert plain.err.startswith("Internal error")
    assert all(word not in plain.err + asked.out for word in ("Smith", "Traceback", "RuntimeError"))
    reference = asked.answer["message"].partition("ref ")[2][:4]
    log = (home / ".local" / "state" / "clinicdesk" / "errors.log").read_text()
    assert f"ref {reference}\nbuiltins.RuntimeError\n" in log


def test_interrupted(clinicdesk: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+c ends a verb quietly with 130, as one object for a script."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.bootstrap.opened", interrupted)

    assert [130, 130] == [clinicdesk("day").code, clinicdesk.json("day").code]
    assert not clinicdesk.json("day").answer["ok"]


def test_reader_that_went_away(clinicdesk: CommandLine) -> None:
    """A reader that stops reading (`| head`) is no error."""
    running = process("--db", clinicdesk.database, "day")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()

    with running:
        assert ("", 0) == (running.stderr.read(), running.wait())


def test_answer_that_cannot_be_written(clinicdesk: CommandLine) -> None:
    """An answer that finds a full disk is told of on stderr, and the code is not 0."""
    with Path("/dev/full").open("w") as full:
        running = process("--db", clinicdesk.database, "--json", "day", stdout=full.fileno())
        _, err = running.communicate()

    assert (1, "The answer could not be written: No space left on device.\n") == (running.returncode, err)


def test_plain_locale(clinicdesk: CommandLine) -> None:
    """In a locale without Unicode what cannot be written is replaced, and nothing fails."""
    clinicdesk.patient("Ærø", "Zoë")

    running = process("--db", clinicdesk.database, "find", "zoe", env={"PYTHONIOENCODING": "ascii"})
    out, err = running.communicate()

    assert (0, "") == (running.returncode, err)
    assert "?r?, Zo?" in out


@pytest.mark.parametrize(
    "verb", [["day"], ["find", "a"], ["undo"], ["doctor"], ["config", "check"], ["bok"]], ids=" ".join
)
def test_verbs_load_little(clinicdesk: CommandLine, verb: list[str]) -> None:
    """No verb loads what only screens and administration need: Textual, rich, sqlite_utils, the demo's maker."""
    program = (
        "import sys; from tui.__main__ import main; main(); "
        "print(sorted({'textual', 'rich', 'sqlite_utils', 'tui.demo.build', 'tui.app'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "--db", str(clinicdesk.database), *verb],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "[]" == run.stdout.splitlines()[-1]
