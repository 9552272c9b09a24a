"""For whom does this process work at the terminal, and how does it stop with them?

A desk that was started by itself is what the shell stops and continues. One that a warm host forked works for a process
that the shell knows in its place, and reads a terminal that is not its own: nothing else would hold it back.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from typing import Protocol


class Caller(Protocol):
    """Whom the shell takes for the desk."""

    def is_stopped(self) -> bool:
        """Whether they are stopped and could not say so, so that keys are meant for somebody else."""

    def ignore(self, signals: Iterable[int]) -> None:
        """Have them ignore these, as this process does: what never stops is not to be stopped through them."""

    def stop(self) -> None:
        """Stop with them until they are continued. The terminal was left before."""


class ThisProcess:
    """The desk itself."""

    def is_stopped(self) -> bool:
        """Never while it runs."""
        return False

    def ignore(self, signals: Iterable[int]) -> None:
        """Nothing is left to do: they were told from what it ignores."""

    def stop(self) -> None:
        """Until SIGCONT comes."""
        os.kill(os.getpid(), signal.SIGSTOP)
