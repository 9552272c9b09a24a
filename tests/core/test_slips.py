"""Which dates are one slip of the pen away?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.slips import Slip, slip, slips_of

BORN = date(1984, 3, 12)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (date(1984, 12, 3), Slip.DAY_AND_MONTH),
        (date(1984, 3, 21), Slip.SWAPPED_DIGITS),
        (date(1948, 3, 12), Slip.SWAPPED_DIGITS),
        (date(1984, 3, 2), Slip.ONE_DIGIT),
        (date(1994, 3, 12), Slip.ONE_DIGIT),
        (date(1984, 3, 11), Slip.ONE_DIGIT),
        (date(1984, 4, 13), None),
        (date(1990, 8, 2), None),
    ],
)
def test_a_slip_is_named(other: date, expected: Slip | None) -> None:
    """Day and month, two neighbouring digits, one digit; anything more is another date."""
    assert expected is slip(BORN, other)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_slips_of_a_date_are_those_that_are_named(on: date) -> None:
    """Whatever is listed is a slip, and never the date itself."""
    listed = slips_of(on)
    assert on not in listed
    assert {other for other in listed if slip(on, other)} == listed


@given(st.dates(date(1950, 1, 1), date(1999, 12, 31)), st.dates(date(1950, 1, 1), date(1999, 12, 31)))
def test_a_slip_goes_both_ways(one: date, other: date) -> None:
    """What is a slip from one date to another is the same slip back, and is listed."""
    if one != other:
        assert slip(one, other) is slip(other, one)
        assert (slip(one, other) is not None) == (other in slips_of(one))
