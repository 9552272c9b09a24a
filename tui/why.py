"""Why a key cannot act on what is highlighted, or None when it can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.model.appointment import AppointmentStatus as Status
from core.rules.state import Verb, illegal
from core.sentences import NO_APPOINTMENT_HERE, NO_NEXT_STEP, NOT_A_FREE_SLOT, NOTHING_HERE, ONLY_ONE_SITE
from tui.prompts.prompt import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.model.clinic import Clinic, Site
    from core.model.visit import ScheduledVisit

VERBS: Final[Mapping[str, Verb]] = {
    "arrive": Verb.ARRIVE,
    "check_in": Verb.CHECK_IN,
    "check_out": Verb.CHECK_OUT,
    "move": Verb.MOVE,
    "cancel": Verb.CANCEL,
}
"""Which actions are verbs of the state table."""

NEXT_STEP: Final[Mapping[Status, str]] = {
    Status.BOOKED: "check_in",
    Status.ARRIVED: "check_in",
    Status.CHECKED_IN: "check_out",
}
"""What Enter does on an appointment in each status."""


@dataclass(frozen=True, slots=True)
class Here:
    """What is highlighted: an appointment, a slot (also under an appointment), or nothing."""

    scheduled: ScheduledVisit | None
    slot: Slot | None


def next_action(here: Here, site: Site, now: datetime) -> str | None:
    """The action Enter stands for: the next legal step, booking on a free slot, or none."""
    if here.scheduled is None:
        return "book" if here.slot else None
    action = NEXT_STEP.get(here.scheduled.appointment.status)
    if action is None or illegal(VERBS[action], here.scheduled, site, now):
        return None
    return action


def why_not(action: str, here: Here, clinic: Clinic, site: Site, now: datetime) -> str | None:
    """The sentence that says why the action cannot be done here now."""
    if action == "next_site":
        in_use = [one for one in clinic.sites.values() if not one.retired]
        return ONLY_ONE_SITE if len(in_use) < 2 else None
    if action == "enter":
        return None if next_action(here, site, now) else _no_next(here, site, now)
    if action == "book":
        return None if here.slot else NOT_A_FREE_SLOT
    if action in {"inspect", "why"}:
        return None if here.scheduled or here.slot else NOTHING_HERE
    verb = VERBS.get(action)
    if verb is None:
        return None
    if here.scheduled is None:
        return NO_APPOINTMENT_HERE
    conflict = illegal(verb, here.scheduled, site, now)
    return conflict.message if conflict else None


def _no_next(here: Here, site: Site, now: datetime) -> str:
    if here.scheduled is None:
        return NOTHING_HERE
    action = NEXT_STEP.get(here.scheduled.appointment.status)
    conflict = illegal(VERBS[action], here.scheduled, site, now) if action else None
    return conflict.message if conflict else NO_NEXT_STEP
