"""Which birth date was typed: strictly for a record, leniently for a lookup?"""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.birth_date import MOST_YEARS, BirthPattern, parse_birth_date, partial_birth_date
from core.calendar.date_order import DateOrder
from core.calendar.names import MONTHS
from core.errors import BadInput

MDY, DMY, YMD = DateOrder.MDY, DateOrder.DMY, DateOrder.YMD
ORDERS = (MDY, DMY, YMD)
TODAY = date(2026, 11, 23)
BORN = date(1984, 3, 14)

past_dates = st.dates(date(TODAY.year - MOST_YEARS + 1, 1, 1), TODAY)
recent_dates = st.dates(TODAY - timedelta(days=36500), TODAY)

ONE_WAY = [
    "1984-03-14", "1984-3-14", "1984/03/14", "1984/3/14", "1984.03.14", "1984 3 14", "19840314",
    "3/14/1984", "03/14/1984", "14/3/1984", "14/03/1984", "14.3.1984", "14.03.1984", "14-3-1984",
    "3-14-1984",
    "3.14.1984", "3 14 1984", "14 3 1984", "14. 3. 1984", "3 / 14 / 1984", "03141984", "14031984",
    "3/14/84", "14/3/84", "14.3.84", "3-14-84", "3 14 84", "031484", "140384", "84-03-14", "84/3/14",
    "840314",
    "14mar84", "14mar1984", "14MAR84", "14-mar-84", "14-Mar-1984", "14.mar.1984", "14/mar/1984",
    "14 mar 84",
    "14 mar 1984", "14 March 1984", "14. March 1984", "14th March 1984", "mar 14 1984",
    "Mar 14, 1984",
    "March 14 1984", "March 14, 1984", "MARCH 14TH, 1984", "mar. 14, 1984", "mar14,1984", "mar-14-1984",
    "1984 mar 14", "1984-mar-14", "1984mar14", "84 mar 14", " 14 mar 1984 ", "14\u00a0mar\u00a01984",
    "1984\u201303\u201314", "\uff11\uff19\uff18\uff14-03-14", "14 marc 84",
    "14th of march 1984", "the 14th of March, 1984", "Wed 14 mar 1984", "wednesday, march 14 1984", "14 mar '84",
    "born 14 Mar 1984 (42)", "DOB: 3/14/1984", "d.o.b. 14/3/84", "date of birth 14mar84",
    "14 March 1984, 42 years old.", "3/14/1984.", "3\\14\\1984", "14,3,1984", "3/14/84 (42)",
    "14 mar 1984 age 42", "Born on Wed 14 Mar 1984 (42 y)",
    "14 mars 1984", "14 DE MARZO DE 1984", "14. März 1984", "14 marca 1984 r.", "14 tháng 3 năm 1984", "1984年3月14日",
]  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("typed", ONE_WAY)
def test_what_has_one_way_is_read_in_any_order(typed: str, order: DateOrder) -> None:
    """Where the calendar or the spelling leaves one way to read a date, the setting does not matter."""
    assert BORN == parse_birth_date(typed, order=order, today=TODAY)


BY_ORDER = [
    ("3/4/1984", MDY, date(1984, 3, 4)),
    ("3/4/1984", DMY, date(1984, 4, 3)),
    ("3.4.1984", MDY, date(1984, 3, 4)),
    ("3.4.1984", DMY, date(1984, 4, 3)),
    ("03-04-1984", MDY, date(1984, 3, 4)),
    ("03041984", MDY, date(1984, 3, 4)),
    ("03041984", DMY, date(1984, 4, 3)),
    ("3/4/84", MDY, date(1984, 3, 4)),
    ("3/4/84", DMY, date(1984, 4, 3)),
    ("030484", DMY, date(1984, 4, 3)),
    ("01/02/03", MDY, date(2003, 1, 2)),
    ("01/02/03", DMY, date(2003, 2, 1)),
    ("01/02/03", YMD, date(2001, 2, 3)),
    ("010203", YMD, date(2001, 2, 3)),
    ("12/11/10", YMD, date(2012, 11, 10)),
    ("26/11/23", YMD, date(2026, 11, 23)),
    ("26/11/24", YMD, date(1926, 11, 24)),
    ("12/11/1", YMD, date(2012, 11, 1)),
    ("84/3/4", MDY, date(1984, 3, 4)),
    ("3/3/1984", YMD, date(1984, 3, 3)),
    ("3/14/84", YMD, BORN),
    ("14/3/84", YMD, BORN),
    ("2/29/2024", MDY, date(2024, 2, 29)),
    ("29/2/2024", MDY, date(2024, 2, 29)),
    ("20121984", MDY, date(1984, 12, 20)),
    ("19101012", MDY, date(1910, 10, 12)),
    ("19051984", DMY, date(1984, 5, 19)),
]


