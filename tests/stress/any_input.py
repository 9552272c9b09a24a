"""What may come from a keyboard, a careless hand, a bad line or a wrong clipboard, and how is the desk given it?"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events
from textual.geometry import Size

from tests.keystrokes import SEQUENCES, cuts
from tests.painting import RecordingDriver
from tests.pty.clinic import NOW
from tests.terminal import KEYS
from tui.app import DeskApp
from tui.bootstrap import opened
from tui.terminal.burst import Gathered
from tui.terminal.input import TerminalInput
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.message_pump import MessagePump

_LEAVES: Final = 0x04
"""Ctrl+D, which would only end the trial."""
_BYTES: Final = bytes(byte for byte in range(256) if byte != _LEAVES)
_KEYS: Final = [sent for key, sent in KEYS.items() if key != "ctrl+d"]
_SIGNS: Final = [bytes([byte]) for byte in range(0x20, 0x7F)]
_VERBS: Final = [bytes([sign]) for sign in b"acrdolnxuUBwHW$v."]
_WORDS: Final = (
    *("smi", "jones 3/14/1984", "haddad", "11:30", "+1", "fri", "2w", "24dec", "feb 30", "R1", "late", "a b " * 30),
    *("Müller", "山田 太郎", "Smith [/]", "\x1b[2J", "\u202ex", "e\u0301\u0301\u0301", "\ufdfa", "0", "99999999999"),
)
_PAUSES: Final = (0.0, 0.0, 0.02, 0.15, 0.6)
_PATIENCE: Final = 60.0
"""Seconds after which the desk hangs."""
_UNKNOWN: Final = (
    *(b"\x1b[9;9;9y", b"\x1b]11;rgb:00/bb/cc\x07", b"\x1bP1$r q\x1b\\", b"\x1b[1114112u", b"\x1b[M !!", b"\x1bB"),
    *(b"\x1b[?64;1;2;6c", b"\x1b[>0;276;0c", b"\x1b[24;80R", b"\x1b[?2026;2$y", b"\x1b[8;24;80t", b"\x1b[I", b"\x1b[O"),
)
_SIZES: Final = ((1, 1), (1, 24), (80, 1), (2, 3), (20, 5), (80, 24), (160, 50), (500, 200))


@dataclass(frozen=True, slots=True)
class Bytes:
    """They come, and then nothing for so many seconds."""

    sent: bytes
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Resized:
    """The terminal has another size."""

    columns: int
    rows: int


Step = Bytes | Resized


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits where, how large the terminal is, and what was pressed before: names hidden, a form opened."""

    actor: str = "ana"
    size: tuple[int, int] = (80, 24)
    pressed: bytes = b""
    settings: str = ""


def anything(rng: random.Random) -> list[Step]:
    """One thing that somebody or something may do at a terminal."""
    kind = rng.choices(_KINDS, _WEIGHTS)[0]
    return kind(rng)


def nothing_typed(rng: random.Random) -> list[Step]:
    """Cut keys, answers of a terminal, its mouse, bytes that are no UTF-8: no whole key that acts."""
    return rng.choice((_cut, _torn, _unknown, _mouse, _not_utf8))(rng)


def _key(rng: random.Random) -> list[Step]:
    return [Bytes(rng.choice(_KEYS if rng.random() < 0.4 else _SIGNS), rng.choice(_PAUSES))]


def _words(rng: random.Random) -> list[Step]:
    return [Bytes(letter.encode()) for letter in rng.choice(_WORDS)]


def _paste(rng: random.Random) -> list[Step]:
    text = rng.choice(_WORDS).encode() if rng.random() < 0.5 else rng.choices(_BYTES, k=rng.randint(0, 200))
    brackets = (b"\x1b[200~", b"\x1b[201~") if rng.random() < 0.7 else (b"", b"")
    return [Bytes(bytes(text).join(brackets), rng.choice(_PAUSES))]


