"""What limits does whoever calls set for this process, and is the clinic safe within them?

Limits are handed on by sudo from the shell that calls. Within one on the size of files the clinic can be read and not
written: a record would be shown, and that it was opened could not be written down.
"""

from __future__ import annotations

import resource
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core.errors import NotAllowed
from tui import sentences
from tui.identity import is_member

if TYPE_CHECKING:
    from collections.abc import Mapping

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


def refuse_members_limits(env: Mapping[str, str]) -> None:
    """Raise NotAllowed for who comes through the account's command with limits that keep the clinic from writing."""
    if not is_member(env):
        return
    for which, (least, word) in _LEAST.items():
        held = resource.getrlimit(which)[0]
        if held != resource.RLIM_INFINITY and held < least:
            raise NotAllowed(sentences.MEMBERS_LIMITED.format(limit=word))
