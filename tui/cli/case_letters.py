"""The verb that makes the letter of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli import cases_sentences as sentences
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_letter(parser: Parser) -> None:
    """N [--template NAME] [--format text|pdf] [--out NEW] [--print]."""
    parser.word("number", shown="CASE", summary=sentences.HELP["CASE"])
    parser.option("--template", "NAME", sentences.HELP["--template"])
    declare_output(parser)


def letter(call: Call) -> Answer:
    """Make the letter of a case."""
    output, number = read_output(call), read_number(call.typed.number, "case's number", least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.cases.whole(actor, number).seen.patient
        warning = desk.patients.opened(actor, patient.id, "case letter") if patient else ""
        made = desk.cases.letter(actor, number, name=call.typed.template or "")
        result = {"case": number, "language": made.document.language, "mrn": made.patient.mrn}
        documents = workstation.settings.documents
        return give_out([made.document], output, documents, told=made.told, result=result, warning=warning)
