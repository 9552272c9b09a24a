"""Does a member get their own desk of a warm host, by the door and by nothing else of it?"""

from __future__ import annotations

import os
import pwd
import re
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.host.ready_host import COORDINATOR, SUPERVISOR
from tests.host.vectors.vector import DENIED
from tests.readme import AT_EACH_DESK
from tests.warm_host import children, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE: Final = Path("/home/desk/.local/state/clinicdesk/warm")
_ASK: Final = """
import socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as start:
    start.connect(sys.argv[1])
    try:
        socket.send_fds(start, [b"x"], [0, 1, 2])
        print(start.recv(64) or "let go of")
    except ConnectionError:
        print("let go of")
"""
_PLANT: Final = """
import os, socket
place = os.path.expanduser("~/state/clinicdesk/warm")
os.makedirs(place, mode=0o700)
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as planted:
    planted.bind(place + "/socket")
    planted.listen()
    open(os.path.expanduser("~/planted"), "w").close()
    planted.accept()
    open(os.path.expanduser("~/came"), "w").close()
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[int]:
    """The account makes its host warm, as its unit does; the process. However busy the machine, it is waited for."""
    (start,) = Path("/opt/pipx/venvs/clinicdesk/lib").glob("python3*/site-packages/tui/warm/client.py")
    written = start.read_text()
    start.write_text(re.sub("^PATIENCE = .*", "PATIENCE = 60", written, flags=re.MULTILINE))
    command = ["/usr/sbin/runuser", "-u", "desk", "--", "/usr/local/bin/clinicdesk", "host", "warm"]
    entry = pwd.getpwnam("desk")
    env = {"HOME": entry.pw_dir, "USER": "desk", "LOGNAME": "desk", "PATH": os.defpath, "LANG": "C.UTF-8"}
    with subprocess.Popen(command, env=env, cwd="/", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        yield int(said.rstrip(b".\n").split()[-1])
        process.terminate()
    start.write_text(written)


def test_two_members(warm: int) -> None:
    """Each has a desk that the host forked, under their own name, and no other."""
    with SUPERVISOR.terminal(AT_EACH_DESK[0]) as ana, COORDINATOR.terminal(AT_EACH_DESK[0]) as mei:
        for terminal, who in ((ana, "ana"), (mei, "mei")):
            terminal.wait_for("all keys")
            assert who == terminal.rows()[0].split()[-1]
        assert 2 == len(children(warm))
        for client in children(mei.pid):
            os.kill(client, signal.SIGKILL)  # the line drops without a word
        wait_until(lambda: 1 == len(children(warm)))
        ana.press("f3")
        ana.wait_for("expected")
    wait_until(lambda: not children(warm))


def test_a_shell_on_the_host(warm: int) -> None:
    """Whoever has one does not get at the socket, and is let go of where somebody opened the way to it."""
    asked = f"python3 -c '{_ASK}' {PLACE}/socket"
    assert "PermissionError" in COORDINATOR.in_shell(asked).stdout.decode()
    ways = [*reversed(PLACE.relative_to("/home").parents), PLACE.relative_to("/home"), Path("desk")]
    places = [Path("/home") / way for way in ways] + [PLACE / "socket"]
    before = [(place, place.stat().st_mode) for place in places]
    try:
        for place, mode in before:
            place.chmod(mode | 0o777)
        assert "let go of" in COORDINATOR.in_shell(asked).stdout.decode()
    finally:
        for place, mode in before:
            place.chmod(mode)
    assert not children(warm)


def test_the_process_of_the_host(warm: int) -> None:
    """It is the account's: nobody else ends, traces or looks into it."""
    for typed in (f"kill {warm}", f"ls /proc/{warm}/fd", f"cat /proc/{warm}/environ", f"gdb -batch -p {warm}"):
        assert re.search(DENIED, COORDINATOR.in_shell(typed).stdout.decode())


def test_a_socket_that_a_member_planted(warm: int) -> None:
    """In a folder that their environment names: nobody comes there, and they get the account's desk."""
    COORDINATOR.in_shell(
        f"nohup timeout 60 python3 -c '{_PLANT}' >/dev/null 2>&1 & until test -e ~/planted; do :; done"
    )
    try:
        with COORDINATOR.shell_terminal("XDG_STATE_HOME=~/state HOME=~ sudo -u desk clinicdesk") as terminal:
            terminal.wait_for("all keys")
            assert 1 == len(children(warm))
            assert not (COORDINATOR.home / "came").exists()
    finally:
        subprocess.run(["rm", "-rf", *(COORDINATOR.home / name for name in ("state", "planted", "came"))], check=True)
