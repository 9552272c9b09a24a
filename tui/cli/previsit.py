"""The verb of visits ahead: list pre-visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.clinic.codes import pick
from tui.cli import previsit_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.json_output import appointment_json
from tui.cli.listing import columns, day_text, moment_text
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def lacking(call: Call) -> Answer:
    """The visits of the next three business days that lack something, the next one first, each with what."""
    typed = call.typed
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        site = pick(view.clinic.sites, typed.site, "site").code if typed.site else None
        provider = pick(view.clinic.providers, typed.provider, "provider").code if typed.provider else None
        found = [
            one
            for one in workstation.desk.previsit.worklist(workstation.actor)
            if site in {None, one.scheduled.appointment.site}
            and provider in {None, *one.scheduled.appointment.providers}
        ]
        joined = workstation.desk.telehealth.joining(workstation.actor, [one.scheduled for one in found])
        result = [
            {
                **appointment_json(one.scheduled, view.site_of(one.scheduled), joined),
                "missing": list(one.missing),
            }
            for one in found
        ]
        rows = [
            (
                moment_text(one.scheduled.appointment.start, view.site_of(one.scheduled)),
                one.scheduled.patient.name,
                one.scheduled.appointment.visit_type,
                one.scheduled.appointment.provider,
                "; ".join(one.missing),
            )
            for one in found
        ]
    return Answer(say.LISTED.format(count=len(found)) if found else say.NONE, result=result, lines=columns(rows))


def declare_day_sheet(parser: Parser) -> None:
    """PROVIDER [DATE] [--format text|pdf] [--out NEW] [--print]."""
    parser.word("provider", shown="PROVIDER")
    parser.word("day", shown="DATE", count="?")
    declare_output(parser)


def day_sheet(call: Call) -> Answer:
    """What a provider reads before the day: visits with their notes and what each lacks, and what waits for them."""
    output = read_output(call)
    with call.workstation() as workstation:
        desk, actor, settings = workstation.desk, workstation.actor, workstation.settings
        today, order = workstation.view.today, settings.dates.order
        day = parse_date(call.typed.day, today=today, order=order, field="day") if call.typed.day else None
        provider, on, document = desk.previsit.day_sheet(actor, call.typed.provider, day)
        told = say.DAY_SHEET.format(provider=provider.name, day=day_text(on))
        result = {"provider": provider.code, "day": on.isoformat()}
        return give_out([document], output, settings.documents, told=told, result=result)
