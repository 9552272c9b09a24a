"""Which starts are left once everything that whole cells can tell is taken out, in the order of time?

Every start that the rules would let pass is among them; of those that are not, most are left out. A rule that a clinic
only wants to be told of leaves nothing out, but an opening always lies in open time.
"""

from __future__ import annotations

from functools import lru_cache
from heapq import merge
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.wall import day_span
from core.conflict import Severity
from core.schedule.cells import CELL, CELL_MINUTES, CELLS_A_DAY, MINUTE, Stretch
from core.schedule.rules.crowding import ALONE
from core.schedule.rules.further import placed
from core.schedule.slots.open_cells import OpenCells, OpenTime, SiteDays
from core.schedule.slots.taken_cells import Around

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, time, timedelta

    from core.clinic.model import Provider, Site
    from core.schedule.ports import Reading
    from core.schedule.slots.plan import Place, Plan

_HOUR: Final = 60


class Candidate(Struct, frozen=True):
    """A start at a place, and whether the provider is free neither right before it nor right after it."""

    start: datetime
    place: Place
    is_usual: bool
    no_gap_before: bool
    no_gap_after: bool
    rooms: Rooms | None
    """Those that such a visit may take; None where it may share one."""

    @property
    def order(self) -> tuple[datetime, bool, int, int]:
        """Soonest first, then the usual provider, then where least time is left over beside it."""
        return self.start, not self.is_usual, 2 - self.no_gap_before - self.no_gap_after, self.place.rank


