"""What does each verb of a visit do to the appointment highlighted, or to all that are marked?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refused
from core.lazy import lazy_modules
from core.schedule.model.visit import VisitStep
from core.structs import replace
from core.visits.clearance.items import CLEARANCE
from tui.prompts.prompt import Did, Open
from tui.prompts.reasoned import done_or_asked
from tui.prompts.reasoned_act import VerbAct

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import cancel as cancel_prompt
    from tui.prompts import check_in as check_in_prompt
    from tui.prompts import rooms as rooms_prompt
    from tui.prompts import walk_in as walk_in_prompt
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    cancel_prompt, check_in_prompt, rooms_prompt, walk_in_prompt = lazy_modules(
        "tui.prompts.cancel", "tui.prompts.check_in", "tui.prompts.rooms", "tui.prompts.walk_in"
    )


def do(context: CommandContext) -> Outcome:
    """The action's verb, done to all of them as one act; who takes time again may need a reason."""
    verb, workstation = context.action.verb, context.workstation
    assert verb is not None  # noqa: S101 - only rows with a verb name this handler
    return done_or_asked(workstation, VerbAct(workstation, verb, context.visits))


def check_in(context: CommandContext) -> Outcome:
    """Check in who is all clear, or all that are marked; where nothing but clearance is in the way, open the gate."""
    try:
        return do(context)
    except Refused as refused:
        if not refused.conflicts or any(conflict.rule != CLEARANCE for conflict in refused.conflicts):
            raise
    return Open(check_in_prompt.CheckInPrompt(context.workstation, context.visits))


def check_out(context: CommandContext) -> Outcome:
    """Check out, and tell of a single visit what is to be paid and what comes next."""
    outcome, (first, *more) = do(context), context.visits
    if more or not isinstance(outcome, Did):
        return outcome
    till, actor = context.workstation.desk.till, context.workstation.actor
    return replace(outcome, then=lambda: till.at_check_out(actor, first.appointment.id).sentence)


def room(context: CommandContext) -> Outcome:
    """One key takes the patient to a room; who is in one already is asked which instead."""
    first, *more = context.visits
    if more or first.visit is None or first.visit.step is VisitStep.CHECKED_IN:
        return do(context)
    return Open(rooms_prompt.RoomPrompt(context.workstation, first))


def cancel(context: CommandContext) -> Outcome:
    """Ask for the reason."""
    return Open(cancel_prompt.CancelPrompt(context.workstation, context.site, context.visits))


def walk_in(context: CommandContext) -> Outcome:
    """Ask who is here, unless a patient is highlighted, and for what."""
    return Open(walk_in_prompt.WalkInPrompt(context.workstation, context.site, patient=context.here.patient))