@pytest.mark.parametrize(("typed", "order", "expected"), BY_ORDER)
def test_the_setting_decides_what_the_calendar_leaves_open(typed: str, order: DateOrder, expected: date) -> None:
    """3/4/1984 is March 4 or April 3 as the clinic writes its dates."""
    assert expected == parse_birth_date(typed, order=order, today=TODAY)


SHORT_YEARS = [
    ("11/23/26", date(2026, 11, 23)),
    ("11/24/26", date(1926, 11, 24)),
    ("11/22/26", date(2026, 11, 22)),
    ("1/1/27", date(1927, 1, 1)),
    ("12/31/25", date(2025, 12, 31)),
    ("1/1/00", date(2000, 1, 1)),
    ("2/29/00", date(2000, 2, 29)),
    ("2/29/24", date(2024, 2, 29)),
    ("2/29/96", date(1996, 2, 29)),
    ("1/1/99", date(1999, 1, 1)),
    ("23nov26", date(2026, 11, 23)),
    ("24nov26", date(1926, 11, 24)),
    ("dec 1 26", date(1926, 12, 1)),
    ("nov 1 26", date(2026, 11, 1)),
]


@pytest.mark.parametrize(("typed", "expected"), SHORT_YEARS)
def test_two_digits_name_the_latest_year_that_is_not_ahead(typed: str, expected: date) -> None:
    """Nobody is born in the future, so 26 is this year up to today and a century earlier after it."""
    assert expected == parse_birth_date(typed, order=MDY, today=TODAY)


