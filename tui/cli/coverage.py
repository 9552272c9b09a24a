"""The verbs about coverage: coverage add, coverage edit, coverage list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.coverage.fields import COVERAGE, new_coverage
from core.coverage.model import Coverage
from core.coverage.standing import AsOf
from tui.cli import coverage_sentences as say
from tui.cli.coverage_json import coverage_json
from tui.cli.listing import columns, warned
from tui.cli.readers import read_number
from tui.cli.record_options import declare_changes, declare_new, read_changes, read_options, read_rev, reading_of
from tui.cli.subcommand import Answer
from tui.text.coverage_words import sides_text

if TYPE_CHECKING:
    from core.fields.model import ReadContext
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_add(parser: Parser) -> None:
    """REF, and the fields of a coverage; who pays themselves has a payer alone."""
    parser.word("ref", shown="REF")
    declare_new(parser, COVERAGE, required={"payer"})


def add(call: Call) -> Answer:
    """Note a coverage of the patient."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.ref)
        values = read_options(call.typed, COVERAGE, reading_of(workstation))
        warning = desk.patients.opened(actor, patient.id, "coverage add")
        change = desk.coverage.add(actor, new_coverage(patient.id, values))
        (noted,) = change.all_of(Coverage)
        result = coverage_json(noted, patient, as_of(workstation))
    return Answer(warned(change.sentence, warning), result=result)


def declare_edit(parser: Parser) -> None:
    """N, and the fields of a coverage: an empty value empties the field, a list that is given replaces the old one."""
    parser.word("number", shown="N", summary=say.HELP_COVERAGE)
    declare_changes(parser, COVERAGE)


def edit(call: Call) -> Answer:
    """Change a coverage, unless it is no longer the one that was seen."""
    typed = call.typed
    number, rev = read_number(typed.number, "coverage's number", least=1), read_rev(typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.EDIT_PATIENTS)  # who may not is told so before it is looked up
        before = desk.coverage.by_id(actor, number)
        changes = read_changes(typed, COVERAGE, reading_of(workstation), verb="coverage edit", example="--to")
        patient = desk.patients.by_id(actor, before.patient)
        warning = desk.patients.opened(actor, patient.id, "coverage edit")
        change = desk.coverage.edit(actor, number, changes, rev=rev)
        (saved,) = change.all_of(Coverage) if change else (before,)
        result = coverage_json(saved, patient, as_of(workstation))
    message = change.sentence if change else say.COVERAGE_NOTHING_DIFFERENT.format(number=number)
    return Answer(warned(message, warning), result=result)


def declare_list(parser: Parser) -> None:
    """REF."""
    parser.word("ref", shown="REF")


def list_all(call: Call) -> Answer:
    """Who pays for the patient, those that hold now or begin last first."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.ref)
        warning = desk.patients.opened(actor, patient.id, "coverage list")
        coverages = desk.coverage.of_patient(actor, patient.id)
        reading, at = reading_of(workstation), as_of(workstation)
    template = {0: say.COVERAGES_NONE, 1: say.COVERAGES_ONE}.get(len(coverages), say.COVERAGES_LISTED)
    message = template.format(patient=patient.name, mrn=patient.mrn, count=len(coverages))
    return Answer(
        warned(message, warning),
        result=[coverage_json(one, patient, at) for one in coverages],
        lines=columns([_row(one, reading) for one in coverages]),
    )


def as_of(workstation: Workstation) -> AsOf:
    """Now, at the first site."""
    view = workstation.view
    return AsOf(view.clinic, view.policy, view.now, view.first_site.tz)


def _row(coverage: Coverage, reading: ReadContext) -> tuple[str, ...]:
    told = {field.name: fact for field, fact in COVERAGE.facts(coverage, reading)}
    days = f"{told.get('starts', '')} - {told.get('ends', '')}".strip()
    return (
        str(coverage.id),
        told["payer"],
        told.get("plan", ""),
        coverage.member_id,
        "" if coverage.is_self_pay else told["order"],
        "" if days == "-" else days,
        told.get("copays", ""),
        sides_text(coverage),
    )
