"""The use cases of holds: time is held while a question is open on it, or by name for longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_clock, format_end, format_until, format_wall
from core.calendar.interval import Interval
from core.calendar.sentences import MINUTES_OUT_OF_RANGE
from core.calendar.wall import local, resolve
from core.clinic.codes import pick
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotAllowed, NotFound, Refused
from core.schedule.beside import taking
from core.schedule.holds import sentences
from core.schedule.model import hold as holding
from core.schedule.model.hold import Hold
from core.schedule.opening import provider_day
from core.schedule.rules.at_once import most_at_once
from core.schedule.rules.crowding import ALONE
from core.schedule.rules.proposal import provider_span_of
from core.schedule.which_site import chosen_site, fold_at, wall_at
from core.settings.model import LONGEST_MINUTES
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.clinic.model import Clinic, Provider, Site
    from core.record_ref import AppointmentId
    from core.schedule.model.hold import Things
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import Reading, ScheduleContext

_LONGEST_NOTE = 120


class HoldRequest(Struct, frozen=True):
    """Hold `minutes` of a provider's time from `start` on; codes, and a start as in `BookingRequest`.

    `until` is naive wall time of the site or aware; without one, and at most, it is what the settings say, and the
    end of the time itself.
    """

    provider: str
    start: datetime
    minutes: int
    fold: int | None = None
    site: str | None = None
    note: str = ""
    until: datetime | None = None


class OpenTime(Struct, frozen=True):
    """The time that an open question is about, by codes and UTC instants, and the appointment that it would move.

    `besides` is when each further provider would be needed, by their codes, `things` what the visit would take besides
    people's time; None where that is not known.
    """

    provider: str
    site: str
    span: Interval
    moving: AppointmentId | None = None
    besides: tuple[tuple[str, Interval], ...] = ()
    things: Things | None = None

    @property
    def of_each(self) -> tuple[OpenTime, ...]:
        """The same provider by provider, the visit's own one first."""
        own = replace(self, besides=())
        return (own, *(replace(own, provider=code, span=span, things=None) for code, span in self.besides))


class HoldsDesk:
    """`desk.holds`. Nothing of it is journalled: a hold is no record of the clinic, and the journal takes none back."""

    def __init__(self, context: ScheduleContext) -> None:
        self._context = context

    def live(self, actor: str) -> tuple[Hold, ...]:
        """All time that is held now, by start."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return _of_time(reading.holds.live(self._context.clock.now()))

    def hold(self, actor: str, request: HoldRequest) -> tuple[Hold, str]:
        """Hold time by name; the hold, and the sentence that says so.

        Raises Refused where somebody has it or holds it, NotFound, BadInput or DatabaseUnusable.
        """
        now = self._context.clock.now()
        with self._context.reading(actor, Privilege.BOOK) as (reading, clinic):
            provider = pick(clinic.providers, request.provider, "provider")
            site = chosen_site(
                clinic, provider, request.start, named=request.site, fallback=None, now=now, fold=request.fold
            )
            span = _span(request, site)
            places = _places(clinic, provider, site, span, now)
            booked = _booked(reading, provider, span)
            _refuse_taken(booked, provider, site, span, places=places, now=now)
            note = clean_words(request.note, "note", limit=_LONGEST_NOTE)
            until = self._until(request, site, span, now)
            wanted = Hold(provider.code, site.code, span, actor, now, until, note)
            taken = reading.holds.take(wanted, now=now, places=places, booked=map(provider_span_of, booked))
            if taken is None:
                others = holding.on(holding.of_others(reading.holds.live(now), actor), provider.code, span)
                raise _held_by(others, provider, site, now)
        return taken, _said(sentences.HELD, taken, clinic, now)

    def release(self, actor: str, number: int) -> tuple[Hold, str]:
        """Let go of a hold. Another's is a supervisor's to release, and that of an open question nobody's.

        Raises NotFound, NotAllowed or Refused.
        """
        now = self._context.clock.now()
        with self._context.reading(actor, Privilege.BOOK) as (reading, clinic):
            hold = next((one for one in _of_time(reading.holds.live(now)) if one.number == number), None)
            if hold is None:
                raise NotFound(sentences.NO_SUCH_HOLD.format(number=number))
            if hold.is_open:
                until = format_until(hold.until, clinic.sites[hold.site], now)
                said = sentences.HOLD_OF_A_QUESTION.format(who=hold.by, until=until)
                raise Refused(said, [Conflict("C8", Severity.HARD, said)])
            if not hold.is_of(actor) and not self._context.rights(clinic, actor).may(Privilege.RELEASE_HOLDS):
                raise NotAllowed(sentences.HOLD_OF_ANOTHER.format(who=hold.by))
            reading.holds.release(number)
        return hold, _said(sentences.RELEASED, hold, clinic, now)

    def keep_open(self, actor: str, time: OpenTime, held: Hold | None) -> Hold | None:
        """Hold a provider's time for an open question, in place of what it `held`; None where others hold it all.

        Raises NotAllowed or DatabaseUnusable.
        """
        now = self._context.clock.now()
        until = now + timedelta(minutes=self._context.policy.booking.hold_minutes)
        with self._context.reading(actor, Privilege.BOOK) as (reading, clinic):
            provider, site = clinic.providers[time.provider], clinic.sites[time.site]
            wanted = Hold(
                time.provider,
                time.site,
                time.span,
                actor,
                now,
                until,
                is_open=True,
                number=held.number if held else 0,
                things=time.things,
            )
            places = _places(clinic, provider, site, time.span, now)
            booked = (one for one in _booked(reading, provider, time.span) if one.appointment.id != time.moving)
            return reading.holds.take(wanted, now=now, places=places, booked=map(provider_span_of, booked))

    def let_go(self, actor: str, held: Hold) -> None:
        """The question was answered or left."""
        with self._context.reading(actor, Privilege.BOOK) as (reading, _):
            reading.holds.release(held.number)

    def _until(self, request: HoldRequest, site: Site, span: Interval, now: datetime) -> datetime:
        latest = min(span.end, now + timedelta(hours=self._context.policy.booking.hold_hours))
        if request.until is None:
            return latest
        wanted = resolve(wall_at(request.until, site), site.tz, fold=fold_at(request.until, site, 0)).at
        if wanted <= now:
            raise BadInput(sentences.UNTIL_IS_PAST, field="until")
        return min(wanted, latest)


def _of_time(holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Those of somebody's time: what is held of none has no site."""
    return tuple(one for one in holds if one.site)


