"""Which appointments do the demo's weeks hold? A plan without collisions, made before anything is booked."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.calendar.interval import Interval, merged
from core.calendar.wall import local
from core.schedule.model.appointment import Mode
from tui.demo.clinic import PRACTICES, Practice
from tui.demo.crowd import Crowd
from tui.demo.desk_hours import DeskHours
from tui.demo.rooms import Rooms

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Site, VisitType
    from core.schedule.model.day import DayView, ProviderDay

_BUSY_HOURS: Final = {
    7: 0.75,
    8: 0.95,
    9: 1.12,
    10: 1.15,
    11: 1.05,
    12: 0.85,
    13: 0.9,
    14: 1.0,
    15: 1.08,
    16: 0.9,
}
"""How sought after each hour is; an hour not named is the least."""
_FULL: Final = 0.78
"""How much of a day gone by was booked."""
_SOUGHT_LATER: Final = 0.93
"""By how much each working day ahead is emptier than the one before it."""
_MOST_VISITS: Final = 200
"""About as many a day as both sites together have room for."""
_SEEN_BEFORE: Final = 0.88
"""Part of those who come on the opening day who were here in the weeks before, and so are all clear."""
_FREE_MINUTES: Final = (10, 20, 20, 30, 40)
_NOTES: Final = (
    "Fasting",
    "Bring medication list",
    "Results of last week",
    "Knee pain since Sunday",
    "Form for school",
    "Blood pressure",
    "Comes with daughter",
    "Refill",
)


class Planned(Struct):
    """One appointment to come into being at `booked_at`, and what becomes of it before its day.

    `first` is where (start, room) it was booked before it was moved, at `moved_at`, to where it stands.
    Instants are UTC.
    """

    person: int
    visit_type: VisitType
    provider: str
    site: Site
    start: datetime
    minutes: int
    room: str | None
    booked_at: datetime
    note: str = ""
    overrides: dict[str, str] = field(default_factory=dict)
    first: tuple[datetime, str | None] | None = None
    moved_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The day at its site."""
        return local(self.start, self.site.tz).date()

    @property
    def is_firm(self) -> bool:
        """Whether it stands as it was booked."""
        return self.first is None and self.cancelled_at is None


