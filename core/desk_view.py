"""What does a screen ask with every key? The set-up, the time, and what this person may do with a visit now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.calendar.interval import Interval
from core.calendar.wall import minute_of
from core.clinic.codes import first_site, today_at
from core.conflict import Severity
from core.jobs.model import Outlook
from core.lazy import lazy_modules
from core.structs import replace
from core.visits import state
from core.visits.next_verb import next_verb
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.access.rights import Rights
    from core.clinic.model import Clinic, Room, Site
    from core.conflict import Conflict
    from core.jobs import signs
    from core.jobs.signs import Sign
    from core.patients.model import Patient
    from core.schedule import decision, opening
    from core.schedule.model.day import DayView, ProviderDay
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules import c01_patient_status, c10_limits
    from core.settings.model import Policy
    from core.visits import rooms, undo_permission
    from core.visits.clearance import facts, items
    from core.visits.clearance.item import ClearanceState, Finding
else:  # what the first screen does without
    decision, opening = lazy_modules("core.schedule.decision", "core.schedule.opening")
    (signs,) = lazy_modules("core.jobs.signs")
    c01_patient_status, c10_limits = lazy_modules(
        "core.schedule.rules.c01_patient_status", "core.schedule.rules.c10_limits"
    )
    rooms, undo_permission = lazy_modules("core.visits.rooms", "core.visits.undo_permission")
    facts, items = lazy_modules("core.visits.clearance.facts", "core.visits.clearance.items")


class DeskView(Struct, frozen=True):
    """The clinic as one person saw it at `now` (UTC).

    Its answers cost no transaction and are as old as the view: they grey keys and explain. Whoever acts is asked again
    in the use case.
    """

    clinic: Clinic
    now: datetime
    policy: Policy
    rights: Rights
    outlook: Outlook = field(default_factory=Outlook)
    cases: int = 0
    """How many cases the person has that wait, a hundred at most."""

    def reads_as(self, other: DeskView) -> bool:
        """Whether nobody could tell the two apart on a screen, which shows minutes: set-up, rights, work and time."""
        return (self.clinic is other.clinic or self.clinic == other.clinic) and (
            (self.policy, self.rights, self.outlook, self.cases, minute_of(self.now))
            == (other.policy, other.rights, other.outlook, other.cases, minute_of(other.now))
        )

    @property
    def first_site(self) -> Site:
        """The first site in use: its time is meant where no site is named. Raises NotFound when none is set up."""
        return first_site(self.clinic)

    @property
    def today(self) -> date:
        """The day that it is at the first site."""
        return today_at(self.first_site, self.now)

    def site_of(self, scheduled: ScheduledVisit) -> Site:
        """Where the appointment is."""
        return self.clinic.sites[scheduled.appointment.site]

    def signs(self) -> tuple[Sign, ...]:
        """What is wrong with the work beside the keystroke, the gravest first."""
        if self.outlook.is_quiet and not self.policy.backup.folder:
            return ()
        return signs.signs(self.outlook, self.policy, self.first_site, self.now)

    def may(self, privilege: Privilege) -> bool:
        """Whether the person has the privilege."""
        return self.rights.may(privilege)

    def illegal(self, verb: Verb, scheduled: ScheduledVisit) -> Conflict | None:
        """Why the verb cannot be done now, by the state table alone; None when it can."""
        return state.illegal(verb, scheduled, self.site_of(scheduled), self.now, self.policy)

    def disabled_reason(self, verb: Verb, scheduled: ScheduledVisit) -> str | None:
        """Why the verb would be refused whatever else is said with it; None where it may be tried."""
        conflict = self.illegal(verb, scheduled)
        if conflict:
            return conflict.message
        if verb is Verb.ROOM:
            return rooms.without_room(scheduled, self.clinic)
        privilege = None
        if verb is Verb.STEP_BACK:
            privilege = undo_permission.privilege_to_take_back(scheduled, self.site_of(scheduled), self.now)
        return self.rights.refusal(privilege) if privilege else None

    def cannot_book(self, patient: Patient) -> str | None:
        """Why nobody here could book the patient, whenever and with whom; None where it may be tried."""
        conflict = c01_patient_status.status_conflict(patient, self.policy)
        return conflict.message if conflict and not self.overridable(conflict) else None

    def over(self, site: Site, start: datetime, minutes: int) -> str | None:
        """Why nobody here could book so many minutes from `start` (UTC) on: they are over; None where one may try."""
        span = Interval(start, start + timedelta(minutes=minutes))
        conflict = c10_limits.slot_is_over(span, site, self.now, self.policy) if span.end <= self.now else None
        refuses = conflict and conflict.severity is Severity.HARD and not self.overridable(conflict)
        return conflict.message if conflict and refuses else None

    def next_verb(self, scheduled: ScheduledVisit) -> Verb | None:
        """The verb that takes the visit on; None where there is nothing more to do."""
        return next_verb(scheduled, lambda verb: self.disabled_reason(verb, scheduled) is None)

    def rooms_for(self, scheduled: ScheduledVisit) -> tuple[Room, ...]:
        """Every room in use at the site of the visit, those that fit it first."""
        return rooms.rooms_for(scheduled, self.clinic)

    def provider_day(self, provider: str, site: str, on: date) -> ProviderDay:
        """When the provider works at the site that day, without the appointments. Both are codes of the set-up."""
        return opening.provider_day(
            self.clinic, self.clinic.providers[provider], self.clinic.sites[site], on, now=self.now
        )

    def day_now(self, day: DayView) -> DayView:
        """The day as far as time alone changes it: blocks are released."""
        days = (
            opening.provider_day(self.clinic, one.provider, day.site, one.on, now=self.now) for one in day.providers
        )
        return replace(day, providers=tuple(days))

    def clearance(self, scheduled: ScheduledVisit) -> Mapping[str, ClearanceState]:
        """Where each clearance item stands, by its name."""
        return items.clearance(self._facts(scheduled))

    def findings(self, scheduled: ScheduledVisit) -> Mapping[str, Finding]:
        """What each clearance item finds, by its name: its state, since when, and why it is due."""
        return items.findings(self._facts(scheduled))

    def overridable(self, conflict: Conflict) -> bool:
        """Whether the person could go over the conflict with a reason."""
        return decision.overridable(self.rights, conflict)

    def _facts(self, scheduled: ScheduledVisit) -> facts.VisitFacts:
        return facts.VisitFacts(scheduled, self.site_of(scheduled), self.policy, self.now, self.clinic)
