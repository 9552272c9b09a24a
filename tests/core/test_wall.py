"""Which instant is a wall-clock time, on the days when the clocks change?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.wall import END_OF_DAY, Resolved, day_span, local, resolve, span_on

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # changes by half an hour
APIA = ZoneInfo("Pacific/Apia")  # skipped 30 December 2011
SAO_PAULO = ZoneInfo("America/Sao_Paulo")  # changed at midnight, until 2019
ZONES = (NEW_YORK, CHICAGO, LORD_HOWE, SAO_PAULO)


def wall(text: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    """An instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SKIPPED = [
    (NEW_YORK, "2027-03-14T02:30", "2027-03-14T01:59", "2027-03-14T03:00"),
    (NEW_YORK, "2027-03-14T02:00", "2027-03-14T01:59", "2027-03-14T03:00"),
    (CHICAGO, "2027-03-14T02:59", "2027-03-14T01:59", "2027-03-14T03:00"),
    (LORD_HOWE, "2027-10-03T02:15", "2027-10-03T01:59", "2027-10-03T02:30"),
    (APIA, "2011-12-30T12:00", "2011-12-29T23:59", "2011-12-31T00:00"),
    (SAO_PAULO, "2018-11-04T00:30", "2018-11-03T23:59", "2018-11-04T01:00"),
]


@pytest.mark.parametrize(("zone", "typed", "before", "after"), SKIPPED)
def test_a_skipped_time_is_known_with_the_times_around_it(zone: ZoneInfo, typed: str, before: str, after: str) -> None:
    """A time that the clocks skip has no instant, but a last minute before it and a first one after."""
    assert (wall(before), wall(after)) == resolve(wall(typed), zone).skipped
    assert resolve(wall(typed), zone).repeated is None


EXISTING = [
    (NEW_YORK, "2027-03-14T01:59", "2027-03-14T06:59"),
    (NEW_YORK, "2027-03-14T03:00", "2027-03-14T07:00"),
    (NEW_YORK, "2027-11-07T00:59", "2027-11-07T04:59"),
    (NEW_YORK, "2027-11-07T02:00", "2027-11-07T07:00"),
    (LORD_HOWE, "2027-10-03T02:30", "2027-10-02T15:30"),
    (APIA, "2011-12-31T00:00", "2011-12-30T10:00"),
    (SAO_PAULO, "2018-11-04T01:00", "2018-11-04T03:00"),
]


@pytest.mark.parametrize(("zone", "typed", "instant"), EXISTING)
def test_the_minutes_beside_a_change_are_ordinary(zone: ZoneInfo, typed: str, instant: str) -> None:
    """Only what the clocks skip or repeat needs a question."""
    assert Resolved(utc(instant)) == resolve(wall(typed), zone)


REPEATED = [
    (NEW_YORK, "2027-11-07T01:30", "2027-11-07T05:30", "2027-11-07T06:30"),
    (CHICAGO, "2027-11-07T01:00", "2027-11-07T06:00", "2027-11-07T07:00"),
    (LORD_HOWE, "2027-04-04T01:45", "2027-04-03T14:45", "2027-04-03T15:15"),
    (SAO_PAULO, "2018-02-17T23:30", "2018-02-18T01:30", "2018-02-18T02:30"),
]


@pytest.mark.parametrize(("zone", "typed", "first", "second"), REPEATED)
def test_a_repeated_time_has_two_instants_until_somebody_says_which(
    zone: ZoneInfo, typed: str, first: str, second: str
) -> None:
    """Without an answer both are offered; fold 0 answers the first, fold 1 the second (PEP 495)."""
    both = utc(first), utc(second)
    assert Resolved(both[0], repeated=both) == resolve(wall(typed), zone)
    assert Resolved(both[0]) == resolve(wall(typed), zone, fold=0)
    assert Resolved(both[1]) == resolve(wall(typed), zone, fold=1)


def test_the_answer_to_a_question_not_asked_changes_nothing() -> None:
    """A fold for a time that happens once is of no account."""
    typed = wall("2026-11-24T09:30")
    assert resolve(typed, NEW_YORK) == resolve(typed, NEW_YORK, fold=1)


@given(st.sampled_from(ZONES), st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1)))
def test_every_wall_time_is_found_exactly_as_often_as_it_happens(zone: ZoneInfo, typed: datetime) -> None:
    """An instant reads back as the wall time it came from, unless that is skipped; a repeated one reads so twice."""
    typed = typed.replace(second=0, microsecond=0)
    resolved = resolve(typed, zone)
    instants = resolved.repeated or (resolved.at,)
    reads_back = [local(at, zone).replace(tzinfo=None) == typed for at in instants]
    assert [resolved.skipped is None] * len(instants) == reads_back
    assert len(set(instants)) == len(instants)


def change_days(zone: ZoneInfo) -> list[date]:
    """The days from 2015 to 2040 that have more or less than 24 hours."""
    first = date(2015, 1, 1)
    days = (first + timedelta(days=number) for number in range(25 * 365))
    return [
        day for day in days if local(midnight(day + timedelta(days=1), zone), zone).utcoffset() != offset(day, zone)
    ]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The zone's idea of midnight, as Python reads it."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def offset(day: date, zone: ZoneInfo) -> timedelta | None:
    """The offset with which the day begins."""
    return local(midnight(day, zone), zone).utcoffset()


