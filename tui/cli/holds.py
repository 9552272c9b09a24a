"""The verbs that hold time for a while, and let go of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_time import parse_minutes
from core.clinic.codes import today_at
from core.schedule.holds.use_cases import HoldRequest
from tui.cli import sentences
from tui.cli.json_day import hold_json
from tui.cli.readers import day_site, read_number, read_start
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_hold(parser: Parser) -> None:
    """--provider --start --minutes [--for NOTE --until WHEN --site CODE]."""
    for name, metavar in (("--provider", "CODE"), ("--start", "WHEN")):
        parser.option(name, metavar, required=True)
    parser.option("--minutes", "N", sentences.HELP_HOLD_MINUTES, required=True)
    parser.option("--for", "NOTE")
    parser.option("--until", "WHEN", sentences.HELP_HOLD_UNTIL)
    parser.option("--site", "CODE")


def hold(call: Call) -> Answer:
    """Hold time until it runs out, or is released or booked by who holds it."""
    typed = call.typed
    minutes = parse_minutes(typed.minutes)
    with call.workstation() as workstation:
        desk, order = workstation.desk, workstation.settings.dates.order
        clinic, now = desk.clinic(), desk.now()
        site = day_site(clinic, now, site=typed.site, provider=typed.provider)
        today = today_at(site, now)
        request = HoldRequest(
            provider=typed.provider,
            start=read_start(typed.start, today=today, order=order, zone=site.tz),
            minutes=minutes,
            site=typed.site,
            note=getattr(typed, "for") or "",
            until=read_start(typed.until, today=today, order=order, zone=site.tz) if typed.until else None,
        )
        taken, sentence = desk.holds.hold(workstation.actor, request)
        return Answer(sentence, result=hold_json(taken, clinic.sites[taken.site]))


def declare_release(parser: Parser) -> None:
    """HOLD."""
    parser.word("number", shown="HOLD")


def release(call: Call) -> Answer:
    """Let go of a hold, by its number."""
    number = read_number(call.typed.number, "hold's number", least=1)
    with call.workstation() as workstation:
        released, sentence = workstation.desk.holds.release(workstation.actor, number)
        site = workstation.desk.clinic().sites[released.site]
        return Answer(sentence, result=hold_json(released, site))
