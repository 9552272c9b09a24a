"""Which days need no looking at, because a rule says the same of every start on them?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.age import months_on
from core.calendar.wall import day_span, local
from core.conflict import blocking
from core.schedule.model.day import ProviderDay
from core.schedule.proposals import looked_back, proposal_at
from core.schedule.rules.book import OF_PATIENTS
from core.schedule.rules.c01_patient_status import patient_status
from core.schedule.rules.c11_acquaintance import acquaintance, years_before
from core.schedule.rules.c11_patient_fits import patient_fits
from core.schedule.rules.c11_provider_fits import provider_fits
from core.schedule.rules.proposal import Facts

if TYPE_CHECKING:
    from datetime import date, datetime

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
    alike: dict[tuple[object, ...], bool] = field(default_factory=dict)
    """What was found of days on which the patient is as old, and was seen as lately."""
    closed: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """Until when no start of a provider at a site is to be looked at: to the end of a day that was refused."""
    past: tuple[PastBooking, ...] | None = None

    def allow(self, candidate: Candidate) -> bool:
        """Whether any start of that day could pass."""
        place = candidate.place
        on = local(candidate.start, place.site.tz).date()
        key = place.provider.code, place.site.code, on
        if key not in self.known:
            asked = self._like(candidate, on)
            if asked not in self.alike:
                self.alike[asked] = self._allows(candidate, on)
            self.known[key] = self.alike[asked]
            if not self.known[key]:
                self.closed[key[:2]] = day_span(on, place.site.tz).end
        return self.known[key]

    def _like(self, candidate: Candidate, on: date) -> tuple[object, ...]:
        """What of the day bears on the answer: the age in months, and which visits came before it within the years."""
        place, plan = candidate.place, self.plan
        since, zone = years_before(on, plan.policy.booking.established_years), place.site.tz
        days = [(at, local(one.start, zone).date()) for at, one in enumerate(self._history())]
        seen = tuple(at for at, day in days if since <= day < on)
        is_day_of_visit = any(day == on for _, day in days)
        return place.provider.code, place.site.code, months_on(plan.patient.birth_date, on), seen, is_day_of_visit

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
