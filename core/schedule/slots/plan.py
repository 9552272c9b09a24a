"""What does a search come to: whom it is for, what is looked for, where and with whom, and between which instants?"""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.wall import day_span, local, minute_of
from core.clinic.codes import pick, today_at
from core.conflict import Severity
from core.errors import BadInput, NotFound
from core.patients.sentences import NO_SUCH_PATIENT
from core.schedule.cells import MINUTE
from core.schedule.finding import find_scheduled
from core.schedule.model.appointment import Mode
from core.schedule.modes import usual_mode
from core.schedule.rules.book import OF_WHOEVER, RULES
from core.schedule.rules.further import placed
from core.schedule.rules.proposal import further_span, provider_span
from core.schedule.sentences import NO_SUCH_SKILL, NOT_A_COUNT
from core.schedule.wanted import WHOEVER, WantedBooking, further_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic, Provider, Site, VisitType
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
    from core.schedule.rules.book import Rule
    from core.schedule.slots.model import SlotSearch
    from core.settings.model import Policy


class Place(Struct, frozen=True):
    """A provider at a site, and which of those searched it is."""

    provider: Provider
    site: Site
    rank: int


class Plan(Struct, frozen=True, dict=True):
    """A search with its codes looked up; without a `mode` each provider meets the patient as usual."""

    search: SlotSearch
    clinic: Clinic
    policy: Policy
    now: datetime
    patient: Patient
    visit_type: VisitType
    mode: Mode | None
    minutes: int
    places: tuple[Place, ...]
    moving: ScheduledVisit | None = None
    actor: str = ""
    """Whose own holds close nothing."""
    later: frozenset[Rule] = frozenset()
    """Rules that are left to be asked of the time that is chosen."""

    @cached_property
    def rules(self) -> Sequence[Rule]:
        """Those that are asked."""
        asked = OF_WHOEVER if self.patient is WHOEVER else RULES
        return tuple(rule for rule in asked if rule not in self.later)

    @cached_property
    def earliest(self) -> datetime:
        """When the first visit may begin: now, or as long ahead as the settings ask for."""
        lead = 0 if self.policy.rules.C10 is Severity.WARN else self.policy.booking.lead_minutes
        return max(minute_of(self.now), self.now + lead * MINUTE) if lead else minute_of(self.now)

    def mode_with(self, provider: Provider) -> Mode:
        """How they would meet: as the search says, else as a booking takes it that says nothing."""
        return self.mode or usual_mode(self.visit_type, provider)

    @property
    def is_in_person(self) -> bool:
        """Whether everybody searched would be met in person, so that rooms and equipment bound all openings."""
        return all(self.mode_with(place.provider) is Mode.IN_PERSON for place in self.places)

    @cached_property
    def of_provider(self) -> tuple[int, int]:
        """From which minute of the visit on the provider is needed, and for how many."""
        return self._part(provider_span)

    @cached_property
    def of_further(self) -> tuple[int, int]:
        """The same of those who are there besides."""
        return self._part(further_span)

    def span(self) -> Interval:
        """From the first to the last instant at which a visit may begin, wherever."""
        days = [self._days_at(site) for site in {place.site.code: place.site for place in self.places}.values()]
        spans = [Interval(day_span(first, site.tz).start, day_span(last, site.tz).end) for site, first, last in days]
        start = max(min((span.start for span in spans), default=self.now), self.earliest)
        return Interval(start, max(max((span.end for span in spans), default=start), start))

    def admits(self, start: datetime, site: Site) -> bool:
        """Whether the search asks for visits that begin then: on the grid of the site, and not before they may."""
        wall, search = local(start, site.tz), self.search
        _, first, last = self._days_at(site)
        return (
            start >= self.earliest
            and first <= wall.date() <= last
            and wall.minute % site.grid == 0
            and (not search.weekdays or wall.weekday() in search.weekdays)
            and (search.begin is None or search.begin <= wall.time())
            and (search.finish is None or wall.time() < search.finish)
        )

    def wanted(self, place: Place, start: datetime) -> WantedBooking:
        """The visit at that place and time."""
        moving = self.moving.appointment if self.moving else None
        further, keep_further = self.further_with(place.provider)
        return WantedBooking(
            patient=self.patient,
            visit_type=self.visit_type,
            provider=place.provider,
            start=start,
            fold=None,
            minutes=self.minutes,
            mode=self.mode_with(place.provider),
            site=place.site.code,
            room=None,
            keep_room=moving.room if moving else None,
            fallback_site=moving.site if moving else None,
            moving=moving.id if moving else None,
            keep_interpreter=moving.interpreter if moving else None,
            further=further,
            keep_further=keep_further,
            actor=self.actor,
        )

    def further_with(self, provider: Provider) -> tuple[tuple[Provider, ...], tuple[Provider, ...]]:
        """Who is to be there besides that provider, and who has the place of a skill that the type asks for."""
        named, kept = self._further
        return tuple(one for one in named if one != provider), tuple(one for one in kept if one != provider)

    @cached_property
    def may_be_besides(self) -> tuple[Provider, ...]:
        """Those who are to be there besides, and whoever has a skill that the type asks for."""
        skills, everybody = self.visit_type.further_skills, self.clinic.providers.values()
        able = (one for one in everybody if skills and not one.retired and placed(skills, [one]))
        return tuple(dict.fromkeys((*self._further[0], *self._further[1], *able)))

    def _part(self, of: Callable[[VisitType, Interval], Interval]) -> tuple[int, int]:
        whole = Interval(self.now, self.now + self.minutes * MINUTE)
        part = of(self.visit_type, whole)
        return (part.start - whole.start) // MINUTE, (part.end - part.start) // MINUTE

    def is_besides(self, provider: Provider) -> bool:
        """Whether somebody asked for them to be there besides another."""
        return provider in self._further[0] and provider.code not in self.visit_type.further

    @cached_property
    def _further(self) -> tuple[tuple[Provider, ...], tuple[Provider, ...]]:
        """As the search says, else as the appointment has it that is to be moved, else as the type says."""
        search, clinic = self.search, self.clinic
        had, kept = further_of(clinic, self.moving.appointment) if self.moving else ((), ())
        if search.further is not None:
            named = tuple(pick(clinic.providers, code, "provider") for code in search.further)
            return named, tuple(one for one in kept if one not in named)
        return had if self.moving else tuple(clinic.providers[code] for code in self.visit_type.further), kept

    def _days_at(self, site: Site) -> tuple[Site, date, date]:
        """The first and last day; the horizon is the last where nothing else is said."""
        today = today_at(site, self.now)
        last = today + timedelta(days=self.policy.booking.horizon_days)
        return site, max(self.search.first or today, today), min(self.search.last or last, last)


