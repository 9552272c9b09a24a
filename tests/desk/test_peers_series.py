"""Does a series come on the days that users of other schedulers expected of its rule, and at the same time on the wall?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from core.calendar.recurrence import read_rule
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
