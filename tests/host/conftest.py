"""What do the tests of a host share? One machine, made ready once. Elsewhere than in a copy none of them exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.host import machine_copy, ready_host

if TYPE_CHECKING:
    import subprocess

_TRIES: Final = "test_vectors.py::test_nobody_gets_through"
collect_ignore_glob: Final = [] if machine_copy.is_here() else ["test_*.py"]


@pytest.fixture(scope="session")
def followed() -> dict[str, subprocess.CompletedProcess[bytes]]:
    """The README followed on a bare machine: each line and what it came to."""
    ready_host.prepare_machine()
    ready_host.hand_in()
    return ready_host.follow_readme()


@pytest.fixture(scope="session", autouse=True)
def host(followed: dict[str, subprocess.CompletedProcess[bytes]]) -> None:
    """The machine with its desk, a second member, and a stranger who may log in."""
    failed = next((ran for ran in followed.values() if ran.returncode), None)
    assert failed is None, failed
    ready_host.let_in(ready_host.COORDINATOR)
    ready_host.give_stranger_a_key()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many ways were tried, and how many led in."""
    tried, through = (
        sum(_TRIES in report.nodeid and report.when == "call" for report in terminalreporter.getreports(outcome))
        for outcome in ("passed", "failed")
    )
    if tried + through:
        terminalreporter.write_line(f"{tried + through} ways in tried, {through} through")
