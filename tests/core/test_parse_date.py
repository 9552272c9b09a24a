"""Which date, time or length do the words people type mean?"""

import contextlib
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.calendar.names import MONTHS, describe_date, format_date, month_of, weekday_of
from core.calendar.parse_date import parse_date
from core.calendar.parse_time import parse_minutes, parse_time
from core.calendar.parse_when import parse_when
from core.errors import BadInput

MDY, DMY, YMD = DateOrder.MDY, DateOrder.DMY, DateOrder.YMD
ORDERS = (MDY, DMY, YMD)
TODAY = date(2026, 11, 23)  # the Monday of ISO week 48

# typed on 2026-11-23 by a clinic that writes the month first -> month, day, year of what it means
DATES = """
t 11/23/2026 | today 11/23/2026 | T 11/23/2026 | tom 11/24/2026 | tomorrow 11/24/2026 | yes 11/22/2026
yesterday 11/22/2026 | +0 11/23/2026 | +1 11/24/2026 | +3 11/26/2026 | -2 11/21/2026 | +30 12/23/2026
+3d 11/26/2026 | 3d 11/26/2026 | 3 days 11/26/2026 | 1 day 11/24/2026 | in 3 days 11/26/2026
-1d 11/22/2026 | 2w 12/7/2026 | +2w 12/7/2026 | -1w 11/16/2026 | 1w 11/30/2026 | 6w 1/4/2027
2 weeks 12/7/2026 | in 2 weeks 12/7/2026 | 2wk 12/7/2026 | 0w 11/23/2026 | 52w 11/22/2027
\u22121w 11/16/2026 | 3mo 2/23/2027 | +3mo 2/23/2027 | -1mo 10/23/2026 | 12mo 11/23/2027
3 months 2/23/2027 | 2y 11/23/2028 | 1 month 12/23/2026 | mon 11/30/2026 | tue 11/24/2026 | wed 11/25/2026
thu 11/26/2026 | fri 11/27/2026 | sat 11/28/2026 | sun 11/29/2026 | monday 11/30/2026
tuesday 11/24/2026 | tues 11/24/2026 | thurs 11/26/2026 | FRI 11/27/2026 | friday 11/27/2026
w48 11/23/2026 | w49 11/30/2026 | w53 12/28/2026 | w1 1/4/2027 | w47 11/22/2027 | W48 11/23/2026
w01 1/4/2027 | week 49 11/30/2026 | sow 11/23/2026 | eow 11/29/2026 | som 11/1/2026 | eom 11/30/2026
23 11/23/2026 | 24 11/24/2026 | 30 11/30/2026 | 22 12/22/2026 | 1 12/1/2026 | 31 12/31/2026
01 12/1/2026 | 24th 11/24/2026 | 24. 11/24/2026 | 1st 12/1/2026 | 11/23 11/23/2026 | 11/22 11/22/2027
12/24 12/24/2026 | 3/14 3/14/2027 | 03/14 3/14/2027 | 3-14 3/14/2027 | 3.14 3/14/2027 | 14/3 3/14/2027
24.12. 12/24/2026 | 4.3. 3/4/2027 | 3.4. 4/3/2027 | 24.12 12/24/2026 | 12.24. 12/24/2026
3/14/27 3/14/2027 | 3/14/2027 3/14/2027 | 14/3/27 3/14/2027 | 14.3.2027 3/14/2027 | 3/14/26 3/14/2026
3/14/16 3/14/2016 | 3/14/36 3/14/2036 | 2027-12-24 12/24/2027 | 2027/12/24 12/24/2027
20271224 12/24/2027 | 12242027 12/24/2027 | 2024-02-29 2/29/2024 | 2/29/2028 2/29/2028
mar 14 3/14/2027 | 14 mar 3/14/2027 | 14mar 3/14/2027 | mar14 3/14/2027 | March 14 3/14/2027
14 march 3/14/2027 | march 14th 3/14/2027 | 14mar27 3/14/2027 | 14 mar 27 3/14/2027
14mar2028 3/14/2028 | mar 14, 2028 3/14/2028 | 2028 mar 14 3/14/2028 | nov 23 11/23/2026
nov 22 11/22/2027 | 1 dec 12/1/2026 | dec. 1 12/1/2026 | sept 1 9/1/2027 | 24-dec 12/24/2026
mon 23 nov 2026 11/23/2026 | Mon 23 Nov 2026 11/23/2026 | fri 27 nov 11/27/2026 | fri, nov 27 11/27/2026
fri 27 11/27/2026 | fri 11/27 11/27/2026 | thu 24.12. 12/24/2026 | Sunday, March 14, 2027 3/14/2027
1900-01-01 1/1/1900 | 2199-12-31 12/31/2199 | \uff12\uff17 11/27/2026
"""


