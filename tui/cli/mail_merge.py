"""The verb letters: a letter for each row of a list of the work, of a day, or for several patients and visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.cases.queries import Whose
from core.clinic.codes import first_site, today_at
from core.documents.mail import left_out_told
from core.errors import BadInput
from tui.cli import document_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.listing import warned
from tui.cli.subcommand import Answer
from tui.cli.work_lists import named_list
from tui.screens.work_read import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.record_ref import RecordRef
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.screens.work_names import WorkList
    from tui.workstation import Workstation


def declare_letters(parser: Parser) -> None:
    """TEMPLATE [REF...] [--list LIST] [--day DATE] [--by-hand] [--format text|pdf] [--out NEW] [--print]."""
    parser.word("template", shown="TEMPLATE", summary=say.HELP_TEMPLATE)
    parser.word("whose", shown="REF", summary=say.HELP_WHOSE, count="*")
    parser.option("--list", "LIST", say.HELP_LETTERS_LIST)
    parser.option("--day", "DATE", say.HELP_LETTERS_DAY)
    parser.flag("--by-hand", say.HELP_BY_HAND)
    declare_output(parser)


def letters(call: Call) -> Answer:
    """Make a letter for each of many, in one document; who is left out is named with why."""
    typed, output = call.typed, read_output(call)
    if bool(typed.whose) + bool(typed.list) + bool(typed.day) != 1:
        raise BadInput(say.LETTERS_OF_WHOM, field="whose")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        found = desk.documents.letters(actor, typed.template, list(_whose(workstation, call)), by_hand=typed.by_hand)
        told = say.LETTERS_MADE.format(count=len(found.letters), name=typed.template)
        told = " ".join(filter(None, (told, left_out_told(found.left_out))))
        result = {
            "template": typed.template,
            "letters": [{"mrn": one.patient.mrn, "language": one.document.language} for one in found.letters],
            "left_out": [{"mrn": one.mrn, "why": one.why} for one in found.left_out],
        }
        if not found.letters:
            return Answer(warned(told, found.warning), result=result)
        documents = [one.document for one in found.letters]
        settings = workstation.settings.documents
        return give_out(documents, output, settings, told=told, result=result, warning=found.warning)


def _whose(workstation: Workstation, call: Call) -> Iterable[RecordRef]:
    """The records of the list, of the day, or those named. Raises BadInput or NotFound."""
    desk, actor, typed = workstation.desk, workstation.actor, call.typed
    if typed.whose:
        return [desk.read_ref(actor, one) for one in typed.whose]
    if typed.day:
        today = today_at(first_site(desk.clinic()), desk.now())
        day = parse_date(typed.day, today=today, order=workstation.settings.dates.order, field="day")
        days = (desk.schedule.day(actor, site.code, day) for site in desk.clinic().sites_in_use)
        return [one.ref for shown in days for one in shown.appointments if one.appointment.status.takes_time]
    return _listed(workstation, named_list(typed.list))


def _listed(workstation: Workstation, which: WorkList) -> Iterable[RecordRef]:
    """Of each row its visit, or else whose it is: what is of no patient has none."""
    with workstation.desk.snapshot(workstation.actor) as view:
        rows = rows_of(workstation, view, which, Whose.ALL)
    return [one.ref for row in rows for one in ((row.scheduled,) if row.scheduled else row.patients)]
