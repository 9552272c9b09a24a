"""How is a question asked again from its texts, and is what it was about still there, and still as it was seen?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import NotFound, Refused
from core.record_ref import AppointmentId, PatientId
from tui.prompts.sentences import PARKED_CHANGED, PARKED_GONE, PARKED_UNFIT
from tui.text.hiding import hide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.coverage.model import Coverage
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.state import Verb
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt import Prompt
    from tui.workstation import Workstation


_MOST_DIGITS: Final = 15


class RestoreContext(Struct, frozen=True):
    """At which desk a question is asked again; `site` is that of the screen it stands on."""

    workstation: Workstation
    site: Site


class Restored(Struct, frozen=True):
    """A question asked again; `changed` says what is no longer as it was, or is empty."""

    prompt: Prompt
    changed: str = ""


def typed_fields(name: str, editor: LineEditor) -> dict[str, str]:
    """A line with its cursor, as two fields; a cursor at the end is an empty one."""
    at_end = editor.cursor == len(editor.text)
    return {name: editor.text, f"{name}.at": "" if at_end else str(editor.cursor)}


def type_again(name: str, editor: LineEditor, fields: Mapping[str, str]) -> None:
    """Put the line and its cursor back."""
    at = fields.get(f"{name}.at", "")
    editor.put_back(fields.get(name, ""), int(at) if at.isdecimal() and len(at) < 4 else None)


def appointment_again(workstation: Workstation, number: str, rev: str, verb: Verb) -> tuple[ScheduledVisit, str]:
    """The appointment as it is now, and what was done to it since `rev`, or "".

    Raises Refused where the verb is not possible any more, NotFound.
    """
    with workstation.snapshot() as view:
        scheduled = workstation.desk.schedule.appointment(workstation.actor, AppointmentId(number_again(number)))
    conflict = view.illegal(verb, scheduled)
    if conflict:
        raise Refused(PARKED_UNFIT.format(why=conflict.message), [conflict])
    if str(scheduled.appointment.rev) == rev:
        return scheduled, ""
    said = workstation.desk.journal.last_word(workstation.actor, scheduled.ref).sentence
    return scheduled, hide(workstation, PARKED_CHANGED.format(sentence=said), (scheduled.patient,))


def scheduled_again(workstation: Workstation, number: str) -> ScheduledVisit:
    """The appointment as it is now, whatever became of it. Raises NotFound."""
    return workstation.desk.schedule.appointment(workstation.actor, AppointmentId(number_again(number)))


def coverage_changed(workstation: Workstation, coverage: Coverage, patient: Patient) -> str:
    """What was done with the patient's coverage last."""
    said = workstation.desk.journal.last_word(workstation.actor, coverage.ref).sentence
    return hide(workstation, PARKED_CHANGED.format(sentence=said), (patient,))


def patient_again(workstation: Workstation, number: str) -> Patient:
    """The patient's record as it is now. Raises NotFound."""
    return workstation.desk.patients.by_id(workstation.actor, PatientId(number_again(number)))


def number_again(text: str) -> int:
    """The number of a record. Raises NotFound for what is none."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise NotFound(PARKED_GONE)
    return int(text)
