"""The verbs that make what leaves about a case: its letter, and the file that asks a payer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from tui.cli import cases_sentences as sentences
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.file_out import send_out, write_new
from tui.cli.listing import warned
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer
from tui.settings import STREAM, named_stream_or_file

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


def declare_x12(parser: Parser) -> None:
    """N [--out NEW]."""
    parser.word("number", shown="CASE", summary=sentences.HELP["CASE"])
    parser.option("--out", "NEW", sentences.HELP["--out"])


def x12(call: Call) -> Answer:
    """Write the file that asks a payer for an authorization, or tell it."""
    typed, number = call.typed, read_number(call.typed.number, "case's number", least=1)
    target = named_stream_or_file(typed.out, "--out", call.env) if typed.out else None
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.ASK_PAYERS)
        patient = desk.cases.whole(actor, number).seen.patient
        warning = desk.patients.opened(actor, patient.id, "case x12") if patient else ""
        text = desk.cases.review_request(actor, number)
    if target:
        write_new(target, text.encode("ascii"))
    elif typed.out:
        send_out(text.encode("ascii"))
    message = warned(sentences.X12_WRITTEN.format(number=number), warning)
    lines = () if typed.out else tuple(text.splitlines())
    return Answer(message, result={"case": number, "text": text}, lines=lines, is_output_taken=typed.out == STREAM)
