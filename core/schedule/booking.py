"""Book and move: the acts that put an appointment on the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.conflict import Conflict, Severity, warnings_among
from core.errors import Refused
from core.journal.change import Change
from core.record_ref import RecordRef
from core.schedule.decision import decide, occupied
from core.schedule.drafting import drafted, redrafted, without_lanes
from core.schedule.early_check import check_early, check_in_turn
from core.schedule.finding import find_scheduled
from core.schedule.freeing import MOVED as FREED_BY_MOVING
from core.schedule.freeing import end_waiting, note_filled, note_freed
from core.schedule.model.appointment import Confirmation, Mode
from core.schedule.model.hold import on
from core.schedule.model.visit import ScheduledVisit
from core.schedule.occupied import Occupied
from core.schedule.own_time import own_time
from core.schedule.proposals import booking_proposal, move_proposal, require_keepable
from core.schedule.requests import Assessment, BookingRequest, MoveRequest
from core.schedule.sentences import (
    AND,
    BOOKED,
    BY_TELEHEALTH,
    MOVED,
    NOT_BOOKED,
    NOT_MOVED,
    THERE_ALREADY,
    WAS_IN_MODE,
    WITH_INTERPRETER,
)
from core.schedule.standing import standing_conflicts
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment, Override
    from core.schedule.ports import Reading, ScheduleContext, Writing
    from core.schedule.rules.proposal import Proposal
    from core.settings.model import Policy


MoveGuard: TypeAlias = "Callable[[ScheduledVisit, Site, datetime, Policy], Conflict | None]"
"""What keeps an appointment from being moved in the state it is in: a word of the visit's state table."""


class FurtherStep(Struct, frozen=True):
    """What is done with a new booking in the same act, which is `verb` in the journal and asks for `privilege` too.

    `take` is given the open transaction, which each subject knows by its own ports, the clinic, the booking and the
    time (UTC); it answers with the booking as it then is, and the sentence that says so.
    """

    verb: str
    privilege: Privilege
    take: Callable[[Any, Clinic, ScheduledVisit, datetime], tuple[ScheduledVisit, str]]


def assess(
    context: ScheduleContext, move_guard: MoveGuard, actor: str, request: BookingRequest | MoveRequest
) -> Assessment:
    """What booking or moving would come to now; writes nothing."""
    privilege = Privilege.BOOK if isinstance(request, BookingRequest) else Privilege.MOVE
    with context.reading(actor, privilege) as (reading, clinic):
        now = context.clock.now()
        if isinstance(request, BookingRequest):
            proposal, conflicts = booking_proposal(reading, clinic, request, context.policy, now, actor=actor)
        else:
            scheduled, conflicts_of_state = _movable(context, move_guard, reading, clinic, request)
            proposal, conflicts = move_proposal(
                reading, clinic, request, scheduled, policy=context.policy, now=now, actor=actor
            )
            conflicts = conflicts_of_state + conflicts
    return assessed(proposal, conflicts)


def assessed(proposal: Proposal, conflicts: tuple[Conflict, ...]) -> Assessment:
    """The proposal as it is answered, with what it meets."""
    return Assessment(
        patient=proposal.patient,
        visit_type=proposal.visit_type,
        provider=proposal.provider,
        site=proposal.site,
        room=proposal.room,
        mode=proposal.mode,
        start=proposal.span.start,
        end=proposal.span.end,
        conflicts=conflicts,
        interpreter=proposal.interpreter,
        further=tuple(one.provider for one in proposal.further),
    )


