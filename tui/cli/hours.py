"""The verbs that change when providers work: leave, block, unblock, session add, session cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.parse_period import read_period
from core.clinic.codes import today_at
from core.schedule.availability.requests import (
    BlockRequest,
    CancelRequest,
    ExtraRequest,
    LeaveRequest,
    RemovalRequest,
)
from tui.cli import sentences
from tui.cli.json_output import appointment_json, free_json
from tui.cli.lists import conflicts_of, proposals_of, to_move_lines
from tui.cli.readers import day_site, read_number
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.calendar.period import Period
    from core.schedule.availability.requests import AvailabilityRequest
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_MOST_NAMED: Final = 50


def declare_leave(parser: Parser) -> None:
    """--provider --from [--to --kind --site] [--dry-run]."""
    _declare(parser, to_is_required=False)
    parser.option("--kind", "TEXT", sentences.HELP_HOURS["leave"])
    parser.flag("--dry-run")


def leave(call: Call) -> Answer:
    """Have a provider be away, for days or for hours."""
    typed = call.typed
    with call.workstation() as workstation:
        period = _period(workstation, call)
        request = LeaveRequest(typed.provider, period, typed.site or "", typed.kind or "")
        return _answer(workstation, call, request)


def declare_block(parser: Parser) -> None:
    """--provider --from --to [--kind --types --release-hours --site] [--dry-run]."""
    _declare(parser, to_is_required=False)
    parser.option("--kind", "TEXT", sentences.HELP_HOURS["block"])
    parser.option("--types", "CODE", many=True)
    parser.option("--release-hours", "N")
    parser.flag("--dry-run")


def block(call: Call) -> Answer:
    """Set time of a provider aside, for visits of some types or for none."""
    typed = call.typed
    hours = None if typed.release_hours is None else read_number(typed.release_hours, "number of hours")
    types = _types(typed.types)
    with call.workstation() as workstation:
        period = _period(workstation, call)
        request = BlockRequest(typed.provider, period, typed.kind or "", typed.site or "", types, hours)
        return _answer(workstation, call, request)


def declare_unblock(parser: Parser) -> None:
    """N [--dry-run]."""
    parser.word("number", shown="N", summary=sentences.HELP_HOURS["unblock"])
    parser.flag("--dry-run")


def unblock(call: Call) -> Answer:
    """Take a block, a leave, a cancellation or an extra session away."""
    number = read_number(call.typed.number, "number of a block")
    with call.workstation() as workstation:
        return _answer(workstation, call, RemovalRequest(number))


def declare_add(parser: Parser) -> None:
    """--provider --from --to [--site --note --capacity --overbooks --types --instead] [--dry-run]."""
    _declare(parser, to_is_required=True)
    parser.option("--note", "TEXT")
    for name in ("--capacity", "--overbooks"):
        parser.option(name, "N")
    parser.option("--types", "CODE", sentences.HELP_HOURS["types"], many=True)
    parser.flag("--instead")
    parser.flag("--dry-run")


def add(call: Call) -> Answer:
    """Add a session on one day, or put it in the place of those the day has."""
    typed = call.typed
    capacity, overbooks = (
        None if said is None else read_number(said, "number of patients") for said in (typed.capacity, typed.overbooks)
    )
    with call.workstation() as workstation:
        period = _period(workstation, call)
        request = ExtraRequest(
            provider=typed.provider,
            period=period,
            site=typed.site or "",
            note=typed.note or "",
            is_instead=typed.instead,
            capacity=capacity,
            overbooks=overbooks,
            types=_types(typed.types),
        )
        return _answer(workstation, call, request)


def declare_cancel(parser: Parser) -> None:
    """--provider --from [--to --site --note] [--dry-run]."""
    _declare(parser, to_is_required=False)
    parser.option("--note", "TEXT")
    parser.flag("--dry-run")


def cancel(call: Call) -> Answer:
    """Cancel the sessions of a provider, on days or for hours."""
    typed = call.typed
    with call.workstation() as workstation:
        period = _period(workstation, call)
        return _answer(workstation, call, CancelRequest(typed.provider, period, typed.site or "", typed.note or ""))


def _types(typed: Sequence[str]) -> tuple[str, ...]:
    """Codes, apart by commas or spaces."""
    return tuple(code for words in typed for code in words.replace(",", " ").split())


def _declare(parser: Parser, *, to_is_required: bool) -> None:
    parser.option("--provider", "CODE", required=True)
    parser.option("--from", "WHEN", required=True)
    parser.option("--to", "WHEN", required=to_is_required)
    parser.option("--site", "CODE")


def _period(workstation: Workstation, call: Call) -> Period:
    """From when to when, in the time of the site. Raises BadInput."""
    typed, desk = vars(call.typed), workstation.desk
    clinic, now = desk.clinic(), desk.now()
    site = day_site(clinic, now, site=typed["site"], provider=typed["provider"])
    return read_period(
        typed["from"], typed["to"], today=today_at(site, now), order=workstation.settings.dates.order, zone=site.tz
    )


def _answer(workstation: Workstation, call: Call, request: AvailabilityRequest) -> Answer:
    """What it came to, or would: whom it strands stands on the list of those to be moved."""
    desk, actor = workstation.desk, workstation.actor
    if call.typed.dry_run:
        report = desk.schedule.assess_hours(actor, request)
        message = f"{report.sentence} {sentences.NOTHING_SAVED}"
    else:
        report = desk.schedule.change_hours(actor, request)
        message = report.sentence
    # Where they could go follows from the hours as they are: a rehearsal changed none.
    proposed = [()] * len(report.stranded) if call.typed.dry_run else proposals_of(workstation, report.stranded)
    result = {
        "numbers": list(report.numbers),
        "stranded": [
            {**appointment_json(one.scheduled, one.site), "proposals": [free_json(each, one.site) for each in times]}
            for one, times in zip(report.stranded, proposed, strict=True)
        ],
    }
    lines = to_move_lines(report.stranded, most=_MOST_NAMED)
    return Answer(message, result=result, lines=lines, conflicts=conflicts_of(report.stranded))
