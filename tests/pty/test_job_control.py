"""Is a desk stopped and continued by the shell that it was started from, forked by a warm host or not?"""

from __future__ import annotations

import os
import shlex
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pty.clinic import NOW, a_morning
from tests.terminal import Terminal
from tests.warm_host import WarmHost

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["warm", "plain"])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WarmHost]:
    """A host that is warm, and one that is not."""
    place = tmp_path / ".local" / "share" / "clinicdesk"
    place.mkdir(parents=True)
    a_morning(place)
    host = WarmHost(tmp_path)
    if request.param == "warm":
        host.start()
    yield host
    host.end()


@pytest.fixture
def shell(host: WarmHost, tmp_path: Path) -> Iterator[Terminal]:
    """A shell in which the account itself started the desk."""
    with opened_in_a_shell(host, tmp_path) as terminal:
        yield terminal
    host.wait_for_no_session()


@contextmanager
def opened_in_a_shell(host: WarmHost, folder: Path, who: str = "") -> Iterator[Terminal]:
    """A shell in which somebody started the desk, the account itself where nobody is named."""
    script = folder / "desk"
    script.write_text(f"exec {shlex.join(host.command('--now', NOW, '--freeze'))}\n")
    env = {**host.surroundings, "SUDO_USER": who, "PS1": ": ready "}
    with Terminal(["bash", "--norc", "-i"], env=env) as terminal:
        terminal.wait_for(": ready")
        terminal.send(f"sh {script}\n".encode())
        terminal.wait_for("all keys")
        assert len(host.sessions()) == host.is_warm
        yield terminal


def stop(shell: Terminal, number: signal.Signals) -> int:
    """Stop the desk, which is what the shell has in the foreground, and work in the shell; its process."""
    desk = os.tcgetpgrp(shell.descriptor)
    os.kill(desk, number)
    shell.wait_for("Stopped")
    shell.send(b"echo it is $((40 + 2))\n")
    shell.wait_for("it is 42")
    return desk


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_continued(shell: Terminal, number: signal.Signals) -> None:
    """What is typed meanwhile is the shell's; then the desk is there as it was left, and takes keys."""
    for _ in range(2):
        stop(shell, number)
        shell.send(b"clear; fg\n")
        shell.wait_for("all keys")
        shell.press("f3")
        shell.wait_for("expected")
        shell.press("f2")
        shell.wait_for("Haddad")


def test_continued_in_the_background(shell: Terminal) -> None:
    """It is stopped again before it touches the terminal."""
    desk = stop(shell, signal.SIGTSTP)
    shell.send(b"clear; bg\n")
    shell.wait_for("[1]+")
    shell.send(b"clear; jobs\n")
    shell.wait_for("Stopped")
    assert desk != os.tcgetpgrp(shell.descriptor)
    shell.send(b"clear; fg\n")
    shell.wait_for("all keys")


def test_ended_while_it_is_stopped(host: WarmHost, shell: Terminal) -> None:
    """Killed, it leaves nobody behind."""
    desk = stop(shell, signal.SIGTSTP)
    os.kill(desk, signal.SIGKILL)
    host.wait_for_no_session()


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU])
def test_a_member_stops_nothing(host: WarmHost, tmp_path: Path, number: signal.Signals) -> None:
    """Who comes through the account's command has neither the start stop nor the desk that was forked for it."""
    with opened_in_a_shell(host, tmp_path, "ana") as shell:
        desk = os.tcgetpgrp(shell.descriptor)
        for pid in (desk, *host.sessions()):
            os.kill(pid, number)
        shell.press("f3")
        shell.wait_for("expected")
        assert desk == os.tcgetpgrp(shell.descriptor)
        assert not {"T", "t"} & {state_of(pid) for pid in (desk, *host.sessions())}
    host.wait_for_no_session()


def test_a_members_desk_whose_start_is_stopped(host: WarmHost, tmp_path: Path) -> None:
    """By SIGSTOP, which nothing ignores. A forked desk goes on, leaves the shell its keys, and ends when told."""
    if not host.is_warm:
        pytest.skip("a desk that is its own start is stopped with it")
    with opened_in_a_shell(host, tmp_path, "ana") as shell:
        (session,) = host.sessions()
        stop(shell, signal.SIGSTOP)
        assert state_of(session) not in {"T", "t"}
        os.kill(session, signal.SIGTERM)
        host.wait_for_no_session()


def state_of(pid: int) -> str:
    """What the system calls the state of a process."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