def conflicts_of(context: ScheduleContext, actor: str, number: AppointmentId) -> tuple[Conflict, ...]:
    """What an appointment would meet if it were booked where it stands now, but for the limits on when one may book."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        now = context.clock.now()
        scheduled = find_scheduled(reading, number, rev=None, clinic=clinic, now=now)
        return standing_conflicts(reading, clinic, scheduled, context.policy, now, actor=actor)


def book(context: ScheduleContext, actor: str, request: BookingRequest, *, then: FurtherStep | None = None) -> Change:
    """Book, unless a rule forbids it, and `then` take a further step.

    Raises Refused, NotFound, BadInput, Busy or NotAllowed.
    """

    def propose(reading: Reading, clinic: Clinic, now: datetime) -> tuple[Proposal, tuple[Conflict, ...]]:
        return booking_proposal(reading, clinic, request, context.policy, now, actor=actor)

    early = check_early(context, actor, Privilege.BOOK, propose)
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        if then:
            context.permit(tx, actor, then.privilege)
        now = context.clock.now()
        proposal, conflicts = check_in_turn(early, tx, clinic, now, propose)
        overrides = decide(context, actor, clinic, conflicts, request.overrides, refusal=NOT_BOOKED, now=now)
        require_keepable(proposal)
        _begin(tx, now, actor, then.verb if then else "book", (str(override.given) for override in overrides))
        appointment = add_booked(tx, clinic, proposal, overrides, actor=actor, note=request.note, refusal=NOT_BOOKED)
        booked, sentence = ScheduledVisit(appointment, proposal.patient), BOOKED.format(**words_of(proposal))
        if then:
            booked, sentence = then.take(tx, clinic, booked, now)
        sentence += end_waiting(tx, clinic, appointment, actor, now)
        entry = tx.journal.end(booked.ref, sentence)
        held = served(tx, actor, proposal)
    let_go(tx, held)
    return Change(entry, sentence, (booked,), warnings=warnings_among(conflicts))


def move(context: ScheduleContext, move_guard: MoveGuard, actor: str, request: MoveRequest) -> Change:
    """Move an appointment: every rule again, same appointment, confirmation reset unless it is kept."""

    def propose(reading: Reading, clinic: Clinic, now: datetime) -> tuple[Proposal, tuple[Conflict, ...]]:
        scheduled, _ = _movable(context, move_guard, reading, clinic, request)
        return move_proposal(reading, clinic, request, scheduled, policy=context.policy, now=now, actor=actor)

    early = check_early(context, actor, Privilege.MOVE, propose)
    with context.writing(actor, Privilege.MOVE) as (tx, clinic):
        now = context.clock.now()
        scheduled, conflicts_of_state = _movable(context, move_guard, tx, clinic, request)
        if conflicts_of_state:
            raise Refused(conflicts_of_state[0].message, conflicts_of_state)
        before = scheduled.appointment
        proposal, conflicts = check_in_turn(early, tx, clinic, now, propose)
        overrides = decide(context, actor, clinic, conflicts, request.overrides, refusal=NOT_MOVED, now=now)
        if not overrides and redrafted(before, proposal) == without_lanes(before):
            raise _there_already(proposal, before)
        require_keepable(proposal)
        _begin(tx, now, actor, "move", (str(override.given) for override in overrides))
        kept = before.confirmation if request.keep_confirmation else Confirmation.NONE
        appointment = save_moved(tx, clinic, proposal, overrides, before, confirmation=kept, refusal=NOT_MOVED)
        site = clinic.sites[before.site]
        mode = "" if before.mode is proposal.mode else WAS_IN_MODE.format(mode=before.mode.value)
        sentence = MOVED.format(before=format_wall(before.start, site, now), mode=mode, **words_of(proposal))
        entry = tx.journal.end(RecordRef("appointment", appointment.id), sentence)
        held = served(tx, actor, proposal)
    let_go(tx, held)
    return Change(entry, sentence, (replace(scheduled, appointment=appointment),), warnings=warnings_among(conflicts))


def _movable(
    context: ScheduleContext, move_guard: MoveGuard, reading: Reading, clinic: Clinic, request: MoveRequest
) -> tuple[ScheduledVisit, tuple[Conflict, ...]]:
    now = context.clock.now()
    scheduled = find_scheduled(reading, request.appointment, rev=request.rev, clinic=clinic, now=now)
    conflict = move_guard(scheduled, clinic.sites[scheduled.appointment.site], now, context.policy)
    return scheduled, (conflict,) if conflict else ()


def _there_already(proposal: Proposal, before: Appointment) -> Refused:
    """A move to where it is: the confirmation of this very time stays, and nobody is told of a new one."""
    said = THERE_ALREADY.format(**words_of(proposal))
    return Refused(said, [Conflict("STATE", Severity.HARD, said, (before.id,))])


def _begin(tx: Writing, now: datetime, actor: str, verb: str, reasons: Iterable[str]) -> None:
    tx.journal.begin(at=now, actor=actor, verb=verb, reason=" ".join(dict.fromkeys(reasons)))


def add_booked(
    tx: Writing,
    clinic: Clinic,
    proposal: Proposal,
    overrides: tuple[Override, ...],
    *,
    actor: str,
    note: str,
    refusal: str,
    confirmation: Confirmation = Confirmation.NONE,
) -> Appointment:
    """The appointment as proposed, under the entry that is open. Raises Refused where a guard finds its time taken."""
    draft = drafted(
        proposal,
        actor=actor,
        now=proposal.now,
        note=clean_words(note, "note", limit=500),
        overrides=overrides,
    )
    try:
        appointment = tx.schedule.add(in_free_lanes(tx, replace(draft, confirmation=confirmation)))
    except Occupied as error:
        raise occupied(error, clinic, refusal) from error
    note_filled(tx, clinic, appointment, proposal.now)
    return appointment


def save_moved(
    tx: Writing,
    clinic: Clinic,
    proposal: Proposal,
    overrides: tuple[Override, ...],
    before: Appointment,
    *,
    confirmation: Confirmation,
    refusal: str,
) -> Appointment:
    """The appointment where it is proposed, under the entry that is open. Raises Refused where its time is taken."""
    moved = replace(
        redrafted(before, proposal),
        confirmation=confirmation,
        overrides=before.overrides + overrides,
    )
    try:
        appointment = tx.schedule.save(in_free_lanes(tx, moved))
    except Occupied as error:
        raise occupied(error, clinic, refusal) from error
    note_filled(tx, clinic, appointment, proposal.now)
    note_freed(tx, clinic, before, FREED_BY_MOVING, proposal.now, taken=appointment)
    return appointment


def in_free_lanes(tx: Writing, appointment: Appointment) -> Appointment:
    """The appointment in the smallest lane of each of its providers that is free then."""
    find, own = tx.schedule.free_lane, appointment.id
    return replace(
        appointment,
        lane=find(appointment.provider, appointment.provider_start, appointment.provider_end, ignoring=own),
        further=tuple(
            replace(one, lane=find(one.provider, one.start, one.end, ignoring=own)) for one in appointment.further
        ),
    )


def served(tx: Writing, actor: str, proposal: Proposal) -> tuple[int, ...]:
    """What the actor holds by name for this, by number."""
    holds = on(tx.holds.live(proposal.now), proposal.provider.code, proposal.span)
    return tuple(one.number for one in holds if one.is_of(actor) and not one.is_open and proposal.span.covers(one.span))


def let_go(tx: Writing, numbers: Iterable[int]) -> None:
    """Once it is committed: what is refused after all is still held."""
    for number in numbers:
        tx.holds.release(number)


def words_of(proposal: Proposal) -> dict[str, str]:
    """What the sentence of a booking or move says of it."""
    return {
        "patient": proposal.patient.name,
        "type": proposal.visit_type.code,
        "provider": AND.join((proposal.provider.family, *(one.provider.family for one in proposal.further))),
        "when": format_wall(proposal.span.start, proposal.site, proposal.now),
        "own": own_time(proposal.span.start, proposal.mode, proposal.patient, proposal.site),
        "room": f", room {proposal.room.code}" if proposal.room else _by_telehealth(proposal),
        "interpreter": WITH_INTERPRETER.format(name=proposal.interpreter.name) if proposal.interpreter else "",
    }


def _by_telehealth(proposal: Proposal) -> str:
    return BY_TELEHEALTH if proposal.mode is Mode.TELEHEALTH else ""
