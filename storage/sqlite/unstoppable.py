"""How is a writer kept from being stopped, by Ctrl+Z or by its terminal, while everybody waits for it?"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_HELD: Final = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
"""What stops a process and can be held back. SIGSTOP cannot: then the others are told that the database is busy."""


@contextmanager
def unstoppable() -> Iterator[None]:
    """Whatever would stop the process does so at the end of the block.

    Python lets only the main thread say what a signal does; in others the block runs as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in _HELD}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for which in dict.fromkeys(came):
            os.kill(os.getpid(), which)
