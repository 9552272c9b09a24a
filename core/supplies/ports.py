"""What supplies need of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from core.journal import ports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.clinic.context import Context
    from core.supplies.model import SupplyItem, SupplyMove, SupplyOrder


class SupplyReader(Protocol):
    """Items, sums of movements, and orders. All three are records of their kinds."""

    def items(self) -> Sequence[SupplyItem]:
        """Those that are no mistakes, by number."""
        ...

    def on_hand(self) -> Mapping[int, int]:
        """By item, the sum of its movements; an item without any is not there."""
        ...

    def open_orders(self) -> Sequence[SupplyOrder]:
        """Drafts, and what was placed and has not come whole, by number."""
        ...

    def received(self, order: int) -> Mapping[int, int]:
        """By item, how many came of that order."""
        ...

    def moves(self, item: int, limit: int) -> Sequence[SupplyMove]:
        """The newest movements of an item."""
        ...


class Reading(ports.Reading, Protocol):
    """A snapshot with the supplies."""

    @property
    def supplies(self) -> SupplyReader:
        """They."""
        ...


class Writing(Reading, ports.Writing, Protocol):
    """A transaction with the supplies."""


SupplyContext: TypeAlias = "Context[Reading, Writing]"
