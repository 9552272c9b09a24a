"""How are the days of a large clinic filled: appointments of all lengths, visits of those that are over, time held?"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from core.calendar.wall import resolve
from storage.codec import to_millis, to_minutes
from storage.sqlite.migrations import m0021_taken_cells
from storage.tables import APPOINTMENT, VISIT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from bench.filling_journal import FillingJournal

PROVIDERS_A_SITE: Final = 40
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_BOOKER: Final = "bench"
_OPENS: Final = timedelta(hours=8)
_DAY_MINUTES: Final = 600
_LENGTHS: Final = (15, 15, 15, 20, 20, 30, 30, 30, 45, 60)
_PATTERNS: Final = 60
"""Days that differ; the calendar repeats them."""
_DAYS_TO_COME: Final = 60
_STRIDE: Final = 7919
"""Patients come in steps of a prime, so that nobody is wanted twice on a day."""
_APPOINTMENT: Final = f"""
INSERT INTO appointment ({APPOINTMENT.table.named()})
VALUES (?1, ?2, ?3, ?4, ?5, 'fu30', 'in-person', ?6, ?7, ?6, ?7, 0, ?8, ?9, '{_BOOKER}', 'none', '', NULL, NULL, NULL,
  NULL, '[]', NULL, 1, NULL, NULL, NULL, '[]', 1)
"""
_CLOSED_VISITS: Final = f"""
INSERT INTO visit ({VISIT.table.named()})
SELECT id, 'checked-out', finish * 60000, '{_BOOKER}', start * 60000, 0, NULL, start * 60000, finish * 60000, '[]', 1
FROM appointment WHERE status = 'fulfilled'
"""
_OPEN_VISITS: Final = f"""
INSERT INTO visit ({VISIT.table.named()})
SELECT id, 'arrived', start * 60000, '{_BOOKER}', start * 60000, 0, NULL, NULL, NULL, '[]', 1
FROM appointment WHERE status = 'arrived'
"""
_OCCUPY: Final = """
INSERT INTO occupancy SELECT '{kind}', CAST({code} AS TEXT), 0, start, finish, id FROM appointment ORDER BY 2, 4
"""
_TO_COME: Final = f"SELECT {APPOINTMENT.table.named()} FROM appointment WHERE start >= ? ORDER BY id"


def provider_code(number: int) -> str:
    """The provider numbered from 0; their room is called r and the number."""
    return f"p{number}"


def site_code(number: int) -> str:
    """The site numbered from 0."""
    return f"site{number}" if number else "main"


def book_days(
    db: sqlite3.Connection,
    journal: FillingJournal,
    *,
    patients: int,
    appointments: int,
    providers: int,
    now: datetime,
    zone: ZoneInfo,
) -> int:
    """Fill weekday after weekday, most of them before `now`; how many appointments there are."""
    before = db.total_changes
    columns = _days(patients, appointments, providers, now, zone)
    db.executemany(_APPOINTMENT, islice(columns, appointments))
    count = db.total_changes - before
    db.execute(_CLOSED_VISITS)
    db.execute(_OPEN_VISITS)
    _occupy(db)
    names = APPOINTMENT.table.names
    for row in db.execute(_TO_COME, (_minutes(now),)).fetchall():
        journal.begin(_BOOKER, "book", "appointment", row[0], "Booked.")
        journal.write("appointment", [dict(zip(names, row, strict=True))])
        journal.end()
    return count


def book_at(
    db: sqlite3.Connection, starts: Iterable[tuple[int, datetime]], *, minutes: int, patients: int, now: datetime
) -> None:
    """Book visits of so many minutes, each of a provider by number and a start, for the patients in turn."""
    at = to_millis(now - timedelta(days=1))
    db.executemany(
        _APPOINTMENT,
        (
            (
                *(1 + nth, 1 + nth % patients, provider_code(provider), site_code(provider // PROVIDERS_A_SITE)),
                *(f"r{provider}", to_minutes(start), to_minutes(start) + minutes, "booked", at),
            )
            for nth, (provider, start) in enumerate(starts)
        ),
    )
    _occupy(db)


def _occupy(db: sqlite3.Connection) -> None:
    """What they take, as the triggers would have it."""
    for kind, code in (("patient", "patient"), ("provider", "provider"), ("room", "room")):
        db.execute(_OCCUPY.format(kind=kind, code=code))
    m0021_taken_cells.fill(db)


def _days(patients: int, appointments: int, providers: int, now: datetime, zone: ZoneInfo) -> Iterator[tuple[Any, ...]]:
    """The columns that differ, day after day without an end."""
    rng = random.Random(2)
    patterns = [_pattern(rng, providers) for _ in range(_PATTERNS)]
    a_day = sum(map(len, patterns)) / _PATTERNS
    today, minute_now, at = now.astimezone(zone).date(), _minutes(now), to_millis(now - timedelta(days=1))
    past = max(int(appointments / a_day) - _DAYS_TO_COME // 2, 1)
    number = 0
    for nth, day in enumerate(_weekdays(today, past)):
        opens = to_minutes(resolve(datetime.combine(day, datetime.min.time()) + _OPENS, zone, fold=0).at)
        kept = _kept_in_1000(nth - past)
        first_patient = rng.randrange(patients)
        for place, (provider, start, minutes) in enumerate(patterns[nth % _PATTERNS]):
            if (place * _STRIDE + nth) % 1000 >= kept:
                continue
            number += 1
            begins, ends = opens + start, opens + start + minutes
            status = "booked" if begins > minute_now else "fulfilled" if ends <= minute_now else "arrived"
            patient = (first_patient + place * _STRIDE) % patients + 1
            site = site_code(provider // PROVIDERS_A_SITE)
            yield number, patient, provider_code(provider), site, f"r{provider}", begins, ends, status, at


def _kept_in_1000(ahead: int) -> int:
    """How much of a day is booked so many weekdays ahead of today: less and less."""
    return 1000 - max(ahead, 0) * 900 // _DAYS_TO_COME if ahead < _DAYS_TO_COME else 50


def _pattern(rng: random.Random, providers: int) -> Sequence[tuple[int, int, int]]:
    """What a day's appointments are: provider, minute after opening, and length; a gap here and there."""
    found = []
    for provider in range(providers):
        start = 0
        while start + (minutes := rng.choice(_LENGTHS)) <= _DAY_MINUTES:
            if rng.random() < 0.97:
                found.append((provider, start, minutes))
            start += minutes + (15 if rng.random() < 0.12 else 0)
    return found


def _weekdays(today: date, past: int) -> Iterator[date]:
    """Without an end, from so many before today on."""
    day, before = today, past
    while before:
        day -= timedelta(days=1)
        before -= day.weekday() < 5
    while True:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


def _minutes(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(minutes=1)
