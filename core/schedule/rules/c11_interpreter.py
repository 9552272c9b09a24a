"""C11: does somebody interpret for a patient who needs it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.names import WEEKDAYS
from core.calendar.wall import END_OF_DAY
from core.conflict import Conflict, Severity
from core.schedule.rules.interpreting import busy_with, interpreters_for, is_needed, is_there
from core.schedule.rules.proposal import span_of
from core.schedule.sentences import (
    EQUIPMENT_USER,
    INTERPRETER_BUSY,
    INTERPRETER_GONE,
    INTERPRETER_HOURS,
    INTERPRETERS_BUSY,
    LANGUAGE_NOT_RECORDED,
    NO_INTERPRETER,
    NO_INTERPRETERS,
)

if TYPE_CHECKING:
    from core.clinic.model import Interpreter
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def interpreter(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Somebody who speaks the language, and is there, is booked with the visit, and has no more at once than they can.

    A clinic that books no interpreters is only told that one is needed.
    """
    if not is_needed(proposal.patient, proposal.provider):
        return ()
    words = {
        "patient": proposal.patient.name,
        "language": proposal.patient.language,
        "site": proposal.site.name,
    }
    speakers = interpreters_for(facts.clinic, proposal.patient, proposal.site)
    there = [one for one in speakers if is_there(one, proposal.span, proposal.site)]
    if proposal.interpreter in there:
        return ()
    if proposal.interpreter and proposal.interpreter not in speakers:
        return (Conflict("C11", policy.rules.C11, INTERPRETER_GONE.format(name=proposal.interpreter.name, **words)),)
    if not any(not one.retired for one in facts.clinic.interpreters.values()):
        return (Conflict("C11", Severity.WARN, NO_INTERPRETERS.format(**words)),)
    if not proposal.patient.language:
        return (Conflict("C11", policy.rules.C11, LANGUAGE_NOT_RECORDED.format(**words)),)
    if not speakers:
        return (Conflict("C11", policy.rules.C11, NO_INTERPRETER.format(**words)),)
    if proposal.interpreter:
        speakers = (proposal.interpreter,)
    busy = {one: busy_with(one, facts.interpreted, proposal.span) for one in speakers if one in there}
    told = "; ".join(_busy(one, busy[one], proposal, facts) if one in busy else _away(one) for one in speakers)
    met = tuple(visit.appointment.id for visits in busy.values() for visit in visits)
    return (Conflict("C11", policy.rules.C11, INTERPRETERS_BUSY.format(busy=told, **words), met),)


def _away(one: Interpreter) -> str:
    """'Ortiz, Ana is there mon wed 9:00-12:00'."""
    days = " ".join(WEEKDAYS[day][:3].lower() for day in one.days)
    hours = ""
    if one.begin is not None and one.finish is not None:
        finish = "24:00" if one.finish == END_OF_DAY else f"{one.finish:%-H:%M}"
        hours = f"{one.begin:%-H:%M}-{finish}"
    return INTERPRETER_HOURS.format(name=one.name, hours=" ".join(filter(None, (days, hours))))


def _busy(one: Interpreter, visits: tuple[ScheduledVisit, ...], proposal: Proposal, facts: Facts) -> str:
    users = ", ".join(
        EQUIPMENT_USER.format(
            patient=visit.patient.name,
            provider=facts.clinic.providers[visit.appointment.provider].family,
            hours=proposal.hours(span_of(visit)),
        )
        for visit in visits
    )
    return INTERPRETER_BUSY.format(name=one.name, users=users)
