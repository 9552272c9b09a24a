"""What are people called, as often as in the census of the United States of 1990?"""

from __future__ import annotations

from bisect import bisect
from importlib.resources import files
from typing import TYPE_CHECKING, Self

from msgspec import Struct

if TYPE_CHECKING:
    import random


class Census(Struct, frozen=True):
    """Names in capitals and, beside each, the percentage of people with it or one before it."""

    names: tuple[str, ...]
    upto: tuple[float, ...]

    @classmethod
    def read(cls, name: str) -> Self:
        """A list of the package `names`: dist.all.last, dist.female.first or dist.male.first."""
        rows = [line.split() for line in (files("names") / name).read_text("ascii").splitlines()]
        return cls(tuple(row[0] for row in rows), tuple(float(row[2]) for row in rows))

    def draw(self, rng: random.Random) -> str:
        """A name, the common ones more often."""
        return self.names[bisect(self.upto, rng.random() * self.upto[-1], hi=len(self.upto) - 1)]
