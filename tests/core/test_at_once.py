"""Is what is counted at once what a count of every minute finds, whatever the order?"""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.calendar.interval import Interval
from core.schedule.rules.at_once import most_at_once
from core.schedule.rules.crowding import crowds, overbooked
from tests.core.proposing import FU20, propose, taken
from tests.core.test_c07_capacity import known, session

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8)
NINE = propose("9:00").span.start


def interval(start: int, length: int) -> Interval:
    """So many minutes after nine."""
    return Interval(NINE + timedelta(minutes=start), NINE + timedelta(minutes=start + length))


def clock(minute: int) -> str:
    """'9:05'."""
    return f"9:{minute:02}"


def by_minute(wanted: Sequence[tuple[int, int]], minute: int) -> list[int]:
    """Who is there in that minute."""
    return [at for at, (start, length) in enumerate(wanted) if start <= minute < start + length]


@given(spans, st.integers(0, 30), st.integers(1, 12))
def test_the_most_at_once_is_the_most_of_any_minute(wanted: list[tuple[int, int]], start: int, length: int) -> None:
    """Half-open, and within the span alone."""
    found = most_at_once(interval(start, length), {at: interval(*one) for at, one in enumerate(wanted)})
    counts = [by_minute(wanted, minute) for minute in range(start, start + length)]
    assert len(found) == max(map(len, counts))
    assert sorted(found) in counts


@given(spans, st.integers(0, 30), st.integers(1, 12), st.integers(1, 4))
def test_a_booking_is_one_too_many_where_a_minute_has_as_many_as_there_may_be(
    wanted: list[tuple[int, int]], start: int, length: int, capacity: int
) -> None:
    """Whatever the session takes, and nowhere else."""
    others = [
        taken(clock(begin), clock(begin + long), number=7 + at, room=None) for at, (begin, long) in enumerate(wanted)
    ]
    facts = known([session("9:00-12:00", capacity)], others)
    proposal = propose(clock(start), minutes=length, visit_type=FU20)
    full = any(len(by_minute(wanted, minute)) >= capacity for minute in range(start, start + length))
    assert full is (next(crowds(proposal, facts), None) is not None)


@given(spans, st.integers(1, 4))
def test_so_few_gone_nobody_is_one_too_many(wanted: list[tuple[int, int]], capacity: int) -> None:
    """In any order as many are over, none where every minute bears it, and a booking makes it one more at most."""
    others = [
        taken(clock(begin), clock(begin + long), number=7 + at, room=None) for at, (begin, long) in enumerate(wanted)
    ]
    facts = known([session("9:00-12:00", capacity)], others)
    over = overbooked(others, facts)
    assert over == overbooked(list(reversed(others)), facts)
    assert (over == 0) is all(len(by_minute(wanted, minute)) <= capacity for minute in range(45))
    if others:
        assert 0 <= over - overbooked(others[1:], facts) <= 1
