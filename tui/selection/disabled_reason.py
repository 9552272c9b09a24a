"""Why a key cannot act on what is highlighted or marked, or None when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import resolve
from core.lazy import lazy_modules
from core.schedule.model.appointment import AppointmentStatus
from tui.keys.action import SLOT
from tui.keys.registry import BY_ID, BY_VERB
from tui.selection.sentences import (
    BOOKS_WHAT_LASTS,
    DIFFERENT_NEXT_STEPS,
    NO_APPOINTMENT_HERE,
    NO_NEXT_STEP,
    NOBODY_CHOSEN,
    NOBODY_HERE,
    NOT_A_FREE_SLOT,
    ONLY_ONE_SITE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from core.till import copay
    from core.visits.state import Verb
    from tui.keys.action import Action
    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.workstation import Workstation
else:  # asked of visits that are over alone
    (copay,) = lazy_modules("core.till.copay")

_MISSING: Final[Mapping[str, str]] = {
    "patient": NOBODY_CHOSEN,
    "appointment": NO_APPOINTMENT_HERE,
    SLOT: NOT_A_FREE_SLOT,
}
"""What is said where a record of that kind could be highlighted, and none is."""


def next_action(here: Selection, workstation: Workstation) -> str | None:
    """The action Enter stands for: the next legal step, booking on a free slot, or none."""
    enter = BY_ID["enter"]
    if here.screen.opens:
        return None
    if not here.visits_meant_by(enter):
        is_open = here.slot and not _is_over(here.slot, workstation, min)
        return "book" if is_open and not disabled_reason("book", here, workstation) else None
    verbs = _next_verbs(here, workstation)
    verb = verbs.pop() if len(verbs) == 1 else None
    action = BY_VERB[verb].id if verb else _after_visit(here, workstation)
    if action is None:
        return None
    return None if disabled_reason(action, here, workstation) else action


def _after_visit(here: Selection, workstation: Workstation) -> str | None:
    """What is left to be done once a visit is checked out: its copay, else the next visit; None before."""
    scheduled = here.scheduled
    if scheduled is None or here.marked or scheduled.appointment.status is not AppointmentStatus.FULFILLED:
        return None
    left = copay.copay_left(scheduled, workstation.view.site_of(scheduled))
    return "pay" if left and not not_allowed(BY_ID["pay"], workstation) else "find_time"


def disabled_reason(action: str, here: Selection, workstation: Workstation) -> str | None:
    """The sentence that says why the action cannot be done here now."""
    row = BY_ID[action]
    return (
        _not_on_this_screen(row, here, workstation)
        or not_allowed(row, workstation)
        or _nothing_meant(row, here, workstation)
        or _not_now(row, here, workstation)
    )


def _not_on_this_screen(action: Action, here: Selection, workstation: Workstation) -> str | None:
    objection = action.screens.objection(here.screen.name) if action.screens else ""
    return objection.format(**workstation.keyboard.names) if objection else None


def works_nowhere_here(action: Action, here: Selection, workstation: Workstation) -> bool:
    """Whether the action does nothing on this screen for this person, whatever is highlighted."""
    return bool(_not_on_this_screen(action, here, workstation) or not_allowed(action, workstation))


def not_allowed(action: Action, workstation: Workstation) -> str | None:
    """What the desk would refuse this person whatever is highlighted: nobody types what they may not save."""
    return workstation.view.rights.refusal(action.privilege) if action.privilege else None


def _nothing_meant(action: Action, here: Selection, workstation: Workstation) -> str | None:
    if not action.takes or here.meant_by(action):
        return None
    possible = [kind for kind in action.takes if kind in here.screen.highlights]
    if not possible and action.can_ask:
        return None
    wanted = possible[0] if possible else action.takes[0]
    if "patient" in action.takes and wanted != SLOT and here.screen.name != "patients" and not action.missing:
        return NOBODY_HERE.format(**workstation.keyboard.names)
    return _MISSING[wanted] if wanted == "patient" else action.missing or _MISSING[wanted]


def _not_now(action: Action, here: Selection, workstation: Workstation) -> str | None:
    """What depends on more than the table says."""
    if action.id == "next_site":
        return ONLY_ONE_SITE if len(workstation.view.clinic.sites_in_use) < 2 else None
    if action.id == "enter" and not here.screen.opens:
        return None if next_action(here, workstation) else _no_next(here, workstation)
    if action.id in {"book", "walk_in"} and here.patient:
        return workstation.view.cannot_book(here.patient)
    if action.verb is None:
        return None
    reasons = (workstation.view.disabled_reason(action.verb, one) for one in here.visits_meant_by(action))
    return next((reason for reason in reasons if reason), None)


def is_past(slot: Slot, workstation: Workstation) -> bool:
    """Whether even the longest visit would be over there: whoever books means another time."""
    return _is_over(slot, workstation, max) is not None


def _is_over(slot: Slot, workstation: Workstation, among: Callable[[Iterable[int]], int]) -> str | None:
    """Why no visit is booked at that slot any more: the shortest (`min`) from there on is over, or the longest (`max`).

    Enter proposes a slot where every visit lasts until later; another key books there what does.
    """
    view = workstation.view
    site = view.clinic.sites[slot.site]
    lengths = [kind.minutes for kind in view.clinic.visit_types.values() if not kind.retired]
    start = resolve(slot.start.replace(fold=0), site.tz, fold=slot.start.fold).at
    return view.over(site, start, among(lengths or [site.grid]))


def _no_next(here: Selection, workstation: Workstation) -> str:
    if not here.visits_meant_by(BY_ID["enter"]):
        is_over, is_past = (here.slot and _is_over(here.slot, workstation, among) for among in (min, max))
        otherwise = BOOKS_WHAT_LASTS.format(**workstation.keyboard.names) if is_over else NO_NEXT_STEP
        return disabled_reason("book", here, workstation) or is_past or otherwise
    verbs = _next_verbs(here, workstation)
    if len(verbs) > 1:
        return DIFFERENT_NEXT_STEPS
    (verb,) = verbs
    return (disabled_reason(BY_VERB[verb].id, here, workstation) if verb else None) or NO_NEXT_STEP


def _next_verbs(here: Selection, workstation: Workstation) -> set[Verb | None]:
    """The next verb of each appointment that Enter would act on."""
    return {workstation.view.next_verb(one) for one in here.visits_meant_by(BY_ID["enter"])}
