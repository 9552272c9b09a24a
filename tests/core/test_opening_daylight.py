"""Is open time right on every day of 2026 to 2028 on which the clocks change, in zones that change them differently?

The second opinion walks through the minutes and reads the site's clock at each.
"""

from __future__ import annotations

import time as machine
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import MO, WEEKLY, rrule

from core.calendar.interval import Interval, merged
from core.clinic.dated import Block, ExceptionKind, SessionException
from core.clinic.model import Clinic, Session
from core.schedule.opening import falls_on, provider_day
from core.structs import replace
from tests.core.proposing import LEE, MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.model.day import ProviderDay

ZONES: Final = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Sydney",
    "America/Santiago",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Australia/Lord_Howe",
)
MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
EARLY: Final = datetime(2026, 1, 1, tzinfo=UTC)
HOURS: Final = (
    "0:00-24:00",
    "0:00-6:00",
    "1:00-4:00",
    "2:30-5:00",
    "0:30-2:30",
    "1:30-3:00",
    "23:00-24:00",
    "9:00-17:00",
)


def changes(zone: str) -> Iterator[date]:
    """The local days on which the clocks change."""
    tz, day = ZoneInfo(zone), date(2026, 1, 1)
    while day < date(2029, 1, 1):
        noon, next_noon = (datetime.combine(one, time(12), tz) for one in (day - DAY, day))
        if noon.utcoffset() != next_noon.utcoffset():
            change = next(at for at in _minutes(noon, next_noon) if _offset(at, tz) != _offset(at - MINUTE, tz))
            yield (change - MINUTE).astimezone(tz).date()
            if change.astimezone(tz).date() != (change - MINUTE).astimezone(tz).date():
                yield change.astimezone(tz).date()
        day += DAY


def _minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    at, last = start.astimezone(UTC), end.astimezone(UTC)
    while at <= last:
        yield at
        at += MINUTE


def _offset(at: datetime, tz: ZoneInfo) -> timedelta | None:
    return at.astimezone(tz).utcoffset()


@cache
def clock(zone: str, on: date) -> tuple[tuple[datetime, datetime], ...]:
    """Every minute of that day and of the hours around it, with what the clocks show then."""
    tz, noon = ZoneInfo(zone), datetime.combine(on, time(12), UTC)
    return tuple((at, at.astimezone(tz).replace(tzinfo=None)) for at in _minutes(noon - 2 * DAY, noon + 2 * DAY))


def first_shown(zone: str, on: date, wall: datetime) -> datetime:
    """When the clocks first show that time or a later one."""
    return next(at for at, shown in clock(zone, on) if shown >= wall)


def ends(hours: str, on: date) -> tuple[datetime, datetime]:
    """The wall times of '9:00-17:00' or '23:00-24:00' on that day."""
    begin, finish = hours.split("-")
    start = datetime.combine(on, time.fromisoformat(f"{begin:0>5}"))
    end = (
        datetime.combine(on + DAY, time.min)
        if finish == "24:00"
        else datetime.combine(on, time.fromisoformat(f"{finish:0>5}"))
    )
    return start, end


def expected(zone: str, on: date, hours: str) -> tuple[Interval, ...]:
    """The second opinion: nothing where the clocks pass over all of it."""
    start, end = (first_shown(zone, on, wall) for wall in ends(hours, on))
    return (Interval(start, end),) if start < end else ()


def day_of(zone: str, on: date, *hours: str, **more: object) -> ProviderDay:
    """Lee's day with sessions of these hours, every day."""
    sessions = []
    for each in hours:
        start, end = ends(each, on)
        sessions.append(Session("lee", "main", tuple(range(7)), start.time(), end.time()))
    site = replace(MAIN, zone=zone)
    clinic = Clinic(sites={"main": site}, providers={"lee": LEE}, sessions=tuple(sessions), **more)  # type: ignore[arg-type]
    return provider_day(clinic, LEE, site, on, now=EARLY)


