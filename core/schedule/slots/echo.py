"""How is a search told in plain words, for the person who typed it to check?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from core.calendar.names import WEEKDAYS, format_date
from core.schedule.sentences import AND, SEARCH_ECHO
from core.schedule.slots.vocabulary import ORDINALS
from core.text.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from core.clinic.model import Clinic, VisitType
    from core.schedule.slots.model import SlotSearch
    from core.schedule.slots.said import Said


def echo_of(search: SlotSearch, clinic: Clinic, said: Said, visit_type: VisitType) -> str:
    """'Follow-up (fu20, 20 min), with Lee, Mon or Tue, from 9:00, the third and later'."""
    minutes = visit_type.minutes if search.minutes is None else search.minutes
    parts = (
        SEARCH_ECHO["type"].format(name=visit_type.name, code=visit_type.code, minutes=minutes),
        *_who_and_where(search, clinic, said),
        SEARCH_ECHO["skill"].format(skill=search.skill) if search.skill else "",
        SEARCH_ECHO[search.mode.value] if search.mode else "",
        *_weekdays(said),
        describe_days(search.first, search.last),
        said.hours.describe(),
        SEARCH_ECHO["nth"].format(nth=ORDINALS[search.nth - 1]) if search.nth > 1 else "",
    )
    return ", ".join(part for part in parts if part)


def _who_and_where(search: SlotSearch, clinic: Clinic, said: Said) -> Iterator[str]:
    """With whom and where; what only goes without saying is told to be so."""
    site = SEARCH_ECHO["site"].format(site=clinic.sites[search.site].name) if search.site else ""
    who = SEARCH_ECHO["who"].format(who=_names(clinic, search.providers)) if search.providers else ""
    if said.left_out:
        yield SEARCH_ECHO["without"].format(who=_names(clinic, said.left_out))
        who = who if said.providers else ""
    elif said.is_anybody and not search.providers:
        yield SEARCH_ECHO["anybody"]
    said_parts = [part for part, is_said in ((who, said.providers), (site, said.site)) if is_said and part]
    yield from said_parts
    if search.further:
        yield SEARCH_ECHO["further"].format(who=_names(clinic, search.further, AND))
    unsaid = " ".join(part for part in (who, site) if part and part not in said_parts)
    if unsaid:
        yield SEARCH_ECHO["usual"].format(what=unsaid)


def _weekdays(said: Said) -> Iterator[str]:
    days, left_out = said.days.weekdays, said.days.left_out
    if days:
        yield listed([WEEKDAYS[day][:3] for day in sorted(days - left_out)] or ["no day"])
    elif left_out:
        yield SEARCH_ECHO["no weekdays"].format(days=listed([WEEKDAYS[day][:3] for day in sorted(left_out)]))


def _names(clinic: Clinic, codes: Iterable[str], joint: str = "") -> str:
    """Family names, "or" between them without a `joint`; with an initial where another provider shares theirs."""
    shared = Counter(one.family for one in clinic.providers.values() if not one.retired)
    providers = [clinic.providers[code] for code in codes]
    told = [one.short if shared[one.family] > 1 else one.family for one in providers]
    return joint.join(told) if joint else listed(told)


def describe_days(first: date | None, last: date | None) -> str:
    """'on Fri 27 Nov 2026', 'from Fri 27 Nov 2026 on', 'until ...', 'from ... to ...'."""
    if first and last:
        days = format_date(first), format_date(last)
        return f"on {days[0]}" if first == last else f"from {days[0]} to {days[1]}"
    if first:
        return f"from {format_date(first)} on"
    return f"until {format_date(last)}" if last else ""
