"""What becomes of what is written to a terminal that is gone?

Textual's thread that writes ends with the first error, and the queue before it, once full, holds the program for good.
"""

from __future__ import annotations

import os
import select
import signal
from io import TextIOWrapper
from typing import Final

_SHORT: Final = 2000
"""Bytes: more than a key sends. The terminal may have room for less than that, and would then be waited for."""


class HangingUp:
    """A terminal's file that takes whatever is written. Gone, it hangs up once: the system may have told nobody."""

    def __init__(self, file: TextIOWrapper) -> None:
        self._file = file
        self._is_gone = False
        self._left = self._written = 0

    def write(self, text: str) -> int:
        """Write text, for as long as that takes; nothing where the terminal is gone."""
        self._write_all(self._encoded(text))
        self._written += 1
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def send(self, text: str) -> bool:
        """Send a text past the thread that writes: waking it takes a fifth of what a cursor key does.

        False where it is left to that thread: a long text, one behind others, any that the terminal has no room for.
        """
        encoded = self._encoded(text)
        if self._is_gone or self._takes_now(encoded):
            self._write_all(encoded)
            return True
        self._left += 1
        return False

    def fileno(self) -> int:
        """The number of the terminal's file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._file.encoding, self._file.errors or "strict")

    def _takes_now(self, encoded: bytes) -> bool:
        is_next = self._written == self._left
        return is_next and len(encoded) <= _SHORT and bool(select.select([], [self._file], [], 0)[1])

    def _write_all(self, encoded: bytes) -> None:
        """A terminal takes a part where a signal comes meanwhile, or where whoever has it too lets nobody wait."""
        while encoded and not self._is_gone:
            try:
                encoded = encoded[os.write(self._file.fileno(), encoded) :]
            except BlockingIOError:
                select.select([], [self._file], [])
            except OSError:
                self._hang_up()

    def _hang_up(self) -> None:
        self._is_gone = True
        os.kill(os.getpid(), signal.SIGHUP)
