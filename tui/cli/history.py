"""The verb that tells what was done with a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli import sentences
from tui.cli.json_output import entry_json
from tui.cli.listing import columns, moment_text
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.journal.model import Entry
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_history(parser: Parser) -> None:
    """REF."""
    parser.word("ref", shown="RECORD")


def history(call: Call) -> Answer:
    """The journal's entries on an appointment or a patient, oldest first, in the first site's time."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        entries = desk.journal.entries_on(actor, desk.read_ref(actor, call.typed.ref))
        site = workstation.view.first_site
    message = sentences.HISTORY_ONE if len(entries) == 1 else sentences.HISTORY_SOME.format(count=len(entries))
    result = [entry_json(entry, site) for entry in entries]
    return Answer(message, result=result, lines=columns([_row(entry, site) for entry in entries]))


def _row(entry: Entry, site: Site) -> tuple[str, ...]:
    undone = sentences.HISTORY_UNDONE if entry.undone_by is not None else ""
    return moment_text(entry.at, site), entry.actor, entry.sentence, undone
