"""How long does a day take to load, and does a conflict check stay as quick when the clinic has grown?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from bench.clinics import ACTOR, desk_at, gaps, start_of, with_full_days
from bench.figures import Bar, Figure, Reference, samples_of
from bench.pty_meter import terminal_env
from bench.writes import cpu_of, timed
from core.calendar.wall import day_span
from tui.bootstrap import opened
from tui.garbage import collect_garbage
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from bench.clinics import LargeClinic
    from bench.desks import PracticeDay
    from bench.effort import Effort
    from bench.figures import Samples
    from core.clinic.model import Site
    from core.desk import Desk

FEW_DAYS: Final = 13
"""Full days of the large clinic that make ten thousand appointments."""
_SELECT: Final = """
SELECT appointment.*, patient.*, visit.*
FROM appointment JOIN patient ON patient.id = appointment.patient
LEFT JOIN visit ON visit.appointment = appointment.id
WHERE appointment.site = ? AND appointment.start >= ? AND appointment.start < ?
"""


def practice_loads(folder: Path, day: PracticeDay, effort: Effort) -> Iterator[Figure]:
    """Today at the first site of the practice clinic."""
    with opened(LaunchOptions(db=str(day.path), act_as=ACTOR, freeze=True), terminal_env(folder)) as session:
        site = next(iter(session.desk.clinic().sites.values()))
        on = session.desk.now().astimezone(site.tz).date()
        again = samples_of(
            [timed(lambda: session.desk.schedule.day(ACTOR, site.code, on)) for _ in range(effort.day_loads)]
        )
        size = len(session.desk.schedule.day(ACTOR, site.code, on).appointments)
    yield Figure("Day", f"practice clinic, {size} appointments, again", "ms", again, _bare(day.path, site, on, effort))


def large_loads(clinic: LargeClinic, effort: Effort) -> Iterator[Figure]:
    """A day of 40 providers and 768 appointments: the first time, and as it is read after each change."""
    on = start_of(2, 0).date()
    with desk_at(clinic.path) as desk:
        site = desk.clinic().sites["main"]
        _load(desk, on)
    collect_garbage()  # as a desk does once it is loaded
    first = []
    for _ in range(effort.day_loads):
        with desk_at(clinic.path) as desk:
            desk.clinic()
            first.append(_load(desk, on))
    with desk_at(clinic.path) as desk:
        _load(desk, on)
        again = []
        for request in gaps(clinic, effort.day_loads):
            desk.schedule.book(ACTOR, request)
            again.append(_load(desk, on))
        size = len(desk.schedule.day(ACTOR, "main", on).appointments)
        for _ in again:  # the gaps are left free for what is measured next
            desk.journal.undo(ACTOR)
    bare = _bare(clinic.path, site, on, effort)
    yield Figure("Day", f"40 providers, {size} appointments, first", "ms", samples_of(first), bare)
    yield Figure("Day", "the same, again", "ms", samples_of(again), bare, (Bar("p50", 5),))


def conflict_checks(clinic: LargeClinic, effort: Effort) -> tuple[LargeClinic, Sequence[Figure]]:
    """The check of a booking at this size and with `many_days` full days; the clinic as it is then.

    At ten million appointments it is measured beside a clinic that was filled past the store (`small_and_large.py`).
    """
    few = _checks(clinic, effort)
    beside = Reference(f"with {clinic.appointments:,}", few)
    many = with_full_days(clinic, effort.many_days)
    name = f"assess among {many.appointments:,}"
    figures = (
        Figure("Conflict check", f"assess among {clinic.appointments:,}", "CPU ms", few),
        Figure("Conflict check", name, "CPU ms", _checks(many, effort), beside, (Bar("ratio", 2),)),
    )
    return many, figures


def _checks(clinic: LargeClinic, effort: Effort) -> Samples:
    requests = gaps(clinic, effort.assessments)
    with desk_at(clinic.path) as desk:
        assert not any(desk.schedule.assess(ACTOR, request).conflicts for request in requests)
        return samples_of([cpu_of(partial(desk.schedule.assess, ACTOR, request)) for request in requests])


def _load(desk: Desk, on: date) -> float:
    return timed(lambda: desk.schedule.day(ACTOR, "main", on))


def _bare(path: Path, site: Site, on: date, effort: Effort) -> Reference:
    """The rows of the day as SQLite hands them over."""
    span = day_span(on, site.tz)
    values = (site.code, *(int(at.timestamp()) // 60 for at in (span.start, span.end)))
    with closing(sqlite3.connect(path)) as db:
        times = [timed(lambda: db.execute(_SELECT, values).fetchall()) for _ in range(effort.day_loads)]
    return Reference("bare SELECT", samples_of(times))
