"""How do tests call the command line: in this process, on a clinic of their own, and what came of it?"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from tests.clinics import SETUP
from tests.ready_made import written_out
from tui.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW: Final = "2026-11-23T10:20"
"""A Monday; `tests.clinics.NOW` as the command line is told it."""
KEYS: Final = ["ok", "verb", "result", "conflicts", "message"]


class Ran(Struct, frozen=True):
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object on stdout, proved to be one, with nothing beside it."""
        line, end, rest = self.out.partition("\n")
        assert ("\n", "", "") == (end, rest, self.err)
        whole: dict[str, Any] = json.loads(line)
        assert list(whole) == KEYS
        assert whole["ok"] is (self.code == 0)
        return whole

    @property
    def result(self) -> Any:  # noqa: ANN401 - each verb has its own shape
        """The result of a call that must have gone well."""
        assert self.code == 0, self.out + self.err
        return self.answer["result"]


class CommandLine(Struct, frozen=True):
    """`clinicdesk` on one database. Every call is told the time and who acts, unless it says so itself."""

    database: Path
    capsys: pytest.CaptureFixture[str]
    before: tuple[str, ...] = ("--now", NOW, "--as", "ana")

    def __call__(self, *arguments: object) -> Ran:
        """Call as a person does."""
        self.capsys.readouterr()
        code = main(["--db", str(self.database), *self.before, *map(str, arguments)])
        out, err = self.capsys.readouterr()
        return Ran(code, out, err)

    def json(self, *arguments: object) -> Ran:
        """Call as a script does."""
        return self("--json", *arguments)

    def settled(self, *arguments: object) -> Any:  # noqa: ANN401 - each verb has its own shape
        """The result of a call that leaves it to the settings which database is meant."""
        self.capsys.readouterr()
        code = main(["--json", *map(str, arguments)])
        return Ran(code, *self.capsys.readouterr()).result

    def patient(self, family: str = "Smith", given: str = "John", born: str = "1984-03-14") -> str:
        """Register somebody and return the reference."""
        ran = self.json("patient", "add", "--family", family, "--given", given, "--birth-date", born, "--anyway")
        return f"id:{ran.result['id']}"

    def booked(self, patient: str, start: str = "2026-11-23T10:40", *more: str) -> int:
        """Book a follow-up with Lee and return its number."""
        ran = self.json("book", "--patient", patient, "--type", "fu20", "--provider", "lee", "--start", start, *more)
        number: int = ran.result["id"]
        return number


def filled(database: Path, *typed: tuple[str, ...], setup: str = "") -> Path:
    """`database`, where there is now the practice clinic, set up further, in which ana typed these lines at `NOW`."""
    return written_out(database, _fill, setup, typed)


def _fill(database: Path, setup: str, typed: tuple[tuple[str, ...], ...]) -> None:
    make_practice_clinic(database)
    more = database.with_name("more.toml")
    more.write_text(setup)
    for line in (("setup", str(more)), *typed) if setup else typed:
        assert 0 == main(["--db", str(database), "--now", NOW, "--as", "ana", *line]), line


def make_practice_clinic(database: Path) -> None:
    """Set up the clinic of `tests.clinics` as one for practice, which takes any time and actor."""
    setup_file = database.with_name("clinic.toml")
    setup_file.write_text(SETUP)
    assert 0 == main(["--db", str(database), "--now", NOW, "--as", "ana", "setup", str(setup_file), "--demo"])


def contents(database: Path) -> list[str]:
    """Everything the database holds, as SQL."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as db:
        return list(db.iterdump())
