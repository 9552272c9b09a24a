"""How soon is the desk there, what does a session hold in memory, and how soon does a verb answer?"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, TypeAlias

from bench.figures import Bar, Figure, Reference, samples_of
from bench.pty_meter import Metered, bare_grid, clinicdesk, terminal_env

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.desks import PracticeDay
    from bench.effort import Effort

Start: TypeAlias = tuple[float, float]
"""Milliseconds from the start, and milliseconds of CPU, by `TIME` and `CPU`."""
TIME: Final = 0
CPU: Final = 1
BARE_MARKER: Final = b"READY"
_ROWS, _COLUMNS = 50, 160
_INTERPRETER: Final = (sys.executable, "-c", "pass")


def opening(folder: Path, day: PracticeDay, effort: Effort) -> Iterator[Figure]:
    """Start-up of the desk and of a verb, memory of a session: each beside what the interpreter or Textual takes."""
    env = terminal_env(folder)
    starts: list[tuple[Start, ...]] = []
    for turn in range(effort.starts + 1):
        found = (
            _start(day.command, env, *day.markers),
            _start(bare_grid(), env, BARE_MARKER),
            _start(_INTERPRETER, env),
            _start(clinicdesk("--db", str(day.path), "day"), env),
        )
        if turn:  # the first fills the caches, and writes compiled modules where there were none
            starts.append(found)
    for of, said in ((TIME, ""), (CPU, "CPU: ")):
        desk, bare, floor, verb = (samples_of([one[of] for one in program]) for program in zip(*starts, strict=True))
        grid, interpreter = Reference("bare one-grid app", bare), Reference("python -c pass", floor)
        yield Figure("Opening", f"{said}start to the populated day", "ms", desk, grid, (Bar("ratio", 1.3),))
        yield Figure("Opening", f"{said}bare one-grid app, start to first paint", "ms", bare, interpreter)
        yield Figure("Opening", f"{said}a verb: clinicdesk day", "ms", verb, interpreter)
    ours = _private([(day.command, day.markers)] * effort.sessions, env)
    theirs = _private([(bare_grid(), (BARE_MARKER,))] * effort.sessions, env)
    memory = Reference("bare one-grid app", samples_of(theirs))
    yield Figure("Opening", "private memory of a session", "MB", samples_of(ours), memory, (Bar("p50", 25),))


def _start(command: Sequence[str], env: Mapping[str, str], *markers: bytes) -> Start:
    """To the end where there are no markers."""
    with Metered(command, rows=_ROWS, columns=_COLUMNS, env=env) as program:
        took = program.wait_for(*markers) if markers else program.wait_for_end()
        return took, program.cpu()


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
