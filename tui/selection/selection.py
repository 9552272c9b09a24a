"""What is highlighted and marked where a key is pressed?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot

ON_MARKED: Final = frozenset({"arrive", "check_in", "room", "depart", "check_out", "no_show", "cancel"})
"""Which actions act on all that are marked, as one act."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is highlighted: an appointment, a slot (also under an appointment), or nothing; and what is marked."""

    scheduled: ScheduledVisit | None
    slot: Slot | None
    marked: tuple[ScheduledVisit, ...] = ()
    in_queue: bool = False
    patient: Patient | None = None
    among_patients: bool = False

    @property
    def target(self) -> object:
        """What tells whether the same is highlighted; None for nothing."""
        return self.scheduled.appointment.id if self.scheduled else self.slot or self.patient

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Who is highlighted or marked."""
        visits = (*self.marked, *((self.scheduled,) if self.scheduled else ()))
        return (*(one.patient for one in visits), *((self.patient,) if self.patient else ()))

    def meant_by(self, action: str) -> tuple[ScheduledVisit, ...]:
        """The appointments that the action would act on."""
        if self.marked and action in ON_MARKED:
            return self.marked
        return (self.scheduled,) if self.scheduled else ()