def cells(text: str) -> list[str]:
    """The cells of a table, which `|` and line ends part."""
    return [cell.strip() for line in text.strip().splitlines() for cell in line.split(" | ")]


def pairs(text: str) -> list[tuple[str, str]]:
    """The cells as (typed, meaning): all but the last word is what was typed."""
    return [(typed, meaning) for typed, _, meaning in (cell.rpartition(" ") for cell in cells(text))]


@pytest.mark.parametrize(("typed", "meaning"), pairs(DATES))
def test_a_date_word_means_one_date(typed: str, meaning: str) -> None:
    """Each form of the grammar, typed on one Monday in November, means the date beside it."""
    assert meaning == MDY.write(parse_date(typed, today=TODAY, order=MDY))


DATES_BY_ORDER = [
    ("3/4", MDY, date(2027, 3, 4)),
    ("3/4", DMY, date(2027, 4, 3)),
    ("3/4", YMD, date(2027, 3, 4)),
    ("3.4.", MDY, date(2027, 4, 3)),
    ("3.4.", YMD, date(2027, 4, 3)),
    ("3.4", MDY, date(2027, 3, 4)),
    ("12/11", DMY, date(2027, 11, 12)),
    ("12/11", MDY, date(2026, 12, 11)),
    ("3/4/27", DMY, date(2027, 4, 3)),
    ("27/3/4", YMD, date(2027, 3, 4)),
    ("3/14/27", YMD, date(2027, 3, 14)),
    ("03042027", DMY, date(2027, 4, 3)),
    ("2027-03-04", DMY, date(2027, 3, 4)),
]


@pytest.mark.parametrize(("typed", "order", "expected"), DATES_BY_ORDER)
def test_the_order_decides_what_the_calendar_leaves_open(typed: str, order: DateOrder, expected: date) -> None:
    """3/4 follows the setting; a full stop at the end puts the day first whatever it says."""
    assert expected == parse_date(typed, today=TODAY, order=order)


DATES_ON_OTHER_DAYS = [
    ("fri", date(2026, 11, 27), date(2026, 12, 4)),
    ("fri", date(2026, 11, 28), date(2026, 12, 4)),
    ("sun", date(2026, 11, 29), date(2026, 12, 6)),
    ("1mo", date(2027, 1, 31), date(2027, 2, 28)),
    ("1mo", date(2028, 1, 31), date(2028, 2, 29)),
    ("-1mo", date(2026, 3, 31), date(2026, 2, 28)),
    ("12mo", date(2028, 2, 29), date(2029, 2, 28)),
    ("30", date(2027, 1, 31), date(2027, 3, 30)),
    ("31", date(2026, 4, 1), date(2026, 5, 31)),
    ("29", date(2027, 2, 1), date(2027, 3, 29)),
    ("29", date(2028, 2, 1), date(2028, 2, 29)),
    ("15", date(2026, 12, 31), date(2027, 1, 15)),
    ("feb 29", date(2028, 2, 29), date(2028, 2, 29)),
    ("feb 29", date(2027, 11, 23), date(2028, 2, 29)),
    ("1/1", date(2026, 12, 31), date(2027, 1, 1)),
    ("12/31", date(2026, 12, 31), date(2026, 12, 31)),
    ("w48", date(2026, 11, 25), date(2026, 11, 23)),
    ("w48", date(2026, 11, 29), date(2026, 11, 23)),
    ("w48", date(2026, 11, 30), date(2027, 11, 29)),
    ("w1", date(2027, 1, 1), date(2027, 1, 4)),
    ("w53", date(2027, 1, 1), date(2026, 12, 28)),
    ("sow", date(2026, 11, 29), date(2026, 11, 23)),
    ("eow", date(2026, 11, 29), date(2026, 11, 29)),
    ("eom", date(2028, 2, 10), date(2028, 2, 29)),
    ("som", date(2026, 12, 1), date(2026, 12, 1)),
    ("+1", date(2026, 12, 31), date(2027, 1, 1)),
]


