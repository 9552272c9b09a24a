"""When the disk is full or may not be written, is nothing half-written, and is it said what to do?"""

from __future__ import annotations

import ctypes
import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from core.errors import DatabaseUnusable
from storage.sqlite.doctor import examine
from storage.sqlite.sentences import DATABASE_FULL, DATABASE_READ_ONLY
from storage.store import SqliteStore
from tests.stress import small_disk
from tests.stress.crowd import STARTS_A_DAY, booking, contents, desk_over, start_of, wide_clinic
from tests.stress.small_disk import Tried

if TYPE_CHECKING:
    import sqlite3

    from core.desk import Desk
    from core.schedule.requests import BookingRequest


ROOT: Final = Path(__file__).resolve().parents[2]
SMALL_DISK: Final = 'mount -t tmpfs -o size=6m,mode=700 tmpfs "$0" && exec "$@"'
MAY_WRITE_ANYTHING: Final = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, for which no file's permissions count."""
PR_CAPBSET_DROP: Final = 24


def test_full_file(tmp_path: Path) -> None:
    """Whichever row of a booking finds no page, the desk says that the disk is full, and the booking is absent."""
    clinic = wide_clinic(tmp_path, patients=1)
    full = DATABASE_FULL.format(path=clinic.path)
    refused = 0
    with SqliteStore(clinic.path) as store:
        desk, db = desk_over(store), store._connections.idle[0]
        for number in range(120):
            request = booking(clinic.patients[0], 0, start_of(STARTS_A_DAY + number))
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            before = contents(clinic.path)
            while refusal(desk, request, db, pages=pages) == full:
                assert before == contents(clinic.path)
                refused, pages = refused + 1, pages + 1
            assert before != contents(clinic.path)
    assert refused > 20
    assert () == examine(clinic.path)


def refusal(desk: Desk, request: BookingRequest, db: sqlite3.Connection, *, pages: int) -> str | None:
    """What the desk says to a booking while its file may have so many pages and no more."""
    db.execute(f"PRAGMA max_page_count = {pages}")
    try:
        desk.schedule.book("ana", request)
    except DatabaseUnusable as error:
        return error.sentence
    return None


def test_full_disk(tmp_path: Path) -> None:
    """On a full disk nothing is booked, by desk or command line (7), which both say so; with room they go on."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed here")
    command = (unshare, "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, tmp_path)
    if subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")

    program = (sys.executable, "-m", small_disk.__name__, tmp_path)
    run = subprocess.run([*command, *program], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)

    tried = small_disk.read(run.stdout)
    assert [] == [one for one in tried if not one.whole]
    for where in ("desk", "command line"):
        came_to = [one.came_to for one in tried if one.where == where]
        refused = came_to.count("full")
        assert refused > 4
        assert ["full"] * refused + ["booked"] * (len(came_to) - refused) == came_to
    assert Tried(None, "doctor", "()", whole=True) == tried[-1]


def obey_permissions() -> None:
    """Take from this process, about to become another program, root's power over files that are not writable."""
    libc = ctypes.CDLL(None)
    for capability in MAY_WRITE_ANYTHING:
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def clinicdesk(database: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and message of a verb, run by a process that permissions bind."""
    command = (sys.executable, "-m", "tui", "--db", database, "--json", "--now", "2026-11-23T10:20")
    run = subprocess.run(
        [*command, *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=obey_permissions,
    )
    return run.returncode, json.loads(run.stdout)["message"]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only(tmp_path: Path, what: str) -> None:
    """Where the file or its folder may not be written, every verb says so (7) and leaves all as it was."""
    folder = tmp_path / "clinic"
    folder.mkdir()
    clinic = wide_clinic(folder, patients=1, demo=True)
    place = clinic.path if what == "file" else folder
    mode = stat.S_IMODE(place.stat().st_mode)
    before, files = contents(clinic.path), sorted(folder.iterdir())
    book = ("book", "--patient", "id:1", "--type", "fu20", "--provider", "p0", "--start", "2026-11-24T09:00")

    place.chmod(mode & ~0o222)
    if not subprocess.run(["test", "-w", place], check=False, preexec_fn=obey_permissions).returncode:
        pytest.skip("permissions bind nobody here")
    refused = [clinicdesk(clinic.path, *verb) for verb in (book, ("day",), ("undo",))]
    place.chmod(mode)

    assert [(7, DATABASE_READ_ONLY.format(path=clinic.path))] * 3 == refused
    assert files == sorted(folder.iterdir())
    assert before == contents(clinic.path)
    assert 0 == clinicdesk(clinic.path, *book)[0]
