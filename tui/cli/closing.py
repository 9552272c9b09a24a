"""The verb close-day: what is open of a day, its sheet, signing it, opening the day again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.calendar.parse_date import parse_date
from core.clinic.codes import first_site, pick, today_at
from core.errors import BadInput
from tui.cli import document_sentences as say
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from datetime import date

    from core.closing.use_cases import DaySheet
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_close(parser: Parser) -> None:
    """[DATE] [--site S] [--sign] [--note TEXT] [--reopen --reason WHY] [--format text|pdf] [--out NEW] [--print]."""
    parser.word("date", shown="DATE", summary=say.HELP_CLOSE_DATE, count="?")
    parser.option("--site", "CODE")
    parser.flag("--sign", say.HELP_SIGN)
    parser.option("--note", "TEXT", say.HELP_CLOSE_NOTE)
    parser.flag("--reopen", say.HELP_REOPEN)
    parser.option("--reason", "WORDS", say.HELP_REOPEN_REASON)
    declare_output(parser)


def close_day(call: Call) -> Answer:
    """Tell what is open of a day and its sheet; close it and sign that, or open it again."""
    typed = call.typed
    output = read_output(call)
    if typed.sign and typed.reopen:
        raise BadInput(say.SIGN_OR_REOPEN, field="sign")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        where: dict[str, Any] = {"site": typed.site or "", "day": _day(workstation, typed.date, typed.site)}
        told = ""
        if typed.sign:
            told = desk.closing.sign(actor, note=typed.note or "", **where).sentence
        elif typed.reopen:
            told = desk.closing.reopen(actor, typed.reason or "", **where).sentence
        sheet = desk.closing.sheet(actor, **where)
        documents = workstation.settings.documents
        return give_out([sheet.document], output, documents, told=told or _told(sheet), result=_sheet_json(sheet))


def _day(workstation: Workstation, typed: str | None, site: str | None) -> date | None:
    if not typed:
        return None
    clinic = workstation.desk.clinic()
    where = pick(clinic.sites, site, "site") if site else first_site(clinic)
    today = today_at(where, workstation.desk.now())
    return parse_date(typed, today=today, order=workstation.settings.dates.order, field="date")


def _told(sheet: DaySheet) -> str:
    told = {"day": f"{sheet.day:%a %-d %b %Y}", "site": sheet.site.name}
    if sheet.close:
        return say.DAY_CLOSED.format(**told, who=sheet.close.by)
    if not sheet.items:
        return say.DAY_ALL_DONE.format(**told)
    return say.DAY_OPEN.format(**told, items=", ".join(f"{len(one.told)} {one.label}" for one in sheet.items))


def _sheet_json(sheet: DaySheet) -> dict[str, Any]:
    close = sheet.close
    return {
        "site": sheet.site.code,
        "date": sheet.day.isoformat(),
        "closed": close is not None,
        "closed_by": close.by if close else None,
        "closed_at": close.at.isoformat() if close else None,
        "note": close.note if close else "",
        "journal": {"entry": close.entry, "seal": close.seal} if close else None,
        "open": [
            {"item": one.name, "label": one.label, "hard": one.is_hard, "count": len(one.told), "told": list(one.told)}
            for one in sheet.items
        ],
    }
