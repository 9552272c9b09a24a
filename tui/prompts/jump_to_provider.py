"""Where is a provider whose name is typed: in a column of the day shown, or on which day next?"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock, format_day
from core.calendar.wall import local
from core.clinic.provider_names import providers_called
from tui.prompts.jump import Destination
from tui.prompts.sentences import JUMP_HOURS, JUMP_HOW, JUMP_LATER, JUMP_NO_HOURS, JUMP_NOT_SOON
from tui.selection.place import Day, Place, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.clinic.model import Site
    from core.schedule.model.day import ProviderDay
    from tui.workstation import Workstation

_LOOKED_AHEAD: Final = 28
"""Days that are looked at for the next one on which somebody works."""
_MORNING: Final = time(9)


class Providers(Struct, frozen=True):
    """Every provider in use, seen from the day that is shown."""

    workstation: Workstation
    screen: str
    """The screen shown, on which the day is highlighted."""
    site: Site
    on: date
    columns: tuple[str, ...] = ()
    """Those whose columns the day has."""
    slot: Slot | None = None
    """The time highlighted."""

    @property
    def how(self) -> str:
        """What can be typed."""
        return JUMP_HOW

    def found(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Those on the day go before those who are not, as far as the letters fit them alike."""
        clinic, shown = self.workstation.view.clinic, self.columns
        there = [clinic.providers[code] for code in shown if code in clinic.providers]
        others = [one for one in clinic.providers.values() if one.code not in shown]
        return tuple((one.code, one.name) for one in providers_called((*there, *others), typed))

    def of(self, code: str) -> Destination:
        """The column, at the time highlighted; else the next day with open time, this site before others."""
        site, on = self.site, self.on
        if code in self.columns:
            day = self.workstation.view.provider_day(code, site.code, on)
            slot = Slot(site.code, code, self._time_on(on, day))
            return Destination(_hours(day), Place(self.screen, Day(site.code, on), slot=slot), is_shown=True)
        for later in self._days(code):
            slot = Slot(later.site.code, code, _begins(later) or datetime.combine(later.on, _MORNING))
            where = "" if later.site == site else f" {later.site.name}"
            about = JUMP_LATER.format(day=format_day(later.on, on), where=where)
            if (later.on, later.site) == (on, site):
                about = _hours(later)
            return Destination(about, Place(self.screen, Day(later.site.code, later.on), slot=slot))
        return Destination(JUMP_NOT_SOON, None)

    def _days(self, code: str) -> Iterator[ProviderDay]:
        """The days to come that have open time."""
        view = self.workstation.view
        sites = sorted(view.clinic.sites_in_use, key=lambda one: one != self.site)
        for days in range(_LOOKED_AHEAD):
            for where in sites:
                day = view.provider_day(code, where.code, self.on + timedelta(days=days))
                if day.open_spans():
                    yield day

    def _time_on(self, on: date, day: ProviderDay) -> datetime:
        """The time highlighted; where none is, when the provider begins."""
        if self.slot is not None and self.slot.start.date() == on:
            return self.slot.start
        return _begins(day) or datetime.combine(on, _MORNING)


def _begins(day: ProviderDay) -> datetime | None:
    """The wall time at which the first open time begins."""
    spans = day.open_spans()
    return _wall(spans[0].start, day.site) if spans else None


def _wall(instant: datetime, site: Site) -> datetime:
    return local(instant, site.tz).replace(tzinfo=None)


def _hours(day: ProviderDay) -> str:
    """'9:00-17:00', or why there are none."""
    spans = day.open_spans()
    if not spans:
        return next((closure.label or closure.kind.value for closure in day.closures), JUMP_NO_HOURS)
    begins, ends = (local(at, day.site.tz) for at in (spans[0].start, spans[-1].end))
    return JUMP_HOURS.format(begins=format_clock(begins), ends=format_clock(ends))
