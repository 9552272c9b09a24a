"""Within which limits does whoever calls have this process run, and is the clinic safe within them?

sudo hands them on from the shell that calls. Within one on the size of files the clinic can be read and not written: a
record would be shown, and that it was opened could not be written down. A process that hardly runs, or that its caller
may freeze, keeps everybody waiting while it is its turn to write.
"""

from __future__ import annotations

import os
import resource
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core.errors import NotAllowed
from tui import sentences
from tui.control_group import is_freezable
from tui.identity import is_member

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NICEST: Final = 10
"""What `nice` alone comes to: a tenth of what others get. Those behind 19 wait a hundred times as long."""
_RAISED: Final = (
    *(resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE),
    *(resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_CPU),
)
_LEAST: Final[Mapping[int, tuple[int, str]]] = {
    resource.RLIMIT_FSIZE: (1 << 34, "ulimit -f"),
    resource.RLIMIT_NOFILE: (64, "ulimit -n"),
}
"""Below which no member comes in, in bytes and files, and how a shell calls it. The others only end the process."""


def raise_own() -> None:
    """Take of each limit what the hard one allows."""
    for which in _RAISED:
        soft, hard = resource.getrlimit(which)
        if soft != hard:
            with suppress(OSError, ValueError):
                resource.setrlimit(which, (hard, hard))


def never_stop() -> None:
    """Go on whatever Ctrl+Z or the terminal says: what is stopped cannot end either, and keeps what it holds."""
    for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)


def run_everywhere() -> None:
    """Run on any processor, whichever was chosen for it."""
    with suppress(OSError, ValueError):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))


def refuse_members_limits(env: Mapping[str, str]) -> None:
    """Raise NotAllowed for who comes through the account's command with limits that endanger the clinic."""
    if not is_member(env):
        return
    run_everywhere()
    never_stop()
    limit = held_back()
    if limit:
        raise NotAllowed(sentences.MEMBERS_LIMITED.format(limit=limit))


def held_back() -> str:
    """What holds this process back so that it endangers the clinic, as a shell calls it; nothing where all is well."""
    return next(_limits(), "")


def _limits() -> Iterator[str]:
    """What holds the process back, as a shell calls it."""
    for which, (least, word) in _LEAST.items():
        held = resource.getrlimit(which)[0]
        if held != resource.RLIM_INFINITY and held < least:
            yield word
    if os.getpriority(os.PRIO_PROCESS, 0) > _NICEST:
        yield "nice"
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        yield "chrt"
    if is_freezable():
        yield "systemd-run"
