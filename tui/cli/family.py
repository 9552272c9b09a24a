"""The verbs about families: patient family, patient relate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.family.fields import FAMILY_LINK
from core.family.telling import words_of
from core.patients.model import Patient
from tui.cli import sentences
from tui.cli.json_output import patient_in_short
from tui.cli.listing import columns, day_text, warned
from tui.cli.record_options import declare_flags_and_options, read_options, reading_of
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.family.model import Relative
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_family(parser: Parser) -> None:
    """REF."""
    parser.word("ref", shown="REF")


def family(call: Call) -> Answer:
    """Whom the patient belongs to, those of the household first."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.ref)
        warning = desk.patients.opened(actor, patient.id, "patient family")
        relatives = desk.family.of_patient(actor, patient.id)
    template = sentences.FAMILY_LISTED if relatives else sentences.FAMILY_NONE
    message = template.format(patient=patient.name, mrn=patient.mrn, count=len(relatives))
    return Answer(
        warned(message, warning),
        result=[relative_json(one) for one in relatives],
        lines=columns([_row(one) for one in relatives]),
    )


def declare_relate(parser: Parser) -> None:
    """REF OTHER, what the other one is, and --not where they no longer belong together."""
    parser.word("ref", shown="REF")
    parser.word("other", shown="OTHER")
    declare_flags_and_options(parser, FAMILY_LINK)
    parser.flag("--not")


def relate(call: Call) -> Answer:
    """Note what one patient is to another, change it, or end it."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient, other = (desk.patients.by_ref(actor, ref) for ref in (typed.ref, typed.other))
        changes = read_options(typed, FAMILY_LINK, reading_of(workstation))
        warning = desk.patients.opened(actor, patient.id, "patient relate")  # its answer tells the whole family
        change = (
            desk.family.part(actor, patient.id, other.id)
            if getattr(typed, "not")
            else desk.family.relate(actor, patient.id, other.id, changes)
        )
        relatives = desk.family.of_patient(actor, patient.id)
    message = change.sentence if change else sentences.NOTHING_DIFFERENT.format(patient=patient.name)
    return Answer(warned(message, warning), result=[relative_json(one) for one in relatives])


def relative_json(relative: Relative) -> dict[str, object]:
    """Somebody of the family, and what they are to the patient asked about."""
    return {
        "patient": {**patient_in_short(relative.patient), "birth_date": relative.patient.birth_date.isoformat()},
        "relation": relative.kinship.value if relative.kinship else None,
        "household": relative.household,
        "guardian": relative.decides,
        "guarantor": relative.pays,
        "ward": relative.is_ward,
        "paid_for": relative.is_paid_for,
    }


def _row(relative: Relative) -> tuple[str, ...]:
    patient: Patient = relative.patient
    return (patient.mrn, patient.name, day_text(patient.birth_date), words_of(relative))
