"""To which times does a move propose to go, and which of them is chosen now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.prompts.sentences import MOVE_NONE_PROPOSED, MOVE_PROPOSED
from tui.selection.place import Slot, slot_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.slots.model import Opening
    from tui.text.lines import Line
    from tui.workstation import Workstation


class ProposedSlots:
    """The first few openings of an appointment: looked for when they are first asked for, then one after the other."""

    def __init__(self, workstation: Workstation, scheduled: ScheduledVisit, known: Sequence[Slot] = ()) -> None:
        """Of those that are `known` the first is chosen."""
        self._workstation, self._scheduled = workstation, scheduled
        self._slots: tuple[Slot, ...] | None = tuple(known) or None
        self.chosen: Slot | None = known[0] if known else None

    def next(self) -> None:
        """Choose the first, or the next; after the last the first again."""
        slots = self.look()
        if slots:
            at = slots.index(self.chosen) + 1 if self.chosen in slots else 0
            self.chosen = slots[at % len(slots)]

    def look(self) -> tuple[Slot, ...]:
        """Which there are, looked for once."""
        if self._slots is None:
            desk, actor = self._workstation.desk, self._workstation.actor
            found = desk.schedule.proposed_moves(actor, self._scheduled.appointment.id)
            self._slots = slots_of(found, self._workstation.view.clinic)
        return self._slots

    def choose(self, slot: Slot | None) -> None:
        """Choose that one, if it is still proposed."""
        self.chosen = slot if slot in self.look() else None

    @property
    def were_looked_for(self) -> bool:
        """Whether they are shown."""
        return self._slots is not None

    def leave(self) -> bool:
        """Choose none any more; whether one was."""
        was, self.chosen = self.chosen, None
        return was is not None

    def lines(self) -> tuple[Line, ...]:
        """Which there are, the chosen one marked; nothing before they were looked for."""
        if self._slots is None:
            return ()
        if not self._slots:
            return (((f" {MOVE_NONE_PROPOSED}", "hint"),),)
        view = self._workstation.view
        spans = [
            (f" {slot_words(one, view.clinic, view.now)} ", "cursor" if one == self.chosen else "panel")
            for one in self._slots
        ]
        return (((f" {MOVE_PROPOSED}", "hint"), *spans),)


def slots_of(found: Sequence[Opening], clinic: Clinic) -> tuple[Slot, ...]:
    """The openings as places on the schedule."""
    return tuple(Slot(one.site, one.provider, _wall(one, clinic)) for one in found)


def _wall(one: Opening, clinic: Clinic) -> datetime:
    return local(one.start, clinic.sites[one.site].tz).replace(tzinfo=None)
