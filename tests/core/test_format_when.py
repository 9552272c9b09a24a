"""Is an instant said so that nobody takes it for another one, also where the clocks show a time twice?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.calendar.format_when import format_clock, format_wall, format_when


@dataclass(frozen=True, slots=True)
class Place:
    """A zone of its own."""

    tz: ZoneInfo


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        ("America/New_York", "2027-11-07T05:30", "1:30 EDT"),
        ("America/New_York", "2027-11-07T06:30", "1:30 EST"),
        ("America/New_York", "2027-11-07T04:59", "0:59"),
        ("America/New_York", "2027-11-07T07:00", "2:00"),
        ("America/New_York", "2027-03-14T07:00", "3:00"),
        ("Australia/Lord_Howe", "2027-04-03T14:45", "1:45 +11"),
        ("Australia/Lord_Howe", "2027-04-03T15:15", "1:45 +1030"),
        ("Australia/Lord_Howe", "2027-04-03T14:29", "1:29"),
        ("Asia/Beirut", "2026-10-24T20:30", "23:30 EEST"),
        ("Asia/Beirut", "2026-10-24T21:30", "23:30 EET"),
        ("America/Santiago", "2027-04-04T02:30", "23:30 -03"),
        ("America/Santiago", "2027-04-04T03:30", "23:30 -04"),
        ("Asia/Kolkata", "2027-11-07T05:30", "11:00"),
    ],
)
def test_a_time_that_happens_twice_says_which(zone: str, at: str, expected: str) -> None:
    """By what the zone is called then; every other time stands alone."""
    instant = datetime.fromisoformat(f"{at}+00:00")
    place = Place(ZoneInfo(zone))
    assert expected == format_clock(instant.astimezone(place.tz))
    assert format_wall(instant, place, instant).endswith(f" {expected}")
    assert format_when(instant, place, instant).removeprefix("at ").lstrip("0").endswith(expected.lstrip("0"))