@pytest.mark.parametrize(("typed", "today", "expected"), DATES_ON_OTHER_DAYS)
def test_the_edges_of_weeks_months_and_years(typed: str, today: date, expected: date) -> None:
    """What counts from today holds on the last of a month, in a leap year and in the week of New Year."""
    assert expected == parse_date(typed, today=today, order=MDY)


REFUSED_DATES = [
    ("", "The date is missing. Type t, tom, +3, 2w, fri, 14, 3/14, 14mar or w48."),
    ("soon", "“soon” is not a date. Type t, tom, +3, 2w, fri, 14, 3/14, 14mar or w48."),
    ("feb 30", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("30feb", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("2/30", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("feb 29", "There is no 29 February 2027: that month has 28 days. Check the day."),
    ("30.2.", "There is no 30 February 2027: that month has 28 days. Check the day."),
    ("4/31", "There is no 31 April 2027: that month has 30 days. Check the day."),
    ("nov 31", "There is no 31 November 2026: that month has 30 days. Check the day."),
    ("2027-02-29", "There is no 29 February 2027: that month has 28 days. Check the day."),
    ("13/13", "13/13 names month 13, and there are 12. Type it as 3/14, or the month by name: 14mar."),
    ("27/13/1", "“27/13/1” is not a date. Type t, tom, +3, 2w, fri, 14, 3/14, 14mar or w48."),
    ("3/0", "3/0 names day 0. Days go from 1 to 31; type it again."),
    ("0", "No month has a day 0. Type a day from 1 to 31, or a date such as 3/14."),
    ("32", "No month has a day 32. Type a day from 1 to 31, or a date such as 3/14."),
    ("w0", "2027 has 52 weeks, so there is no week 0. Type another week."),
    ("w54", "2026 has 53 weeks, so there is no week 54. Type another week."),
    ("dec 2026", "“dec 2026” names no day. Type 3/14 or 14mar."),
    ("2026-12", "“2026-12” names no day. Type 3/14 or 14mar."),
    ("tue 23 nov 2026", "Mon 23 Nov 2026 is not a Tuesday. Correct the weekday or leave it out."),
    ("fri 28", "Sat 28 Nov 2026 is not a Friday. Correct the weekday or leave it out."),
    ("next fri", "“next fri” can be Fri 27 Nov 2026 or Fri 4 Dec 2026. Type 27nov or 4dec."),
    ("3/14/99", "The year of 3/14/99 is not clear. Type all four digits."),
    ("27-03-14", "The year of 27-03-14 is not clear. Type all four digits."),
    ("14mar50", "The year of 14mar50 is not clear. Type all four digits."),
    ("99999w", "“99999w” is outside the years 1900 to 2199. Type a nearer date."),
    ("-99999mo", "“-99999mo” is outside the years 1900 to 2199. Type a nearer date."),
    ("3/14/2300", "“3/14/2300” is outside the years 1900 to 2199. Type a nearer date."),
    ("1899-12-31", "“1899-12-31” is outside the years 1900 to 2199. Type a nearer date."),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "sentence"), REFUSED_DATES)
def test_an_impossible_date_is_refused_with_what_to_type(typed: str, sentence: str) -> None:
    """A day that the month lacks, a month that the year lacks: the sentence says which."""
    with pytest.raises(BadInput) as refused:
        parse_date(typed, today=TODAY, order=MDY)
    assert sentence == refused.value.sentence
    assert "date" == refused.value.field


NO_DATES = """
x | tod | tomo | august | y | m | tu | mar | may | w | wk | w100 | week | +w | + | - | 2x | 14/ | /14
3//14 | 3/14/ | 3/14/2 | 3/14/202 | 1/2/3/4 | 14 14mar | mar mar 14 | 14 marz | mär 14 | 9:30 | 930
1224 | 123456789 | in 3 | fri mon | fri tom | fri +3 | fri 10:30 | 14 9 | 3 14 | 3 14 2027
mar 14 2 | 2w am | ½ | 1e3 | [bold] | %s | {0} | sow+1 | t+1 | noon | am | 3.14.27. | 2027-W05
2027-045 | +3 days ago | --3 | ++3 | 2 0
"""


@pytest.mark.parametrize("typed", cells(NO_DATES))
def test_what_does_not_look_like_a_date_is_refused(typed: str) -> None:
    """Nothing is guessed from the leftovers of a date."""
    with pytest.raises(BadInput) as refused:
        parse_date(typed, today=TODAY, order=MDY)
    assert f"“{typed}” is not a date." in refused.value.sentence


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(ORDERS))
def test_every_date_the_program_writes_reads_back(day: date, order: DateOrder) -> None:
    """Mon 23 Nov 2026, ISO and the clinic's own numbers read back as the date they were written for."""
    for written in (
        format_date(day),
        day.isoformat(),
        order.write(day),
        f"{day.day}{MONTHS[day.month - 1]}{day.year}",
    ):
        assert day == parse_date(written, today=TODAY, order=order)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(1, 31), st.integers(1, 12))
