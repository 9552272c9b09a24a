"""Which bookings to come does the set-up no longer bear, so that somebody has to move them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.calendar.format_when import format_wall
from core.conflict import Conflict, Severity
from core.patients.model import PatientStatus
from core.schedule.beside import taking
from core.schedule.equipment import equipment_of
from core.schedule.opening import provider_day
from core.schedule.returning import is_on_record
from core.schedule.rules.c01_patient_status import status_conflict
from core.schedule.rules.c03_provider_overlap import provider_overlap
from core.schedule.rules.c05_equipment_pool import equipment_pool
from core.schedule.rules.c06_outside_session import outside_session
from core.schedule.rules.c07_capacity import capacity
from core.schedule.rules.c08_typed_block import typed_block
from core.schedule.rules.c11_further import further_fits
from core.schedule.rules.c11_interpreter import interpreter
from core.schedule.rules.c11_patient_fits import patient_fits
from core.schedule.rules.c11_provider_fits import provider_fits
from core.schedule.rules.c11_room_kind import room_kind
from core.schedule.rules.further import as_theirs
from core.schedule.rules.proposal import Facts, ProviderFacts
from core.schedule.sentences import ROOM_NOT_IN_USE, ZONE_CHANGED
from core.schedule.standing import no_longer_in_use, standing_proposal
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient
    from core.record_ref import AppointmentId, RecordRef
    from core.schedule.model.day import ProviderDay
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading
    from core.schedule.rules.proposal import Proposal
    from core.settings.model import Policy

_OF_CROWDS: Final = frozenset({"C3", "C7"})


class ToBeMoved(Struct, frozen=True):
    """A booking to come, its site, and what of the set-up it meets."""

    scheduled: ScheduledVisit
    site: Site
    conflicts: tuple[Conflict, ...]

    @property
    def ref(self) -> RecordRef:
        """The appointment's name."""
        return self.scheduled.ref


class _Borne(Struct):
    """What one set-up says of bookings. Not frozen: it remembers the days it was asked about."""

    reading: Reading
    clinic: Clinic
    policy: Policy
    now: datetime
    days: dict[tuple[str, str, date], ProviderDay] = field(default_factory=dict)

    def met(self, one: ScheduledVisit) -> tuple[Conflict, ...]:
        """What stands against the booking where it is; what somebody gave a reason for does not."""
        proposal = standing_proposal(self.clinic, one.appointment, one.patient, self.now)
        facts = Facts(self._day(proposal), (), (), self._others(proposal), self.clinic, further=self._days(proposal))
        return tuple(
            conflict
            for conflict in (
                *_comes_no_more(one.patient, self.policy),
                *self._zone_changed(one, proposal),
                *no_longer_in_use(proposal, self.policy),
                *_room_in_use(proposal),
                *self._crowded(one, proposal, facts),
                *equipment_pool(proposal, facts, self.policy),
                *outside_session(proposal, facts, self.policy),
                *typed_block(proposal, facts, self.policy),
                *patient_fits(proposal, facts, self.policy),
                *provider_fits(proposal, facts, self.policy),
                *further_fits(proposal, facts, self.policy),
                *self._of_further(one, proposal, facts),
                *room_kind(proposal, facts, self.policy),
                *_interpreter_in_use(proposal, facts, self.policy),
            )
            if conflict.severity is not Severity.WARN and not is_on_record(conflict, one)
        )

    def _of_further(self, one: ScheduledVisit, proposal: Proposal, facts: Facts) -> Iterator[Conflict]:
        """What stands against it with each further provider."""
        for each in proposal.further:
            theirs = as_theirs(proposal, facts, each)
            yield from self._crowded(one.taking(each.provider.code), *theirs)
            for rule in (outside_session, typed_block, provider_fits):
                yield from rule(*theirs, self.policy)

    def _days(self, proposal: Proposal) -> dict[str, ProviderFacts]:
        further = (one.provider for one in proposal.further)
        return {one.code: ProviderFacts(self._day(replace(proposal, provider=one)), ()) for one in further}

    def _day(self, proposal: Proposal) -> ProviderDay:
        on = proposal.wall.date()
        key = proposal.provider.code, proposal.site.code, on
        if key not in self.days:
            self.days[key] = provider_day(self.clinic, proposal.provider, proposal.site, on, now=self.now)
        return self.days[key]

    def _crowded(self, one: ScheduledVisit, proposal: Proposal, facts: Facts) -> tuple[Conflict, ...]:
        """Who is seen together with others, as a set-up of before allowed and nobody gave a reason for."""
        if one.appointment.lane == 0:
            return ()
        span, provider = proposal.provider_span, proposal.provider.code
        found = self.reading.schedule.between(span.start, span.end, provider=provider, live_only=True)
        others = tuple(other for other in found if other.appointment.id != proposal.moving)
        if any(kept.rule in _OF_CROWDS for each in (one, *others) for kept in each.appointment.overrides):
            return ()
        crowd = replace(facts, provider_day=taking(others, provider))
        return (*provider_overlap(proposal, crowd, self.policy), *capacity(proposal, crowd, self.policy))

    def _others(self, proposal: Proposal) -> tuple[ScheduledVisit, ...]:
        """Who is at the site then, where what they use matters."""
        if not equipment_of(proposal.visit_type, proposal.mode):
            return ()
        span = proposal.span
        found = self.reading.schedule.between(span.start, span.end, site=proposal.site.code, live_only=True)
        return tuple(one for one in found if one.appointment.id != proposal.moving)

    def _zone_changed(self, one: ScheduledVisit, proposal: Proposal) -> Iterator[Conflict]:
        """What was booked, or moved last, before its site had another time of day."""
        site = proposal.site
        if site.zone_since is None:
            return
        entry = self.reading.journal.last_on(one.ref)
        if entry is None or entry.at <= site.zone_since:
            since = format_wall(site.zone_since, site, self.now)
            yield Conflict("C6", self.policy.rules.C6, ZONE_CHANGED.format(site=site.name, zone=site.zone, since=since))


