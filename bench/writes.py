"""How long does a durable booking take, alone and in a crowd, beside what SQLite and the disk take for nothing else?"""

from __future__ import annotations

import multiprocessing
import os
import random
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from msgspec import Struct

from bench.clinics import ACTOR, desk_at, free_bookings
from bench.figures import Bar, Figure, Reference, samples_of
from core.errors import Refused
from storage.sqlite.write_queue import WriteQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bench.clinics import LargeClinic
    from bench.effort import Effort
    from core.schedule.requests import BookingRequest

_DAYS: Final = 100
_WRITERS: Final = 8
_GET_READY: Final = 2.5
_THINK: Final = 0.5
_TRIES: Final = 30
"""Of each of many people, in the seconds that they book."""
_DOUBLE: Final = """
SELECT count(*) FROM (
  SELECT start, max(finish) OVER (
    PARTITION BY provider ORDER BY start, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS taken_until
  FROM appointment WHERE status = 'booked'
) WHERE start < taken_until
"""
"""How many begin before another of the same provider is over: read past whatever keeps them apart."""
_MOST_A_SECOND: Final = 500
"""Bookings of one writer: how many are laid out for it."""


class Shift(Struct, frozen=True):
    """A writer's work: bookings that are its alone, `think` seconds apart, for so many from a monotonic instant on.

    Who is ready later than that, on a machine that has much else to do, has as many seconds.
    """

    path: Path
    requests: Sequence[BookingRequest]
    begins: float
    seconds: float
    think: float


def writes(folder: Path, clinic: LargeClinic, effort: Effort) -> Iterator[Figure]:
    """One writer, eight that never pause, and a front office of many people."""
    fsyncs = samples_of(_fsyncs(folder, effort.bookings))
    yield Figure("Durable booking", "fsync of 4 KB", "ms", fsyncs)
    inserts = samples_of(_inserts(folder, effort.bookings, timed))
    cpu_of_insert = _inserts(folder, effort.bookings, cpu_of)
    disk = Reference("fsync of 4 KB", fsyncs)
    yield Figure("Durable booking", "bare INSERT, committed", "ms", inserts, disk)
    sizes = (2 * effort.bookings, int(effort.crowd_seconds * _MOST_A_SECOND) * _WRITERS, effort.people * _TRIES // 2)
    wanted = iter(free_bookings(clinic, sum(sizes), days=_DAYS, seed=1))
    both, crowd, office = (tuple(islice(wanted, size)) for size in sizes)
    alone, alone_again = both[: effort.bookings], both[effort.bookings :]
    insert = Reference("bare INSERT", inserts)
    yield Figure("Durable booking", "one writer", "ms", samples_of(_book_all(clinic.path, alone)), insert)
    inside = samples_of(_inside_the_lock(clinic.path, alone_again))
    name, cpu = "one writer: CPU inside the lock", Reference("CPU of a bare INSERT", samples_of(cpu_of_insert))
    yield Figure("Durable booking", name, "CPU ms", inside, cpu, (Bar("p50", 0.5),))
    times = _at_once(clinic.path, crowd, writers=_WRITERS, seconds=effort.crowd_seconds)
    rate = Reference("bare INSERT, one", samples_of([len(inserts.values) * 1000 / sum(inserts.values)]))
    done = samples_of([len(times) / effort.crowd_seconds])
    yield Figure(
        "Durable booking",
        f"{_WRITERS} writers without a pause",
        "per s",
        done,
        rate,
        (Bar("p50", 1500, at_least=True), Bar("ratio", 0.3, at_least=True)),
    )
    yield Figure(
        "Durable booking",
        f"{_WRITERS} writers: each booking, wait included",
        "ms",
        samples_of(times),
        insert,
        (Bar("max", 250),),
    )
    if effort.people:
        contested = random.Random(4).sample(office * 2, 2 * len(office))  # each time is wanted by two
        seconds = effort.crowd_seconds * 2
        times = _at_once(clinic.path, contested, writers=effort.people, seconds=seconds, think=_THINK)
        name = f"{effort.people} people, a booking or a refusal in {_THINK:g} s each"
        yield Figure("Durable booking", name, "ms", samples_of(times), insert, (Bar("p99", 5), Bar("max", 250)))
        yield Figure(
            "Durable booking", "double bookings", "", samples_of([_double(clinic.path)]), bars=(Bar("max", 0),)
        )


def book_through(shift: Shift) -> list[float]:
    """Do a shift in this process; milliseconds of each booking, or until it was refused as somebody was quicker."""
    rng, times = random.Random(os.getpid()), []
    with desk_at(shift.path) as desk:
        desk.schedule.assess(ACTOR, shift.requests[0])  # as every screen does first; it loads what a booking needs
        time.sleep(max(shift.begins - time.monotonic(), 0))
        ends = time.monotonic() + shift.seconds
        for request in shift.requests:
            if shift.think:
                time.sleep(rng.expovariate(1 / shift.think))
            if time.monotonic() > ends:
                break
            began = perf_counter()
            with suppress(Refused):
                desk.schedule.book(ACTOR, request)
            times.append(1000 * (perf_counter() - began))
    return times


def _double(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute(_DOUBLE).fetchone()[0])


def _at_once(
    path: Path, requests: Sequence[BookingRequest], *, writers: int, seconds: float, think: float = 0
) -> list[float]:
    """Every writer in a process of its own, all beginning at the same instant."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(writers, mp_context=context) as pool:
        begins = time.monotonic() + _GET_READY
        shifts = [Shift(path, requests[at::writers], begins, seconds, think) for at in range(writers)]
        return [took for times in pool.map(book_through, shifts) for took in times]


def _book_all(path: Path, requests: Sequence[BookingRequest]) -> list[float]:
    with desk_at(path) as desk:
        desk.schedule.book(ACTOR, requests[0])
        return [timed(partial(desk.schedule.book, ACTOR, request)) for request in requests[1:]]


def _inside_the_lock(path: Path, requests: Sequence[BookingRequest]) -> list[float]:
    """CPU milliseconds of each booking while nobody else can write."""
    taken: list[float] = []
    usual = WriteQueue.turn

    @contextmanager
    def measured(queue: WriteQueue) -> Iterator[None]:
        with usual(queue):
            began = time.process_time()
            try:
                yield
            finally:
                taken.append(1000 * (time.process_time() - began))

    with patch.object(WriteQueue, "turn", measured):
        _book_all(path, requests)
    return taken[1:]


def _inserts(folder: Path, count: int, measure: Callable[[Callable[[], object]], float]) -> list[float]:
    """What SQLite takes to make one row durable, with the promises of the clinic's own file."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, start INTEGER, end INTEGER, note TEXT)")
        statement = "INSERT INTO bare (start, end, note) VALUES (1, 2, 'bare')"
        return [measure(lambda: db.execute(statement)) for _ in range(count)]


def _fsyncs(folder: Path, count: int) -> list[float]:
    page = bytes(4096)
    with (folder / "bare.bytes").open("wb", buffering=0) as file:

        def write() -> None:
            file.write(page)
            os.fsync(file.fileno())

        return [timed(write) for _ in range(count)]


def timed(step: Callable[[], object]) -> float:
    """Milliseconds that `step` takes."""
    began = perf_counter()
    step()
    return 1000 * (perf_counter() - began)


def cpu_of(step: Callable[[], object]) -> float:
    """Milliseconds of this process's CPU that `step` takes, the kernel's for it too."""
    began = time.process_time()
    step()
    return 1000 * (time.process_time() - began)
