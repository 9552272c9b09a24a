"""Who is to be called about what, at which number, and what is to be known of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_wall
from core.contact import call_sentences as say
from core.contact.call_model import CallBack, CallList
from core.patients.listed import told_in_list
from core.structs import replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.contact.call_model import CallAttempt
    from core.contact.risk import Risk
    from core.patients.model import Patient
    from core.recall.model import Recall
    from core.schedule.model.visit import ScheduledVisit

TRIES: Final = 3
"""After so many calls without an answer nobody is called about it any more, but written to."""
MISSED_TRIES: Final = 2


class ToCall(Struct, frozen=True):
    """A patient to be called, from a list, about its `subject` by number: an appointment, a recall, or a call back.

    `next_try` is the instant (UTC) before which nobody calls again; `matter` is what is to be known besides.
    """

    list: CallList
    subject: int
    patient: Patient
    attempts: tuple[CallAttempt, ...] = ()
    scheduled: ScheduledVisit | None = None
    call_back: CallBack | None = None
    recall: Recall | None = None
    risk: Risk | None = None
    next_try: datetime | None = None
    matter: str = ""
    is_answered: bool = False
    """Whether they have answered, and something else than a call is to be done."""
    calls: str = ""
    """Who calls them just now."""
    is_child: bool = False
    """Whether one speaks to who decides for them, by name the `guardian`, where one is known."""
    guardian: str = ""

    @property
    def phone(self) -> str:
        """The number to call; '' where none is known or may be called."""
        if self.call_back and self.call_back.phone:
            return self.call_back.phone
        best = self.patient.best_phone
        return best.number if best else ""

    @property
    def tries(self) -> int:
        """How many calls came to nothing."""
        return sum(one.outcome.is_try for one in self.attempts)

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be made now: there is a number, and nobody was called about it just before."""
        is_time = not self.is_answered and (self.next_try is None or self.next_try <= now)
        return bool(self.phone) and is_time and self.tries < most_tries(self.list) and not self.calls


def most_tries(which: CallList) -> int:
    """After how many calls without an answer somebody is written to."""
    return MISSED_TRIES if which is CallList.MISSED else TRIES


def with_matter(row: ToCall, first: str, clinic: Clinic, now: datetime) -> ToCall:
    """The row with what is to be known of it: `first`, and what was tried. Of a restricted record a list tells less."""
    last = row.attempts[-1] if row.attempts else None
    tried = ""
    if row.tries >= most_tries(row.list):
        tried = say.MATTER_ENOUGH.format(count=row.tries)
    elif last:
        site = next(iter(clinic.sites.values()))
        outcome = say.OUTCOMES[last.outcome.value].lower()
        told = say.MATTER_TRIED if row.tries else say.MATTER_SAID
        tried = told.format(count=row.tries, outcome=outcome, when=format_wall(last.at, site, now))
    calls = say.MATTER_CALLS.format(who=row.calls) if row.calls else ""
    if row.call_back or row.recall:
        first = told_in_list(row.patient, first)
    told = "; ".join(part for part in (calls, first, tried) if part)
    return replace(row, matter=told)
