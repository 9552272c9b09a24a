"""What is a measured figure, what is it held against, and does it keep what was promised?"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_FOR_P95 = 20
_LEAST_FOR_P99 = 100


class Samples(Struct, frozen=True):
    """What was measured, in the order it was; never empty. Times are milliseconds."""

    values: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def p95(self) -> float | None:
        """None from too few samples to tell."""
        return self._percentile(95) if len(self.values) >= _LEAST_FOR_P95 else None

    @property
    def p99(self) -> float | None:
        """None from too few samples to tell."""
        return self._percentile(99) if len(self.values) >= _LEAST_FOR_P99 else None

    @property
    def most(self) -> float:
        """The greatest."""
        return max(self.values)

    def _percentile(self, percent: int) -> float:
        ordered = sorted(self.values)
        return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


class Reference(Struct, frozen=True):
    """What the figure is held against, measured in the same run: on a slow machine both are slow."""

    name: str
    samples: Samples


class Bar(Struct, frozen=True):
    """A promise: that `statistic` (p50, p95, p99, max, or ratio to the reference) is at most `limit`, or at least."""

    statistic: str
    limit: float
    at_least: bool = False

    @property
    def text(self) -> str:
        """'p95 <= 5'."""
        return f"{self.statistic} {'>=' if self.at_least else '<='} {self.limit:g}"


class Figure(Struct, frozen=True):
    """One line of the table. `unit` is that of the samples and of the reference's."""

    group: str
    name: str
    unit: str
    samples: Samples
    reference: Reference | None = None
    bars: tuple[Bar, ...] = ()

    @property
    def ratio(self) -> float | None:
        """How many times the reference's median the median is."""
        if self.reference is None or not self.reference.samples.p50:
            return None
        return self.samples.p50 / self.reference.samples.p50

    def statistic(self, name: str) -> float | None:
        """The p50, p95, p99, max or ratio; None where there is none."""
        samples = self.samples
        return {
            "p50": samples.p50,
            "p95": samples.p95,
            "p99": samples.p99,
            "max": samples.most,
            "ratio": self.ratio,
        }[name]

    def keeps(self, bar: Bar) -> bool | None:
        """Whether the promise is kept; None when too little was measured to tell."""
        value = self.statistic(bar.statistic)
        if value is None:
            return None
        return value >= bar.limit if bar.at_least else value <= bar.limit


def samples_of(values: Sequence[float]) -> Samples:
    """`values` as samples."""
    return Samples(tuple(values))
