"""The verb that takes a provider's leave from a calendar: import leave."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.calendar.period import Period, whole_days
from core.calendar.wall import local
from core.clinic.codes import pick
from core.errors import BadInput, Refused
from core.exchange.ical.busy import busy_times
from core.schedule.availability.requests import LeaveRequest
from core.structs import replace
from tui.cli import importing_sentences as say
from tui.cli.listing import columns
from tui.cli.readers import day_site, refuse_backwards
from tui.cli.subcommand import Answer
from tui.settings import named_stream_or_file, read_text_file

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from core.exchange.ical.busy import Unread
    from core.schedule.availability.changing import AvailabilityReport
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_AHEAD: Final = timedelta(days=730)
_MOST_OF_INPUT: Final = 1 << 24


def declare_leave(parser: Parser) -> None:
    """FILE.ics --provider CODE [--site CODE] [--from DATE] [--to DATE] [--kind TEXT] [--dry-run]."""
    parser.word("file", shown="FILE.ics", summary=say.HELP_CALENDAR)
    parser.option("--provider", "CODE", say.HELP_WHOSE, required=True)
    parser.option("--site", "CODE", say.HELP_SITE)
    parser.option("--from", "DATE", say.HELP_FIRST)
    parser.option("--to", "DATE", say.HELP_LAST)
    parser.option("--kind", "TEXT", say.HELP_KIND)
    parser.flag("--dry-run", say.HELP_REHEARSAL)


def leave(call: Call) -> Answer:
    """Have a provider be away when their calendar says so: each time an act of its own, in the order of the days."""
    typed = call.typed
    source = named_stream_or_file(typed.file, "FILE.ics", call.env)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.CHANGE_HOURS)
        text = read_text_file(source) if source else _sent()
        clinic, now = desk.clinic(), desk.now()
        provider = pick(clinic.providers, typed.provider, "provider")
        site = day_site(clinic, now, site=typed.site, provider=provider.code)
        window = _window(workstation, call, site.tz)
        busy, unread = busy_times(text, site.tz, window)
        act = desk.schedule.assess_hours if typed.dry_run else desk.schedule.change_hours
        reports: list[AvailabilityReport] = []
        not_added: list[str] = []
        for period in dict.fromkeys(one.period for one in busy):
            try:
                reports.append(act(actor, LeaveRequest(provider.code, period, typed.site or "", typed.kind or "")))
            except Refused as refused:
                not_added.append(refused.sentence)
    stranded = list(dict.fromkeys(one.scheduled.appointment.id for report in reports for one in report.stranded))
    template = say.LEAVE_TRIED if typed.dry_run else say.LEAVE_TAKEN
    message = template.format(
        provider=provider.name, added=len(reports), known=len(not_added), unread=len(unread), stranded=len(stranded)
    )
    result = {
        "added": len(reports),
        "known": len(not_added),
        "not_added": not_added,
        "numbers": [number for report in reports for number in report.numbers],
        "unread": [{"summary": one.summary, "reason": one.why} for one in unread],
        "stranded": stranded,
    }
    lines = (*(report.act for report in reports), *not_added, *columns([_row(one) for one in unread]))
    return Answer(message, result=result, lines=lines)


def _row(unread: Unread) -> tuple[str, str]:
    return unread.summary or say.NO_SUMMARY, unread.why


def _window(workstation: Workstation, call: Call, zone: ZoneInfo) -> Period:
    """What is looked at: from now on, as nobody leaves in hindsight, two years ahead. Raises BadInput."""
    typed, order = vars(call.typed), workstation.settings.dates.order
    now = local(workstation.desk.now(), zone).replace(tzinfo=None)
    today = now.date()
    first = parse_date(typed["from"], today=today, order=order, field="from") if typed["from"] else today
    last = parse_date(typed["to"], today=today, order=order, field="to") if typed["to"] else first + _AHEAD
    refuse_backwards(max(first, today), last)
    days = whole_days(first, last)
    return replace(days, start=max(days.start, now))


def _sent() -> str:
    """What comes on standard input. Raises BadInput for what is no text, or too long."""
    sent = sys.stdin.buffer.read(_MOST_OF_INPUT + 1)
    try:
        if len(sent) <= _MOST_OF_INPUT:
            return sent.decode()
    except UnicodeDecodeError:
        pass
    raise BadInput(say.CALENDAR_NO_TEXT, field="file")