def test_a_date_without_a_year_is_the_next_one(today: date, day: int, month: int) -> None:
    """3/14 is today or the first such date after it, or is refused where that month lacks the day."""
    try:
        found = parse_date(f"{month}/{day}", today=today, order=MDY)
    except BadInput:
        assert day > 28
        return
    assert (month, day) == (found.month, found.day)
    assert today <= found <= today + timedelta(days=366)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(1, 31))
def test_a_bare_day_is_the_next_one(today: date, day: int) -> None:
    """14 is the first 14th from today on; only a 30th or 31st can be over a month away."""
    found = parse_date(str(day), today=today, order=MDY)
    assert day == found.day
    assert today <= found
    assert all((today + timedelta(days=n)).day != day for n in range((found - today).days))


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(1, 52))
def test_a_week_number_is_a_monday_of_a_week_not_over(today: date, week: int) -> None:
    """w48 is the Monday of the running week 48 or of the next one, never of one that is over."""
    monday = parse_date(f"w{week}", today=today, order=MDY)
    assert (week, 1) == (monday.isocalendar().week, monday.isoweekday())
    assert monday + timedelta(days=7) > today
    assert monday < today + timedelta(days=372)


TIMES = """
9 09:00 | 7 07:00 | 8 08:00 | 10 10:00 | 11 11:00 | 12 12:00 | 1 13:00 | 2 14:00 | 3 15:00 | 4 16:00
5 17:00 | 6 18:00 | 0 00:00 | 00 00:00 | 02 02:00 | 06 06:00 | 09 09:00 | 13 13:00 | 14 14:00 | 23 23:00
930 09:30 | 0930 09:30 | 1430 14:30 | 230 14:30 | 0230 02:30 | 700 07:00 | 655 18:55 | 0655 06:55
1200 12:00 | 2359 23:59 | 000 00:00 | 9:30 09:30 | 09:30 09:30 | 2:30 14:30 | 02:30 02:30 | 14:30 14:30
12:15 12:15 | 0:15 00:15 | 9.30 09:30 | 14.30 14:30 | 2p 14:00 | 2pm 14:00 | 2 pm 14:00 | 2PM 14:00
2 p.m. 14:00 | 2P.M. 14:00 | 2a 02:00 | 2am 02:00 | 12a 00:00 | 12am 00:00 | 12p 12:00 | 12pm 12:00
12:30a 00:30 | 12:30pm 12:30 | 9a 09:00 | 9:30am 09:30 | 9:30 am 09:30 | 930p 21:30 | 230pm 14:30
6a 06:00 | 6:45am 06:45 | 1130p 23:30 | noon 12:00 | Noon 12:00 | 14:30:00 14:30
\uff19:\uff13\uff10 09:30 | 9 a.m. 09:00
"""