BY_NAME = "Type the month by name (14mar1984) or the year first (1984-03-14)."
TYPE_IT = {way: f"Type it as {way}, or the month by name: 14mar." for way in ("3/14", "14/3")}
REFUSED = [
    ("sun mar 14 1984", MDY, "Wed 14 Mar 1984 is not a Sunday. Correct the weekday or leave it out."),
    ("", MDY, "The birth date is missing. Type it as 3/14/1984 or 14mar1984."),
    (" \u200b ", DMY, "The birth date is missing. Type it as 14/3/1984 or 14mar1984."),
    ("soon", MDY, "“soon” is not a birth date. Type it as 3/14/1984, 14mar1984 or 1984-03-14."),
    ("3/14/198", MDY, "“3/14/198” is only a part of a birth date. Type day, month and year: 3/14/1984."),
    ("3/14", MDY, "“3/14” is only a part of a birth date. Type day, month and year: 3/14/1984."),
    ("14mar", DMY, "“14mar” is only a part of a birth date. Type day, month and year: 14/3/1984."),
    ("1984", MDY, "“1984” is only a part of a birth date. Type day, month and year: 3/14/1984."),
    ("mar 1984", YMD, "“mar 1984” is only a part of a birth date. Type day, month and year: 1984-03-14."),
    ("1984-03", MDY, "“1984-03” is only a part of a birth date. Type day, month and year: 3/14/1984."),
    ("2/30/1984", MDY, "There is no 30 February 1984: that month has 29 days. Check the day."),
    ("30/2/84", DMY, "There is no 30 February 1984: that month has 29 days. Check the day."),
    ("30/2/12", DMY, "There is no 30 February 2012: that month has 29 days. Check the day."),
    ("2/29/1983", MDY, "There is no 29 February 1983: that month has 28 days. Check the day."),
    ("2/29/1900", MDY, "There is no 29 February 1900: that month has 28 days. Check the day."),
    ("29feb83", MDY, "There is no 29 February 1983: that month has 28 days. Check the day."),
    ("31/4/1984", DMY, "There is no 31 April 1984: that month has 30 days. Check the day."),
    ("31/4/1984", MDY, "There is no 31 April 1984: that month has 30 days. Check the day."),
    ("1984-06-31", MDY, "There is no 31 June 1984: that month has 30 days. Check the day."),
    ("0/3/1984", DMY, "0/3/1984 names day 0. Days go from 1 to 31; type it again."),
    ("3/0/1984", MDY, "3/0/1984 names day 0. Days go from 1 to 31; type it again."),
    ("00/00/1984", MDY, "00/00/1984 names month 0, and there are 12. " + TYPE_IT["3/14"]),
    ("13/13/1984", MDY, "13/13/1984 names month 13, and there are 12. " + TYPE_IT["3/14"]),
    ("1984-14-03", DMY, "1984-14-03 names month 14, and there are 12. " + TYPE_IT["14/3"]),
    ("11/24/2026", MDY, "24 November 2026 is still to come, so nobody was born then. Check the birth date."),
    ("12/1/2026", MDY, "1 December 2026 is still to come, so nobody was born then. Check the birth date."),
    ("2084-03-14", MDY, "14 March 2084 is still to come, so nobody was born then. Check the birth date."),
    ("3/14/1884", MDY, "Born 14 March 1884, the patient would be 142 years old. Check the year."),
    ("3/14/0084", MDY, "Born 14 March 84, the patient would be 1942 years old. Check the year."),
    ("11/22/1895", MDY, "Born 22 November 1895, the patient would be 131 years old. Check the year."),
    ("3/14/0000", MDY, "The year of 3/14/0000 is not clear. Type all four digits."),
    ("3/4/84", YMD, "3/4/84 can be 4 March 1984 or 3 April 1984. " + BY_NAME),
    ("3/4/1984", YMD, "3/4/1984 can be 4 March 1984 or 3 April 1984. " + BY_NAME),
    ("14/3/12", MDY, "14/3/12 can be 14 March 2012 or 12 March 2014. " + BY_NAME),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "order", "sentence"), REFUSED)
def test_what_is_no_birth_date_is_refused_with_what_to_type(typed: str, order: DateOrder, sentence: str) -> None:
    """A birth date is whole, on the calendar, past, within a human life and has one meaning."""
    with pytest.raises(BadInput) as refused:
        parse_birth_date(typed, order=order, today=TODAY)
    assert sentence == refused.value.sentence
    assert "birth_date" == refused.value.field


NO_DATE = [
    "x", "-", "/", "3//84", "3/14//84", "3/14/84/2", "1/2/3", "1/2/3/4", "3/14-84", "14mar84mar",
    "mar mar 84", "14 foo 84", "14 ma 84", "84", "7", "314", "31484", "1984031", "198403144",
    "12345678901234567890", "9" * 100, "14 mar 84 5", "mar", "today", "fri", "+3", "3.14.84.",
    "1984-W12-3", "1984-074", "½", "١", "14:30", "3/14/84 x", "0x13", "1e3", "Smith [/]", "\x1b[31m",
]  # fmt: skip


@pytest.mark.parametrize("typed", NO_DATE)
def test_what_does_not_look_like_a_date_is_refused(typed: str) -> None:
    """Nothing is guessed from the leftovers of a date, and nothing crashes the reader."""
    with pytest.raises(BadInput):
        parse_birth_date(typed, order=MDY, today=TODAY)


def test_the_oldest_birth_date_is_one_hundred_and_thirty_years_ago() -> None:
    """130 years is still read, a day more of the 131st year too, 131 is not."""
    assert date(1896, 11, 23) == parse_birth_date("1896-11-23", order=MDY, today=TODAY)
    assert date(1895, 11, 24) == parse_birth_date("1895-11-24", order=MDY, today=TODAY)
    with pytest.raises(BadInput):
        parse_birth_date("1895-11-23", order=MDY, today=TODAY)


