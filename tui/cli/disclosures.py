"""The verbs that tell what became of cases: what of a record was disclosed, and how many referrals came back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from core.cases.closure import DAYS
from tui.cli import cases_sentences as sentences
from tui.cli.document_out import declare_output, give_out, read_output
from tui.cli.json_output import patient_in_short
from tui.cli.listing import columns, day_text, warned
from tui.cli.readers import read_number, refuse_backwards
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.cases.disclosures import Disclosure
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_account(parser: Parser) -> None:
    """REF [--since DATE] [--format text|pdf] [--out NEW] [--print]."""
    parser.word("ref", shown="REF")
    parser.option("--since", "DATE", sentences.HELP["--since"])
    declare_output(parser)


def account(call: Call) -> Answer:
    """What was disclosed in six years, to whom and why; as a document where one is asked for."""
    typed, output = call.typed, read_output(call)
    with call.workstation() as workstation:
        desk, actor, view = workstation.desk, workstation.actor, workstation.view
        desk.require(actor, Privilege.RELEASE_RECORDS)
        patient = desk.patients.by_ref(actor, typed.ref)
        warning = desk.patients.opened(actor, patient.id, "disclosures")
        today = view.today
        order = workstation.settings.dates.order
        since = parse_date(typed.since, today=today, order=order, field="since") if typed.since else None
        found = desk.cases.disclosures(actor, patient.id, since=since)
        is_document = bool(typed.format or typed.out or typed.print)
        made = desk.cases.accounting(actor, patient.id, since=since) if is_document else None
        settings = workstation.settings.documents
    message = sentences.DISCLOSED.format(
        patient=found.patient.name,
        mrn=found.patient.mrn,
        first=day_text(found.first),
        until=day_text(found.until),
        count=len(found.disclosures),
        left=found.left_out,
    )
    result = {
        "patient": patient_in_short(found.patient),
        "from": found.first.isoformat(),
        "to": found.until.isoformat(),
        "disclosures": [_json(one) for one in found.disclosures],
        "left_out": found.left_out,
    }
    if made:
        return give_out([made.document], output, settings, told=message, result=result, warning=warning)
    return Answer(warned(message, warning), result=result, lines=columns([_row(one) for one in found.disclosures]))


def declare_closure(parser: Parser) -> None:
    """[--from DATE --to DATE --days N]."""
    for name, metavar in (("--from", "DATE"), ("--to", "DATE"), ("--days", "N")):
        parser.option(name, metavar, sentences.HELP[name])


def closure(call: Call) -> Answer:
    """How many of the referrals of some days came back with a report in time."""
    typed = call.typed
    days = DAYS if typed.days is None else read_number(typed.days, "days", least=1, most=3660)
    with call.workstation() as workstation:
        view, order = workstation.view, workstation.settings.dates.order
        today = view.today
        since = getattr(typed, "from")
        first = parse_date(since, today=today, order=order, field="from") if since else today - timedelta(days=DAYS)
        last = parse_date(typed.to, today=today, order=order, field="to") if typed.to else today
        refuse_backwards(first, last)
        found = workstation.desk.cases.closure(workstation.actor, first, last, days=days)
    message = sentences.CLOSURE.format(
        sent=found.sent,
        first=day_text(first),
        last=day_text(last),
        within=found.within,
        days=days,
        rate="-" if found.rate is None else f"{found.rate:.0%}",
        could=found.sent - found.young,
    )
    result = {
        **{name: getattr(found, name) for name in ("days", "sent", "reported", "within", "closed", "young", "rate")},
        "from": first.isoformat(),
        "to": last.isoformat(),
        "outcomes": dict(found.outcomes),
        "parties": [
            {"to": one.to, "sent": one.sent, "reported": one.reported, "median_days": one.median}
            for one in found.parties
        ],
    }
    rows = [
        (
            one.to or sentences.NOBODY_NAMED,
            str(one.sent),
            str(one.reported),
            "-" if one.median is None else str(one.median),
        )
        for one in found.parties
    ]
    return Answer(message, result=result, lines=columns([sentences.CLOSURE_HEADS, *rows]) if rows else ())


def _row(one: Disclosure) -> tuple[str, ...]:
    last = sentences.DISCLOSED_SERIES.format(count=one.count, last=day_text(one.last)) if one.last else ""
    return day_text(one.on), last, one.to, one.address, one.what, one.why or one.authority


def _json(one: Disclosure) -> dict[str, object]:
    return {
        "date": one.on.isoformat(),
        "to": one.to,
        "address": one.address,
        "what": one.what,
        "why": one.why,
        "authority": one.authority,
        "case": one.case,
        "count": one.count,
        "last": one.last.isoformat() if one.last else None,
    }