@pytest.mark.parametrize(("typed", "meaning"), pairs(TIMES))
def test_a_time_word_means_one_time(typed: str, meaning: str) -> None:
    """Hours 1 to 6 are in the afternoon, unless am, a leading zero or the 24-hour clock says the night."""
    assert meaning == f"{parse_time(typed):%H:%M}"


REFUSED_TIMES = [
    ("", "The time is missing. Type 9, 930, 9:30, 2p, 14:30 or noon."),
    ("am", "“am” is half a day, not a time. Type 9:30 or 2p."),
    ("pm", "“pm” is half a day, not a time. Type 9:30 or 2p."),
    ("24:00", "“24:00” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."),
    ("25", "“25” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."),
    ("9:60", "“9:60” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."),
    ("960", "“960” is not a time of day: hours go to 23, minutes to 59. Type 9:30 or 14:30."),
    ("13pm", "“13pm” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."),
    ("0am", "“0am” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."),
    ("14:30pm", "“14:30pm” mixes the two clocks: am and pm take hours from 1 to 12. Type 2pm or 14:00."),
    ("9:30:15", "“9:30:15” has seconds. Appointments start on whole minutes; type 9:30."),
    ("soon", "“soon” is not a time. Type 9, 930, 9:30, 2p, 14:30 or noon."),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED_TIMES)
def test_an_impossible_time_is_refused_with_what_to_type(typed: str, sentence: str) -> None:
    """The sentence says what is wrong with the time and shows one that would be read."""
    with pytest.raises(BadInput) as refused:
        parse_time(typed)
    assert sentence == refused.value.sentence
    assert "time" == refused.value.field


NO_TIMES = """
x | 9: | :30 | 9:3 | 9:300 | 9m | 9h | a | p | o'clock | 12345 | 9-10 | 9:30-10 | -9 | +9 | midnight
9,30 | t | fri | 9:30:1 | 9 30 | 9x | 9pma | ½ | 1e1 | 99999999999999999999
"""


@pytest.mark.parametrize("typed", cells(NO_TIMES))
def test_what_does_not_look_like_a_time_is_refused(typed: str) -> None:
    """Nothing is guessed from the leftovers of a time."""
    with pytest.raises(BadInput):
        parse_time(typed)


@given(st.times())
def test_every_time_the_program_writes_reads_back(at: time) -> None:
    """The 24-hour clock with two digits is read to the letter, and so are am and pm."""
    whole = at.replace(second=0, microsecond=0)
    assert whole == parse_time(f"{whole:%H:%M}")
    assert whole == parse_time(f"{whole:%H%M}")
    assert whole == parse_time(f"{whole.hour % 12 or 12}:{whole:%M}{'ap'[whole.hour // 12]}m")


LENGTHS = """
20 20 | 20min 20 | 20 min 20 | 20m 20 | 20 minutes 20 | 20mins 20 | 5 5 | 90 90 | 1h 60 | 1 h 60
1h30 90 | 1h30min 90 | 1h 30 90 | 1h 30 min 90 | 2 hours 120 | 1 hour 60 | 1hr 60 | 24h 1440 | 1440 1440
20MIN 20
"""


