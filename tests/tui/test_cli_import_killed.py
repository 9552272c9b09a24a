"""What is left of an import whose process is killed, and how does one go on with it, or take it back?"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from core.importing.act import LINES_A_CHUNK
from storage.sqlite.doctor import examine
from tests.command_line import CommandLine
from tests.patient_files import counts, written

if TYPE_CHECKING:
    from pathlib import Path

LINES: Final = 10_000
_PATIENCE: Final = 60.0


def killed(clinicdesk: CommandLine, file: Path) -> int:
    """Import the file in a process that is killed once something is in; how many patients are."""
    command = [sys.executable, "-m", "tui", "--db", str(clinicdesk.database), *clinicdesk.before]
    with subprocess.Popen([*command, "import", "patients", str(file)], stdout=subprocess.PIPE) as process:
        deadline = time.monotonic() + _PATIENCE
        while patients(clinicdesk.database) < LINES_A_CHUNK and time.monotonic() < deadline:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    assert process.returncode < 0
    return patients(clinicdesk.database)


def patients(database: Path) -> int:
    """Those that count."""
    with closing(sqlite3.connect(database)) as db:
        (count,) = db.execute("SELECT count(*) FROM patient WHERE status <> 'entered-in-error'").fetchone()
        return int(count)


def test_a_killed_import_is_taken_back_or_gone_on_with(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """It is one act that says how much is in. The same file again adds the rest, as an act of its own."""
    lines = (f"E{number},Family {number},Given,1980-01-{number % 28 + 1:02}" for number in range(LINES))
    file = written(tmp_path, "external_id,family,given,birth_date", *lines)

    first = killed(clinicdesk, file)
    assert 0 < first < LINES
    part = f"Imported a part of the patients of them.csv: {first} added, 0 updated."
    assert [f"Undone: {part}"] == clinicdesk.json("undo").result
    assert (0, ()) == (patients(clinicdesk.database), examine(clinicdesk.database))

    second = killed(clinicdesk, file)
    assert (LINES - second, 0, second, 0) == counts(clinicdesk.json("import", "patients", file).result)
    rest = f"Imported patients from them.csv: {LINES - second} added, 0 updated."
    assert [f"Undone: {rest}"] == clinicdesk.json("undo").result
    assert second == patients(clinicdesk.database)
    assert ["Undone: " + part.replace(str(first), str(second))] == clinicdesk.json("undo").result
    assert (0, ()) == (patients(clinicdesk.database), examine(clinicdesk.database))
