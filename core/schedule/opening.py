"""When a provider works at a site on a day: sessions as they fall, and what closes them."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from core.calendar.interval import Interval, merged
from core.calendar.wall import END_OF_DAY, day_span, reached, span_on
from core.clinic.dated import ExceptionKind
from core.schedule.model.day import Closure, ClosureKind, ProviderDay, SessionSpan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.clinic.dated import Block, Holiday, SessionException
    from core.clinic.model import Clinic, Provider, Session, Site

_WEEK = 7
_MINUTE = timedelta(minutes=1)


def provider_day(clinic: Clinic, provider: Provider, site: Site, on: date, *, now: datetime) -> ProviderDay:
    """The provider's day at that site, with closures. `now` (UTC) decides whether a block was released.

    Nobody has sessions before their first day or after their last.
    """
    sessions = tuple(_sessions(clinic, provider, site, on)) if _is_employed(provider, on) else ()
    blocks = tuple(_blocks(clinic, provider, site, on, now))
    closures = (
        *_holidays(clinic, site, on),
        *_cancellations(clinic, provider, site, on, sessions),
        *_leave(clinic, provider, site, on),
        *(closure for closure, is_released in blocks if not is_released),
    )
    released = tuple(closure for closure, is_released in blocks if is_released)
    return ProviderDay(provider, site, on, sessions, closures, released)


def falls_on(session: Session, on: date) -> bool:
    """Whether a weekly (or n-weekly) session takes place on the day, exceptions aside."""
    if on.weekday() not in session.days:
        return False
    if session.starts and on < session.starts:
        return False
    if session.ends and on > session.ends:
        return False
    if session.every == 1 or session.starts is None:
        return True
    first_monday = session.starts - timedelta(days=session.starts.weekday())
    this_monday = on - timedelta(days=on.weekday())
    return (this_monday - first_monday).days // _WEEK % session.every == 0


def sites_of(clinic: Clinic, provider: Provider, on: date) -> tuple[str, ...]:
    """The sites where the provider has a session that day, weekly or extra, in set-up order."""
    weekly = {s.site for s in clinic.sessions_of.get(provider.code, ()) if falls_on(s, on)}
    extra = {e.site for e in _exceptions(clinic, provider, on, ExceptionKind.EXTRA)}
    found = weekly | extra
    return tuple(code for code in clinic.sites if code in found)


def holiday_on(clinic: Clinic, site: Site, on: date) -> Holiday | None:
    """The site's holiday on that day, if any."""
    return next((h for h in clinic.holidays_at.get(site.code, ()) if h.on == on), None)


def _sessions(clinic: Clinic, provider: Provider, site: Site, on: date) -> Iterator[SessionSpan]:
    for session in clinic.sessions_of.get(provider.code, ()):
        if session.site == site.code and falls_on(session, on):
            span = span_on(on, session.begin, session.finish, site.tz)
            if span:
                yield SessionSpan(span, session)
    for extra in _exceptions(clinic, provider, on, ExceptionKind.EXTRA):
        if extra.site == site.code and extra.begin and extra.finish:
            span = span_on(on, extra.begin, extra.finish, site.tz)
            if span:
                yield SessionSpan(span, extra=extra)


def _holidays(clinic: Clinic, site: Site, on: date) -> Iterator[Closure]:
    holiday = holiday_on(clinic, site, on)
    if holiday:
        yield Closure(ClosureKind.HOLIDAY, day_span(on, site.tz), holiday.name)


def _cancellations(
    clinic: Clinic, provider: Provider, site: Site, on: date, sessions: tuple[SessionSpan, ...]
) -> Iterator[Closure]:
    """What is cancelled of the weekly sessions; an extra one of that day replaces them and stays open."""
    weekly = merged(one.span for one in sessions if one.session)
    extra = [one.span for one in sessions if not one.session]
    for cancelled in _exceptions(clinic, provider, on, ExceptionKind.CANCELLED, site):
        hours = _hours(cancelled, on, site)
        cut = [session.shared(hours) for session in weekly] if hours else []
        for span in (piece for part in cut if part for piece in part.minus(extra)):
            label = cancelled.note or ClosureKind.CANCELLED.value
            yield Closure(ClosureKind.CANCELLED, span, label, number=cancelled.number)


def _leave(clinic: Clinic, provider: Provider, site: Site, on: date) -> Iterator[Closure]:
    for leave in _exceptions(clinic, provider, on, ExceptionKind.LEAVE, site):
        span = _hours(leave, on, site)
        if span:
            yield Closure(ClosureKind.LEAVE, span, leave.note or ClosureKind.LEAVE.value, number=leave.number)


def _hours(exception: SessionException, on: date, site: Site) -> Interval | None:
    """The hours of an exception on one of its days: the whole day where it names none."""
    if exception.begin and exception.finish:
        return span_on(on, exception.begin, exception.finish, site.tz)
    return day_span(on, site.tz)


def _blocks(clinic: Clinic, provider: Provider, site: Site, on: date, now: datetime) -> Iterator[tuple[Closure, bool]]:
    """What is set aside of the day, and whether it was released: of a block over several days what falls on it."""
    for block in clinic.blocks_of.get(provider.code, ()):
        span = block_on(block, site, on)
        if span:
            until = release_of(block, site)
            closure = Closure(ClosureKind.BLOCK, span, block.kind, block.types, block.number, until)
            yield closure, is_released(block, site, now)


def block_on(block: Block, site: Site, on: date) -> Interval | None:
    """What of the block falls on that day at the site."""
    if block.site and block.site != site.code:
        return None
    first, last = block.start.date(), (block.end - _MINUTE).date()
    if not first <= on <= last:
        return None
    begin = block.start.time() if on == first else time.min
    finish = block.end.time() if on == last else END_OF_DAY
    return span_on(on, begin, finish, site.tz)


def is_released(block: Block, site: Site, now: datetime) -> bool:
    """Whether the block is open to all by now."""
    until = release_of(block, site)
    return until is not None and now >= until


def release_of(block: Block, site: Site) -> datetime | None:
    """When the block opens to all (UTC): so many hours before it starts, all of it does; None for never."""
    if block.release_hours is None:
        return None
    return reached(block.start, site.tz) - timedelta(hours=block.release_hours)


def _is_employed(provider: Provider, on: date) -> bool:
    started = provider.starts is None or provider.starts <= on
    return started and (provider.ends is None or on <= provider.ends)


def _exceptions(
    clinic: Clinic, provider: Provider, on: date, kind: ExceptionKind, site: Site | None = None
) -> Iterator[SessionException]:
    """The provider's exceptions of that kind on the day; at `site`, those that name another one left out."""
    for exception in clinic.exceptions_of.get(provider.code, ()):
        if (
            exception.kind is kind
            and exception.on <= on <= (exception.until or exception.on)
            and (site is None or exception.site in {"", site.code})
        ):
            yield exception
