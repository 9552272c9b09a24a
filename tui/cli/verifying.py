"""The verbs about verification: verify, eligibility list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_wall
from core.calendar.wall import local
from core.coverage.model import BY_HAND, Coverage, EnrolmentState, How
from core.coverage.standing import AsOf, Trouble
from core.coverage.verifying import Found
from core.errors import BadInput
from core.fields.kinds import read_whole
from core.fields.model import LONGEST_TEXT
from core.text.cleaning import clean_text
from core.text.money import cents_of
from core.verification.worklist import trouble_text
from tui.cli import coverage_sentences as say
from tui.cli.coverage import as_of
from tui.cli.coverage_json import coverage_json
from tui.cli.json_output import appointment_json
from tui.cli.listing import columns, warned
from tui.cli.readers import read_appointment, read_number, read_word
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from argparse import Namespace

    from core.verification.inquiry import Inquiry
    from core.verification.worklist import ToVerify
    from tui.cli.json_output import Shape
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_AMOUNTS: Final = ("copay", "deductible", "deductible-left", "out-of-pocket", "out-of-pocket-left")


def declare_verify(parser: Parser) -> None:
    """N --result RESULT --how WAY [--reference TEXT], and what was found out about benefits."""
    parser.word("number", shown="N")
    parser.option("--result", "RESULT", required=True)
    parser.option("--how", "WAY", required=True)
    parser.option("--reference", "TEXT")
    for name in _AMOUNTS:
        parser.option(f"--{name}", "AMOUNT")
    parser.option("--coinsurance", "PERCENT")


def verify(call: Call) -> Answer:
    """Note what was found out about the insurance that pays on the day of the appointment."""
    typed = call.typed
    number, found = read_appointment(typed.number), _found(typed)
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        patient = desk.schedule.appointment(actor, number).patient
        warning = desk.patients.opened(actor, patient.id, "verify")
        change = desk.verification.verify(actor, number, found)
        (coverage,) = change.all_of(Coverage)
        result = coverage_json(coverage, patient, as_of(workstation))
    return Answer(warned(change.sentence, warning), result=result)


def declare_list(parser: Parser) -> None:
    """Nothing."""


def list_all(call: Call) -> Answer:
    """The visits of the next days, the gravest first."""
    with call.workstation() as workstation:
        found = workstation.desk.verification.worklist(workstation.actor)
        rows = columns([_row(one, workstation) for one in found])
        result = [_shape(one, workstation) for one in found]
    trouble = sum(one.standing.trouble is not Trouble.ACTIVE for one in found)
    return Answer(say.TO_VERIFY.format(count=len(found), trouble=trouble), result=result, lines=rows)


def _found(typed: Namespace) -> Found:
    """What is typed of it. Raises BadInput."""
    amounts = {name.replace("-", "_"): _amount(typed, name) for name in _AMOUNTS}
    for whole in ("deductible", "out_of_pocket"):
        left, total = amounts[f"{whole}_left"], amounts[whole]
        if left is not None and total is not None and left > total:
            sentence = say.USAGE_LEFT_MORE.format(what=whole.replace("_", " "))
            raise BadInput(sentence, field=f"{whole}_left")
    percent = typed.coinsurance
    return Found(
        EnrolmentState(read_word(typed.result, "result", [state.value for state in EnrolmentState])),
        How(read_word(typed.how, "way to find out", [how.value for how in BY_HAND])),
        read_whole(typed.reference, "reference", LONGEST_TEXT) if clean_text(typed.reference or "") else "",
        coinsurance=None if percent is None else read_number(percent, "per cent", least=0, most=100),
        **amounts,
    )


def _amount(typed: Namespace, name: str) -> int | None:
    text = getattr(typed, name.replace("-", "_"))
    if text is None:
        return None
    cents = cents_of(text)
    if cents is None:
        raise BadInput(say.USAGE_BAD_AMOUNT.format(typed=clean_text(text), option=name), field=name)
    return cents


def _shape(one: ToVerify, workstation: Workstation) -> Shape:
    """An appointment, what is the matter, the coverage that pays then, and the question that waits for an answer."""
    view, coverage = workstation.view, one.standing.coverage
    site = view.site_of(one.scheduled)
    at = AsOf(view.clinic, view.policy, view.now, site.tz)
    return {
        "appointment": appointment_json(one.scheduled, site),
        "trouble": one.standing.trouble.value,
        "why": one.standing.why,
        "coverage": coverage_json(coverage, one.scheduled.patient, at) if coverage else None,
        "asked": _asked_json(one.waits, at) if one.waits else None,
    }


def _asked_json(waits: Inquiry, at: AsOf) -> Shape:
    """The question that is not answered yet."""
    return {
        "trace": waits.trace,
        "sent_at": local(waits.sent_at, at.zone).isoformat(timespec="seconds"),
        "sent_by": waits.sent_by,
    }


def _row(one: ToVerify, workstation: Workstation) -> tuple[str, ...]:
    view, appointment = workstation.view, one.scheduled.appointment
    return (
        str(appointment.id),
        format_wall(appointment.start, view.site_of(one.scheduled), view.now),
        one.scheduled.patient.name,
        one.standing.trouble.value,
        trouble_text(one, view.site_of(one.scheduled), view.now),
    )
