"""What does it take to cancel a provider's sessions in a period: of weekly ones, and of extra ones?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval, merged
from core.calendar.wall import reached
from core.clinic.dated import ExceptionKind
from core.errors import BadInput
from core.schedule.availability import sentences
from core.schedule.availability.plan import Plan, refusal
from core.schedule.availability.rows import covers, exceptions_for, without
from core.schedule.availability.telling import told_exception, when, where
from core.schedule.model.day import ClosureKind
from core.schedule.opening import provider_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.calendar.period import Period
    from core.clinic.dated import Dated, SessionException
    from core.clinic.model import Clinic, Provider, Site
    from core.schedule.availability.requests import CancelRequest
    from core.schedule.model.day import ProviderDay, SessionSpan

MOST_DAYS: Final = 366


def cancelled_sessions(clinic: Clinic, provider: Provider, request: CancelRequest, now: datetime) -> Plan:
    """Weekly sessions get a cancellation; of extra ones what is left stays, and a whole one goes.

    Raises Refused where no session would be cancelled, BadInput for too many days.
    """
    period = request.period
    if (period.last - period.first).days >= MOST_DAYS:
        raise BadInput(sentences.MOST_DAYS.format(most=MOST_DAYS), field="from")
    found = list(_sessions(clinic, provider, request, now))
    if not found:
        words = {"when": when(clinic, period, now), "where": where(clinic, request.site)}
        raise refusal(sentences.ALREADY_CANCELLED.format(provider=provider.family, **words))
    removed, added = extras_without(clinic, provider, period, site=request.site)
    rows = exceptions_for(period, provider.code, ExceptionKind.CANCELLED, site=request.site, note=request.note)
    if any(session.session for session in found):
        kept = [one for one in clinic.exceptions_of.get(provider.code, ()) if one.kind is ExceptionKind.CANCELLED]
        added = (*added, *(row for row in rows if not any(covers(one, row) for one in kept)))
    return Plan(told_exception(clinic, rows[0], period, now), removed, added)


def extras_without(
    clinic: Clinic, provider: Provider, period: Period, *, site: str = ""
) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
    """The extra sessions that have something of the period, at `site` or anywhere, and what is left of them."""
    touched = [
        one
        for one in clinic.exceptions_of.get(provider.code, ())
        if one.kind is ExceptionKind.EXTRA and site in {"", one.site} and _touches(one, period)
    ]
    return tuple(touched), tuple(left for one in touched for left in without(one, period))


def held_spans(day: ProviderDay) -> tuple[Interval, ...]:
    """When sessions of the day take place, whoever is away then: without what is cancelled of them."""
    cancelled = [closure.span for closure in day.closures if closure.kind is ClosureKind.CANCELLED]
    return tuple(piece for span in merged(one.span for one in day.sessions) for piece in span.minus(cancelled))


def _touches(extra: SessionException, period: Period) -> bool:
    return extra.on <= period.last and period.first <= extra.last and without(extra, period) != (extra,)


def _sessions(clinic: Clinic, provider: Provider, request: CancelRequest, now: datetime) -> Iterator[SessionSpan]:
    """The sessions, as they fall, of which something is still held in the period."""
    for site in clinic.sites.values():
        if request.site in {"", site.code}:
            for on in _days(request.period):
                yield from _held(provider_day(clinic, provider, site, on, now=now), site, request.period)


def _held(day: ProviderDay, site: Site, period: Period) -> Iterator[SessionSpan]:
    meant = Interval(reached(period.start, site.tz), reached(period.end, site.tz))
    held = [span for piece in held_spans(day) if (span := piece.shared(meant))]
    return (one for one in day.sessions if any(one.span.overlaps(span) for span in held))


def _days(period: Period) -> Iterator[date]:
    return (period.first + timedelta(days=more) for more in range((period.last - period.first).days + 1))
