"""The verb that notes a provider who is late, or on time again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli import sentences
from tui.cli.json_output import iso
from tui.cli.listing import columns
from tui.cli.readers import read_number
from tui.cli.subcommand import Answer
from tui.text.words import hours_of, whereabouts

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.desk_view import DeskView
    from core.schedule.lateness.use_cases import Affected
    from tui.cli.json_output import Shape
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare(parser: Parser) -> None:
    """PROVIDER MINUTES."""
    parser.word("provider", shown="PROVIDER")
    parser.word("minutes", shown="MINUTES")
    parser.flag("--dry-run")


def late(call: Call) -> Answer:
    """Note it, or with --dry-run say whom it would make later; who is seen later, by the time planned."""
    typed = call.typed
    minutes = read_number(typed.minutes, "number of minutes")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        found = desk.schedule.suppose_late(actor, typed.provider, minutes)
        message = sentences.WOULD_BE_LATE.format(count=len(found))
        if not typed.dry_run:
            message = desk.schedule.note_late(actor, typed.provider, minutes).sentence
        view = desk.view(actor)
        result = {"affected": [_json(one, view.site_of(one.scheduled)) for one in found]}
        return Answer(message, result=result, lines=columns([_row(view, one) for one in found]))


def _json(one: Affected, site: Site) -> Shape:
    """Somebody who is seen later: whether to call them, and whether they can be moved, as they have not come yet."""
    return {
        "appointment": one.scheduled.appointment.id,
        "expected": iso(one.scheduled.begins, site),
        "call": one.call,
        "move": one.move,
    }


def _row(view: DeskView, one: Affected) -> tuple[str, ...]:
    scheduled, site = one.scheduled, view.site_of(one.scheduled)
    return (
        hours_of(scheduled, site).rjust(11),
        site.code,
        scheduled.patient.name,
        whereabouts(scheduled, site, view.now),
        sentences.LATE_CALL if one.call else "",
        str(scheduled.appointment.id),
    )
