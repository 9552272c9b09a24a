"""What is a clearance item, and where can it stand?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.facts import VisitFacts


class ClearanceState(Enum):
    """Where one item stands."""

    NA = "na"
    DUE = "due"
    OK = "ok"
    WAIVED = "waived"


class Finding(Struct, frozen=True):
    """What an item finds at a visit; `since` (UTC) is when it was last in order.

    `why` is the sentence for what is due, or for what is in order more than that it was verified. `lacks`, where it is
    said, is why nobody can verify it as it is.
    """

    state: ClearanceState
    why: str = ""
    since: datetime | None = None
    lacks: str = ""


NOT_ASKED: Final = Finding(ClearanceState.NA)


def in_order(since: datetime) -> Finding:
    """Nothing stands in the way: it was verified then."""
    return Finding(ClearanceState.OK, since=since)


def due(why: str, since: datetime | None = None, *, lacks: str = "") -> Finding:
    """The item keeps the patient from check-in, for the reason that the sentence gives."""
    return Finding(ClearanceState.DUE, why, since, lacks)


def _asked_of_nobody(facts: VisitFacts) -> Finding:
    return NOT_ASKED


def _unchanged(facts: VisitFacts, by: str) -> ScheduledVisit:
    return facts.scheduled


class ClearanceItem(Struct, frozen=True):
    """One thing that is checked before check-in.

    `name` is what scripts, waivers and drafts call it, `label` what a person reads, `letter` its sign in the queue.
    `look` says where it stands, `ask` what the desk asks to verify it, and `verify` gives the visit with the records
    of its patient as somebody's verifying it leaves them. It raises BadInput where there is nothing to verify.
    """

    name: str
    label: str
    letter: str
    look: Callable[[VisitFacts], Finding] = _asked_of_nobody
    verify: Callable[[VisitFacts, str], ScheduledVisit] = _unchanged
    ask: str = ""
