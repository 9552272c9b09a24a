"""Which dates are one slip of the pen away?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_typos import DateTypo, date_typo, date_typos

BORN = date(1984, 3, 12)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (date(1984, 12, 3), DateTypo.DAY_AND_MONTH),
        (date(1984, 3, 21), DateTypo.SWAPPED_DIGITS),
        (date(1948, 3, 12), DateTypo.SWAPPED_DIGITS),
        (date(1984, 3, 2), DateTypo.ONE_DIGIT),
        (date(1994, 3, 12), DateTypo.ONE_DIGIT),
        (date(1984, 3, 11), DateTypo.ONE_DIGIT),
        (date(1984, 4, 13), None),
        (date(1990, 8, 2), None),
    ],
)
def test_a_slip_is_named(other: date, expected: DateTypo | None) -> None:
    """Day and month, two neighbouring digits, one digit; anything more is another date."""
    assert expected is date_typo(BORN, other)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_slips_of_a_date_are_those_that_are_named(on: date) -> None:
    """Whatever is listed is a slip, and never the date itself."""
    listed = date_typos(on)
    assert on not in listed
    assert {other for other in listed if date_typo(on, other)} == listed


@given(st.dates(date(1950, 1, 1), date(1999, 12, 31)), st.dates(date(1950, 1, 1), date(1999, 12, 31)))
def test_a_slip_goes_both_ways(one: date, other: date) -> None:
    """What is a slip from one date to another is the same slip back, and is listed."""
    if one != other:
        assert date_typo(one, other) is date_typo(other, one)
        assert (date_typo(one, other) is not None) == (other in date_typos(one))
