"""The verbs about what visits cost: setup fees, and estimate due, show, ask, make, give and decline."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.names import format_date
from core.estimates.model import Estimate, How
from core.record_ref import AppointmentId
from core.text.money import money
from tui.cli import estimate_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer
from tui.settings import named_stream_or_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.estimates.facts import VisitEstimate
    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_fees(parser: Parser) -> None:
    """FILE.csv [--encoding NAME] [--dry-run]."""
    parser.word("file", shown="FILE.csv", summary=say.HELP_FEES)
    parser.option("--encoding", "NAME")
    parser.flag("--dry-run")


def fees(call: Call) -> Answer:
    """Write the fees of the lines that are right into the set-up, and name every other line."""
    from core.setup.fees_file import as_setup, read_fees
    from tui.cli.csv_files import opened_csv, opened_input

    typed = call.typed
    source = named_stream_or_file(typed.file, "FILE.csv", call.env)
    with ExitStack() as stack:
        file = stack.enter_context(opened_csv(source, typed.encoding or "")) if source else None
        workstation = stack.enter_context(call.workstation())
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.SET_UP)
        folder = workstation.db_path.parent
        file = file or stack.enter_context(opened_input(typed.encoding or "", folder=folder))
        found, faults = read_fees(file, desk.clinic())
        report = desk.set_up(actor, as_setup(found), place=file.place, dry_run=typed.dry_run)
    counts = {"added": report.added.get("fee", 0), "changed": report.changed.get("fee", 0)}
    template = say.FEES_TRIED if typed.dry_run else say.FEES_DONE
    return Answer(
        template.format(**counts, rejected=len({one.line for one in faults})),
        result={
            **counts,
            "rejected": [{"line": one.line, "field": one.field, "reason": one.reason} for one in faults],
        },
        lines=columns([(say.FEE_LINE.format(line=one.line), one.field, one.reason) for one in faults]),
    )


def declare_due(parser: Parser) -> None:
    """Nothing."""


def due(call: Call) -> Answer:
    """Which estimates are due, the most urgent first."""
    with call.workstation() as workstation:
        found = workstation.desk.estimates.due(workstation.actor)
        rows = [_row(one, workstation) for one in found]
        result = [_visit_json(one, workstation, is_list=True) for one in found]
    return Answer(say.DUE_COUNT.format(count=len(found)), result=result, lines=columns(rows))


def declare_one(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N", summary=say.HELP_NUMBER)


def declare_show(parser: Parser) -> None:
    """N [--format text|pdf] [--out NEW] [--print]."""
    declare_one(parser)
    declare_output(parser)


def show(call: Call) -> Answer:
    """The estimate of a visit, as it was made or as it would be."""
    number, output = _number(call), read_output(call)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        shown = desk.estimates.of_visit(actor, number)
        warning = desk.patients.opened(actor, shown.scheduled.patient.id, "estimate")
        document = desk.estimates.document(actor, number)
        told = say.STANDS.format(state=shown.standing.state.value, why=shown.standing.why)
        settings, result = workstation.settings.documents, _visit_json(shown, workstation)
        return give_out([document], output, settings, told=told, result=result, warning=warning)


def ask(call: Call) -> Answer:
    """Note that it was asked for."""
    return _done(call, lambda workstation, number: workstation.desk.estimates.ask(workstation.actor, number))


def make(call: Call) -> Answer:
    """Make it by today's fees."""
    return _done(call, lambda workstation, number: workstation.desk.estimates.make(workstation.actor, number))


def declare_give(parser: Parser) -> None:
    """N --how HOW."""
    declare_one(parser)
    parser.option("--how", "HOW", say.HELP_HOW, required=True)


def give(call: Call) -> Answer:
    """Note how it was given."""
    how = How(read_word(call.typed.how, say.A_WAY, [one.value for one in How]))
    return _done(call, lambda workstation, number: workstation.desk.estimates.give(workstation.actor, number, how))


def declare_decline(parser: Parser) -> None:
    """N [--note TEXT]."""
    declare_one(parser)
    parser.option("--note", "TEXT", say.HELP_NOTE)


def decline(call: Call) -> Answer:
    """Note that none is wanted."""
    note = call.typed.note or ""
    return _done(call, lambda workstation, number: workstation.desk.estimates.decline(workstation.actor, number, note))


def _number(call: Call) -> AppointmentId:
    return AppointmentId(read_number(call.typed.number, say.A_VISIT, least=1))


def _done(call: Call, act: Callable[[Workstation, AppointmentId], Change]) -> Answer:
    """What the act came to: the estimate as it is now."""
    number = _number(call)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.schedule.appointment(actor, number).patient
        warning = desk.patients.opened(actor, patient.id, "estimate")
        change = act(workstation, number)
        result = _visit_json(desk.estimates.of_visit(actor, number), workstation)
    return Answer(warned(change.sentence, warning), result=result)


def _row(one: VisitEstimate, workstation: Workstation) -> tuple[str, ...]:
    appointment, by = one.scheduled.appointment, one.standing.by
    return (
        str(appointment.id),
        say.BY.format(day=format_date(by)) if by else "",
        format_wall(appointment.start, one.site, workstation.view.now),
        one.scheduled.patient.name,
        appointment.visit_type,
        one.standing.state.value,
        one.standing.why,
    )


def _visit_json(one: VisitEstimate, workstation: Workstation, *, is_list: bool = False) -> Shape:
    """A visit, and where its estimate stands; amounts in cents. Of a restricted record a list tells none of it."""
    appointment, currency = one.scheduled.appointment, workstation.settings.till.currency
    newest, by = one.standing.estimate, one.standing.by
    lines = newest.lines if newest and newest.lines else one.facts.lines
    if is_list and one.scheduled.patient.restricted:
        newest, lines = None, ()
    return {
        "appointment": appointment.id,
        "patient": patient_in_short(one.scheduled.patient),
        "start": iso(appointment.start, one.site),
        "type": appointment.visit_type,
        "provider": appointment.provider,
        "state": one.standing.state.value,
        "due": by.isoformat() if by else None,
        "why": one.standing.why,
        "self_pay": one.facts.is_self_pay,
        "lines": [{"code": line.code, "name": line.name, "cents": line.cents} for line in lines],
        "total_cents": sum(line.cents for line in lines),
        "total": money(sum(line.cents for line in lines), currency),
        "estimate": _estimate_json(newest, one) if newest else None,
    }


def _estimate_json(estimate: Estimate, one: VisitEstimate) -> Shape:
    return {
        "id": estimate.id,
        "status": estimate.status.value,
        "date": estimate.day.isoformat(),
        "made_at": iso(estimate.at, one.site),
        "made_by": estimate.by,
        "asked_at": iso(estimate.asked_at, one.site) if estimate.asked_at else None,
        "how": estimate.how.value if estimate.how else None,
        "told_at": iso(estimate.told_at, one.site) if estimate.told_at else None,
        "told_by": estimate.told_by or None,
        "note": estimate.note,
        "rev": estimate.rev,
    }
