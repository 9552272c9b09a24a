"""Does a start come to a warm host that is this account's, alive and in time, and to no other; and at what cost?"""

from __future__ import annotations

import _socket
import json
import os
import shutil
import socket
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.pty.clinic import NOW, a_morning
from tests.terminal import Terminal
from tests.warm_host import WarmHost, wait_until
from tui.warm import client, meeting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SOMEBODY: Final = 4_000_000
NOT_LOADED: Final = frozenset({"typing", "enum", "re", "pathlib", "argparse", "socket", "signal", "json", "textual"})
COUNT: Final = """
import json, os, sys
before = set(sys.modules)
import tui.__main__
tui.warm.client.PATIENCE = 60
code = tui.__main__.main()
with open({told!r}, "w") as file:
    json.dump(sorted(set(sys.modules) - before), file)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process would meet a host; nobody is there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("SUDO_USER", raising=False)
    place = Path(meeting.meeting_folder(os.environ))
    place.mkdir(parents=True, mode=0o700)
    return place


@contextmanager
def listening(folder: Path, answer: Callable[[socket.socket], object], *, uid: int = 0) -> Iterator[None]:
    """Somebody at the socket, who does `answer` with each that comes."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        here = meeting.open_folder(str(folder))
        listener.bind(meeting.socket_in(here))
        os.close(here)
        if uid:
            os.seteuid(uid)
        listener.listen(4)  # when it begins to listen, the kernel notes who it is
        if uid:
            os.seteuid(0)

        def attend() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with closing(connection):
                    answer(connection)

        thread = threading.Thread(target=attend, daemon=True)
        thread.start()
        yield
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def heard(connection: socket.socket) -> bytes:
    """The request, with what was handed over let go of."""
    told, handed, _, _ = socket.recv_fds(connection, meeting.LONGEST, 4)
    for number in handed:
        os.close(number)
    return told


@pytest.mark.serial
def test_what_a_start_loads(tmp_path: Path) -> None:
    """Before a warm desk is there, next to nothing: every module would be waited for."""
    place = tmp_path / ".local" / "share" / "clinicdesk"
    place.mkdir(parents=True)
    a_morning(place)
    noted = tmp_path / "loaded.json"
    with WarmHost(tmp_path) as host:
        command = [sys.executable, "-c", COUNT.format(told=str(noted)), "--now", NOW, "--freeze"]
        with Terminal(command, env=host.surroundings) as terminal:
            terminal.wait_for("all keys")
            assert 1 == len(host.sessions())
            os.kill(terminal.pid, 15)
            wait_until(noted.exists)
    loaded = frozenset(json.loads(noted.read_text()))
    assert frozenset() == loaded & NOT_LOADED
    assert {"tui", "tui.__main__", "tui.warm", "tui.warm.client", "tui.warm.meeting"} == {
        name for name in loaded if name.partition(".")[0] in {"core", "storage", "tui"}
    }
    assert len(loaded) <= 10, loaded


@pytest.mark.parametrize(
    ("line", "is_desk"),
    [
        ((), True),
        (("--as", "mei"), True),
        (("--as=mei", "--freeze", "--db", "x"), True),
        (("day",), False),
        (("--db", "x", "day"), False),
        (("--db", "day"), True),
        (("--json",), False),
        (("--help",), False),
        (("--db",), False),
        (("--db", "--freeze"), False),
        (("--freeze=x",), False),
        (("--", "day"), False),
        (("--dbx", "y"), False),
        (("--db=--",), False),
    ],
)
def test_what_opens_a_desk(line: Sequence[str], *, is_desk: bool) -> None:
    """No verb, and no option that is refused or answered before a desk is opened."""
    assert is_desk == (client.desk_options(line) is not None)


