"""The verb that tells what was done with a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.messages.telling import without_course
from core.record_ref import CLINIC, AppointmentId, PatientId
from core.setup.changes import in_words
from tui.cli import sentences
from tui.cli.json_output import entry_json
from tui.cli.listing import columns, moment_text, printable, warned
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.journal.model import Entry
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_history(parser: Parser) -> None:
    """REF [--all]."""
    parser.word("ref", shown="RECORD")
    parser.flag("--all", sentences.HISTORY_ALL)


def history(call: Call) -> Answer:
    """The journal's entries on an appointment or a patient, oldest first, in the first site's time."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        ref = desk.read_ref(actor, call.typed.ref)
        found = desk.journal.entries_on(actor, ref)
        entries = found if call.typed.all or ref == CLINIC else tuple(without_course(found))
        site = workstation.view.first_site
        if ref == CLINIC:
            return _of_setup(workstation, entries, site)
        patient = PatientId(ref.id) if ref.kind == "patient" else None
        if ref.kind == "appointment":
            patient = desk.schedule.appointment(actor, AppointmentId(ref.id)).patient.id
        warning = desk.patients.opened(actor, patient, "history") if patient else ""
    message = sentences.HISTORY_ONE if len(entries) == 1 else sentences.HISTORY_SOME.format(count=len(entries))
    if len(entries) < len(found):
        message = f"{message} {sentences.HISTORY_LEFT_OUT.format(count=len(found) - len(entries))}"
    result = [entry_json(entry, site) for entry in entries]
    return Answer(warned(message, warning), result=result, lines=columns([_row(entry, site) for entry in entries]))


def _of_setup(workstation: Workstation, entries: tuple[Entry, ...], site: Site) -> Answer:
    """The acts on the set-up, each with what it changed."""
    lines: list[str] = []
    result = []
    for entry in entries:
        changes = workstation.desk.journal.setup_changes(workstation.actor, entry.id)
        lines += [*columns([_row(entry, site)]), *(f"    {printable(in_words(change))}" for change in changes)]
        told = [{"kind": one.kind, "before": one.before, "after": one.after} for one in changes]
        result.append({**entry_json(entry, site), "changes": told})
    message = sentences.HISTORY_ONE if len(entries) == 1 else sentences.HISTORY_SOME.format(count=len(entries))
    return Answer(message, result=result, lines=tuple(lines))


def _row(entry: Entry, site: Site) -> tuple[str, ...]:
    undone = sentences.HISTORY_UNDONE if entry.undone_by is not None else ""
    return moment_text(entry.at, site), entry.actor, entry.sentence, undone
