"""In which cells could a visit begin as far as patient, rooms, equipment and interpreters are concerned?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.interval import Interval
from core.conflict import Severity
from core.schedule.cells import Need
from core.schedule.equipment import equipment_of, pieces_at
from core.schedule.model.appointment import Mode
from core.schedule.rooms import fitting_rooms, rooms_at
from core.schedule.rules.interpreting import interpreters_for, is_needed
from core.schedule.rules.proposal import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.clinic.model import Provider, Site
    from core.record_ref import AppointmentId
    from core.schedule.cells import Stretch
    from core.schedule.ports import Reading
    from core.schedule.slots.plan import Plan


class Around(Struct, frozen=True):
    """What others take of a stretch. Rows are of the cells in which the visit searched for may begin."""

    reading: Reading
    plan: Plan
    stretch: Stretch

    def need_at(self, site: Site, *, offset: int = 0, minutes: int | None = None) -> Need:
        """What is needed for all of the visit, or of some minutes of it, at a site."""
        grid_within_cells = 4 if site.grid % 5 else 0
        return Need(offset, self.plan.minutes if minutes is None else minutes, grid_within_cells)

    def of_patient(self, site: Site) -> int:
        """While the patient is nowhere else."""
        if not self.plan.patient.id:
            return self.stretch.full
        span = self.stretch.span
        found = self.reading.schedule.between(span.start, span.end, patient=self.plan.patient.id, live_only=True)
        busy = self.stretch.filled(span_of(one) for one in found if one.appointment.id != self._moving)
        return self._fits(busy, site)

    def of_rooms(self, site: Site) -> int:
        """While a room that fits is free; a site without rooms asks for none."""
        plan, full = self.plan, self.stretch.full
        if not plan.is_in_person or not rooms_at(plan.clinic, site.code):
            return full
        fitting = fitting_rooms(plan.clinic, site.code, plan.visit_type, Mode.IN_PERSON)
        had = plan.moving.appointment.room if plan.moving else None
        rooms = [room.code for room in rooms_at(plan.clinic, site.code) if room in fitting or room.code == had]
        taken = self.reading.schedule.taken_cells("room", rooms, self.stretch)
        row = 0
        for room in rooms:
            row |= self._fits(taken.get(room, 0) & ~self.own, site)
            if row == full:
                break
        return row

    def of_equipment(self, site: Site) -> int:
        """While a piece of everything is left."""
        plan, span, row = self.plan, self.stretch.span, self.stretch.full
        if not plan.is_in_person:
            return row
        for code in equipment_of(plan.visit_type, Mode.IN_PERSON):
            users = [kind.code for kind in plan.clinic.visit_types.values() if code in kind.equipment]
            spans = [
                use
                for number, use in self.reading.schedule.in_person(span.start, span.end, site=site.code, types=users)
                if number != self._moving
            ]
            count = pieces_at(plan.clinic, site.code, code)
            row &= self._fits(self.stretch.filled(_full(spans, count)), site) if count else 0
        return row

    def of_interpreters(self, provider: Provider, site: Site) -> int:
        """While somebody who is needed can interpret; where nobody is set up to, that is only told."""
        plan, span = self.plan, self.stretch.span
        is_asked = plan.policy.rules.C11 is not Severity.WARN and is_needed(plan.patient, provider)
        if not is_asked or all(one.retired for one in plan.clinic.interpreters.values()):
            return self.stretch.full
        speakers = interpreters_for(plan.clinic, plan.patient, site)
        found = self.reading.schedule.interpreted([one.code for one in speakers], span.start, span.end)
        row = 0
        for speaker in speakers:
            theirs = (one for one in found if one.appointment.interpreter == speaker.code)
            spans = [span_of(one) for one in theirs if one.appointment.id != self._moving]
            row |= self._fits(self.stretch.filled(_full(spans, speaker.count)), site)
        return row

    @property
    def own(self) -> int:
        """What the appointment takes that is to be moved: nobody stands in their own way."""
        moving = self.plan.moving
        return self.stretch.touched([span_of(moving)]) if moving else 0

    @property
    def _moving(self) -> AppointmentId | None:
        return self.plan.moving.appointment.id if self.plan.moving else None

    def _fits(self, busy: int, site: Site) -> int:
        full = self.stretch.full
        return self.need_at(site).fits(full & ~busy, full)


def _full(spans: Iterable[Interval], count: int) -> tuple[Interval, ...]:
    """While so many of the spans, or more, are there at once."""
    edges = sorted(edge for span in spans for edge in ((span.start, 1), (span.end, -1)))
    full, there = [], 0
    for at, (moment, change) in enumerate(edges):
        there += change
        if there >= count and at + 1 < len(edges):
            full.append(Interval(moment, edges[at + 1][0]))
    return tuple(full)
