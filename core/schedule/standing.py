"""What would an appointment be proposed as, and what does it meet, where it stands?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.calendar.wall import Resolved, local
from core.conflict import Conflict
from core.schedule.proposals import gather_facts, provider_facts
from core.schedule.rules.book import check_rules
from core.schedule.rules.proposal import Facts, Further, Proposal
from core.schedule.sentences import SITE_NOT_IN_USE, TYPE_NOT_IN_USE
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
    from core.settings.model import Policy


_ON_WHEN_TO_BOOK: Final = frozenset({"C10"})


def standing_proposal(clinic: Clinic, appointment: Appointment, patient: Patient, now: datetime) -> Proposal:
    """The appointment as somebody would propose it who wanted it as it is, whatever the set-up has become since."""
    site = clinic.sites[appointment.site]
    return Proposal(
        patient=patient,
        provider=clinic.providers[appointment.provider],
        site=site,
        visit_type=clinic.visit_types[appointment.visit_type],
        mode=appointment.mode,
        room=clinic.rooms[appointment.room] if appointment.room else None,
        room_needed=appointment.room is not None,
        wall=local(appointment.start, site.tz).replace(tzinfo=None, fold=0),
        resolved=Resolved(appointment.start),
        span=Interval(appointment.start, appointment.end),
        provider_span=Interval(appointment.provider_start, appointment.provider_end),
        now=now,
        moving=appointment.id,
        seats=appointment.seats,
        interpreter=clinic.interpreters[appointment.interpreter] if appointment.interpreter else None,
        further=tuple(Further(clinic.providers[o.provider], Interval(o.start, o.end)) for o in appointment.further),
    )


def facts_around(
    reading: Reading,
    clinic: Clinic,
    proposal: Proposal,
    policy: Policy,
    *,
    ignoring: Collection[AppointmentId],
    actor: str = "",
) -> Facts:
    """What bears on the proposal; the appointments `ignoring` are left out, and what `actor` holds."""
    facts = gather_facts(
        reading,
        clinic,
        patient=proposal.patient,
        provider=proposal.provider,
        site=proposal.site,
        span=proposal.span,
        policy=policy,
        now=proposal.now,
        ignoring=ignoring,
        actor=actor,
    )
    further = {
        one.provider.code: provider_facts(
            reading,
            clinic,
            one.provider,
            proposal.site,
            proposal.span,
            now=proposal.now,
            ignoring=ignoring,
            actor=actor,
        )
        for one in proposal.further
    }
    return replace(facts, further=further) if further else facts


def no_longer_in_use(proposal: Proposal, policy: Policy) -> tuple[Conflict, ...]:
    """C6 for what nobody could name in a booking any more: a site or a visit type that is retired."""
    said = []
    if proposal.site.retired:
        said.append(SITE_NOT_IN_USE.format(site=proposal.site.name))
    if proposal.visit_type.retired:
        said.append(TYPE_NOT_IN_USE.format(type=proposal.visit_type.code))
    return tuple(Conflict("C6", policy.rules.C6, sentence) for sentence in said)


def conflicts_there(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """What it meets, but for the limits on when one may book: those were met, or gone over, when it was booked."""
    met = (conflict for conflict in check_rules(proposal, facts, policy) if conflict.rule not in _ON_WHEN_TO_BOOK)
    return (*no_longer_in_use(proposal, policy), *met)


def standing_conflicts(
    reading: Reading, clinic: Clinic, scheduled: ScheduledVisit, policy: Policy, now: datetime, *, actor: str = ""
) -> tuple[Conflict, ...]:
    """What an appointment would meet if it were booked as it stands."""
    proposal = standing_proposal(clinic, scheduled.appointment, scheduled.patient, now)
    facts = facts_around(reading, clinic, proposal, policy, ignoring={scheduled.appointment.id}, actor=actor)
    return conflicts_there(proposal, facts, policy)
