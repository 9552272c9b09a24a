"""Which openings are proposed for the words of a search, while somebody types them?"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.schedule.rules.c11_papers import papers
from core.schedule.rules.c13_coverage import coverage
from core.schedule.rules.c14_history import history
from core.schedule.sentences import SOONER
from core.schedule.slots.plan import plan_of
from core.schedule.slots.search import Effort, nth_openings
from core.structs import replace

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.schedule.ports import Reading, ScheduleContext
    from core.schedule.rules.book import Rule
    from core.schedule.slots.model import Opening, SlotSearch
    from core.schedule.slots.words import Understood
    from core.settings.model import Policy

_EFFORT: Final = 50
"""Starts that the rules are asked of for each opening wanted, a third of a millisecond each: few of them fail."""
_NEAR: Final = timedelta(minutes=30)
_MOST_NEAR: Final = 60
_AHEAD: Final = timedelta(days=13)
_AT_POINT: Final = 2
"""Openings at just the time that was named: the first two of two weeks, with whoever is free then."""
_LAST_MINUTE: Final = time(23, 59)
_OF_EVERY_TIME: Final[frozenset[Rule]] = frozenset({history, coverage, papers})
"""Rules that say of the patient or the type what is so at any time: they close none, and are told of the chosen."""


class Best(Struct, frozen=True):
    """Openings that could all be taken, the best first, and how the search was told that found them.

    `until` is the first start that was not looked at any more, None where all were. With whom goes without saying,
    `sooner` is one with anybody else that is before all of them.
    """

    openings: tuple[Opening, ...]
    echo: str
    until: datetime | None = None
    sooner: Opening | None = None


def best_openings(context: ScheduleContext, actor: str, read: Understood) -> Best:
    """What the words ask for; if that is nothing, without what only goes without saying. Raises NotFound, BadInput."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        asking = _Asking(reading, clinic, context.policy, context.clock.now(), actor)
        until = None
        for search, echo in ((read.search, read.echo), *read.wider):
            found, effort = asking.found(search)
            until = until or effort.until
            if found:
                sooner = asking.sooner(read, found[0]) if search == read.search else None
                best = asking.at_point_first(read, search, asking.nearest_first(read, search, found))
                return Best(best, echo, effort.until, sooner)
        return Best((), read.echo, until)


class _Asking(Struct, frozen=True):
    """Who asks, of which clinic, and when."""

    reading: Reading
    clinic: Clinic
    policy: Policy
    now: datetime
    actor: str

    def found(self, search: SlotSearch, *, apart: bool = True) -> tuple[tuple[Opening, ...], Effort]:
        """Openings that could all be taken, or each of them (not `apart`), and what it took to find them."""
        plan = plan_of(self.reading, self.clinic, replace(search, apart=apart), self.policy, self.now)
        plan, effort = replace(plan, actor=self.actor, later=_OF_EVERY_TIME), Effort(_EFFORT * search.limit)
        return tuple(nth_openings(self.reading, plan, effort)), effort

    def nearest_first(self, read: Understood, search: SlotSearch, found: tuple[Opening, ...]) -> tuple[Opening, ...]:
        """The same behind that of their first day which is nearest to the time of day that is best, if one is near."""
        if read.near is None:
            return found
        zone = self.clinic.sites[found[0].site].tz
        day = local(found[0].start, zone).date()
        best = datetime.combine(day, read.near, zone)
        begin, finish = ((best + by).time() for by in (-_NEAR, _NEAR))
        if not begin <= read.near < finish:  # around midnight
            return found
        close = replace(search, first=day, last=day, begin=begin, finish=finish, limit=_MOST_NEAR)
        near, _ = self.found(close, apart=False)
        nearest = min(near, key=lambda one: abs(one.start - best), default=None)
        if nearest is None:
            return found
        return _first((nearest,), found)

    def at_point_first(self, read: Understood, search: SlotSearch, found: tuple[Opening, ...]) -> tuple[Opening, ...]:
        """The same behind the first of the next weeks at just the time that was named: who asks for 10:00 means it."""
        if read.point is None or read.point == _LAST_MINUTE:
            return found
        day = local(found[0].start, self.clinic.sites[found[0].site].tz).date()
        last = min(search.last or day + _AHEAD, day + _AHEAD)
        finish = (datetime.combine(day, read.point) + timedelta(minutes=1)).time()
        at_it, _ = self.found(replace(search, last=last, begin=read.point, finish=finish, limit=_AT_POINT))
        return _first(at_it, found)[: search.limit]

    def sooner(self, read: Understood, first: Opening) -> Opening | None:
        """The soonest with somebody else, where that is before the first with whom it usually is."""
        others = next((search for search, _ in read.wider if search.providers != read.search.providers), None)
        if others is None or read.search.nth > 1:
            return None
        found, _ = self.found(replace(others, limit=1))
        return next((replace(one, why=(SOONER, *one.why)) for one in found if one.start < first.start), None)


def _first(ahead: tuple[Opening, ...], found: tuple[Opening, ...]) -> tuple[Opening, ...]:
    """These, then the others."""
    there = {(one.start, one.provider) for one in ahead}
    return (*ahead, *(one for one in found if (one.start, one.provider) not in there))
