"""How does the warm host wait for starts of the desk, fork a session for each, and give way to a new version of itself?

It opens no clinic, and knows nothing of what its sessions do. They live on when it ends.
"""

from __future__ import annotations

import fcntl
import gc
import os
import select
import signal
import socket
import stat
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from core.errors import Busy, DatabaseUnusable
from core.lazy import named
from core.new_file import make_folders
from tui.warm import meeting, sentences
from tui.warm.program import Installed, load
from tui.warm.session import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tui.warm.session import Main

_LOCK: Final = "lock"
_WAITING: Final = 64
"""How many starts may wait to be taken; further ones open a desk of their own."""
_LOOK_MILLISECONDS: Final = 5000
"""How often it is looked whether the program changed, beside each time that a start comes."""
_FULL_SECONDS: Final = 0.1
_OWNER_ONLY: Final = 0o600
_STANDARD: Final = 2


class WarmHost:
    """The one host of this account: its socket in `folder`, whose `lock` it holds while it lives."""

    def __init__(self, folder: int, lock: int, installed: Installed, stamp: str, main: Main) -> None:
        self._folder, self._lock = folder, lock
        self._installed = installed
        self._stamp = stamp
        self._main = main
        self._sessions: dict[int, socket.socket] = {}
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._bell, self._ring = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        self._at = (0, 0)
        self._is_ended = False

    def listen(self) -> None:
        """Take the place of the socket, in which only one that was killed has left another."""
        with suppress(FileNotFoundError):
            os.unlink(meeting.SOCKET, dir_fd=self._folder)
        self._listener.bind(meeting.socket_in(self._folder))
        os.chmod(meeting.SOCKET, _OWNER_ONLY, dir_fd=self._folder)
        self._listener.listen(_WAITING)
        self._listener.setblocking(False)  # noqa: FBT003 - the socket's own
        self._at = self._socket_file()
        signal.set_wakeup_fd(self._ring, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)

    def serve(self) -> bool:
        """Fork a session for each start, until it is told to end; whether a new version of the program is to go on."""
        waiting = select.poll()
        waiting.register(self._listener, select.POLLIN)
        waiting.register(self._bell, select.POLLIN)
        while not self._is_ended:
            ready = {number for number, _ in waiting.poll(_LOOK_MILLISECONDS)}
            if self._bell in ready:
                os.read(self._bell, 4096)
                self._bury()
            if self._is_ended:
                break
            if not self._installed.is_unchanged() or self._socket_file() != self._at:
                return True
            if self._listener.fileno() in ready:
                self._take()
        return False

    def close(self) -> None:
        """Let go of everything, and of the name while it is ours. Sessions have what they need themselves."""
        signal.set_wakeup_fd(-1)
        if self._at != (0, 0) and self._socket_file() == self._at:
            os.unlink(meeting.SOCKET, dir_fd=self._folder)
        self._let_go()

    def _take(self) -> None:
        """Fork a session for the start that came, if it is one of this account's."""
        try:
            connection, _ = self._listener.accept()
        except BlockingIOError:  # it gave up
            return
        except OSError:  # there are no more descriptors until a session ends
            select.select([self._bell], [], [], _FULL_SECONDS)
            return
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        try:
            pid = os.fork() if meeting.peer_of(credentials)[1] == os.getuid() else None
        except OSError:  # no more processes
            pid = None
        if pid is None:
            connection.close()
        elif pid:
            self._sessions[pid] = connection
        else:
            self._become_session(connection)

    def _become_session(self, connection: socket.socket) -> None:
        """The forked process: nothing of the host's or of its other sessions' is left to it. It never returns."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            self._let_go()
            _close_all_but(connection.fileno())
            code = serve(connection, self._stamp, self._main)
        except BaseException:  # noqa: BLE001, S110 - the caller, told nothing, opens a desk of its own
            pass
        finally:
            os._exit(code)

    def _let_go(self) -> None:
        for one in (self._listener, *self._sessions.values()):
            one.close()
        for number in (self._bell, self._ring, self._folder, self._lock):
            os.close(number)
        self._sessions.clear()

    def _bury(self) -> None:
        """Let ended sessions go, and tell the callers of those that were killed: nobody else can."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            connection = self._sessions.pop(pid, None)
            if connection is None:
                continue
            if os.WIFSIGNALED(status):
                with suppress(OSError):
                    connection.send(b"%s %d" % (meeting.KILLED, os.WTERMSIG(status)), socket.MSG_DONTWAIT)
            connection.close()

    def _end(self, *_: object) -> None:
        self._is_ended = True

    def _socket_file(self) -> tuple[int, int]:
        """Which socket has the name now."""
        try:
            told = os.stat(meeting.SOCKET, dir_fd=self._folder, follow_symlinks=False)
        except OSError:
            return 0, 0
        return (told.st_ino, told.st_mtime_ns) if stat.S_ISSOCK(told.st_mode) else (0, 0)


def _close_all_but(kept: int) -> None:
    """Close what the host itself was started with, such as a pipe of a shell's."""
    for number in [int(name) for name in os.listdir("/proc/self/fd")]:  # noqa: PTH208 - numbers, not paths
        if number > _STANDARD and number != kept:
            with suppress(OSError):  # the one by which they were listed
                os.close(number)


def keep_warm(env: Mapping[str, str], folder: Path, tell: Callable[[str], None]) -> bool:
    """Be the host of this account until it is told to end, or the program changed; whether it is to begin anew.

    Raises Busy where there is one already, DatabaseUnusable for a folder that is not this account's alone.
    """
    installed, stamp = Installed.now(), meeting.stamp(env)
    opened, lock = _only_one(folder)
    load()
    named("tui.terminal.rehearsal:rehearse")()
    host = WarmHost(opened, lock, installed, stamp, named("tui.__main__:main"))
    with closing(host):
        if Installed.now() != installed:
            return True
        gc.collect()
        gc.disable()
        gc.freeze()
        host.listen()
        tell(sentences.WARM.format(pid=os.getpid()))
        return host.serve()


def _only_one(folder: Path) -> tuple[int, int]:
    """The open folder, and its lock. Raises Busy or DatabaseUnusable."""
    try:
        make_folders(folder)
        opened = meeting.open_folder(str(folder))
        lock = os.open(_LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, _OWNER_ONLY, dir_fd=opened)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy(sentences.ALREADY_WARM) from error
    except OSError as error:
        raise DatabaseUnusable(sentences.FOLDER_UNUSABLE.format(folder=folder)) from error
    return opened, lock
