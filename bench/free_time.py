"""How long does it take to find the earliest free hours among forty providers and a year?"""

from __future__ import annotations

import random
from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bench import bit_rows
from bench.clinics import ACTOR, PROVIDERS, STARTS_A_DAY, desk_at, filled_year, today
from bench.figures import Bar, Figure, Reference, samples_of
from bench.writes import cpu_of
from core.schedule.slots.model import SlotSearch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.effort import Effort

_BOOKED: Final = 0.96
"""Of the starts of a day: two beside each other are free about once a day."""
_DAYS: Final = 365
_COUNT: Final = 10
_HALF_HOUR: Final = 30
_SEARCHES: Final = {"earliest 10 free hours": 60, "nothing free in a year": 590}


def free_time(folder: Path, effort: Effort) -> Iterator[Figure]:
    """In a year that is nearly full, beside the bare bits of the same year; in turns."""
    rng = random.Random(3)
    weekdays = [day for day in range(_DAYS) if (today() + timedelta(days=day)).weekday() < 5]
    booked = [
        (day, provider, nth * _HALF_HOUR)
        for day in weekdays
        for provider in range(PROVIDERS)
        for nth in range(STARTS_A_DAY)
        if rng.random() < _BOOKED
    ]
    clinic = filled_year(folder / "year.db", booked)
    taken = ((day, provider, start, start + _HALF_HOUR) for day, provider, start in booked)
    last = today() + timedelta(days=_DAYS - 1)
    with desk_at(clinic) as desk, closing(bit_rows.make(folder / "bits.db", taken)) as bits:
        for name, minutes in _SEARCHES.items():
            search = SlotSearch("fu30", minutes=minutes, last=last, limit=_COUNT)
            ours, theirs = [], []
            for _ in range(effort.day_loads + 1):
                ours.append(cpu_of(partial(desk.schedule.openings, ACTOR, search)))
                theirs.append(cpu_of(partial(bit_rows.earliest, bits, minutes, count=_COUNT)))
            beside = Reference("bare bit rows", samples_of(theirs[1:]))
            title = f"{name}, {len(booked):,} booked in a year"
            bars = (Bar("ratio", 5),) if minutes == 60 else ()
            yield Figure("Free time", title, "CPU ms", samples_of(ours[1:]), beside, bars)
