"""What does the worker's verb answer, when does it end, and what does a desk show of a failure?"""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.command_line import NOW, CommandLine, make_practice_clinic
from tests.open_desk import open_desk
from tests.ready_made import written_out
from tui.app import DeskApp

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 60.0
SMALL_DISK: Final = 'mount -t tmpfs -o size=200k,mode=700 tmpfs "$0" && "$@" && ls -A "$0"'


@pytest.fixture
def worker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The account's command line on a practice clinic whose clock stands, with a folder for its backups set."""
    (tmp_path / "clinicdesk.toml").write_text('[backup]\nfolder = "backups"\n')
    (tmp_path / "backups").mkdir()
    settings = ("--config", str(tmp_path / "clinicdesk.toml"))
    database = written_out(tmp_path / "clinic.db", make_practice_clinic)
    return CommandLine(database, capsys, ("--now", NOW, "--freeze", *settings))


def test_once(worker: CommandLine) -> None:
    """What is due is done, and then nothing; the folder counts from that of the settings."""
    nothing = {"failed": 0, "place": "never armed", "troubles": []}
    assert {"done": 1, **nothing} == worker.json("work", "--once").result
    assert {"done": 0, **nothing} == worker.json("work", "--once").result
    (made,) = (worker.database.parent / "backups").glob("*.backup")
    assert made.name.endswith(".2026-11-23.backup")
    assert 0 == worker("doctor").code


def test_who_is_new_is_compared(worker: CommandLine) -> None:
    """So that the list of likely duplicates is whole without anybody's asking."""
    worker.patient()
    worker.patient("Smyth")
    assert 0 == worker("work", "--once").code
    with closing(sqlite3.connect(worker.database)) as db:
        statement = "SELECT (SELECT count(*) FROM uncompared), (SELECT count(*) FROM likely_pair)"
        assert [(0, 1)] == db.execute(statement).fetchall()


def test_a_failure_is_no_failure_of_the_worker(worker: CommandLine) -> None:
    """It is told with what to do; called again once that is mended, the job is tried at once."""
    (worker.database.parent / "backups").rmdir()
    ran = worker("work", "--once")
    assert (0, True) == (ran.code, "Not done: backup 2026-11-23. There is no folder" in ran.out)
    result = worker.json("work", "--once").result
    assert (0, 1, ["no backup"]) == (result["done"], result["failed"], [one["mark"] for one in result["troubles"]])
    (worker.database.parent / "backups").mkdir()
    assert (1, []) == tuple(worker.json("work", "--once").result[key] for key in ("done", "troubles"))


