"""The schedule's use cases: the day, booking and moving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules
from core.schedule import days
from core.schedule.model.linked import Scope
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from core.conflict import Conflict
    from core.journal.change import Change
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, PatientId
    from core.schedule import booking, decision, finding, sentences, to_move
    from core.schedule import proposed_moves as proposed
    from core.schedule.availability import changing
    from core.schedule.availability.changing import AvailabilityReport
    from core.schedule.availability.requests import AvailabilityRequest
    from core.schedule.booking import MoveGuard
    from core.schedule.lateness import use_cases as lateness
    from core.schedule.lateness.use_cases import Affected
    from core.schedule.model.day import DayView
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import ScheduleContext
    from core.schedule.requests import Assessment, BookingRequest, MoveRequest
    from core.schedule.series import booking as series_booking
    from core.schedule.series import chain_words, chains, moving, together
    from core.schedule.series.chain_requests import Bundle, ChainRequest
    from core.schedule.series.chain_words import UnderstoodChain
    from core.schedule.series.requests import Occurrence, SeriesRequest
    from core.schedule.series.together import GroupVisit, LinkedVisits
    from core.schedule.slots import best as proposing
    from core.schedule.slots import free_days as free_time
    from core.schedule.slots import search as slots
    from core.schedule.slots import third_next as access
    from core.schedule.slots import usual as habits
    from core.schedule.slots import why as why_not
    from core.schedule.slots import words as slot_words
    from core.schedule.slots.best import Best
    from core.schedule.slots.free_days import FreeDays
    from core.schedule.slots.model import Opening, SlotSearch, ThirdNext
    from core.schedule.slots.question import WhyNot
    from core.schedule.slots.usual import Usual
    from core.schedule.slots.words import Understood
    from core.schedule.to_move import BookingsToMove, ToBeMoved
else:  # what the first screen does without
    (
        access,
        booking,
        changing,
        decision,
        finding,
        lateness,
        proposed,
        sentences,
        slots,
        slot_words,
        to_move,
        why_not,
        series_booking,
        chain_words,
        chains,
        moving,
        together,
        habits,
        proposing,
        free_time,
    ) = lazy_modules(
        "core.schedule.slots.third_next",
        "core.schedule.booking",
        "core.schedule.availability.changing",
        "core.schedule.decision",
        "core.schedule.finding",
        "core.schedule.lateness.use_cases",
        "core.schedule.proposed_moves",
        "core.schedule.sentences",
        "core.schedule.slots.search",
        "core.schedule.slots.words",
        "core.schedule.to_move",
        "core.schedule.slots.why",
        "core.schedule.series.booking",
        "core.schedule.series.chain_words",
        "core.schedule.series.chains",
        "core.schedule.series.moving",
        "core.schedule.series.together",
        "core.schedule.slots.usual",
        "core.schedule.slots.best",
        "core.schedule.slots.free_days",
    )


class ScheduleDesk:
    """`desk.schedule`."""

    def __init__(self, context: ScheduleContext, move_guard: MoveGuard) -> None:
        """`move_guard` says what keeps an appointment from being moved in the state it is in."""
        self._context = context
        self._move_guard = move_guard
        self._days = days.ProviderDays()
        self._to_move: BookingsToMove | None = None

    def day(self, actor: str, site: str, on: date, *, provider: str | None = None) -> DayView:
        """A site's day. Raises NotFound for an unknown site or provider."""
        return days.day(self._context, self._days, actor, site, on, provider=provider)

    def week(self, actor: str, site: str, on: date, *, provider: str) -> DayView:
        """The week of that day at a site, of one provider. Raises NotFound for an unknown site or provider."""
        return days.week(self._context, actor, site, on, provider=provider)

    def appointment(self, actor: str, number: AppointmentId) -> ScheduledVisit:
        """One appointment with patient and visit. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            return finding.find_scheduled(reading, number, rev=None, clinic=clinic, now=self._context.clock.now())

    def to_move(self, actor: str) -> tuple[ToBeMoved, ...]:
        """The bookings to come that the set-up no longer bears, at every site, the next one first."""
        if self._to_move is None:
            self._to_move = to_move.BookingsToMove()
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            return self._to_move.read(reading, clinic, self._context.policy, self._context.clock.now())

    def proposed_moves(self, actor: str, number: AppointmentId) -> tuple[Opening, ...]:
        """The first few times to which a booking could be moved. Raises NotFound."""
        return proposed.proposed_moves(self._context, actor, number)

    def note_late(self, actor: str, provider: str, minutes: int) -> Change:
        """A provider is so many minutes late from now on; 0 is on time again. Raises NotFound or BadInput."""
        return lateness.note_late(self._context, actor, provider, minutes)

    def suppose_late(self, actor: str, provider: str, minutes: int) -> tuple[Affected, ...]:
        """Whom that would concern. Writes nothing; raises as noting it does."""
        return lateness.suppose_late(self._context, actor, provider, minutes)

    def seen_later(self, actor: str) -> tuple[Affected, ...]:
        """Whom the providers who are late today see later than planned, by the time planned."""
        return lateness.affected(self._context, actor)

    def of_patient(self, actor: str, patient: PatientId) -> tuple[ScheduledVisit, ...]:
        """A patient's appointments from a year back on, by start."""
        return finding.of_patient(self._context, actor, patient)

    def assess(self, actor: str, request: BookingRequest | MoveRequest) -> Assessment:
        """What a booking or move would come to, with every conflict. Writes nothing."""
        return booking.assess(self._context, self._move_guard, actor, request)

    def conflicts_of(self, actor: str, number: AppointmentId) -> tuple[Conflict, ...]:
        """What an appointment would meet if it were booked where it stands now. Raises NotFound."""
        return booking.conflicts_of(self._context, actor, number)

    def usual(self, actor: str, patient: Patient, *, after: ScheduledVisit | None = None) -> Usual:
        """What a search for the patient takes where its words leave it open; `after` a visit, what follows on it."""
        return habits.usual_for(self._context, actor, patient, after=after)

    def read_search(
        self, actor: str, words: str, *, patient: Patient | None = None, usual: Usual | None = None, limit: int = 10
    ) -> Understood:
        """The slot search that words mean today, how they were read, and those that could not be. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (_, clinic):
            return slot_words.read_search(
                words,
                clinic,
                now=self._context.clock.now(),
                policy=self._context.policy,
                patient=patient,
                usual=usual or habits.Usual(),
                limit=limit,
            )

    def openings(self, actor: str, search: SlotSearch) -> tuple[Opening, ...]:
        """Where such a visit could be booked with nothing in the way, soonest first. Raises NotFound or BadInput."""
        return slots.openings(self._context, actor, search)

    def best_openings(self, actor: str, read: Understood) -> Best:
        """What is proposed for words that were read, at no more than a letter may cost. Raises NotFound or BadInput."""
        return proposing.best_openings(self._context, actor, read)

    def free_days(self, actor: str, search: SlotSearch, *, site: str, first: date, days: int) -> FreeDays:
        """How free each provider is on each of the days, for what the search asks. Raises NotFound or BadInput."""
        return free_time.free_days(self._context, actor, search, site=site, first=first, days=days)

    def third_next(
        self, actor: str, *, provider: str | None = None, visit_type: str | None = None
    ) -> tuple[ThirdNext, ...]:
        """The third next opening of each provider for each type of visit, or of those named. Raises NotFound."""
        return access.third_next(self._context, actor, provider=provider, visit_type=visit_type)

    def why(self, actor: str, request: BookingRequest | MoveRequest) -> WhyNot:
        """What a booking or move would meet, and the single changes that would free it. Writes nothing."""
        return why_not.why(self._context, self._move_guard, actor, request)

    def decide(self, actor: str, assessment: Assessment, overrides: Mapping[str, str]) -> None:
        """Raise what booking as assessed would: Refused, or BadInput for an unknown reason or rule. Writes nothing."""
        now = self._context.clock.now()
        with self._context.snapshot() as reading:
            clinic = reading.clinic()
        decision.decide(
            self._context, actor, clinic, assessment.conflicts, overrides, refusal=sentences.NOT_BOOKED, now=now
        )

    def book(self, actor: str, request: BookingRequest) -> Change:
        """Book. Raises Refused with every conflict."""
        return booking.book(self._context, actor, request)

    def move(self, actor: str, request: MoveRequest) -> Change:
        """Move. Raises Refused with every conflict, or ChangedElsewhere."""
        return booking.move(self._context, self._move_guard, actor, request)

    def assess_hours(self, actor: str, request: AvailabilityRequest) -> AvailabilityReport:
        """What a change of when a provider works would come to, and whom it would strand. Writes nothing."""
        return changing.assess(self._context, actor, request)

    def change_hours(self, actor: str, request: AvailabilityRequest) -> AvailabilityReport:
        """Change when a provider works. Raises NotFound, BadInput, or Refused where the hours as they are forbid it."""
        return changing.change(self._context, actor, request)

    def series(self, actor: str, request: SeriesRequest) -> tuple[Occurrence, ...]:
        """Every occurrence of a series, with what it meets and what it could have instead. Writes nothing.

        Raises BadInput for a rule or a day that cannot be.
        """
        return series_booking.look(self._context, actor, request)

    def book_series(self, actor: str, request: SeriesRequest) -> Change:
        """Book every visit of a series that is not skipped, or none. Raises Refused with every conflict of each."""
        return series_booking.book_series(self._context, actor, request)

    def assess_together(self, actor: str, request: MoveRequest, scope: Scope) -> Assessment:
        """What a move would come to for the one named, with what any of those that `scope` says meets."""
        if scope is Scope.ONE:
            return self.assess(actor, request)
        return moving.assess_together(self._context, self._move_guard, actor, request, scope)

    def move_together(self, actor: str, request: MoveRequest, scope: Scope) -> Change:
        """Move the appointment, and those that `scope` says by as much, or none. Raises Refused, ChangedElsewhere."""
        if scope is Scope.ONE:
            return self.move(actor, request)
        return moving.move_together(self._context, self._move_guard, actor, request, scope)

    def together(self, actor: str, number: AppointmentId, scope: Scope) -> tuple[ScheduledVisit, ...]:
        """The appointments that such an act on one is meant for, by start. Raises NotFound, BadInput as it would."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            now = self._context.clock.now()
            scheduled = finding.find_scheduled(reading, number, rev=None, clinic=clinic, now=now)
            return together.meant(reading, clinic, scheduled, scope, now)

    def linked(self, actor: str, number: AppointmentId) -> LinkedVisits | None:
        """The series or chain that an appointment is of, if any. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            scheduled = finding.find_scheduled(reading, number, rev=None, clinic=clinic, now=self._context.clock.now())
            return together.linked_visits(reading, scheduled)

    def group(self, actor: str, number: AppointmentId) -> GroupVisit:
        """Whom the provider sees at once with an appointment. Raises NotFound, BadInput where it is no group visit."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
            scheduled = finding.find_scheduled(reading, number, rev=None, clinic=clinic, now=self._context.clock.now())
            return together.group_visit(reading, clinic, scheduled)

    def join(
        self, actor: str, number: AppointmentId, patient: PatientId, overrides: Mapping[str, str] | None = None
    ) -> Change:
        """Book the patient into the group visit that an appointment is of. Raises as `book`, BadInput, NotFound."""
        request = together.joining(self._context, actor, number, patient)
        return self.book(actor, replace(request, overrides=overrides or {}))

    def read_chain(
        self, actor: str, words: str, patient: PatientId, member: Callable[[str], Patient]
    ) -> UnderstoodChain:
        """The visits, one after the other, that words mean today; `member` finds others of the family."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (_, clinic):
            now, policy = self._context.clock.now(), self._context.policy
        return chain_words.read_chain(words, clinic, now=now, policy=policy, patient=patient, member=member)

    def bundles(self, actor: str, request: ChainRequest) -> tuple[Bundle, ...]:
        """When several visits could follow one another, the best first. Writes nothing. Raises BadInput, NotFound."""
        return chains.bundles(self._context, actor, request)

    def book_chain(
        self, actor: str, bookings: Sequence[BookingRequest], overrides: Mapping[str, str] | None = None
    ) -> Change:
        """Book all of these visits as ones that belong together, or none. Raises Refused with every conflict."""
        return chains.book_chain(self._context, actor, bookings, overrides or {})
