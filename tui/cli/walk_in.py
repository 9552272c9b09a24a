"""The verb that books who is here without an appointment, and notes that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_time import parse_minutes
from core.schedule.model.visit import ScheduledVisit
from core.visits.walk_in import WalkInRequest
from tui.cli import sentences
from tui.cli.bookings import rehearsed
from tui.cli.json_output import appointment_json
from tui.cli.readers import read_overrides
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare(parser: Parser) -> None:
    """Who and what; who can take them soonest is the desk's to find."""
    parser.option("--patient", "REF", required=True)
    parser.option("--type", "CODE", required=True)
    for name, metavar in (("--provider", "CODE"), ("--site", "CODE"), ("--room", "CODE"), ("--minutes", "N")):
        parser.option(name, metavar, sentences.HELP_WALK_IN.get(name, ""))
    parser.option("--note", "TEXT")
    parser.option("--override", "RULE=REASON", many=True)
    parser.flag("--dry-run")


def walk_in(call: Call) -> Answer:
    """Book for now and note the arrival, or with --dry-run say what would come of it."""
    with call.workstation() as workstation:
        desk, actor, request = workstation.desk, workstation.actor, _request(workstation, call)
        if call.typed.dry_run:
            return rehearsed(workstation, desk.visits.propose_walk_in(actor, request).request)
        change = desk.visits.walk_in(actor, request)
        scheduled = change.only(ScheduledVisit)
        assert scheduled is not None  # noqa: S101 - a walk-in is one appointment
        shape = appointment_json(scheduled, desk.clinic().sites[scheduled.appointment.site])
        return Answer(change.sentence, result=shape, conflicts=change.warnings)


def _request(workstation: Workstation, call: Call) -> WalkInRequest:
    typed = call.typed
    overrides = read_overrides(typed.override)
    minutes = None if typed.minutes is None else parse_minutes(typed.minutes)
    return WalkInRequest(
        patient=workstation.desk.patients.by_ref(workstation.actor, typed.patient).id,
        visit_type=typed.type,
        providers=(typed.provider,) if typed.provider else (),
        site=typed.site,
        minutes=minutes,
        room=typed.room,
        note=typed.note or "",
        overrides=overrides,
    )