def plan_of(reading: Reading, clinic: Clinic, search: SlotSearch, policy: Policy, now: datetime) -> Plan:
    """The search with its codes looked up. Raises NotFound or BadInput."""
    for count in (search.nth, search.limit):
        if count < 1:
            raise BadInput(NOT_A_COUNT.format(count=count), field="limit")
    moving, search = _moving(reading, clinic, search, now)
    visit_type = pick(clinic.visit_types, search.visit_type, "visit type", retired=moving is not None)
    plan = Plan(
        search=search,
        clinic=clinic,
        policy=policy,
        now=now,
        patient=_patient(reading, search),
        visit_type=visit_type,
        mode=moving.appointment.mode if moving else search.mode,
        minutes=visit_type.minutes if search.minutes is None else search.minutes,
        places=tuple(_places(clinic, search)),
        moving=moving,
    )
    return replace(plan, places=tuple(one for one in plan.places if not plan.is_besides(one.provider)))


def _moving(
    reading: Reading, clinic: Clinic, search: SlotSearch, now: datetime
) -> tuple[ScheduledVisit | None, SlotSearch]:
    """The appointment that is to be moved, and the search for what it is: its patient, type and length."""
    if search.moving is None:
        return None, search
    moving = find_scheduled(reading, search.moving, rev=None, clinic=clinic, now=now)
    appointment = moving.appointment
    minutes = appointment.minutes if search.minutes is None else search.minutes
    return moving, replace(
        search, patient=appointment.patient, visit_type=appointment.visit_type, minutes=minutes, mode=appointment.mode
    )


def _patient(reading: Reading, search: SlotSearch) -> Patient:
    if search.patient is None:
        return WHOEVER
    patient = reading.patients.by_id(search.patient)
    if patient is None:
        raise NotFound(NO_SUCH_PATIENT.format(ref=f"id:{search.patient}"))
    return patient


def _places(clinic: Clinic, search: SlotSearch) -> Iterator[Place]:
    """Every provider meant, at every site where they ever have sessions."""
    only = pick(clinic.sites, search.site, "site") if search.site else None
    for rank, provider in enumerate(_providers(clinic, search)):
        works_at = {session.site for session in clinic.sessions_of.get(provider.code, ())}
        works_at |= {extra.site for extra in clinic.exceptions_of.get(provider.code, ()) if extra.site}
        for site in clinic.sites_in_use:
            if site.code in works_at and only in {None, site}:
                yield Place(provider, site, rank)


def _providers(clinic: Clinic, search: SlotSearch) -> tuple[Provider, ...]:
    """Those named, else those who have the skill; nobody whom the clinic no longer has."""
    if search.providers:
        named = (pick(clinic.providers, code, "provider") for code in search.providers)
        return tuple({provider.code: provider for provider in named}.values())
    working = tuple(provider for provider in clinic.providers.values() if not provider.retired)
    if not search.skill:
        return working
    skill = search.skill.casefold()
    able = tuple(one for one in working if skill in {each.casefold() for each in one.skills})
    if not able:
        skills = sorted({each for one in working for each in one.skills})
        raise NotFound(NO_SUCH_SKILL.format(skill=search.skill, skills=", ".join(skills) or "none"))
    return able
