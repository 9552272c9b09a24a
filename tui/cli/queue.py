"""The verb that shows who is expected or here today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.visits.clearance.item import ClearanceState
from tui.cli import sentences
from tui.cli.json_output import visit_json
from tui.cli.listing import columns
from tui.cli.subcommand import Answer
from tui.text.words import when_of, whereabouts

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.schedule.model.visit import ScheduledVisit
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_queue(parser: Parser) -> None:
    """[--site S] [--provider P]."""
    parser.option("--site", "CODE")
    parser.option("--provider", "CODE")


def queue(call: Call) -> Answer:
    """Today's visits, at every site unless one is named."""
    with call.workstation() as workstation:
        desk, actor, typed = workstation.desk, workstation.actor, call.typed
        with desk.snapshot(actor) as view:
            visits = desk.visits.queue(actor, site=typed.site, provider=typed.provider)
        result = [visit_json(one, view.site_of(one), view.clearance(one)) for one in visits]
        today = view.today
        template = {0: sentences.QUEUE_NOBODY, 1: sentences.QUEUE_ONE}.get(len(visits), sentences.QUEUE_SOME)
        message = template.format(day=f"{today:%a %-d %b %Y}", count=len(visits))
        return Answer(message, result=result, lines=columns([_row(view, one) for one in visits]))


def _row(view: DeskView, scheduled: ScheduledVisit) -> tuple[str, ...]:
    appointment, site = scheduled.appointment, view.site_of(scheduled)
    due = [name for name, state in view.clearance(scheduled).items() if state is ClearanceState.DUE]
    return (
        when_of(scheduled, site, view.now).rjust(11),
        site.code,
        appointment.provider,
        scheduled.patient.name,
        appointment.visit_type,
        (scheduled.visit.room or "") if scheduled.visit else "",
        whereabouts(scheduled, site, view.now),
        f"due: {' '.join(due)}" if due and appointment.status.takes_time else "",
        str(appointment.id),
    )
