"""What stands in the rows of the work about supplies?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.screens.sentences import ENTER_SUPPLY
from tui.screens.work_rows import LeadsTo, WorkRow

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.supplies.stock import Stocked


def supply_row(one: Stocked, view: DeskView) -> WorkRow:
    """An item that is low, or on order."""
    item = one.item
    return WorkRow(
        key=("supply", item.id),
        patient=None,
        when=view.clinic.sites[item.site].name,
        kind="",
        provider="",
        trouble=one.told(local(view.now, view.first_site.tz).date()),
        leads=LeadsTo("tui.prompts.supply:ask", one, item.name, ENTER_SUPPLY, item.ref),
    )
