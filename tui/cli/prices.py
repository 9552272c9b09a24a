"""The verb about what a visit costs that nobody has booked: estimate price; and its E7 for the other verbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.names import format_date
from core.calendar.parse_date import parse_date
from core.clinic.codes import first_site
from core.errors import BadInput
from core.estimates.model import Estimate, How
from core.estimates.prices import PriceRequest
from core.text.money import money
from tui.cli import estimate_sentences as say
from tui.cli.document_out import give_out, read_output
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.clinic.model import Site
    from core.estimates.model import EstimateLine
    from core.estimates.prices import AskedPrice
    from core.estimates.use_cases import EstimatesDesk
    from core.journal.change import Change
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_NUMBER: Final = re.compile(r"[eE]([0-9].*)")


def declare_price(parser: Parser) -> None:
    """TYPE --provider P [--site S] [--day DATE] [--patient REF] [--how HOW]."""
    parser.word("type", shown="TYPE", summary=say.HELP_PRICE_TYPE)
    parser.option("--provider", "P", say.HELP_PRICE_PROVIDER, required=True)
    parser.option("--site", "S")
    parser.option("--day", "DATE", say.HELP_PRICE_DAY)
    parser.option("--patient", "REF", say.HELP_PRICE_PATIENT)
    parser.option("--how", "HOW", say.HELP_HOW)


def price(call: Call) -> Answer:
    """Tell it, and keep with a patient that they asked, or how they were told."""
    typed = call.typed
    how = read_how(typed.how) if typed.how else None
    if how and not typed.patient:
        raise BadInput(say.PRICE_TOLD_WHOM, field="how")
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        order, today = workstation.settings.dates.order, workstation.view.today
        day = parse_date(typed.day, today=today, order=order, field="day") if typed.day else None
        request = PriceRequest(typed.type, typed.provider, typed.site or first_site(desk.clinic()).code, day)
        if not typed.patient:
            lines = desk.estimates.price(actor, request)
            shape = {"lines": _lines_json(lines), "total_cents": sum(line.cents for line in lines)}
            return Answer(_total_told(lines, workstation), result=shape, lines=columns(_line_rows(lines, workstation)))
        patient = desk.patients.by_ref(actor, typed.patient)
        desk.require(actor, Privilege.MAKE_ESTIMATES)  # who may not is told so before the record is opened
        warning = desk.patients.opened(actor, patient.id, "estimate")
        return _answer(workstation, desk.estimates.ask_price(actor, patient.id, request, how=how), warning)


def read_how(typed: str) -> How:
    """The way it is given. Raises BadInput."""
    return How(read_word(typed, say.A_WAY, [one.value for one in How]))


def price_number(typed: str) -> int | None:
    """7 of E7, an estimate without a visit; None for the number of an appointment. Raises BadInput."""
    fit = _NUMBER.fullmatch(typed)
    return read_number(fit[1], say.A_PRICE, least=1) if fit else None


def show_price(call: Call, number: int) -> Answer:
    """The document, as it was given or would be."""
    output = read_output(call)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        asked = desk.estimates.price_asked(actor, number)
        warning = desk.patients.opened(actor, asked.patient.id, "estimate")
        document = desk.estimates.price_document(actor, number)
        told = say.STANDS.format(state=asked.estimate.status.value, why=say.NOT_BOOKED)
        settings, result = workstation.settings.documents, price_json(asked, workstation)
        return give_out([document], output, settings, told=told, result=result, warning=warning)


def settle_price(call: Call, number: int, act: Callable[[EstimatesDesk, str], Change]) -> Answer:
    """What the act came to: the estimate as it is now."""
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.MAKE_ESTIMATES)  # who may not is told so before the record is opened
        patient = desk.estimates.price_asked(actor, number).patient
        warning = desk.patients.opened(actor, patient.id, "estimate")
        return _answer(workstation, act(desk.estimates, actor), warning)


def price_row(one: AskedPrice) -> tuple[str, ...]:
    """Its cells in the list of those that are due."""
    estimate = one.estimate
    by = say.BY.format(day=format_date(one.by)) if one.by else ""
    return (f"E{estimate.id}", by, "", one.patient.name, estimate.visit_type, estimate.status.value, say.NOT_BOOKED)


def price_json(one: AskedPrice, workstation: Workstation, *, is_list: bool = False) -> Shape:
    """An estimate without a visit; amounts in cents. Of a restricted record a list tells none of it."""
    estimate, site = one.estimate, workstation.view.clinic.sites[one.estimate.site]
    is_told = not (is_list and one.patient.restricted)
    lines = estimate.lines if is_told else ()
    cents = sum(line.cents for line in lines)
    return {
        "appointment": None,
        "number": f"E{estimate.id}",
        "patient": patient_in_short(one.patient),
        "type": estimate.visit_type,
        "provider": estimate.provider,
        "state": estimate.status.value,
        "due": one.by.isoformat() if one.by else None,
        "lines": _lines_json(lines),
        "total_cents": cents,
        "total": money(cents, estimate.currency),
        "estimate": estimate_json(estimate, site) if is_told else None,
    }


def estimate_json(estimate: Estimate, site: Site) -> Shape:
    """What was made, and how it was told."""
    return {
        "id": estimate.id,
        "status": estimate.status.value,
        "date": estimate.day.isoformat(),
        "made_at": iso(estimate.at, site),
        "made_by": estimate.by,
        "asked_at": iso(estimate.asked_at, site) if estimate.asked_at else None,
        "how": estimate.how.value if estimate.how else None,
        "told_at": iso(estimate.told_at, site) if estimate.told_at else None,
        "told_by": estimate.told_by or None,
        "note": estimate.note,
        "rev": estimate.rev,
    }


def _answer(workstation: Workstation, change: Change, warning: str) -> Answer:
    (kept,) = change.all_of(Estimate)
    asked = workstation.desk.estimates.price_asked(workstation.actor, kept.id)
    return Answer(warned(change.sentence, warning), result=price_json(asked, workstation))


def _lines_json(lines: Sequence[EstimateLine]) -> list[Shape]:
    return [{"code": line.code, "name": line.name, "cents": line.cents} for line in lines]


def _line_rows(lines: Sequence[EstimateLine], workstation: Workstation) -> list[tuple[str, ...]]:
    currency = workstation.settings.till.currency
    return [(line.code, line.name, money(line.cents, currency)) for line in lines]


def _total_told(lines: Sequence[EstimateLine], workstation: Workstation) -> str:
    return say.PRICE_TOTAL.format(amount=money(sum(line.cents for line in lines), workstation.settings.till.currency))
