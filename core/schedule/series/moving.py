"""Move several visits as one act: by the same shift of days and hours, all of them or none."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.conflict import Conflict, Severity
from core.errors import Refused
from core.journal.change import Change
from core.schedule.booking import assessed, in_free_lanes, let_go
from core.schedule.decision import occupied
from core.schedule.drafting import without_lanes
from core.schedule.finding import find_scheduled
from core.schedule.freeing import MOVED, note_filled, note_freed
from core.schedule.model.appointment import Confirmation
from core.schedule.model.linked import Scope
from core.schedule.occupied import Occupied
from core.schedule.proposals import require_keepable
from core.schedule.sentences import MOVED_TO, MOVED_TOO, SEVERAL_MOVED, SEVERAL_NOT_MOVED, SEVERAL_STAY, SEVERAL_THERE
from core.schedule.series.booking import all_served, begin
from core.schedule.series.deciding import conflicts_of_all, decide_all, warnings_of
from core.schedule.series.planning import Planning
from core.schedule.series.together import is_alike, linked_visits, meant
from core.schedule.which_site import wall_at
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.clinic.model import Clinic
    from core.schedule.booking import MoveGuard
    from core.schedule.model.appointment import Override
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import ScheduleContext, Writing
    from core.schedule.requests import Assessment, MoveRequest
    from core.schedule.series.planning import Planned

_NAMED: Final = 4
"""How many visits the sentence tells."""


def assess_together(
    context: ScheduleContext, move_guard: MoveGuard, actor: str, request: MoveRequest, scope: Scope
) -> Assessment:
    """Where the one that is named would go, with what any of them meets there, C12 first; writes nothing.

    Raises Refused for one that cannot be moved in its state.
    """
    with context.reading(actor, Privilege.MOVE) as (reading, clinic):
        planning = Planning(reading, clinic, context.policy, actor, context.clock.now())
        planned = planning.moves(_wanted(planning, move_guard, request, scope))
    (own,) = (one for one in planned if one.scheduled.appointment.id == request.appointment)
    return assessed(own.proposal, conflicts_of_all(planned, context.policy))


def move_together(
    context: ScheduleContext, move_guard: MoveGuard, actor: str, request: MoveRequest, scope: Scope
) -> Change:
    """Move the appointment as asked for, and with it those that `scope` says by as much. Raises Refused."""
    with context.writing(actor, Privilege.MOVE) as (tx, clinic):
        now = context.clock.now()
        planning = Planning(tx, clinic, context.policy, actor, now)
        wanted = _wanted(planning, move_guard, request, scope)
        planned = planning.moves(wanted)
        refusal = SEVERAL_NOT_MOVED.format(count=len(planned), why="{why}")
        overrides = decide_all(context, actor, clinic, planned, request.overrides, refusal=refusal, now=now)
        there = {
            was.appointment.id
            for (was, _), one, given in zip(wanted, planned, overrides, strict=True)
            if not given and one.scheduled.appointment == without_lanes(was.appointment)
        }
        if len(there) == len(planned):
            said = SEVERAL_THERE.format(count=len(planned), patient=planned[0].scheduled.patient.name)
            raise Refused(said, [Conflict("STATE", Severity.HARD, said, tuple(there))])
        begin(tx, now, actor, "move", overrides)
        is_later = planned[0].proposal.span.start > wanted[0][0].appointment.start
        pairs = list(zip(planned, overrides, strict=True))
        # One goes where the next was: the last goes first when all go later, so that nobody meets themselves.
        pairs.sort(key=lambda pair: pair[0].proposal.span.start, reverse=is_later)
        keeps = request.keep_confirmation
        kept = [
            _keep(
                tx,
                clinic,
                one,
                recorded,
                keeps_confirmation=keeps or one.scheduled.appointment.id in there,
                refusal=refusal,
            )
            for one, recorded in pairs
        ]
        before = {one.appointment.id: one.appointment for one, _ in wanted}
        for one in kept:
            note_freed(tx, clinic, before[one.appointment.id], MOVED, now, taken=one.appointment)
        for one in kept:  # one may be where another was
            note_filled(tx, clinic, one.appointment, now)
        kept.sort(key=lambda one: one.appointment.start)
        sentence = _sentence(planned, [one for one, _ in wanted])
        entry = tx.journal.end(kept[0].ref, sentence)
        held = all_served(tx, actor, planned)
    let_go(tx, held)
    return Change(entry, sentence, tuple(kept), warnings=warnings_of(planned))


def _wanted(
    planning: Planning, move_guard: MoveGuard, request: MoveRequest, scope: Scope
) -> list[tuple[ScheduledVisit, MoveRequest]]:
    """Every visit that is meant, and where to, by start. Raises Refused where one cannot be moved in its state."""
    reading, clinic, now = planning.reading, planning.clinic, planning.now
    scheduled = find_scheduled(reading, request.appointment, rev=request.rev, clinic=clinic, now=now)
    visits = meant(reading, clinic, scheduled, scope, now)
    for one in (scheduled, *visits):  # one that was entered in error belongs to nothing any more
        conflict = move_guard(one, clinic.sites[one.appointment.site], now, planning.policy)
        if conflict:
            raise Refused(conflict.message, (conflict,))
    is_series = scope is not Scope.GROUP and is_alike(linked_visits(reading, scheduled))
    for_others = _changes(scheduled, request) if is_series or scope is Scope.GROUP else _only_when(request)
    site = clinic.sites.get(request.site or "", clinic.sites[scheduled.appointment.site])
    shift = Shift(_wall(clinic, scheduled), wall_at(request.start, site), is_series=is_series)
    return [
        (one, request if one.appointment.id == request.appointment else _shifted(clinic, one, for_others, shift))
        for one in visits
    ]


class Shift(Struct, frozen=True):
    """From where to where (naive) the one that is named goes.

    Visits of a series go as many days further, to the time of day that was said: one that had another time of its own
    is at that of the series again. Others, which follow one another, keep their distance to the minute.
    """

    before: datetime
    after: datetime
    is_series: bool

    def of(self, wall: datetime) -> datetime:
        """Where another goes that is at `wall`."""
        if not self.is_series:
            return wall + (self.after - self.before)
        day = wall.date() + (self.after.date() - self.before.date())
        is_same_time = self.after.time() == self.before.time()
        return datetime.combine(day, wall.time() if is_same_time else self.after.time())


def _only_when(request: MoveRequest) -> MoveRequest:
    """The request without providers, site, room, length and mode, which others have of their own."""
    return replace(request, provider=None, site=None, room=None, minutes=None, mode=None, further=None)


def _changes(scheduled: ScheduledVisit, request: MoveRequest) -> MoveRequest:
    """The request without what names only what is so already: another visit keeps what it has instead."""
    was = scheduled.appointment
    return replace(
        request,
        provider=None if request.provider == was.provider else request.provider,
        site=None if request.site == was.site else request.site,
        mode=None if request.mode is was.mode else request.mode,
    )


def _shifted(clinic: Clinic, one: ScheduledVisit, request: MoveRequest, shift: Shift) -> MoveRequest:
    """As much earlier or later."""
    start = shift.of(_wall(clinic, one))
    return replace(request, appointment=one.appointment.id, start=start, fold=None, rev=None)


def _wall(clinic: Clinic, one: ScheduledVisit) -> datetime:
    return wall_at(one.appointment.start, clinic.sites[one.appointment.site])


def _keep(
    tx: Writing,
    clinic: Clinic,
    one: Planned,
    recorded: tuple[Override, ...],
    *,
    keeps_confirmation: bool,
    refusal: str,
) -> ScheduledVisit:
    """The appointment as planned, in a lane that is free by now."""
    require_keepable(one.proposal)
    before = one.scheduled.appointment
    appointment = replace(
        before,
        confirmation=before.confirmation if keeps_confirmation else Confirmation.NONE,
        overrides=before.overrides + recorded,
    )
    try:
        return replace(one.scheduled, appointment=tx.schedule.save(in_free_lanes(tx, appointment)))
    except Occupied as error:
        raise occupied(error, clinic, refusal) from error


def _sentence(planned: Sequence[Planned], before: Sequence[ScheduledVisit]) -> str:
    """How many, the first few with where from and where to, and whether others stay."""
    told = [
        MOVED_TO.format(
            patient=one.scheduled.patient.name,
            before=format_wall(was.appointment.start, one.proposal.site, one.proposal.now),
            after=one.name,
        )
        for one, was in zip(planned, before, strict=True)
    ]
    more = MOVED_TOO.format(count=len(told) - _NAMED) if len(told) > _NAMED else ""
    link = before[0].appointment.link
    rest = SEVERAL_STAY.format(of=link.of) if link and link.of > len(told) else ""
    return SEVERAL_MOVED.format(count=len(told), rest=rest, which="; ".join(told[:_NAMED]) + more)
