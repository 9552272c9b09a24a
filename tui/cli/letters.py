"""The verbs about letters and templates: letter, template list, show, check, save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput, NotFound
from core.record_ref import AppointmentId, PatientId
from core.templates.kinds import LETTER
from core.templates.sentences import NO_TEMPLATE
from core.templates.shelf import ENDING, read_bytes, read_name
from core.text.wording import shown
from tui.cli import document_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.listing import columns
from tui.cli.subcommand import Answer
from tui.settings import named_stream_or_file
from tui.settings import read_bytes as read_file

if TYPE_CHECKING:
    from core.record_ref import RecordRef
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_MOST_BYTES: Final = 1 << 20


def declare_letter(parser: Parser) -> None:
    """TEMPLATE REF [--format text|pdf] [--out NEW] [--print]."""
    parser.word("template", shown="TEMPLATE", summary=say.HELP_TEMPLATE)
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE)
    declare_output(parser)


def letter(call: Call) -> Answer:
    """Make a letter to a patient, or about a visit."""
    output = read_output(call)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        whose = desk.read_ref(actor, call.typed.whose)
        desk.documents.templates(actor).check(LETTER.name, call.typed.template)  # before a record counts as opened
        warning = desk.patients.opened(actor, patient_of(workstation, whose), "letter")
        made = desk.documents.letter(actor, call.typed.template, whose)
        result = {"template": call.typed.template, "language": made.document.language, "mrn": made.patient.mrn}
        documents = workstation.settings.documents
        return give_out([made.document], output, documents, told=made.told, result=result, warning=warning)


def declare_nothing(parser: Parser) -> None:
    """No arguments."""


def list_templates(call: Call) -> Answer:
    """Tell which templates there are."""
    with call.workstation() as workstation:
        shelf = workstation.desk.documents.templates(workstation.actor)
    names = sorted(shelf.texts)
    rows = [(str(name), name.kind, say.OWN if name in shelf.own else say.SHIPPED) for name in names]
    result = [
        {"template": str(one), "kind": one.kind, "name": one.name, "language": one.language, "own": one in shelf.own}
        for one in names
    ]
    told = say.TEMPLATES_TOLD.format(count=len(names), own=len(shelf.own))
    return Answer(told, result=result, lines=columns(rows))


def declare_show(parser: Parser) -> None:
    """TEMPLATE."""
    parser.word("template", shown="TEMPLATE", summary=say.HELP_TEMPLATE_NAME)


def show(call: Call) -> Answer:
    """Tell the text of a template."""
    name = read_name(call.typed.template)
    with call.workstation() as workstation:
        shelf = workstation.desk.documents.templates(workstation.actor)
    if name not in shelf.texts:
        raise NotFound(NO_TEMPLATE.format(name=shown(str(name)), known="").strip())
    text = shelf.texts[name].decode(errors="replace")
    whose = say.OWN if name in shelf.own else say.SHIPPED
    message = say.TEMPLATE_TOLD.format(name=name, whose=whose)
    return Answer(message, result={"template": str(name), "text": text}, lines=tuple(text.splitlines()))


def declare_file(parser: Parser) -> None:
    """TEMPLATE FILE."""
    parser.word("template", shown="TEMPLATE", summary=say.HELP_TEMPLATE_NAME)
    parser.word("file", shown="FILE", summary=say.HELP_TEMPLATE_FILE)


def check(call: Call) -> Answer:
    """Say what is wrong with the text of a template."""
    name, text = read_name(call.typed.template), _text(call)
    with call.workstation() as workstation:
        workstation.desk.require(workstation.actor, Privilege.SEE_SCHEDULE)
        read_bytes(text, name)
    return Answer(say.TEMPLATE_FINE.format(name=name), result={"template": str(name)})


def save(call: Call) -> Answer:
    """Keep the text of a template as the clinic's own, if nothing is wrong with it."""
    name, text = read_name(call.typed.template), _text(call)
    with call.workstation() as workstation:
        workstation.desk.require(workstation.actor, Privilege.SET_UP)
        folder = workstation.settings.documents.templates
        if not folder:
            raise BadInput(say.NO_FOLDER, field="templates")
        read_bytes(text, name)
        _replace(Path(folder, f"{name}{ENDING}"), text)
    return Answer(say.TEMPLATE_SAVED.format(name=name, folder=folder), result={"template": str(name)})


def patient_of(workstation: Workstation, whose: RecordRef) -> PatientId:
    """Who it is, also of an appointment. Raises NotFound."""
    if whose.kind != "appointment":
        return PatientId(whose.id)
    return workstation.desk.schedule.appointment(workstation.actor, AppointmentId(whose.id)).patient.id


def _text(call: Call) -> bytes:
    return read_file(named_stream_or_file(call.typed.file, "FILE", call.env), _MOST_BYTES)


def _replace(place: Path, text: bytes) -> None:
    """Nobody reads half of it. Raises BadInput."""
    from core.new_file import unfinished
    from tui.cli.exporting_sentences import EXPORT_UNWRITABLE

    try:
        with unfinished(place) as part:
            part.write_bytes(text)
            part.replace(place)
    except OSError as error:
        raise BadInput(EXPORT_UNWRITABLE.format(file=place, why=error.strerror or str(error)), field="file") from error
