"""What becomes of what is written to a terminal that is gone?

Textual's thread that writes ends with the first error, and the queue before it, once full, holds the program for good.
"""

from __future__ import annotations

import os
import signal
from typing import IO


class HangingUp:
    """A terminal's file that takes whatever is written. Gone, it hangs up once: the system may have told nobody."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> int:
        """Write text; nothing where the terminal is gone."""
        if not self._is_gone:
            try:
                return self._file.write(text)
            except OSError:
                self._hang_up()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        if not self._is_gone:
            try:
                self._file.flush()
            except OSError:
                self._hang_up()

    def fileno(self) -> int:
        """The number of the terminal's file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()

    def _hang_up(self) -> None:
        self._is_gone = True
        os.kill(os.getpid(), signal.SIGHUP)
