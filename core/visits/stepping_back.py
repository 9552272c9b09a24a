"""How does a visit go a step back? As it was at the step before, by a compensating event; nothing is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import VisitStep
from core.structs import replace
from core.visits.doing import Doing
from core.visits.rooming import choose_room
from core.visits.sentences import NOT_STEPPED_BACK, STEPPED_BACK
from core.visits.state import Verb, state_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.schedule.model.visit import ScheduledVisit, Visit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext

EVENT: Final = "stepped-back"

_RANK: Final[Mapping[VisitStep, int]] = {
    VisitStep.ARRIVED: 0,
    VisitStep.CHECKED_IN: 1,
    VisitStep.ROOMED: 2,
    VisitStep.WITH_PROVIDER: 3,
    VisitStep.DEPARTED: 4,
    VisitStep.CHECKED_OUT: 5,
    VisitStep.LEFT: 5,
}
_IN_A_ROOM: Final = frozenset({VisitStep.ROOMED, VisitStep.WITH_PROVIDER})


def step_back(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """The step before, with its time and person; before the arrival, and from a no-show, booked again.

    Who left or was a no-show takes their time again, who goes back to a room that one or the next free one.
    """
    again = replace(scheduled, appointment=replace(scheduled.appointment, cancellation=None))
    path = _path(writing.tx.visits.states(scheduled.appointment.id)) if scheduled.visit else []
    back = _to_step(writing, again, path, options) if len(path) > 1 else _to_booked(writing, again)
    sentence = STEPPED_BACK.format(patient=scheduled.patient.name, state=state_word(back), was=state_word(scheduled))
    return back, sentence


def _to_booked(writing: WriteContext, scheduled: ScheduledVisit) -> ScheduledVisit:
    if scheduled.visit:
        writing.tx.visits.remove(scheduled.visit)
    return replace(writing.status(scheduled, AppointmentStatus.BOOKED, refusal=NOT_STEPPED_BACK), visit=None)


def _to_step(
    writing: WriteContext, scheduled: ScheduledVisit, path: list[Visit], options: VerbOptions
) -> ScheduledVisit:
    assert scheduled.visit is not None  # noqa: S101 - there is a path only where there is a visit
    before = path[-2]
    room = None
    if before.step in _IN_A_ROOM and before.room:
        room = choose_room(writing, scheduled, before.room, named=options.room, refusal=NOT_STEPPED_BACK)
    visit = replace(before, room=room, rev=scheduled.visit.rev)
    back = writing.keep_visit(scheduled, visit, event=EVENT, refusal=NOT_STEPPED_BACK)
    status = _status_at(before)
    came = next(state for state in path if _status_at(state) is status)
    return writing.status(back, status, refusal=NOT_STEPPED_BACK, status_at=came.since, status_by=came.step_by)


def _status_at(state: Visit) -> AppointmentStatus:
    return AppointmentStatus.ARRIVED if state.step is VisitStep.ARRIVED else AppointmentStatus.CHECKED_IN


def _path(states: Iterable[Visit | None]) -> list[Visit]:
    """The states that led to the last one, a step each: what was taken back in between is not among them."""
    path: list[Visit] = []
    for state in states:
        if state is None:
            path.clear()
            continue
        while path and _RANK[path[-1].step] >= _RANK[state.step]:
            path.pop()
        path.append(state)
    return path


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.STEP_BACK: Doing(Privilege.STEP_BACK, step_back, takes_time=True, refusal=NOT_STEPPED_BACK),
}
