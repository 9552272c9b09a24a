"""When can several visits follow one another, of one patient or of a family, and how are they booked as one?

Each day is looked at by itself, the soonest first: from every opening of the first visit on, the next is looked for
within the minutes that may lie between. What is found is asked of every rule as it would be booked, all of it.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site, pick, today_at
from core.conflict import blocking
from core.errors import BadInput
from core.journal.change import Change
from core.schedule.booking import assessed, let_go
from core.schedule.freeing import end_waiting
from core.schedule.model.linked import Linked, LinkedId, LinkKind
from core.schedule.requests import BookingRequest
from core.schedule.sentences import (
    CHAIN_BACKWARDS,
    CHAIN_BOOKED,
    CHAIN_GAP,
    CHAIN_NEEDS_TWO,
    CHAIN_NOT_BOOKED,
    CHAIN_TOO_FAR,
    CHAIN_TOO_LONG,
    CHAIN_VISIT,
)
from core.schedule.series.booking import all_served, begin, keep
from core.schedule.series.chain_requests import Bundle
from core.schedule.series.deciding import decide_all, warnings_of
from core.schedule.series.planning import Planning
from core.schedule.slots.model import SlotSearch
from core.schedule.slots.search import openings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from core.schedule.ports import ScheduleContext
    from core.schedule.series.chain_requests import ChainPart, ChainRequest
    from core.schedule.slots.model import Opening

MOST_PARTS: Final = 8
_DAYS: Final = 14
_MOST_DAYS: Final = 92
_MOST_GAP: Final = 12 * 60
_FIRST_STARTS: Final = 150
"""Openings of the first visit that are gone on from on one day."""
_BRANCHES: Final = 3
_MOST_WAYS: Final = 27
"""Ways to go on from one first visit that are tried by the rules."""
"""Openings of a later visit that are gone on from, the soonest ones."""
_A_DAY: Final = 12
"""Bundles of one day among which those with the least waiting are offered."""
_MINUTE: Final = timedelta(minutes=1)


class _Search(Struct, frozen=True):
    """What is looked for, by whom, and at which site's days."""

    context: ScheduleContext
    actor: str
    request: ChainRequest
    planning: Planning
    dead_ends: set[tuple[int, datetime, str]] = field(default_factory=set)
    """After so many visits, that instant and site nothing follows: it is not looked for again."""


def bundles(context: ScheduleContext, actor: str, request: ChainRequest) -> tuple[Bundle, ...]:
    """What could be booked, the soonest day first, of a day what keeps people waiting least. Writes nothing.

    Raises BadInput for fewer than two visits or what cannot be, NotFound.
    """
    _check(request)
    with context.reading(actor, Privilege.BOOK) as (reading, clinic):
        now = context.clock.now()
        search = _Search(context, actor, request, Planning(reading, clinic, context.policy, actor, now))
        site = pick(clinic.sites, request.site, "site") if request.site else first_site(clinic)
        first = request.first or today_at(site, now)
        last = request.last or first + timedelta(days=_DAYS)
        if last < first:
            raise BadInput(CHAIN_BACKWARDS, field="to")
        if (last - first).days > _MOST_DAYS:
            raise BadInput(CHAIN_TOO_FAR.format(most=_MOST_DAYS), field="to")
        span = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        days = (day for day in span if not request.weekdays or day.weekday() in request.weekdays)
        return tuple(islice((one for day in days for one in _of_day(search, day)), request.limit))


def book_chain(
    context: ScheduleContext, actor: str, bookings: Sequence[BookingRequest], overrides: Mapping[str, str]
) -> Change:
    """Book all of these visits, which belong together from then on, or none. Raises Refused with every conflict."""
    if len(bookings) < 2:
        raise BadInput(CHAIN_NEEDS_TWO, field="visit")
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        planned = Planning(tx, clinic, context.policy, actor, now).bookings(bookings)
        recorded = decide_all(context, actor, clinic, planned, overrides, refusal=CHAIN_NOT_BOOKED, now=now)
        begin(tx, now, actor, "chain", recorded)
        linked = Linked(LinkedId(0), planned[0].proposal.patient.id, LinkKind.CHAIN)
        kept = keep(tx, clinic, planned, recorded, linked, refusal=CHAIN_NOT_BOOKED)
        told = "; ".join(
            CHAIN_VISIT.format(
                patient=one.proposal.patient.name,
                type=one.proposal.visit_type.code,
                provider=one.proposal.provider.family,
                when=one.name,
            )
            for one in planned
        )
        sentence = CHAIN_BOOKED.format(count=len(kept), visits=told)
        sentence += "".join(end_waiting(tx, clinic, one.appointment, actor, now) for one in kept)
        entry = tx.journal.end(kept[0].ref, sentence)
        held = all_served(tx, actor, planned)
    let_go(tx, held)
    return Change(entry, sentence, kept, warnings=warnings_of(planned))


