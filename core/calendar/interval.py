"""What a half-open interval of time is: [start, end), so that back-to-back never overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Interval(Struct, frozen=True, order=True):
    """[start, end) of aware UTC instants; empty when both are the same."""

    start: datetime
    end: datetime

    @property
    def stamp(self) -> str:
        """'202611231400-202611231420': both instants to the minute."""
        return f"{self.start:%Y%m%d%H%M}-{self.end:%Y%m%d%H%M}"

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share any instant."""
        return max(self.start, other.start) < min(self.end, other.end)

    def covers(self, other: Interval) -> bool:
        """Whether `other` lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Interval) -> Interval | None:
        """What lies in both, if anything."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.end, other.end))

    def minus(self, others: Iterable[Interval]) -> tuple[Interval, ...]:
        """What is left of this interval without the others, in order."""
        left: list[Interval] = []
        at = self.start
        for other in sorted(others):
            if not other.overlaps(self) or other.end <= at:
                continue
            if other.start > at:
                left.append(Interval(at, other.start))
            at = other.end
        if at < self.end:
            left.append(Interval(at, self.end))
        return tuple(left)


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The union of the intervals, in order; touching ones become one."""
    union: list[Interval] = []
    for interval in sorted(intervals):
        if union and interval.start <= union[-1].end:
            union[-1] = Interval(union[-1].start, max(union[-1].end, interval.end))
        else:
            union.append(interval)
    return tuple(union)
