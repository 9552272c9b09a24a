"""What does a desk of a warm host have from its caller? Whatever a process has from its parent, and all of it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.depth import SOAKING
from tests.member import ACCOUNT
from tests.pty.clinic import NOW, a_morning
from tests.terminal import Terminal
from tests.warm_host import WarmHost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Told = dict[str, Any]

_TELL: Final = '''
def tell(workstation, caller=None):
    """In the desk's place: say what this process is."""
    import json, locale, os, random, resource, shutil, signal, sys, threading, time
    from pathlib import Path
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    told = {
        "actor": workstation.actor,
        "arguments": sys.argv[1:],
        "environment": {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"},
        "time zone": (time.tzname, time.localtime(0)[:5]),
        "locale": locale.setlocale(locale.LC_CTYPE),
        "folder": os.readlink("/proc/self/cwd"),
        "mask": status["Umask"], "ignored": status["SigIgn"], "blocked": status["SigBlk"],
        "limits": [resource.getrlimit(number) for number in range(16)],
        "processors": sorted(os.sched_getaffinity(0)),
        "priority": os.getpriority(os.PRIO_PROCESS, 0),
        "terminal": [os.ttyname(number) == os.ttyname(0) and os.isatty(number) for number in range(3)],
        "size": shutil.get_terminal_size(),
        "files": [(file.encoding, file.errors, file.line_buffering, file.mode)
                  for file in (sys.__stdin__, sys.__stdout__, sys.__stderr__)],
        "same files": (sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__),
    }
    own = {
        "random": random.random(),
        "open": sorted(os.readlink(place) for place in Path("/proc/self/fd").iterdir() if place.exists()),
        "threads": sorted(thread.name for thread in threading.enumerate()),
        "is warm": caller is not None,
    }
    with open(TOLD, "w") as file:
        json.dump([told, own], file)
    return 7

import tui.__main__
open_desk = tui.__main__._open_desk
def open_telling_desk(launch, caller):
    """Only now: who comes to a warm host loads no desk."""
    import tui.app
    tui.app.run_desk = tell
    return open_desk(launch, caller)
tui.__main__._open_desk = open_telling_desk
'''
_NOTE: Final = '''
import sys, tui.app
run_desk = tui.app.run_desk
def noted(workstation, caller=None):
    """In the desk's place: note what it loads until it is left."""
    before = set(sys.modules)
    code = run_desk(workstation, caller)
    with open(NOTED, "w") as file:
        file.write(" ".join(set(sys.modules) - before))
    return code
tui.app.run_desk = noted
'''
SURROUNDINGS: Final = {
    "usual": "",
    "another folder": "cd /",
    "a folder that is gone": "mkdir gone; cd gone; rmdir ../gone",
    "a mask": "umask 0027",
    "limits": "ulimit -n 200 -f 30000000 -c 0 -s 4096",
    "hard limits": "ulimit -Hn 300; ulimit -Sn 150",
    "soft limits": "ulimit -Sf 16 -Sn 60",
    "one processor": "taskset -p 1 $$ >/dev/null",
    "priority": "renice -n 5 $$ >/dev/null",
    "signals ignored": "trap '' HUP USR1 QUIT",
    "another time zone": "export TZ=Asia/Tokyo",
    "another terminal": "export TERM=vt100 NO_COLOR=1; unset COLORTERM LANG",
    "another language": "export LANG=de_DE.UTF-8 LC_TIME=C LANGUAGE=de",
    "lines and bytes": "export LC_PAPER=$(printf 'a=b\\nc\\377\\033[31m')",
    "quotation marks": "export LC_NAME='\"\\\\ {} %s '",
    "nothing": "unset PATH USER LOGNAME SHELL",
    "the terminal's own size": "unset LINES COLUMNS",
}

OF_THE_ACCOUNT: Final = {"usual", "limits", "soft limits", "priority", "nothing"}
"""What is asked of the account too, which is refused nothing; the rest by `make soak`."""
REFUSED: Final = {
    "small files": ("ulimit -f 10000", "(ulimit -f)"),
    "few files": ("ulimit -n 40", "(ulimit -n)"),
    "hardly any time": ("renice -n 19 $$ >/dev/null", "(nice)"),
    "time that nobody else wants": ("chrt --batch -p 0 $$", "(chrt)"),
}
"""What somebody's shell may hold back, and what a member is told then."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmHost]:
    """A host whose desks only tell what they are."""
    home = tmp_path_factory.mktemp("home")
    a_morning(make_place(home))
    with WarmHost(home, before=_TELL.replace("TOLD", repr(str(home / "told.json")))) as host:
        yield host


def make_place(home: Path) -> Path:
    """The folder of an account's clinic."""
    place = home / ".local" / "share" / "clinicdesk"
    place.mkdir(parents=True)
    return place


def told_by(host: WarmHost, command: Sequence[str], who: str, surroundings: str = "") -> tuple[Told, Told]:
    """What a desk tells that was opened so: what is its caller's, and what is its own. It ends with its code."""
    script, told = host.home / "script", host.home / "told.json"
    script.write_text(f"cd {host.home}\n{surroundings}\nexec {shlex.join(command)}\n")
    env = host.surroundings | ({"SUDO_USER": who} if who else {})
    with Terminal(["/bin/bash", str(script)], env=env) as terminal:
        assert 7 == terminal.wait_until_gone(), terminal.text()
    theirs, own = json.loads(told.read_text())
    told.unlink()
    return theirs, own


@pytest.mark.parametrize(
    ("surroundings", "who"),
    [
        *(pytest.param(one, "ana", id=f"{one}-a member") for one in SURROUNDINGS),
        *(pytest.param(one, "", id=f"{one}-the account") for one in SURROUNDINGS if SOAKING or one in OF_THE_ACCOUNT),
    ],
)
def test_it_is_what_a_start_of_its_own_would_be(host: WarmHost, surroundings: str, who: str) -> None:
    """Person, arguments, environment, folder, mask, limits, priority, signals, terminal and files are the caller's."""
    options = ("--now", NOW, "--freeze")
    cold, its_own = told_by(host, host.cold_command(*options), who, SURROUNDINGS[surroundings])
    warm, own = told_by(host, host.command(*options), who, SURROUNDINGS[surroundings])

    assert (False, True) == (its_own["is warm"], own["is warm"])
    assert (who or ACCOUNT) == warm["actor"]
    assert cold == warm


def test_it_writes_and_reads_as_a_start_of_its_own_would(tmp_path: Path) -> None:
    """Also in a place where that is not UTF-8."""
    a_morning(make_place(tmp_path))
    env, before = {"PYTHONIOENCODING": "latin-1"}, _TELL.replace("TOLD", repr(str(tmp_path / "told.json")))
    with WarmHost(tmp_path, before=before, env=env) as host:
        cold, _ = told_by(host, host.cold_command(), "")
        warm, own = told_by(host, host.command(), "")
    assert own["is warm"]
    assert cold["files"] == warm["files"]


def test_nothing_is_its_hosts_or_its_neighbours(host: WarmHost) -> None:
    """Descriptors and threads are its own; no two draw the same numbers."""
    (_, one), (_, two) = (told_by(host, host.command(), "ana") for _ in range(2))
    assert one["random"] != two["random"]
    for own in (one, two):
        assert ["MainThread", "caller"] == own["threads"]
        others = [name for name in own["open"] if "clinic.db" not in name and not name.startswith("/dev/pts/")]
        assert 2 == len(others), others
        assert others[0].startswith("/proc/")  # the caller's state
        assert others[1].startswith("socket:")  # what it says


@pytest.mark.parametrize("line", [("--db", "own.db"), ("--config", "own.toml"), ("--now", "x", "--freeze")])
def test_what_the_door_refuses_is_refused(host: WarmHost, line: Sequence[str]) -> None:
    """In the same words as without a host: a member names no file."""
    said = []
    for command in (host.cold_command(*line), host.command(*line)):
        with Terminal(command, env=host.surroundings | {"SUDO_USER": "ana"}) as terminal:
            assert 2 <= terminal.wait_until_gone() <= 6
            said.append(terminal.text().strip())
    assert said[0] == said[1] != ""


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_members_shell_holds_back_is_refused(host: WarmHost, what: str) -> None:
    """It is the caller's that counts, not the host's."""
    surroundings, told = REFUSED[what]
    script = host.home / "script"
    for command in (host.cold_command("--now", NOW), host.command("--now", NOW)):
        script.write_text(f"{surroundings}\nexec {shlex.join(command)}\n")
        with Terminal(["/bin/bash", str(script)], env=host.surroundings | {"SUDO_USER": "ana"}) as terminal:
            assert 6 == terminal.wait_until_gone(), terminal.text()
            assert told in terminal.text()


def test_a_session_loads_nothing(tmp_path: Path) -> None:
    """Whatever it shows was loaded by the host: it may be another version by now."""
    a_morning(make_place(tmp_path))
    with WarmHost(tmp_path, before=_NOTE.replace("NOTED", repr(str(tmp_path / "noted")))) as host:
        with host.open("ana") as terminal:
            for key in ("f3", "f4", "f5", "f2", "enter", "escape", "?", "escape"):
                terminal.press(key)
                terminal.settle()
            assert 1 == len(host.sessions())
            os.kill(terminal.pid, signal.SIGTERM)
            terminal.wait_until_gone()
        assert "" == (tmp_path / "noted").read_text()


def test_a_control_group_of_somebody_elses(tmp_path: Path) -> None:
    """It stays the caller's: their desk opens by itself, and a member's is refused as ever."""
    if os.getuid():
        pytest.skip("only root gives folders away")
    groups = tmp_path / "groups"
    own = groups / Path("/proc/self/cgroup").read_text().strip().rpartition("::")[2].lstrip("/")
    own.mkdir(parents=True)
    a_morning(make_place(tmp_path))
    before = f"import pathlib, tui.control_group as c\nc._GROUPS = pathlib.Path({str(groups)!r})\n"
    with WarmHost(tmp_path, before=before + _TELL.replace("TOLD", repr(str(tmp_path / "told.json")))) as host:
        assert told_by(host, host.command(), "ana")[1]["is warm"]
        os.chown(own, 65534, -1)
        assert not told_by(host, host.command(), "")[1]["is warm"]
        with Terminal(host.command(), env=host.surroundings | {"SUDO_USER": "ana"}) as terminal:
            assert 6 == terminal.wait_until_gone(), terminal.text()
            assert "(systemd-run)" in terminal.text()


def test_a_host_that_is_held_back(tmp_path: Path) -> None:
    """It would be for all its desks, and says so instead of being warm."""
    command = ["nice", "-n", "19", *WarmHost(tmp_path).command("host", "warm")]
    ran = subprocess.run(command, env=os.environ | WarmHost(tmp_path).surroundings, capture_output=True, check=False)
    assert 6 == ran.returncode
    assert b"(nice)" in ran.stderr


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONHASHSEED", "TEXTUAL_THEME", "LD_LIBRARY_PATH"])
def test_what_is_read_as_the_program_starts(host: WarmHost, name: str) -> None:
    """A host that started with another opens no desk: it is too late for it to count."""
    value = f"{host.surroundings.get(name, '')}:" if name.endswith("PATH") else "7"
    _, own = told_by(host, host.command("--now", NOW), "ana", f"export {name}={shlex.quote(value)}")
    assert not own["is warm"]
