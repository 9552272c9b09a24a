"""The verbs that change what is on the schedule: book, move, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import sentences
from core.calendar.times import read_minutes
from core.calendar.wall import local
from core.desk.context import today_at
from core.desk.requests import BookingRequest, MoveRequest
from core.errors import Refused
from tui.cli.exits import REFUSED
from tui.cli.listing import moment_text
from tui.cli.readers import day_site, read_appointment, read_mode, read_overrides, read_start
from tui.cli.shapes import appointment_shape, proposal_shape
from tui.cli.verb import Answer

if TYPE_CHECKING:
    from core.desk.requests import Change
    from tui.bootstrap import Session
    from tui.cli.parser import Parser
    from tui.cli.verb import Call


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
    with call.session() as session:
        request = _booking(session, call)
        if call.typed.dry_run:
            return _rehearsed(session, request)
        return _answer(session, session.desk.book(session.actor, request))


def declare_move(parser: Parser) -> None:
    """N --start WHEN; what is not said stays."""
    parser.word("number", shown="N")
    parser.option("--start", "WHEN", required=True)
    for name, metavar in (("--provider", "CODE"), ("--site", "CODE"), ("--room", "CODE"), ("--minutes", "N")):
        parser.option(name, metavar)
    parser.option("--override", "RULE=REASON", many=True)


def move(call: Call) -> Answer:
    """Move an appointment; a day alone keeps its time, a time alone its day."""
    typed, number = call.typed, read_appointment(call.typed.number)
    overrides = read_overrides(typed.override)
    minutes = None if typed.minutes is None else read_minutes(typed.minutes)
    with call.session() as session:
        desk, clinic = session.desk, session.desk.clinic()
        appointment = desk.scheduled(session.actor, number).appointment
        site = clinic.sites[appointment.site]
        start = read_start(
            typed.start,
            today=today_at(site, desk.now()),
            order=session.settings.dates.order,
            base=local(appointment.start, site.tz).replace(tzinfo=None),
        )
        request = MoveRequest(
            appointment=number,
            start=start,
            provider=typed.provider,
            site=typed.site,
            room=typed.room,
            minutes=minutes,
            overrides=overrides,
        )
        return _answer(session, desk.move(session.actor, request))


def declare_cancel(parser: Parser) -> None:
    """N --reason CODE [--note]."""
    parser.word("number", shown="N")
    parser.option("--reason", "CODE", required=True)
    parser.option("--note", "TEXT")


def cancel(call: Call) -> Answer:
    """Cancel with a reason, which says whether patient or clinic cancels."""
    typed, number = call.typed, read_appointment(call.typed.number)
    with call.session() as session:
        change = session.desk.cancel(session.actor, number, typed.reason, note=typed.note or "")
        return _answer(session, change)


def _booking(session: Session, call: Call) -> BookingRequest:
    typed, desk = call.typed, session.desk
    overrides, mode = read_overrides(typed.override), read_mode(typed.mode)
    minutes = None if typed.minutes is None else read_minutes(typed.minutes)
    clinic, now = desk.clinic(), desk.now()
    room = clinic.rooms.get(typed.room or "")
    site = day_site(clinic, now, site=typed.site or (room.site if room else None), provider=typed.provider)
    start = read_start(typed.start, today=today_at(site, now), order=session.settings.dates.order)
    return BookingRequest(
        patient=desk.patient(session.actor, typed.patient).id,
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


def _rehearsed(session: Session, request: BookingRequest) -> Answer:
    """What booking would come to: exit code and message as if it had been done, and nothing was."""
    assessment = session.desk.assess(session.actor, request)
    result = proposal_shape(assessment)
    try:
        session.desk.decide(session.actor, assessment, request.overrides)
    except Refused as refusal:
        return Answer(refusal.sentence, result=result, conflicts=refusal.conflicts, code=REFUSED)
    message = sentences.WOULD_BOOK.format(
        patient=assessment.patient.name,
        type=assessment.visit_type.code,
        provider=assessment.provider.family,
        when=moment_text(assessment.start, assessment.site),
        room=f", room {assessment.room.code}" if assessment.room else "",
    )
    return Answer(message, result=result, conflicts=assessment.conflicts)


def _answer(session: Session, change: Change) -> Answer:
    scheduled = change.scheduled
    if scheduled is None:
        return Answer(change.sentence, conflicts=change.warnings)
    site = session.desk.clinic().sites[scheduled.appointment.site]
    return Answer(change.sentence, result=appointment_shape(scheduled, site), conflicts=change.warnings)
