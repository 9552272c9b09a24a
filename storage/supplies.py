"""Which items are kept, what is the sum of their movements, and which orders are open?"""

from __future__ import annotations

import sqlite3
from typing import Final

from core.supplies.model import ItemStatus, MoveStatus, OrderStatus, SupplyItem, SupplyMove, SupplyOrder
from storage.office_tables import SUPPLY_ITEM, SUPPLY_MOVE, SUPPLY_ORDER
from storage.sqlite.dialect import by_index

_POSTED: Final = f"status = '{MoveStatus.POSTED.value}'"
_ITEMS: Final = f"""
SELECT {SUPPLY_ITEM.table.named()} FROM supply_item WHERE status <> '{ItemStatus.ENTERED_IN_ERROR.value}' ORDER BY id
"""
_ON_HAND: Final = f"""
SELECT item, sum(quantity) FROM supply_move {by_index("supply_move_by_item")} WHERE {_POSTED} GROUP BY item
"""
_OPEN: Final = f"""
SELECT {SUPPLY_ORDER.table.named()} FROM supply_order {by_index("supply_order_open")}
WHERE status IN ('{OrderStatus.DRAFT.value}', '{OrderStatus.PLACED.value}') ORDER BY id
"""
_RECEIVED: Final = f"""
SELECT item, sum(quantity) FROM supply_move {by_index("supply_move_by_order")}
WHERE order_id = ? AND {_POSTED} AND order_id IS NOT NULL GROUP BY item
"""
_NEWEST: Final = f"""
SELECT {SUPPLY_MOVE.table.named()} FROM supply_move WHERE item = ? AND {_POSTED} ORDER BY id DESC LIMIT ?
"""


class SupplyRepository:
    """`core.supplies.ports.SupplyReader`; items, movements and orders are written as any record is."""

    __slots__ = ("_db",)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def items(self) -> tuple[SupplyItem, ...]:
        """Those that are no mistakes."""
        return tuple(map(SUPPLY_ITEM.table.from_row, self._db.execute(_ITEMS)))

    def on_hand(self) -> dict[int, int]:
        """By item, the sum of its movements."""
        return dict(self._db.execute(_ON_HAND).fetchall())

    def open_orders(self) -> tuple[SupplyOrder, ...]:
        """Drafts, and what was placed and has not come whole."""
        return tuple(map(SUPPLY_ORDER.table.from_row, self._db.execute(_OPEN)))

    def received(self, order: int) -> dict[int, int]:
        """By item, how many came of that order."""
        return dict(self._db.execute(_RECEIVED, (order,)).fetchall())

    def moves(self, item: int, limit: int) -> tuple[SupplyMove, ...]:
        """The newest movements of an item."""
        return tuple(map(SUPPLY_MOVE.table.from_row, self._db.execute(_NEWEST, (item, limit))))
