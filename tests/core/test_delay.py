"""How does a provider's delay wear off in the course of what is planned?"""

from datetime import UTC, datetime, timedelta

import pytest

from core.calendar.interval import Interval
from core.schedule.model.delay import Lag


def _at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 11, 23, int(hour), int(minute), tzinfo=UTC)


def _busy(*hours: str) -> tuple[Interval, ...]:
    return tuple(Interval(*map(_at, span.split("-"))) for span in hours)


@pytest.mark.parametrize(
    ("since", "minutes", "busy", "at", "expected"),
    [
        ("10:20", 25, (), "10:00", 25),
        ("10:20", 25, (), "10:20", 25),
        ("10:20", 25, (), "10:30", 15),
        ("10:20", 25, (), "10:45", 0),
        ("10:20", 25, (), "14:00", 0),
        ("10:20", 25, ("10:20-10:40",), "10:40", 25),
        ("10:20", 25, ("10:20-10:40", "10:40-11:00"), "11:00", 25),
        ("10:20", 25, ("10:20-10:40", "10:45-11:00"), "11:00", 20),
        ("10:20", 25, ("10:00-10:40", "11:10-11:30"), "11:10", 0),
        ("10:20", 25, ("10:00-10:40", "11:00-11:30"), "11:00", 5),
        ("10:20", 25, ("10:00-10:40", "10:30-11:00"), "11:00", 25),
        ("10:20", 0, ("10:00-10:40",), "10:40", 0),
        ("10:20", 480, ("10:00-10:40",), "17:00", 100),
    ],
)
def test_gaps_take_from_it_and_visits_carry_it_on(
    since: str, minutes: int, busy: tuple[str, ...], at: str, expected: int
) -> None:
    """What is planned without a patient is caught up; two at once are one time; before it was noted it holds whole."""
    lag = Lag(_at(since), minutes, _busy(*busy))
    assert timedelta(minutes=expected) == lag.at(_at(at))
