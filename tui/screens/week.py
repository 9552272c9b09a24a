"""The week screen (`V`): one provider, a column a day, with all that can be done on the schedule of a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, ClassVar, Final

from core.calendar.wall import local
from core.clinic.codes import first_site
from tui.keys.action import SLOT
from tui.screens.day import DayScreen
from tui.selection.place import Day, Place, Slot
from tui.selection.selection import ScreenKind

if TYPE_CHECKING:
    from datetime import date

    from core.record_ref import AppointmentId
    from core.schedule.model.day import DayView
    from tui.drafts.shelf import Shelf
    from tui.text.theme import Palette
    from tui.workstation import Workstation

WEEK: Final = ScreenKind("week", frozenset({"appointment", SLOT}))
_MORNING: Final = time(9)


class WeekScreen(DayScreen):
    """One provider's week at a site. What leads to another provider's time shows that provider's week."""

    kind: ClassVar[ScreenKind] = WEEK

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        clinic = workstation.view.clinic
        site = first_site(clinic).code
        here = (
            one.code for one in clinic.providers.values() if not one.retired and _is_at(workstation, one.code, site)
        )
        self._provider = next(here, next(iter(clinic.providers), ""))
        super().__init__(workstation, shelf, palette)

    def _load(self, site: str, on: date) -> DayView:
        """Read the week, and what is asked with every key, in one transaction."""
        with self._workstation.snapshot() as view:
            self._now = view.now
            return self._workstation.desk.schedule.week(self._workstation.actor, site, on, provider=self._provider)

    @property
    def _on(self) -> date:
        model = self._grid.model
        at = self._grid.cursor.column
        return model.columns[at].source.day.on if model and at < len(model.columns) else self._view.on

    def _is_shown(self, site: str, on: date) -> bool:
        return super()._is_shown(site, on) and self._provider in self._view.provider_codes

    # Keys

    def _do_here(self, action: str, count: int) -> bool:
        if action in {"prev_group", "next_group"}:
            self._turn(-count if action == "prev_group" else count)
            return True
        return super()._do_here(action, count)

    def _turn(self, by: int) -> None:
        """The week of a provider so many further on, of those who work at the site."""
        clinic, site = self._workstation.view.clinic, self._view.site.code
        codes = [
            one.code
            for one in clinic.providers.values()
            if one.code == self._provider or (not one.retired and _is_at(self._workstation, one.code, site))
        ]
        at = min(max(codes.index(self._provider) + by, 0), len(codes) - 1)
        self._stand_on(Place(WEEK.name, Day(site, self._on), slot=self._slot_on(self._on, codes[at])))

    def _show_where(self, slot: Slot | None) -> None:
        """The time that is typed may be another provider's."""
        if slot and slot.provider != self._provider:
            self._before_typed = self._before_typed or self._standing
            self._provider = slot.provider
        super()._show_where(slot)

    def follow(self, place: Place) -> None:
        """The week stands where it was left."""

    def _stand_on(self, place: Place) -> None:
        """That week, of the provider whom the place names; on the day that it names the row stays, today it is now."""
        self._provider = self._named(place) or self._provider
        slot = self._slot_on(place.day.on, self._provider) if place.day else None
        super()._stand_on(place)
        is_today = slot and slot.start.date() == local(self._now, self._view.site.tz).date()
        if slot and not is_today and not place.slot and not place.appointment:
            self._grid.goto_slot(slot)

    def _come_back(self, to: tuple[str, date, AppointmentId | Slot | None, Slot | None] | None = None) -> None:
        """What was highlighted may be another provider's."""
        _, _, target, slot = to or self._came_from or self._standing
        where = target if isinstance(target, Slot) else slot
        self._provider = where.provider if where else self._provider
        super()._come_back(to)

    def _named(self, place: Place) -> str:
        """Whose time or appointment it is."""
        if place.slot:
            return place.slot.provider
        if place.appointment is None:
            return ""
        found = self._workstation.desk.schedule.appointment(self._workstation.actor, place.appointment)
        return found.appointment.provider

    def _slot_on(self, on: date, provider: str) -> Slot:
        """The time highlighted, on that day."""
        here = self.here.slot
        at = here.start.time() if here else _MORNING
        return Slot(self._view.site.code, provider, datetime.combine(on, at))


def _is_at(workstation: Workstation, provider: str, site: str) -> bool:
    """Whether the provider ever has sessions at the site."""
    clinic = workstation.view.clinic
    return any(one.site == site for one in clinic.sessions_of.get(provider, ()))
