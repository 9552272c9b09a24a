"""Which days need no looking at, because a rule says the same of every start on them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.wall import local
from core.conflict import blocking
from core.schedule.model.day import ProviderDay
from core.schedule.proposals import looked_back, proposal_at
from core.schedule.rules.book import OF_PATIENTS
from core.schedule.rules.c01_patient_status import patient_status
from core.schedule.rules.c11_acquaintance import acquaintance
from core.schedule.rules.c11_patient_fits import patient_fits
from core.schedule.rules.c11_provider_fits import provider_fits
from core.schedule.rules.proposal import Facts

if TYPE_CHECKING:
    from datetime import date

    from core.schedule.model.past import PastBooking
    from core.schedule.ports import Reading
    from core.schedule.slots.candidates import Candidate
    from core.schedule.slots.plan import Plan


class DayRules(Struct):
    """Remembers what it was asked of a provider, a site and a day; without one rule that needs a patient nobody named.

    What is asked of skills, mode, age and sex is the same all day, and so is whom the patient has seen, unless that was
    on the day itself.
    """

    reading: Reading
    plan: Plan
    known: dict[tuple[str, str, date], bool] = field(default_factory=dict)
    past: tuple[PastBooking, ...] | None = None

    def allow(self, candidate: Candidate) -> bool:
        """Whether any start of that day could pass."""
        place = candidate.place
        on = local(candidate.start, place.site.tz).date()
        key = place.provider.code, place.site.code, on
        if key not in self.known:
            self.known[key] = self._allows(candidate, on)
        return self.known[key]

    def _allows(self, candidate: Candidate, on: date) -> bool:
        plan, place = self.plan, candidate.place
        past, tz = self._history(), place.site.tz
        rules = [provider_fits]
        if OF_PATIENTS.intersection(plan.rules):
            rules += [patient_status, patient_fits]
            if not any(local(one.start, tz).date() == on for one in past):
                rules.append(acquaintance)
        proposal = proposal_at(plan.clinic, plan.wanted(place, candidate.start), place.site, plan.now)
        facts = Facts(ProviderDay(place.provider, place.site, on), (), (), (), plan.clinic, past)
        found = (conflict for rule in rules for conflict in rule(proposal, facts, plan.policy))
        return not blocking(found)

    def _history(self) -> tuple[PastBooking, ...]:
        """What became of the patient's bookings, as far back as any rule looks."""
        if self.past is None:
            plan = self.plan
            span = plan.span()
            since = looked_back(plan.now, span, plan.policy)
            self.past = self.reading.schedule.history(plan.patient.id, since, span.end)
        return self.past
