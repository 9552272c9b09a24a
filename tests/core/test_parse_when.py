"""Which day and time do the words typed for an appointment mean?"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.calendar.parse_when import When, parse_when
from core.errors import BadInput

MDY, DMY, YMD = DateOrder.MDY, DateOrder.DMY, DateOrder.YMD
TODAY = date(2026, 11, 23)  # a Monday
BASE_DATE, BASE_TIME = date(2026, 11, 25), time(9, 0)


def on_the(when: When) -> str:
    """What was read, short: 11-27 10:30, 11-27 am, 11-27."""
    said = when.day_part or (f"{when.time:%H:%M}" if when.time is not None else "")
    return f"{when.date:%m-%d} {said}".strip()


# typed -> with nothing to keep -> with 25 November, 9:00 to keep
WORDS = [
    ("fri 10:30", "11-27 10:30", "11-27 10:30"),
    ("10:30 fri", "11-27 10:30", "11-27 10:30"),
    ("FRI 10:30", "11-27 10:30", "11-27 10:30"),
    ("tom 9", "11-24 09:00", "11-24 09:00"),
    ("9 tom", "11-24 09:00", "11-24 09:00"),
    ("t 2", "11-23 14:00", "11-23 14:00"),
    ("t 02:00", "11-23 02:00", "11-23 02:00"),
    ("10:30", "11-23 10:30", "11-25 10:30"),
    ("noon", "11-23 12:00", "11-25 12:00"),
    ("2p", "11-23 14:00", "11-25 14:00"),
    ("2 pm", "11-23 14:00", "11-25 14:00"),
    ("9 a.m.", "11-23 09:00", "11-25 09:00"),
    ("930", "11-23 09:30", "11-25 09:30"),
    ("1430", "11-23 14:30", "11-25 14:30"),
    ("am", "11-23 am", "11-25 am"),
    ("pm", "11-23 pm", "11-25 pm"),
    ("fri", "11-27", "11-27 09:00"),
    ("t", "11-23", "11-23 09:00"),
    ("+3", "11-26", "11-26 09:00"),
    ("2w", "12-07", "12-07 09:00"),
    ("in 2 weeks", "12-07", "12-07 09:00"),
    ("3mo", "02-23", "02-23 09:00"),
    ("w49", "11-30", "11-30 09:00"),
    ("eom", "11-30", "11-30 09:00"),
    ("3/14", "03-14", "03-14 09:00"),
    ("24.12.", "12-24", "12-24 09:00"),
    ("2027-12-24", "12-24", "12-24 09:00"),
    ("20271224", "12-24", "12-24 09:00"),
    ("14mar", "03-14", "03-14 09:00"),
    ("mar 14", "03-14", "03-14 09:00"),
    ("14 mar", "03-14", "03-14 09:00"),
    ("mon 30 nov", "11-30", "11-30 09:00"),
    ("mon 23 nov 2026", "11-23", "11-23 09:00"),
    # one or two digits alone: a day where no date is known, else a time
    ("14", "12-14", "11-25 14:00"),
    ("9", "12-09", "11-25 09:00"),
    ("2", "12-02", "11-25 14:00"),
    ("23", "11-23", "11-25 23:00"),
    ("27", "11-27", "11-27 09:00"),
    ("31", "12-31", "12-31 09:00"),
    ("0", "11-23 00:00", "11-25 00:00"),
    # both
    ("14 9", "12-14 09:00", "12-14 09:00"),
    ("14 9:30", "12-14 09:30", "12-14 09:30"),
    ("27 2p", "11-27 14:00", "11-27 14:00"),
    ("3/14 930", "03-14 09:30", "03-14 09:30"),
    ("930 3/14", "03-14 09:30", "03-14 09:30"),
    ("24.12. 9.30", "12-24 09:30", "12-24 09:30"),
    ("24.12. 10", "12-24 10:00", "12-24 10:00"),
    ("+3 9", "11-26 09:00", "11-26 09:00"),
    ("2w 10:30", "12-07 10:30", "12-07 10:30"),
    ("2w am", "12-07 am", "12-07 am"),
    ("am 2w", "12-07 am", "12-07 am"),
    ("fri pm", "11-27 pm", "11-27 pm"),
    ("fri p.m.", "11-27 pm", "11-27 pm"),
    ("14 am", "12-14 am", "12-14 am"),
    ("fri 9 am", "11-27 09:00", "11-27 09:00"),
    ("fri 2 pm", "11-27 14:00", "11-27 14:00"),
    ("9 am fri", "11-27 09:00", "11-27 09:00"),
    ("2:30 p.m. fri", "11-27 14:30", "11-27 14:30"),
    ("fri noon", "11-27 12:00", "11-27 12:00"),
    ("noon fri", "11-27 12:00", "11-27 12:00"),
    ("mar 14 10", "03-14 10:00", "03-14 10:00"),
    ("mar 14 10:30", "03-14 10:30", "03-14 10:30"),
    ("14 mar 9", "03-14 09:00", "03-14 09:00"),
    ("9 14 mar", "03-14 09:00", "03-14 09:00"),
    ("mar 14 1430", "03-14 14:30", "03-14 14:30"),
    ("mar 3 pm", "03-03 pm", "03-03 pm"),
    ("mar 14 2 pm", "03-14 14:00", "03-14 14:00"),
    ("mar 14 27", "03-14", "03-14 09:00"),
    ("mar 14 2027", "03-14", "03-14 09:00"),
    ("mar 14 2027 9:30", "03-14 09:30", "03-14 09:30"),
    ("in 2 weeks 9:30", "12-07 09:30", "12-07 09:30"),
    ("fri 27 nov 10:30", "11-27 10:30", "11-27 10:30"),
    ("Fri 27 Nov 2026 10:30", "11-27 10:30", "11-27 10:30"),
    ("2026-11-27 10:30", "11-27 10:30", "11-27 10:30"),
    ("2026-11-27 9", "11-27 09:00", "11-27 09:00"),
    # ISO 8601, to the letter
    ("2026-11-27T10:30", "11-27 10:30", "11-27 10:30"),
    ("2026-11-27t06:30", "11-27 06:30", "11-27 06:30"),
    ("2026-11-27T02:00:00", "11-27 02:00", "11-27 02:00"),
    ("2026-11-27 02:00", "11-27 02:00", "11-27 02:00"),
]


@pytest.mark.parametrize(("typed", "alone", "moving"), WORDS)
def test_what_is_not_said_is_kept(typed: str, alone: str, moving: str) -> None:
    """A day keeps the time of the appointment that moves, a time keeps its day; dates count from today."""
    assert alone == on_the(parse_when(typed, today=TODAY, order=MDY))
    kept = parse_when(typed, today=TODAY, order=MDY, base_date=BASE_DATE, base_time=BASE_TIME)
    assert moving == on_the(kept)


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("2026-11-24T09:30", None),
        ("2026-11-24T09:30Z", timedelta()),
        ("2026-11-24T09:30+00:00", timedelta()),
        ("2026-11-24T09:30-05:00", -timedelta(hours=5)),
        ("2026-11-24T09:30-0500", -timedelta(hours=5)),
        ("2026-11-24T09:30:00-05:00", -timedelta(hours=5)),
        ("2026-11-24 09:30-05:00", -timedelta(hours=5)),
        ("2026-11-24T09:30+05:45", timedelta(hours=5, minutes=45)),
        ("2026-11-24T09:30-03:30", -timedelta(hours=3, minutes=30)),
        ("2026-11-24T09:30+14:00", timedelta(hours=14)),
        ("tom 9:30", None),
    ],
)
def test_an_offset_from_utc_is_handed_on(typed: str, offset: timedelta | None) -> None:
    """Date and time stay as typed beside an offset; whoever asks makes an instant of them."""
    when = parse_when(typed, today=TODAY, order=MDY)
    assert (date(2026, 11, 24), time(9, 30), offset) == (when.date, when.time, when.offset)


@pytest.mark.parametrize(
    ("typed", "order", "echo"),
    [
        ("fri 10:30", MDY, "Fri 27 Nov 2026 10:30 (in 4 days)"),
        ("t", MDY, "Mon 23 Nov 2026 (today)"),
        ("tom 2", MDY, "Tue 24 Nov 2026 14:00 (tomorrow)"),
        ("2w am", MDY, "Mon 7 Dec 2026 morning (in 2 weeks)"),
        ("2w pm", MDY, "Mon 7 Dec 2026 afternoon (in 2 weeks)"),
        ("3/4 9", MDY, "Thu 4 Mar 2027 09:00 (in 101 days)"),
        ("3/4 9", DMY, "Sat 3 Apr 2027 09:00 (in 131 days)"),
        ("3/4 9", YMD, "Thu 4 Mar 2027 09:00 (in 101 days)"),
        ("2026-11-24T09:30-05:00", MDY, "Tue 24 Nov 2026 09:30 UTC-05:00 (tomorrow)"),
        ("2026-11-24T09:30Z", MDY, "Tue 24 Nov 2026 09:30 UTC (tomorrow)"),
    ],
)
def test_the_echo_says_how_it_was_read(typed: str, order: DateOrder, echo: str) -> None:
    """Weekday, month by name, 24-hour clock and distance show a wrong reading before it does harm."""
    assert echo == parse_when(typed, today=TODAY, order=order).echo


NOT_READ = "is not a day and time. Type fri 10:30, tom 9, 2w, 3/14 14:30 or only one of the two."
NO_TIME = "is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."
SECONDS = "has seconds. Appointments start on whole minutes; type 9:30."
NO_OFFSET = "has an offset from UTC that no zone uses. Type +00:00 to ±14:00, or leave it out."
REFUSED = [
    ("", "The day and time are missing. Type fri 10:30, tom 9, 2w or 10:30."),
    ("\u200b", "The day and time are missing. Type fri 10:30, tom 9, 2w or 10:30."),
    ("soon", f"“soon” {NOT_READ}"),
    ("frid4y 9", f"“frid4y 9” {NOT_READ} Perhaps Friday is meant."),
    ("tomm 9", f"“tomm 9” {NOT_READ}"),
    ("mar", f"“mar” {NOT_READ}"),
    ("fri mon", f"“fri mon” {NOT_READ}"),
    ("am pm", f"“am pm” {NOT_READ}"),
    ("9:30 10:30", f"“9:30 10:30” {NOT_READ}"),
    ("fri 9:30-10", "“9:30-10” is a span of time. Type only when it starts: 09:30."),
    ("feb 30", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("feb 30 9", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("9:30 feb 30", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("feb 29", "There is no 29 February 2027: that month has 28 days. Check the day."),
    ("fri 25:00", "“25:00” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."),
    ("13pm", "“13pm” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."),
    ("fri 13pm", "“13pm” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."),
    ("9:30:15", "“9:30:15” has seconds. Appointments start on whole minutes; type 9:30."),
    ("tue 27 nov 9:30", "Fri 27 Nov 2026 is not a Tuesday. Correct the weekday or leave it out."),
    ("2026-02-30T09:30", "There is no 30 February 2026: that month has 28 days. Check the day."),
    ("2026-11-24T24:00", f"“2026-11-24T24:00” {NO_TIME}"),
    ("2026-11-24T09:60", f"“2026-11-24T09:60” {NO_TIME}"),
    ("2026-11-24T09:30:15", f"“2026-11-24T09:30:15” {SECONDS}"),
    ("2026-11-24T09:30+15:00", f"“2026-11-24T09:30+15:00” {NO_OFFSET}"),
    ("2026-11-24T09:30+01:60", f"“2026-11-24T09:30+01:60” {NO_OFFSET}"),
    ("+99999w 9", "“+99999w” is outside the years 1900 to 2199. Type a nearer date."),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_makes_no_sense_is_refused_with_what_to_type(typed: str, sentence: str) -> None:
    """The sentence is about the part that is wrong, and names the field that the caller gave."""
    with pytest.raises(BadInput) as refused:
        parse_when(typed, today=TODAY, order=MDY, field="start")
    assert sentence == refused.value.sentence
    assert "start" == refused.value.field


@given(st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)), st.sampled_from(DateOrder))
def test_iso_and_the_echo_read_back(at: datetime, order: DateOrder) -> None:
    """What scripts send and what the desk shows are read as they stand, in every order setting."""
    whole = at.replace(second=0, microsecond=0)
    read = parse_when(whole.isoformat(timespec="minutes"), today=TODAY, order=order)
    assert whole == datetime.combine(read.date, read.time or time.max)
    shown = read.echo.partition(" (")[0]
    again = parse_when(shown, today=TODAY, order=order)
    assert (read.date, read.time) == (again.date, again.time)
