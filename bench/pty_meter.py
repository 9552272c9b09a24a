"""How long does a program on a pseudo-terminal take to answer, and with how many bytes?"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections import deque
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

ARROWS: Final[Mapping[str, bytes]] = {"U": b"\x1b[A", "D": b"\x1b[B", "R": b"\x1b[C", "L": b"\x1b[D"}
_SYNC_ASKED, _SYNC_KNOWN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_PATIENCE: Final = 60.0
_SILENCE: Final = 0.6
_PRIVATE_KB: Final = re.compile(r"^Private_(?:Clean|Dirty):\s+(\d+) kB", re.MULTILINE)


class Answer(NamedTuple):
    """What a key came to: milliseconds to the first and to the last byte, and how many bytes."""

    first: float
    last: float
    size: int


class Metered:
    """A program on a pty of `rows` x `columns`, timed from before its process was made."""

    def __init__(self, command: Sequence[str], *, rows: int, columns: int, env: Mapping[str, str]) -> None:
        self._seen = bytearray()
        self._used = 0.0
        self._started = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), dict(env))  # noqa: S606 - the child becomes the program
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def wait_for(self, *markers: bytes) -> float:
        """Milliseconds from the start until every marker was on the wire."""
        end = perf_counter() + _PATIENCE
        while not all(marker in self._seen for marker in markers):
            chunk = self._read(end - perf_counter())
            if not chunk:
                message = f"{markers} never appeared: {bytes(self._seen[-400:])!r}"
                raise TimeoutError(message)
        return 1000 * (perf_counter() - self._started)

    def wait_for_end(self) -> float:
        """Milliseconds from the start until the program had ended."""
        while self._read(_PATIENCE):
            pass
        _, _, used = os.wait4(self.pid, 0)
        self.pid, self._used = 0, 1000 * (used.ru_utime + used.ru_stime)
        return 1000 * (perf_counter() - self._started)

    def cpu(self) -> float:
        """Milliseconds of CPU that its threads took, up to now or to its end."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat") if self.pid else ()
        return self._used + sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e6

    def settle(self, *, quiet: float = 0.3) -> bool:
        """Read until nothing more comes for `quiet` seconds; whether anything came."""
        has_come = False
        while self._read(quiet):
            has_come = True
        return has_come

    def press(self, key: bytes, *, quiet: float = 0.05) -> Answer | None:
        """Press a key; its answer ends before `quiet` seconds of silence, and is None when there is none at all."""
        self.settle(quiet=0)
        began = perf_counter()
        os.write(self._fd, key)
        return self.answer(began, quiet=quiet)

    def answer(self, began: float, *, quiet: float = 0.05) -> Answer | None:
        """What comes next, timed from the `perf_counter` value `began`; None for silence."""
        first = last = began
        size, chunk = 0, self._read(_SILENCE)
        if not chunk:
            return None
        while chunk:
            last = perf_counter()
            first = first if size else last
            size += len(chunk)
            chunk = self._read(quiet)
        return Answer(1000 * (first - began), 1000 * (last - began), size)

    def hold(self, keys: Sequence[bytes], *, hertz: float) -> float:
        """Send keys as a held key does; milliseconds from the last of them to the last byte."""
        began = sent = last = perf_counter()
        for at, key in enumerate(keys):
            while (left := began + at / hertz - perf_counter()) > 0:
                self._read(left)
            os.write(self._fd, key)
            sent = last = perf_counter()
        while self._read(0.15):
            last = perf_counter()
        return 1000 * (last - sent)

    def bytes_within(self, seconds: float) -> int:
        """How many bytes come in so many seconds."""
        size, end = 0, perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            size += len(self._read(left))
        return size

    def cpu_seconds(self) -> float:
        """What its threads have had of the processors so far."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9

    def fileno(self) -> int:
        """The number of the pty, for `select`."""
        return self._fd

    def send(self, key: bytes) -> None:
        """Press a key and wait for nothing."""
        os.write(self._fd, key)

    def private_megabytes(self) -> float:
        """The memory that the process shares with nobody."""
        return private_megabytes(self.pid)

    def close(self) -> None:
        """End the program, if it still runs."""
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)
            self.settle(quiet=2)
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        os.close(self._fd)

    def _read(self, timeout: float) -> bytes:
        """What comes within `timeout` seconds; nothing when it stays silent or has ended."""
        if not select.select([self._fd], [], [], max(timeout, 0))[0]:
            return b""
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            return b""
        self._seen += chunk
        if _SYNC_ASKED in chunk:
            os.write(self._fd, _SYNC_KNOWN)
        return chunk


def answers_at(due: Sequence[tuple[float, Metered, bytes]]) -> list[float]:
    """Milliseconds from each key to the last byte that came before the next key of its program; silence is left out.

    `due` says at which `perf_counter` value whose key is pressed, in that order.
    """
    programs = list(dict.fromkeys(program for _, program, _ in due))
    sent: dict[Metered, float] = {}
    last: dict[Metered, float] = {}
    took: list[float] = []
    coming = deque(due)
    while coming or any(perf_counter() - at < _SILENCE for at in sent.values()):
        while coming and coming[0][0] <= perf_counter():
            _, program, key = coming.popleft()
            took += _taken(program, sent, last)
            sent[program] = perf_counter()
            program.send(key)
        left = coming[0][0] - perf_counter() if coming else _SILENCE
        for program in select.select(programs, [], [], max(left, 0))[0]:
            if program.settle(quiet=0):
                last[program] = perf_counter()
    for program in programs:
        took += _taken(program, sent, last)
    return took


def _taken(program: Metered, sent: dict[Metered, float], last: dict[Metered, float]) -> list[float]:
    began, ended = sent.pop(program, None), last.pop(program, None)
    return [1000 * (ended - began)] if began is not None and ended is not None and ended > began else []


def private_megabytes(pid: int) -> float:
    """The memory that a process shares with nobody."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return sum(map(int, _PRIVATE_KB.findall(rollup))) / 1024


def terminal_env(folder: Path) -> Mapping[str, str]:
    """The surroundings of a program under measurement: a good terminal, no settings, compiled modules allowed."""
    unwanted = {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONPATH",
        "PYTHONUNBUFFERED",
        "SUDO_USER",
        "NO_COLOR",
        "LINES",
        "COLUMNS",
        "TEXTUAL_FPS",
    }
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    homes = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(folder))
    return {**kept, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def clinicdesk(*arguments: str) -> list[str]:
    """The command as a user types it, else the module that it runs."""
    script = Path(sys.executable).with_name("clinicdesk")
    return [str(script), *arguments] if script.exists() else [sys.executable, "-m", "tui", *arguments]


def bare_grid() -> list[str]:
    """The command that runs the reference: a Textual app of one grid."""
    return [sys.executable, str(Path(__file__).with_name("bare_grid.py"))]
