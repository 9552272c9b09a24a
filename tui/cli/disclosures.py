"""The verb that accounts for what of a patient's record was disclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.parse_date import parse_date
from tui.cli import cases_sentences as sentences
from tui.cli.json_output import patient_in_short
from tui.cli.listing import columns, day_text, warned
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from core.cases.disclosures import Disclosure
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call


def declare_account(parser: Parser) -> None:
    """REF [--since DATE]."""
    parser.word("ref", shown="REF")
    parser.option("--since", "DATE", sentences.HELP["--since"])


def account(call: Call) -> Answer:
    """What was disclosed in six years, to whom and why."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor, view = workstation.desk, workstation.actor, workstation.view
        desk.require(actor, Privilege.RELEASE_RECORDS)
        patient = desk.patients.by_ref(actor, typed.ref)
        warning = desk.patients.opened(actor, patient.id, "disclosures")
        today = view.now.astimezone(view.first_site.tz).date()
        order = workstation.settings.dates.order
        since = parse_date(typed.since, today=today, order=order, field="since") if typed.since else None
        found = desk.cases.disclosures(actor, patient.id, since=since)
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
    return Answer(warned(message, warning), result=result, lines=columns([_row(one) for one in found.disclosures]))


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