@given(past_dates, st.sampled_from(ORDERS))
def test_every_written_form_reads_back(born: date, order: DateOrder) -> None:
    """Whatever the program writes for a birth date, and the ISO and named forms, read back and find."""
    month = MONTHS[born.month - 1]
    forms = (
        order.write(born),
        born.isoformat(),
        f"{born:%Y%m%d}",
        f"{born.day} {month} {born.year}",
        f"{month} {born.day}, {born.year}",
        f"{born.day}{month[:3]}{born.year}",
    )
    for form in forms:
        assert born == parse_birth_date(form, order=order, today=TODAY)
        found_by = BirthPattern(born.year, born.month, born.day)
        assert found_by == partial_birth_date(form, order=order, today=TODAY)


@given(recent_dates)
def test_two_digit_years_read_back_within_a_century(born: date) -> None:
    """Each day of the last hundred years can be typed with two digits of its year."""
    if (born.month, born.day) == (TODAY.month, TODAY.day) and born.year == TODAY.year - 100:
        return
    typed = f"{born.day}{MONTHS[born.month - 1][:3]}{born.year % 100:02}"
    assert born == parse_birth_date(typed, order=MDY, today=TODAY)


@given(st.text(max_size=20), st.sampled_from(ORDERS))
def test_any_text_is_a_date_or_refused(text: str, order: DateOrder) -> None:
    """The strict reader answers with a past date or a refusal, the lenient one with a pattern or None."""
    with contextlib.suppress(BadInput):
        assert TODAY >= parse_birth_date(text, order=order, today=TODAY)
    pattern = partial_birth_date(text, order=order, today=TODAY)
    assert pattern is None or pattern.describe().startswith("born ")


PATTERNS = [
    ("3/14", MDY, (None, 3, 14)),
    ("3/14", DMY, (None, 3, 14)),
    ("14/3", MDY, (None, 3, 14)),
    ("3/4", MDY, (None, 3, 4)),
    ("3/4", DMY, (None, 4, 3)),
    ("3/4", YMD, (None, 3, 4)),
    ("3-14", MDY, (None, 3, 14)),
    ("3.14", MDY, (None, 3, 14)),
    ("14.3.", MDY, (None, 3, 14)),
    ("4.3.", MDY, (None, 3, 4)),
    ("03/14", MDY, (None, 3, 14)),
    ("0314", MDY, (None, 3, 14)),
    ("1403", MDY, (None, 3, 14)),
    ("0403", DMY, (None, 3, 4)),
    ("2/29", MDY, (None, 2, 29)),
    ("1984", MDY, (1984, None, None)),
    ("2026", MDY, (2026, None, None)),
    ("1896", MDY, (1896, None, None)),
    ("2012", MDY, (2012, None, None)),
    ("1984-03", MDY, (1984, 3, None)),
    ("1984/3", MDY, (1984, 3, None)),
    ("3/1984", MDY, (1984, 3, None)),
    ("03-1984", DMY, (1984, 3, None)),
    ("3/84", MDY, (1984, 3, None)),
    ("84-03", MDY, (1984, 3, None)),
    ("mar84", MDY, (1984, 3, None)),
    ("mar 1984", MDY, (1984, 3, None)),
    ("84mar", MDY, (1984, 3, None)),
    ("1984mar", MDY, (1984, 3, None)),
    ("mar14", MDY, (None, 3, 14)),
    ("14mar", MDY, (None, 3, 14)),
    ("14 march", MDY, (None, 3, 14)),
    ("march 14th", MDY, (None, 3, 14)),
    ("14mar84", MDY, (1984, 3, 14)),
    ("3/14/84", MDY, (1984, 3, 14)),
    ("3/14/1984", MDY, (1984, 3, 14)),
    ("14.3.1984", MDY, (1984, 3, 14)),
    ("1984-03-14", MDY, (1984, 3, 14)),
    ("19840314", MDY, (1984, 3, 14)),
    ("031484", MDY, (1984, 3, 14)),
    ("11/24/26", MDY, (1926, 11, 24)),
    ("nov32", MDY, (1932, 11, None)),
    # still being typed
    ("3/", MDY, (None, 3, None)),
    ("3/", YMD, (None, 3, None)),
    ("3/", DMY, (None, None, 3)),
    ("14/", MDY, (None, None, 14)),
    ("3/1", MDY, (None, 3, 1)),
    ("3/0", MDY, (None, 3, None)),
    ("3/14/", MDY, (None, 3, 14)),
    ("3/14/1", MDY, (None, 3, 14)),
    ("3/14/19", MDY, (2019, 3, 14)),
    ("3/14/198", MDY, (None, 3, 14)),
    ("1984-", MDY, (1984, None, None)),
    ("1984-0", MDY, (1984, None, None)),
    ("1984-03-", MDY, (1984, 3, None)),
    ("1984-03-0", MDY, (1984, 3, None)),
    ("1984-03-1", MDY, (1984, 3, 1)),
]


