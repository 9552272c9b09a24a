"""Is a desk that a warm host forked the desk of whoever called, and of nobody else, whatever happens to anyone?"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from core.record_ref import RecordRef
from tests.pty.clinic import a_counter, a_morning
from tests.warm_host import ROOT, WarmHost, descriptors, is_alive, memory, modes, wait_until
from tui.warm import meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pty.clinic import Counter

LEAVES_ALTERNATE_SCREEN: Final = b"\x1b[?1049l"
_CONNECT: Final = """
import os, socket, sys
os.setresuid(4000000, 4000000, 4000000)
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as start:
    start.connect(sys.argv[1])
    print(start.recv(9))
"""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """The clinic in the account's home."""
    place = tmp_path_factory.mktemp("home") / ".local" / "share" / "clinicdesk"
    place.mkdir(parents=True)
    return a_morning(place)


@pytest.fixture(scope="module")
def shared(clinic: Counter) -> Iterator[WarmHost]:
    """A host for all the tests that leave it as it is."""
    with WarmHost(clinic.path.parents[3]) as host:
        yield host


@pytest.fixture
def host(shared: WarmHost) -> Iterator[WarmHost]:
    """The same, with nobody at it; afterwards no session of the test's is left."""
    shared.wait_for_no_session()
    yield shared
    shared.wait_for_no_session()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[WarmHost]:
    """A host of the test's own."""
    place = tmp_path / ".local" / "share" / "clinicdesk"
    place.mkdir(parents=True)
    a_morning(place)
    with WarmHost(tmp_path) as host:
        yield host


def test_each_desk_is_its_callers(host: WarmHost, clinic: Counter) -> None:
    """Two at once are two people, by name on their screens and in the journal; whatever they do."""
    with host.open("ana") as ana, host.open("mei") as mei:
        assert 2 == len(host.sessions())
        assert host.session_of(ana) != host.session_of(mei)
        assert ("ana", "mei") == tuple(terminal.rows()[0].split()[-1] for terminal in (ana, mei))
        ana.press("a")
        ana.wait_for("arrived")
        mei.press("down", "a")
        mei.wait_for("Jones, Ann arrived")
        wait_until(lambda: {"ana", "mei"} == actors(clinic))


def actors(clinic: Counter) -> set[str]:
    """Who has acted on today's appointments, as the journal has it, but for who booked them."""
    numbers = [one.appointment.id for one in clinic.desk.visits.queue("olga")]
    entries = [
        entry
        for number in numbers
        for entry in clinic.desk.journal.entries_on("olga", RecordRef("appointment", number))
    ]
    return {entry.actor for entry in entries if entry.verb != "book"}


def test_a_resize_reaches_it(host: WarmHost) -> None:
    """The system tells the process that the terminal knows, and it passes that on."""
    with host.open("ana") as terminal:
        terminal.resize(40, 120)
        terminal.wait_until(lambda: "all keys" in terminal.rows()[39])
        assert host.sessions()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(host: WarmHost, number: signal.Signals) -> None:
    """With the exit code that shells know, and the terminal as it was."""
    with host.open("ana") as terminal:
        os.kill(terminal.pid, number)
        assert 128 + number == terminal.wait_until_gone()
        assert LEAVES_ALTERNATE_SCREEN in terminal.raw


def test_a_line_that_drops(host: WarmHost) -> None:
    """The session goes with its terminal."""
    with host.open("ana") as terminal:
        session = host.session_of(terminal)
        terminal.hang_up()
        wait_until(lambda: not is_alive(session))


def test_a_caller_that_is_killed(host: WarmHost) -> None:
    """The session leaves the terminal as it was, and ends."""
    with host.open("ana") as terminal:
        session = host.session_of(terminal)
        terminal.kill()
        assert -signal.SIGKILL == terminal.wait_until_gone()
        wait_until(lambda: not is_alive(session))
        terminal.settle()
        assert LEAVES_ALTERNATE_SCREEN in terminal.raw
        assert modes(terminal)[3] & 0o12 == 0o12, "lines and echo"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_session_that_is_killed(host: WarmHost, number: signal.Signals) -> None:
    """Its caller gives the terminal back as it was, and ends as it did."""
    with host.open("ana") as terminal:
        os.kill(host.session_of(terminal), number)
        assert -number == terminal.wait_until_gone()
        assert LEAVES_ALTERNATE_SCREEN in terminal.raw
        assert modes(terminal)[3] & 0o12 == 0o12, "lines and echo"


