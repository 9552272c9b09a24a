"""The verbs about faxes that go out: fax send, sent, again, drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.errors import BadInput
from core.mailroom.faxing import FaxRequest
from core.mailroom.outgoing import OutgoingFax
from tui.cli import fax_sentences as say
from tui.cli.document_out import pdf_of
from tui.cli.listing import columns, moment_text
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.journal.change import Change
    from core.mailroom.use_cases import Outgoing
    from tui.cli.json_output import Shape
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_send(parser: Parser) -> None:
    """[--to ENTRY] [--number NUMBER] (--document N | --order N) [--title TEXT] [--note TEXT]."""
    parser.option("--to", "ENTRY", say.HELP_TO)
    parser.option("--number", "NUMBER", say.HELP_NUMBER)
    parser.option("--document", "N", say.HELP_DOCUMENT)
    parser.option("--order", "N", say.HELP_ORDER)
    parser.option("--title", "TEXT", say.HELP_TITLE)
    parser.option("--note", "TEXT", say.HELP_NOTE)


def send(call: Call) -> Answer:
    """Have the worker fax a patient's document, or the form of an order, behind a cover."""
    typed = call.typed
    if bool(typed.document) is bool(typed.order):
        raise BadInput(say.WHAT, field="document")
    if not (typed.to or typed.number):
        raise BadInput(say.TO_WHOM, field="to")
    scan = read_number(typed.document, say.A_DOCUMENT, least=1) if typed.document else None
    order = read_number(typed.order, say.AN_ORDER, least=1) if typed.order else None
    with call.workstation() as workstation:
        desk, actor, settings = workstation.desk, workstation.actor, workstation.settings.documents
        desk.require(actor, Privilege.FILE_MAIL)  # who may not is told so before anything is looked up
        entry = desk.directory.by_ref(actor, typed.to) if typed.to else None
        number = typed.number or (entry.fax if entry else "")
        content, title = b"", typed.title or ""
        if order is not None:
            form = desk.supplies.form(actor, order)
            content, title = pdf_of([form], settings), title or form.title
        about = title or say.DOCUMENT  # never what a patient's document is called: whoever stands there reads it
        of = entry.id if entry and entry.id else None
        page = desk.mailroom.fax_cover(actor, entry=of, number=number, title=about, note=typed.note or "")
        request = FaxRequest(pdf_of([page], settings), of, number, scan, content, title)
        return _answer(workstation, desk.mailroom.send_fax(actor, request))


def declare_sent(parser: Parser) -> None:
    """[--all]."""
    parser.flag("--all", say.HELP_ALL)


def sent(call: Call) -> Answer:
    """The faxes that are not settled, or failed; with --all every one."""
    with call.workstation() as workstation:
        found = workstation.desk.mailroom.faxes(workstation.actor, of_all=call.typed.all)
        site = workstation.view.first_site
    return Answer(
        say.LISTED.format(count=len(found)) if found else say.LISTED_NONE,
        result=[fax_json(one.fax, site, title=one.told) for one in found],
        lines=columns([_row(one, site) for one in found]),
    )


def declare_again(parser: Parser) -> None:
    """N [--number NUMBER]."""
    parser.word("fax", shown="N", summary=say.HELP_FAX)
    parser.option("--number", "NUMBER", say.HELP_NUMBER)


def again(call: Call) -> Answer:
    """Send one anew that failed or was not confirmed."""
    number = read_number(call.typed.fax, say.A_FAX, least=1)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        return _answer(workstation, desk.mailroom.fax_again(actor, number, to=call.typed.number or ""))


def declare_drop(parser: Parser) -> None:
    """N."""
    parser.word("fax", shown="N", summary=say.HELP_FAX)


def drop(call: Call) -> Answer:
    """Follow one no more that failed or was not confirmed."""
    number = read_number(call.typed.fax, say.A_FAX, least=1)
    with call.workstation() as workstation:
        return _answer(workstation, workstation.desk.mailroom.drop_fax(workstation.actor, number))


def fax_json(fax: OutgoingFax, site: Site, *, title: str) -> Shape:
    """A fax; `number` and `pages` are those that went, `title` what is told of what it is about."""
    return {
        "id": fax.id,
        "patient": fax.patient,
        "entry": fax.entry,
        "recipient": fax.recipient,
        "number": fax.number,
        "title": title,
        "pages": fax.pages,
        "state": fax.status.value,
        "code": fax.code,
        "tries": fax.tries,
        "at": local(fax.at, site.tz).isoformat(timespec="seconds"),
        "by": fax.by,
        "rev": fax.rev,
    }


def _answer(workstation: Workstation, change: Change) -> Answer:
    (fax,) = change.all_of(OutgoingFax)
    return Answer(change.sentence, result=fax_json(fax, workstation.view.first_site, title=fax.title))


def _row(one: Outgoing, site: Site) -> tuple[str, ...]:
    fax = one.fax
    return (str(fax.id), moment_text(fax.at, site), fax.recipient, fax.number, one.told, fax.status.value, fax.code)
