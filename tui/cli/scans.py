"""The verbs about scanned documents: document add, list, export, open, remove."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.clinic.codes import first_site, today_at
from core.documents.model import Scan, ScanKind
from core.documents.scans import MOST_BYTES
from core.errors import BadInput
from tui.cli import document_sentences as say
from tui.cli import sentences
from tui.cli.file_out import send_out, write_new
from tui.cli.letters import patient_of
from tui.cli.listing import columns, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer
from tui.identity import is_local
from tui.programs import show_document
from tui.settings import STREAM, named_stream_or_file, read_bytes

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_add(parser: Parser) -> None:
    """REF FILE [--kind KIND] [--title TEXT] [--on DATE]."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)
    parser.word("file", shown="FILE", summary=say.HELP_SCAN_FILE)
    parser.option("--kind", "KIND", say.HELP_SCAN_KIND)
    parser.option("--title", "TEXT", say.HELP_SCAN_TITLE)
    parser.option("--on", "DATE", say.HELP_SCAN_ON)


def add(call: Call) -> Answer:
    """Keep a scanned document of a patient, or of a visit."""
    typed = call.typed
    kind = ScanKind(read_word(typed.kind or ScanKind.OTHER.value, say.A_SCAN_KIND, [one.value for one in ScanKind]))
    file = named_stream_or_file(typed.file, "FILE", call.env)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.EDIT_PATIENTS)  # who may not is told so before anything is read
        today = today_at(first_site(desk.clinic()), desk.now())
        day = (
            parse_date(typed.on, today=today, order=workstation.settings.dates.order, field="on") if typed.on else None
        )
        whose = desk.read_ref(actor, typed.whose)
        warning = desk.patients.opened(actor, patient_of(workstation, whose), "document add")
        content = read_bytes(file, MOST_BYTES + 1)
        change = desk.documents.add_scan(actor, whose, content, kind=kind, title=typed.title or "", day=day)
    (scan,) = change.all_of(Scan)
    return Answer(warned(change.sentence, warning), result=scan_json(scan))


def declare_list(parser: Parser) -> None:
    """REF."""
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)


def list_scans(call: Call) -> Answer:
    """Tell the scanned documents of a patient, or of a visit."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        whose = desk.read_ref(actor, call.typed.whose)
        warning = desk.patients.opened(actor, patient_of(workstation, whose), "document list")
        found = desk.documents.scans(actor, whose)
    rows = [(str(one.id), f"{one.day:%-d %b %Y}", one.kind.value, one.title, one.format) for one in found]
    told = say.SCANS_TOLD.format(count=len(found))
    return Answer(warned(told, warning), result=[scan_json(one) for one in found], lines=columns(rows))


def declare_export(parser: Parser) -> None:
    """N NEW."""
    parser.word("number", shown="N", summary=say.HELP_SCAN)
    parser.word("file", shown="NEW", summary=say.HELP_OUT)


def export(call: Call) -> Answer:
    """Write a scanned document into a new file, or to standard output."""
    typed = call.typed
    number = read_number(typed.number, say.A_SCAN, least=1)
    target = named_stream_or_file(typed.file, "NEW", call.env)
    if typed.file == STREAM and (typed.json or sys.stdout.isatty()):
        raise BadInput(say.PDF_TO_TERMINAL, field="file")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        scan, content, warning = desk.documents.scan_content(actor, number, way="document export", is_export=True)
    if target:
        write_new(target, content)
    else:
        send_out(content)
    place = str(target or sentences.STANDARD_OUTPUT)
    told = say.SCAN_WRITTEN.format(number=number, title=scan.title, place=place)
    return Answer(warned(told, warning), result={**scan_json(scan), "place": place}, is_output_taken=target is None)


def declare_open(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N", summary=say.HELP_SCAN)


def open_scan(call: Call) -> Answer:
    """Have the program of the settings show a scanned document, at a desk on this machine."""
    number = read_number(call.typed.number, say.A_SCAN, least=1)
    with call.workstation() as workstation:
        workstation.desk.require(workstation.actor, Privilege.SEE_PATIENTS)
        if not is_local(call.env):
            raise BadInput(say.SCAN_FROM_AFAR)
        command = workstation.settings.documents.open_command
        if not command:
            raise BadInput(say.SCAN_NO_COMMAND)
        scan, content, warning = workstation.desk.documents.scan_content(
            workstation.actor, number, way="document open", is_export=False
        )
    show_document(command, scan.format, content)
    told = say.SCAN_SHOWN.format(number=number, title=scan.title)
    return Answer(warned(told, warning), result=scan_json(scan))


def declare_remove(parser: Parser) -> None:
    """N --reason WHY."""
    parser.word("number", shown="N", summary=say.HELP_SCAN)
    parser.option("--reason", "WORDS", say.HELP_SCAN_REASON, required=True)


def remove(call: Call) -> Answer:
    """Take a scanned document away where it does not belong."""
    number = read_number(call.typed.number, say.A_SCAN, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.EDIT_PATIENTS)
        warning = desk.patients.opened(actor, desk.documents.scan(actor, number).patient, "document remove")
        change = desk.documents.remove_scan(actor, number, call.typed.reason)
    (scan,) = change.all_of(Scan)
    return Answer(warned(change.sentence, warning), result=scan_json(scan))


def scan_json(scan: Scan) -> dict[str, Any]:
    """What scripts are told of a document."""
    return {
        "id": scan.id,
        "kind": scan.kind.value,
        "title": scan.title,
        "day": scan.day.isoformat(),
        "appointment": scan.appointment,
        "hash": scan.hash,
        "format": scan.format,
        "size": scan.size,
        "at": scan.at.isoformat(),
        "by": scan.by,
        "status": scan.status.value,
    }
