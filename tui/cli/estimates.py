"""The verbs about what visits cost: setup fees, and estimate due, show, ask, make, give and decline."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.names import format_date
from core.record_ref import AppointmentId
from core.text.money import money
from tui.cli import estimate_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, warned
from tui.cli.prices import (
    estimate_json,
    price_json,
    price_number,
    price_row,
    read_how,
    settle_price,
    show_price,
)
from tui.cli.readers import read_number
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
    from tui.cli.csv_files import opened_csv, opened_input, stated_encoding

    typed = call.typed
    source = named_stream_or_file(typed.file, "FILE.csv", call.env)
    encoding = stated_encoding(typed.encoding)
    with ExitStack() as stack:
        file = stack.enter_context(opened_csv(source, encoding)) if source else None
        workstation = stack.enter_context(call.workstation())
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.SET_UP)
        folder = workstation.db_path.parent
        file = file or stack.enter_context(opened_input(encoding, folder=folder))
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
        asked = workstation.desk.estimates.prices_due(workstation.actor)
        rows = [*map(price_row, asked), *(_row(one, workstation) for one in found)]
        result = [
            *(price_json(one, workstation, is_list=True) for one in asked),
            *(_visit_json(one, workstation, is_list=True) for one in found),
        ]
    return Answer(say.DUE_COUNT.format(count=len(result)), result=result, lines=columns(rows))


def declare_one(parser: Parser) -> None:
    """N."""
    parser.word("number", shown="N", summary=say.HELP_NUMBER)


def declare_show(parser: Parser) -> None:
    """N [--format text|pdf] [--out NEW] [--print]."""
    declare_one(parser)
    declare_output(parser)


def show(call: Call) -> Answer:
    """The estimate of a visit, as it was made or as it would be."""
    if price := price_number(call.typed.number):
        return show_price(call, price)
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
    how = read_how(call.typed.how)
    if price := price_number(call.typed.number):
        return settle_price(call, price, lambda estimates, actor: estimates.give_price(actor, price, how))
    return _done(call, lambda workstation, number: workstation.desk.estimates.give(workstation.actor, number, how))


def declare_decline(parser: Parser) -> None:
    """N [--note TEXT]."""
    declare_one(parser)
    parser.option("--note", "TEXT", say.HELP_NOTE)


def decline(call: Call) -> Answer:
    """Note that none is wanted."""
    note = call.typed.note or ""
    if price := price_number(call.typed.number):
        return settle_price(call, price, lambda estimates, actor: estimates.decline_price(actor, price, note))
    return _done(call, lambda workstation, number: workstation.desk.estimates.decline(workstation.actor, number, note))


def declare_dispute(parser: Parser) -> None:
    """N --note TEXT."""
    declare_one(parser)
    parser.option("--note", "TEXT", say.HELP_NOTE, required=True)


def dispute(call: Call) -> Answer:
    """Note that the bill for the visit is disputed, which is far over what was told."""
    note = call.typed.note
    return _done(call, lambda workstation, number: workstation.desk.estimates.dispute(workstation.actor, number, note))


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
        "billed_cents": one.facts.billed.cents if one.facts.billed else None,
        "disputable_until": one.standing.disputable_until.isoformat() if one.standing.disputable_until else None,
        "due": by.isoformat() if by else None,
        "why": one.standing.why,
        "self_pay": one.facts.is_self_pay,
        "lines": [{"code": line.code, "name": line.name, "cents": line.cents} for line in lines],
        "total_cents": sum(line.cents for line in lines),
        "total": money(sum(line.cents for line in lines), currency),
        "estimate": estimate_json(newest, one.site) if newest else None,
    }
