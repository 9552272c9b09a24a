"""When do two spans of time overlap, and what is left of one when others are taken out?"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.interval import Interval, merged

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def span(start: int, end: int) -> Interval:
    """From `start` to `end` minutes after nine."""
    return Interval(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end))


def minutes_in(*spans: Interval) -> set[int]:
    """The minutes after nine that the spans hold."""
    return {
        minute
        for one in spans
        for minute in range((one.start - NINE) // timedelta(minutes=1), (one.end - NINE) // timedelta(minutes=1))
    }


bounds = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)
spans = bounds.map(lambda pair: span(pair[0], pair[1]))
full_spans = bounds.filter(lambda pair: pair[0] < pair[1]).map(lambda pair: span(pair[0], pair[1]))

OVERLAPS = [
    (span(0, 20), span(20, 40), False),  # back to back
    (span(20, 40), span(0, 20), False),
    (span(0, 20), span(19, 40), True),
    (span(0, 60), span(20, 40), True),  # partial, unequal starts
    (span(20, 40), span(0, 60), True),
    (span(0, 20), span(0, 20), True),
    (span(10, 10), span(0, 20), False),  # an empty one holds no instant
]


@pytest.mark.parametrize(("one", "other", "overlap"), OVERLAPS)
def test_half_open_spans_overlap_only_if_they_share_an_instant(
    one: Interval, other: Interval, *, overlap: bool
) -> None:
    """Back to back is no overlap; LibreHealth saw one only where the starts were equal."""
    assert overlap == one.overlaps(other)


@given(spans, spans)
def test_overlap_is_having_a_minute_in_common(one: Interval, other: Interval) -> None:
    """Two spans overlap exactly when some minute lies in both, and it does not matter who is asked."""
    common = bool(minutes_in(one) & minutes_in(other))
    assert (common, common) == (one.overlaps(other), other.overlaps(one))


@given(spans, spans)
def test_shared_is_what_lies_in_both(one: Interval, other: Interval) -> None:
    """What two spans share has the minutes of both, and is None where there are none."""
    shared = one.shared(other)
    assert minutes_in(one) & minutes_in(other) == (minutes_in(shared) if shared else set())
    assert one.overlaps(other) == (shared is not None)


@given(spans, spans)
def test_a_span_covers_another_that_lies_within_it(one: Interval, other: Interval) -> None:
    """Whoever covers another has all of its minutes."""
    if one.covers(other):
        assert minutes_in(other) <= minutes_in(one)


def test_a_span_covers_itself_and_not_a_minute_more() -> None:
    """The bounds belong to what is covered."""
    assert (True, False, False) == (
        span(0, 20).covers(span(0, 20)),
        span(0, 20).covers(span(0, 21)),
        span(1, 20).covers(span(0, 20)),
    )


@given(full_spans, st.lists(spans, max_size=5))
def test_minus_leaves_every_other_minute(whole: Interval, others: list[Interval]) -> None:
    """What is left of a span are its minutes that none of the others has, as spans in order that never touch."""
    left = whole.minus(others)
    assert minutes_in(whole) - minutes_in(*others) == minutes_in(*left)
    assert all(one.start < one.end for one in left)
    assert all(one.end < following.start for one, following in pairwise(left))


@given(st.lists(spans, max_size=6))
def test_merged_has_the_minutes_of_all_once(several: list[Interval]) -> None:
    """The union keeps every minute, in order, and what touches has become one."""
    union = merged(several)
    assert minutes_in(*several) == minutes_in(*union)
    assert all(one.end < following.start for one, following in pairwise(union))


def test_touching_spans_merge_into_one() -> None:
    """A session till twelve and one from twelve are one stretch of time."""
    assert (span(0, 40),) == merged([span(20, 40), span(0, 20)])
