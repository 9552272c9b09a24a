"""How does a start of the desk come to one that a warm host forks for it, and what does it do while that one works?

It imports next to nothing until it is known that there is no such host: what it waits for is the interpreter alone.
"""

from __future__ import annotations

import os
import sys
from time import monotonic

from tui.warm import meeting

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from _socket import socket
    from collections.abc import Sequence
    from types import FrameType
    from typing import Any
else:
    import _signal as signal  # what `signal` is made of, without the enums, which take 4 ms

PATIENCE = 0.05
"""Seconds until a host that does not answer is done without."""
_TAKE_A_VALUE = {"--db": "db", "--config": "config", "--as": "act_as", "--now": "now"}
_ALONE = {"--freeze": "freeze"}
_PASSED_ON = (
    *(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2),
    *(signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH),
)
_DONT_WAIT = 0x40
"""MSG_DONTWAIT of `socket`."""
_AS_BEFORE = b"\x1b[?2026l\x1b[<u\x1b[?2004l\x1b[?2048l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
"""What takes back the modes of a terminal whose desk was killed: Textual's, in the order in which it leaves them."""


def open_warm(tokens: Sequence[str]) -> int | None:
    """Open the desk that the line asks for in a session of the warm host, until it is left; the exit code.

    None, with nothing done, where the line asks for something else, there is no host, or it does not answer in time.
    """
    if not (desk_options(tokens) is not None and os.isatty(0) and os.isatty(1)):
        return None
    met = _meet(tokens)
    return None if met is None else _accompany(*met)


def desk_options(tokens: Sequence[str]) -> dict[str, Any] | None:
    """What a line without a verb asks for, by the fields of `LaunchOptions`.

    None for one with a verb, or with anything that would be refused before a desk is opened.
    """
    options: dict[str, Any] = {}
    rest = iter(tokens)
    for token in rest:
        name, equals, value = token.partition("=")
        if token in _ALONE:
            options[_ALONE[token]] = True
            continue
        if not equals:
            value = next(rest, "-")
        if name not in _TAKE_A_VALUE or value == "--" or (not equals and value.startswith("-")):
            return None
        options[_TAKE_A_VALUE[name]] = value
    return options


def _meet(tokens: Sequence[str]) -> tuple[socket, list[Any]] | None:
    """A connection to a session that works for this terminal from now on, and the terminal as it was."""
    ends = monotonic() + PATIENCE
    try:
        folder = meeting.open_folder(meeting.meeting_folder(os.environ))
    except OSError:
        return None
    import _socket
    import termios

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    own: list[int] = []
    try:
        connection.settimeout(PATIENCE)
        connection.connect(meeting.socket_in(folder))
        credentials = connection.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
        asked = meeting.request(meeting.stamp(os.environ), tokens, os.environb)
        if meeting.peer_of(credentials)[1] != os.geteuid() or len(asked) > meeting.LONGEST:
            raise PermissionError
        own = _own_folder(tokens)
        rights = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2, *own))
        connection.settimeout(max(ends - monotonic(), 0))
        connection.sendmsg([asked], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)])
        connection.settimeout(max(ends - monotonic(), 0))
        if connection.recv(64) != meeting.HERE:
            raise ConnectionRefusedError
        before = termios.tcgetattr(0)
        connection.send(meeting.GO)
        connection.settimeout(None)
    except (OSError, termios.error):
        connection.close()
        return None
    finally:
        for number in (folder, *own):
            os.close(number)
    return connection, before


def _own_folder(tokens: Sequence[str]) -> list[int]:
    """The folder that this process is in. One that it may not enter is of use to nobody, unless a path is named."""
    try:
        return [os.open(".", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)]
    except PermissionError:
        if tokens:
            raise
        return []


def _accompany(connection: socket, before: list[Any]) -> int:
    """Be what the shell, sudo and the terminal take for the desk: pass signals on, stop and end with the session."""

    def pass_on(number: int, _: FrameType | None) -> None:
        if number == signal.SIGCONT and not _is_in_foreground():
            return
        try:
            connection.send(b"%d" % number, _DONT_WAIT)
        except OSError:  # it has ended, which is told next
            return

    for number in _PASSED_ON:
        signal.signal(number, pass_on)
    while True:
        word, number_told = _next(connection)
        if word == meeting.STOPPED:
            os.kill(os.getpid(), signal.SIGSTOP)
        elif word == meeting.IGNORE:
            signal.signal(number_told, signal.SIG_IGN)
        elif word == meeting.ENDED:
            return number_told
        else:
            return _end_as_killed(number_told, before)


def _next(connection: socket) -> tuple[bytes, int]:
    """What the session or its host says next. Without a word only SIGKILL ends both."""
    try:
        word, _, number = connection.recv(64).partition(b" ")
    except OSError:
        word, number = b"", b""
    return word, int(number or signal.SIGKILL)


def _is_in_foreground() -> bool:
    """Whether the terminal is this process's; one that the shell continues in the background is stopped here."""
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, termios.tcgetattr(0))
        return os.tcgetpgrp(0) == os.getpgrp()
    except (OSError, termios.error):  # it is gone, or was never the one that this process takes signals from
        return True


def _end_as_killed(number: int, before: list[Any]) -> int:
    """Give the terminal back as it was, which the session could not, and end by the same signal."""
    _restore(before)
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    return 128 + number


def _restore(before: list[Any]) -> None:
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, before)
        os.write(1, _AS_BEFORE)
    except (OSError, termios.error):  # it is gone too
        return