class Rooms(Struct):
    """When a room is free at a site. They are looked at once none was, as there mostly is one. Not frozen: it knows."""

    around: Around
    site: Site
    row: int | None = None

    def look(self) -> None:
        """None was free at a start that was looked at."""
        if self.row is None:
            self.row = self.around.of_rooms(self.site)

    def may_be_free(self, start: datetime) -> bool:
        """Whether one is, or nobody has looked."""
        return self.row is None or _is_set(self.row, (start - self.around.stretch.first) // CELL)


class _SiteRows(Struct, frozen=True):
    """What holds for every provider at a site: its days, the cells in which the visit may begin there, its rooms."""

    days: SiteDays
    starts: int
    rooms: Rooms


class PlaceRow(Struct, frozen=True):
    """Rows of a place: the cells in which visits may begin, where it has open time, and what of that is free."""

    place: Place
    days: SiteDays
    starts: int
    open: int
    free: int
    rooms: Rooms | None
    """Those that such a visit may take; None where it may share one."""


def candidates(
    reading: Reading, plan: Plan, span: Interval, closed: Mapping[tuple[str, str], datetime]
) -> Iterator[Candidate]:
    """Those that begin in `span`, in their order.

    None of a provider at a site, by their codes, before what `closed` says by the time that one is asked for.
    """
    around, rows = place_rows(reading, plan, span)
    return merge(*(_each(row, around, closed) for row in rows), key=lambda one: one.order)


def place_rows(reading: Reading, plan: Plan, span: Interval) -> tuple[Around, tuple[PlaceRow, ...]]:
    """The row of every place for visits that begin in `span`, and the stretch that they are of."""
    stretch = Stretch.over(Interval(span.start, span.end + _reach(plan)))
    around, asked = Around(reading, plan, stretch), stretch.touched([span])
    sites = {
        place.site.code: _site_rows(around, place.site, asked)
        for place in {place.site.code: place for place in plan.places}.values()
    }
    everybody = [*(place.provider.code for place in plan.places), *(one.code for one in plan.may_be_besides)]
    taken = reading.schedule.taken_cells("provider", tuple(dict.fromkeys(everybody)), stretch)
    return around, tuple(_row(around, place, sites[place.site.code], taken) for place in plan.places)


def _row(around: Around, place: Place, site: _SiteRows, taken: Mapping[str, int]) -> PlaceRow:
    plan, full, provider = around.plan, around.stretch.full, place.provider
    opened, free = _hours(around, provider, site, taken)
    if plan.policy.rules.C8 is not Severity.WARN:
        free &= opened.own
    row = site.starts & around.need_at(place.site).fits(opened.open, full)
    if row:
        offset, minutes = plan.of_provider
        row &= around.need_at(place.site, offset=offset, minutes=minutes).fits(free, full)
    if row:
        row &= around.of_interpreters(provider, place.site)
    if row:
        row &= _of_further(around, place, site, taken)
    rooms = site.rooms if _is_alone(plan, provider) else None
    return PlaceRow(place, site.days, row, opened.open, opened.open & free, rooms)


def _hours(around: Around, provider: Provider, site: _SiteRows, taken: Mapping[str, int]) -> tuple[OpenCells, int]:
    """What the provider's hours say, and the cells in which they see nobody and nothing keeps them for other types."""
    plan, rules = around.plan, around.plan.policy.rules
    opened = OpenTime(plan.clinic, plan.visit_type, plan.now, rules.C11 is Severity.WARN).of(provider, site.days)
    alone = _is_alone(plan, provider) and rules.C3 is not Severity.WARN
    busy = taken.get(provider.code, 0) & ~around.own if alone else 0
    return opened, around.stretch.full & ~busy & (~opened.kept if rules.C8 is not Severity.WARN else -1)


def _of_further(around: Around, place: Place, site: _SiteRows, taken: Mapping[str, int]) -> int:
    """While everybody is free who is to be there besides, and somebody for each skill that the type asks for."""
    plan, full = around.plan, around.stretch.full
    if not plan.may_be_besides:
        return full
    offset, minutes = plan.of_further
    need, rows = around.need_at(place.site, offset=offset, minutes=minutes), dict[str, int]()
    for one in plan.may_be_besides:
        opened, free = _hours(around, one, site, taken)
        rows[one.code] = need.fits(opened.open & free, full) if one != place.provider else 0
    row = full
    for one in plan.further_with(place.provider)[0]:
        row &= rows[one.code]
    for skill in plan.visit_type.further_skills:
        able = 0
        for one in plan.may_be_besides:
            able |= rows[one.code] if placed([skill], [one]) else 0
        row &= able if plan.policy.rules.C11 is not Severity.WARN else full
    return row


def _each(row: PlaceRow, around: Around, closed: Mapping[tuple[str, str], datetime]) -> Iterator[Candidate]:
    plan, stretch, place, rooms = around.plan, around.stretch, row.place, row.rooms
    here = place.provider.code, place.site.code
    is_usual = plan.patient.usual_provider.casefold() == place.provider.code.casefold()
    shifts = range(CELL_MINUTES) if place.site.grid % CELL_MINUTES else (0,)
    for cell in stretch.starts(row.starts, lambda: closed.get(here)):
        for shift in shifts:
            start = cell + shift * MINUTE
            if plan.admits(start, place.site) and (rooms is None or rooms.may_be_free(cell)):
                before, after = start - CELL, start + plan.minutes * MINUTE
                yield Candidate(
                    start,
                    place,
                    is_usual,
                    not _is_set(row.free, (before - stretch.first) // CELL),
                    not _is_set(row.free, (after - stretch.first) // CELL),
                    rooms,
                )


def _is_set(row: int, at: int) -> bool:
    return at >= 0 and bool(row >> at & 1)


def _is_alone(plan: Plan, provider: Provider) -> bool:
    """Whether the provider never sees somebody else at the same time as such a visit."""
    of_type = plan.visit_type.capacity
    if of_type is not None and of_type <= ALONE:
        return True
    extra = (one.capacity or ALONE for one in plan.clinic.exceptions_of.get(provider.code, ()))
    weekly = (session.capacity for session in plan.clinic.sessions_of.get(provider.code, ()))
    return all(capacity <= ALONE for capacity in (*weekly, *extra))


def _site_rows(around: Around, site: Site, asked: int) -> _SiteRows:
    plan = around.plan
    days = SiteDays.of(plan.clinic, site, around.stretch)
    week = _starts_of_week(plan.search.weekdays, plan.search.begin, plan.search.finish, site.grid)
    changing = around.stretch.touched(day_span(on, site.tz) for on in days.changing)
    starts = asked & (days.every_week(week) | changing)
    starts &= around.of_patient(site) & around.of_equipment(site)
    return _SiteRows(days, starts, Rooms(around, site))


@lru_cache(maxsize=64)
def _starts_of_week(weekdays: tuple[int, ...], begin: time | None, finish: time | None, grid: int) -> bytes:
    """The cells of a week, from Monday 0:00 wall time on, in which the search asks for a start."""
    first = 0 if begin is None else _HOUR * begin.hour + begin.minute
    end = _HOUR * 24 if finish is None else _HOUR * finish.hour + finish.minute
    day = 0
    for minute in range(first, end):
        if minute % _HOUR % grid == 0:
            day |= 1 << minute // CELL_MINUTES
    row = sum(day << weekday * CELLS_A_DAY for weekday in weekdays or range(7))
    return row.to_bytes(7 * CELLS_A_DAY // 8, "little")


def _reach(plan: Plan) -> timedelta:
    """How far a visit reaches beyond its start, and what is looked at behind it."""
    return plan.minutes * MINUTE + CELL