class Watch:
    """A clock, and a connection on which whatever is waited for takes all the time that is allowed."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timeout = 0.0

    def settimeout(self, seconds: float) -> None:
        """How long the next may take."""
        self.timeout = seconds

    def wait(self, *_: object) -> Any:  # noqa: ANN401 - whatever the call answers
        """It takes so long, and fails."""
        self.now += self.timeout
        raise TimeoutError


@pytest.mark.parametrize("slow", ["connect", "recv"])
def test_a_host_that_hangs(folder: Path, monkeypatch: pytest.MonkeyPatch, slow: str) -> None:
    """All that a start waits for it is a twentieth of a second, wherever it hangs."""
    watch = Watch()

    class Slow(_socket.socket):
        def settimeout(self, seconds: float | None, /) -> None:
            watch.settimeout(seconds or 0)

        def connect(self, address: Any, /) -> None:  # noqa: ANN401 - a place
            watch.wait() if slow == "connect" else super().connect(address)

        def recv(self, *_: object) -> Any:  # noqa: ANN401 - nothing comes
            return watch.wait()

    with listening(folder, lambda _: None):
        monkeypatch.setattr(_socket, "socket", Slow)
        monkeypatch.setattr(client, "monotonic", lambda: watch.now)
        assert client._meet([]) is None
    assert watch.now <= client.PATIENCE == 0.05


def _nothing(connection: socket.socket) -> None:
    heard(connection)


def _nonsense(connection: socket.socket) -> None:
    heard(connection)
    connection.send(b"\x00" * 64)


@pytest.mark.parametrize("answer", [lambda _: None, _nothing, _nonsense], ids=["closed", "refused", "nonsense"])
def test_a_host_that_refuses(folder: Path, answer: Callable[[socket.socket], object]) -> None:
    """The desk is opened here, and keeps nothing of what was handed over."""
    before = _folders_held()
    with listening(folder, answer):
        assert client._meet([]) is None
        assert before == _folders_held()


def _folders_held() -> int:
    """How many descriptors this process has of the folder that it is in."""
    return sum(place.resolve() == Path.cwd() for place in Path("/proc/self/fd").iterdir())


def _is_not_there(folder: Path) -> None:
    (folder / "socket").unlink(missing_ok=True)


def _is_a_file(folder: Path) -> None:
    (folder / "socket").write_text("")


def _is_stale(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as left:
        left.bind(str(folder / "socket"))


def _is_open(folder: Path) -> None:
    folder.chmod(0o770)


def _is_a_link(folder: Path) -> None:
    shutil.move(folder, folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))


def _is_somebodys(folder: Path) -> None:
    os.chown(folder, _SOMEBODY, _SOMEBODY)


@pytest.mark.parametrize("broken", [_is_not_there, _is_a_file, _is_stale, _is_open, _is_a_link, _is_somebodys])
def test_a_place_that_is_not_as_it_should_be(folder: Path, broken: Callable[[Path], None]) -> None:
    """The desk is opened here, and nothing is sent to whoever might listen there."""
    if broken is _is_somebodys and os.getuid():
        pytest.skip("only root gives a folder away")
    came: list[bytes] = []
    if broken in {_is_open, _is_a_link, _is_somebodys}:
        with listening(folder, lambda connection: came.append(heard(connection))):
            broken(folder)
            assert client._meet([]) is None
    else:
        broken(folder)
        assert client._meet([]) is None
    assert [] == came


@pytest.mark.skipif(os.getuid() != 0, reason="only root listens as somebody else")
def test_a_socket_that_somebody_else_listens_on(folder: Path) -> None:
    """They are told nothing, neither the environment nor the terminal."""
    came: list[bytes] = []
    with listening(folder, lambda connection: came.append(connection.recv(64)), uid=_SOMEBODY):
        assert client._meet([]) is None
    assert not any(came)


def test_who_comes_through_sudo_names_no_place() -> None:
    """Where they meet is the account's to say, also for an account of sudo's that has a folder of its own."""
    own = {"HOME": "/own", "XDG_STATE_HOME": "/state"}
    assert "/state/clinicdesk/warm" == meeting.meeting_folder(own)
    assert "/own/.local/state/clinicdesk/warm" == meeting.meeting_folder({"HOME": "/own", "XDG_STATE_HOME": "x"})
    assert not meeting.meeting_folder(own | {"SUDO_USER": "ana"}).startswith(("/state", "/own"))


def test_a_request_is_what_was_asked() -> None:
    """Byte for byte, whatever stands in it; what is no request is none."""
    env = {b"A": b"x=\n\xff\x1b", b"B": b"", b"LC_ALL": b'"\\'}
    asked = meeting.request("stamp", ["--as", "m\udce9i"], env)
    stamp, _, *rest = meeting.read_request(asked)
    assert ("stamp", [["--as", "m\udce9i"], env]) == (stamp, rest)
    for nonsense in (b"", b"stamp", b"stamp\0strict\0x", b"stamp\0strict\09\0a", b"stamp\0strict\0-1\0a"):
        with pytest.raises(ValueError, match=r"."):
            meeting.read_request(nonsense)
