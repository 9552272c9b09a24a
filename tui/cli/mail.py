"""The verbs about mail and fax that came in: fax list, file, refile, seen, dismiss, open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.documents.model import ScanKind
from core.errors import BadInput
from core.mailroom.filing import Filing
from core.mailroom.model import IncomingDocument
from tui.cli import mail_sentences as say
from tui.cli.json_output import patient_in_short
from tui.cli.listing import columns, moment_text, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer
from tui.identity import is_local
from tui.programs import show_document

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.journal.change import Change
    from core.mailroom.use_cases import Incoming
    from tui.cli.json_output import Shape
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_list(parser: Parser) -> None:
    """[--all]."""
    parser.flag("--all", say.HELP_ALL)


def list_all(call: Call) -> Answer:
    """What is to be filed, seen or looked at, oldest first; with --all everything that came in."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        found = desk.mailroom.listed(actor) if call.typed.all else desk.mailroom.to_do(actor)
        site = workstation.view.first_site
    message = say.LISTED.format(count=len(found)) if found else say.LISTED_NONE
    return Answer(
        message,
        result=[incoming_json(one, site) for one in found],
        lines=columns([_row(one, site) for one in found]),
    )


def declare_file(parser: Parser) -> None:
    """N --patient REF [--kind KIND] [--title TEXT] [--case N] [--to PROVIDER]."""
    parser.word("number", shown="N", summary=say.HELP_NUMBER)
    parser.option("--patient", "REF", say.HELP_PATIENT, required=True)
    parser.option("--kind", "KIND", say.HELP_KIND)
    parser.option("--title", "TEXT", say.HELP_TITLE)
    parser.option("--case", "N", say.HELP_CASE)
    parser.option("--to", "CODE", say.HELP_TO)


def file(call: Call) -> Answer:
    """File a document with a patient, and with a case of theirs."""
    typed = call.typed
    number = read_number(typed.number, say.A_DOCUMENT, least=1)
    kind = ScanKind(read_word(typed.kind or ScanKind.OTHER.value, say.A_KIND, [one.value for one in ScanKind]))
    case = read_number(typed.case, say.A_CASE, least=1) if typed.case else None
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, typed.patient)
        warning = desk.patients.opened(actor, patient.id, "fax file")
        said = Filing(patient.id, kind, typed.title or "", case, typed.to or "")
        return _answer(workstation, desk.mailroom.index(actor, number, said), warning)


def declare_refile(parser: Parser) -> None:
    """N --patient REF."""
    parser.word("number", shown="N", summary=say.HELP_NUMBER)
    parser.option("--patient", "REF", say.HELP_BELONGS, required=True)


def refile(call: Call) -> Answer:
    """File a document with the patient to whom it belongs."""
    number = read_number(call.typed.number, say.A_DOCUMENT, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.patients.by_ref(actor, call.typed.patient)
        warning = desk.patients.opened(actor, patient.id, "fax refile")
        return _answer(workstation, desk.mailroom.refile(actor, number, patient.id), warning)


def declare_one(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N", summary=say.HELP_NUMBER)


def seen(call: Call) -> Answer:
    """Note that a document was seen."""
    number = read_number(call.typed.number, say.A_DOCUMENT, least=1)
    with call.workstation() as workstation:
        return _answer(workstation, workstation.desk.mailroom.acknowledge(workstation.actor, number))


def declare_dismiss(parser: Parser) -> None:
    """N --reason TEXT."""
    parser.word("number", shown="N", summary=say.HELP_NUMBER)
    parser.option("--reason", "TEXT", say.HELP_REASON, required=True)


def dismiss(call: Call) -> Answer:
    """Put aside what is nobody's here."""
    number = read_number(call.typed.number, say.A_DOCUMENT, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        return _answer(workstation, desk.mailroom.dismiss(actor, number, call.typed.reason))


def open_document(call: Call) -> Answer:
    """Have the program of the settings show a document, at a desk on this machine alone."""
    number = read_number(call.typed.number, say.A_DOCUMENT, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        one = desk.mailroom.by_id(actor, number)  # who may not is told so first
        if not is_local(os.environ):
            raise BadInput(say.NOT_LOCAL)
        command = workstation.settings.documents.open_command
        if not command:
            raise BadInput(say.NO_COMMAND)
        document, content, warning = desk.mailroom.content(actor, number, way="fax open")
        show_document(command, document.format, content)
        result = incoming_json(one, workstation.view.first_site)
    return Answer(warned(say.OPENED.format(name=document.name, program=command[0]), warning), result=result)


def incoming_json(one: Incoming, site: Site) -> Shape:
    """A document that came in; `patient` and `scan` are null while it is not filed."""
    document = one.document
    return {
        "id": document.id,
        "name": document.name,
        "way": document.way.value,
        "format": document.format,
        "bytes": document.size,
        "sha256": document.hash,
        "at": local(document.at, site.tz).isoformat(timespec="seconds"),
        "state": document.status.value,
        "patient": patient_in_short(one.patient) if one.patient else None,
        "scan": document.scan if document.is_filed else None,
        "to": document.routed_to or None,
        "problem": document.problem,
        "rev": document.rev,
    }


def _answer(workstation: Workstation, change: Change, warning: str = "") -> Answer:
    (document,) = change.all_of(IncomingDocument)
    one = workstation.desk.mailroom.by_id(workstation.actor, document.id)
    return Answer(warned(change.sentence, warning), result=incoming_json(one, workstation.view.first_site))


def _row(one: Incoming, site: Site) -> tuple[str, ...]:
    document = one.document
    return (
        str(document.id),
        moment_text(document.at, site),
        document.way.value,
        document.name,
        f"{one.patient.name}, MRN {one.patient.mrn}" if one.patient else "",
        say.STATE[document.status.value].format(to=document.routed_to),
        document.problem,
    )
