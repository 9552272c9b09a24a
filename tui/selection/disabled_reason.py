"""Why a key cannot act on what is highlighted or marked, or None when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.access.sentences import NOT_ALLOWED
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep as Step
from core.visits.state import Verb
from tui.selection.selection import Selection
from tui.selection.sentences import (
    DIFFERENT_NEXT_STEPS,
    NO_APPOINTMENT_HERE,
    NO_NEXT_STEP,
    NOBODY_CHOSEN,
    NOT_A_FREE_SLOT,
    NOT_AMONG_PATIENTS,
    NOTHING_HERE,
    ONLY_IN_THE_QUEUE,
    ONLY_ONE_SITE,
    QUEUE_HAS_NO_COLUMNS,
    QUEUE_IS_TODAY,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.schedule.model.visit import ScheduledVisit
    from tui.workstation import Workstation

VERBS: Final[Mapping[str, Verb]] = {
    "arrive": Verb.ARRIVE,
    "check_in": Verb.CHECK_IN,
    "room": Verb.ROOM,
    "depart": Verb.DEPART,
    "check_out": Verb.CHECK_OUT,
    "left_unseen": Verb.LEFT,
    "no_show": Verb.NO_SHOW,
    "move": Verb.MOVE,
    "cancel": Verb.CANCEL,
    "step_back": Verb.STEP_BACK,
}
"""Which actions are verbs of the state table."""

_NEXT_STEP: Final[Mapping[tuple[Status, Step | None], str]] = {
    (Status.BOOKED, None): "check_in",
    (Status.ARRIVED, Step.ARRIVED): "check_in",
    (Status.CHECKED_IN, Step.CHECKED_IN): "room",
    (Status.CHECKED_IN, Step.ROOMED): "check_out",
    (Status.CHECKED_IN, Step.WITH_PROVIDER): "check_out",
    (Status.CHECKED_IN, Step.DEPARTED): "check_out",
}
"""What Enter does in each state: most desks let the check-out free the room, and note a departure by its own key."""


_NOT_IN_QUEUE: Final[Mapping[str, str]] = {
    "left": QUEUE_HAS_NO_COLUMNS,
    "right": QUEUE_HAS_NO_COLUMNS,
    "prev_day": QUEUE_IS_TODAY,
    "next_day": QUEUE_IS_TODAY,
    "prev_week": QUEUE_IS_TODAY,
    "next_week": QUEUE_IS_TODAY,
}
_ONLY_IN_QUEUE: Final[Mapping[str, str]] = {"filter": ONLY_IN_THE_QUEUE}
_NOT_AMONG_PATIENTS: Final[Mapping[str, str]] = {
    **_ONLY_IN_QUEUE,
    **dict.fromkeys(("prev_group", "next_group", "next_site", "move", "mark", "why", "repeat"), NOT_AMONG_PATIENTS),
    **dict.fromkeys(("prev_day", "next_day", "prev_week", "next_week"), NOT_AMONG_PATIENTS),
}


_NEEDED: Final[Mapping[str, Privilege]] = {
    "new_patient": Privilege.REGISTER_PATIENTS,
    "edit_record": Privilege.EDIT_PATIENTS,
}
"""What the gate is asked for before a form is opened: nobody types what they may not save."""
_OF_PATIENT: Final = frozenset({"enter", "book", "edit_record", "history"})
"""What acts on the patient highlighted on the patients screen, not on an appointment."""


def next_action(here: Selection, workstation: Workstation) -> str | None:
    """The action Enter stands for: the next legal step, booking on a free slot, or none."""
    if not here.marked and here.scheduled is None:
        return "book" if here.slot else None
    steps = {_next_step(scheduled, workstation) for scheduled in here.marked or (here.scheduled,) if scheduled}
    action = steps.pop() if len(steps) == 1 else None
    return None if action is None or disabled_reason(action, here, workstation) else action


def disabled_reason(action: str, here: Selection, workstation: Workstation) -> str | None:
    """The sentence that says why the action cannot be done here now."""
    never = _never(action, here, workstation)
    if never:
        return never
    if here.among_patients and action in _OF_PATIENT:
        return None if here.patient else NOBODY_CHOSEN
    if action == "next_site":
        in_use = [one for one in workstation.view.clinic.sites.values() if not one.retired]
        return ONLY_ONE_SITE if len(in_use) < 2 else None
    if action == "enter":
        return None if next_action(here, workstation) else _no_next(here, workstation)
    if action == "book":
        return None if here.slot or here.in_queue else NOT_A_FREE_SLOT
    if action in {"inspect", "why"}:
        return None if here.scheduled or here.slot else NOTHING_HERE
    if action in {"history", "mark", "edit_record"}:
        return None if here.scheduled else NO_APPOINTMENT_HERE
    verb = VERBS.get(action)
    if verb is None:
        return None
    meant = here.meant_by(action)
    if not meant:
        return NO_APPOINTMENT_HERE
    reasons = (workstation.view.disabled_reason(verb, scheduled) for scheduled in meant)
    return next((reason for reason in reasons if reason), None)


def _never(action: str, here: Selection, workstation: Workstation) -> str | None:
    """Why this person cannot do it, or not on this screen, whatever is highlighted."""
    elsewhere = _not_on_this_screen(here).get(action)
    if elsewhere:
        return elsewhere.format(**workstation.keyboard.names)
    needed = _NEEDED.get(action)
    if needed and not workstation.view.may(needed):
        return NOT_ALLOWED.format(actor=workstation.actor, action=needed.value)
    return None


def _not_on_this_screen(here: Selection) -> Mapping[str, str]:
    """What works on other screens only, each with the reason."""
    if here.among_patients:
        return _NOT_AMONG_PATIENTS
    return _NOT_IN_QUEUE if here.in_queue else _ONLY_IN_QUEUE


def _next_step(scheduled: ScheduledVisit, workstation: Workstation) -> str | None:
    """The step after the present one; where there is no room to go to, check-out comes after check-in."""
    step = scheduled.visit.step if scheduled.visit else None
    action = _NEXT_STEP.get((scheduled.appointment.status, step))
    if action == "room" and workstation.view.disabled_reason(Verb.ROOM, scheduled):
        return "check_out"
    return action


def _no_next(here: Selection, workstation: Workstation) -> str:
    meant = here.marked or ((here.scheduled,) if here.scheduled else ())
    if not meant:
        return NOTHING_HERE
    steps = {_next_step(scheduled, workstation) for scheduled in meant}
    if len(steps) > 1:
        return DIFFERENT_NEXT_STEPS
    (action,) = steps
    return (disabled_reason(action, here, workstation) if action else None) or NO_NEXT_STEP
