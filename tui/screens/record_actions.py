"""What does each verb do to the appointment highlighted, or to all that are marked, on whatever screen?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from core.errors import BadInput, ClinicdeskError, Refused
from core.later import later
from core.model.visit import VisitStep
from core.rules.clearance import CLEARANCE
from core.rules.state import Verb
from core.sentences import NOTHING_HERE, REDONE_IN_PART, REDONE_SEVERAL_OF, UNDONE_IN_PART, UNDONE_SEVERAL_OF
from tui.hiding import acted_on
from tui.prompts.prompt import Did, Open

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from core.desk.requests import Change
    from core.model.clinic import Site
    from core.model.visit import ScheduledVisit
    from tui.bootstrap import Session
    from tui.here import Here
    from tui.prompts import cancel, gate, history, inspect, move, patient_form, rooms
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    cancel, gate, history, inspect, move, patient_form, rooms = later(
        "tui.prompts", "cancel", "gate", "history", "inspect", "move", "patient_form", "rooms"
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """What an action finds: who is at the desk, the site and day shown, what is highlighted or marked.

    `rows` are the terminal rows that a panel may take; `count` is the number typed before the key.
    """

    session: Session
    site: Site
    on: date
    here: Here
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
        return Did(self.session.desk.act(self.session.actor, verb, seen))


Acts: TypeAlias = "Mapping[str, Callable[[Scene], Outcome]]"


def _verb(action: str, verb: Verb) -> Callable[[Scene], Outcome]:
    def do(scene: Scene) -> Outcome:
        return scene.done(action, verb)

    return do


def _check_in(scene: Scene) -> Outcome:
    """One key checks in who is all clear; anything due opens the gate, or for several is the answer."""
    try:
        return scene.done("check_in", Verb.CHECK_IN)
    except Refused as refused:
        due = tuple(conflict for conflict in refused.conflicts if conflict.rule == CLEARANCE)
        meant = scene.meant_by("check_in")
        if not due or len(meant) > 1:
            raise
    return Open(gate.GatePrompt(scene.session, scene.site, meant[0], due))


def _room(scene: Scene) -> Outcome:
    """One key takes the patient to a room; who is in one already is asked which instead."""
    meant = scene.meant_by("room")
    visit = meant[0].visit
    if len(meant) > 1 or visit is None or visit.step is VisitStep.CHECKED_IN:
        return scene.done("room", Verb.ROOM)
    return Open(rooms.RoomPrompt(scene.session, scene.site, meant[0]))


def _cancel(scene: Scene) -> Outcome:
    return Open(cancel.CancelPrompt(scene.session, scene.site, scene.meant_by("cancel")))


def _move(scene: Scene) -> Outcome:
    return Open(move.MovePrompt(scene.session, scene.site, scene.scheduled))


def _edit_record(scene: Scene) -> Outcome:
    patient = scene.scheduled.patient
    return Open(patient_form.PatientForm(scene.session, scene.site, patient=patient))


def _inspect(scene: Scene) -> Outcome:
    return Open(inspect.InspectPrompt(scene.session, scene.site, scene.here))


def _history(scene: Scene) -> Outcome:
    return Open(history.HistoryPrompt(scene.session, scene.site, scene.scheduled, rows=scene.rows))


def _undo(scene: Scene) -> Outcome:
    desk, actor = scene.session.desk, scene.session.actor
    return _repeated(lambda: desk.undo(actor), scene.count, UNDONE_SEVERAL_OF, UNDONE_IN_PART)


def _redo(scene: Scene) -> Outcome:
    desk, actor = scene.session.desk, scene.session.actor
    return _repeated(lambda: desk.redo(actor), scene.count, REDONE_SEVERAL_OF, REDONE_IN_PART)


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
"""By the ids of `tui.actions`: what works wherever an appointment can be highlighted."""
