"""How is a time with a provider put into words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock, format_end
from core.calendar.wall import local

if TYPE_CHECKING:
    from core.schedule.requests import Assessment
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


def slot_words(workstation: Workstation, slot: Slot) -> str:
    """'Tue 24 Nov 2026 9:30 with Lee, D at Main Street'."""
    clinic = workstation.view.clinic
    provider, site = clinic.providers[slot.provider].short, clinic.sites[slot.site].name
    start = slot.start.replace(tzinfo=clinic.sites[slot.site].tz)
    return f"{start:%a %-d %b %Y} {format_clock(start)} with {provider} at {site}"


def slot_lines(workstation: Workstation, slot: Slot, checked: Assessment | None) -> tuple[Line, ...]:
    """The time and, once it was checked, until when, in which room and with which interpreter, and what it is afar."""
    said = slot_words(workstation, slot)
    if checked:
        said += f" to {format_end(local(checked.end, checked.site.tz))}"
        said += checked.where
    if checked and checked.afar:
        return (((f" {said},", "panel"),), ((f" {checked.afar[2:]}", "panel"),))
    return (((f" {said}", "panel"),),)
