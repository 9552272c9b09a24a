"""What is highlighted and marked where a key is pressed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit
from tui.keys.action import SLOT
from tui.text.words import patients_of

if TYPE_CHECKING:
    from core.record_ref import Record, RecordRef
    from tui.keys.action import Action
    from tui.selection.place import Slot

RecordT = TypeVar("RecordT")


class ScreenKind(Struct, frozen=True):
    """What a screen declares: its name, the kinds of what can be highlighted on it, and whether Enter shows that."""

    name: str
    highlights: frozenset[str]
    shows_on_enter: bool = False

    @property
    def has_slots(self) -> bool:
        """Whether a free time can be highlighted."""
        return SLOT in self.highlights

    @property
    def bar(self) -> str:
        """Which hint bar stands at its foot: the days and weeks of the schedule share one."""
        return "day" if self.has_slots else self.name

    @property
    def opens(self) -> bool:
        """Whether Enter opens what is highlighted, as it does patients, instead of taking a step of a visit."""
        return self.shows_on_enter or "patient" in self.highlights


class Selection(Struct, frozen=True):
    """What is highlighted: records, the one within the other first, and a slot, also under an appointment.

    `marked` are the records that the next act is meant for; `proposed` are the times to which the appointment could go,
    where its list says so; `enter_word` is what Enter does here, where the hint bar has no better word; `columns` are
    the providers side by side, those out of sight too.
    """

    screen: ScreenKind
    records: tuple[Record, ...] = ()
    slot: Slot | None = None
    marked: tuple[Record, ...] = ()
    proposed: tuple[Slot, ...] = ()
    enter_word: str = ""
    columns: tuple[str, ...] = ()

    @property
    def target(self) -> RecordRef | Slot | None:
        """What tells whether the same is highlighted; None for nothing."""
        return self.records[0].ref if self.records else self.slot

    @property
    def scheduled(self) -> ScheduledVisit | None:
        """The appointment highlighted."""
        return self.highlighted(ScheduledVisit)

    @property
    def patient(self) -> Patient | None:
        """The patient highlighted, and not only somebody's appointment."""
        return self.highlighted(Patient)

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Who is highlighted or marked."""
        return patients_of((*self.marked, *self.records))

    def highlighted(self, kind: type[RecordT]) -> RecordT | None:
        """The record of that class that is highlighted."""
        return next((one for one in self.records if isinstance(one, kind)), None)

    def meant_by(self, action: Action) -> tuple[Record | Slot, ...]:
        """What the action would act on: all that are marked, or the first of what it takes that is highlighted."""
        if self.marked and action.on_marked:
            return self.marked
        by_kind: dict[str, Record | Slot] = {SLOT: self.slot} if self.slot else {}
        by_kind |= {one.ref.kind: one for one in self.records}
        return next(((by_kind[kind],) for kind in action.takes if kind in by_kind), ())

    def visits_meant_by(self, action: Action) -> tuple[ScheduledVisit, ...]:
        """The appointments among what the action would act on."""
        return tuple(one for one in self.meant_by(action) if isinstance(one, ScheduledVisit))