def _noise(rng: random.Random) -> list[Step]:
    return [Bytes(bytes(rng.choices(_BYTES, k=rng.randint(1, 8))), rng.choice(_PAUSES))]


def _not_utf8(rng: random.Random) -> list[Step]:
    return [Bytes(bytes(rng.choices(range(0x80, 0x100), k=rng.randint(1, 8))), rng.choice(_PAUSES))]


def _huge(rng: random.Random) -> list[Step]:
    """More than anybody means to paste, in as many parts as a line makes of it, and perhaps without its end."""
    text = rng.choice((b"a", b"smith ", b"\x00", b"\r\n", "山".encode(), b"\xff", b"12:30 ")) * rng.randint(500, 4_000)
    sent = b"\x1b[200~" + text + (b"\x1b[201~" if rng.random() < 0.8 else b"")
    return [Bytes(sent[at : at + 4_096]) for at in range(0, len(sent), 4_096)]


def _kitty(rng: random.Random) -> list[Step]:
    """Keys as the protocol of Kitty tells them: with modifiers, repeated, let go."""
    number = rng.choice((rng.randint(1, 127), rng.randint(57_344, 57_454), rng.randint(128, 0x110000)))
    if number == ord("d"):
        return []
    more = rng.choice((b"", b";%d" % rng.randint(1, 16), b";1:%d" % rng.randint(1, 3), b";2;%d" % number))
    return [Bytes(b"\x1b[%d%su" % (number, more), rng.choice(_PAUSES))]


def _mouse(rng: random.Random) -> list[Step]:
    """What a terminal tells of a mouse, which nobody asked for, in three ways of telling it."""
    button, x, y = rng.randint(0, 99), rng.randint(0, 600), rng.randint(0, 250)
    told = (b"\x1b[<%d;%d;%d%s" % (button, x, y, rng.choice((b"M", b"m"))), b"\x1b[%d;%d;%dM" % (button + 32, x, y))
    return [Bytes(rng.choice((*told, b"\x1b[M" + bytes((button + 32, x % 90 + 33, y % 90 + 33)))), rng.choice(_PAUSES))]


def _cut(rng: random.Random) -> list[Step]:
    return [Bytes(part, 0.15) for part in rng.choice(list(cuts(rng.choice(list(SEQUENCES.values())))))]


def _torn(rng: random.Random) -> list[Step]:
    """The beginning of a sequence, whose rest is lost."""
    sent = rng.choice([*SEQUENCES.values(), b"\x1b[200~"])
    return [Bytes(sent[: rng.randint(1, len(sent) - 1)], rng.choice((*_PAUSES, 1.2)))]


def _unknown(rng: random.Random) -> list[Step]:
    return [Bytes(rng.choice(_UNKNOWN), rng.choice(_PAUSES))]


def _verb(rng: random.Random) -> list[Step]:
    """A question is left, and a verb is done as a hand does it: what is typed at random mostly lands in a question."""
    left = [Bytes(KEYS["ctrl+x"], 0.6)] * 2
    moved = [Bytes(KEYS["down"], 0.3)] * rng.randint(0, 3)
    return [*left, *moved, Bytes(rng.choice(_VERBS), 0.6), Bytes(rng.choice((KEYS["enter"], b"y", b"o", b"u")), 1.5)]


def _resize(rng: random.Random) -> list[Step]:
    """One other size, or a storm of them."""
    columns, rows = ((1, 40), (1, 12)) if rng.random() < 0.3 else ((40, 200), (12, 60))
    if rng.random() < 0.7:
        return [Resized(rng.randint(*columns), rng.randint(*rows))]
    return [Resized(*size) for size in rng.choices(_SIZES, k=rng.randint(2, 12))]


_KINDS: Final[tuple[Callable[[random.Random], list[Step]], ...]] = (
    *(_key, _words, _paste, _huge, _noise, _not_utf8, _cut, _torn, _unknown, _kitty, _mouse, _resize, _verb),
)
_WEIGHTS: Final = (200, 24, 12, 1, 18, 9, 18, 9, 9, 9, 6, 5, 8)


