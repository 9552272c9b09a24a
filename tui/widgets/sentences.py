"""Words of the day grid and the queue. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

QUEUE_BY_TIME: Final = "by time"
QUEUE_BY_WAITING: Final = "by waiting"
QUEUE_BY_STEP: Final = "by step"
QUEUE_BY_PROVIDER: Final = "by provider"
QUEUE_BY_NAME: Final = "by name"
QUEUE_GROUP: Final = "{name}  {count}"
QUEUE_GROUP_HERE: Final = ", {here} here"
QUEUE_GROUP_GOES_ON: Final = ", more"

GRID_LUNCH: Final = "lunch"
GRID_BREAK: Final = "break"
GRID_LEAVE: Final = "leave"
GRID_HOLIDAY: Final = "holiday"
GRID_CANCELLED: Final = "cancelled"
GRID_OPENS: Final = "opens {when}"
GRID_HELD: Final = "held by {who}, {left}"
GRID_HELD_SHORT: Final = "held {who} {left}"
GRID_FREE_FROM: Final = ":{minute:02} free"