@pytest.mark.parametrize(("typed", "order", "expected"), PATTERNS)
def test_a_part_of_a_birth_date_is_a_pattern(
    typed: str, order: DateOrder, expected: tuple[int | None, int | None, int | None]
) -> None:
    """A lookup takes what is known of a birth date, also while it is being typed."""
    assert BirthPattern(*expected) == partial_birth_date(typed, order=order, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "", "smith", "mar", "may", "3", "14", "84", "314", "2/30", "13/13", "4/31", "31/6", "1895",
        "2027", "3000",
        "555-0123", "617.555.0123", "6175550123", "12345", "123456", "99999999", "0199", "M-1042", "mar1884",
        "dec 2026",
        "2026-12", "11/24/2026", "3/14/1884", "2/29/1983", "foo84", "0/0", "45/", "-", "/",
    ],
)  # fmt: skip
def test_what_is_no_possible_past_date_is_no_pattern(typed: str) -> None:
    """Names, phone numbers, impossible dates and those to come are not taken for birth dates."""
    assert partial_birth_date(typed, order=MDY, today=TODAY) is None


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (BirthPattern(month=3, day=14), "born 14 March"),
        (BirthPattern(year=1984), "born 1984"),
        (BirthPattern(1984, 3, 14), "born 14 March 1984"),
        (BirthPattern(1984, 3), "born March 1984"),
        (BirthPattern(month=3), "born in March"),
        (BirthPattern(day=14), "born on day 14 of a month"),
    ],
)
def test_a_pattern_says_how_it_was_read(pattern: BirthPattern, words: str) -> None:
    """The line below the lookup box names the month, so that 3/4 shows its order."""
    assert words == pattern.describe()


@given(past_dates, st.booleans(), st.booleans(), st.booleans())
def test_a_pattern_matches_the_dates_it_was_taken_from(
    born: date,
    year: bool,  # noqa: FBT001 - hypothesis passes by position
    month: bool,  # noqa: FBT001
    day: bool,  # noqa: FBT001
) -> None:
    """A pattern of any parts of a date matches that date, and not one that differs in such a part."""
    pattern = BirthPattern(born.year if year else None, born.month if month else None, born.day if day else None)
    assert pattern.matches(born)
    other = date(born.year - 1, born.month % 12 + 1, born.day % 28 + 1)
    assert (not (year or month or day)) == pattern.matches(other) or (day and other.day == born.day)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (BirthPattern(month=3, day=14), BirthPattern(year=1984), BirthPattern(1984, 3, 14)),
        (BirthPattern(year=1984), BirthPattern(1984, 3), BirthPattern(1984, 3)),
        (BirthPattern(month=3), BirthPattern(day=14), BirthPattern(month=3, day=14)),
        (BirthPattern(year=1984), BirthPattern(year=1985), None),
        (BirthPattern(month=3, day=14), BirthPattern(month=4), None),
    ],
)
def test_two_patterns_join_unless_they_contradict(
    one: BirthPattern, other: BirthPattern, both: BirthPattern | None
) -> None:
    """3/14 and 1984 are one birth date; 1984 and 1985 are none."""
    assert both == one.joined(other)
    assert both == other.joined(one)
