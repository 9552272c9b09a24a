"""How does a program come to be on a pty of a test's, and how is it known that it ended?

A desk that is started anew computes for a quarter of a second before its first line, and hundreds of tests open one:
a process of each test worker has everything loaded, and forks. What runs is the same `main` with the same arguments,
leading a session of its own at its terminal. A test that asks about the start itself has one of its own (`own_start`).
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import json
import os
import pty
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROOT: Final = Path(__file__).parents[1]
_LONGEST: Final = 1 << 17
"""Bytes of a request: arguments and environment."""
_WAITER: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from tests.started import fork_desks; fork_desks(int(sys.argv[2]))"
)

_BUSY: Final = frozenset("RD")
"""States of a thread that has work: running or wanting to, and waiting for the disk."""


class Started(Protocol):
    """A program on a pty."""

    @property
    def pid(self) -> int:
        """Its process, which leads its session."""

    @property
    def descriptor(self) -> int:
        """The test's end of its pty."""

    def exit_code(self) -> int | None:
        """None while it runs; the code with which it ended, or minus the number of the signal that ended it."""


class OwnStart(Struct):
    """A child of this process that became the program."""

    pid: int
    descriptor: int
    ended: int | None = None

    def exit_code(self) -> int | None:
        """As `Started` says."""
        if self.ended is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.ended = os.waitstatus_to_exitcode(status) if pid else None
        return self.ended


class ForkedDesk(Struct):
    """A desk that the process forked which has everything loaded; `told` is where that one says how it ended."""

    pid: int
    descriptor: int
    told: int
    ended: int | None = None

    def exit_code(self) -> int | None:
        """As `Started` says."""
        if self.ended is None:
            with suppress(BlockingIOError):
                self.ended = int(os.read(self.told, 64) or -signal.SIGKILL)
                os.close(self.told)
        return self.ended


def own_start(command: Sequence[str], environment: Mapping[str, str], *, rows: int, columns: int) -> Started:
    """Start the command anew, with nothing of this process's but its folder."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.execvpe(command[0], list(command), environment)  # noqa: S606 - the child becomes the program
    _set_size(descriptor, rows, columns)
    return OwnStart(pid, descriptor)


def forked_desk(arguments: Sequence[str], environment: Mapping[str, str], *, rows: int, columns: int) -> Started:
    """What `python -m tui` does with these arguments, from a process that has loaded it."""
    descriptor, theirs = pty.openpty()
    _set_size(descriptor, rows, columns)
    own, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    asked = json.dumps({"arguments": list(arguments), "environment": dict(environment), "folder": os.getcwd()})  # noqa: PTH109 - as text
    socket.send_fds(_waiter(), [asked.encode(errors="surrogateescape")], [theirs, other.fileno()])
    os.close(theirs)
    other.close()
    pid = int(own.recv(64))
    own.setblocking(False)  # noqa: FBT003 - the socket's own
    return ForkedDesk(pid, descriptor, own.detach())


def _set_size(descriptor: int, rows: int, columns: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@lru_cache(maxsize=1)
def _waiter() -> socket.socket:
    """Where the process that forks desks takes requests. It ends with this one."""
    own, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", _WAITER, str(_ROOT), str(other.fileno())]
    process = subprocess.Popen(command, pass_fds=[other.fileno()], cwd=_ROOT, start_new_session=True)
    other.close()
    atexit.register(_end, own, process)
    return own


def _end(own: socket.socket, process: subprocess.Popen[bytes]) -> None:
    own.close()
    process.wait()


def is_busy(pid: int) -> bool:
    """Whether any thread of the process has work; never, where the system does not tell (it needs /proc)."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - hundreds a second
    except OSError:
        return False
    return any(_state(f"/proc/{pid}/task/{thread}/stat") in _BUSY for thread in threads)


def _state(stat: str) -> str:
    """The letter for the state of a thread, from its file under /proc; "" once it is gone."""
    try:
        with open(stat, encoding="ascii", errors="replace") as file:  # noqa: PTH123 - hundreds a second
            return file.read().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""


# In the process that forks


class _Asked(Struct):
    """What is to be forked: its terminal and the socket on which its process and its end are told."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    terminal: int
    told: socket.socket


def fork_desks(asking: int) -> None:
    """Load the program, and fork a desk for each request that comes in by that descriptor, until its other end closes.

    It returns from a forked process too, once that desk was left.
    """
    from tui.__main__ import main
    from tui.terminal.rehearsal import rehearse
    from tui.warm.program import load

    load()
    rehearse()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=asking) as requests:
        asked = _wait(requests)
    if asked:
        _become(asked)
        sys.exit(main())


def _wait(requests: socket.socket) -> _Asked | None:
    """Fork for each request: None once nobody asks any more, in a forked process what it is to be."""
    desks: dict[int, socket.socket] = {}
    bell, ring = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
    signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)

    while True:
        ready = select.select([requests.fileno(), bell], [], [])[0]
        if bell in ready:
            os.read(bell, 4096)
            _tell_ends(desks)
        if requests.fileno() not in ready:
            continue
        asked = _received(requests)
        if asked is None:
            return None
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for number in (bell, ring):
                os.close(number)
            for other in (*desks.values(), asked.told):
                other.close()
            return asked
        asked.told.send(str(pid).encode())
        desks[pid] = asked.told
        os.close(asked.terminal)


def _received(requests: socket.socket) -> _Asked | None:
    told, descriptors, _, _ = socket.recv_fds(requests, _LONGEST, 2)
    if not told:
        return None
    terminal, ends = descriptors
    return _Asked(**json.loads(told), terminal=terminal, told=socket.socket(fileno=ends))


def _tell_ends(desks: dict[int, socket.socket]) -> None:
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG)) != (0, 0):
            with suppress(OSError), desks.pop(ended[0]) as told:  # OSError: that test waits no longer
                told.send(str(os.waitstatus_to_exitcode(ended[1])).encode())


def _become(asked: _Asked) -> None:
    """Be to the terminal, the system and `main` what a new interpreter would be."""
    import tui.__main__

    os.setsid()
    fcntl.ioctl(asked.terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(asked.terminal, number, inheritable=True)
    os.close(asked.terminal)
    os.chdir(asked.folder)
    os.environ.clear()
    os.environ.update(asked.environment)
    time.tzset()
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding="utf-8", closefd=False)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", closefd=False)  # type: ignore[misc]
    told = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.stderr = sys.__stderr__ = told  # type: ignore[misc]
    sys.argv = [str(tui.__main__.__file__), *asked.arguments]
