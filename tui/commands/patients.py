"""What is asked to find, to register and to change a patient?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import lazy_modules
from tui.prompts.prompt import STAY, Open

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import find as finding
    from tui.prompts import patient_form
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    finding, patient_form = lazy_modules("tui.prompts.find", "tui.prompts.patient_form")


def find(context: CommandContext) -> Outcome:
    """Ask for the words."""
    return Open(finding.FindPrompt(context.workstation, context.site))


def new(context: CommandContext) -> Outcome:
    """Search first, so that nobody is registered twice."""
    context.program.look_for_patient(new=True)
    return STAY


def edit(context: CommandContext) -> Outcome:
    """The record of the patient highlighted, or of whose appointment is."""
    patient = context.here.patient or context.scheduled.patient
    return Open(patient_form.patient_form(context.workstation, context.site, patient=patient))
