"""The visits' use cases: every verb of the visit, the queue, and who is in which room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules
from core.visits.options import VerbOptions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.journal.change import Change
    from core.record_ref import AppointmentId, PatientId
    from core.schedule.model.linked import Scope
    from core.schedule.model.visit import ScheduledVisit, Seen
    from core.visits import queue, together, verbs, walk_in
    from core.visits.ports import VisitContext
    from core.visits.state import Verb
    from core.visits.walk_in import WalkIn, WalkInRequest
else:  # what the first screen does without
    queue, verbs, together, walk_in = lazy_modules(
        "core.visits.queue", "core.visits.verbs", "core.visits.together", "core.visits.walk_in"
    )


class VisitsDesk:
    """`desk.visits`."""

    def __init__(self, context: VisitContext) -> None:
        self._context = context

    def queue(self, actor: str, *, site: str | None = None, provider: str | None = None) -> tuple[ScheduledVisit, ...]:
        """Everyone expected or here today at the site, or at every site, by start. Raises NotFound."""
        return queue.queue(self._context, actor, site=site, provider=provider)

    def left_open(self, actor: str) -> tuple[ScheduledVisit, ...]:
        """The visits of earlier days that nobody closed or marked, at every site, the oldest first."""
        return queue.left_open(self._context, actor)

    def in_rooms(self, actor: str) -> Mapping[str, ScheduledVisit]:
        """Who is in which room now, by the room's code."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return reading.visits.in_rooms()

    def propose_walk_in(self, actor: str, request: WalkInRequest) -> WalkIn:
        """What a walk-in would come to now, with every conflict, and who could take them. Writes nothing."""
        return walk_in.propose(self._context, actor, request)

    def walk_in_types(self, actor: str, patient: PatientId, site: str) -> tuple[str, ...]:
        """The visit types in use, those first that are for a patient like this one. Raises NotFound."""
        return walk_in.types_for(self._context, actor, patient, site)

    def walk_in(self, actor: str, request: WalkInRequest) -> Change:
        """Book for now and note the arrival, in one act. Raises Refused with every conflict, NotFound or BadInput."""
        return walk_in.walk_in(self._context, actor, request)

    def act(
        self,
        actor: str,
        verb: Verb,
        appointments: Mapping[AppointmentId, Seen | int | None],
        options: VerbOptions | None = None,
    ) -> Change:
        """The verb on every appointment, each as it was `seen` (of ScheduledVisit): all of them or none.

        It is one act to undo. Raises Refused (STATE, CLEARANCE for each item due, or the rules of a booking for who
        takes time again) naming which one stands in the way, BadInput (a reason), ChangedElsewhere, or NotAllowed.
        """
        return verbs.act(self._context, actor, verb, appointments, options or VerbOptions())

    def cancel_together(
        self,
        actor: str,
        number: AppointmentId,
        scope: Scope,
        options: VerbOptions,
        *,
        rev: Seen | int | None = None,
    ) -> Change:
        """Cancel the appointment, and with it those that `scope` says, or none: one act to undo. Raises as `act`."""
        return together.cancel(self._context, actor, number, scope, options, rev=rev)

    def do(
        self,
        actor: str,
        verb: Verb,
        number: AppointmentId,
        *,
        rev: Seen | int | None = None,
        verified: Collection[str] = (),
        waivers: Mapping[str, str] | None = None,
        room: str | None = None,
        reason: str = "",
        note: str = "",
        overrides: Mapping[str, str] | None = None,
    ) -> Change:
        """The verb on one appointment, with what `VerbOptions` takes along. Raises as `act` does."""
        options = VerbOptions(
            verified=verified, waivers=waivers or {}, room=room, reason=reason, note=note, overrides=overrides or {}
        )
        return self.act(actor, verb, {number: rev}, options)
