"""How is it written down that a record is opened at the desk, and told where it could not be?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import NeedsReason

if TYPE_CHECKING:
    from core.patients.model import Patient
    from tui.text.lines import Line
    from tui.workstation import Workstation


def note_opened(workstation: Workstation, patient: Patient, way: str) -> tuple[Line, ...]:
    """Write down that the patient's record is opened by `way`; a line to show with it where that could not be."""
    sentence = workstation.desk.patients.opened(workstation.actor, patient.id, way)
    return (((f" {sentence}", "warn"),),) if sentence else ()


def note_listed(workstation: Workstation, patient: Patient, way: str) -> tuple[Line, ...]:
    """The same where somebody only looks through a list: that a restricted record wants a reason is told."""
    try:
        return note_opened(workstation, patient, way)
    except NeedsReason as needed:
        return (((f" {needed.sentence}", "warn"),),)