class Weeks:
    """Fills one day after the other, in the order of their dates. `gaps` is what stays free, by provider and site."""

    __slots__ = ("_clinic", "_full", "_hours", "_practices", "_rng", "crowd", "gaps", "rooms", "visits")

    def __init__(self, rng: random.Random, clinic: Clinic, crowd: Crowd, hours: DeskHours, *, people: int) -> None:
        self._rng = rng
        self._clinic = clinic
        self._hours = hours
        self._practices = {one.code: one for one in PRACTICES}
        self._full = _FULL * min(1.0, people / _MOST_VISITS)
        self.crowd = crowd
        self.rooms = Rooms(clinic)
        self.gaps: defaultdict[tuple[str, str], list[Interval]] = defaultdict(list)
        self.visits: list[Planned] = []

    def fill(self, view: DayView, ahead: int) -> None:
        """Plan a site's day; `ahead` counts working days from the opening day, and is 0 or less up to it."""
        full = self._full * _SOUGHT_LATER ** max(ahead, 0)
        for provider_day in view.providers:
            practice = self._practices[provider_day.provider.code]
            for span, types in open_times(provider_day):
                self._fill_span(practice, view.site, span, types, full=full, ahead=ahead)

    def place(
        self,
        practice: Practice,
        site: Site,
        visit_type: VisitType,
        start: datetime,
        *,
        booked_at: datetime,
        room: str | None = None,
        seen: bool = False,
    ) -> Planned | None:
        """Plan an appointment for somebody who can come; None when nobody can or no room is free."""
        on = local(start, site.tz).date()
        is_remote = Mode(visit_type.modes[0]) is Mode.TELEHEALTH
        span = Interval(start, start + timedelta(minutes=visit_type.minutes))
        person = self._person(practice, visit_type, on, seen=seen)
        if person is None:
            return None
        if room is None and not is_remote:
            room = self.rooms.take(site.code, visit_type.room_kind, practice.code, span)
            if room is None:
                return None
        note = self._rng.choice(_NOTES) if self._rng.random() < 0.08 else ""
        planned = Planned(person, visit_type, practice.code, site, start, visit_type.minutes, room, booked_at, note)
        self.visits.append(planned)
        return planned

    def _person(self, practice: Practice, visit_type: VisitType, on: date, *, seen: bool) -> int | None:
        if visit_type.patients == "new":
            return self.crowd.newcomer(practice, on)
        return self.crowd.draw(practice, visit_type, on, seen=seen)

    def _fill_span(
        self,
        practice: Practice,
        site: Site,
        span: Interval,
        types: tuple[str, ...],
        *,
        full: float,
        ahead: int,
    ) -> None:
        free_from = span.start
        while visit_type := self._type_for(practice, types, site, free_from, span):
            start = _start(visit_type, site, free_from, span)
            booked = self._rng.random() < full * _BUSY_HOURS.get(local(start, site.tz).hour, 0.6)
            planned = self._plan_at(practice, site, visit_type, start, ahead) if booked else None
            if planned:
                free_from = start + timedelta(minutes=_provider_until(visit_type))
                continue
            start = max(start, free_from)
            end = min(start + timedelta(minutes=self._rng.choice(_FREE_MINUTES)), span.end)
            if not types:
                self.gaps[practice.code, site.code].append(Interval(start, end))
            free_from = end

    def _plan_at(
        self, practice: Practice, site: Site, visit_type: VisitType, start: datetime, ahead: int
    ) -> Planned | None:
        soon = visit_type.code == "urg15"
        booked_at = self._hours.before(start, site, most_days=2 if soon else 45)
        seen = ahead == 0 and self._rng.random() < _SEEN_BEFORE
        planned = self.place(practice, site, visit_type, start, booked_at=booked_at, seen=seen)
        if planned and ahead < 0:
            self.crowd.seen.add(planned.person)
        return planned

    def _type_for(
        self, practice: Practice, types: tuple[str, ...], site: Site, free_from: datetime, span: Interval
    ) -> VisitType | None:
        weights = {
            code: weight
            for code, weight in (dict.fromkeys(types, 1) or practice.mix).items()
            if self._fits(self._clinic.visit_types[code], site, free_from, span)
            and (self._clinic.visit_types[code].patients != "new" or self.crowd.has_newcomer(practice))
        }
        if not weights:
            return None
        (code,) = self._rng.choices(list(weights), list(weights.values()))
        return self._clinic.visit_types[code]

    def _fits(self, visit_type: VisitType, site: Site, free_from: datetime, span: Interval) -> bool:
        return _start(visit_type, site, free_from, span) + timedelta(minutes=visit_type.minutes) <= span.end


def open_times(day: ProviderDay) -> Iterator[tuple[Interval, tuple[str, ...]]]:
    """When the provider can be booked: time for everything (no types), and blocks for the types they name."""
    for span in day.open_spans():
        yield span, ()
    for block in day.closures:
        others = [closure.span for closure in day.closures if closure is not block]
        for session in merged(session.span for session in day.sessions) if block.types else ():
            if session.overlaps(block.span):
                within = Interval(max(session.start, block.span.start), min(session.end, block.span.end))
                yield from ((piece, block.types) for piece in within.minus(others))


def _start(visit_type: VisitType, site: Site, free_from: datetime, span: Interval) -> datetime:
    """The first start on the grid at which the provider, free from `free_from`, is needed no earlier."""
    earliest = max(free_from - timedelta(minutes=visit_type.provider_from), span.start)
    return earliest + timedelta(minutes=-local(earliest, site.tz).minute % site.grid)


def _provider_until(visit_type: VisitType) -> int:
    if visit_type.provider_minutes is None:
        return visit_type.minutes
    return visit_type.provider_from + visit_type.provider_minutes
