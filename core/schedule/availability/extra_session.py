"""What does it take for a provider to have an extra session, beside the day's or in their place?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.calendar.period import whole_days
from core.calendar.wall import reached
from core.clinic.codes import pick
from core.clinic.dated import ExceptionKind, SessionException
from core.errors import BadInput
from core.schedule.availability import sentences
from core.schedule.availability.cancelling import extras_without, held_spans
from core.schedule.availability.plan import Plan, refusal
from core.schedule.availability.rows import covers, exceptions_for
from core.schedule.availability.telling import told_exception, told_takes, when, where
from core.schedule.model.day import ClosureKind
from core.schedule.opening import provider_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.dated import Dated
    from core.clinic.model import Clinic, Provider, Site
    from core.schedule.availability.requests import ExtraRequest
    from core.schedule.model.day import Closure

MOST_SEATS: Final = 999


def extra_session(clinic: Clinic, provider: Provider, request: ExtraRequest, now: datetime) -> Plan:
    """An extra session within one day at one site; `is_instead` cancels what else the provider has there that day.

    Raises Refused where the provider would be at two sites at once, has the time already, or would not be open
    all the same; BadInput for what is no such session.
    """
    site, period = _site(clinic, provider, request), request.period
    if period.first != period.last:
        raise BadInput(sentences.ONE_DAY, field="from")
    start, end = reached(period.start, site.tz), reached(period.end, site.tz)
    if start >= end:
        raise BadInput(sentences.IS_SKIPPED.format(when=when(clinic, period, now), site=site.name), field="from")
    extra = SessionException(
        *(provider.code, period.first, ExceptionKind.EXTRA, None),
        *(period.start.time(), period.end.time(), site.code, request.note),
        *_takes(clinic, request),
    )
    removed: tuple[Dated, ...] = ()
    added: tuple[Dated, ...] = ()
    if request.is_instead:
        removed, added = _instead(clinic, provider, extra)
    sentence = told_exception(clinic, extra, period, now)
    if request.is_instead:
        words = {"when": when(clinic, period, now), "where": where(clinic, site.code)}
        note = sentences.NOTE.format(note=request.note) if request.note else ""
        sentence = sentences.INSTEAD.format(provider=provider.family, note=told_takes(extra) + note, **words)
    plan = Plan(sentence, removed, (*added, extra))
    _refuse(clinic, plan, extra, Interval(start, end), now)
    return plan


def _takes(clinic: Clinic, request: ExtraRequest) -> tuple[int | None, int | None, tuple[str, ...]]:
    """Whom it takes, looked up. Raises NotFound or BadInput."""
    for name, count, least in (("capacity", request.capacity, 1), ("overbooks", request.overbooks, 0)):
        if count is not None and not least <= count <= MOST_SEATS:
            raise BadInput(sentences.BAD_COUNT.format(name=name, count=count, least=least, most=MOST_SEATS), field=name)
    types = dict.fromkeys(pick(clinic.visit_types, code, "visit type").code for code in request.types)
    return request.capacity, request.overbooks, tuple(types)


def _site(clinic: Clinic, provider: Provider, request: ExtraRequest) -> Site:
    """The one named, else the only one in use, else the only one where the provider has sessions. Raises BadInput."""
    if request.site:
        return pick(clinic.sites, request.site, "site")
    used = clinic.sites_in_use
    own = [site for site in used if any(one.site == site.code for one in clinic.sessions_of.get(provider.code, ()))]
    found = own if len(used) > 1 else used
    if len(found) == 1:
        return found[0]
    raise BadInput(sentences.WHICH_SITE.format(sites=", ".join(site.code for site in used)), field="site")


def _instead(
    clinic: Clinic, provider: Provider, extra: SessionException
) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
    """What takes the other sessions of that day at that site out of it."""
    day = whole_days(extra.on, extra.on)
    removed, left = extras_without(clinic, provider, day, site=extra.site)
    (cancelled,) = exceptions_for(day, provider.code, ExceptionKind.CANCELLED, site=extra.site, note=extra.note)
    kept = [one for one in clinic.exceptions_of.get(provider.code, ()) if one.kind is ExceptionKind.CANCELLED]
    is_cancelled = any(covers(one, cancelled) for one in kept)
    return removed, left if is_cancelled else (*left, cancelled)


def _refuse(clinic: Clinic, plan: Plan, extra: SessionException, span: Interval, now: datetime) -> None:
    """Raise what is against it: the hours as they are, or as they would be."""
    after, on = plan.applied(clinic), extra.on
    provider, site = clinic.providers[extra.provider], clinic.sites[extra.site]
    before_day = provider_day(clinic, provider, site, on, now=now)
    day = provider_day(after, provider, site, on, now=now)
    if not day.sessions:
        raise refusal(sentences.NOT_EMPLOYED.format(provider=provider.family, day=f"{on:%-d %b %Y}"))
    says_nothing = extra.says == (None, None, ()) and not plan.removed and len(plan.added) == 1
    if says_nothing and any(held.covers(span) for held in held_spans(before_day)):
        raise refusal(sentences.IS_OPEN_ALREADY.format(provider=provider.family))
    closures = [one for one in day.closed_by(span) if one.kind is not ClosureKind.BLOCK]
    if not span.minus(one.span for one in closures):
        why = ", ".join(dict.fromkeys(_told(closures)))
        raise refusal(sentences.STAYS_CLOSED.format(provider=provider.family, why=why))


def _told(closures: list[Closure]) -> Iterator[str]:
    for one in closures:
        yield one.label if one.label == one.kind.value else f"{one.kind.value}: {one.label}"
