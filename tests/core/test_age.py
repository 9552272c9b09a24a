"""How old is somebody on a day, and which ages lie within limits?"""

from datetime import date

import pytest

from core.calendar.age import Age, age_in_words, is_within, months_on

BORN = date(1984, 3, 14)
LEAP = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("born", "day", "months"),
    [
        (BORN, "1984-03-14", 0),
        (BORN, "1984-04-13", 0),
        (BORN, "1984-04-14", 1),
        (BORN, "2002-03-13", 215),
        (BORN, "2002-03-14", 216),
        (LEAP, "2024-03-28", 0),
        (LEAP, "2024-03-29", 1),
        (LEAP, "2025-02-28", 11),
        (LEAP, "2025-03-01", 12),
        (LEAP, "2028-02-28", 47),
        (LEAP, "2028-02-29", 48),
        (LEAP, "2042-02-28", 215),
        (LEAP, "2042-03-01", 216),
        (date(2026, 1, 31), "2026-02-28", 0),
        (date(2026, 1, 31), "2026-03-01", 1),
        (date(2026, 12, 31), "2026-11-30", -2),
    ],
)
def test_whole_months_are_counted(born: date, day: str, months: int) -> None:
    """Born on a day that a month lacks, one is older on the first of the next: a leap-day child on 1 March."""
    assert months == months_on(born, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("months", "least", "most", "expected"),
    [
        (215, 18, None, False),
        (216, 18, None, True),
        (215, None, 17, True),
        (216, None, 17, False),
        (0, 0, 0, True),
        (11, None, 0, True),
        (12, None, 0, False),
        (5, "6m", None, False),
        (6, "6m", "18m", True),
        (18, "6m", "18m", True),
        (19, "6m", "18m", False),
        (35, "6m", 2, True),
        (36, "6m", 2, False),
        (-1, 0, None, False),
        (1000, None, None, True),
    ],
)
def test_limits_are_both_included(months: int, least: Age | None, most: Age | None, expected: bool) -> None:  # noqa: FBT001
    """At most 17 years is until the day before the 18th birthday, at most 18 months the day before the 19th month."""
    assert expected is is_within(months, least, most)


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "0 months"), (1, "1 month"), (23, "23 months"), (24, "2 years"), (512, "42 years"), (-3, "0 months")],
)
def test_infants_are_months_old(months: int, words: str) -> None:
    """From two years on the years are told."""
    assert words == age_in_words(months)
