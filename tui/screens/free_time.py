"""Which days of which providers are shown as more or less free, for which words, and where among them is the cursor?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from core.calendar.wall import local
from core.schedule.slots.free_days import CLOSED
from core.structs import replace
from tui.selection.place import Slot

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Site
    from core.schedule.model.day import ProviderDay
    from core.schedule.slots.free_days import FreeDay, FreeDays
    from core.schedule.slots.words import Understood
    from tui.workstation import Workstation

_WEEK = 7


class Window(Protocol):
    """How many days are read at once, and which."""

    @property
    def days(self) -> int:
        """How many."""
        ...

    def begins(self, on: date) -> date:
        """The first of those that are shown with that day."""
        ...

    def shows(self, first: date, on: date) -> bool:
        """Whether the day is among those shown from `first` on."""
        ...


class FreeTime:
    """What was read last, and the cursor: a provider and a day, which stay whatever is read anew."""

    def __init__(self, workstation: Workstation, site: Site, window: Window) -> None:
        self._workstation, self._window = workstation, window
        self.site = site
        self.on = self.today
        self.provider = ""
        self.words = ""
        self.read: Understood | None = None
        """How the words were read; None before anything was."""
        self.free: FreeDays | None = None
        self._asked: Slot | None = None
        """The opening that words asked for: the third, say."""
        self._away: dict[tuple[str, date], str] = {}

    @property
    def today(self) -> date:
        """At the site."""
        return local(self._workstation.view.now, self.site.tz).date()

    @property
    def providers(self) -> tuple[str, ...]:
        """The codes of those who have open time on any of the days."""
        return tuple(self.free.by_provider) if self.free else ()

    @property
    def row(self) -> int:
        """Which of them the cursor is on; the first, where it is on nobody who is shown."""
        return self.providers.index(self.provider) if self.provider in self.providers else 0

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Those on which anybody is there; Monday to Friday where nobody is at all."""
        rows = self.free.by_provider.values() if self.free else ()
        first = self.free.first if self.free else self.today
        found = {(first.weekday() + at) % _WEEK for days in rows for at, day in enumerate(days) if day.open}
        return tuple(sorted(found)) or tuple(range(5))

    @property
    def here(self) -> FreeDay:
        """The day highlighted."""
        return self.free.at(self.provider, self.on) if self.free else CLOSED

    @property
    def slot(self) -> Slot | None:
        """The first time of the day highlighted at which a visit could begin, or the one that words asked for."""
        starts, asked = self.here.starts, self._asked
        if asked and (asked.site, asked.provider, asked.start.date()) == (self.site.code, self.provider, self.on):
            return asked
        return Slot(self.site.code, self.provider, self._wall(starts[0])) if starts else None

    @property
    def times(self) -> tuple[str, ...]:
        """'9:00': every such time."""
        return tuple(f"{self._wall(at):%-H:%M}" for at in self.here.starts)

    def look(self, *, on: date | None = None) -> None:
        """Read the days that are shown with that day, as the words mean it now. Raises what the desk refuses."""
        desk, actor, window = self._workstation.desk, self._workstation.actor, self._window
        self.on = on or self.on
        first = self.free.first if self.free else None
        if first is None or not window.shows(first, self.on):
            first = window.begins(self.on)
        with self._workstation.snapshot():
            self.read = desk.schedule.read_search(actor, self.words)
            search = self.read.search
            self.free = desk.schedule.free_days(actor, search, site=self.site.code, first=first, days=window.days)
        self._away.clear()
        if self.provider not in self.providers:
            self.provider = self.providers[0] if self.providers else ""

    def say(self, words: str) -> None:
        """Narrow by words, and go to the opening that they ask for: the soonest, or the third. Raises BadInput."""
        desk, actor = self._workstation.desk, self._workstation.actor
        self.words, self._asked = words, None
        with self._workstation.snapshot():
            read = desk.schedule.read_search(actor, words, limit=1)
            if not words.strip():
                self.look()
                return
            if read.search.site:
                self.site = self._workstation.view.clinic.sites[read.search.site]
            search = replace(read.search, site=self.site.code, apart=True)
            found = desk.schedule.openings(actor, search) if not read.unread else ()
            for one in found:
                self.provider, self._asked = one.provider, Slot(one.site, one.provider, self._wall(one.start))
            self.look(on=self._asked.start.date() if self._asked else None)

    @property
    def standing(self) -> tuple[Site, str, date, str]:
        """What `stand` brings back: site, words, day and provider."""
        return self.site, self.words, self.on, self.provider

    def stand(self, site: Site, words: str, on: date, provider: str) -> None:
        """Show that, read anew. Raises what the desk refuses."""
        self.site, self.words, self.provider = site, words, provider
        self.look(on=on)

    def goto(self, on: date) -> None:
        """The cursor on that day; others are read where it is not among those shown."""
        if self.free is None or not self._window.shows(self.free.first, on):
            self.look(on=on)
        self.on = on

    def turn(self) -> None:
        """The page of the day highlighted, where it stood on that of other days."""
        self.free = None
        self.look()

    def days_on(self, by: int) -> None:
        """So many days on, of those of the week that are shown."""
        on, weekdays = self.on, self.weekdays
        for _ in range(abs(by)):
            on += timedelta(days=1 if by > 0 else -1)
            while on.weekday() not in weekdays:
                on += timedelta(days=1 if by > 0 else -1)
        self.goto(on)

    def providers_on(self, by: int) -> None:
        """So many providers on, as far as there are any."""
        if self.providers:
            self.provider = self.providers[min(max(self.row + by, 0), len(self.providers) - 1)]

    def away(self, provider: str, on: date) -> str:
        """What closes a day that has no open time: leave, a holiday; '' where there is no session."""
        key = provider, on
        if key not in self._away:
            day = self._workstation.view.provider_day(provider, self.site.code, on)
            self._away[key] = _closed_by(day)
        return self._away[key]

    def _wall(self, instant: datetime) -> datetime:
        wall = local(instant, self.site.tz)
        return wall.replace(tzinfo=None)


def _closed_by(day: ProviderDay) -> str:
    if not day.sessions:
        return ""
    return next((closure.label or closure.kind.value for closure in day.closures), "")
