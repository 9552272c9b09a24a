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
        self._left = self._written = self._sent = 0

    def write(self, text: str) -> int:
        """Write text; nothing where the terminal is gone."""
        if not self._is_gone:
            try:
                self._file.write(text)
            except OSError:
                self._hang_up()
        self._written += 1
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        if not self._is_gone:
            try:
                self._file.flush()
            except OSError:
                self._hang_up()
        self._sent = self._written

    def send(self, text: str) -> bool:
        """Send a text past the thread that writes: waking it takes a fifth of what a cursor key does.

        False where it is left to that thread: a long text, one behind others, any that the terminal has no room for.
        """
        if self._is_gone:
            return True
        encoded = text.encode(self._file.encoding, self._file.errors or "strict")
        if self._sent == self._left and len(encoded) <= _SHORT and select.select([], [self._file], [], 0)[1]:
            try:
                os.write(self._file.fileno(), encoded)
            except OSError:
                self._hang_up()
            return True
        self._left += 1
        return False

    def fileno(self) -> int:
        """The number of the terminal's file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()

    def _hang_up(self) -> None:
        self._is_gone = True
        os.kill(os.getpid(), signal.SIGHUP)
