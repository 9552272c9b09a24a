"""How is a verb of the visit done, beside its row in the state table: who may, its steps, and what must be in order?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.access.privileges import Privilege
    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext


def _nothing_due(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[Conflict, ...]:
    return ()


def _no_note(clinic: Clinic, scheduled: ScheduledVisit, options: VerbOptions) -> str:
    return ""


def _no_reason(clinic: Clinic, options: VerbOptions) -> str:
    return ""


class Doing(Struct, frozen=True):
    """How a verb is done: the privilege asked for, the steps, what else must be in order, the journal's reason.

    The steps answer with the visit as it then is, and the sentence that says so; `note` is what the sentence of an act
    on several says of one of them beside the name. Who has no time any more `takes_time` again with some verbs: the
    steps then find lane and room chosen. `refusal` has a place for what stands in the way.
    """

    privilege: Privilege
    steps: Callable[[WriteContext, ScheduledVisit, VerbOptions], tuple[ScheduledVisit, str]]
    due: Callable[[WriteContext, ScheduledVisit, VerbOptions], tuple[Conflict, ...]] = _nothing_due
    reason: Callable[[Clinic, VerbOptions], str] = _no_reason
    note: Callable[[Clinic, ScheduledVisit, VerbOptions], str] = _no_note
    takes_time: bool = False
    refusal: str = "{why}"
