"""Does the program hear that its terminal is gone, where nobody else tells it, and is what it sends sent in order?"""

from __future__ import annotations

import os
import pty
import select
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

import pytest

from tui.terminal.hanging_up import HangingUp

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 1 << 20
"""Bytes that no terminal has room for while nobody reads."""


class Line:
    """A terminal as the program has it, and the other end of its line."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.end, own = pty.openpty()
        self.file = self._stack.enter_context(os.fdopen(own, "w", encoding="utf-8"))
        self.terminal = HangingUp(self.file)
        assert isinstance(self.file, TextIOWrapper)

    def heard(self) -> str:
        """What has come over the line."""
        found = b""
        while select.select([self.end], [], [], 0.05)[0]:
            found += os.read(self.end, 1 << 16)
        return found.decode()

    def drop(self) -> None:
        """The line is gone."""
        os.close(self.end)
        self.end = -1

    def close(self) -> None:
        """Nobody needs it any more."""
        if self.end >= 0:
            self.drop()
        with suppress(OSError):
            self._stack.close()


@pytest.fixture
def line() -> Iterator[Line]:
    """A terminal that is there."""
    made = Line()
    yield made
    made.close()


@pytest.fixture
def hung_up(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The signals that would have been sent."""
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    return sent


def test_a_terminal_that_is_gone(line: Line, hung_up: list[tuple[int, int]]) -> None:
    """What is written or sent is taken without an error, and the program is hung up once."""
    line.drop()
    assert [3, 3] == [_written(line.terminal, "abc") for _ in range(2)]
    assert line.terminal.send("abc")
    assert [(os.getpid(), signal.SIGHUP)] == hung_up


def test_a_terminal_that_goes_while_something_is_sent(line: Line, hung_up: list[tuple[int, int]]) -> None:
    """The same, with nothing written before."""
    line.drop()
    assert [True, True] == [line.terminal.send("abc") for _ in range(2)]
    assert [(os.getpid(), signal.SIGHUP)] == hung_up


def test_a_terminal_that_is_there(line: Line) -> None:
    """It is written to as ever."""
    _written(line.terminal, "abc")
    assert "abc" == line.heard()


def test_a_short_text_is_sent_at_once(line: Line) -> None:
    """No thread need be woken for it."""
    assert [True, True] == [line.terminal.send(text) for text in ("a", "b\u5c71")]
    assert "ab\u5c71" == line.heard()


def test_nothing_overtakes_what_is_left_to_the_thread(line: Line) -> None:
    """A long text is, and what follows it until it has been sent."""
    long = "x" * 5000
    assert [False, False] == [line.terminal.send(text) for text in (long, "y")]
    line.terminal.write(long)
    assert not line.terminal.send("z")
    line.terminal.write("y")
    line.terminal.write("z")
    line.terminal.flush()
    assert line.terminal.send("!")
    assert f"{long}yz!" == line.heard()


def test_nobody_waits_for_a_terminal_that_takes_no_more(line: Line) -> None:
    """It is left to the thread then."""
    sent = 0
    while sent < MOST and line.terminal.send("x" * 500):
        sent += 500
    assert sent < MOST
    assert "x" * sent == line.heard()


@pytest.mark.parametrize("way", ["send", "write"])
def test_a_terminal_that_takes_a_part(line: Line, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """The rest follows: a signal may come while it is waited for."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    assert getattr(line.terminal, way)("abcdef\u5c71")
    assert "abcdef\u5c71" == line.heard()


def test_a_terminal_that_lets_nobody_wait(line: Line, hung_up: list[tuple[int, int]]) -> None:
    """One without room is waited for all the same, and not taken for gone."""
    os.set_blocking(line.file.fileno(), False)
    with ThreadPoolExecutor(1) as thread:
        written = thread.submit(line.terminal.write, "x" * MOST)
        heard = ""
        while not written.done() or select.select([line.end], [], [], 0.05)[0]:
            heard += line.heard()
        assert MOST == written.result()
    assert "x" * MOST == heard
    assert not hung_up


def _written(terminal: HangingUp, text: str) -> int:
    count = terminal.write(text)
    terminal.flush()
    return count
