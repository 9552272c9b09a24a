"""What a day looks like at a site: each provider's hours, what closes them, and who is booked."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from core.calendar.interval import Interval, merged

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.dated import Holiday, SessionException
    from core.clinic.model import Provider, Session, Site
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
    """One session as it falls on a day, in UTC: a weekly `session`, or an `extra` one that was added to the day."""

    span: Interval
    session: Session | None = None
    extra: SessionException | None = None

    @property
    def number(self) -> int:
        """That of the extra session, 0 of a weekly one."""
        return self.extra.number if self.extra else 0

    @property
    def capacity(self) -> int | None:
        """How many are seen at once; None where an extra session does not say, and others at that time do."""
        behind = self.session or self.extra
        return behind.capacity if behind else None

    @property
    def overbooks(self) -> int | None:
        """How many double bookings it takes, None without a limit."""
        behind = self.session or self.extra
        return behind.overbooks if behind else None

    @property
    def types(self) -> tuple[str, ...]:
        """Those that it is open to alone; all where there are none."""
        behind = self.session or self.extra
        return behind.types if behind else ()

    def takes(self, visit_type: str) -> bool:
        """Whether it is open to visits of that type."""
        return not self.types or visit_type in self.types


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
