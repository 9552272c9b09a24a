"""How fast does a worker send what is due, and does a desk that books meanwhile notice?"""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bench.clinics import (
    ACTOR,
    BOOKED_A_DAY,
    PROVIDERS,
    STARTS_A_DAY,
    StoppedClock,
    desk_at,
    free_bookings,
    large_clinic,
    with_full_days,
)
from bench.figures import Bar, Figure, Reference, samples_of
from bench.writes import timed
from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.messages.following import follow
from core.messages.model import Way
from core.messages.outward import Outward
from core.record_ref import AppointmentId
from core.settings.messages import MessageSettings
from core.settings.model import Policy
from core.structs import replace
from storage.codec import to_millis
from storage.leases import FileLeases
from storage.links.spool_folder import SpoolFolder
from storage.store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from bench.effort import Effort
    from core.schedule.requests import BookingRequest

_FIRST_DAY: Final = 45
"""The weekday from which on visits are booked that are to be confirmed."""
_BEFORE: Final = 60
"""Days before a visit at which that is due."""
_AHEAD: Final = timedelta(days=22)
"""How long after the clinic's first day all of them are."""
_PLANNED_AT_ONCE: Final = 500
_DUE: Final = "SELECT count(*) FROM message WHERE status IN ('planned', 'held', 'queued') AND due <= ?"
_SETTINGS: Final = MessageSettings(
    spool="/nowhere", ways="voice", confirm_days=_BEFORE, remind_days=0, a_day=20, a_week=60
)
_THINK: Final = 0.05
"""Seconds between two bookings of the desk."""
_LEAST: Final = 20
_MOST_DAYS: Final = 20
"""Of bookings that are laid out."""


class Sending(Struct, frozen=True):
    """A worker's work: the clinic, and by which clock."""

    path: Path
    at: datetime


def messages(folder: Path, effort: Effort) -> Iterator[Figure]:
    """One worker that sends all that is due into a folder, and a desk that books beside it."""
    (folder / "spool").mkdir()
    empty = large_clinic(folder, patients=max(effort.messages, PROVIDERS))
    days = -(-effort.messages // BOOKED_A_DAY)
    clinic = with_full_days(replace(empty, full_days=_FIRST_DAY), _FIRST_DAY + days)
    at = _planned(clinic.path, effort.messages)
    count = _due(clinic.path, at)
    wanted = iter(free_bookings(clinic, STARTS_A_DAY * PROVIDERS * _MOST_DAYS, days=_MOST_DAYS, seed=9))
    laid = [1000 / took for took in _laid(folder, effort.bookings)]
    with _telling(clinic.path, at) as desk:
        _book(desk, next(wanted))  # it loads what a booking needs
        alone = [_book(desk, next(wanted)) for _ in range(effort.bookings)]
        took, meanwhile = _beside(clinic.path, at, desk, wanted)
    group = "Messages to patients"
    name = f"one worker, {count:,} due at once"
    reference = Reference("a file into a folder", samples_of(laid))
    yield Figure(group, name, "per s", samples_of([count / took]), reference)
    yield Figure(group, "a desk's booking without the worker", "ms", samples_of(alone))
    without = Reference("without the worker", samples_of(alone))
    yield Figure(group, "a desk's booking meanwhile", "ms", samples_of(meanwhile), without, (Bar("max", 250),))


def send(sending: Sending) -> tuple[float, float, int]:
    """Send all that is due, in this process: from when to when (monotonic), and how many were left."""
    with _telling(sending.path, sending.at) as desk, FileLeases(sending.path) as leases:
        gateways = dict.fromkeys(Way, SpoolFolder(sending.path.parent / "spool"))
        outbox = desk.messages.outbox(ACTOR, gateways, leases, note_error=_raise)
        began = time.monotonic()
        while outbox.turn():
            pass
        return began, time.monotonic(), _due(sending.path, sending.at)


def _beside(path: Path, at: datetime, desk: Desk, wanted: Iterator[BookingRequest]) -> tuple[float, list[float]]:
    """Seconds that a worker of its own process takes for all, and milliseconds of each booking in the meantime."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        sent = pool.submit(send, Sending(path, at))
        booked: list[tuple[float, float]] = []
        while not sent.done() or len(booked) < _LEAST:
            booked.append((time.monotonic(), _book(desk, next(wanted))))
            time.sleep(_THINK)
        began, ended, left = sent.result()
    if left:
        raise RuntimeError(left)
    meanwhile = [took for when, took in booked if began <= when <= ended]
    return ended - began, meanwhile or [took for _, took in booked]


def _planned(path: Path, count: int) -> datetime:
    """Plan the messages of so many visits, by the rules; at when all are due."""
    with desk_at(path) as desk:
        now = desk.now()
    with _telling(path, now) as desk:
        desk.jobs.arm(ACTOR)
    with SqliteStore(path) as store, store.read() as reading:
        found = reading.messages.unplanned(now, now + timedelta(days=366), AppointmentId(0), count)
        for at in range(0, len(found), _PLANNED_AT_ONCE):
            with store.write() as tx:
                follow(tx, tx.clinic(), found[at : at + _PLANNED_AT_ONCE], _SETTINGS, now)
    return now + _AHEAD


def _due(path: Path, at: datetime) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute(_DUE, (to_millis(at),)).fetchone()[0])


def _book(desk: Desk, request: BookingRequest) -> float:
    return timed(partial(desk.schedule.book, ACTOR, request))


def _laid(folder: Path, count: int) -> list[float]:
    """Milliseconds of each of so many files that are laid into a folder for nothing."""
    spool = SpoolFolder(folder / "bare", is_made=True)
    return [
        timed(partial(spool.send, Outward(f"bare-{at}", Way.VOICE, "6175550171", "en", "", "Your visit.")))
        for at in range(count)
    ]


def _raise(error: Exception) -> int:
    raise error


@contextmanager
def _telling(path: Path, at: datetime) -> Iterator[Desk]:
    """A desk of a clinic that tells its patients, at that time."""
    with SqliteStore(path) as store:
        yield Desk(store, StoppedClock(at), Policy(messages=_SETTINGS), RoleAuthorization(ACTOR))
