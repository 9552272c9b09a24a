"""The verbs that change what is on the schedule: book, move, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_time import parse_minutes
from core.calendar.wall import local
from core.clinic.codes import today_at
from core.errors import Refused
from core.schedule.model.linked import Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest, MoveRequest
from core.visits.options import VerbOptions
from tui.cli import sentences
from tui.cli.exits import REFUSED
from tui.cli.json_output import appointment_json, proposal_json
from tui.cli.listing import moment_text
from tui.cli.readers import day_site, read_appointment, read_further, read_mode, read_overrides, read_scope, read_start
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_book(parser: Parser) -> None:
    """What a booking says, and whether it is only tried."""
    declare_booking(parser)
    parser.flag("--dry-run")


def declare_booking(parser: Parser) -> None:
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
    parser.option("--with", "CODE", many=True)
    parser.option("--note", "TEXT")
    parser.option("--override", "RULE=REASON", many=True)


def book(call: Call) -> Answer:
    """Book, or with --dry-run say what would come of it."""
    with call.workstation() as workstation:
        request = booking_of(workstation, call)
        if call.typed.dry_run:
            return rehearsed(workstation, request)
        return answer(workstation, workstation.desk.schedule.book(workstation.actor, request))


def declare_move(parser: Parser) -> None:
    """N --start WHEN; what is not said stays. With --series others that belong together with it go along."""
    parser.word("number", shown="N")
    parser.option("--start", "WHEN", required=True)
    for name, summary in sentences.HELP_MOVE.items():
        parser.option(name, {"--minutes": "N", "--mode": "MODE"}.get(name, "CODE"), summary)
    parser.option("--with", "CODE", many=True)
    parser.flag("--keep-confirmation")
    parser.option("--series", "SCOPE")
    parser.option("--override", "RULE=REASON", many=True)


def move(call: Call) -> Answer:
    """Move an appointment; a day alone keeps its time, a time alone its day."""
    typed, number = call.typed, read_appointment(call.typed.number)
    overrides, scope = read_overrides(typed.override), read_scope(typed.series)
    mode = read_mode(typed.mode)
    minutes = None if typed.minutes is None else parse_minutes(typed.minutes)
    with call.workstation() as workstation:
        desk, clinic = workstation.desk, workstation.desk.clinic()
        appointment = desk.schedule.appointment(workstation.actor, number).appointment
        site = clinic.sites[appointment.site]
        start = read_start(
            typed.start,
            today=today_at(site, desk.now()),
            order=workstation.settings.dates.order,
            zone=site.tz,
            base=local(appointment.start, site.tz).replace(tzinfo=None),
        )
        request = MoveRequest(
            appointment=number,
            start=start,
            provider=typed.provider,
            site=typed.site,
            room=typed.room,
            minutes=minutes,
            mode=mode,
            keep_confirmation=typed.keep_confirmation,
            overrides=overrides,
            further=read_further(vars(typed)["with"]),
        )
        return answer(workstation, desk.schedule.move_together(workstation.actor, request, scope), scope)


def declare_cancel(parser: Parser) -> None:
    """N --reason CODE [--note] [--series SCOPE]."""
    parser.word("number", shown="N")
    parser.option("--reason", "CODE", required=True)
    parser.option("--series", "SCOPE")
    parser.option("--note", "TEXT")


def cancel(call: Call) -> Answer:
    """Cancel with a reason, which says whether patient or clinic cancels."""
    typed, number = call.typed, read_appointment(call.typed.number)
    scope = read_scope(typed.series)
    with call.workstation() as workstation:
        options = VerbOptions(reason=typed.reason, note=typed.note or "")
        change = workstation.desk.visits.cancel_together(workstation.actor, number, scope, options)
        return answer(workstation, change, scope)


def booking_of(workstation: Workstation, call: Call) -> BookingRequest:
    """The booking that was typed. Raises BadInput, NotFound."""
    typed, desk = call.typed, workstation.desk
    overrides, mode = read_overrides(typed.override), read_mode(typed.mode)
    minutes = None if typed.minutes is None else parse_minutes(typed.minutes)
    clinic, now = desk.clinic(), desk.now()
    room = clinic.rooms.get(typed.room or "")
    site = day_site(clinic, now, site=typed.site or (room.site if room else None), provider=typed.provider)
    start = read_start(typed.start, today=today_at(site, now), order=workstation.settings.dates.order, zone=site.tz)
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
        further=read_further(vars(typed)["with"]),
    )


def rehearsed(workstation: Workstation, request: BookingRequest) -> Answer:
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
        where=assessment.where + assessment.afar,
    )
    return Answer(message, result=result, conflicts=assessment.conflicts)


def answer(workstation: Workstation, change: Change, scope: Scope = Scope.ONE) -> Answer:
    """The appointment, or a list of them where an act on several was asked for, however many it came to."""
    sites = workstation.desk.clinic().sites
    visits = change.all_of(ScheduledVisit)
    joined = workstation.desk.telehealth.joining(workstation.actor, visits)
    shapes = [appointment_json(one, sites[one.appointment.site], joined) for one in visits]
    return Answer(change.sentence, result=shapes[0] if scope is Scope.ONE else shapes, conflicts=change.warnings)
