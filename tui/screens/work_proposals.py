"""To which times could the bookings to be moved go, as far as that was looked for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.prompts.proposed_slots import slots_of
from tui.screens.sentences import WORK_NO_PROPOSALS, WORK_PROPOSALS
from tui.selection.place import slot_words

if TYPE_CHECKING:
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


class WorkProposals:
    """Those of the bookings on which the cursor rested since the list was read: a key looks for none."""

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._found: dict[AppointmentId, tuple[Slot, ...]] = {}

    def forget(self) -> None:
        """The list was read again: what was free may be taken."""
        self._found.clear()

    def are_known(self, one: ScheduledVisit) -> bool:
        """Whether they were looked for."""
        return one.appointment.id in self._found

    def known(self, one: ScheduledVisit) -> tuple[Slot, ...]:
        """Those that were found."""
        return self._found.get(one.appointment.id, ())

    def look(self, one: ScheduledVisit) -> None:
        """Look for them, unless that was done. Raises NotFound where the booking is gone."""
        number = one.appointment.id
        if number not in self._found:
            workstation = self._workstation
            found = workstation.desk.schedule.proposed_moves(workstation.actor, number)
            self._found[number] = slots_of(found, workstation.view.clinic)

    def line(self, one: ScheduledVisit) -> Line:
        """Where it could go, the first one bright; nothing as long as that is not known."""
        slots = self._found.get(one.appointment.id)
        if slots is None:
            return ()
        if not slots:
            return ((f" {WORK_NO_PROPOSALS}", "warn"),)
        view = self._workstation.view
        first, *more = (slot_words(slot, view.clinic, view.now) for slot in slots)
        return ((f" {WORK_PROPOSALS} ", "hint"), (first, "ok"), *((f"  {words}", "panel") for words in more))