@pytest.mark.parametrize("zone", [NEW_YORK, CHICAGO, LORD_HOWE])
def test_every_daylight_saving_day_is_read_right_from_end_to_end(zone: ZoneInfo) -> None:
    """Every five minutes of every such day (Easy!Appointments #962, calcurse #329) exist, are skipped or repeat."""
    days = change_days(zone)
    assert len(days) >= 48
    for day in days:
        length = day_span(day, zone)
        walls = [datetime.combine(day, time.min) + timedelta(minutes=at) for at in range(0, 24 * 60, 5)]
        found = [resolve(one, zone) for one in walls]
        skipped = 5 * sum(one.skipped is not None for one in found)
        repeated = 5 * sum(one.repeated is not None for one in found)
        minutes = (length.end - length.start) // timedelta(minutes=1)
        assert 24 * 60 - skipped + repeated == minutes
        assert {0, 30, 60} >= {skipped, repeated}
        assert (skipped == 0) != (repeated == 0)


DAYS = [
    (NEW_YORK, date(2026, 11, 24), "2026-11-24T05:00", 24.0),
    (NEW_YORK, date(2027, 3, 14), "2027-03-14T05:00", 23.0),
    (NEW_YORK, date(2027, 11, 7), "2027-11-07T04:00", 25.0),
    (LORD_HOWE, date(2027, 10, 3), "2027-10-02T13:30", 23.5),
    (LORD_HOWE, date(2027, 4, 4), "2027-04-03T13:00", 24.5),
    (SAO_PAULO, date(2018, 11, 4), "2018-11-04T03:00", 23.0),
    (SAO_PAULO, date(2018, 2, 17), "2018-02-17T02:00", 25.0),
    (APIA, date(2011, 12, 29), "2011-12-29T10:00", 24.0),
    (APIA, date(2011, 12, 30), "2011-12-30T10:00", 0.0),
    (APIA, date(2011, 12, 31), "2011-12-30T10:00", 24.0),
]


@pytest.mark.parametrize(("zone", "day", "start", "hours"), DAYS)
def test_a_day_is_as_long_as_its_clocks_make_it(zone: ZoneInfo, day: date, start: str, hours: float) -> None:
    """A local day begins when its first minute does, and one that the zone skipped is empty."""
    length = day_span(day, zone)
    assert (utc(start), timedelta(hours=hours)) == (length.start, length.end - length.start)


@given(st.sampled_from((*ZONES, APIA)), st.dates(date(2005, 1, 1), date(2040, 1, 1)))
def test_days_follow_each_other_without_a_gap(zone: ZoneInfo, day: date) -> None:
    """A day ends where the next begins."""
    assert day_span(day, zone).end == day_span(day + timedelta(days=1), zone).start


HOURS = [
    (date(2027, 3, 14), "09:00", "17:00", "2027-03-14T13:00", "2027-03-14T21:00"),  # the day is not shifted
    (date(2027, 3, 14), "01:00", "04:00", "2027-03-14T06:00", "2027-03-14T08:00"),  # two hours long
    (date(2027, 3, 14), "02:30", "05:00", "2027-03-14T07:00", "2027-03-14T09:00"),  # begins at the change
    (date(2027, 3, 14), "01:00", "02:30", "2027-03-14T06:00", "2027-03-14T07:00"),  # ends at the change
    (date(2027, 11, 7), "01:00", "04:00", "2027-11-07T05:00", "2027-11-07T09:00"),  # four hours long
    (date(2027, 11, 7), "09:00", "17:00", "2027-11-07T14:00", "2027-11-07T22:00"),
]


@pytest.mark.parametrize(("day", "begin", "finish", "start", "end"), HOURS)
def test_hours_of_a_day_keep_their_wall_time(day: date, begin: str, finish: str, start: str, end: str) -> None:
    """A session from nine is from nine on every day of the year, whatever the offset."""
    hours = span_on(day, time.fromisoformat(begin), time.fromisoformat(finish), NEW_YORK)
    assert hours
    assert (utc(start), utc(end)) == (hours.start, hours.end)


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        (date(2026, 11, 23), NEW_YORK, "2026-11-24T05:00"),
        (date(2027, 3, 14), NEW_YORK, "2027-03-15T04:00"),  # the day of 23 hours
        (date(2027, 11, 7), NEW_YORK, "2027-11-08T05:00"),  # the day of 25 hours
        (date(2026, 12, 31), NEW_YORK, "2027-01-01T05:00"),
        (date(2018, 11, 3), SAO_PAULO, "2018-11-04T03:00"),  # the next day begins at 1:00
    ],
)
def test_hours_may_last_until_midnight(day: date, zone: ZoneInfo, end: str) -> None:
    """What ends at 24:00 ends where the next day begins, however long the day is."""
    hours = span_on(day, time(18), END_OF_DAY, zone)
    assert hours
    assert utc(end) == hours.end == day_span(day, zone).end


def test_hours_that_the_clocks_skip_are_none() -> None:
    """A session from 2:15 to 2:45 does not take place when the clocks go from 2:00 to 3:00."""
    assert span_on(date(2027, 3, 14), time(2, 15), time(2, 45), NEW_YORK) is None


def test_an_afternoon_is_on_its_own_day() -> None:
    """An afternoon stays on the day it was typed for, although it is the next day in UTC (Easy!Appointments #961)."""
    at = resolve(wall("2026-11-24T20:00"), NEW_YORK).at
    assert (utc("2026-11-25T01:00"), date(2026, 11, 24)) == (at, local(at, NEW_YORK).date())
