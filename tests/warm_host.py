"""How do tests make a host warm, open desks of it as several people, and look at the processes behind them?"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from tests.pty.clinic import NOW
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

ROOT: Final = Path(__file__).parents[1]
_PATIENCE: Final = 60.0
_LOOK: Final = 0.02
_START: Final = """
import pwd, sys
sys.path.insert(0, {root!r})
home, real = sys.argv.pop(1), pwd.getpwuid
def of_the_test(uid):
    entry = real(uid)
    return pwd.struct_passwd((*entry[:5], home, entry[6])) if uid == __import__("os").getuid() else entry
pwd.getpwuid = of_the_test
import tui.warm.client
tui.warm.client.PATIENCE = 60
{before}
from tui.__main__ import main
sys.exit(main())
"""
"""The command, with the home of the account that runs the tests in the test's folder: sudo leaves no other way.

However busy the machine is, the host is waited for: what comes of one that does not answer is a test of its own.
"""


@dataclass(slots=True)
class WarmHost:
    """A host of its own in the folder `home`, of the program below `root`; each process of it does `before` first."""

    home: Path
    before: str = ""
    root: Path = ROOT
    env: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None
    _told: bytes = b""

    @property
    def verb(self) -> str:
        """What makes it warm."""
        return "host warm"

    @property
    def database(self) -> Path:
        """Where the account's clinic is."""
        return self.home / ".local" / "share" / "clinicdesk" / "clinic.db"

    @property
    def folder(self) -> Path:
        """Where the host and the starts of desks meet."""
        return self.home / ".local" / "state" / "clinicdesk" / "warm"

    @property
    def is_warm(self) -> bool:
        """Whether it was started."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """The host's process."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self) -> None:
        """Make it warm, and wait until it is."""
        self._told = b""
        self._process = self.process(*self.verb.split())
        self.wait_for_word("The host is warm: ")

    def process(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The account itself calls, with no terminal."""
        return subprocess.Popen(
            self.command(*arguments),
            env=os.environ | self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def command(self, *arguments: str) -> list[str]:
        """The command line of the program."""
        return self._command(self.before, arguments)

    def cold_command(self, *arguments: str) -> list[str]:
        """The same of a program that asks for no host."""
        before = f"import tui.__main__\ntui.__main__.open_warm = lambda _: None\n{self.before}"
        return self._command(before, arguments)

    def wait_for_word(self, word: str, *, times: int = 1) -> None:
        """Until the host has said it so often."""
        assert self._process is not None
        assert self._process.stdout is not None
        while self._told.count(word.encode()) < times:
            assert select.select([self._process.stdout], [], [], _PATIENCE)[0], self._told
            heard = os.read(self._process.stdout.fileno(), 4096)
            assert heard, self._told
            self._told += heard

    def end(self, number: int = signal.SIGTERM) -> int:
        """End it with a signal; how it ended."""
        if self._process is None:
            return 0
        self._process.send_signal(number)
        code = self._process.wait(_PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None
        return code

    def open(self, who: str = "", *options: str, env: Mapping[str, str] | None = None) -> Terminal:
        """The desk on a terminal, for somebody who comes through sudo, or for the account itself."""
        person = {"SUDO_USER": who} if who else {}
        command = self.command("--now", NOW, "--freeze", *options)
        terminal = Terminal(command, env={**self.surroundings, **person, **(env or {})})
        terminal.wait_for("all keys")
        return terminal

    def stamp(self) -> str:
        """What a start of this program would name as its own."""
        shown = "import os\nfrom tui.warm import meeting\nprint(meeting.stamp(os.environ))\nraise SystemExit\n"
        ran = subprocess.run(
            self._command(shown, ()), env=os.environ | self.surroundings, capture_output=True, check=True
        )
        return ran.stdout.decode().strip()

    def sessions(self) -> set[int]:
        """The processes of the desks that it forked and that live."""
        return children(self.pid) if self.is_warm else set()

    def wait_for_no_session(self) -> None:
        """Until all desks that it forked have ended."""
        wait_until(lambda: not self.sessions(), wanted="no session stays behind")

    def session_of(self, terminal: Terminal) -> int:
        """The process that works at the terminal."""
        return next(pid for pid in self.sessions() if _terminal_of(pid) == _terminal_of(terminal.pid))

    def _command(self, before: str, arguments: Sequence[str]) -> list[str]:
        program = _START.format(before=before, root=str(self.root))
        return [sys.executable, "-c", program, str(self.home), *arguments]

    @property
    def surroundings(self) -> dict[str, str]:
        """What its processes, and those who call it, have in their environment."""
        own = {"HOME": str(self.home), "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": ""}
        return {**own, **self.env}


def children(pid: int) -> set[int]:
    """The processes that one started and that live."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent = (place / "stat").read_text().rpartition(") ")[2].split()[:2]
            if int(parent) == pid and state != "Z":
                found.add(int(place.name))
    return found


def is_alive(pid: int) -> bool:
    """Whether the process is there and not only waits to be let go."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def wait_until(holds: Callable[[], bool], *, wanted: str = "what was waited for") -> None:
    """Until it holds, looked at again and again: there is nothing else to wait on."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, wanted
        time.sleep(_LOOK)


def modes(terminal: Terminal) -> list[Any]:
    """The modes of the terminal, as `stty` shows them."""
    return termios.tcgetattr(terminal.descriptor)


def memory(pid: int) -> bytes:
    """What the process has in its memory that it may write."""
    held = bytearray()
    with open(f"/proc/{pid}/mem", "rb", 0) as file:  # noqa: PTH123 - unbuffered
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if found:
                begin, end = (int(number, 16) for number in found.groups())
                with suppress(OSError, OverflowError):
                    file.seek(begin)
                    held += file.read(end - begin)
    return bytes(held)


def descriptors(pid: int) -> list[str]:
    """What the process has open."""
    return sorted(str(place.readlink()) for place in Path(f"/proc/{pid}/fd").iterdir())


def _terminal_of(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/fd/0").readlink())
    except OSError:
        return ""
