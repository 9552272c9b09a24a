"""Which verb takes a visit on from where it stands?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep as Step
from core.visits.state import Verb, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.schedule.model.visit import ScheduledVisit

_NEXT: Final[Mapping[tuple[Status, Step | None], Verb]] = {
    (Status.BOOKED, None): Verb.CHECK_IN,
    (Status.NOSHOW, None): Verb.ARRIVE,
    (Status.ARRIVED, Step.ARRIVED): Verb.CHECK_IN,
    (Status.CHECKED_IN, Step.CHECKED_IN): Verb.ROOM,
    (Status.CHECKED_IN, Step.ROOMED): Verb.CHECK_OUT,
    (Status.CHECKED_IN, Step.WITH_PROVIDER): Verb.CHECK_OUT,
    (Status.CHECKED_IN, Step.DEPARTED): Verb.CHECK_OUT,
}
"""Most desks let the check-out free the room, and note a departure on its own."""


def next_verb(scheduled: ScheduledVisit, is_possible: Callable[[Verb], bool]) -> Verb | None:
    """The verb after the present state; where there is no room to go to, check-out comes after check-in.

    None where there is nothing more to do. `is_possible` is asked for what depends on more than the state.
    """
    verb = _NEXT.get(state_of(scheduled))
    if verb is Verb.ROOM and not is_possible(verb):
        return Verb.CHECK_OUT
    return verb
