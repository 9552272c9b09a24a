"""What do keys, lookups and other people's changes come to on the screen of an open desk?"""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import cycle, islice
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bench.clinics import ACTOR
from bench.figures import Bar, Figure, Reference, samples_of
from bench.pty_meter import ARROWS, Answer, Metered, bare_grid, clinicdesk, terminal_env
from core.schedule.model.appointment import AppointmentStatus
from core.visits.state import Verb
from tui.bootstrap import opened
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.effort import Effort
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit

_BARE_MARKER: Final = b"READY"
_ROUND: Final = "DDDRRRUUULLL"
_DOWN_AND_UP: Final = "DDDDDDUUUUUU"
_DAY, _QUEUE, _PATIENTS, _WORK = b"\x1bOQ", b"\x1bOR", b"\x1bOS", b"\x1b[15~"
_FOUND, _TO_VERIFY = b"s", b"]]"
_HERTZ: Final = 30
_FOOT: Final = b"all keys"
_BACKSPACE, _LEAVE = b"\x7f", b"\x18"
_FIRST_PAGE: Final = timedelta(minutes=100)
_A_ROW: Final = 20
_LONGEST_ROW: Final = timedelta(minutes=30)
_WORDS: Final = ("smi", "gar", "joh", "bro", "mar")
_WISHES: Final = ("khoury fri pm", "2w am first", "fu20 mon-wed", "next week 9-11", "not mon tele")


class PracticeDay(Struct, frozen=True):
    """A practice clinic whose clock stands still: the desk on it, and what is on the wire once its day is shown."""

    path: Path
    command: tuple[str, ...]
    markers: tuple[bytes, ...]
    appointment: AppointmentId
    """Booked for later in the day, and shown on its first page."""


def _shares_a_cell(one: ScheduledVisit, other: ScheduledVisit) -> bool:
    """Whether the name may be cut: both at one time, or beside each other in a row in which one ends or begins."""
    mine, theirs = one.appointment, other.appointment
    row = _LONGEST_ROW if theirs.lane else timedelta(0)
    return (
        mine.id != theirs.id
        and mine.provider == theirs.provider
        and mine.start < theirs.end + row
        and theirs.start < mine.end + row
    )


def practice_day(folder: Path, path: Path) -> PracticeDay:
    """The practice clinic at `path` as its desk opens."""
    options = ("--db", str(path), "--as", ACTOR, "--freeze")
    with opened(LaunchOptions(db=str(path), act_as=ACTOR, freeze=True), terminal_env(folder)) as workstation:
        while workstation.desk.merging.compare(ACTOR):  # else the work screen does so while its keys are timed
            pass
        now = workstation.desk.now()
        site = next(iter(workstation.desk.clinic().sites.values()))
        view = workstation.desk.schedule.day(ACTOR, site.code, now.astimezone(site.tz).date())
    shown = {one.provider.code for one in view.providers[:4]}
    coming = [
        one
        for one in view.appointments
        if now < one.appointment.start < now + _FIRST_PAGE
        and one.appointment.status is AppointmentStatus.BOOKED
        and one.appointment.provider in shown
        and one.appointment.minutes >= _A_ROW
        and one.patient.family.isascii()
        and one.appointment.lane == 0
        and not any(_shares_a_cell(one, other) for other in view.appointments)
    ]
    first = min(coming, key=lambda one: len(one.patient.family))  # the cell has room for the whole of it
    markers = (first.patient.family.encode(), _FOOT)
    return PracticeDay(path, tuple(clinicdesk(*options)), markers, first.appointment.id)


def desks(folder: Path, day: PracticeDay, effort: Effort) -> Iterator[Figure]:
    """Keys at two sizes beside the same keys in a bare grid, a held key, silence, lookups, another desk's change."""
    env = terminal_env(folder)
    for rows, columns in effort.sizes:
        with (
            Metered(day.command, rows=rows, columns=columns, env=env) as desk,
            Metered(bare_grid(), rows=rows, columns=columns, env=env) as bare,
        ):
            desk.wait_for(*day.markers)
            bare.wait_for(_BARE_MARKER)
            yield from _keys(desk, bare, effort, f"A cursor key at {columns}x{rows}", _ROUND, most=200)
            desk.press(_QUEUE)
            yield from _keys(
                desk, bare, effort, f"A cursor key in the queue at {columns}x{rows}", _DOWN_AND_UP, most=200
            )
            for name, screen, what in (("patients", _PATIENTS, _FOUND), ("work", _WORK, _TO_VERIFY)):
                desk.press(screen)
                desk.press(what, quiet=0.5)
                group = f"A cursor key in the {name} at {columns}x{rows}"
                yield from _keys(desk, bare, effort, group, _DOWN_AND_UP, most=None)
                desk.press(_LEAVE)
            desk.press(_DAY)
            if (rows, columns) == effort.sizes[-1]:
                yield from _held(desk, bare, effort)
                yield from _lookups(desk, bare, effort)
                yield from _wishes(desk, bare, effort)
                yield from _changes(folder, day, desk, effort)
                idle = samples_of([desk.bytes_within(effort.idle_seconds)])
                yield Figure(
                    "Desk", f"sent in {effort.idle_seconds:g} s of silence", "bytes", idle, bars=(Bar("max", 0),)
                )


