"""How soon is the desk there, what does a session hold in memory, and how soon does a verb answer?"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from bench.figures import Bar, Figure, Reference, samples_of
from bench.pty_meter import Metered, bare_grid, clinicdesk, terminal_env

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.desks import PracticeDay
    from bench.effort import Effort

BARE_MARKER: Final = b"READY"
_ROWS, _COLUMNS = 50, 160
_INTERPRETER: Final = (sys.executable, "-c", "pass")


def opening(folder: Path, day: PracticeDay, effort: Effort) -> Iterator[Figure]:
    """Start-up of the desk and of a verb, memory of a session: each beside what the interpreter or Textual takes."""
    env = terminal_env(folder)
    desk: list[float] = []
    bare: list[float] = []
    floor: list[float] = []
    for turn in range(effort.starts + 1):
        times = (
            _until(day.command, env, *day.markers),
            _until(bare_grid(), env, BARE_MARKER),
            _until(_INTERPRETER, env),
        )
        if turn:  # the first fills the caches, and writes compiled modules where there were none
            for kept, took in zip((desk, bare, floor), times, strict=True):
                kept.append(took)
    grid = Reference("bare one-grid app", samples_of(bare))
    yield Figure("Opening", "start to the populated day", "ms", samples_of(desk), grid, (Bar("ratio", 1.3),))
    interpreter = Reference("python -c pass", samples_of(floor))
    yield Figure("Opening", "bare one-grid app, start to first paint", "ms", grid.samples, interpreter)
    verbs = [_until(clinicdesk("--db", str(day.path), "day"), env) for _ in range(effort.verbs)]
    yield Figure("Opening", "a verb: clinicdesk day", "ms", samples_of(verbs), interpreter)
    ours = _private([(day.command, day.markers)] * effort.sessions, env)
    theirs = _private([(bare_grid(), (BARE_MARKER,))] * effort.sessions, env)
    memory = Reference("bare one-grid app", samples_of(theirs))
    yield Figure("Opening", "private memory of a session", "MB", samples_of(ours), memory, (Bar("p50", 25),))


def _until(command: Sequence[str], env: Mapping[str, str], *markers: bytes) -> float:
    with Metered(command, rows=_ROWS, columns=_COLUMNS, env=env) as program:
        return program.wait_for(*markers) if markers else program.wait_for_end()


def _private(wanted: Sequence[tuple[Sequence[str], Sequence[bytes]]], env: Mapping[str, str]) -> list[float]:
    """Of sessions open at the same time: what they share does not count."""
    with ExitStack() as stack:
        programs = []
        for command, markers in wanted:
            program = stack.enter_context(Metered(command, rows=_ROWS, columns=_COLUMNS, env=env))
            program.wait_for(*markers)
            program.settle()
            programs.append(program)
        return [program.private_megabytes() for program in programs]