class BookingsToMove:
    """Reads the list. A booking that is borne is looked at once, until it or the set-up changes."""

    __slots__ = ("_borne", "_clinic")

    def __init__(self) -> None:
        self._clinic: Clinic | None = None
        self._borne: set[tuple[AppointmentId, int]] = set()

    def read(self, reading: Reading, clinic: Clinic, policy: Policy, now: datetime) -> tuple[ToBeMoved, ...]:
        """Those to be moved, at every site, the next one first."""
        if clinic is not self._clinic:
            self._clinic, self._borne = clinic, set()
        coming = reading.schedule.to_come(now)
        self._borne &= set(coming)  # what is borne stays so as time passes: blocks are only released
        gone = set(reading.schedule.to_come_of_gone(now))  # of which no booking's rev tells
        self._borne = {one for one in self._borne if one[0] not in gone} if gone else self._borne
        found = []
        for one in _by_set_up(reading, clinic, (each for each in coming if each not in self._borne), policy, now):
            if one.conflicts:
                found.append(one)
            else:
                self._borne.add((one.scheduled.appointment.id, one.scheduled.appointment.rev))
        return tuple(found)


def is_to_be_moved(reading: Reading, clinic: Clinic, policy: Policy, number: AppointmentId, now: datetime) -> bool:
    """Whether the set-up of now no longer bears that booking."""
    return any(one.conflicts for one in _by_set_up(reading, clinic, [(number, 0)], policy, now))


def stranded(
    reading: Reading,
    before: Clinic,
    after: Clinic,
    policy: Policy,
    now: datetime,
    *,
    among: Sequence[tuple[AppointmentId, int]] | None = None,
) -> tuple[ToBeMoved, ...]:
    """The bookings to come that `before` bore and `after` does not, with what they meet in it alone.

    `among` are those, each with its rev, that can be: where it is known that no others are.
    """
    was, found = _Borne(reading, before, policy, now), []
    coming = reading.schedule.to_come(now) if among is None else among
    for one in _by_set_up(reading, after, coming, policy, now):
        known = {(c.rule, c.cause or c.message) for c in (was.met(one.scheduled) if one.conflicts else ())}
        new = tuple(c for c in one.conflicts if (c.rule, c.cause or c.message) not in known)
        if new:
            found.append(ToBeMoved(one.scheduled, one.site, new))
    return tuple(found)


def _by_set_up(
    reading: Reading, clinic: Clinic, wanted: Iterable[tuple[AppointmentId, int]], policy: Policy, now: datetime
) -> Iterator[ToBeMoved]:
    """Each of those bookings with what it meets, by start."""
    borne = _Borne(reading, clinic, policy, now)
    numbers = [number for number, _ in wanted]
    for one in reading.schedule.by_numbers(numbers):
        yield ToBeMoved(one, clinic.sites[one.appointment.site], borne.met(one))


def _interpreter_in_use(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Whether who interprets does so still; that somebody is needed is told where the booking is made."""
    return interpreter(proposal, facts, policy) if proposal.interpreter else ()


def _comes_no_more(patient: Patient, policy: Policy) -> Iterator[Conflict]:
    """Who is noted as deceased, or whose record was an error, has bookings that somebody must cancel."""
    if patient.status in {PatientStatus.DECEASED, PatientStatus.ENTERED_IN_ERROR}:
        conflict = status_conflict(patient, policy)
        if conflict:
            yield conflict


def _room_in_use(proposal: Proposal) -> Iterator[Conflict]:
    if proposal.room and proposal.room.retired:
        yield Conflict("C4", Severity.HARD, ROOM_NOT_IN_USE.format(room=proposal.room.code))