@pytest.mark.parametrize(("typed", "minutes"), pairs(LENGTHS))
def test_a_length_is_in_minutes(typed: str, minutes: str) -> None:
    """Minutes need no unit, hours do."""
    assert int(minutes) == parse_minutes(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "“” is not a length. Type minutes, as in 20 or 20min, or 1h30."),
        ("min", "“min” is not a length. Type minutes, as in 20 or 20min, or 1h30."),
        ("-20", "“-20” is not a length. Type minutes, as in 20 or 20min, or 1h30."),
        ("1:30", "“1:30” is not a length. Type minutes, as in 20 or 20min, or 1h30."),
        ("1.5h", "“1.5h” is not a length. Type minutes, as in 20 or 20min, or 1h30."),
        ("12345", "“12345” is not a length. Type minutes, as in 20 or 20min, or 1h30."),
        ("0", "A length of 0 minutes is not possible. Type 1 to 1440 minutes."),
        ("25h", "A length of 1500 minutes is not possible. Type 1 to 1440 minutes."),
        ("1441", "A length of 1441 minutes is not possible. Type 1 to 1440 minutes."),
    ],
)
def test_no_length_is_refused_with_what_to_type(typed: str, sentence: str) -> None:
    """A length is whole minutes, from one to a day of them."""
    with pytest.raises(BadInput) as refused:
        parse_minutes(typed)
    assert sentence == refused.value.sentence
    assert "minutes" == refused.value.field


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Mon 23 Nov 2026 (today)"),
        (1, "Tue 24 Nov 2026 (tomorrow)"),
        (-1, "Sun 22 Nov 2026 (yesterday)"),
        (4, "Fri 27 Nov 2026 (in 4 days)"),
        (7, "Mon 30 Nov 2026 (in 1 week)"),
        (14, "Mon 7 Dec 2026 (in 2 weeks)"),
        (15, "Tue 8 Dec 2026 (in 15 days)"),
        (-3, "Fri 20 Nov 2026 (3 days ago)"),
        (-7, "Mon 16 Nov 2026 (1 week ago)"),
    ],
)
def test_a_date_says_how_far_off_it_is(days: int, words: str) -> None:
    """The echo of a date names its weekday and its distance, so that a wrong one is seen."""
    assert words == describe_date(TODAY + timedelta(days=days), TODAY)


@pytest.mark.parametrize(
    ("word", "month", "weekday"),
    [("mar", 3, None), ("sept", 9, None), ("december", 12, None), ("mon", None, 0), ("sunday", None, 6),
     ("ma", None, None), ("", None, None), ("marx", None, None), ("wednes", None, 2)],
)  # fmt: skip
def test_three_letters_name_a_month_or_weekday(word: str, month: int | None, weekday: int | None) -> None:
    """A name may be cut after its third letter, and none is both."""
    assert (month, weekday) == (month_of(word), weekday_of(word))


@given(st.text(max_size=16), st.sampled_from(ORDERS))
def test_any_text_is_read_or_refused(text: str, order: DateOrder) -> None:
    """No text makes a reader fail in another way than by refusing it."""
    with contextlib.suppress(BadInput):
        parse_date(text, today=TODAY, order=order)
    with contextlib.suppress(BadInput):
        parse_time(text)
    with contextlib.suppress(BadInput):
        parse_minutes(text)
    with contextlib.suppress(BadInput):
        assert parse_when(text, today=TODAY, order=order).echo


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("firday", "Friday"),
        ("wendesday", "Wednesday"),
        ("3 marhc", "March"),
        ("tomorow", "tomorrow"),
        ("xyzzy", ""),
        ("fir", ""),
    ],
)
def test_a_slip_in_a_day_is_guessed(typed: str, guess: str) -> None:
    """And never taken for the day."""
    with pytest.raises(BadInput) as refused:
        parse_date(typed, today=date(2026, 11, 23), order=DateOrder.MDY)
    assert (f"Perhaps {guess} is meant." in refused.value.sentence) if guess else "meant" not in refused.value.sentence
