"""How much slower is a clinic of a million patients and ten million appointments than one a hundredth its size?

Each is asked by turns, in one run, so that a busy moment of the machine meets all. Between small and large stands one
of the small size with the providers, sites and rooms of the large: that tells what the set-up costs, and what the rows.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bench.clinics import ACTOR, desk_at, filled_clinic, start_of, today
from bench.effort import SMALL
from bench.figures import Bar, Figure, Reference, samples_of
from bench.filling import Size
from bench.writes import cpu_of, timed
from core.record_ref import PatientId
from core.schedule.requests import BookingRequest
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bench.effort import Effort
    from bench.figures import Samples
    from core.desk import Desk

_GROUP: Final = "Small and large"
_PROVIDERS: Final = (40, 400)
_FREE_DAY: Final = 95
"""Weekdays after today on which nothing is booked yet."""
_LOOKUPS: Final = {
    "a name": "Smith",
    "two beginnings": "smi jo",
    "a birth date": "3/14/1954",
    "an MRN": "104711",
    "seven digits of a phone": "5550123",
    "a month of birth": "3/",
    "two common names": "daniel garcia",
    "misspelled": "Smiht",
    "both misspelled": "Smiht Kelyl",
    "one letter": "s",
    "two letters": "sm",
    "two single letters": "g m",
    "an area code": "212",
}
_COPIED_BYTES: Final = 1 << 20


class _Clinics(Struct, frozen=True):
    """Where they are, and a desk at each: small, small with the large one's set-up, and large."""

    paths: tuple[Path, Path, Path]
    desks: tuple[Desk, Desk, Desk]


def small_and_large(folder: Path, effort: Effort, *, large: tuple[int, int]) -> Iterator[Figure]:
    """The reads of a desk, a booking, the doctor and a backup at both."""
    few, many = _PROVIDERS
    sizes = {"small": Size(*SMALL, few), "wide": Size(*SMALL, many), "large": Size(*large, many)}
    small, wide, vast = (filled_clinic(folder / f"{name}.db", size) for name, size in sizes.items())
    with ExitStack() as stack:
        desks = tuple(stack.enter_context(desk_at(path)) for path in (small, wide, vast))
        clinics = _Clinics((small, wide, vast), (desks[0], desks[1], desks[2]))
        yield from _views(clinics, effort)
        yield from _lookups(clinics, effort)
        yield from _bookings(clinics, effort)
    yield from _upkeep(folder, clinics.paths, effort)


def _views(clinics: _Clinics, effort: Effort) -> Iterator[Figure]:
    on = today()
    bars = {"a day of a site": (Bar("ratio", 2),), "the queue over all sites": (Bar("ratio", 2), Bar("p50", 50))}
    views: dict[str, Callable[[Desk], object]] = {
        "a day of a site": lambda desk: desk.schedule.day(ACTOR, "main", on),
        "the queue over all sites": lambda desk: desk.visits.queue(ACTOR),
    }
    for name, look in views.items():
        for desk in clinics.desks:
            look(desk)
        _, wide, large = _by_turns([[partial(look, desk)] * effort.day_loads for desk in clinics.desks])
        yield Figure(_GROUP, f"{name}, again", "CPU ms", large, Reference("small, same set-up", wide), bars[name])
    desk, looks = clinics.desks[2], []
    for _ in range(effort.day_loads):
        desk.schedule.day(ACTOR, "site1", on + timedelta(days=7))
        looks.append(cpu_of(partial(desk.visits.queue, ACTOR)))
    yield Figure(_GROUP, "the queue over all sites, a day between", "CPU ms", samples_of(looks), bars=(Bar("p50", 50),))


def _lookups(clinics: _Clinics, effort: Effort) -> Iterator[Figure]:
    rounds = max(effort.day_loads // 10, 3)
    for name, typed in _LOOKUPS.items():
        steps = [[partial(desk.patients.find, ACTOR, typed)] * rounds for desk in clinics.desks[1:]]
        few, many = _by_turns(steps)
        yield Figure(_GROUP, f"lookup: {name} ({typed})", "CPU ms", many, Reference("small", few), (Bar("p50", 10),))


def _bookings(clinics: _Clinics, effort: Effort) -> Iterator[Figure]:
    """On a day that is half full, and on one that is free."""
    busy = [_booking(nth, day=1 + nth % 5) for nth in range(effort.assessments)]
    small, wide, large = _by_turns(
        [[partial(desk.schedule.assess, ACTOR, one) for one in busy] for desk in clinics.desks]
    )
    flat = (Bar("ratio", 2),)
    yield Figure(_GROUP, "assess: ten times the set-up", "CPU ms", wide, Reference("small", small), flat)
    yield Figure(
        _GROUP, "assess: a hundred times the rows", "CPU ms", large, Reference("small, same set-up", wide), flat
    )
    free = [_booking(nth, day=_FREE_DAY + nth // 200) for nth in range(effort.bookings)]
    small, wide, large = _by_turns(
        [[partial(desk.schedule.book, ACTOR, one) for one in free] for desk in clinics.desks]
    )
    yield Figure(_GROUP, "book", "CPU ms", large, Reference("small, same set-up", wide), flat)


def _upkeep(folder: Path, paths: Sequence[Path], effort: Effort) -> Iterator[Figure]:
    """The doctor's answer by default, and a copy beside what any program takes to copy the file."""
    for path in paths:
        assert examine(path, is_whole=False) == ()
    rounds = max(effort.starts // 5, 3)
    _, wide, large = (
        samples_of([timed(partial(examine, path, is_whole=False)) for _ in range(rounds)]) for path in paths
    )
    beside = Reference("small, same set-up", wide)
    yield Figure(_GROUP, "doctor, by default", "ms", large, beside, (Bar("max", 5000),))
    copy = folder / "copy.db"
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(2):
        for kept, make in zip(times, (_backup, _plain_copy), strict=True):
            kept.append(timed(partial(make, paths[2], copy)))
            copy.unlink()
    ours, theirs = map(samples_of, times)
    yield Figure(_GROUP, "backup", "ms", ours, Reference("plain copy, fsynced", theirs), (Bar("ratio", 2),))


def _booking(nth: int, *, day: int) -> BookingRequest:
    """A patient of the small clinics with a provider of theirs; nobody is wanted twice on a day."""
    slot = nth * 7 % 800
    return BookingRequest(PatientId(1 + nth * 13 % SMALL[0]), "fu30", f"p{slot % 40}", start_of(day, slot // 40))


def _backup(source: Path, copy: Path) -> None:
    backup(source, copy)


def _plain_copy(source: Path, copy: Path) -> None:
    with source.open("rb") as whole, copy.open("wb") as file:
        shutil.copyfileobj(whole, file, _COPIED_BYTES)
        os.fsync(file.fileno())


def _by_turns(steps: Sequence[Sequence[Callable[[], object]]]) -> list[Samples]:
    """CPU milliseconds of each row of steps, one of every row after the other; the first round is not counted."""
    taken: list[list[float]] = [[] for _ in steps]
    for column in zip(*steps, strict=True):
        for kept, step in zip(taken, column, strict=True):
            kept.append(cpu_of(step))
    return [samples_of(values[1:]) for values in taken]
