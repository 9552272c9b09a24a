"""Does a rule name the days that iCalendar means, and is one that is absurd refused with what to do about it?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar  # type: ignore[import-untyped]
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from dateutil.rrule import _iterinfo, rrulestr
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.calendar.recurrence import MOST_TIMES, find_rule, in_words, read_rule, rule_of
from core.calendar.wall import resolve
from core.errors import BadInput

FIRST: Final = datetime(2026, 11, 23, 10, 0)
"""A Monday."""
NEW_YORK: Final = ZoneInfo("America/New_York")

RULES: Final = [
    ("FREQ=DAILY;COUNT=3", ["1123", "1124", "1125"]),
    ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["1123", "1203", "1213"]),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=7", ["1123", "1124", "1125", "1126", "1127", "1130", "1201"]),
    ("FREQ=WEEKLY;COUNT=3", ["1123", "1130", "1207"]),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["1123", "1207", "1221"]),
    ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", ["1123", "1126", "1130", "1203"]),
    ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", ["1124", "1201"]),  # the start is none of its days
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=4", ["1123", "1129", "1207", "1213"]),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU;COUNT=4", ["1123", "1206", "1207", "1220"]),
    ("FREQ=MONTHLY;COUNT=3", ["1123", "1223", "0123"]),
    ("FREQ=MONTHLY;BYDAY=2TU;COUNT=2", ["1208", "0112"]),
    ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["1127", "1225"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["1130", "1231", "0131"]),
    ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", ["1231", "0131", "0331"]),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3", ["1201", "1215", "0101"]),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["1130", "1231"]),
    ("FREQ=YEARLY;COUNT=2", ["1123", "1123"]),
    ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=5;COUNT=2", ["0105", "0705"]),
    ("FREQ=WEEKLY;UNTIL=20261207", ["1123", "1130", "1207"]),  # a day is included
    ("FREQ=WEEKLY;UNTIL=20261207T100000", ["1123", "1130", "1207"]),
    ("FREQ=WEEKLY;UNTIL=2026-12-07", ["1123", "1130", "1207"]),
    ("FREQ=WEEKLY;UNTIL=2026-12-07T10:00", ["1123", "1130", "1207"]),
    ("FREQ=WEEKLY;UNTIL=2026-12-07T14:59:59Z", ["1123", "1130"]),
    ("FREQ=WEEKLY;UNTIL=20261207T095959", ["1123", "1130"]),
    ("FREQ=WEEKLY;UNTIL=20261207T150000Z", ["1123", "1130", "1207"]),  # ten o'clock in New York
    ("FREQ=WEEKLY;UNTIL=20261207T145959Z", ["1123", "1130"]),
    ("rrule:freq=weekly; count=2", ["1123", "1130"]),
    ("COUNT=2;FREQ=WEEKLY;", ["1123", "1130"]),
]


@pytest.mark.parametrize(("rule", "expected"), RULES, ids=lambda value: value if isinstance(value, str) else "")
def test_days(rule: str, expected: list[str]) -> None:
    """Month and day of each, all at the time of day of the start."""
    starts = read_rule(rule).starts(FIRST, NEW_YORK)
    assert expected == [f"{start:%m%d}" for start in starts]
    assert {FIRST.time()} == {start.time() for start in starts}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("", "needs a rule"),
        ("weekly", "is no part of a rule"),
        ("COUNT=6", "needs a rule"),
        ("FREQ=FORTNIGHTLY;COUNT=6", "needs a rule"),
        ("FREQ=WEEKLY", "needs an end"),
        ("FREQ=WEEKLY;COUNT=0", "whole numbers from 1"),
        ("FREQ=WEEKLY;COUNT=-1", "whole numbers from 1"),
        ("FREQ=WEEKLY;COUNT=six", "whole numbers from 1"),
        ("FREQ=WEEKLY;COUNT=٦", "whole numbers from 1"),
        ("FREQ=WEEKLY;COUNT=99999999999999999999", "whole numbers from 1"),
        ("FREQ=WEEKLY;COUNT=105", "at most 104"),
        ("FREQ=DAILY;UNTIL=20280101", "at most 104"),
        ("FREQ=DAILY;COUNT=999999", "at most 104"),
        ("FREQ=WEEKLY;INTERVAL=0;COUNT=2", "whole numbers from 1"),
        ("FREQ=WEEKLY;INTERVAL=1,2;COUNT=2", "whole numbers from 1"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20261231", "COUNT or UNTIL"),
        ("FREQ=WEEKLY;COUNT=2;COUNT=3", "COUNT twice"),
        ("FREQ=HOURLY;COUNT=3", "comes again on days"),
        ("FREQ=SECONDLY;COUNT=100000", "comes again on days"),
        ("FREQ=DAILY;BYHOUR=9,15;COUNT=3", "comes again on days"),
        ("FREQ=DAILY;BYEASTER=1;COUNT=3", "has no part BYEASTER"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=3", "is no part of a rule"),
        ("FREQ=WEEKLY;BYDAY=2TU;COUNT=3", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYDAY=0TU;COUNT=3", "is no part of a rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", "from 1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3", "from 1 to 31"),
        ("FREQ=YEARLY;BYMONTH=-1;COUNT=3", "from 1 to 12"),
        ("FREQ=WEEKLY;WKST=monday;COUNT=3", "is no part of a rule"),
        ("FREQ=WEEKLY;UNTIL=christmas", "names no day to end with"),
        ("FREQ=WEEKLY;UNTIL=20261331", "names no day to end with"),
        ("FREQ=WEEKLY;UNTIL=20261101", "names no day from the start on"),
        ("FREQ=WEEKLY;UNTIL=00010101", "names no day from the start on"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "names no day from the start on"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "names no day from the start on"),
        ("FREQ=YEARLY;COUNT=12", "further than 10 years"),
        ("FREQ=YEARLY;UNTIL=20991231", "further than 10 years"),
        ("FREQ=WEEKLY;COUNT=2\nDTSTART:20261123", "DTSTART is no part of a rule"),
        ("FREQ=WEEKLY;COUNT=2;EXDATE=20261130", "are skipped in the list of visits"),
        ("=;=", "is no part of a rule"),
    ],
)
def test_absurd_rules(rule: str, said: str) -> None:
    """None is without end, thousands, or two things at once; each is told what to do instead."""
    with pytest.raises(BadInput) as refused:
        read_rule(rule).starts(FIRST, NEW_YORK)
    assert said in refused.value.sentence


def test_at_the_end_of_time() -> None:
    """The last year there is has no more than it has."""
    late = datetime(9999, 12, 30, 9)
    assert 2 == len(read_rule("FREQ=DAILY;COUNT=2").starts(late, NEW_YORK))
    with pytest.raises(BadInput):
        read_rule("FREQ=DAILY;COUNT=9").starts(late, NEW_YORK)


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
def test_a_day_that_never_comes_is_not_looked_for_to_the_end_of_time(
    frequency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more years are gone through than it takes until the calendar repeats itself."""
    years: list[int] = []
    rebuild = _iterinfo.rebuild

    def counted(self: _iterinfo, year: int, month: int) -> None:
        years.append(year)
        rebuild(self, year, month)

    monkeypatch.setattr(_iterinfo, "rebuild", counted)
    rule = read_rule(f"FREQ={frequency};BYMONTH=2;BYMONTHDAY=30;COUNT=1")
    with pytest.raises(BadInput, match="names no day"):
        rule.starts(FIRST, NEW_YORK)
    assert 0 < len(set(years)) <= 400


