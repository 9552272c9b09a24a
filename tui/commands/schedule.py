"""What is asked to book, to move, and to look into an appointment or a time?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.lazy import lazy_modules
from tui.keys.sentences import NOT_A_COLUMN
from tui.prompts import held_act
from tui.prompts.prompt import Open, Told
from tui.selection.disabled_reason import is_past

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import book as booking
    from tui.prompts import hold as hold_prompt
    from tui.prompts import hours
    from tui.prompts import inspect as inspecting
    from tui.prompts import move as moving
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    booking, hours, inspecting, moving = lazy_modules(
        "tui.prompts.book",
        "tui.prompts.hours",
        "tui.prompts.inspect",
        "tui.prompts.move",
    )
    (hold_prompt,) = lazy_modules("tui.prompts.hold")


def book(context: CommandContext) -> Outcome:
    """Ask for the patient, if none is highlighted, then when: the time highlighted, unless it is past, or taken."""
    here = context.here
    slot = here.slot if here.slot and not is_past(here.slot, context.workstation) else None
    return Open(
        booking.BookPrompt(
            context.workstation,
            context.site,
            patient=here.patient,
            slot=slot,
            is_taken=here.scheduled is not None,
        )
    )


def follow_up(context: CommandContext) -> Outcome:
    """Ask when, in words: after the appointment highlighted, for the patient highlighted, or for whoever it will be."""
    here, after = context.here, context.here.scheduled
    patient = here.patient or (after.patient if after else None)
    return Open(
        booking.BookPrompt(context.workstation, context.site, patient=patient, after=after, asks_time_first=True)
    )


def hold(context: CommandContext) -> Outcome:
    """Ask what for; or release what the actor holds there. Raises what the desk refuses."""
    workstation, slot = context.workstation, context.slot
    mine = hold_prompt.held_there(workstation, context.site, slot)
    if mine is None:
        return Open(hold_prompt.HoldPrompt(workstation, context.site, slot))
    released, sentence = workstation.desk.holds.release(workstation.actor, mine.number)
    held_act.remember(workstation, released, is_held=False)
    return Told(sentence)


def move(context: CommandContext) -> Outcome:
    """Ask where to."""
    proposals = context.here.proposed
    return Open(moving.MovePrompt(context.workstation, context.site, context.scheduled, proposals=proposals))


def change_hours(context: CommandContext) -> Outcome:
    """Ask what is to be done with the hours of the provider in whose column the cursor stands. Raises BadInput."""
    if context.here.slot is None:
        raise BadInput(NOT_A_COLUMN)
    return Open(hours.HoursPrompt(context.workstation, context.here.slot))


def inspect(context: CommandContext) -> Outcome:
    """All there is to know of it."""
    return Open(inspecting.InspectPrompt(context.workstation, context.site, context.here))