def test_a_host_that_is_killed(own: WarmHost) -> None:
    """Desks go on, and end in order; what is opened meanwhile opens by itself; the next host takes the place."""
    with own.open("ana") as ana:
        session = own.session_of(ana)
        own.end(signal.SIGKILL)
        ana.press("f3")
        ana.wait_for("expected")
        with own.open("mei") as mei:
            mei.press("f3")
            mei.wait_for("expected")
        own.start()
        with own.open("mei"):
            assert 1 == len(own.sessions())
        os.kill(ana.pid, signal.SIGTERM)
        assert 128 + signal.SIGTERM == ana.wait_until_gone()
        wait_until(lambda: not is_alive(session))


def test_a_host_that_ends(own: WarmHost) -> None:
    """Its name is gone with it, and its desks go on."""
    with own.open("ana") as ana:
        assert 0 == own.end()
        assert ["lock"] == [place.name for place in own.folder.iterdir()]
        ana.press("f3")
        ana.wait_for("expected")
        ana.kill()
        assert -signal.SIGKILL == ana.wait_until_gone()


def test_an_update(tmp_path: Path) -> None:
    """The next start opens by itself, the host begins anew in its process, and open desks go on as they are."""
    program, place = tmp_path / "program", tmp_path / ".local" / "share" / "clinicdesk"
    for package in ("core", "storage", "tui"):
        shutil.copytree(ROOT / package, program / package, ignore=shutil.ignore_patterns("__pycache__"))
    place.mkdir(parents=True)
    a_morning(place)
    with WarmHost(tmp_path, root=program) as host, host.open("ana") as ana:
        (old,) = host.sessions()
        words = program / "tui" / "prompts" / "sentences.py"  # which no desk has loaded yet
        words.write_text(words.read_text() + "\n")
        with host.open("mei") as mei:
            assert {old} == host.sessions()
            host.wait_for_word("The host is warm: ", times=2)
            with host.open("bo"):
                assert 2 == len(host.sessions())
            mei.press("f3")
            mei.wait_for("expected")
        ana.press("f3")
        ana.wait_for("expected")
        os.kill(ana.pid, signal.SIGTERM)
        assert 128 + signal.SIGTERM == ana.wait_until_gone()


def test_a_start_that_gave_up(host: WarmHost) -> None:
    """Nobody opens a desk for it, and its terminal is not touched."""
    master, terminal = os.openpty()
    here = meeting.open_folder(str(host.folder))
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as start:
            start.connect(meeting.socket_in(here))
            asked = meeting.request(host.stamp(), [], {b"SUDO_USER": b"ana"})
            socket.send_fds(start, [asked], [terminal] * 3)
            assert meeting.HERE == start.recv(64)
            assert 1 == len(host.sessions())
        host.wait_for_no_session()
        assert [] == select.select([master], [], [], 0)[0]
    finally:
        for number in (master, terminal, here):
            os.close(number)


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else")
def test_somebody_else(host: WarmHost) -> None:
    """Who is not the account does not get at the socket; where they do, they are let go of at once."""
    command = [sys.executable, "-c", _CONNECT, str(host.folder / "socket")]
    opened = [host.folder / "socket", host.folder, *host.folder.parents]
    before = [(place, place.stat().st_mode) for place in opened]

    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        for place, mode in before:
            place.chmod(mode | 0o777)
        ignored = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        for place, mode in before:
            place.chmod(mode)

    assert "PermissionError" in refused.stderr
    assert "b''" == ignored.stdout.strip(), ignored.stderr
    assert not host.sessions()


def test_there_is_one_host(host: WarmHost) -> None:
    """Another of the same account is refused (5), and the first goes on."""
    other = host.process("host", "warm")
    said, _ = other.communicate()
    assert (5, True) == (other.returncode, b"The host is warm already" in said)
    with host.open("ana"):
        assert 1 == len(host.sessions())


def test_nothing_of_a_session_is_anywhere_else(host: WarmHost, clinic: Counter, tmp_path: Path) -> None:
    """Neither the host nor a session at another clinic has open or in memory what one works with."""
    other = a_counter(tmp_path)
    with host.open("ana") as ana:
        ana.wait_for("Haddad")
        with host.open("", "--db", str(other.path)) as there:
            assert b"Haddad" in memory(host.session_of(ana))
            elsewhere = host.session_of(there)
            assert str(other.path) in descriptors(elsewhere)
            for process in (elsewhere, host.pid):
                assert b"Haddad" not in memory(process)
                assert str(clinic.path) not in " ".join(descriptors(process))
        assert "clinic.db" not in " ".join(descriptors(host.pid))
    with host.open("", "--db", str(other.path)) as there:
        assert b"Haddad" not in memory(host.session_of(there)), "also once the first has ended"
