"""When is each visit of today expected to begin, where its provider is late?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval, merged
from core.calendar.wall import day_span, minute_of
from core.clinic.codes import today_at
from core.schedule.beside import taking
from core.schedule.model.delay import Lag, ProviderDelay
from core.schedule.model.visit import VisitStep
from core.schedule.opening import provider_day
from core.schedule.rules.proposal import provider_span_of
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from core.clinic.model import Clinic, Provider
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading

_TO_COME: Final = frozenset({None, VisitStep.ARRIVED, VisitStep.CHECKED_IN})
"""The steps at which somebody has not been seen yet; None is before the arrival."""


def expecting(
    reading: Reading,
    clinic: Clinic,
    visits: Sequence[ScheduledVisit],
    now: datetime,
    *,
    supposing: ProviderDelay | None = None,
) -> tuple[ScheduledVisit, ...]:
    """The visits in their order, each whose provider is late today with when it is expected to begin.

    Of several providers the one who is latest counts; the others are behind after it as well. A delay ends with the
    day, and says nothing of who is in a room already, was seen, or takes no time. `supposing` is one that is noted
    last, as far as this goes.
    """
    today = {code: today_at(site, now) for code, site in clinic.sites.items()}
    noted = (*(one for on in set(today.values()) for one in reading.delays.of_day(on)), supposing)
    # the newest of each provider's and day's comes last, and stays
    counting = {(one.provider, one.on): one for one in noted if one}
    behind = {key: one for key, one in counting.items() if one.minutes}
    if not behind:
        return tuple(visits)
    lags = {on: lags_of_day(reading, clinic, [one for one in behind.values() if one.on == on], now) for _, on in behind}

    def told(one: ScheduledVisit) -> ScheduledVisit:
        appointment = one.appointment
        on = today[appointment.site]
        day = day_span(on, clinic.sites[appointment.site].tz)
        if on not in lags or not day.start <= appointment.start < day.end or not _is_to_come(one):
            return one
        later = _later(one, lags[on])
        return replace(one, expected=appointment.start + later) if later else one

    return tuple(told(one) for one in visits)


def lags_of_day(
    reading: Reading, clinic: Clinic, behind: Sequence[ProviderDelay], now: datetime
) -> Mapping[str, Sequence[Lag]]:
    """How far behind each provider is that day: who is late, and whom a visit with one of those keeps.

    Whoever waits in such a visit for somebody who is late is behind by as much when it ends.
    """
    lags = {delay.provider: [lag_of(reading, clinic, delay, now)] for delay in behind}
    to_look, kept = [(delay.provider, delay.on) for delay in behind], dict[tuple[int, str], timedelta]()
    while to_look:
        code, on = to_look.pop()
        for one in visits_of(reading, clinic, clinic.providers[code], on):
            others = [other for other in one.appointment.providers if other != code]
            later = _later(one, {code: lags[code]}) if others and _is_to_come(one) else timedelta()
            for other in others:
                if later <= kept.get((one.appointment.id, other), timedelta()):
                    continue
                kept[one.appointment.id, other] = later
                theirs = taking(visits_of(reading, clinic, clinic.providers[other], on), other)
                busy = merged(provider_span_of(each) for each in theirs)
                since = provider_span_of(one.taking(other)).end
                lags.setdefault(other, []).append(Lag(since, int(later.total_seconds()) // 60, busy, is_after=True))
                to_look.append((other, on))
    return lags


def _later(one: ScheduledVisit, lags: Mapping[str, Sequence[Lag]]) -> timedelta:
    """By how much it begins later than planned: by as much as the latest of its providers."""
    appointment = one.appointment
    return max(
        (
            lag.at(one.taking(code).appointment.provider_start)
            for code in appointment.providers
            for lag in lags.get(code, ())
        ),
        default=timedelta(),
    )


def lag_of(reading: Reading, clinic: Clinic, delay: ProviderDelay, now: datetime) -> Lag:
    """How the delay wears off, by what the provider has planned that day at every site.

    It counts from when it was noted or, where the provider was not to be at work then, from when they next are.
    """
    provider = clinic.providers[delay.provider]
    visits = taking(visits_of(reading, clinic, provider, delay.on), provider.code)
    busy = merged(provider_span_of(one) for one in visits)
    at_work = merged((*busy, *_hours(clinic, provider, delay.on, now)))
    noted = minute_of(delay.noted_at)
    since = next((max(span.start, noted) for span in at_work if span.end > noted), noted)
    return Lag(since, delay.minutes, busy)


def visits_of(reading: Reading, clinic: Clinic, provider: Provider, on: date) -> tuple[ScheduledVisit, ...]:
    """What the provider has that day at every site, and takes time, by start."""
    spans = [day_span(on, site.tz) for site in clinic.sites.values()]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    return reading.schedule.between(first, last, provider=provider.code, live_only=True)


def _hours(clinic: Clinic, provider: Provider, on: date, now: datetime) -> tuple[Interval, ...]:
    days = (provider_day(clinic, provider, site, on, now=now) for site in clinic.sites_in_use)
    return tuple(span for day in days for span in day.open_spans())


def _is_to_come(one: ScheduledVisit) -> bool:
    return one.appointment.status.takes_time and (one.visit.step if one.visit else None) in _TO_COME
