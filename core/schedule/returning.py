"""What does an appointment meet that takes its time again, after a no-show, by an undo, a redo, a step back?

It passes the rules of a booking, but for those on when one may book (C10): it had its time before, nobody chooses one.
A room that is taken gives way to the next free one that fits. What was agreed to before is not asked for again.
"""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from msgspec import Struct

from core.conflict import Severity, blocking, warnings_among
from core.errors import BadInput
from core.schedule.beside import with_others
from core.schedule.choosing_further import FurtherChoice
from core.schedule.decision import overrides_for
from core.schedule.model.appointment import FurtherProvider
from core.schedule.opening import provider_day
from core.schedule.proposals import provider_facts
from core.schedule.rooms import fitting_rooms, free_room
from core.schedule.rules.c03_provider_overlap import provider_overlap
from core.schedule.rules.interpreting import chosen_interpreter
from core.schedule.rules.proposal import provider_span_of
from core.schedule.sentences import NOT_ASKED_FOR
from core.schedule.standing import conflicts_there, facts_around, standing_proposal
from core.schedule.wanted import further_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from core.calendar.interval import Interval
    from core.clinic.model import Clinic, Provider, Room
    from core.clinic.reason import GivenReason
    from core.conflict import Conflict
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.day import ProviderDay
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
    from core.schedule.rules.proposal import Facts, Further, Proposal, ProviderFacts
    from core.settings.model import Policy


class Returning(Struct, frozen=True):
    """An appointment with the lane and room that it would have, and what it meets there."""

    scheduled: ScheduledVisit
    conflicts: tuple[Conflict, ...]


class Returned(Struct, frozen=True):
    """Appointments as they are to be kept, what is only said of them, and the reasons that were asked for."""

    visits: tuple[ScheduledVisit, ...]
    warnings: tuple[Conflict, ...] = ()
    reasons: tuple[str, ...] = ()


class ScheduleNow(Struct, frozen=True):
    """The schedule as it is in one transaction at `now` (UTC), which time taken again is checked against.

    What `actor` holds stands in nobody's way.
    """

    reading: Reading
    clinic: Clinic
    policy: Policy
    now: datetime
    actor: str = ""

    def returning(self, wanted: Sequence[ScheduledVisit]) -> tuple[Returning, ...]:
        """What each meets, one after the other: the later of two that overlap meets the one before it."""
        numbers = frozenset(one.appointment.id for one in wanted)
        found: list[Returning] = []
        for one in wanted:
            found.append(self._returning(one, numbers, [each.scheduled for each in found]))
        return tuple(found)

    def _returning(
        self, one: ScheduledVisit, wanted: Collection[AppointmentId], before: Sequence[ScheduledVisit]
    ) -> Returning:
        proposal = standing_proposal(self.clinic, one.appointment, one.patient, self.now)
        facts = facts_around(self.reading, self.clinic, proposal, self.policy, ignoring=wanted, actor=self.actor)
        facts = with_others(facts, before, patient=proposal.patient, provider=proposal.provider, span=proposal.span)
        if proposal.room:
            proposal = replace(proposal, room=_free_room(self.clinic, proposal, facts, proposal.room))
        proposal, facts = self._with_free_further(one, proposal, facts, wanted, before)
        interpreter = chosen_interpreter(proposal, facts, had=one.appointment.interpreter)
        proposal = replace(proposal, interpreter=interpreter)
        room = proposal.room.code if proposal.room else None
        placed = replace(
            one.appointment,
            lane=_lane(proposal.provider_span, facts.provider_day, one.appointment.lane),
            further=tuple(_in_lane(each, facts, one.appointment) for each in proposal.further),
            room=room,
            interpreter=interpreter.code if interpreter else None,
        )
        met = conflicts_there(proposal, facts, self.policy)
        asked = tuple(conflict for conflict in met if not self._is_agreed(conflict, one, facts))
        return Returning(replace(one, appointment=placed), asked)

    def _with_free_further(
        self,
        one: ScheduledVisit,
        proposal: Proposal,
        facts: Facts,
        wanted: Collection[AppointmentId],
        before: Sequence[ScheduledVisit],
    ) -> tuple[Proposal, Facts]:
        """Who only fills the place of a skill gives way to the next who is free."""
        named, kept = further_of(self.clinic, one.appointment)
        if not kept:
            return proposal, facts

        def read(provider: Provider) -> ProviderFacts:
            return provider_facts(
                self.reading,
                self.clinic,
                provider,
                proposal.site,
                proposal.span,
                now=self.now,
                ignoring=wanted,
                actor=self.actor,
            )

        return FurtherChoice(proposal, facts, self.policy, read, before).made(named, kept)

    def _is_agreed(self, conflict: Conflict, one: ScheduledVisit, facts: Facts) -> bool:
        """Whether a reason for it is on record, with this appointment or with the one that it meets."""
        if conflict.severity is not Severity.CONFIRM:
            return False
        if is_on_record(conflict, one):
            return True
        if conflict.rule != "C3":
            return False
        provider = conflict.cause.partition(" ")[0]
        day = facts.further[provider].provider_day if provider in facts.further else facts.provider_day
        (other,) = (each for each in day if each.appointment.id in conflict.appointments)
        theirs = standing_proposal(self.clinic, other.appointment, other.patient, self.now)
        there = replace(facts, opening=self._day_of(theirs), provider_day=(one.taking(provider),))
        mirrored = provider_overlap(theirs, there, self.policy)
        return all(is_on_record(each, other) for each in mirrored)

    def _day_of(self, proposal: Proposal) -> ProviderDay:
        """The sessions that say how many are seen at once are those of the site where it is."""
        return provider_day(self.clinic, proposal.provider, proposal.site, proposal.wall.date(), now=self.now)


