"""Which JSON do items of the supplies and their orders become? Scripts rely on every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.supplies.fields import SUPPLY_ITEM

if TYPE_CHECKING:
    from core.supplies.stock import OpenOrder, Stocked
    from tui.cli.json_output import Shape


def item_json(one: Stocked) -> Shape:
    """An item with every field, what is there and on order, and whether it is low."""
    return {
        "id": one.item.id,
        **{field.key: field.kind.json(getattr(one.item, field.name)) for field in SUPPLY_ITEM},
        "on_hand": one.on_hand,
        "on_order": one.on_order,
        "wanted": one.wanted,
        "low": one.is_low,
        "rev": one.item.rev,
    }


def order_json(one: OpenOrder, supplier: str) -> Shape:
    """An order with its lines; `supplier` is an entry of the directory, null while nobody said of whom it is."""
    order = one.order
    return {
        "id": order.id,
        "state": one.state,
        "site": order.site,
        "supplier": None if order.supplier is None else {"id": order.supplier, "name": supplier},
        "lines": [
            {"item": line.item, "quantity": line.quantity, "received": one.received.get(line.item, 0)}
            for line in order.lines
        ],
        "expected": order.expected.isoformat() if order.expected else None,
        "reference": order.reference,
        "rev": order.rev,
    }
