"""Which days and hours do the words mean that people type for leave, blocks and sessions?"""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from core.calendar.date_order import DateOrder
from core.calendar.parse_period import find_period, parse_period, read_period
from core.calendar.parse_time import Span, find_span
from core.errors import BadInput

MONDAY = date(2026, 11, 23)
CURSOR = date(2026, 11, 25)
ZONE = ZoneInfo("America/New_York")


def read(text: str, *, order: DateOrder = DateOrder.MDY, by_hours: bool = False) -> str:
    """What is read on Monday 23 November 2026, standing on Wednesday."""
    period = parse_period(text, today=MONDAY, order=order, zone=ZONE, base=CURSOR, by_hours=by_hours)
    return period.written(year=2026)


@pytest.mark.parametrize(("typed", "expected"), [
    ("fri", "Fri 27 Nov"),
    ("26", "Thu 26 Nov"),
    ("+3", "Thu 26 Nov"),
    ("24dec", "Thu 24 Dec"),
    ("dec 24", "Thu 24 Dec"),
    ("2026-12-24", "Thu 24 Dec"),
    ("tom am", "Tue 24 Nov 0:00-12:00"),
    ("fri afternoon", "Fri 27 Nov 12:00-24:00"),
    ("fri-wed", "Fri 27 Nov - Wed 2 Dec"),
    ("fri - wed", "Fri 27 Nov - Wed 2 Dec"),
    ("fri to wed", "Fri 27 Nov - Wed 2 Dec"),
    ("fri until wed", "Fri 27 Nov - Wed 2 Dec"),
    ("mon-fri", "Mon 30 Nov - Fri 4 Dec"),
    ("fri-fri", "Fri 27 Nov - Fri 4 Dec"),
    ("24 dec - 2 jan", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("24dec-2jan", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("dec 24-26", "Thu 24 Dec - Sat 26 Dec"),
    ("24-26 dec", "Thu 24 Dec - Sat 26 Dec"),
    ("dec 1-3", "Tue 1 Dec - Thu 3 Dec"),
    ("30/11-2/12", "Mon 30 Nov - Wed 2 Dec"),
    ("5/12/2026 to 13/12/2026", "Sat 5 Dec - Sun 13 Dec"),
    ("weekend", "Sat 28 Nov - Sun 29 Nov"),
    ("dec 24-2", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("12/24-1/2", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("2026-12-24..2027-01-02", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("2026-12-24-2027-01-02", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("2026-12-24 – 2027-01-02", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("fri 9-12", "Fri 27 Nov 9:00-12:00"),
    ("fri 13:00-17:00", "Fri 27 Nov 13:00-17:00"),
    ("tom 2-4", "Tue 24 Nov 14:00-16:00"),
    ("fri 18-24", "Fri 27 Nov 18:00-24:00"),
    ("fri 18:00-24:00", "Fri 27 Nov 18:00-24:00"),
    ("fri 18:00-midnight", "Fri 27 Nov 18:00-24:00"),
    ("fri 13:00 - mon 12:00", "Fri 27 Nov 13:00 - Mon 30 Nov 12:00"),
    ("fri 13:00 - mon", "Fri 27 Nov 13:00 - Mon 30 Nov 24:00"),
    ("fri-mon 9:00", "Fri 27 Nov 0:00 - Mon 30 Nov 9:00"),
    ("10:00-11:30", "Wed 25 Nov 10:00-11:30"),
    ("2026-11-24T10:00-2026-11-24T11:00", "Tue 24 Nov 10:00-11:00"),
    ("24th to 26th december", "Thu 24 Dec - Sat 26 Dec"),
    ("24th-26th of december", "Thu 24 Dec - Sat 26 Dec"),
    ("mon-fri next week", "Mon 30 Nov - Fri 4 Dec"),
    ("next week", "Mon 30 Nov - Sun 6 Dec"),
    ("rest of the week", "Mon 23 Nov - Sun 29 Nov"),
    ("week of dec 9", "Mon 7 Dec - Sun 13 Dec"),
    ("first week of december", "Tue 1 Dec - Mon 7 Dec"),
    ("all of december", "Tue 1 Dec - Thu 31 Dec"),
    ("from mon thru wed", "Mon 30 Nov - Wed 2 Dec"),
    ("fri all day", "Fri 27 Nov"),
    ("xmas eve to new year", "Thu 24 Dec - Fri 1 Jan 2027"),
    ("fri between 2 and 4", "Fri 27 Nov 14:00-16:00"),
    ("dec 10 2pm - dec 12 noon", "Thu 10 Dec 14:00 - Sat 12 Dec 12:00"),
])  # fmt: skip
@pytest.mark.parametrize("by_hours", [False, True])
def test_periods(typed: str, expected: str, *, by_hours: bool) -> None:
    """One day or two ends, with times or without; the second counts from the first."""
    assert expected == read(typed, by_hours=by_hours)


@pytest.mark.parametrize(("typed", "expected"), [
    ("9-12", "Wed 25 Nov 9:00-12:00"),
    ("8-10", "Wed 25 Nov 8:00-10:00"),
    ("10 to 12", "Wed 25 Nov 10:00-12:00"),
])  # fmt: skip
def test_bare_numbers_are_hours_where_hours_are_asked_for(typed: str, expected: str) -> None:
    """Those of the day one stands on."""
    assert expected == read(typed, by_hours=True)


@pytest.mark.parametrize(("typed", "expected"), [
    ("24.12.-2.1.", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("24.12.2026-2.1.2027", "Thu 24 Dec - Sat 2 Jan 2027"),
    ("24/12-2/1", "Thu 24 Dec - Sat 2 Jan 2027"),
])  # fmt: skip
def test_the_order_of_day_and_month_is_a_setting(typed: str, expected: str) -> None:
    """As everywhere that dates are typed."""
    assert expected == read(typed, order=DateOrder.DMY)


@pytest.mark.parametrize(("typed", "said"), [
    ("", "are missing"),
    ("fri 9", "says when it begins, and not when it ends"),
    ("9-12", "can be Sun 12 Sep 2027 or the hours from 9 to 12"),
    ("fri-banana", "is not a day and time"),
    ("31 nov", "no 31 November"),
    ("fri to 12:00", "there is none at the other end"),
    ("2026-12-26..2026-12-24", "is not after"),
    ("mon-fri 12-1", "is hours of several days"),
    ("next week 9-12", "is hours of several days"),
    ("mon to wed 9:00-12:00", "is hours of several days"),
    ("first week of december am", "is hours of several days"),
    ("fri 22:00-02:00", "Name the day of an end that is on another one: 22:00 - sat 02:00."),
])  # fmt: skip
def test_what_is_no_period_is_said(typed: str, said: str) -> None:
    """In a sentence that says what to type."""
    with pytest.raises(BadInput) as caught:
        read(typed)
    assert said in caught.value.sentence


@pytest.mark.parametrize(("start", "end", "expected"), [
    ("2026-11-24", None, "Tue 24 Nov"),
    ("2026-11-24", "", "Tue 24 Nov"),
    ("2026-11-24", "2026-11-26", "Tue 24 Nov - Thu 26 Nov"),
    ("fri", "wed", "Fri 27 Nov - Wed 2 Dec"),
    ("2026-11-24T10:00", "2026-11-24T11:00", "Tue 24 Nov 10:00-11:00"),
    ("2026-11-24T10:00", "11:00", "Tue 24 Nov 10:00-11:00"),
    ("fri 9", "12", "Fri 27 Nov 9:00-12:00"),
    ("2026-11-24T18:00", "2026-11-25T00:00", "Tue 24 Nov 18:00-24:00"),
    ("2026-11-24T18:00", "2026-11-24T00:00", "Tue 24 Nov 18:00-24:00"),
    ("2026-11-24T18:00", "2026-11-24T24:00", "Tue 24 Nov 18:00-24:00"),
    ("2026-11-24T18:00", "24:00", "Tue 24 Nov 18:00-24:00"),
    ("2026-11-24", "2026-11-24T12:00", "Tue 24 Nov 0:00-12:00"),
    ("2026-11-24T10:00-05:00", "2026-11-24T17:00Z", "Tue 24 Nov 10:00-12:00"),
])  # fmt: skip
def test_two_ends_typed_apart(start: str, end: str | None, expected: str) -> None:
    """As the options of the command line have them; what has an offset is told in the site's time."""
    period = read_period(start, end, today=MONDAY, order=DateOrder.MDY, zone=ZONE)
    assert expected == period.written(year=2026)


@pytest.mark.parametrize(
    "typed",
    [
        *("fri from noon", "fri after 2", "mon, wed, fri", "mon and wed", "2 weeks from monday", "fri half day"),
        *("fri for 2 hours", "fri midnight", "mon and fri vacation", "next week mornings", "christmas week"),
    ],
)
def test_what_says_when_is_no_note(typed: str) -> None:
    """A leave of part of a day, or of several, is not one of a whole day that says so in a note."""
    with pytest.raises(BadInput, match=r"is no note: it says when"):
        find_period(typed, today=MONDAY, order=DateOrder.MDY, zone=ZONE, base=CURSOR, by_hours=False)


@pytest.mark.parametrize("note", ["sick", "child is ill", "may be back at 3", "Tom covers", "sun burn", "and family"])
def test_a_note_is_one(note: str) -> None:
    """What says nothing of when stays what it is."""
    found = find_period(f"fri {note}", today=MONDAY, order=DateOrder.MDY, zone=ZONE, base=CURSOR, by_hours=False)
    assert ("Fri 27 Nov", note) == (found[0].written(year=2026), found[1])


def test_words_that_go_on_and_on_are_read_a_few_times_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with all that stands before each of them."""
    read_as_hours = 0

    def counted(words: str) -> Span | None:
        nonlocal read_as_hours
        read_as_hours += 1
        return find_span(words)

    monkeypatch.setattr("core.calendar.parse_period.find_span", counted)
    with pytest.raises(BadInput):
        find_period("am " * 12, today=MONDAY, order=DateOrder.MDY, zone=ZONE, base=CURSOR, by_hours=True)
    assert read_as_hours < 12 * 12
