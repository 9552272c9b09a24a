"""What does one person's turn to write hold, and how does it take a visit from one state to the next?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.schedule.decision import occupied
from core.schedule.freeing import note_filled
from core.schedule.occupied import Occupied
from core.structs import replace
from core.visits.sentences import ROOM_IS_FREE_AGAIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.appointment import AppointmentStatus
    from core.schedule.model.visit import ScheduledVisit, Visit, VisitStep
    from core.visits.ports import VisitContext, Writing

Kept = TypeVar("Kept")


class WriteContext(Struct, frozen=True):
    """One write: the transaction with its journal entry open, the clinic, who acts and when (UTC).

    `now` is the clock's, by which rules judge; `at` is when it is noted to have happened, never before the step before.
    """

    context: VisitContext
    tx: Writing
    clinic: Clinic
    actor: str
    now: datetime
    at: datetime

    def site_of(self, scheduled: ScheduledVisit) -> Site:
        """Where the appointment is."""
        return self.clinic.sites[scheduled.appointment.site]

    def step(
        self,
        scheduled: ScheduledVisit,
        step: VisitStep,
        *,
        event: str = "",
        refusal: str = "{why}",
        **changes: object,
    ) -> ScheduledVisit:
        """The visit at that step, since now and by the actor; `event` is the step's own name if it is not another.

        Raises Refused (C4) when its room is taken.
        """
        assert scheduled.visit is not None  # noqa: S101 - the state table lets no verb in here without one
        visit = replace(scheduled.visit, step=step, since=self.at, step_by=self.actor, **changes)  # type: ignore[arg-type]
        return self.keep_visit(scheduled, visit, event=event or step.value, refusal=refusal)

    def keep_visit(
        self, scheduled: ScheduledVisit, visit: Visit, *, event: str, refusal: str = "{why}"
    ) -> ScheduledVisit:
        """The visit as given. Raises Refused (C4) when its room is taken."""
        kept = _or_refused(lambda: self.tx.visits.save(visit, event=event), self.clinic, refusal)
        return replace(scheduled, visit=kept)

    def status(
        self, scheduled: ScheduledVisit, status: AppointmentStatus, *, refusal: str = "{why}", **changes: object
    ) -> ScheduledVisit:
        """The appointment in that status, since now and by the actor unless `changes` say otherwise.

        Time that it takes again is not to be offered any more. Raises Refused (C2, C3, C4) when its time is taken.
        """
        set_now: dict[str, object] = {"status_at": self.at, "status_by": self.actor}
        changed = replace(scheduled.appointment, status=status, **{**set_now, **changes})  # type: ignore[arg-type]
        kept = _or_refused(lambda: self.tx.schedule.save(changed), self.clinic, refusal)
        if kept.status.takes_time and not scheduled.appointment.status.takes_time:
            note_filled(self.tx, self.clinic, kept, self.now)
        return replace(scheduled, appointment=kept)

    def sentence(self, template: str, scheduled: ScheduledVisit, **more: str) -> str:
        """The sentence with patient and time; `{late}` and `{room}` as the visit has them, '' if it does not."""
        visit = scheduled.visit
        words = {
            "patient": scheduled.patient.name,
            "time": format_clock(local(self.at, self.site_of(scheduled).tz)),
            "late": ", late" if visit and visit.late else "",
            "room": ROOM_IS_FREE_AGAIN.format(room=visit.room) if visit and visit.room else "",
        }
        return template.format(**{**words, **more})


def _or_refused(save: Callable[[], Kept], clinic: Clinic, refusal: str) -> Kept:
    try:
        return save()
    except Occupied as error:
        raise occupied(error, clinic, refusal) from error