class Trial:
    """A desk in this process with a terminal that is fed by hand; only the pauses between bytes are not real."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._terminal = TerminalInput()
        self._now = 0.0
        self.done: list[Step] = []

    async def go_on(self, begin: Sequence[bytes], next_steps: Callable[[], list[Step]], steps: int) -> int:
        """Up to so many steps, every forty of them from a question left and the screen chosen; how many were taken."""
        anew, taken, fresh = [Bytes(b"", 6.0), Bytes(b"\x18"), *map(Bytes, begin)], 0, 0
        while taken < steps:
            for step in [*(anew if taken >= fresh else ()), *next_steps()]:
                taken += 1
                if not await self.take(step):
                    return taken
            fresh = max(fresh, taken // 40 * 40 + 40)
        return taken

    async def take(self, step: Step) -> bool:
        """Give it to the desk and wait until it is dealt with; False when the desk is left."""
        self.done = [*self.done[-200:], step]
        if isinstance(step, Resized):
            size = Size(step.columns, step.rows)
            self._app.post_message(events.Resize(size, size))
        else:
            self._hear(step.sent)
            await self._settle()
            for _ in range(4 if step.pause else 0):
                self._now += step.pause / 4
                self._hear(b"")
        return await self._settle()

    def _hear(self, received: bytes) -> None:
        for message in self._terminal.read(received, self._now):
            message.set_sender(self._app)
            self._app.post_message(message)

    async def _settle(self) -> bool:
        """Until the program and its screen have seen all that came; False when it has ended."""
        for _ in range(2):
            if not await self._reaches(self._app) or not await self._reaches(self._app.screen):
                return False
            self._app.post_message(Gathered())  # a hand waits longer than keys are gathered
        return await self._reaches(self._app)

    async def _reaches(self, pump: MessagePump) -> bool:
        """Whether what is in the queue was dealt with: a call that was put behind it has come."""
        seen = asyncio.Event()
        if self._app.internal_error or not pump.call_later(seen.set):
            return False
        async with asyncio.timeout(_PATIENCE):
            while not seen.is_set():
                if self._app.internal_error or not self._app.is_running:
                    return False
                await asyncio.sleep(0)
        return True


async def work(
    path: Path, seat: Seat, begin: Sequence[bytes], next_steps: Callable[[], list[Step]], steps: int
) -> None:
    """Sit at a desk, time and again on the screen that `begin` shows, until so many steps were taken.

    It is opened anew when it is left; what ends it otherwise is raised, with the steps before it.
    """
    config, taken = path.with_name(f"{seat.actor}.toml"), 0
    config.write_text(seat.settings, encoding="utf-8")
    launch = LaunchOptions(db=str(path), config=str(config), act_as=seat.actor, now=NOW, freeze=True)
    while taken < steps:
        with opened(launch, os.environ) as workstation:
            app = DeskApp(workstation)
            app.driver_class = RecordingDriver
            trial = Trial(app)
            try:
                async with app.run_test(headless=False, size=seat.size):
                    taken += await trial.go_on([*begin, seat.pressed], next_steps, steps - taken)
            except Exception as error:
                error.add_note(f"after {trial.done[-40:]}")
                raise
            if app.internal_error is not None:
                app.internal_error.add_note(f"after {trial.done[-40:]}")
                raise app.internal_error


async def work_beside(
    path: Path, others: tuple[Seat, ...], begin: Sequence[bytes], next_steps: Callable[[], list[Step]], steps: int
) -> None:
    """The same at several desks on one database at the same time."""
    async with asyncio.TaskGroup() as desks:
        for seat in others:
            desks.create_task(work(path, seat, begin, next_steps, steps // len(others)))


def newest_entry(path: Path) -> int:
    """The number of the journal's newest entry."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        return int(db.execute("SELECT max(id) FROM journal").fetchone()[0])
