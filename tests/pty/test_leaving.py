"""How the desk leaves the terminal when something ends it."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.pty.clinic import a_counter, a_morning
from tests.terminal import Terminal, clinicdesk

if TYPE_CHECKING:
    from pathlib import Path

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
CRASHING = """
import sys
from tui.__main__ import main
from tui.commands import navigation

def broken(context):
    secret = context.scheduled.patient.name
    raise RuntimeError(secret)

navigation.today = broken
sys.exit(main())
"""


KEEPS_IT_TO_ITSELF = """
import pathlib, signal, subprocess, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text(str(subprocess.run(sys.argv[2:]).returncode))
"""
"""Leads the terminal's session, and so is the only one whom the system tells that the terminal is gone."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    """SIGTERM and SIGHUP end the desk in order, with the exit code shells give them."""
    with a_morning(tmp_path).open() as terminal:
        os.kill(terminal.pid, number)
        assert terminal.wait_until_gone() == 128 + number
        assert LEAVES_ALTERNATE_SCREEN in terminal.raw


def test_a_terminal_that_is_gone_ends_a_desk_that_nobody_tells(tmp_path: Path) -> None:
    """At once, with the clock standing still and nothing to be painted; what was typed is offered to the next one."""
    counter, code = a_morning(tmp_path), tmp_path / "code"
    with counter.open(under=(sys.executable, "-c", KEEPS_IT_TO_ITSELF, str(code))) as terminal:
        terminal.press("m")
        terminal.type("fri 10:3")
        terminal.hang_up()
        assert 0 == terminal.wait_until_gone()
    assert 128 + signal.SIGHUP == int(code.read_text())
    with counter.open() as terminal:
        terminal.wait_for_row(0, "1 parked")
        terminal.press("Z")
        terminal.wait_for("to: fri 10:3")


def test_an_internal_error_shows_no_record_and_is_noted(tmp_path: Path) -> None:
    """What nobody foresaw ends with a sentence and a number; the patient is neither on the screen nor in the log."""
    counter = a_morning(tmp_path)
    command = [sys.executable, "-c", CRASHING, "--db", str(counter.path), "--as", "ana"]
    command += ["--now", "2026-11-23T10:20", "--freeze"]
    with Terminal(command, env={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("all keys")
        before = len(terminal.raw)
        terminal.press("t")
        assert terminal.wait_until_gone() == 1
        said = bytes(terminal.raw[before:])
        assert LEAVES_ALTERNATE_SCREEN in said
        after = said.partition(LEAVES_ALTERNATE_SCREEN)[2].decode()
        assert "Internal error" in after
        assert "Traceback" not in after
        assert "Smith" not in after
    log = tmp_path / "clinicdesk" / "errors.log"
    assert "RuntimeError" in log.read_text()
    assert "Smith" not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_without_a_clinic_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    """No database: one sentence with the two ways to get one, exit code 7."""
    with Terminal(clinicdesk("--db", str(tmp_path / "none.db"))) as terminal:
        assert terminal.wait_until_gone() == 7
        said = terminal.text().replace("\n", "")
        assert "clinicdesk setup FILE.toml" in said
        assert "clinicdesk demo" in said


def test_an_empty_day_says_that_nobody_works(tmp_path: Path) -> None:
    """A day without sessions is an empty schedule with its reason, not an error."""
    with a_counter(tmp_path).open() as terminal:
        terminal.press("g")
        terminal.type("sat")
        terminal.press("enter")
        terminal.wait_for("nobody works here this day")
        terminal.press("enter", "c", "b", "down", "right", "pagedown", "home", "i")
        assert terminal.alive()
