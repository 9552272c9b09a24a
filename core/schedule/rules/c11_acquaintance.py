"""C11: is the visit type for patients who are new to the provider, or for those who are known?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.clinic.model import ANY_PATIENT, NEW_PATIENTS
from core.conflict import Conflict
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.sentences import PATIENT_IS_ESTABLISHED, PATIENT_IS_NEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Provider
    from core.schedule.model.past import PastBooking
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def acquaintance(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Established is who was seen within so many years by the provider or a colleague of the same specialty.

    The rule is CPT's, with its three years; specialties are the skills. Who is not established is new.
    """
    return tuple(Conflict("C11", policy.rules.C11, sentence) for sentence in _told(proposal, facts, policy))


def _told(proposal: Proposal, facts: Facts, policy: Policy) -> Iterator[str]:
    wanted = proposal.visit_type
    if wanted.patients == ANY_PATIENT:
        return
    years, on, zone = policy.booking.established_years, proposal.wall.date(), proposal.site.tz
    since = years_before(on, years)
    seen = [
        past
        for past in facts.past
        if _is_seen(past, proposal, facts)
        and since <= local(past.start, zone).date()
        and past.start < proposal.span.start
    ]
    words = {"patient": proposal.patient.name, "type": wanted.code, "provider": proposal.provider.family}
    if wanted.patients == NEW_PATIENTS and seen:
        last = max(seen, key=lambda past: past.start)
        by = facts.clinic.providers[last.provider].family
        yield PATIENT_IS_ESTABLISHED.format(**words, by=by, day=f"{local(last.start, zone):%-d %b %Y}")
    if wanted.patients != NEW_PATIENTS and not seen:
        yield PATIENT_IS_NEW.format(**words, day=f"{since:%-d %b %Y}")


def years_before(on: date, years: int) -> date:
    """The same day so many years before; 1 March where there is none."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return (on + timedelta(days=1)).replace(year=on.year - years)


def _is_seen(past: PastBooking, proposal: Proposal, facts: Facts) -> bool:
    if past.status is not AppointmentStatus.FULFILLED or past.appointment == proposal.moving:
        return False
    return past.provider == proposal.provider.code or same_specialty(
        facts.clinic.providers[past.provider], proposal.provider
    )


def same_specialty(one: Provider, other: Provider) -> bool:
    """Whether they share a skill, or neither has any: a practice that names none is of one specialty."""
    return (not one.skills and not other.skills) or bool(set(one.skills) & set(other.skills))
