"""Does the README lead from a bare machine to a desk that its members see, and nobody else?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.host.ready_host import ADMINISTRATOR, CLONE, COORDINATOR, ROOT, STRANGER, SUPERVISOR
from tests.readme import AT_EACH_DESK, ON_THE_HOST, recipes

if TYPE_CHECKING:
    import subprocess


def test_every_line_goes_well(followed: dict[str, subprocess.CompletedProcess[bytes]]) -> None:
    """From the program to the last look at the host, which finds nothing."""
    assert ON_THE_HOST == tuple(followed)
    assert b"The host is as it should be." in followed[ON_THE_HOST[-1]].stdout


def test_a_host_that_is_to_be_warm() -> None:
    """The first line writes the unit that the second starts; the host is as it should be with it."""
    install, start = recipes("A warm host")
    ran = ADMINISTRATOR.in_shell(install)
    assert 0 == ran.returncode, ran.stdout
    unit = Path(f"/etc/systemd/system/{start.split()[-1]}.service")
    assert unit.is_file()
    assert b"The host is as it should be." in ADMINISTRATOR.in_shell(ON_THE_HOST[-1]).stdout
    unit.unlink()


def test_what_is_typed_at_each_desk() -> None:
    """The desk on a terminal, a verb, and a file through standard input."""
    desk, verb, patients = AT_EACH_DESK
    with SUPERVISOR.terminal(desk) as terminal:
        terminal.wait_for("Main Street")
        terminal.wait_for_row(0, SUPERVISOR.name)
    assert json.loads(SUPERVISOR.at_desk(verb).stdout)["ok"]
    lines = "family,given,birth_date\\nVanterpool,Ida,1984-03-14\\n"
    ran = SUPERVISOR.at_desk(f"printf '{lines}' >export.csv && {patients}")
    assert (0, True) == (ran.returncode, b"1 added" in ran.stdout)
    assert b"Vanterpool" in COORDINATOR.at_desk("ssh host find vanterpool").stdout


def test_who_is_no_member_sees_no_desk() -> None:
    """They come to a shell of their own, which has no right to the command."""
    ran = STRANGER.at_desk("ssh host 'id -un; sudo -n -u desk clinicdesk day'")
    assert b"bo\nsudo: a password is required\n" == ran.stdout
    assert ran.returncode


def test_a_clone_that_belongs_to_somebody_else() -> None:
    """Whoever may read it installs from it for themselves, and it stays as it was."""
    ran = STRANGER.in_shell(f"cd {CLONE} && pipx install . && ~/.local/bin/clinicdesk setup examples/clinic.toml")
    assert 0 == ran.returncode, ran.stdout
    assert [] == [path for path in CLONE.rglob("*") if not (ROOT / path.relative_to(CLONE)).exists()]
