"""How does a forked session keep to the process that it works for: its signals, its stops, its end?"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tui.warm.meeting import ENDED, IGNORE, STOPPED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from socket import socket

_LOOK_SECONDS: Final = 0.1
_GRACE_SECONDS: Final = 10.0
"""For how long a session whose caller is gone may take to leave its terminal."""
_HUNG_UP: Final = 128 + signal.SIGHUP


class WarmCaller:
    """The start that asked for this session, behind `connection`; its process is `pid`."""

    def __init__(self, connection: socket, pid: int) -> None:
        """Raises OSError where that process is gone."""
        self._connection = connection
        self._stat = os.open(f"/proc/{pid}/stat", os.O_RDONLY | os.O_CLOEXEC)  # of that process, whoever has its number
        self._continued = 0
        self._is_gone = False
        self._changed = threading.Condition()

    def follow(self) -> None:
        """From now on do to this process what is done to the caller."""
        threading.Thread(target=self._follow, name="caller", daemon=True).start()

    def is_stopped(self) -> bool:
        """Whether it is stopped: after SIGSTOP, which it could not pass on, the shell has the terminal."""
        try:
            state = os.pread(self._stat, 512, 0).rpartition(b") ")[2][:1]
        except ProcessLookupError:
            return False
        return state in {b"T", b"t"}

    def ignore(self, signals: Iterable[int]) -> None:
        """Have the caller ignore these."""
        for number in signals:
            with suppress(OSError):
                self._connection.send(b"%s %d" % (IGNORE, number))

    def stop(self) -> None:
        """Have the caller stop, if it is not stopped, and wait for it. The end of it is waited for too."""
        before = self._continued
        if not self.is_stopped():
            with suppress(OSError):
                self._connection.send(STOPPED)
            with self._changed:
                self._changed.wait_for(lambda: self._is_gone or self._continued != before)
        while self.is_stopped():
            with self._changed:
                self._changed.wait(_LOOK_SECONDS)

    def end(self, code: int) -> None:
        """Tell the caller what to end with."""
        with suppress(OSError):
            self._connection.send(b"%s %d" % (ENDED, code))

    def _follow(self) -> None:
        while number := self._next():
            with self._changed:
                self._continued += number == signal.SIGCONT
                self._changed.notify_all()
            os.kill(os.getpid(), number)
        with self._changed:
            self._is_gone = True
            self._changed.notify_all()
        os.kill(os.getpid(), signal.SIGHUP)
        threading.Event().wait(_GRACE_SECONDS)
        os._exit(_HUNG_UP)  # it hangs, and nobody is there to end it

    def _next(self) -> int:
        """The next signal; 0 once the caller is gone."""
        try:
            return int(self._connection.recv(64) or 0)
        except (OSError, ValueError):
            return 0
