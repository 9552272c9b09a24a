"""What a day looks like at a site: each provider's hours, what closes them, and who is booked."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.interval import Interval, merged

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Holiday, Provider, Session, Site
    from core.schedule.model.hold import Hold
    from core.schedule.model.visit import ScheduledVisit


class ClosureKind(Enum):
    """Why time within a session is not open."""

    CANCELLED = "cancelled"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    BLOCK = "block"


class Closure(Struct, frozen=True):
    """Time taken out of a provider's day: why, how it is called, and for a block the visit types that still fit.

    `number` is that of the block or exception behind it, 0 for a holiday; `released_at` when (UTC) a block
    opens to all, None for never.
    """

    kind: ClosureKind
    span: Interval
    label: str
    types: tuple[str, ...] = ()
    number: int = 0
    released_at: datetime | None = None


class SessionSpan(Struct, frozen=True):
    """One session as it falls on a day, in UTC; an extra session has no weekly `session` behind it, but a `number`."""

    span: Interval
    session: Session | None = None
    number: int = 0

    def takes(self, visit_type: str) -> bool:
        """Whether it is open to visits of that type."""
        return self.session is None or not self.session.types or visit_type in self.session.types


class ProviderDay(Struct, frozen=True):
    """A provider's day at one site: sessions as planned, and the closures upon them. Intervals are UTC.

    `released` are the blocks of the day that are open to all by now.

    Leave and holidays close the whole local day where no hours are given, also outside sessions.
    """

    provider: Provider
    site: Site
    on: date
    sessions: tuple[SessionSpan, ...] = ()
    closures: tuple[Closure, ...] = ()
    released: tuple[Closure, ...] = ()

    def closed_by(self, span: Interval) -> tuple[Closure, ...]:
        """The closures that touch `span`."""
        return tuple(closure for closure in self.closures if closure.span.overlaps(span))

    def open_spans(self) -> tuple[Interval, ...]:
        """Session time without closures, merged and in order. Blocks are closures too."""
        closed = [closure.span for closure in self.closures]
        return tuple(piece for span in merged(s.span for s in self.sessions) for piece in span.minus(closed))


class DayView(Struct, frozen=True):
    """A site's day: `providers` who work, are away or have bookings there, and every appointment in time order.

    A week is the same from `on` on, with the days of one provider in the place of several providers' day.

    Cancelled appointments, those entered in error and those waiting for a time are left out; no-shows are in.
    `holds` is the time that is held now, but for what a question open at this desk is about.
    """

    site: Site
    on: date
    holiday: Holiday | None
    providers: tuple[ProviderDay, ...]
    appointments: tuple[ScheduledVisit, ...] = field(default_factory=tuple)
    holds: tuple[Hold, ...] = ()

    @property
    def provider_codes(self) -> tuple[str, ...]:
        """Whose columns they are, in order."""
        return tuple(dict.fromkeys(one.provider.code for one in self.providers))

    @property
    def is_week(self) -> bool:
        """Whether its columns are days."""
        return bool(self.providers) and self.providers[0].on != self.providers[-1].on

    def has(self, on: date) -> bool:
        """Whether that is the day, or one of the week."""
        return on in {self.on, *(one.on for one in self.providers)}