def _check(request: ChainRequest) -> None:
    if len(request.parts) < 2:
        raise BadInput(CHAIN_NEEDS_TWO, field="visit")
    if len(request.parts) > MOST_PARTS:
        raise BadInput(CHAIN_TOO_LONG.format(most=MOST_PARTS), field="visit")
    for part in request.parts:
        if not 0 <= part.least <= part.most <= _MOST_GAP:
            raise BadInput(CHAIN_GAP.format(least=part.least, of=part.most, most=_MOST_GAP), field="gap")


def _of_day(search: _Search, day: date) -> list[Bundle]:
    """The bundles of one day, those with the least waiting first."""
    parts = search.request.parts
    if not all(any(_openings(search, part, day, limit=1)) for part in parts[1:]):
        return []
    found: list[Bundle] = []
    seen: set[datetime] = set()
    for opening in _openings(search, parts[0], day, limit=_FIRST_STARTS):
        if opening.start in seen:
            continue
        ways = islice(_goes_on(search, day, (opening,)), _MOST_WAYS)
        bundle = next(_possible(search, ways), None)
        if bundle:
            seen.add(opening.start)
            found.append(bundle)
            if len(found) >= _A_DAY:
                break
    return sorted(found, key=lambda one: (one.waiting, one.start))


def _goes_on(search: _Search, day: date, chosen: tuple[Opening, ...]) -> Iterator[tuple[Opening, ...]]:
    """Every way to go on from those that are chosen, at their site, the soonest first."""
    parts = search.request.parts
    if len(chosen) == len(parts):
        yield chosen
        return
    came_to = len(chosen), chosen[-1].end, chosen[-1].site
    if came_to in search.dead_ends:
        return
    part, site = parts[len(chosen)], search.planning.clinic.sites[chosen[-1].site]
    after, before = (chosen[-1].end + minutes * _MINUTE for minutes in (part.least, part.most))
    begins, ends = (local(at, site.tz).replace(tzinfo=None) for at in (after, before + _MINUTE))
    if begins.date() != day:
        return
    finish = ends.time() if ends.date() == day else None
    is_dead_end = True
    for opening in _openings(search, part, day, limit=_BRANCHES, site=site.code, begin=begins.time(), finish=finish):
        if after <= opening.start <= before:
            for way in _goes_on(search, day, (*chosen, opening)):
                is_dead_end = False
                yield way
    if is_dead_end:
        search.dead_ends.add(came_to)


def _openings(
    search: _Search,
    part: ChainPart,
    day: date,
    *,
    limit: int,
    site: str = "",
    begin: time | None = None,
    finish: time | None = None,
) -> Iterator[Opening]:
    """The openings of a visit on that day that are over by the time that is said; `begin` and `finish` bound the start.

    Times are those of the site.
    """
    request = search.request
    wanted = SlotSearch(
        visit_type=part.visit_type,
        patient=part.patient or request.patient,
        providers=part.providers,
        site=site or request.site,
        first=day,
        last=day,
        begin=max((at for at in (begin, request.begin) if at is not None), default=None),
        finish=min((at for at in (finish, request.finish) if at is not None), default=None),
        minutes=part.minutes,
        mode=part.mode,
        limit=limit,
        further=part.further,
    )
    if wanted.begin and wanted.finish and wanted.begin >= wanted.finish:
        return
    for one in openings(search.context, search.actor, wanted):
        end = local(one.end, search.planning.clinic.sites[one.site].tz).replace(tzinfo=None)
        if request.finish is None or end <= datetime.combine(day, request.finish):
            yield one


def _possible(search: _Search, found: Iterator[tuple[Opening, ...]]) -> Iterator[Bundle]:
    """Those in whose way nothing is where all of it is booked: each visit beside those before it."""
    for chosen in found:
        asked = tuple(
            BookingRequest(
                patient=part.patient or search.request.patient,
                visit_type=part.visit_type,
                provider=opening.provider,
                start=opening.start,
                site=opening.site,
                minutes=part.minutes,
                mode=part.mode,
                further=part.further,
            )
            for part, opening in zip(search.request.parts, chosen, strict=True)
        )
        planned = search.planning.bookings(asked)
        if not any(blocking(one.conflicts) for one in planned):
            visits = tuple(assessed(one.proposal, one.conflicts) for one in planned)
            waiting = sum((two.start - one.end) // _MINUTE for one, two in pairwise(visits))
            yield Bundle(asked, visits, waiting)
