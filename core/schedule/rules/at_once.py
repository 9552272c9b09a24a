"""How many are there at once within a span of time? Not how many overlap it: three in a row are one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from core.calendar.interval import Interval

T = TypeVar("T")


def moments(span: Interval, others: Iterable[Interval]) -> tuple[datetime, ...]:
    """When somebody comes to those who are there: the start of `span`, and each start within it. In order."""
    return tuple(sorted({span.start, *(other.start for other in others if span.start < other.start < span.end)}))


def there_at(moment: datetime, spans: Mapping[T, Interval]) -> tuple[T, ...]:
    """Who is there at that moment; half-open, so that nobody meets who leaves then."""
    return tuple(one for one, span in spans.items() if span.start <= moment < span.end)


def most_at_once(span: Interval, spans: Mapping[T, Interval]) -> tuple[T, ...]:
    """Those who are there at once, at the first moment within `span` at which most are."""
    return max((there_at(moment, spans) for moment in moments(span, spans.values())), key=len)


def is_filled_by(span: Interval, count: int, taken: Sequence[Interval], held: Sequence[Interval]) -> bool:
    """Whether what is held fills so many, at some moment within `span`, as what is taken alone does not."""
    if not held or len(most_at_once(span, dict(enumerate(taken)))) >= count:
        return False
    return len(most_at_once(span, dict(enumerate((*taken, *held))))) >= count
