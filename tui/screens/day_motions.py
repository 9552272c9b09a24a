"""Which actions only move the cursor of the schedule, and where to, and how does it come to stand at a time?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock
from core.calendar.wall import resolve
from tui.screens.sentences import TIME_NOT_SHOWN, TIME_SKIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.clinic.model import Site
    from tui.prompts.prompt_bar import PromptBar
    from tui.selection.place import Slot
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


def stand_at(grid: DayGrid, slot: Slot, site: Site, bar: PromptBar) -> None:
    """Put the cursor on that time, in its provider's column or else the one it is in; say why it cannot stand there.

    A slot without a provider means the column that the cursor is in.
    """
    wall = slot.start.replace(tzinfo=None, fold=0)
    resolved = resolve(wall, site.tz, fold=slot.start.fold)
    if resolved.skipped:
        bar.say(TIME_SKIPPED, "hint")
    elif not ((slot.provider and grid.goto_slot(slot)) or grid.goto_time(resolved.at)):
        bar.say(TIME_NOT_SHOWN.format(time=format_clock(wall)), "hint")
