"""C11: does somebody interpret for a patient who needs it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict, Severity
from core.schedule.rules.interpreting import busy_with, interpreters_for, is_needed
from core.schedule.rules.proposal import span_of
from core.schedule.sentences import (
    EQUIPMENT_USER,
    INTERPRETER_BUSY,
    INTERPRETER_GONE,
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
    """Somebody who speaks the language is booked with the visit, and interprets at no more at once than they can.

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
    if proposal.interpreter in speakers:
        return ()
    if proposal.interpreter:
        return (Conflict("C11", policy.rules.C11, INTERPRETER_GONE.format(name=proposal.interpreter.name, **words)),)
    if not any(not one.retired for one in facts.clinic.interpreters.values()):
        return (Conflict("C11", Severity.WARN, NO_INTERPRETERS.format(**words)),)
    if not proposal.patient.language:
        return (Conflict("C11", policy.rules.C11, LANGUAGE_NOT_RECORDED.format(**words)),)
    if not speakers:
        return (Conflict("C11", policy.rules.C11, NO_INTERPRETER.format(**words)),)
    busy = {one: busy_with(one, facts.interpreted, proposal.span) for one in speakers}
    told = "; ".join(_busy(one, visits, proposal, facts) for one, visits in busy.items())
    met = tuple(visit.appointment.id for visits in busy.values() for visit in visits)
    return (Conflict("C11", policy.rules.C11, INTERPRETERS_BUSY.format(busy=told, **words), met),)


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
