"""When is a case due: over weekends, holidays, the turn of the year and a change of the clocks?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.cases.due import deadline, due_words, last_day
from core.cases.kind import Due, Unit
from core.clinic.model import Site

SITE = Site("main", "Main Street", "America/New_York")
CLOSED = {date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)}
BUSINESS, DAYS, HOURS = Unit.BUSINESS_DAYS, Unit.DAYS, Unit.HOURS


@pytest.mark.parametrize(
    ("amount", "unit", "since", "last"),
    [
        (1, BUSINESS, "2026-11-23 10:00", "2026-11-24"),
        (0, BUSINESS, "2026-11-23 23:59", "2026-11-23"),
        (0, BUSINESS, "2026-11-28 10:00", "2026-11-30"),  # a Saturday: the next day somebody works
        (3, BUSINESS, "2026-11-24 10:00", "2026-11-30"),  # Thanksgiving and a weekend between
        (1, BUSINESS, "2026-11-27 10:00", "2026-11-30"),
        (2, BUSINESS, "2026-12-31 10:00", "2027-01-05"),  # New Year on a Friday
        (30, DAYS, "2026-11-26 10:00", "2026-12-26"),  # a Saturday stays: calendar days
        (30, DAYS, "2026-12-10 10:00", "2027-01-09"),
        (7, DAYS, "2027-03-12 10:00", "2027-03-19"),  # the clocks change between: still the end of that day
    ],
)
def test_last_day_counts_to_its_end(amount: int, unit: Unit, since: str, last: str) -> None:
    """What is due on a day is late from the midnight that ends it at the site."""
    began = datetime.fromisoformat(since).replace(tzinfo=SITE.tz).astimezone(UTC)
    found = deadline(Due(amount, unit), since=began, on=None, is_urgent=False, site=SITE, closed=CLOSED)
    wanted = date.fromisoformat(last)
    assert wanted == last_day(found.due, SITE)
    local = found.due.astimezone(SITE.tz)
    assert (0, 0) == (local.hour, local.minute)
    assert found.reminds <= found.due <= found.escalates


def test_hours_pass_as_they_do() -> None:
    """72 hours are 72 hours across a change of the clocks, and half an hour is half an hour."""
    began = datetime(2027, 3, 12, 22, tzinfo=UTC)  # the clocks go forward on the 14th
    found = deadline(Due(72, HOURS), since=began, on=None, is_urgent=False, site=SITE, closed=())
    assert datetime(2027, 3, 15, 22, tzinfo=UTC) == found.due
    assert last_day(found.due, SITE) is None
    assert "Mon 15 Mar 2027 18:00" == due_words(found.due, SITE, datetime(2026, 11, 23, tzinfo=UTC))
    urgent = Due(1, urgent=30, urgent_unit=Unit.MINUTES)
    half = deadline(urgent, since=began, on=None, is_urgent=True, site=SITE, closed=())
    assert datetime(2027, 3, 12, 22, 30, tzinfo=UTC) == half.due


def test_counted_from_a_day_that_is_known() -> None:
    """Before or after a visit; what would have been due by now is due today."""
    began = datetime(2026, 11, 23, 15, tzinfo=UTC)
    before = Due(-14, DAYS)
    far = deadline(before, since=began, on=date(2026, 12, 20), is_urgent=False, site=SITE, closed=CLOSED)
    near = deadline(before, since=began, on=date(2026, 11, 25), is_urgent=False, site=SITE, closed=CLOSED)
    assert date(2026, 12, 6) == last_day(far.due, SITE)
    assert date(2026, 11, 23) == last_day(near.due, SITE)
