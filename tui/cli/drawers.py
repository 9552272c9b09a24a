"""The verbs about drawers and takings: till open, till close, till show, till total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.clinic.codes import pick, today_at
from core.text.money import money
from core.till.model import Method, TillSession
from core.till.sentences import METHODS
from tui.cli import till_sentences as say
from tui.cli.listing import columns
from tui.cli.paying import read_amount
from tui.cli.subcommand import Answer
from tui.cli.till_json import drawer_json, session_json, total_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_open(parser: Parser) -> None:
    """--float AMOUNT."""
    parser.option("--float", "AMOUNT", say.HELP_FLOAT, required=True)
    parser.option("--drawer", "NAME", say.HELP_DRAWER_NAME)
    parser.option("--site", "SITE")


def open_drawer(call: Call) -> Answer:
    """Open a drawer."""
    typed = call.typed
    with call.workstation() as workstation:
        floated = read_amount(typed.float, "float", workstation.settings.till.currency)
        desk, actor = workstation.desk, workstation.actor
        change = desk.till.open(actor, typed.drawer or "", floated, site=typed.site or "")
        (session,) = change.all_of(TillSession)
        return Answer(change.sentence, result=session_json(session, workstation.view.clinic))


def declare_close(parser: Parser) -> None:
    """--counted AMOUNT."""
    parser.option("--counted", "AMOUNT", say.HELP_COUNTED, required=True)
    parser.option("--drawer", "NAME", say.HELP_DRAWER)
    parser.option("--note", "TEXT", say.HELP_NOTE)


def close_drawer(call: Call) -> Answer:
    """Close a drawer with what was counted in it."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor, currency = workstation.desk, workstation.actor, workstation.settings.till.currency
        counted = read_amount(typed.counted, "counted", currency)
        change = desk.till.close(actor, typed.drawer or "", counted, note=typed.note or "")
        (session,) = change.all_of(TillSession)
        shown = desk.till.drawer(actor, session.drawer)
        return Answer(
            change.sentence,
            result=drawer_json(shown, workstation.view.clinic),
            lines=_methods(shown.by_method, currency),
        )


def declare_show(parser: Parser) -> None:
    """[--drawer NAME]."""
    parser.option("--drawer", "NAME", say.HELP_DRAWER)


def show(call: Call) -> Answer:
    """What went through a drawer."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        shown = desk.till.drawer(actor, call.typed.drawer or "")
        currency, session = workstation.settings.till.currency, shown.session
        told = {"drawer": session.drawer, "floated": money(session.floated, currency), "count": shown.count}
        expected = say.EXPECTED.format(expected=money(shown.expected, currency)) if shown.expected is not None else ""
        message = (say.DRAWER_OPEN if session.is_open else say.DRAWER_CLOSED).format(expected=expected, **told)
        return Answer(
            message,
            result=drawer_json(shown, workstation.view.clinic),
            lines=_methods(shown.by_method, currency),
        )


def declare_total(parser: Parser) -> None:
    """[DATE] [--site SITE]."""
    parser.word("date", shown="DATE", count="?")
    parser.option("--site", "SITE")


def total(call: Call) -> Answer:
    """What passed over the desks on a day, by who took it and how."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, view = workstation.desk, workstation.view
        site = pick(view.clinic.sites, typed.site, "site", retired=True) if typed.site else None
        today = today_at(site or view.first_site, view.now)
        order = workstation.settings.dates.order
        day = parse_date(typed.date, today=today, order=order, field="date") if typed.date else today
        found = desk.till.day_total(workstation.actor, day, site=site.code if site else "")
        currency = workstation.settings.till.currency
    rows = [
        (user, METHODS[method.value], money(cents, currency))
        for user, sums in (*found.by_user.items(), (say.ALL, found.by_method))
        for method, cents in sums.items()
    ]
    in_all = money(sum(found.by_method.values()), currency)
    message = say.TOTAL.format(day=f"{day:%a %-d %b %Y}", total=in_all, receipts=found.receipts, voids=found.voids)
    if found.outside:
        message = f"{message} {say.TOTAL_OUTSIDE.format(cash=money(found.outside, currency))}"
    return Answer(message, result=total_json(found), lines=columns(rows))


def _methods(sums: Mapping[Method, int], currency: str) -> tuple[str, ...]:
    return columns([(METHODS[method.value], money(cents, currency)) for method, cents in sums.items()])
