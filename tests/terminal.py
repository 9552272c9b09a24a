"""How do the tests run the real program on a real pseudo-terminal, see its screen and count its bytes?"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING, Final, Self

import pyte

from tests.started import forked_desk, is_busy, own_start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

KEYS: Final[Mapping[str, bytes]] = {
    "apostrophe": b"'",
    "semicolon": b";",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "ctrl+x": b"\x18",
    "ctrl+d": b"\x04",
    "ctrl+l": b"\x0c",
    "ctrl+u": b"\x15",
    "ctrl+n": b"\x0e",
    "ctrl+o": b"\x0f",
    "ctrl+r": b"\x12",
    "ctrl+f": b"\x06",
    "f10": b"\x1b[21~",
    "backspace": b"\x7f",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f8": b"\x1b[19~",
    "ctrl+p": b"\x10",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
}
_PRIVATE: Final = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]+p?")
_PATIENCE: Final = 60.0
"""Seconds until what is waited for will not come, on a machine with much else to do."""
_GONE: Final = -1
"""In place of the pty's number once that was let go."""
_QUIET: Final = 0.08
_LOOK: Final = 0.01
_ESCAPE: Final = 0.25
"""A lone Escape is told from the beginning of a sequence after 0.1 s."""
_REFUSED_OFTEN: Final = 5
_OF_DESK: Final = 3
"""Words of the command line before the desk's own."""


