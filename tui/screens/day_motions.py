"""Which actions only move the cursor of the schedule, and where to?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tui.widgets.day_grid import DayGrid


def moved(grid: DayGrid, action: str, count: int = 1) -> bool:
    """Whether the action is a motion; it is then made `count` times, as far as the day goes."""
    motions: Mapping[str, Callable[[], None]] = {
        "up": lambda: grid.move(-1, 0),
        "down": lambda: grid.move(1, 0),
        "left": lambda: grid.move(0, -1),
        "right": lambda: grid.move(0, 1),
        "prev_group": lambda: grid.turn_group(-1),
        "next_group": lambda: grid.turn_group(1),
        "page_up": lambda: grid.page(-1),
        "page_down": lambda: grid.page(1),
        "home": grid.home,
        "end": grid.end,
    }
    if action not in motions:
        return False
    for _ in range(count):
        motions[action]()
    return True
