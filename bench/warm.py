"""How soon is a desk of a warm host there, and what does one hold in memory, each beside a plain start?"""

from __future__ import annotations

import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.figures import Bar, Figure, Reference, samples_of
from bench.pty_meter import Metered, clinicdesk, private_megabytes, terminal_env

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.desks import PracticeDay
    from bench.effort import Effort

_ROWS, _COLUMNS = 50, 160
_GROUP: Final = "Opening from a warm host"


def opening_warm(folder: Path, day: PracticeDay, effort: Effort) -> Iterator[Figure]:
    """First paint, and private memory of sessions that are open at the same time, and of what started them."""
    cold, env = terminal_env(folder), terminal_env(folder / "warm")
    warm: list[float] = []
    plain: list[float] = []
    with _warm_host(env) as host:
        for turn in range(effort.starts + 1):
            (took, is_forked), (took_plain, _) = _until(day, env, host), _until(day, cold, host)
            if turn:  # the first fills the caches
                plain.append(took_plain)
                warm += [took] * is_forked  # a host that answers too late on a busy machine forks none
        reference = Reference("a plain start", samples_of(plain))
        yield Figure(
            _GROUP, "start to the populated day", "ms", samples_of(warm or plain), reference, (Bar("p50", 60),)
        )
        sessions, starts = _memory([day] * effort.sessions, env, host)
        alone, _ = _memory([day] * effort.sessions, cold, host)
    beside = Reference("a plain session", samples_of(alone))
    yield Figure(_GROUP, "private memory of a session", "MB", samples_of(sessions), beside, (Bar("p50", 15),))
    yield Figure(_GROUP, "private memory of its start", "MB", samples_of(starts), beside)


def _until(day: PracticeDay, env: Mapping[str, str], host: int) -> tuple[float, bool]:
    """How long it took, and whether the host forked it."""
    with Metered(day.command, rows=_ROWS, columns=_COLUMNS, env=env) as program:
        return program.wait_for(*day.markers), bool(_children(host))


def _memory(days: Sequence[PracticeDay], env: Mapping[str, str], host: int) -> tuple[list[float], list[float]]:
    """Of the sessions that the host forked, and of the processes on the terminals: of these alone, if it forked none.

    A host that answers too late on a busy machine forks none for that start.
    """
    with ExitStack() as stack:
        programs = []
        for day in days:
            program = stack.enter_context(Metered(day.command, rows=_ROWS, columns=_COLUMNS, env=env))
            program.wait_for(*day.markers)
            program.settle()
            programs.append(program)
        starts = [program.private_megabytes() for program in programs]
        sessions = [private_megabytes(int(pid)) for pid in _children(host)]
        forked = sorted(starts)[: len(sessions)]  # one that opened by itself holds more
        return sessions or starts, forked or starts


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


@contextmanager
def _warm_host(env: Mapping[str, str]) -> Iterator[int]:
    """A warm host, for as long as the block takes; its process."""
    with subprocess.Popen(clinicdesk("host", "warm"), env=dict(env), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "it is warm"
        yield process.pid
        process.terminate()
