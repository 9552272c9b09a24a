"""Is a date of a file read only where it can be no other?"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.calendar.file_date import read_file_date
from core.errors import BadInput

TODAY = date(2026, 11, 23)
TWO_WAYS = (
    "3/4/1984 can be 4 March 1984 or 3 April 1984. Write it as 1984-03-14, or say in a map in which order the file"
    ' writes dates: dates = "mdy"'
)
MDY, DMY, YMD = DateOrder.MDY, DateOrder.DMY, DateOrder.YMD


def read(text: str, order: DateOrder | None = None) -> date | None:
    """The date, or None for one that is refused."""
    with suppress(BadInput):
        return read_file_date(text, field="birth_date", order=order, today=TODAY)
    return None


@pytest.mark.parametrize(
    "text",
    [
        "1984-03-14",
        "1984-03-14T00:00:00Z",
        "1984-03-14 00:00:00.000",
        "1984/3/14",
        "1984.3.14",
        "19840314",
        "14 Mar 1984",
        "14-MAR-1984",
        "March 14, 1984",
        "3/14/1984",
        "14.3.1984",
        "14031984",
        "1984 mar 14",
    ],
)
def test_what_can_be_one_date_is_read(text: str) -> None:
    """The year first, the month by name, or numbers of which only one can be the month: in any file."""
    assert date(1984, 3, 14) == read(text)


@pytest.mark.parametrize("text", ["3/4/1984", "04.03.1984", "03041984", "3-4-1984"])
def test_what_can_be_two_dates_is_not_guessed(text: str) -> None:
    """It is refused, until the map states the order."""
    assert (None, None) == (read(text), read(text, YMD))
    assert {date(1984, 3, 4), date(1984, 4, 3)} == {read(text, MDY), read(text, DMY)}


@pytest.mark.parametrize(
    ("text", "order"),
    [("14/3/1984", MDY), ("3/14/1984", DMY), ("14.3.1984", YMD), ("14031984", MDY)],
)
def test_numbers_in_another_order_than_stated_are_refused(text: str, order: DateOrder) -> None:
    """A file that writes one date the other way round may have written any so."""
    assert (date(1984, 3, 14), None) == (read(text), read(text, order))


@pytest.mark.parametrize("order", [None, MDY, DMY, YMD])
@pytest.mark.parametrize("text", ["1984-03-14", "14 Mar 1984", "19840314"])
def test_what_is_clear_is_read_whatever_is_stated(text: str, order: DateOrder | None) -> None:
    """The year first and the month by name leave nothing to the order."""
    assert date(1984, 3, 14) == read(text, order)


@pytest.mark.parametrize(
    "text",
    ["3/14/84", "84-03-14", "031484", "14mar84", "1984", "3/14", "mar 1984", "1984-02-30", "1984-13-01", "yesterday",
     "1984-03-14T12:30", "2026-11-24", "1895-11-22", "1776-07-04", "0000-00-00", "00/00/0000", "1984-3", "NULL"],
)  # fmt: skip
@pytest.mark.parametrize("order", [None, MDY, DMY, YMD])
def test_what_is_no_whole_past_date_is_refused(text: str, order: DateOrder | None) -> None:
    """Two digits of a year, parts, days that are not, times, days to come and longer than anybody lives."""
    assert read(text, order) is None


@given(st.dates(date(1897, 1, 1), TODAY), st.sampled_from(["{d}/{m}/{y}", "{m}/{d}/{y}", "{d:02}.{m:02}.{y}"]))
def test_numbers_are_never_another_date(day: date, form: str) -> None:
    """Without a stated order the answer is the date that was written, or none."""
    assert read(form.format(d=day.day, m=day.month, y=day.year)) in {day, None}
    if day.day > 12 or day.day == day.month:
        assert day == read(form.format(d=day.day, m=day.month, y=day.year))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("3/4/1984", TWO_WAYS),
        ("2026-11-24", "2026-11-24 is still to come."),
        ("1776-07-04", "1776-07-04 is more than 130 years ago."),
        ("1984-02-30", "There is no 30 February 1984: that month has 29 days. Check the day."),
        ("3/14/84", "The year of 3/14/84 is not clear. Type all four digits."),
        ("NULL", "“NULL” is not a date with day, month and year. Write it as 1984-03-14."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_to_do(text: str, sentence: str) -> None:
    """Why the date was refused, and how to write it."""
    with pytest.raises(BadInput) as refusal:
        read_file_date(text, field="birth_date", order=None, today=TODAY)
    assert ("birth_date", sentence) == (refusal.value.field, refusal.value.sentence)
