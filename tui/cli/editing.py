"""The verb that changes a patient's record: patient edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.patients.fields import PATIENT
from core.patients.model import Patient
from core.patients.phones import with_consents_of
from tui.cli import sentences
from tui.cli.json_output import patient_json
from tui.cli.listing import warned
from tui.cli.record_options import declare_changes, read_changes, read_rev, reading_of
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_edit(parser: Parser) -> None:
    """REF, and the fields of a record: an empty value empties the field, a list that is given replaces the old one."""
    parser.word("ref", shown="REF")
    declare_changes(parser, PATIENT)
    parser.flag("--anyway")


def edit(call: Call) -> Answer:
    """Change a record, unless it is no longer the one that was seen."""
    typed = call.typed
    rev = read_rev(typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, typed.ref)
        changes = read_changes(typed, PATIENT, reading_of(workstation), verb="patient edit", example="--phone")
        if "phones" in changes:
            changes["phones"] = with_consents_of(patient.phones, changes["phones"])
        warning = desk.patients.opened(actor, patient.id, "patient edit")
        change = desk.patients.edit(actor, patient.id, changes, rev=rev, anyway=typed.anyway)
    if change is None:
        message = sentences.NOTHING_DIFFERENT.format(patient=patient.name)
        return Answer(warned(message, warning), result=patient_json(patient))
    saved = change.only(Patient) or patient
    return Answer(warned(change.sentence, warning), result=patient_json(saved), conflicts=change.warnings)
