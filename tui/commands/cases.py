"""What is asked to begin a case, and to go through a list of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from tui.prompts.prompt import Open

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import new_case
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    (new_case,) = lazy_modules("tui.prompts.new_case")


def new(context: CommandContext) -> Outcome:
    """A case for the patient highlighted, or for whose appointment is, linked to that."""
    scheduled = context.here.scheduled
    patient = context.here.patient or context.scheduled.patient
    number = scheduled.appointment.id if scheduled else None
    return Open(new_case.NewCasePrompt(context.workstation, context.site, patient, appointment=number))