def test_a_full_disk(worker: CommandLine) -> None:
    """It is told, nothing is left of the copy, and with room it is made."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed here")
    small = (unshare, "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, worker.database.with_name("backups"))
    if subprocess.run([*small, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    ran = subprocess.run(
        [*small, *command(worker, "work", "--once", "--json")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    answer, left = ran.stdout.split("\n", 1)
    (trouble,) = json.loads(answer)["result"]["troubles"]
    assert (True, "") == ("(database or disk is full), and no backup was made." in trouble["message"], left)
    assert (1, []) == tuple(worker.json("work", "--once").result[key] for key in ("done", "troubles"))


def test_arm(worker: CommandLine) -> None:
    """A copy says on every start that it is none, until it is armed."""
    assert {"place": "armed"} == worker.json("work", "--arm").result
    shutil.copy(worker.database, worker.database.with_name("copy.db"))
    copy = CommandLine(worker.database.with_name("copy.db"), worker.capsys, worker.before)
    assert "This clinic was copied, moved or restored" in copy("work", "--once").out
    assert "elsewhere" == copy.json("work", "--once").result["place"]
    assert 0 == copy("work", "--arm").code
    assert "armed" == copy.json("work", "--once").result["place"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("--once", "--arm"), "one of them"),
        (("--once", "--until", NOW), "one of them"),
        (("--until", "tomorrow"), "'tomorrow' is no time for --until"),
        (("--until", "2026-11-24T10:00"), "never comes to 2026-11-24T10:00"),
    ],
    ids=["two", "two more", "no time", "a clock that stands"],
)
def test_what_does_not_fit(worker: CommandLine, typed: tuple[str, ...], told: str) -> None:
    """It is refused (2), and nothing is done."""
    ran = worker.json("work", *typed)
    assert (2, True, []) == (
        ran.code,
        told in ran.answer["message"],
        list((worker.database.parent / "backups").iterdir()),
    )


def test_until(worker: CommandLine) -> None:
    """It ends at a time that has come, before it does anything."""
    assert 0 == worker.json("work", "--until", NOW).result["done"]


def command(worker: CommandLine, *typed: str) -> list[str]:
    """The same command line for a process of its own."""
    return [sys.executable, "-m", "tui", "--db", str(worker.database), *worker.before, *typed]


@pytest.fixture
def process(worker: CommandLine) -> Iterator[subprocess.Popen[str]]:
    """A worker in a process of its own, which has made its backup."""
    running_on = [word for word in command(worker, "work") if word != "--freeze"]
    with subprocess.Popen(running_on, cwd=ROOT, stdout=-1, stderr=-1, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("Done: backup 2026-11-23.")
        yield running
        running.kill()


def test_told_to_end(process: subprocess.Popen[str]) -> None:
    """SIGTERM ends it between two jobs, well."""
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert (0, "The worker has ended: 1 done, 0 not done.\n", "") == (process.returncode, out, err)


def test_settings_that_change(worker: CommandLine, process: subprocess.Popen[str]) -> None:
    """They hold from the next turn on; wrong ones are told, and those of before hold on."""
    assert process.stdout is not None
    settings, night = worker.database.with_name("clinicdesk.toml"), worker.database.parent / "backups"
    settings.write_text("[backup]\nfolder = 7\n")
    assert process.stdout.readline().startswith("The settings have changed and cannot be used")
    made = sorted(night.iterdir())
    settings.write_text('[backup]\nfolder = "elsewhere"\nhour = 1\n')
    assert process.stdout.readline() == "The settings have changed, and hold from now on.\n"
    assert process.poll() is None
    assert made == sorted(night.iterdir())
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert (0, "") == (process.returncode, err), out


def test_another_database_in_its_place(worker: CommandLine, process: subprocess.Popen[str]) -> None:
    """It goes on in none that it does not know: it ends (7), for whatever started it to start it again."""
    shutil.copy(worker.database, worker.database.with_name("copy.db"))
    worker.database.with_name("copy.db").rename(worker.database)
    _, err = process.communicate(timeout=PATIENCE)
    assert (7, True) == (process.returncode, "Another database has come into the place of" in err)


def test_a_desk_shows_a_failure_until_it_is_mended(worker: CommandLine) -> None:
    """In the first line, with the sentence in the help; both go when the backup was made elsewhere."""
    settings = worker.database.with_name("clinicdesk.toml").read_text()

    async def look() -> None:
        async with open_desk(worker.database, size=(80, 24), now=NOW, settings=settings) as desk:
            await desk.wait_for("no backup demo 10:20  ana")
            await desk.press("question_mark")
            await desk.wait_for("no backup: backup 2026-11-23: There is no folder")
            await desk.press("escape")
            await desk.wait_for("Enter book")
            (worker.database.parent / "backups").mkdir()
            await asyncio.to_thread(subprocess.run, command(worker, "work", "--once"), cwd=ROOT, stdout=-3, check=True)
            await desk.wait_for("        demo 10:20  ana")

    (worker.database.parent / "backups").rmdir()
    assert 1 == worker.json("work", "--once").result["failed"]
    asyncio.run(look())


def test_a_failure_that_goes_on_sends_nothing(worker: CommandLine) -> None:
    """Each further try is a commit that every desk sees; none of them sends a byte for it."""
    settings = worker.database.with_name("clinicdesk.toml").read_text()

    async def look() -> None:
        async with open_desk(worker.database, size=(80, 24), now=NOW, settings=settings) as desk:
            await desk.wait_for("no backup demo 10:20  ana")
            app = desk._pilot.app
            assert isinstance(app, DeskApp)
            app.workstation.state.view = None
            await asyncio.to_thread(subprocess.run, command(worker, "work", "--once"), cwd=ROOT, stdout=-3, check=True)
            app.desk_screen.clinic_changed()
            await desk._rest()
            assert (2, []) == (app.workstation.view.outlook.troubles[0].tries, desk._written)

    (worker.database.parent / "backups").rmdir()
    assert 1 == worker.json("work", "--once").result["failed"]
    asyncio.run(look())
