"""What was last read of today's queue, and which part of it is looked at: site, order, filter?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.screens.sentences import QUEUE_ALL_SITES
from tui.widgets.queue_model import Look, QueueModel
from tui.widgets.queue_order import Order, Sieve, arranged, tally

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Site
    from core.record_ref import RecordRef
    from core.schedule.model.visit import ScheduledVisit
    from tui.workstation import Workstation


class TodaysQueue:
    """The visits as last read, all of them; `model` is what is left to look at."""

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._sieve = Sieve()
        self._days: tuple[date, ...] = ()
        self.now = workstation.view.now
        self.site: str | None = workstation.view.first_site.code
        """None: every site."""
        self.order = Order.TIME
        self.words = ""
        self.visits: tuple[ScheduledVisit, ...] = ()
        self.shown: tuple[ScheduledVisit, ...] = ()
        self.counts = tally((), workstation.settings.policy, self.now)
        self._model: QueueModel | None = None
        self._made_from: object = None

    def read(self) -> None:
        """Read it again. Raises NotAllowed."""
        with self._workstation.snapshot() as view:
            self.now = view.now
            self.visits = self._workstation.desk.visits.queue(self._workstation.actor, site=self.site)
        self._days = self._days_at(self.now)

    def pass_on(self, now: datetime) -> bool:
        """The clock went on; whether it is another day's queue somewhere, to be read again."""
        self.now = now
        return self._days != self._days_at(now)

    def model(self, *, privacy: bool, marked: frozenset[RecordRef] = frozenset()) -> QueueModel:
        """Whom the filter leaves, in the order asked for; they are `shown` from then on, with their `counts`.

        It is the same one as before for as long as nothing of it would be different.
        """
        view, settings = self._workstation.view, self._workstation.settings
        look = Look(all_sites=self.site is None, privacy=privacy, ascii=settings.display.ascii)
        made_from = (self.visits, self.words, self.order, look, marked)
        if self._model and self._made_from == made_from and view.reads_as(self._model.view):
            return self._model
        left = self._sieve.left(self.visits, self.words, view)
        self.shown = arranged(left, self.order, view.clinic)
        self.counts = tally(self.shown, view.policy, view.now)
        self._model, self._made_from = QueueModel(self.shown, view, look, self.order, marked), made_from
        return self._model

    def turn_site(self) -> None:
        """The next site; after the last come all of them at once."""
        codes = [site.code for site in self._workstation.view.clinic.sites_in_use]
        places: list[str | None] = [*codes, None]
        self.site = places[(places.index(self.site) + 1) % len(places)] if self.site in places else codes[0]

    def turn_to(self, site: str, on: date) -> bool:
        """To the site that is looked at, as long as it is today there; whether that is another one than before."""
        there = self._workstation.view.clinic.sites[site]
        if self.site in {None, site} or on != local(self.now, there.tz).date():
            return False
        self.site = site
        return True

    @property
    def place(self) -> str:
        """What the head calls it."""
        return QUEUE_ALL_SITES if self.site is None else self.clock_site.name

    @property
    def clock_site(self) -> Site:
        """The site whose time the head shows."""
        view = self._workstation.view
        return view.clinic.sites[self.site] if self.site else view.first_site

    def site_of(self, scheduled: ScheduledVisit) -> Site:
        """Where the appointment is."""
        return self._workstation.view.clinic.sites[scheduled.appointment.site]

    def _days_at(self, now: datetime) -> tuple[date, ...]:
        return tuple(local(now, site.tz).date() for site in self._workstation.view.clinic.sites.values())
