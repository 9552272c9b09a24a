"""How are visits one after the other put into lines: as they were asked for, and as they can be had?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.names import WEEKDAYS
from core.calendar.wall import local
from core.schedule.sentences import SEARCH_ECHO
from core.schedule.slots.echo import describe_days
from core.schedule.slots.hours import Hours
from core.text.wording import listed
from tui.prompts.sentences import CHAIN_AT_ONCE, CHAIN_FOR, CHAIN_GAP, CHAIN_WAITING
from tui.terminal.cells import fit
from tui.text.lines import choice
from tui.text.words import born, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.series.chain_requests import Bundle, ChainPart, ChainRequest
    from core.schedule.series.chain_words import UnderstoodChain
    from tui.text.lines import Line
    from tui.workstation import Workstation

_ROW_CELLS: Final = 76


def part_lines(workstation: Workstation, read: UnderstoodChain) -> Iterator[Line]:
    """' 2 Follow-up (fu20, 20 min), with Lee, 10-40 min after', a line a visit, then what holds for all of them."""
    people = {one.id: one for one in read.family}
    for at, part in enumerate(read.request.parts):
        whose = people.get(part.patient) if part.patient else None
        name = CHAIN_FOR.format(patient=name_of(whose, privacy=workstation.privacy)) if whose else ""
        said = (*_part(workstation, part), _gap(part) if at else "", name)
        yield ((f" {at + 1} {', '.join(word for word in said if word)}", "ok"),)
    if words := _for_all(workstation, read.request):
        yield ((f"   {words}", "ok"),)


def bundle_row(one: Bundle, *, chosen: bool) -> Line:
    """'Tue 24 Nov 8:50-9:50  10 min between  lab10 Quist, ecg20 Ito, fu20 Lee': one way to have them."""
    first, last = one.visits[0], one.visits[-1]
    start, end = local(first.start, first.site.tz), local(last.end, last.site.tz)
    visits = ", ".join(f"{visit.visit_type.code} {visit.provider.family}" for visit in one.visits)
    cells = (
        fit(f"{start:%a %-d %b} {format_clock(start)}-{format_clock(end)}", 22),
        fit(CHAIN_WAITING.format(minutes=one.waiting), 16),
        visits,
    )
    return choice(fit(" ".join(cells), _ROW_CELLS), chosen=chosen)


def visit_lines(workstation: Workstation, bundle: Bundle) -> Iterator[Line]:
    """Each visit of it: from when to when, what, with whom and where; in a family whose each is, too."""
    privacy, family = workstation.privacy, {visit.patient.id for visit in bundle.visits}
    for visit in bundle.visits:
        hours = "-".join(format_clock(local(at, visit.site.tz)) for at in (visit.start, visit.end))
        today = local(workstation.view.now, visit.site.tz).date()
        who = f": {name_of(visit.patient, privacy=privacy)} {born(visit.patient, today, privacy=privacy)}"
        where = f"{visit.site.name}{visit.where or visit.afar}{who if len(family) > 1 else ''}"
        yield ((f"   {hours:<12}{visit.visit_type.code:<7}{visit.provider.short}, {where}", "panel"),)


def _part(workstation: Workstation, part: ChainPart) -> Iterator[str]:
    clinic = workstation.view.clinic
    kind = clinic.visit_types[part.visit_type]
    yield SEARCH_ECHO["type"].format(name=kind.name, code=kind.code, minutes=part.minutes or kind.minutes)
    if part.providers:
        who = listed([clinic.providers[code].family for code in part.providers])
        yield SEARCH_ECHO["who"].format(who=who)
    if part.mode:
        yield SEARCH_ECHO["mode"].format(mode=part.mode.value)


def _gap(part: ChainPart) -> str:
    return CHAIN_GAP.format(least=part.least, most=part.most) if part.most else CHAIN_AT_ONCE


def _for_all(workstation: Workstation, request: ChainRequest) -> str:
    """'Thu, before 12:00, at Main Street', or '' where nothing is said."""
    site = workstation.view.clinic.sites[request.site].name if request.site else ""
    parts = (
        listed([WEEKDAYS[day][:3] for day in request.weekdays]) if request.weekdays else "",
        describe_days(request.first, request.last),
        Hours(request.begin, request.finish).describe(),
        SEARCH_ECHO["site"].format(site=site) if site else "",
    )
    return ", ".join(part for part in parts if part)
