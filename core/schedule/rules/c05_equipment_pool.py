"""C5: is a piece of everything that the visit uses left at the site?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.conflict import Conflict
from core.schedule.equipment import equipment_of, outage_of, pieces_at
from core.schedule.rules.at_once import most_at_once
from core.schedule.rules.proposal import span_of
from core.schedule.sentences import ALL_EQUIPMENT_IN_USE, EQUIPMENT_IN_USE, EQUIPMENT_OUT, EQUIPMENT_USER, NO_EQUIPMENT

if TYPE_CHECKING:
    from core.clinic.dated import Outage
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def equipment_pool(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Never more of a pool at once than it has pieces; what counts is who uses one at the same moment.

    Which piece somebody has is nobody's business, so that visits one after the other never wait for one (adding up all
    that overlap would refuse them, and so would pieces given out by name). On days of an outage there are fewer.
    """
    found = (_missing(code, proposal, facts, policy) for code in equipment_of(proposal.visit_type, proposal.mode))
    return tuple(conflict for conflict in found if conflict)


def _missing(code: str, proposal: Proposal, facts: Facts, policy: Policy) -> Conflict | None:
    count = pieces_at(facts.clinic, proposal.site.code, code)
    if not count:
        return Conflict("C5", policy.rules.C5, NO_EQUIPMENT.format(site=proposal.site.name, equipment=code))
    outage = outage_of(facts.clinic, proposal.site, code, proposal.span)
    left = outage.count if outage else count
    users = most_at_once(
        proposal.span, {at: span_of(other) for at, other in enumerate(facts.at_site) if uses(other, code, facts)}
    )
    if len(users) < left:
        return None
    others = [facts.at_site[at] for at in users]
    told = "; ".join(_user(other, proposal, facts) for other in others)
    words = {"equipment": code, "site": proposal.site.name, "count": left}
    if outage is None:
        sentence = ALL_EQUIPMENT_IN_USE.format(users=told, **words)
    else:
        in_use = EQUIPMENT_IN_USE.format(users=told) if told else ""
        sentence = EQUIPMENT_OUT.format(days=_days(outage), note=_note(outage), users=in_use, **words)
    return Conflict("C5", policy.rules.C5, sentence, tuple(other.appointment.id for other in others))


def _days(outage: Outage) -> str:
    """'on 24 Nov 2026', '24 Nov 2026 to 1 Dec 2026'."""
    first = f"{outage.on:%-d %b %Y}"
    return f"{first} to {outage.until:%-d %b %Y}" if outage.until else f"on {first}"


def _note(outage: Outage) -> str:
    return f" ({outage.note})" if outage.note else ""


def uses(other: ScheduledVisit, code: str, facts: Facts) -> bool:
    """Whether a visit has a piece of that."""
    return code in equipment_of(facts.clinic.visit_types[other.appointment.visit_type], other.appointment.mode)


def _user(other: ScheduledVisit, proposal: Proposal, facts: Facts) -> str:
    provider = facts.clinic.providers[other.appointment.provider].family
    return EQUIPMENT_USER.format(patient=other.patient.name, provider=provider, hours=proposal.hours(span_of(other)))
