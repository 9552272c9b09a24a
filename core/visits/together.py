"""Cancel several visits that belong together, as one act: this one and later ones, a whole series, chain or group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.schedule.finding import find_scheduled
from core.schedule.series.together import meant
from core.visits.state import Verb
from core.visits.verbs import act

if TYPE_CHECKING:
    from core.journal.change import Change
    from core.record_ref import AppointmentId
    from core.schedule.model.linked import Scope
    from core.schedule.model.visit import Seen
    from core.visits.options import VerbOptions
    from core.visits.ports import VisitContext


def cancel(
    context: VisitContext,
    actor: str,
    number: AppointmentId,
    scope: Scope,
    options: VerbOptions,
    *,
    rev: Seen | int | None,
) -> Change:
    """All that `scope` says, as they are now, or none. Raises as `act` does, and BadInput where it belongs to none."""
    with context.reading(actor, Privilege.CANCEL) as (reading, clinic):
        now = context.clock.now()
        scheduled = find_scheduled(reading, number, rev=rev, clinic=clinic, now=now)
        seen = {one.appointment.id: one.seen for one in meant(reading, clinic, scheduled, scope, now)}
    return act(context, actor, Verb.CANCEL, seen, options)