def _keys(desk: Metered, bare: Metered, effort: Effort, group: str, keys: str, *, most: int | None) -> Iterator[Figure]:
    """The two programs take turns, so that a busy moment of the machine meets both; `most` bytes a key are promised.

    Nothing where no key has an answer, as in a list that is empty.
    """
    ours: list[Answer] = []
    theirs: list[Answer] = []
    our_cpu: list[float] = []
    their_cpu: list[float] = []
    for program, first_round in ((desk, keys), (bare, _ROUND)):
        program.settle()
        _walk(program, first_round)  # what is drawn for the first time is not counted
    for _ in range(effort.key_rounds):
        for program, steps, answers, cpu in ((desk, keys, ours, our_cpu), (bare, _ROUND, theirs, their_cpu)):
            before = program.cpu_seconds()
            answers.extend(_walk(program, steps))
            cpu.append(1000 * (program.cpu_seconds() - before) / len(steps))
    if not ours:
        return
    first, last, sizes = zip(*ours, strict=True)
    beside = [Reference("bare one-grid app", samples_of(values)) for values in zip(*theirs, strict=True)]
    yield Figure(group, "to the first byte", "ms", samples_of(first), beside[0])
    yield Figure(group, "to the last byte", "ms", samples_of(last), beside[1], (Bar("p95", 5), Bar("ratio", 3)))
    cpu_beside = Reference("bare one-grid app", samples_of(their_cpu))
    yield Figure(group, "processor time", "ms", samples_of(our_cpu), cpu_beside, (Bar("ratio", 1.5),))
    yield Figure(group, "sent", "bytes", samples_of(sizes), beside[2], (Bar("p50", most),) if most else ())


def _walk(program: Metered, keys: str) -> list[Answer]:
    """The answers of a round of keys; at the edge of the schedule a key has none."""
    return _given(program.press(ARROWS[key]) for key in keys)


def _given(answers: Iterable[Answer | None]) -> list[Answer]:
    return [answer for answer in answers if answer]


def _held(desk: Metered, bare: Metered, effort: Effort) -> Iterator[Figure]:
    keys = [ARROWS["D" if at // 10 % 2 == 0 else "U"] for at in range(effort.held_keys)]
    ours = samples_of([desk.hold(keys, hertz=_HERTZ)])
    beside = Reference("bare one-grid app", samples_of([bare.hold(keys, hertz=_HERTZ)]))
    yield Figure("Desk", f"a key held at {_HERTZ} Hz: last key to paint", "ms", ours, beside)


def _lookups(desk: Metered, bare: Metered, effort: Effort) -> Iterator[Figure]:
    """Words typed into the patient box and taken out again, each key to its results."""
    answers: list[Answer] = []
    desk.press(b"/")
    for word in islice(cycle(_WORDS), effort.lookups):
        answers += _given(desk.press(letter.encode()) for letter in word)
        for _ in word:
            desk.press(_BACKSPACE)
    desk.press(_LEAVE)
    echo = Reference("bare grid, one key", samples_of([answer.last for answer in _walk(bare, _ROUND)]))
    last = samples_of([answer.last for answer in answers])
    yield Figure("Desk", "lookup: a letter to its results", "ms", last, echo, (Bar("p95", 12),))


def _wishes(desk: Metered, bare: Metered, effort: Effort) -> Iterator[Figure]:
    """Words typed for an appointment of whoever is found first, each key to the openings that it leaves."""
    answers: list[Answer] = []
    for key in (b"/", *(letter.encode() for letter in _WORDS[0]), b"\r", b"b"):
        desk.press(key, quiet=0.5)
    for wish in islice(cycle(_WISHES), max(effort.lookups // 4, 1)):
        answers += _given(desk.press(letter.encode()) for letter in wish)
        for _ in wish:
            desk.press(_BACKSPACE)
    for _ in range(2):
        desk.press(_LEAVE)
    beside = Reference("bare grid, one key", samples_of([answer.last for answer in _walk(bare, _ROUND)]))
    last = samples_of([answer.last for answer in answers])
    yield Figure("Desk", "booking: a letter to its openings", "ms", last, beside)


def _changes(folder: Path, day: PracticeDay, desk: Metered, effort: Effort) -> Iterator[Figure]:
    """A patient arrives at another desk, and that is undone: from the commit to the paint here."""
    desk.settle()
    rng, options = random.Random(1), LaunchOptions(db=str(day.path), act_as="other", freeze=True)
    seen: list[Answer] = []
    with opened(options, terminal_env(folder)) as workstation:
        for turn in range(2 * effort.changes):
            sleep(rng.random() / 4)  # meets the desk at any moment between two looks
            if turn % 2:
                workstation.desk.journal.undo(workstation.actor)
            else:
                workstation.desk.visits.do(workstation.actor, Verb.ARRIVE, day.appointment)
            seen += _given([desk.answer(perf_counter())])
    yield Figure(
        "Desk",
        "another desk's change: commit to paint",
        "ms",
        samples_of([answer.last for answer in seen]),
        bars=(Bar("p95", 250), Bar("max", 500)),
    )
