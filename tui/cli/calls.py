"""The verbs about calls: call list, call log, call back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.contact.call_model import CallBack, CallList, CallOutcome
from core.contact.scripts import script_of, speaks
from core.contact.typed import read_instant
from core.errors import NotFound
from core.record_ref import AppointmentId
from tui.cli import contact_sentences as say
from tui.cli.json_output import Shape, iso, patient_in_short
from tui.cli.listing import columns, moment_text, warned
from tui.cli.readers import read_number, read_word
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Site
    from core.contact.to_call import ToCall
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation

_LISTS = [one.value for one in CallList]


def declare_list(parser: Parser) -> None:
    """KIND."""
    parser.word("kind", shown="LIST", summary=say.HELP_LIST)


def listing(call: Call) -> Answer:
    """Who is to be called, those first who are to be called now."""
    which = CallList(read_word(call.typed.kind, "list", _LISTS))
    with call.workstation() as workstation, workstation.desk.snapshot(workstation.actor) as view:
        found = workstation.desk.calls.listed(workstation.actor, which)
        result = [_json(one, workstation) for one in found]
        rows = [
            (
                str(one.subject),
                moment_text(_at(one, view.now), _site(one, workstation)),
                one.patient.mrn,
                one.patient.name,
                "" if one.patient.restricted else one.phone,
                speaks(one.patient),
                one.matter,
            )
            for one in found
        ]
    template = {0: say.CALLS_NONE, 1: say.CALLS_ONE}.get(len(found), say.CALLS_SOME)
    return Answer(template.format(count=len(found)), result=result, lines=columns(rows) if rows else ())


def declare_log(parser: Parser) -> None:
    """N OUTCOME [--list LIST --at WHEN --note TEXT]."""
    parser.word("number", shown="N", summary=say.HELP_CALL_NUMBER)
    parser.word("outcome", shown="OUTCOME", summary=say.HELP_CALL_OUTCOME)
    parser.option("--list", "LIST", say.HELP_LIST_OF)
    parser.option("--at", "WHEN", say.HELP_AT)
    parser.option("--note", "TEXT")


def log(call: Call) -> Answer:
    """Note what came of a call, and do what follows from it."""
    typed, number = call.typed, read_number(call.typed.number, "call's number", least=1)
    which = CallList(read_word(typed.list or CallList.CONFIRM.value, "list", _LISTS))
    outcome = CallOutcome(read_word(typed.outcome, "outcome", [one.value for one in CallOutcome]))
    with call.workstation() as workstation:
        desk, actor = workstation.desk, workstation.actor
        desk.require(actor, Privilege.LOG_CONTACTS)  # who may not is told so before it is looked up
        one = desk.calls.one(actor, which, number)
        if one is None:
            raise NotFound(say.NOT_ON_LIST.format(number=number, list=which.value))
        warning = desk.patients.opened(actor, one.patient.id, "call log")
        again = _again(workstation, typed.at)
        change = desk.calls.log(actor, which, number, outcome, again=again, note=typed.note or "")
        left = desk.calls.one(actor, which, number)
        result = {
            "list": which.value,
            "number": number,
            "outcome": outcome.value,
            "patient": patient_in_short(one.patient),
            "confirmation": _confirmation(workstation, one),
            "tries": left.tries if left else None,
        }
    return Answer(warned(change.sentence, warning), result=result)


def declare_back(parser: Parser) -> None:
    """REF --why TEXT [--at WHEN --phone NUMBER]."""
    parser.word("ref", shown="REF", summary=say.HELP_LOG_REF)
    parser.option("--why", "TEXT", say.HELP_WHY, required=True)
    parser.option("--at", "WHEN", say.HELP_AT)
    parser.option("--phone", "NUMBER", say.HELP_CALL_PHONE)


def back(call: Call) -> Answer:
    """Have a patient called back."""
    typed = call.typed
    with call.workstation() as workstation:
        desk, actor, site = workstation.desk, workstation.actor, _first_site(workstation)
        number: AppointmentId | None = None
        if typed.ref.lower().startswith("appointment:"):
            number = AppointmentId(desk.read_ref(actor, typed.ref).id)
            patient = desk.schedule.appointment(actor, number).patient
        else:
            patient = desk.patients.by_ref(actor, typed.ref)
        desk.require(actor, Privilege.LOG_CONTACTS)  # who may not is told so before it is opened
        warning = desk.patients.opened(actor, patient.id, "call back")
        due = _again(workstation, typed.at)
        change = desk.calls.raise_back(
            actor, patient.id, typed.why, due=due, phone=typed.phone or "", appointment=number
        )
        (kept,) = change.all_of(CallBack)
    result = {
        "number": kept.id,
        "patient": patient_in_short(patient),
        "why": kept.why,
        "due": iso(kept.due, site),
        "phone": kept.phone or None,
        "appointment": kept.appointment,
    }
    return Answer(warned(change.sentence, warning), result=result)


def _json(one: ToCall, workstation: Workstation) -> Shape:
    site = _site(one, workstation)
    is_told = not one.patient.restricted
    return {
        "list": one.list.value,
        "number": one.subject,
        "patient": patient_in_short(one.patient),
        "appointment": one.scheduled.appointment.id if one.scheduled else None,
        "start": iso(one.scheduled.appointment.start, site) if one.scheduled else None,
        "due": iso(one.call_back.due, site) if one.call_back else None,
        "why": one.call_back.why if one.call_back and is_told else None,
        "phone": one.phone or None if is_told else None,
        "speaks": speaks(one.patient),
        "say": list(script_of(one, workstation.desk.clinic(), site)),
        "risk": {"points": one.risk.points, "why": list(one.risk.why)} if one.risk else None,
        "tries": one.tries,
        "attempts": [
            {
                "outcome": each.outcome.value,
                "at": iso(each.at, site),
                "by": each.by,
                "phone": each.phone if is_told else None,
                "note": each.note if is_told else "",
            }
            for each in one.attempts
        ],
        "next_try": iso(one.next_try, site) if one.next_try else None,
        "ready": one.is_due(workstation.desk.now()),
        "matter": one.matter,
    }


def _again(workstation: Workstation, typed: str | None) -> datetime | None:
    if typed is None:
        return None
    order, now = workstation.settings.dates.order, workstation.desk.now()
    return read_instant(typed, now=now, site=_first_site(workstation), order=order)


def _confirmation(workstation: Workstation, one: ToCall) -> str | None:
    if one.scheduled is None:
        return None
    number = one.scheduled.appointment.id
    return workstation.desk.schedule.appointment(workstation.actor, number).appointment.confirmation.value


def _at(one: ToCall, now: datetime) -> datetime:
    if one.call_back:
        return one.call_back.due
    return one.scheduled.appointment.start if one.scheduled else now


def _site(one: ToCall, workstation: Workstation) -> Site:
    clinic = workstation.desk.clinic()
    return clinic.sites[one.scheduled.appointment.site] if one.scheduled else first_site(clinic)


def _first_site(workstation: Workstation) -> Site:
    return first_site(workstation.desk.clinic())
