"""What is an item of the stock, what moves it, and what is an order of it?"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Final

from msgspec import Struct

from core.record_ref import RecordRef

MOST: Final = 1_000_000
"""Pieces of one item, on hand or ordered."""


class ItemStatus(Enum):
    """Whether it is kept; ENTERED_IN_ERROR is what undoing it leaves behind."""

    CURRENT = "current"
    RETIRED = "retired"
    ENTERED_IN_ERROR = "entered-in-error"


class SupplyItem(Struct, frozen=True):
    """Something that is kept at a site, in pieces of `unit`: box, roll.

    It is ordered up to `par` once what is on hand and on order is no more than `reorder_at`. `supplier` is a number
    of the directory, `catalog` the number under which the supplier has it.
    """

    id: int
    name: str
    unit: str = "piece"
    site: str = ""
    par: int = 0
    reorder_at: int = 0
    supplier: int | None = None
    catalog: str = ""
    note: str = ""
    status: ItemStatus = ItemStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("supply_item", self.id)


class MoveKind(Enum):
    """Why the stock changed."""

    COUNTED = "counted"
    USED = "used"
    RECEIVED = "received"


class MoveStatus(Enum):
    """Whether it counts; ENTERED_IN_ERROR is what undoing it leaves behind."""

    POSTED = "posted"
    ENTERED_IN_ERROR = "entered-in-error"


class SupplyMove(Struct, frozen=True):
    """By how many pieces the stock of an item changed. What is on hand is the sum of all that are posted.

    Of a count, `counted` is what was there; of what was received, `order` is the number of the order.
    """

    id: int
    item: int
    kind: MoveKind
    quantity: int
    at: datetime
    by: str
    counted: int | None = None
    order: int | None = None
    note: str = ""
    status: MoveStatus = MoveStatus.POSTED
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("supply_move", self.id)


class OrderStatus(Enum):
    """How far an order has come; that a part of a placed one was received is told by the movements."""

    DRAFT = "draft"
    PLACED = "placed"
    RECEIVED = "received"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


class OrderLine(Struct, frozen=True):
    """So many pieces of an item."""

    item: int
    quantity: int


class SupplyOrder(Struct, frozen=True):
    """What one site orders of one supplier (a number of the directory; None while nobody said of whom)."""

    id: int
    site: str
    supplier: int | None
    lines: tuple[OrderLine, ...]
    status: OrderStatus = OrderStatus.DRAFT
    since: datetime | None = None
    since_by: str = ""
    expected: date | None = None
    reference: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """Its name."""
        return RecordRef("supply_order", self.id)
