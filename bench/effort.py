"""How often is each thing measured: enough for a glance, or for a figure to be quoted?"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

SIZES: Final = ((24, 80), (50, 160))
"""The smallest terminal the desk is made for, and the one in which a whole day is seen."""


class Effort(Struct, frozen=True):
    """Counts of repetitions, and seconds where it says so.

    `sizes` are rows and columns of terminals; `large` is how many patients and appointments the large clinic has,
    beside one of `SMALL`.
    """

    patients: int
    days: int
    sizes: tuple[tuple[int, int], ...]
    starts: int
    key_rounds: int
    held_keys: int
    idle_seconds: float
    lookups: int
    changes: int
    sessions: int
    desks: int
    watch_seconds: float
    bookings: int
    crowd_seconds: float
    people: int
    day_loads: int
    assessments: int
    many_days: int
    import_lines: int
    messages: int
    large: tuple[int, int]


QUICK: Final = Effort(
    patients=600,
    days=3,
    sizes=SIZES,
    starts=7,
    key_rounds=4,
    held_keys=60,
    idle_seconds=3,
    lookups=8,
    changes=6,
    sessions=3,
    desks=4,
    watch_seconds=4,
    bookings=300,
    crowd_seconds=2,
    people=0,
    day_loads=20,
    assessments=200,
    many_days=66,
    import_lines=5_000,
    messages=500,
    large=(20_000, 200_000),
)
FULL: Final = Effort(
    patients=3000,
    days=15,
    sizes=SIZES,
    starts=25,
    key_rounds=20,
    held_keys=150,
    idle_seconds=10,
    lookups=40,
    changes=25,
    sessions=5,
    desks=50,
    watch_seconds=20,
    bookings=2000,
    crowd_seconds=5,
    people=50,
    day_loads=60,
    assessments=1000,
    many_days=131,
    import_lines=50_000,
    messages=10_000,
    large=(100_000, 1_000_000),
)
MANY_LINES: Final = 200_000
"""Lines of a large clinic's file of patients: in, again and out within ten minutes."""
SMALL: Final = (10_000, 100_000)
"""Patients and appointments of the clinic that the large one is held against."""
MILLION: Final = (1_000_000, 10_000_000)
"""Of the large one with `--big`: ten minutes and five gigabytes of the disk, three times for the copies."""
MILLION_PATIENTS: Final = (1_000_000, 1_000_000)
"""Of the clinic in which they are looked up, with `--big`: five minutes to make, three gigabytes."""
