"""What was done at the demo's desk, act by act in the order of time, up to the moment it opens?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest, MoveRequest
from core.structs import replace
from core.visits.state import Verb
from tui.demo.clock import SteppedClock
from tui.demo.desk_hours import spread
from tui.demo.weeks import Planned

if TYPE_CHECKING:
    from core.desk import Desk
    from core.record_ref import AppointmentId, PatientId
    from tui.demo.cashier import Cashier
    from tui.demo.insurance import Insurer
    from tui.demo.papers import Papers

_MINUTE: Final = timedelta(minutes=1)
_MOVING_IN: Final = 10
"""Weekdays it took to register everybody when the clinic began with this program."""
_STAYED_AWAY: Final = 0.025
_NEVER_MARKED: Final = 12
"""One of so many who stayed away is still to be marked."""
_GIVEN_UP: Final = timedelta(minutes=45)
_LATE: Final = 0.2
_HELD_UP: Final = 0.95
_KNOWN_BY_SIGHT: Final = 0.04
_UNSETTLED: Final = timedelta(minutes=80)
"""Who starts so near the opening may be late by then, and who came so long before it rarely still waits."""
_CANCEL_REASONS: Final = {
    "sick": 5,
    "changed-mind": 3,
    "no-ride": 3,
    "provider-out": 2,
    "weather": 1,
    "cost": 1,
    "other": 1,
}


class Step(IntEnum):
    """What was done; of acts in the same minute the lower goes first."""

    REGISTER = 1
    BOOK = 2
    MOVE = 3
    CANCEL = 4
    ARRIVE = 5
    CHECK_IN = 6
    CHECK_OUT = 7
    NO_SHOW = 8


class Act(Struct, frozen=True, order=True):
    """One thing done at `at` (UTC) to the planned appointment, or for REGISTER the person, of that number."""

    at: datetime
    verb: Step
    number: int


def acts_of(
    rng: random.Random,
    visits: Sequence[Planned],
    people: int,
    newcomers: set[int],
    *,
    began: datetime,
    opens_at: datetime,
) -> list[Act]:
    """Everything done before `opens_at`, in order."""
    acts = _registrations(visits, people, newcomers, began.date())
    for number, visit in enumerate(visits):
        acts.append(Act(visit.booked_at, Step.BOOK, number))
        if visit.moved_at:
            acts.append(Act(visit.moved_at, Step.MOVE, number))
        if visit.cancelled_at:
            acts.append(Act(visit.cancelled_at, Step.CANCEL, number))
        else:
            is_today = opens_at.astimezone(visit.site.tz).date() == visit.day
            course = _course_today(rng, visit, opens_at) if is_today else _course(rng, visit)
            acts.extend(Act(at, verb, number) for verb, at in course if at <= opens_at)
    return sorted(acts)


def _registrations(visits: Sequence[Planned], people: int, newcomers: set[int], first: date) -> list[Act]:
    """Newcomers just before they are booked for the first time, all others as the clinic began."""
    called = {visit.person: visit.booked_at for visit in visits if visit.person in newcomers}
    known = [number for number in range(people) if number not in called]
    moments = spread(len(known), first, _MOVING_IN)
    return [
        *(Act(at, Step.REGISTER, number) for at, number in zip(moments, known, strict=True)),
        *(Act(at - _MINUTE, Step.REGISTER, number) for number, at in called.items()),
    ]


def _course(rng: random.Random, visit: Planned) -> list[tuple[Step, datetime]]:
    """The steps of a visit on a day gone by; of the few who stayed away some were never marked."""
    if rng.random() < _STAYED_AWAY:
        return [] if visit.person % _NEVER_MARKED == 0 else [(Step.NO_SHOW, visit.start + _GIVEN_UP)]
    come = _early(rng, visit)
    checked_in = come + rng.randint(1, 7) * _MINUTE
    steps = [(Step.CHECK_IN, checked_in), (Step.CHECK_OUT, _done(rng, visit, checked_in))]
    return [(Step.ARRIVE, come), *steps] if rng.random() < 0.3 else steps


def _course_today(rng: random.Random, visit: Planned, opens_at: datetime) -> list[tuple[Step, datetime]]:
    """The same on the opening day: by `opens_at` some are late and not a few are waiting."""
    come = _early(rng, visit)
    if abs(opens_at - visit.start) < _UNSETTLED and rng.random() < _LATE:
        come = max(visit.start, opens_at) + rng.randint(1, 25) * _MINUTE
    checked_in = come + rng.randint(1, 7) * _MINUTE
    if come < opens_at and rng.random() < _HELD_UP - (opens_at - come) / _UNSETTLED:
        checked_in = max(checked_in, opens_at + rng.randint(1, 15) * _MINUTE)
    steps = [(Step.CHECK_IN, checked_in), (Step.CHECK_OUT, _done(rng, visit, checked_in))]
    return [(Step.ARRIVE, come), *steps]


def _early(rng: random.Random, visit: Planned) -> datetime:
    """When the patient came: mostly before the start, and never before the appointment was made."""
    come = visit.start + round(max(-25, min(15, rng.gauss(-10, 8)))) * _MINUTE
    return max(come, (visit.moved_at or visit.booked_at) + _MINUTE)


def _done(rng: random.Random, visit: Planned, checked_in: datetime) -> datetime:
    return max(checked_in, visit.start) + (visit.minutes + rng.randint(0, 14)) * _MINUTE


class Course:
    """Does the acts at a desk, each at its time and by one of the `actors`, and counts them."""

    __slots__ = (
        "_actors",
        "_appointments",
        "_came",
        "_cashier",
        "_clock",
        "_desk",
        "_insurer",
        "_papers",
        "_patients",
        "_people",
        "_rng",
        "_verified",
        "_visits",
        "counts",
    )

    def __init__(
        self,
        rng: random.Random,
        desk: Desk,
        clock: SteppedClock,
        *,
        visits: Sequence[Planned],
        people: Sequence[Patient],
        actors: Sequence[str],
        insurer: Insurer,
        cashier: Cashier,
        papers: Papers,
    ) -> None:
        self._rng = rng
        self._insurer = insurer
        self._cashier = cashier
        self._papers = papers
        self._desk = desk
        self._clock = clock
        self._visits = visits
        self._people = people
        self._actors = actors
        self._patients: dict[int, PatientId] = {}
        self._appointments: dict[int, AppointmentId] = {}
        self._verified: set[int] = set()
        self._came: set[int] = set()
        self.counts: Counter[Step] = Counter()

    @property
    def arrived(self) -> int:
        """Everyone who came: a check-in notes the arrival too, where that was not done before."""
        return len(self._came)

    def play(self, acts: Sequence[Act]) -> None:
        """Do the acts in their order."""
        do = {
            Step.REGISTER: self._register,
            Step.BOOK: self._book,
            Step.MOVE: self._move,
            Step.CANCEL: self._cancel,
            Step.ARRIVE: self._arrive,
            Step.CHECK_IN: self._check_in,
            Step.CHECK_OUT: self._check_out,
            Step.NO_SHOW: self._no_show,
        }
        for act in acts:
            self._clock.set(act.at)
            do[act.verb](self._rng.choice(self._actors), act.number)
            self.counts[act.verb] += 1

    def _register(self, actor: str, person: int) -> None:
        patient = self._desk.patients.register(actor, self._people[person], anyway=True).only(Patient)
        if patient:
            self._patients[person] = patient.id
            self._insurer.cover(actor, patient)

    def register_again(self) -> None:
        """Who came last is registered once more: they moved, and were not found as a letter of the name was doubled."""
        person = next(reversed(self._patients))
        known, moved = self._people[person], self._people[0]
        twice = replace(known, family=known.family + known.family[-1:], preferred="", email="", address=moved.address)
        self._desk.patients.register(self._rng.choice(self._actors), twice, anyway=True)
        self.counts[Step.REGISTER] += 1

    def _book(self, actor: str, number: int) -> None:
        visit = self._visits[number]
        start, room = visit.first or (visit.start, visit.room)
        request = BookingRequest(
            patient=self._patients[visit.person],
            visit_type=visit.visit_type.code,
            provider=visit.provider,
            start=start,
            site=visit.site.code,
            room=room,
            note=visit.note,
            overrides=visit.overrides,
        )
        booked = self._desk.schedule.book(actor, request).only(ScheduledVisit)
        if booked:
            self._appointments[number] = booked.appointment.id
            self._insurer.booked(actor, booked.patient.id, booked.appointment.id)

    def _move(self, actor: str, number: int) -> None:
        visit = self._visits[number]
        self._desk.schedule.move(actor, MoveRequest(self._appointments[number], visit.start, room=visit.room))

    def _cancel(self, actor: str, number: int) -> None:
        (reason,) = self._rng.choices(list(_CANCEL_REASONS), list(_CANCEL_REASONS.values()))
        self._desk.visits.do(actor, Verb.CANCEL, self._appointments[number], reason=reason)

    def _arrive(self, actor: str, number: int) -> None:
        self._desk.visits.do(actor, Verb.ARRIVE, self._appointments[number])
        self._came.add(number)

    def _check_in(self, actor: str, number: int) -> None:
        """Whoever comes for the first time shows a card and confirms the address; then both are clear.

        Insurance that was not verified of late is then, and where none is known that is left for later.
        """
        person = self._visits[number].person
        due = [] if person in self._verified else ["identity", "demographics"]
        waivers: dict[str, str] = {}
        if due and self._rng.random() < _KNOWN_BY_SIGHT:
            waivers["identity"] = "known"
            due.remove("identity")
        else:
            self._verified.add(person)
        verified, waived = self._insurer.at_the_gate(actor, self._appointments[number])
        self._papers.at_the_gate(actor, self._appointments[number])
        self._desk.visits.do(
            actor, Verb.CHECK_IN, self._appointments[number], verified=due + verified, waivers=waivers | waived
        )
        self._cashier.take(actor, self._appointments[number])
        self._came.add(number)

    def _check_out(self, actor: str, number: int) -> None:
        self._desk.visits.do(actor, Verb.CHECK_OUT, self._appointments[number])

    def _no_show(self, actor: str, number: int) -> None:
        self._desk.visits.do(actor, Verb.NO_SHOW, self._appointments[number])
