"""How fast do a clinic's own patients come in, and how long do the desks wait meanwhile?"""

from __future__ import annotations

import multiprocessing
import random
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bench.clinics import ACTOR, desk_at, free_bookings, large_clinic
from bench.figures import Bar, Figure, Reference, samples_of
from bench.writes import timed
from core.importing.request import ImportFile
from tui.demo.census import Census

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from core.importing.incoming import Rejection
    from core.schedule.requests import BookingRequest

_GROUP: Final = "Import of patients"
_IMPORTER: Final = "importer"
_PAUSE: Final = 0.1
"""Seconds between two bookings of the desk that works meanwhile."""
_ALONE: Final = 20
_DAYS: Final = 200
_HEADINGS: Final = "external_id,family,given,birth_date,phone,email\n"


class Work(Struct, frozen=True):
    """A clinic into which so many patients come, or come out again when they are to be taken `back`."""

    path: Path
    lines: int
    back: bool = False


class Done(Struct, frozen=True):
    """Seconds that the work took, and the most memory of its process, in MB."""

    seconds: float
    memory: float


class Unheard:
    """Nobody is told how it goes."""

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        """Not told."""

    def reject(self, rejection: Rejection) -> None:
        """Not told: of a million some hundred have the names and the birth date of another."""

    def advance(self, line: int) -> None:
        """Not told."""


def imports(folder: Path, *, lines: int) -> Iterator[Figure]:
    """New patients while a desk books, the same file once more, and all of it undone while a desk books."""
    place = folder / "import"
    place.mkdir()
    clinic = large_clinic(place, patients=1000)
    wanted = iter(free_bookings(clinic, _ALONE + 100 + lines // 10, days=_DAYS, seed=2))
    with desk_at(clinic.path) as desk:
        alone = [timed(partial(desk.schedule.book, ACTOR, request)) for request in islice(wanted, _ALONE)]
    beside = Reference("no import", samples_of(alone))
    steps = (
        ("new patients", Work(clinic.path, lines)),
        ("the same file again", Work(clinic.path, lines)),
        ("undone", Work(clinic.path, lines, back=True)),
    )
    for name, work in steps:
        done, waits = _while_booking(work, wanted)
        yield Figure(_GROUP, name, "per s", samples_of([lines / done.seconds]))
        yield Figure(_GROUP, f"{name}: memory", "MB", samples_of([done.memory]))
        yield Figure(_GROUP, f"{name}: a booking meanwhile", "ms", samples_of(waits), beside, (Bar("max", 250),))


def do(work: Work) -> Done:
    """Do it in this process."""
    began = perf_counter()
    with desk_at(work.path) as desk:
        if work.back:
            desk.journal.undo(_IMPORTER, progress=lambda done, count: None)  # noqa: ARG005 - nobody looks on
        else:
            desk.patients.import_file(_IMPORTER, ImportFile("bench.csv", ImportLines(work.lines)), sink=Unheard())
    return Done(perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _while_booking(work: Work, wanted: Iterator[BookingRequest]) -> tuple[Done, list[float]]:
    """The work in a process of its own, and milliseconds of each booking made here until it was done."""
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(1, mp_context=context) as pool, desk_at(work.path) as desk:
        doing = pool.submit(do, work)
        waits = [timed(partial(desk.schedule.book, ACTOR, next(wanted)))]
        while not doing.done():
            time.sleep(_PAUSE)
            waits.append(timed(partial(desk.schedule.book, ACTOR, next(wanted))))
        return doing.result(), waits


class ImportLines(Struct, frozen=True):
    """A file of so many patients: census names, a phone and an address of each one's own."""

    count: int
    seed: int = 3

    def __iter__(self) -> Iterator[str]:
        return _lines(self.count, self.seed)


def _lines(count: int, seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    families, given = Census.read("dist.all.last"), Census.read("dist.female.first")
    yield _HEADINGS
    for number in range(count):
        family, first = families.draw(rng).title(), given.draw(rng).title()
        born = f"{rng.randint(1930, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        phone = f"{rng.randint(201, 989)}-{rng.randint(200, 999)}-{rng.randint(0, 9999):04}"
        yield f"X{seed}-{number},{family},{first},{born},{phone},someone{rng.random()}@example.org\n"
