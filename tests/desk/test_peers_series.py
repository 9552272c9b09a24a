"""Does a series come on the days that users of other schedulers expected of its rule, and at the same time on the wall?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import icalendar  # type: ignore[import-untyped]
import pytest
import recurring_ical_events  # type: ignore[import-untyped]

from core.calendar.recurrence import read_rule
from core.calendar.rule_lines import read_lines
from core.calendar.wall import local
from core.errors import Refused
from core.schedule.series.requests import SeriesRequest
from core.structs import replace
from tests.clinics import MAIN, register
from tests.desk.asking import booking
from tests.desk.peers import Case, booking_policy, holiday, hours, kind

if TYPE_CHECKING:
    from pathlib import Path

DAYS: Final = hours("09:00", "17:00", days='["mon", "tue", "wed", "thu", "fri", "sat", "sun"]')
SERIES: Final[list[tuple[str, str, str]]] = [
    ("2027-01-31T10:00", "FREQ=MONTHLY;COUNT=4", "0131 0331 0531 0731"),
    ("2027-01-30T10:00", "FREQ=MONTHLY;COUNT=3", "0130 0330 0430"),
    ("2027-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "0131 0228 0331 0430"),
    ("2027-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=31,-1;COUNT=3", "0131 0228 0331"),
    ("2027-01-29T10:00", "FREQ=MONTHLY;BYDAY=5FR;COUNT=3", "0129 0430 0730"),
    ("2027-01-29T10:00", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "0129 0226 0326"),
    ("2027-01-29T10:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "0129 0226 0331"),
    ("2027-01-12T10:00", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU;COUNT=3", "0112 0309 0511"),
    ("2027-01-04T10:00", "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1,2,3,4,5,6,7;COUNT=3", "0104 0201 0301"),
    ("2027-01-04T10:00", "FREQ=WEEKLY;UNTIL=20270118", "0104 0111 0118"),
    ("2027-01-04T10:00", "FREQ=WEEKLY;UNTIL=20270118T100000", "0104 0111 0118"),
    ("2027-01-04T10:00", "FREQ=WEEKLY;UNTIL=20270118T095900", "0104 0111"),
    ("2027-01-04T10:00", "FREQ=WEEKLY;UNTIL=20270118T150000Z", "0104 0111 0118"),
    ("2027-01-05T10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4", "0105 0110 0119 0124"),
    ("2027-01-05T10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", "0105 0117 0119 0131"),
    ("2027-03-07T10:00", "FREQ=WEEKLY;COUNT=3", "0307 0314 0321"),
    ("2027-10-31T10:00", "FREQ=WEEKLY;COUNT=3", "1031 1107 1114"),
    ("2028-02-29T10:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=2", "0229 0228"),
    ("2026-12-29T10:00", "FREQ=DAILY;INTERVAL=2;COUNT=4", "1229 1231 0102 0104"),
]


@pytest.mark.parametrize(("first", "rule", "days"), SERIES, ids=[row[1] for row in SERIES])
def test_series(tmp_path: Path, first: str, rule: str, days: str) -> None:
    """The days that the rule means, booked, each at the same time on the wall, whatever the clocks do between."""
    case = Case(tmp_path, kind(), DAYS, policy=booking_policy(horizon_days=1_500))
    request = SeriesRequest(booking(register(case.desk, "Smith"), first), read_rule(rule))
    grid = case.desk.schedule.series("ana", request)
    walls = [local(one.start, MAIN) for one in grid]
    assert days == " ".join(f"{wall:%m%d}" for wall in walls)
    assert {"10:00"} == {f"{wall:%H:%M}" for wall in walls}
    made = case.desk.schedule.book_series("ana", request)
    assert len(grid) == len(made.records)


def test_days_that_are_left_out_are_counted(tmp_path: Path) -> None:
    """Six times less two are four, and nothing comes in their place; a holiday among them is told, not passed over."""
    case = Case(tmp_path, kind(), DAYS, holiday("2026-12-08"))
    asked = booking(register(case.desk, "Smith"), "2026-11-24T10:00")
    request = SeriesRequest(asked, read_rule("FREQ=WEEKLY;COUNT=6"), frozenset({date(2026, 12, 1), date(2026, 12, 15)}))
    states = [(f"{one.on:%m%d}", one.state.value) for one in case.desk.schedule.series("ana", request)]
    assert [
        ("1124", "ok"),
        ("1201", "skipped"),
        ("1208", "holiday"),
        ("1215", "skipped"),
        ("1222", "ok"),
        ("1229", "ok"),
    ] == states
    with pytest.raises(Refused):
        case.desk.schedule.book_series("ana", request)
    without = replace(request, skipped=request.skipped | {date(2026, 12, 8)})
    assert 3 == len(case.desk.schedule.book_series("ana", without).records)


LINES: Final = [
    "RRULE:FREQ=WEEKLY;COUNT=4\nRDATE:20270306T140000\nEXDATE:20270308T100000",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5\nRDATE;TZID=America/New_York:20270306T093000,20270327T093000",
    "RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3\nRDATE:20270315T100000\nEXDATE;TZID=Europe/Berlin:20270405T160000",
    "RRULE:FREQ=DAILY;COUNT=20\nEXDATE:20270314T140000Z,20270315T140000Z\nRDATE:20270402T150000Z",
    "RDATE:20270302T100000,20270314T090000",
    "RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20270308T100000",
    "RRULE:FREQ=WEEKLY;COUNT=3\nRDATE;VALUE=PERIOD:20270304T120000/20270304T122000\nEXDATE:20270308T100000",
]


@pytest.mark.parametrize("lines", LINES)
def test_added_and_left_out_as_another_reader_has_it(tmp_path: Path, lines: str) -> None:
    """`recurring-ical-events` finds the same times in a calendar of these lines, across the change of the clocks."""
    case = Case(tmp_path, kind(), DAYS, policy=booking_policy(horizon_days=400))
    read = read_lines(lines, MAIN)
    asked = booking(register(case.desk, "Smith"), "2027-03-01T10:00")
    request = SeriesRequest(asked, read_rule(read.rule), read.left_out, added=read.added)
    grid = [one for one in case.desk.schedule.series("ana", request) if one.state.value != "skipped"]
    here = "TZID=America/New_York"
    own = (line.replace(":", f";{here}:", 1) if _is_own(line) else line for line in lines.splitlines())
    event = ["BEGIN:VEVENT", "UID:1", f"DTSTART;{here}:20270301T100000", "DURATION:PT20M", *own, "END:VEVENT"]
    calendar = icalendar.Calendar.from_ical("\n".join(("BEGIN:VCALENDAR", *event, "END:VCALENDAR")))
    found = recurring_ical_events.of(calendar).between((2027, 1, 1), (2028, 1, 1))
    theirs = sorted(one["DTSTART"].dt.astimezone(MAIN).replace(tzinfo=None) for one in found)
    assert theirs == [local(one.start, MAIN).replace(tzinfo=None) for one in grid]
    made = case.desk.schedule.book_series("ana", request)
    assert len(theirs) == len(made.records)
    assert (" and " in made.sentence) == bool(read.added)


def _is_own(line: str) -> bool:
    """Whether its times are those of the site without a word."""
    return not line.startswith("RRULE") and "TZID" not in line and not line.endswith("Z")
