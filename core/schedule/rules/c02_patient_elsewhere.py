"""C2: is the patient somewhere else at that instant, or here again the same day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_clock, format_end
from core.calendar.wall import local
from core.conflict import Conflict
from core.schedule.rules.proposal import span_of
from core.schedule.sentences import PATIENT_IS_ELSEWHERE, PATIENT_SAME_DAY, WHEN_IT_IS_HERE

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def patient_elsewhere(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """At the same instant it is refused, at any site and by telehealth too; on the same day each is listed.

    Appointments that have already begun count (Bahmni ignored them).
    """
    conflicts = []
    for other in facts.patient_day:
        if span_of(other).overlaps(proposal.span):
            severity, sentence = policy.rules.C2, PATIENT_IS_ELSEWHERE
        else:
            severity, sentence = policy.rules.C2_same_day, PATIENT_SAME_DAY
        said = _sentence_of(sentence, proposal, facts, other)
        conflicts.append(Conflict("C2", severity, said, (other.appointment.id,)))
    return tuple(conflicts)


def _sentence_of(sentence: str, proposal: Proposal, facts: Facts, other: ScheduledVisit) -> str:
    site = facts.clinic.sites[other.appointment.site]
    start, end = (local(at, site.tz) for at in (other.appointment.start, other.appointment.end))
    here = local(other.appointment.start, proposal.site.tz)
    there = (
        ""
        if here.utcoffset() == start.utcoffset()
        else WHEN_IT_IS_HERE.format(time=format_clock(here), site=proposal.site.name)
    )
    return sentence.format(
        patient=proposal.patient.name,
        hours=f"{format_clock(start)}-{format_end(end)}{there}",
        provider=facts.clinic.providers[other.appointment.provider].family,
        site=site.name,
        type=other.appointment.visit_type,
    )