WORDS: Final = [
    ("2w", "6", "FREQ=WEEKLY;INTERVAL=2;COUNT=6"),
    ("1w", "6", "FREQ=WEEKLY;COUNT=6"),
    ("week", "6", "FREQ=WEEKLY;COUNT=6"),
    ("weekly", "6", "FREQ=WEEKLY;COUNT=6"),
    ("every 2 weeks", "6 times", "FREQ=WEEKLY;INTERVAL=2;COUNT=6"),
    ("a fortnight", "3", "FREQ=WEEKLY;INTERVAL=2;COUNT=3"),
    ("d", "5x", "FREQ=DAILY;COUNT=5"),
    ("3d", "x5", "FREQ=DAILY;INTERVAL=3;COUNT=5"),
    ("mo", "2", "FREQ=MONTHLY;COUNT=2"),
    ("3 months", "4", "FREQ=MONTHLY;INTERVAL=3;COUNT=4"),
    ("y", "2", "FREQ=YEARLY;COUNT=2"),
    ("mon", "3", "FREQ=WEEKLY;BYDAY=MO;COUNT=3"),
    ("mon,thu", "8", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8"),
    ("thu mon mon", "8", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8"),
    ("2w on tue thu", "4", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4"),
    ("every friday", "4", "FREQ=WEEKLY;BYDAY=FR;COUNT=4"),
    ("last fri", "4", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4"),
    ("last friday of the month", "4", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=4"),
    ("the 2nd tue", "4", "FREQ=MONTHLY;BYDAY=2TU;COUNT=4"),
    ("every second tuesday of each month", "4", "FREQ=MONTHLY;BYDAY=2TU;COUNT=4"),
    ("monthly on the first mon", "4", "FREQ=MONTHLY;BYDAY=1MO;COUNT=4"),
    ("every 3 months on the third wed", "4", "FREQ=MONTHLY;INTERVAL=3;BYDAY=3WE;COUNT=4"),
    ("2mo 4th thu", "4", "FREQ=MONTHLY;INTERVAL=2;BYDAY=4TH;COUNT=4"),
    ("monthly last day", "4", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4"),
    ("first day of every month", "4", "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=4"),
    ("monthly on the 15th", "4", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=4"),
    ("last weekday of the month", "4", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4"),
    ("every weekday", "5", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=5"),
    ("every other tue", "4", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=4"),
    ("every other week on mon and thu", "4", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=4"),
    ("every other day", "4", "FREQ=DAILY;INTERVAL=2;COUNT=4"),
    ("every mon, wed and fri", "4", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=4"),
    ("fortnightly on tue", "4", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=4"),
    ("quarterly", "4", "FREQ=MONTHLY;INTERVAL=3;COUNT=4"),
]


@pytest.mark.parametrize(("every", "times", "expected"), WORDS)
def test_words(every: str, times: str, expected: str) -> None:
    """As --every and --times say it."""
    assert expected == rule_of(every, times, FIRST).text


@pytest.mark.parametrize(
    ("every", "times", "said"),
    [
        ("soon", "6", "is not how often"),
        ("", "6", "is not how often"),
        ("6", "6", "is not how often"),
        ("0w", "6", "whole numbers from 1"),
        ("2d mon", "6", "is not how often"),
        ("weekly last fri", "6", "is not how often"),
        ("sixth fri", "6", "is not how often"),
        ("every second fri", "6", "is not how often"),
        ("last frob", "6", "is not how often"),
        ("last fri of december", "6", "is not how often"),
        ("5th mon", "6", "Type the last one"),
        ("2w", "six hundred", "is not how many times"),
        ("weekly", "0 weeks", "is not how many times"),
        ("2w", "", "is not how many times"),
        ("2w", "0", "whole numbers from 1"),
        ("2w", "105", "at most 104"),
    ],
)
def test_words_that_say_nothing(every: str, times: str, said: str) -> None:
    """Each part is told by itself."""
    with pytest.raises(BadInput) as refused:
        rule_of(every, times, FIRST)
    assert said in refused.value.sentence


def test_a_day_that_not_every_month_has() -> None:
    """Nobody's month is passed over silently: the last day is offered."""
    last = datetime(2026, 12, 31, 9)
    with pytest.raises(BadInput, match="monthly last day"):
        rule_of("mo", "6", last)
    assert "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=6" == rule_of("monthly last day", "6", last).text
    assert "FREQ=MONTHLY;BYDAY=-1TH;COUNT=6" == rule_of("last thu", "6", last).text
    with pytest.raises(BadInput, match="29 February"):
        rule_of("y", "2", datetime(2028, 2, 29, 9))
    assert "FREQ=MONTHLY;COUNT=6" == rule_of("mo", "6", datetime(2026, 12, 28, 9)).text


@pytest.mark.parametrize(
    ("typed", "before", "rule"),
    [
        ("fu20 2w 6", "fu20", "FREQ=WEEKLY;INTERVAL=2;COUNT=6"),
        ("weekly 6", "", "FREQ=WEEKLY;COUNT=6"),
        ("fu20 30min weekly 6", "fu20 30min", "FREQ=WEEKLY;COUNT=6"),
        ("fu20 mon thu 6", "fu20", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6"),
        ("fu20 every 2 weeks for 6 times", "fu20", "FREQ=WEEKLY;INTERVAL=2;COUNT=6"),
        ("weekly until 24dec", "", "FREQ=WEEKLY;UNTIL=20261224"),
        ("fu20 FREQ=WEEKLY;COUNT=2", "fu20", "FREQ=WEEKLY;COUNT=2"),
        ("fu20", "fu20", None),
        ("mon", "mon", None),  # as monitoring begins
        ("day surgery", "day surgery", None),
        ("fu20 every other tue 6", "fu20", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6"),
        ("fu20 weekday", "fu20 weekday", None),
        ("fu20 last fri 6", "fu20", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6"),
        ("fu20 monthly 2nd tue x6", "fu20", "FREQ=MONTHLY;BYDAY=2TU;COUNT=6"),
        ("fu20 last fri of the month until 24dec", "fu20", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261224"),
        ("fu20 2x weekly 6", "fu20", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6"),
        ("fu20 twice a week 4x", "fu20", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4"),
        ("3 times a week 9 times", "", "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9"),
        ("2x weekly tue fri until 24dec", "", "FREQ=WEEKLY;BYDAY=TU,FR;UNTIL=20261224"),
        ("3x weekly for 4 weeks", "", "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261220"),
        ("fu20 weekly for 6 weeks", "fu20", "FREQ=WEEKLY;UNTIL=20270103"),
        ("fu20 first and third tue 6", "fu20", "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=6"),
        ("first and last day monthly six", "", "FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=6"),
        ("on the 15th of every month x3", "", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3"),
        ("first monday monthly 4", "", "FREQ=MONTHLY;BYDAY=1MO;COUNT=4"),
        ("fu20 once a week six times", "fu20", "FREQ=WEEKLY;COUNT=6"),
        ("each month 3", "", "FREQ=MONTHLY;COUNT=3"),
        ("q2w 4", "", "FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
        ("every fortnight 4", "", "FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
        ("biweekly 4", "", "FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
        ("annually 2", "", "FREQ=YEARLY;COUNT=2"),
        ("fu20 on the 3rd", "fu20 on the 3rd", None),
        ("first visit", "first visit", None),
        ("last fri", "last fri", None),
        ("fu20 20min", "fu20 20min", None),
        ("", "", None),
    ],
)
def test_found_behind_other_words(typed: str, before: str, rule: str | None) -> None:
    """What does not say how often is left for another reader."""
    found = find_rule(typed, first=FIRST, today=FIRST.date(), order=DateOrder.MDY)
    assert (before, rule) == (found[0], found[1].text if found[1] else None)


@pytest.mark.parametrize(
    ("day", "times", "expected"),
    [
        (24, 2, "TU,FR"),
        (25, 2, "MO,WE"),
        (26, 2, "MO,TH"),
        (27, 3, "MO,WE,FR"),
        (28, 2, "TU,SA"),
        (24, 5, "MO,TU,WE,TH,FR"),
        (29, 6, "MO,TU,WE,TH,FR,SU"),
    ],
)
def test_times_a_week_are_spread_over_it(day: int, times: int, expected: str) -> None:
    """The day that is chosen is one of them."""
    found = rule_of(f"{times}x weekly", "8", datetime(2026, 11, day, 10))
    assert f"FREQ=WEEKLY;BYDAY={expected};COUNT=8" == found.text


@pytest.mark.parametrize(
    "typed",
    [
        "every second fri 4",
        "4th and 5th fri 3",
        "31st of each month 3",
        "fu20 2w",
        "weekly",
        "2x weekly",
        "2x weekly mon 6",
        "fu20 2w soon",
        "fu20 weekly until someday",
    ],
)
def test_found_but_not_complete(typed: str) -> None:
    """Whoever says how often is asked how many times, and is booked nothing for once."""
    with pytest.raises(BadInput):
        find_rule(typed, first=FIRST, today=FIRST.date(), order=DateOrder.MDY)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY;COUNT=6", "weekly"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=6", "every 2 weeks"),
        ("FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261231", "weekly on Mon, Thu"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4", "monthly on the last weekday"),
        ("FREQ=DAILY;COUNT=2", "daily"),
        ("FREQ=YEARLY;COUNT=2", "yearly"),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=2", "monthly on the 2nd Tue"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR;COUNT=2", "every 3 months on the last Fri"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", "monthly on the last day"),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=2", "monthly on the 1st Mon, the last Fri"),
        ("FREQ=MONTHLY;BYDAY=-2FR;COUNT=2", "FREQ=MONTHLY;BYDAY=-2FR;COUNT=2"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=2", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=2"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=2", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=2"),
        ("FREQ=MONTHLY;BYDAY=1MO,-2FR;COUNT=2", "FREQ=MONTHLY;BYDAY=1MO,-2FR;COUNT=2"),
    ],
)
def test_in_words(rule: str, said: str) -> None:
    """What has no plain words stands as it is."""
    assert said == in_words(read_rule(rule))


FREQUENCY = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), unique=True, max_size=3)
NUMBERED = st.lists(st.sampled_from(["1MO", "2TU", "-1FR", "3WE"]), unique=True, max_size=2)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule with an end that names days."""
    frequency = draw(FREQUENCY)
    parts = [f"FREQ={frequency}"]
    interval = draw(st.integers(1, 5))
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    days = draw(NUMBERED if frequency == "MONTHLY" and draw(st.booleans()) else DAYS)
    if days:
        parts.append(f"BYDAY={','.join(days)}")
    elif frequency == "MONTHLY" and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(st.sampled_from(['1', '15', '31', '-1', '1,15']))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 20))}")
    else:
        parts.append(f"UNTIL={FIRST + timedelta(days=draw(st.integers(0, 300))):%Y%m%d}T235959")
    return ";".join(parts)


@given(rules(), st.integers(0, 400), st.integers(0, 23))
def test_dateutil_says_the_same(rule: str, days: int, hour: int) -> None:
    """Whatever the rule and the start, these are the days of dateutil, or none are named within ten years."""
    first = FIRST.replace(hour=hour) + timedelta(days=days)
    theirs = list(islice(rrulestr(rule, dtstart=first), MOST_TIMES + 1))
    try:
        ours = list(read_rule(rule).starts(first, NEW_YORK))
    except BadInput:
        far = first + timedelta(days=3660)
        assert not theirs or len(theirs) > MOST_TIMES or theirs[-1] > far
    else:
        assert theirs == ours


@given(rules(), st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]))
def test_recurring_ical_events_says_the_same(rule: str, zone: str) -> None:
    """A second reader of iCalendar finds the same local times, where the start is a day of the rule itself."""
    theirs = rrulestr(rule, dtstart=FIRST)
    first = next(iter(theirs), None)
    if first is None or first + timedelta(days=3000) < list(theirs)[-1]:
        return
    try:
        ours = read_rule(rule).starts(first, ZoneInfo(zone))
    except BadInput:
        return
    event: Any = icalendar.Event()
    event.add("UID", "1")
    event.add("DTSTART", first.replace(tzinfo=ZoneInfo(zone)))
    event.add("DURATION", timedelta(minutes=20))
    ends = datetime.strptime(rule[-15:], "%Y%m%dT%H%M%S") if "UNTIL" in rule else None
    utc = ends.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if ends else None
    text = f"{rule.partition('UNTIL')[0]}UNTIL={utc:%Y%m%dT%H%M%SZ}" if utc else rule
    event.add("RRULE", icalendar.vRecur.from_ical(text))
    calendar: Any = icalendar.Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar).between(first - timedelta(days=1), ours[-1] + timedelta(days=1))
    assert sorted(one["DTSTART"].dt.replace(tzinfo=None) for one in found) == list(ours)


ZONES: Final = ["America/New_York", "Europe/Berlin", "Australia/Sydney", "America/Santiago", "Australia/Lord_Howe"]


def transitions(zone: ZoneInfo) -> list[date]:
    """The days of 2026 to 2028 on which the clocks change there, told from nothing but the offset at each noon."""
    days = [date(2026, 1, 1) + timedelta(days=at) for at in range(3 * 366)]
    noon = [datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset() for day in days]
    return [day for day, before, after in zip(days[1:], noon, noon[1:], strict=False) if before != after]


@pytest.mark.parametrize("name", ZONES)
def test_weekly_across_every_change_of_the_clocks(name: str) -> None:
    """The local time stays to the minute; between two visits across a change lie a week and the hour, or half of one.

    A week that ends on the day itself is asked at each quarter of an hour: a time that the clocks skip or show twice
    is told, and no other is.
    """
    zone = ZoneInfo(name)
    changes = transitions(zone)
    assert len(changes) >= 5
    for change in changes:
        for quarter in range(24 * 4):
            wall = datetime(change.year, change.month, change.day) + timedelta(minutes=15 * quarter)
            starts = read_rule("FREQ=WEEKLY;COUNT=3").starts(wall - timedelta(weeks=1), zone)
            assert [wall - timedelta(weeks=1), wall, wall + timedelta(weeks=1)] == list(starts)
            resolved = [resolve(start, zone) for start in starts]
            shown = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
            folds = {wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
            assert (shown != wall) == bool(resolved[1].skipped)
            assert (shown == wall and len(folds) > 1) == bool(resolved[1].repeated)
            local = [one.at.astimezone(zone).time() for one in (resolved[0], resolved[2])]
            assert [wall.time()] * 2 == local
            assert resolved[2].at - resolved[0].at != timedelta(weeks=2)