CHANGES: Final = [(zone, on) for zone in ZONES for on in changes(zone)]


def test_there_are_changes_to_look_at() -> None:
    """Both ways, in each zone and year; at midnight a change touches two days."""
    for zone in ZONES:
        assert {2026, 2027, 2028} == {on.year for each, on in CHANGES if each == zone}
    assert 45 <= len(CHANGES)


@pytest.mark.parametrize(("zone", "on"), CHANGES)
def test_sessions_are_as_the_clock_shows_them(zone: str, on: date) -> None:
    """From when it first shows their beginning until it first shows their end, whatever it skips or repeats."""
    for hours in HOURS:
        assert expected(zone, on, hours) == day_of(zone, on, hours).open_spans(), hours


@pytest.mark.parametrize(("zone", "on"), CHANGES)
def test_sessions_one_after_the_other_leave_no_gap_and_share_nothing(zone: str, on: date) -> None:
    """Half-open: where one ends the next begins, also within an hour that is skipped or shown twice."""
    parts = ("0:00-1:30", "1:30-2:00", "2:00-2:30", "2:30-3:00", "3:00-24:00")
    day = day_of(zone, on, *parts)
    spans = sorted(one.span for one in day.sessions)
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert expected(zone, on, "0:00-24:00") == merged(spans) == day.open_spans()


@pytest.mark.parametrize(("zone", "on"), CHANGES)
def test_what_closes_the_day_closes_it_to_the_minute(zone: str, on: date) -> None:
    """Leave of whole days, leave and blocks of some hours, on that day and over it."""
    (whole,) = expected(zone, on, "0:00-24:00")
    leave = SessionException("lee", on - DAY, ExceptionKind.LEAVE, on + DAY)
    assert () == day_of(zone, on, "0:00-24:00", exceptions=(leave,)).open_spans()
    for hours in HOURS[1:]:
        start, end = ends(hours, on)
        left = whole.minus(expected(zone, on, hours))
        away = SessionException("lee", on, ExceptionKind.LEAVE, None, start.time(), end.time())
        assert left == day_of(zone, on, "0:00-24:00", exceptions=(away,)).open_spans(), hours
        assert left == day_of(zone, on, "0:00-24:00", blocks=(Block("lee", start, end, "team"),)).open_spans(), hours
    over = Block("lee", datetime.combine(on - DAY, time(20)), datetime.combine(on + DAY, time(8)), "ward")
    assert () == day_of(zone, on, "0:00-24:00", blocks=(over,)).open_spans()


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_the_zone_of_the_machine_does_not_matter(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site's alone does."""
    monkeypatch.setenv("TZ", zone)
    machine.tzset()
    try:
        for where, on in CHANGES:
            assert expected(where, on, "9:00-17:00") == day_of(where, on, "9:00-17:00").open_spans()
    finally:
        monkeypatch.undo()
        machine.tzset()


@pytest.mark.parametrize("every", [1, 2, 3, 4, 5, 52])
@pytest.mark.parametrize("starts", [date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 3), date(2028, 12, 30)])
@pytest.mark.parametrize("days", [(0,), (6,), (0, 4), (1, 3, 6)])
def test_every_so_many_weeks_goes_on_over_the_turn_of_the_year(every: int, starts: date, days: tuple[int, ...]) -> None:
    """As dateutil counts them, from Monday; the first and the last day are within."""
    ends_on = starts + timedelta(weeks=60)
    session = Session("lee", "main", days, time(9), time(12), every=every, starts=starts, ends=ends_on)
    begin = datetime.combine(starts, time.min)
    rule = rrule(
        WEEKLY, interval=every, byweekday=days, wkst=MO, dtstart=begin, until=datetime.combine(ends_on, time.min)
    )
    looked_at = [starts + timedelta(days=more) for more in range(-20, 7 * 62)]
    assert [one.date() for one in rule] == [day for day in looked_at if falls_on(session, day)]
