"""What is asked and said of an item of the supplies. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

SUPPLY: Final = "Supplies"
ASKED: Final = {
    "c": "How many are there",
    "u": "How many were used (Enter: 1)",
    "o": "How many to order{proposed}",
    "p": "Placed; when is it expected (a day, or nothing)",
    "r": "How many came{proposed}",
}
WORDS: Final = {"c": "count", "u": "use", "o": "order", "p": "place", "r": "receive"}
PROPOSED: Final = " (Enter: {many})"
NOT_NOW: Final = {
    "p": "{item} is in no draft. Put it into one first: o.",
    "r": "No placed order has {item}.",
}
HEAD: Final = "{item}  {number}  {site}"
STANDS: Final = "{on_hand} {unit} on hand, {on_order} on order; par {par}, ordered at {reorder_at}"