def _span(request: HoldRequest, site: Site) -> Interval:
    """The time meant. Raises BadInput where the clocks skip its start, or show it twice and nobody said which."""
    if not 1 <= request.minutes <= LONGEST_MINUTES:
        said = MINUTES_OUT_OF_RANGE.format(minutes=request.minutes, most=LONGEST_MINUTES)
        raise BadInput(said, field="minutes")
    wall = wall_at(request.start, site)
    resolved = resolve(wall, site.tz, fold=fold_at(request.start, site, request.fold))
    if resolved.skipped or resolved.repeated:
        said = sentences.TIME_SKIPPED if resolved.skipped else sentences.TIME_TWICE
        raise BadInput(said.format(time=f"{wall:%-H:%M}", day=f"{wall:%a %-d %b %Y}", site=site.name), field="start")
    return Interval(resolved.at, resolved.at + timedelta(minutes=request.minutes))


def _places(clinic: Clinic, provider: Provider, site: Site, span: Interval, now: datetime) -> int:
    """How many the provider's sessions see at once then: each hold keeps one place."""
    day = provider_day(clinic, provider, site, local(span.start, site.tz).date(), now=now)
    there = (one.capacity or ALONE for one in day.sessions if one.span.overlaps(span))
    return max(there, default=ALONE)


def _booked(reading: Reading, provider: Provider, span: Interval) -> tuple[ScheduledVisit, ...]:
    """Those whom the provider sees then."""
    found = reading.schedule.between(span.start, span.end, provider=provider.code, live_only=True)
    return tuple(one for one in taking(found, provider.code) if provider_span_of(one).overlaps(span))


def _refuse_taken(
    booked: tuple[ScheduledVisit, ...], provider: Provider, site: Site, span: Interval, *, places: int, now: datetime
) -> None:
    """Raise Refused for time that is over, or in which no place is left to hold."""
    hours = _hours(span, site)
    if span.end <= now:
        said = sentences.HOLD_IS_OVER.format(hours=hours, day=f"{local(span.start, site.tz):%a %-d %b %Y}")
        raise _refused("C10", said)
    spans = dict(enumerate(map(provider_span_of, booked)))
    if spans and len(most_at_once(span, spans)) >= places:
        numbers = tuple(one.appointment.id for one in booked)
        said = sentences.TIME_IS_TAKEN.format(provider=provider.family, hours=hours)
        raise Refused(sentences.NOT_HELD.format(why=said), [Conflict("C3", Severity.HARD, said, numbers)])


def _held_by(others: tuple[Hold, ...], provider: Provider, site: Site, now: datetime) -> Refused:
    said = [
        sentences.HELD_BY.format(
            who=one.by,
            hours=_hours(one.span, site),
            provider=provider.family,
            until=format_until(one.until, site, now),
        )
        for one in others
    ]
    met = [Conflict("C8", Severity.HARD, each) for each in said]
    return Refused(sentences.NOT_HELD.format(why=" ".join(said)), met)


def _refused(rule: str, why: str) -> Refused:
    return Refused(sentences.NOT_HELD.format(why=why), [Conflict(rule, Severity.HARD, why)])


def _hours(span: Interval, site: Site) -> str:
    start, end = (local(at, site.tz) for at in (span.start, span.end))
    return f"{format_clock(start)}-{format_end(end)}"


def _said(sentence: str, hold: Hold, clinic: Clinic, now: datetime) -> str:
    site = clinic.sites[hold.site]
    return sentence.format(
        provider=clinic.providers[hold.provider].family,
        when=format_wall(hold.span.start, site, now),
        end=format_end(local(hold.span.end, site.tz)),
        until=format_wall(hold.until, site, now),
        note=sentences.HELD_NOTE.format(note=hold.note) if hold.note else "",
    )
