"""How does a process that was forked from the warm host become the desk of whoever called?

All that a process inherits from the one that starts it comes from the caller: descriptors, environment, folder, limits,
mask, priority, signals. Then the command's own `main` is called as in any start, so that who comes, what they may name
and what of their environment counts is told where it always is.
"""

from __future__ import annotations

import gc
import locale
import os
import resource
import signal
import socket
import sys
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui.control_group import is_freezable
from tui.warm import meeting
from tui.warm.caller import WarmCaller

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    class Main(Protocol):
        """The command's `main`, which is given for whom it works."""

        def __call__(self, arguments: Sequence[str], *, caller: WarmCaller) -> int:
            """Do what the line says; the exit code."""


_PATIENCE: Final = 1.0
"""Seconds in which a caller must have said what it wants: it waits for less."""
_STANDARD: Final = 3
_HANDED: Final = 4
_LIMITS: Final = tuple(getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_"))


class NotServed(Exception):
    """The caller is not one to work for: it opens a desk of its own."""


class _Asked(Struct, frozen=True):
    """What a caller asked for, and the descriptors that came with it."""

    stamp: str
    errors: str
    arguments: list[str]
    env: dict[bytes, bytes]
    descriptors: list[int]


def serve(connection: socket.socket, stamp: str, main: Main) -> int:
    """Be the desk of the caller behind the connection until it is left; the exit code, which the caller is told.

    `stamp` is this host's. Raises NotServed or OSError, with the terminal untouched, unless the caller is there with a
    request that fits.
    """
    connection.settimeout(_PATIENCE)
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    pid, user = meeting.peer_of(credentials)
    if user != os.getuid():
        raise NotServed
    asked = _received(connection)
    if asked.stamp != stamp:
        raise NotServed
    caller = WarmCaller(connection, pid)
    _require_same_place(pid)
    _require_same_turn(pid)
    _inherit(pid, asked)
    connection.send(meeting.HERE)
    if connection.recv(64) != meeting.GO:
        raise NotServed
    connection.settimeout(None)
    signal.signal(signal.SIGTSTP, lambda *_: caller.stop())
    caller.follow()
    code = _run(main, asked.arguments, caller)
    caller.end(code)
    return code


def _received(connection: socket.socket) -> _Asked:
    told, descriptors, flags, _ = socket.recv_fds(connection, meeting.LONGEST + 1, _HANDED)
    if flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC) or not _STANDARD <= len(descriptors) <= _HANDED:
        raise NotServed
    try:
        return _Asked(*meeting.read_request(told), descriptors)
    except ValueError as error:
        raise NotServed from error


def _require_same_place(pid: int) -> None:
    """Raise NotServed for a caller for whom a path names another file than here: of a container, or chrooted."""
    theirs, ours = (
        (os.stat(f"/proc/{who}/root"), os.readlink(f"/proc/{who}/ns/mnt"))  # noqa: PTH115, PTH116 - links of the kernel's
        for who in (pid, "self")
    )
    if not (os.path.samestat(theirs[0], ours[0]) and theirs[1] == ours[1]):
        raise NotServed


def _require_same_turn(pid: int) -> None:
    """Raise NotServed for a caller whose class of scheduling is another, or whose group somebody may freeze.

    Neither is taken over from it, so what comes of them is told by the desk that it opens itself.
    """
    if os.sched_getscheduler(pid) != os.sched_getscheduler(0) or is_freezable(pid):
        raise NotServed


def _inherit(pid: int, asked: _Asked) -> None:
    """Take over what a process has from its parent, from the caller in the host's place."""
    os.setsid()  # a terminal that the host was started on is nobody's here
    for number, handed in enumerate(asked.descriptors[:_STANDARD]):
        os.dup2(handed, number, inheritable=True)
    _enter_folder(asked.descriptors[_STANDARD:])
    for handed in asked.descriptors:
        os.close(handed)
    told = _status(pid)
    os.umask(int(told["Umask"], 8))
    _take_signals(ignored=int(told["SigIgn"], 16), blocked=int(told["SigBlk"], 16))
    os.sched_setaffinity(0, os.sched_getaffinity(pid))
    os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, pid))
    os.environb.clear()
    os.environb.update(asked.env)
    time.tzset()
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    sys.argv[1:] = asked.arguments
    _open_standard_files(asked.errors)
    for limit in _LIMITS:
        _take_limit(limit, resource.prlimit(pid, limit))


def _enter_folder(handed: Sequence[int]) -> None:
    """The caller's folder; / for one that they may not enter and name no path in."""
    if handed:
        os.fchdir(handed[0])
    else:
        os.chdir("/")


def _status(pid: int) -> Mapping[str, str]:
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:  # noqa: PTH123 - no file to speak of
        return {name: value.strip() for name, _, value in (line.partition(":") for line in file)}


def _take_signals(*, ignored: int, blocked: int) -> None:
    """What a new interpreter makes of the signals that it inherits, as masks of the kernel's."""
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        is_ignored = ignored >> number - 1 & 1
        with suppress(OSError, ValueError):  # the C library keeps some for itself
            signal.signal(number, signal.SIG_IGN if is_ignored else signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if not ignored >> signal.SIGINT - 1 & 1:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, {n for n in signal.valid_signals() if blocked >> n - 1 & 1})


def _open_standard_files(errors: str) -> None:
    """As the interpreter does, in the host's encoding; `errors` is what becomes of text that it does not have."""
    encoding = sys.stdout.encoding  # which the stamp holds
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding=encoding, errors=errors, closefd=False)  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding=encoding, errors=errors, closefd=False)  # type: ignore[misc]
    told = os.fdopen(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)
    sys.stderr = sys.__stderr__ = told  # type: ignore[misc]


def _take_limit(limit: int, theirs: tuple[int, int]) -> None:
    """The caller's limit, up to what this host may have. Raises NotServed where that is less than it has now."""
    soft, hard = theirs
    highest = resource.getrlimit(limit)[1]
    if _is_above(hard, highest):
        hard = highest
    if _is_above(soft, hard):
        raise NotServed
    resource.setrlimit(limit, (soft, hard))


def _is_above(limit: int, other: int) -> bool:
    return other != resource.RLIM_INFINITY and (limit == resource.RLIM_INFINITY or limit > other)


def _run(main: Main, arguments: Sequence[str], caller: WarmCaller) -> int:
    """What a new interpreter does with `main`."""
    gc.enable()
    try:
        code = main(arguments, caller=caller)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter tells it
        traceback.print_exc()
        code = 1
    for file in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            file.flush()
    return code
