"""Does nobody wait for who does not read what was asked for, and is nothing of it left?"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.clinics import SETUP, USERS
from tests.member import Host
from tests.patient_files import HEADINGS, JONES, SMITH
from tui.sending import send, spooled, takes_anything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LONG: Final = b"x" * (1 << 20)
_BAD: Final = "Bad,,nonsense," + "y" * 900
RAY: Final = ("--family", "Ray", "--given", "Al", "--birth-date", "1990-05-06")


@pytest.fixture
def pipe() -> Iterator[tuple[int, BinaryIO]]:
    """A pipe: where it is read, and where it is written."""
    reads, writes = os.pipe()
    with open(writes, "wb") as out:  # noqa: PTH123 - a descriptor
        yield reads, out
    os.close(reads)


def spool_and_send(folder: Path, out: BinaryIO, written: bytes = LONG, error: Exception | None = None) -> None:
    """Keep what is written, which has no name meanwhile, and send it; or end early."""
    with spooled(folder, out, patience=0.0) as spool:
        spool.write(written)
        assert [] == list(folder.iterdir())
        if error:
            raise error


def test_who_reads_gets_all_of_it(tmp_path: Path) -> None:
    """Byte by byte what was written, to a file as to a pipe."""
    with (tmp_path / "out").open("wb") as out:
        send(io.BytesIO(LONG), out)
    assert LONG == (tmp_path / "out").read_bytes()


def test_who_does_not_read_is_given_up(pipe: tuple[int, BinaryIO], tmp_path: Path) -> None:
    """After a while, and nothing is left of what was to be sent; it never had a name."""
    _, out = pipe
    with pytest.raises(OSError, match="nobody reads it"):
        spool_and_send(tmp_path, out)
    assert not takes_anything(out.fileno())
    assert [] == list(tmp_path.iterdir())


def test_what_was_kept_is_sent_also_where_it_ends_early(pipe: tuple[int, BinaryIO], tmp_path: Path) -> None:
    """An import that stopped says which lines it did not take until then, and why it stopped."""
    reads, out = pipe
    with pytest.raises(KeyError):
        spool_and_send(tmp_path, out, b"lines", KeyError())
    assert b"lines" == os.read(reads, 9)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """Where the account has set up a clinic with sue, ana and vic."""
    home = tmp_path / "account"
    home.mkdir()
    (home / "clinic.toml").write_text(SETUP + USERS)
    made = Host(home, {})
    assert 0 == made.account("setup", home / "clinic.toml").returncode
    return made


def test_who_does_not_read_rejected_lines_holds_up_nobody(host: Host) -> None:
    """Neither who writes nor who imports: what is rejected within a turn is sent when the import is over."""
    lines = "\n".join([f"{HEADINGS},address", f"{SMITH},Main", *[_BAD] * 98, f"{JONES},Main", *[_BAD] * 300])
    with host.started("import", "patients", "-", "--rejects", "-", who="sue") as stalled:
        assert stalled.stdin
        assert stalled.stdout
        stalled.stdin.write(lines.encode())
        stalled.stdin.close()
        assert stalled.stdout.readline().startswith(HEADINGS.encode())  # sent, and read no further
        assert 0 == host.member("patient", "add", *RAY).returncode
        other = f"{HEADINGS}\n{SMITH.replace('Smith', 'Other')}\n".encode()
        assert 0 == host.member("import", "patients", "-", who="sue", stdin=other).returncode
        stalled.kill()


def test_who_does_not_read_a_copy_keeps_one_and_it_has_no_name(host: Host) -> None:
    """A second is told so (5); with the first goes what it kept, however it ends."""
    before = set(host.database.parent.iterdir())
    with host.started("backup", "-", who="sue") as stalled:
        assert stalled.stdout
        stalled.stdout.read(1)
        refused = host.member("backup", "-", who="sue")
        assert (5, b"") == (refused.returncode, refused.stdout)
        assert b"Another copy of the clinic is being sent" in refused.stderr
        left = set(host.database.parent.iterdir()) - before
        stalled.kill()
    assert {"clinic.db.sending"} == {one.name for one in left if not one.name.startswith("clinic.db.access.db")}
    assert host.member("backup", "-", who="sue").stdout.startswith(b"SQLite format 3")


def test_nobody_stops_what_runs_for_them(host: Host) -> None:
    """Ctrl+Z leaves no process of the account's behind, which could not even end."""
    with host.started("backup", "-", who="sue") as running:
        assert running.stdout
        running.stdout.read(1)
        for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            running.send_signal(number)
        running.communicate(timeout=60)
        assert 0 == running.returncode


def test_a_bar_is_not_waited_for(tmp_path: Path) -> None:
    """A terminal that was stopped with Ctrl+S keeps who imports from nothing."""
    program = (
        "import os, sys, termios, tty\n"
        "from tui.cli.progress import Progress\n"
        "master, slave = os.openpty()\n"
        "termios.tcflow(slave, termios.TCOOFF)\n"
        "sys.stderr = open(slave, 'w')\n"
        "with Progress('x', is_wanted=True) as progress:\n"
        "    [progress.show(at / 100000) for at in range(100000)]\n"
        "print('done')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        timeout=60,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert b"done\n" == ran.stdout, ran.stderr
