"""Which times are proposed for a booking: the one that was asked for, if one was, then openings, and one is chosen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock, format_day
from core.calendar.wall import local
from core.errors import ClinicdeskError
from core.schedule.model.appointment import Mode
from core.schedule.requests import BookingRequest
from core.schedule.which_site import chosen_site
from core.structs import replace
from tui.prompts.sentences import (
    FIND_TIME_MORE,
    FIND_TIME_NONE,
    INTENT_ASKED,
    INTENT_HIGHLIGHTED,
    INTENT_LOOKED_UNTIL,
    INTENT_TAKEN,
    INTENT_UNTIL,
)
from tui.selection.place import Slot, in_use
from tui.terminal.cells import fit, width_of
from tui.text.lines import choice, windowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clinic.model import Site
    from core.record_ref import PatientId
    from core.schedule.slots.model import Opening
    from core.schedule.slots.words import Understood
    from tui.text.lines import Line
    from tui.workstation import Workstation

SHOWN: Final = 8
_WHEN_CELLS: Final = 17
_WHY_CELLS: Final = 29
"""Fewer where the day has a year."""


class Proposal(Struct, frozen=True):
    """A time with a provider for a visit, in codes. It `is_asked` that was named or given; `why` speaks for it."""

    slot: Slot
    visit_type: str
    minutes: int
    mode: Mode | None = None
    further: tuple[str, ...] | None = None
    room: str = ""
    why: str = ""
    is_asked: bool = False
    is_meant: bool = False
    """Whether it was named with whom it is, or highlighted: it is chosen also where it is not free."""
    refused_by: tuple[str, ...] = ()
    """The rules that stand in the way of it."""

    def request(self, patient: PatientId) -> BookingRequest:
        """The booking of it."""
        slot = self.slot
        return BookingRequest(
            patient=patient,
            visit_type=self.visit_type,
            provider=slot.provider,
            start=slot.wall,
            fold=slot.fold,
            site=slot.site,
            minutes=self.minutes,
            mode=self.mode,
            further=self.further,
        )


class Proposals:
    """A list, the chosen one marked; more are looked for where the arrow goes beyond them."""

    def __init__(self, workstation: Workstation, site: Site) -> None:
        self._workstation, self._site = workstation, site
        self.most = SHOWN
        self.is_chosen = False
        """Whether an arrow chose."""
        self.echo = ""
        self.problem = ""
        self._rows: tuple[Proposal, ...] = ()
        self._found = 0
        self._until = ""
        self._at = 0

    @property
    def chosen(self) -> Proposal | None:
        """The one marked."""
        return self._rows[self._at] if self._rows else None

    def begin(self) -> None:
        """Something else was typed: the first pages again, and the best of them."""
        self.most, self.is_chosen = SHOWN, False

    def look(
        self,
        read: Understood,
        given: Slot | None,
        in_the_way: Callable[[Proposal], tuple[str, ...]] | None,
        *,
        prefers_given: bool = True,
    ) -> None:
        """Look for what was read; first comes what it names, or what was `given` as far as that fits.

        What was chosen by an arrow stays chosen. Else the first is, also where it is no longer free: nobody books
        another time unawares. What was given and is not preferred is only chosen if it is free.
        """
        kept = self.chosen.slot if self.chosen and self.is_chosen else None
        asked = self._asked(read, given, prefers_given=prefers_given)
        if asked and in_the_way:
            asked = replace(asked, refused_by=in_the_way(asked))
        desk, actor = self._workstation.desk, self._workstation.actor
        self._rows, self._until, self.problem = (), "", ""
        openings: tuple[Opening, ...] = ()
        self._found = 0
        try:
            best = desk.schedule.best_openings(actor, read)
            self._found, self.echo = len(best.openings), best.echo
            openings = (*best.openings[:1], *((best.sooner,) if best.sooner else ()), *best.openings[1:])
            site = self._workstation.view.clinic.sites[openings[-1].site] if openings else self._site
            self._until = f"{local(best.until, site.tz):%a %-d %b}" if best.until else ""
        except ClinicdeskError as error:
            self.echo, self.problem = read.echo, error.sentence
        others = (replace(self._of(one), further=read.search.further) for one in openings)
        head = (asked,) if asked else ()
        self._rows = (*head, *(one for one in others if not asked or not _same(one.slot, asked.slot)))
        slots = [one.slot for one in self._rows]
        is_first = asked is None or asked.is_meant or not asked.refused_by or len(slots) == 1
        self._at = slots.index(kept) if kept in slots else 0 if is_first else 1

    def move(self, rows: int) -> bool:
        """Choose another, so many rows below; whether more must be looked for first."""
        if self._at + rows >= len(self._rows) and (self._found >= self.most or self._until):
            self.most += SHOWN
            self.is_chosen = True
            return True
        self._at = min(max(self._at + rows, 0), max(len(self._rows) - 1, 0))
        self.is_chosen = True
        return False

    def choose_refused(self) -> bool:
        """Choose the time that was asked for, if another is chosen as that is not free; whether it is chosen now."""
        is_refused = bool(self._at and self._rows[0].refused_by)
        if is_refused:
            self._at, self.is_chosen = 0, True
        return is_refused

    def choose(self, slot: Slot | None) -> None:
        """Choose that one, if it is still proposed."""
        slots = [one.slot for one in self._rows]
        if slot in slots:
            self._at, self.is_chosen = slots.index(slot), True

    def lines(self, most: int = SHOWN) -> tuple[Line, ...]:
        """A line each, no more than so many, and whether there are more."""
        if self.problem:
            return (((f" {self.problem}", "warn"),),)
        none = INTENT_LOOKED_UNTIL.format(until=self._until) if self._until else FIND_TIME_NONE
        told: tuple[Line, ...] = () if self._found else (((f" {none}", "hint"),),)
        shown = windowed(self._rows, self._at, min(most, SHOWN))
        last = shown[-1][0] if shown else 0
        more = INTENT_UNTIL.format(until=self._until) if self._until else FIND_TIME_MORE
        has_more = last < len(self._rows) - 1 or self._found >= self.most or bool(self._until and self._found)
        rows = (self._row(one, chosen=at == self._at) for at, one in shown)
        return (*rows, *told, *((((f" {more}", "hint"),),) if has_more and self._found else ()))

    def _asked(self, read: Understood, given: Slot | None, *, prefers_given: bool) -> Proposal | None:
        """What the words name to the minute, else what was given, where they say nothing against it."""
        slot = self._named(read, given) or given
        if slot is None or not in_use(slot, self._workstation.view.clinic):
            return None
        provider, search = self._workstation.view.clinic.providers[slot.provider], read.search
        if search.skill not in {"", *provider.skills} or not (slot.is_typed or _fits(slot, read)):
            return None
        kind = self._workstation.view.clinic.visit_types[search.visit_type]
        minutes = kind.minutes if search.minutes is None else search.minutes
        why = INTENT_ASKED if slot.is_typed else INTENT_HIGHLIGHTED
        is_meant = bool(read.named.providers) if slot.is_typed else prefers_given
        return Proposal(
            slot, kind.code, minutes, search.mode, search.further, why=why, is_asked=True, is_meant=is_meant
        )

    def _named(self, read: Understood, given: Slot | None) -> Slot | None:
        clinic, site = self._workstation.view.clinic, read.named.site
        providers = read.named.providers or read.search.providers
        if not providers and given and not read.named.skill:
            providers = (given.provider,)
        if read.start is None or len(providers) != 1:
            return None
        provider, fallback = clinic.providers[providers[0]], read.search.site or self._site.code
        try:
            at = chosen_site(
                clinic,
                provider,
                read.start,
                fold=None,
                named=site or None,
                fallback=fallback,
                now=self._workstation.view.now,
            )
        except ClinicdeskError:
            return None
        return Slot(at.code, provider.code, read.start, is_typed=True)

    def _of(self, opening: Opening) -> Proposal:
        start = local(opening.start, self._workstation.view.clinic.sites[opening.site].tz)
        return Proposal(
            Slot(opening.site, opening.provider, start.replace(tzinfo=None)),
            opening.visit_type,
            (opening.end - opening.start) // timedelta(minutes=1),
            opening.mode,
            room=opening.room or ("" if opening.mode is Mode.IN_PERSON else opening.mode.value),
            why=", ".join(opening.why),
        )

    def _row(self, one: Proposal, *, chosen: bool) -> Line:
        clinic = self._workstation.view.clinic
        zone = clinic.sites[one.slot.site].tz
        start, today = one.slot.start.replace(tzinfo=zone), local(self._workstation.view.now, zone).date()
        when = f"{format_day(start.date(), today)} {format_clock(start)}"
        cells_of_when = max(width_of(when), _WHEN_CELLS)
        why = INTENT_TAKEN.format(rules=", ".join(one.refused_by)) if one.refused_by else one.why
        cells = (
            fit(when, cells_of_when),
            fit(clinic.providers[one.slot.provider].short, 12),
            fit(clinic.sites[one.slot.site].name, 11),
            fit(one.room, 5),
            fit(why, _WHEN_CELLS + _WHY_CELLS - cells_of_when),
        )
        return choice(" ".join(cells), chosen=chosen)


def _same(one: Slot, other: Slot) -> bool:
    """Whether they are one place in the schedule, whoever named it."""
    return (one.site, one.provider, one.start) == (other.site, other.provider, other.wall)


def _fits(slot: Slot, read: Understood) -> bool:
    """Whether the words say nothing against that time, as 2pm does against any other."""
    said, wall = read.named, slot.wall
    day = wall.date()
    return (
        said.nth == 1
        and read.point in {None, wall.time()}
        and (not said.providers or slot.provider in said.providers)
        and said.site in {"", slot.site}
        and (said.first is None or said.first <= day)
        and (said.last is None or day <= said.last)
        and (not said.weekdays or day.weekday() in said.weekdays)
        and (said.begin is None or said.begin <= wall.time())
        and (said.finish is None or wall.time() < said.finish)
    )
