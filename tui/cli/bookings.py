"""The verbs that change what is on the schedule: book, move, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_time import parse_minutes
from core.calendar.wall import local
from core.clinic.codes import today_at
from core.errors import Refused
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest, MoveRequest
from core.visits.state import Verb
from tui.cli import sentences
from tui.cli.exits import REFUSED
from tui.cli.json_output import appointment_json, proposal_json
from tui.cli.listing import moment_text
from tui.cli.readers import day_site, read_appointment, read_mode, read_overrides, read_start
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_book(parser: Parser) -> None:
    """Who, what, with whom and when; the rest is the desk's to choose."""
    for name, metavar in (
        ("--patient", "REF"),
        ("--type", "CODE"),
        ("--provider", "CODE"),
        ("--start", "WHEN"),
    ):
        parser.option(name, metavar, required=True)
    for name, metavar in (("--site", "CODE"), ("--minutes", "N"), ("--room", "CODE"), ("--mode", "MODE")):
        parser.option(name, metavar)
    parser.option("--note", "TEXT")
    parser.option("--override", "RULE=REASON", many=True)
    parser.flag("--dry-run")


def book(call: Call) -> Answer:
    """Book, or with --dry-run say what would come of it."""
    with call.workstation() as workstation:
        request = _booking(workstation, call)
        if call.typed.dry_run:
            return _rehearsed(workstation, request)
        return _answer(workstation, workstation.desk.schedule.book(workstation.actor, request))


def declare_move(parser: Parser) -> None:
    """N --start WHEN; what is not said stays."""
    parser.word("number", shown="N")
    parser.option("--start", "WHEN", required=True)
    for name, metavar in (("--provider", "CODE"), ("--site", "CODE"), ("--room", "CODE"), ("--minutes", "N")):
        parser.option(name, metavar, sentences.HELP_MOVE[name])
    parser.flag("--keep-confirmation")
    parser.option("--override", "RULE=REASON", many=True)


def move(call: Call) -> Answer:
    """Move an appointment; a day alone keeps its time, a time alone its day."""
    typed, number = call.typed, read_appointment(call.typed.number)
    overrides = read_overrides(typed.override)
    minutes = None if typed.minutes is None else parse_minutes(typed.minutes)
    with call.workstation() as workstation:
        desk, clinic = workstation.desk, workstation.desk.clinic()
        appointment = desk.schedule.appointment(workstation.actor, number).appointment
        site = clinic.sites[appointment.site]
        start = read_start(
            typed.start,
            today=today_at(site, desk.now()),
            order=workstation.settings.dates.order,
            base=local(appointment.start, site.tz).replace(tzinfo=None),
        )
        request = MoveRequest(
            appointment=number,
            start=start,
            provider=typed.provider,
            site=typed.site,
            room=typed.room,
            minutes=minutes,
            keep_confirmation=typed.keep_confirmation,
            overrides=overrides,
        )
        return _answer(workstation, desk.schedule.move(workstation.actor, request))


def declare_cancel(parser: Parser) -> None:
    """N --reason CODE [--note]."""
    parser.word("number", shown="N")
    parser.option("--reason", "CODE", required=True)
    parser.option("--note", "TEXT")


def cancel(call: Call) -> Answer:
    """Cancel with a reason, which says whether patient or clinic cancels."""
    typed, number = call.typed, read_appointment(call.typed.number)
    with call.workstation() as workstation:
        change = workstation.desk.visits.do(
            workstation.actor, Verb.CANCEL, number, reason=typed.reason, note=typed.note or ""
        )
        return _answer(workstation, change)


def _booking(workstation: Workstation, call: Call) -> BookingRequest:
    typed, desk = call.typed, workstation.desk
    overrides, mode = read_overrides(typed.override), read_mode(typed.mode)
    minutes = None if typed.minutes is None else parse_minutes(typed.minutes)
    clinic, now = desk.clinic(), desk.now()
    room = clinic.rooms.get(typed.room or "")
    site = day_site(clinic, now, site=typed.site or (room.site if room else None), provider=typed.provider)
    start = read_start(typed.start, today=today_at(site, now), order=workstation.settings.dates.order)
    return BookingRequest(
        patient=desk.patients.by_ref(workstation.actor, typed.patient).id,
        visit_type=typed.type,
        provider=typed.provider,
        start=start,
        site=typed.site,
        minutes=minutes,
        room=typed.room,
        mode=mode,
        note=typed.note or "",
        overrides=overrides,
    )


def _rehearsed(workstation: Workstation, request: BookingRequest) -> Answer:
    """What booking would come to: exit code and message as if it had been done, and nothing was."""
    assessment = workstation.desk.schedule.assess(workstation.actor, request)
    result = proposal_json(assessment)
    try:
        workstation.desk.schedule.decide(workstation.actor, assessment, request.overrides)
    except Refused as refusal:
        return Answer(refusal.sentence, result=result, conflicts=refusal.conflicts, code=REFUSED)
    message = sentences.WOULD_BOOK.format(
        patient=assessment.patient.name,
        type=assessment.visit_type.code,
        provider=assessment.provider.family,
        when=moment_text(assessment.start, assessment.site),
        room=f", room {assessment.room.code}" if assessment.room else "",
        interpreter=f", interpreter {assessment.interpreter.name}" if assessment.interpreter else "",
    )
    return Answer(message, result=result, conflicts=assessment.conflicts)


def _answer(workstation: Workstation, change: Change) -> Answer:
    scheduled = change.only(ScheduledVisit)
    if scheduled is None:
        return Answer(change.sentence, conflicts=change.warnings)
    site = workstation.desk.clinic().sites[scheduled.appointment.site]
    return Answer(change.sentence, result=appointment_json(scheduled, site), conflicts=change.warnings)
