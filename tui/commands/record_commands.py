"""What does each verb do to the appointment highlighted, or to all that are marked, on whatever screen?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from core.errors import BadInput, ClinicdeskError, Refused
from core.lazy import lazy_modules
from core.schedule.model.visit import VisitStep
from core.visits.clearance import CLEARANCE
from core.visits.state import Verb
from tui.commands.sentences import REDONE_IN_PART, REDONE_SEVERAL_OF, UNDONE_IN_PART, UNDONE_SEVERAL_OF
from tui.prompts.prompt import Did, Open
from tui.selection.sentences import NOTHING_HERE
from tui.text.hiding import acted_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from core.clinic.model import Site
    from core.journal.change import Change
    from core.schedule.model.visit import ScheduledVisit
    from tui.prompts import cancel, history, inspect, move, patient_form, rooms
    from tui.prompts import check_in as gate
    from tui.prompts.prompt import Outcome
    from tui.selection.selection import Selection
    from tui.workstation import Workstation
else:  # a question is loaded when it is first asked
    cancel, gate, history, inspect, move, patient_form, rooms = lazy_modules(
        "tui.prompts.cancel",
        "tui.prompts.check_in",
        "tui.prompts.history",
        "tui.prompts.inspect",
        "tui.prompts.move",
        "tui.prompts.patient_form",
        "tui.prompts.rooms",
    )


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What an action finds: who is at the desk, the site and day shown, what is highlighted or marked.

    `rows` are the terminal rows that a panel may take; `count` is the number typed before the key.
    """

    workstation: Workstation
    site: Site
    on: date
    here: Selection
    now: datetime
    rows: int = 18
    count: int = 1

    @property
    def scheduled(self) -> ScheduledVisit:
        """The appointment highlighted. Raises BadInput when there is none."""
        if self.here.scheduled is None:
            raise BadInput(NOTHING_HERE)
        return self.here.scheduled

    def meant_by(self, action: str) -> tuple[ScheduledVisit, ...]:
        """The appointments that the action acts on. Raises BadInput when there is none."""
        meant = self.here.meant_by(action)
        if not meant:
            raise BadInput(NOTHING_HERE)
        return meant

    def done(self, action: str, verb: Verb) -> Did:
        """The verb done to all of them, as one act."""
        seen = {one.appointment.id: one.seen for one in self.meant_by(action)}
        return Did(self.workstation.desk.visits.act(self.workstation.actor, verb, seen))


Acts: TypeAlias = "Mapping[str, Callable[[CommandContext], Outcome]]"


def _verb(action: str, verb: Verb) -> Callable[[CommandContext], Outcome]:
    def do(context: CommandContext) -> Outcome:
        return context.done(action, verb)

    return do


def _check_in(context: CommandContext) -> Outcome:
    """One key checks in who is all clear; anything due opens the gate, or for several is the answer."""
    try:
        return context.done("check_in", Verb.CHECK_IN)
    except Refused as refused:
        due = tuple(conflict for conflict in refused.conflicts if conflict.rule == CLEARANCE)
        meant = context.meant_by("check_in")
        if not due or len(meant) > 1:
            raise
    return Open(gate.CheckInPrompt(context.workstation, context.site, meant[0], due))


def _room(context: CommandContext) -> Outcome:
    """One key takes the patient to a room; who is in one already is asked which instead."""
    meant = context.meant_by("room")
    visit = meant[0].visit
    if len(meant) > 1 or visit is None or visit.step is VisitStep.CHECKED_IN:
        return context.done("room", Verb.ROOM)
    return Open(rooms.RoomPrompt(context.workstation, context.site, meant[0]))


def _cancel(context: CommandContext) -> Outcome:
    return Open(cancel.CancelPrompt(context.workstation, context.site, context.meant_by("cancel")))


def _move(context: CommandContext) -> Outcome:
    return Open(move.MovePrompt(context.workstation, context.site, context.scheduled))


def _edit_record(context: CommandContext) -> Outcome:
    patient = context.scheduled.patient
    return Open(patient_form.patient_form(context.workstation, context.site, patient=patient))


def _inspect(context: CommandContext) -> Outcome:
    return Open(inspect.InspectPrompt(context.workstation, context.site, context.here))


def _history(context: CommandContext) -> Outcome:
    return Open(history.HistoryPrompt(context.workstation, context.site, context.scheduled, rows=context.rows))


def _undo(context: CommandContext) -> Outcome:
    desk, actor = context.workstation.desk, context.workstation.actor
    return _repeated(lambda: desk.journal.undo(actor), context.count, UNDONE_SEVERAL_OF, UNDONE_IN_PART)


def _redo(context: CommandContext) -> Outcome:
    desk, actor = context.workstation.desk, context.workstation.actor
    return _repeated(lambda: desk.journal.redo(actor), context.count, REDONE_SEVERAL_OF, REDONE_IN_PART)


def _repeated(step: Callable[[], Change], count: int, several: str, in_part: str) -> Did:
    """`count` steps, one transaction each, up to the first that is refused; what was done is said, and to whom."""
    changes = [step()]
    for _ in range(1, count):
        try:
            changes.append(step())
        except ClinicdeskError as refusal:
            sentence = in_part.format(done=len(changes), wanted=count, why=refusal.sentence)
            return Did(replace(changes[-1], sentence=sentence))
    if count == 1:
        return Did(changes[0])
    names = dict.fromkeys(patient.name for change in changes for patient in acted_on(change))
    sentence = several.format(count=count, patients="; ".join(names) or changes[-1].sentence)
    return Did(replace(changes[-1], sentence=sentence))


RECORD_ACTS: Final[Acts] = {
    "arrive": _verb("arrive", Verb.ARRIVE),
    "check_in": _check_in,
    "room": _room,
    "depart": _verb("depart", Verb.DEPART),
    "check_out": _verb("check_out", Verb.CHECK_OUT),
    "left_unseen": _verb("left_unseen", Verb.LEFT),
    "no_show": _verb("no_show", Verb.NO_SHOW),
    "step_back": _verb("step_back", Verb.STEP_BACK),
    "move": _move,
    "cancel": _cancel,
    "edit_record": _edit_record,
    "inspect": _inspect,
    "why": _inspect,
    "history": _history,
    "undo": _undo,
    "redo": _redo,
}
"""By the ids of `tui.keys.registry`: what works wherever an appointment can be highlighted."""
