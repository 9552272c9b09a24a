"""What do fifty open desks take of the machine, while another books and while everybody types?"""

from __future__ import annotations

import random
from contextlib import ExitStack, contextmanager
from datetime import datetime, time, timedelta
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

from bench.figures import Bar, Figure, Reference, samples_of
from bench.pty_meter import ARROWS, Metered, answers_at, bare_grid, terminal_env
from core.calendar.wall import local
from core.errors import Refused
from core.schedule.requests import BookingRequest
from core.visits.state import Verb
from tui.bootstrap import opened
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bench.desks import PracticeDay
    from bench.effort import Effort
    from tui.workstation import Workstation

_ROWS, _COLUMNS = 50, 160
_HERTZ: Final = 2
_KEYS: Final = "DDDUUU"
_CORES: Final = 2
"""The smallest host that is promised anything."""
_SHARE: Final = 25
"""Percent of those cores that watching may take."""
_LATER: Final = range(2, 120)
"""Days from today on that nobody looks at."""


def many_desks(folder: Path, day: PracticeDay, effort: Effort) -> Iterator[Figure]:
    """Desks that watch the day while another books once a second; the same number at two keys a second each."""
    group, count, seconds = f"{effort.desks} open desks", effort.desks, effort.watch_seconds
    with _open(day.command, day.markers, folder, count) as desks:
        with opened(LaunchOptions(db=str(day.path), act_as="other", freeze=True), terminal_env(folder)) as other:
            silence = samples_of([_share(desks, seconds, lambda: None)])
            beside = Reference("the same in silence", silence)
            elsewhere = samples_of([_share(desks, seconds, _Booking(other, day).on_another_day)])
            here = samples_of([_share(desks, seconds, _Booking(other, day).on_the_day_shown)])
            seen = _seen(desks, _Booking(other, day).on_the_day_shown, effort.changes)
        bars = (Bar("max", _SHARE),)
        yield Figure(group, "one books a second, another day", f"% {_CORES}c", elsewhere, beside, bars)
        yield Figure(group, "one acts a second, the day shown", f"% {_CORES}c", here, beside, bars)
        yield Figure(group, "commit to paint at one of them", "ms", samples_of(seen), bars=(Bar("p95", 250),))
        ours = _typed(desks, seconds)
    with _open(bare_grid(), (b"READY",), folder, count) as bare:
        theirs = Reference("bare one-grid apps", samples_of(_typed(bare, seconds)))
    yield Figure(group, f"{_HERTZ} keys a second each: key to last byte", "ms", samples_of(ours), theirs)
    tails = Reference("bare one-grid apps", samples_of([_p99(theirs.samples.values)]))
    yield Figure(
        group, "the slowest hundredth of these keys", "ms", samples_of([_p99(ours)]), tails, (Bar("ratio", 2),)
    )


class _Booking:
    """Somebody at another desk, who does one thing a second and takes it back with the next."""

    def __init__(self, other: Workstation, day: PracticeDay) -> None:
        self._other, self._day, self._is_done = other, day, False

    def on_another_day(self) -> None:
        """Book the first free time of a day that nobody looks at, or take that back."""
        self._do_or_undo(self._book)

    def on_the_day_shown(self) -> None:
        """Let a patient of the day shown arrive, or take that back."""
        desk, actor = self._other.desk, self._other.actor
        self._do_or_undo(lambda: desk.visits.do(actor, Verb.ARRIVE, self._day.appointment))

    def _do_or_undo(self, act: Callable[[], object]) -> None:
        if self._is_done:
            self._other.desk.journal.undo(self._other.actor)
        else:
            act()
        self._is_done = not self._is_done

    def _book(self) -> None:
        desk, actor = self._other.desk, self._other.actor
        found, clinic = desk.schedule.appointment(actor, self._day.appointment), desk.clinic()
        today = local(desk.now(), clinic.sites[found.appointment.site].tz).date()
        for later in _LATER:
            start = datetime.combine(today + timedelta(days=later), time(10))
            wanted = BookingRequest(
                patient=found.patient.id,
                visit_type=found.appointment.visit_type,
                provider=found.appointment.provider,
                start=start,
            )
            try:
                desk.schedule.book(actor, wanted)
            except Refused:
                continue
            return


@contextmanager
def _open(command: Sequence[str], markers: Sequence[bytes], folder: Path, count: int) -> Iterator[Sequence[Metered]]:
    with ExitStack() as stack:
        programs = []
        for _ in range(count):
            program = Metered(command, rows=_ROWS, columns=_COLUMNS, env=terminal_env(folder))
            programs.append(stack.enter_context(program))
            program.wait_for(*markers)
        for program in programs:
            program.settle()
        yield programs


def _share(programs: Sequence[Metered], seconds: float, act: Callable[[], None]) -> float:
    """Percent of two cores that the programs take together while somebody acts once a second."""
    before, began = sum(program.cpu_seconds() for program in programs), perf_counter()
    for second in range(max(round(seconds), 1)):
        act()
        sleep(max(began + second + 1 - perf_counter(), 0))
        for program in programs:
            program.settle(quiet=0)
    took = sum(program.cpu_seconds() for program in programs) - before
    return 100 * took / (perf_counter() - began) / _CORES


def _seen(programs: Sequence[Metered], act: Callable[[], None], changes: int) -> list[float]:
    """Milliseconds from each act to the paint at another of the programs, which all have to paint it."""
    rng, took = random.Random(2), list[float]()
    for turn in range(2 * changes):
        for program in programs:
            program.settle(quiet=0)
        sleep(rng.random() / 4)  # meets the desk at any moment between two looks
        act()
        answer = programs[turn % len(programs)].answer(perf_counter())
        took += [answer.last] if answer else []
    return took


def _typed(programs: Sequence[Metered], seconds: float) -> list[float]:
    """Milliseconds from each key to its last byte, each program's keys at moments of its own."""
    rng, began = random.Random(1), perf_counter() + 0.5
    moments = [
        (began + (nth + rng.random()) / _HERTZ, at, nth) for at in range(len(programs)) for nth in _keys(seconds)
    ]
    return answers_at([(when, programs[at], ARROWS[_KEYS[nth % len(_KEYS)]]) for when, at, nth in sorted(moments)])


def _keys(seconds: float) -> range:
    return range(max(round(seconds * _HERTZ), 1))


def _p99(values: Sequence[float]) -> float:
    return sorted(values)[len(values) * 99 // 100]