class Terminal:
    """A program on a pty of `rows` x `columns`; `raw` holds every byte it wrote.

    A desk may be `is_forked` from a process that has it loaded, where its start is not what is asked about.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        rows: int = 24,
        columns: int = 80,
        env: Mapping[str, str] | None = None,
        is_forked: bool = False,
    ) -> None:
        self.raw = bytearray()
        self.keys = 0
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", **(env or {}))
        environment |= {"LINES": str(rows), "COLUMNS": str(columns)}
        if is_forked and list(command[:_OF_DESK]) == clinicdesk():
            self._started = forked_desk(command[_OF_DESK:], environment, rows=rows, columns=columns)
        else:
            self._started = own_start(command, environment, rows=rows, columns=columns)
        self.pid, self._fd = self._started.pid, self._started.descriptor
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def descriptor(self) -> int:
        """This end of the pty."""
        return self._fd

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size, of which the system tells whoever works at it."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # What it shows

    def rows(self) -> list[str]:
        """The screen, one string a row."""
        return list(self._screen.display)

    def text(self) -> str:
        """The screen in one string."""
        return "\n".join(self.rows())

    def cell(self, row: int, column: int) -> pyte.screens.Char:
        """One cell with its colours."""
        return self._screen.buffer[row][column]

    def columns_of(self, character: str, *, row: int) -> tuple[int, ...]:
        """The terminal columns of a row in which that character stands; a wide one before it counts as two."""
        cells = self._screen.buffer[row]
        return tuple(at for at in range(self._screen.columns) if cells[at].data == character)

    def reversed_cells(self) -> list[tuple[int, int]]:
        """Where the screen is in reverse video: the cursor."""
        return [
            (row, column)
            for row in range(self._screen.lines)
            for column in range(self._screen.columns)
            if self._screen.buffer[row][column].reverse
        ]

    # What it is told

    def press(self, *keys: str, quiet: float = _QUIET) -> int:
        """Press keys by name, or one by one as characters; the bytes it answered with."""
        before = len(self.raw)
        for key in keys:
            self.keys += 1
            os.write(self._fd, KEYS.get(key) or key.encode())
            self.settle(quiet=max(quiet, _ESCAPE) if key == "escape" else quiet)
        return len(self.raw) - before

    def type(self, text: str) -> None:
        """Type text into a field; it does not count as keys."""
        for character in text:
            os.write(self._fd, character.encode())
            self.settle(quiet=0.03)
        self.settle()

    def send(self, raw: bytes) -> None:
        """Bytes as they are: a paste."""
        os.write(self._fd, raw)
        self.settle()

    def pour(self, raw: bytes) -> int:
        """Bytes as fast as they are taken; how many were, once the program rests and takes no more."""
        taken, refused = 0, 0
        while taken < len(raw) and refused < _REFUSED_OFTEN:
            try:
                taken += os.write(self._fd, raw[taken : taken + (1 << 12)])
                refused = 0
            except BlockingIOError:
                refused += 1
                self.settle(quiet=0.05)
        return taken

    # What it waits for

    def wait_for(self, seen: str | Callable[[str], bool], *, wanted: str = "", seconds: float = _PATIENCE) -> float:
        """Read until the screen holds `seen`, or `seen` says so; how long that took, in seconds."""
        started = time.monotonic()
        is_there = (lambda text: seen in text) if isinstance(seen, str) else seen
        while not is_there(self.text()):
            self._read(0.2)
            gone = time.monotonic() - started >= seconds or not self.alive()
            if gone and not is_there(self.text()):
                message = f"{wanted or seen!r} never appeared:\n{self.text()}"
                raise AssertionError(message)
        return time.monotonic() - started

    def wait_for_row(self, row: int, seen: str, *, seconds: float = _PATIENCE) -> float:
        """Read until that row of the screen (-1 is the last) holds `seen`; how long that took, in seconds."""
        return self.wait_for(lambda text: seen in text.split("\n")[row], wanted=seen, seconds=seconds)

    def wait_until(self, holds: Callable[[], bool]) -> float:
        """Read until something about the screen holds; how long that took, in seconds."""
        return self.wait_for(lambda _: holds(), wanted="what was waited for")

    def settle(self, *, quiet: float = _QUIET, seconds: float = _PATIENCE) -> None:
        """Read until the program rests: for `quiet` seconds it neither sent anything nor had anything to do.

        Silence alone would not tell a program that is done from one that waits for a processor.
        """
        now = time.monotonic()
        end, rested = now + seconds, now
        while now < min(rested + quiet, end):
            heard = self._read(min(_LOOK, quiet))
            now = time.monotonic()
            if heard or is_busy(self.pid):
                rested = now

    def bytes_within(self, seconds: float) -> int:
        """How many bytes come in so many seconds."""
        before, end = len(self.raw), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        return len(self.raw) - before

    def alive(self) -> bool:
        """Whether the program still runs."""
        return self._started.exit_code() is None

    def wait_until_gone(self, *, seconds: float = _PATIENCE) -> int:
        """Its exit code once it has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)
            code = self._started.exit_code()
            if code is not None:
                self.pid = 0
                return code
        message = f"it still runs:\n{self.text()}"
        raise AssertionError(message)

    def kill(self) -> None:
        """End it with SIGKILL, as a power cut would."""
        os.kill(self.pid, signal.SIGKILL)

    def hang_up(self) -> None:
        """The terminal goes away, and nobody tells the program but the system."""
        os.close(self._fd)
        self._fd = _GONE

    def close(self) -> None:
        """End it and let go of the pty."""
        if self.pid:
            for number in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.kill(self.pid, number)
                except ProcessLookupError:
                    break
                if self._gone_within(2.0):
                    break
            self.pid = 0
        if self._fd != _GONE:
            self.hang_up()

    def _gone_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.02)
            if not self.alive():
                return True
        return False

    def _read(self, timeout: float) -> bool:
        if self._fd == _GONE:
            time.sleep(timeout)
            return False
        if not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:
            time.sleep(0.01)  # the other end is closed: nothing more will come
            return False
        if not chunk:
            return False
        self.raw += chunk
        if b"\x1b[?2026$p" in chunk:
            os.write(self._fd, b"\x1b[?2026;2$y")
        self._stream.feed(_PRIVATE.sub(b"", chunk))
        return True


def clinicdesk(*arguments: str) -> list[str]:
    """The command that runs the program with this interpreter."""
    return [sys.executable, "-m", "tui", *arguments]
