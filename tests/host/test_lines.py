"""What can be done at a desk over SSH to its terminal and its line, and what is there when the line is back?"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.host import ways_in
from tests.host.ready_host import COORDINATOR, SUPERVISOR
from tests.readme import AT_EACH_DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

DESK: Final = AT_EACH_DESK[0]
IN_A_SHELL: Final = "sudo -n -u desk clinicdesk"
LET_THROUGH: Final = {"TERM", "COLORTERM", "NO_COLOR", "LANG", "LANGUAGE", "TZ", "LINGUAS"}
"""Of the caller's environment, beside LC_*; the rest is the account's, or sudo's own word."""
OF_THE_ACCOUNT: Final = {"HOME": "/home/desk", "LOGNAME": "desk", "USER": "desk", "SHELL": "/bin/sh"}


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """No desk is open before, and none stays."""
    assert set() == ways_in.processes()
    yield
    assert set() == ways_in.wait_for_processes(set())


def the_program() -> Path:
    """The place in /proc of the one process of the account."""
    (number,) = ways_in.processes()
    return Path(f"/proc/{number}")


def drop_line() -> None:
    """The client is gone without a word."""
    subprocess.run(["pkill", "-KILL", "-u", "away"], check=True)


def add_patient(family: str, *, born: int) -> int:
    """Somebody else writes meanwhile, each time of a person unlike the others; the exit code."""
    typed = f"ssh host patient add --family {family} --given {family[::-1]} --birth-date {born}-05-06"
    return COORDINATOR.at_desk(typed).returncode


def test_what_the_process_is_given() -> None:
    """Of everything a member sets only the words for the terminal arrive, no core is kept, no file is for others."""
    hostile = {f"{name}": "/home/mei/x" for name in ("PYTHONPATH", "LD_PRELOAD", "XDG_DATA_HOME", "SSH_AUTH_SOCK", "A")}
    exports = " ".join(f"{name}={value}" for name, value in hostile.items())
    with COORDINATOR.shell_terminal(f"umask 0; ulimit -c unlimited; export {exports}; {IN_A_SHELL}") as terminal:
        terminal.wait_for("all keys")
        process = the_program()
        given = dict(pair.split("=", 1) for pair in (process / "environ").read_text().split("\0") if pair)
        own = {name for name in given if name.startswith(("SUDO_", "LC_"))} | {"PATH", "MAIL"}
        assert set() == set(given) - own - LET_THROUGH - set(OF_THE_ACCOUNT)
        assert OF_THE_ACCOUNT == {name: given[name] for name in OF_THE_ACCOUNT}
        assert COORDINATOR.name == given["SUDO_USER"]
        assert "Umask:\t0077" in (process / "status").read_text()
        (cores,) = (line for line in (process / "limits").read_text().splitlines() if "core file" in line)
        assert ["0", "0"] == cores.split()[4:6]


def test_no_key_leads_out_of_the_desk() -> None:
    """Neither stopped nor ended nor with a child: there is no way from it to anything else."""
    with SUPERVISOR.terminal(DESK) as terminal:
        terminal.wait_for("all keys")
        process = the_program()
        for key in (b"\x1a", b"\x1c", b"\x03", b"\x19", b"!", b":!sh\r", b"|", b"~", b"\r~^Z", b"\x1b:"):
            terminal.send(key)
            assert "State:\tT" not in (process / "status").read_text(), key
            assert "" == (process / "task" / process.name / "children").read_text(), key
            terminal.press("escape")
        terminal.press("f3")
        terminal.wait_for("expected")


def test_ctrl_z_holds_nobody_up() -> None:
    """A verb that waits for a file is stopped in a shell of the member's: others write, and it goes on after."""
    with COORDINATOR.shell_terminal(
        f"set -m; {IN_A_SHELL} find no-one; {IN_A_SHELL} setup -; fg; exec true"
    ) as terminal:
        terminal.send(b"\x1a")
        assert 0 == add_patient("Stopped", born=1921)
        terminal.send(b"\x04\x03")
        terminal.wait_until_gone()


def test_what_is_typed_outlives_the_line() -> None:
    """The desk ends with its line, leaves no turn held, and what was typed is there when its person is back."""
    with SUPERVISOR.terminal(DESK) as terminal:
        terminal.wait_for("all keys")
        terminal.press("f4")
        terminal.type("zzz")
        terminal.press("ctrl+n")
        terminal.wait_for("Family name")
        terminal.type("Droppedline")
        terminal.wait_for("Droppedline")
        drop_line()
        assert set() == ways_in.wait_for_processes(set())
    assert 0 == add_patient("After", born=1950)
    with SUPERVISOR.terminal(DESK) as terminal:
        terminal.wait_for("all keys")
        terminal.wait_for("parked")
        terminal.press("Z")
        terminal.wait_for("Droppedline")


def test_a_line_that_drops_unheard() -> None:
    """Who ignores that the line has dropped leaves no desk behind either."""
    with COORDINATOR.shell_terminal(f"trap '' HUP TERM; exec {IN_A_SHELL}") as terminal:
        terminal.wait_for("all keys")
        the_program()
    assert set() == ways_in.wait_for_processes(set())
    assert 0 == add_patient("Unheard", born=1979)


def test_who_ends_their_own_sudo() -> None:
    """What asked for the desk may be killed by whom it is; no desk stays that belongs to nobody."""
    with COORDINATOR.shell_terminal(f"exec {IN_A_SHELL}") as terminal:
        terminal.wait_for("all keys")
        COORDINATOR.in_shell("pkill -KILL -x sudo")
    assert set() == ways_in.wait_for_processes(set())
    assert 0 == add_patient("Killed", born=2008)


def test_an_import_whose_line_drops() -> None:
    """Half of a file that never ended is taken by nobody, and the next import is not held up."""
    typed = "(printf 'family,given,birth_date\\nHalf,Al,1990-05-0'; sleep 60) | ssh host import patients -"
    begun = subprocess.Popen(["runuser", "-u", "away", "--", "/bin/bash", "-c", typed],
        env={"PATH": "/srv/away/bin:/usr/sbin:/usr/bin:/bin", "PERSON": SUPERVISOR.name}, cwd="/srv/away",
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    while not ways_in.processes():
        assert begun.poll() is None
    drop_line()
    begun.wait()
    assert set() == ways_in.wait_for_processes(set())
    assert b"Half" not in SUPERVISOR.at_desk("ssh host find half").stdout
    ran = SUPERVISOR.at_desk("printf 'family,given,birth_date\\nWhole,Al,1990-05-06\\n' | ssh host import patients -")
    assert (0, True) == (ran.returncode, b"1 added" in ran.stdout)


def test_nothing_is_forwarded() -> None:
    """What sshd says that holds for a member, however it was built."""
    ran = subprocess.run(["/usr/sbin/sshd", "-T", "-C", f"user={SUPERVISOR.name},host=h,addr=127.0.0.1"],
        capture_output=True, text=True, check=True)  # fmt: skip
    held = dict(line.split(" ", 1) for line in ran.stdout.splitlines() if " " in line)
    shut = {"allowagentforwarding", "allowtcpforwarding", "allowstreamlocalforwarding", "x11forwarding", "permittunnel"}
    assert {"no"} == {held[directive] for directive in shut | {"permituserrc", "permituserenvironment"}}