def is_on_record(conflict: Conflict, scheduled: ScheduledVisit) -> bool:
    """Whether somebody went over this very conflict when the appointment was made, moved or taken again.

    It is the same where the rule met the same records; of before causes were kept, where it said the same.
    """
    return any(
        conflict.rule == kept.rule
        and (conflict.cause == kept.cause if conflict.cause and kept.cause else conflict.message == kept.message)
        for kept in scheduled.appointment.overrides
    )


def require_asked(overrides: Mapping[str, GivenReason], found: Sequence[Returning]) -> None:
    """Raises BadInput where a reason is given for a rule that asks for none: nothing is said in vain."""
    asked = {conflict.rule for one in found for conflict in blocking(one.conflicts)}
    for rule in overrides:
        if rule not in asked:
            raise BadInput(NOT_ASKED_FOR.format(rule=rule), field="override")


def returned(found: Sequence[Returning], overrides: Mapping[str, GivenReason], actor: str, now: datetime) -> Returned:
    """What to keep where nothing stands in the way with these reasons."""
    kept: list[ScheduledVisit] = []
    reasons: list[str] = []
    for one in found:
        recorded = overrides_for(one.conflicts, overrides, actor, now)
        reasons += [str(override.given) for override in recorded]
        appointment = one.scheduled.appointment
        kept.append(
            replace(one.scheduled, appointment=replace(appointment, overrides=appointment.overrides + recorded))
        )
    warnings = tuple(conflict for one in found for conflict in warnings_among(one.conflicts))
    return Returned(tuple(kept), warnings, tuple(dict.fromkeys(reasons)))


def _free_room(clinic: Clinic, proposal: Proposal, facts: Facts, had: Room) -> Room | None:
    fitting = fitting_rooms(clinic, proposal.site.code, proposal.visit_type, proposal.mode)
    kept = () if had.retired else (had,)
    return free_room((*kept, *fitting), facts, proposal)


def _in_lane(one: Further, facts: Facts, was: Appointment) -> FurtherProvider:
    code = one.provider.code
    had = next((each.lane for each in was.further if each.provider == code), 0)
    lane = _lane(one.span, facts.further[code].provider_day, had)
    return FurtherProvider(code, one.span.start, one.span.end, lane)


def _lane(span: Interval, day: Iterable[ScheduledVisit], had: int) -> int:
    """The one it had, or else the smallest in which the provider is free."""
    taken = {other.appointment.lane for other in day if provider_span_of(other).overlaps(span)}
    return next(lane for lane in chain((had,), count()) if lane not in taken)
