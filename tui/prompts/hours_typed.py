"""Which change of a provider's hours do the words mean that are typed at the schedule?"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.parse_period import find_period
from core.calendar.period import whole_days
from core.calendar.wall import local
from core.errors import BadInput
from core.schedule.availability.requests import BlockRequest, CancelRequest, ExtraRequest, LeaveRequest
from tui.prompts.sentences import HOURS_MISSING

if TYPE_CHECKING:
    from datetime import date

    from core.calendar.period import Period
    from core.schedule.availability.requests import AvailabilityRequest
    from tui.workstation import Workstation

_RELEASE: Final = re.compile(r"(?:release )?(?P<hours>[0-9]{1,4}) ?h(?: before)?", re.IGNORECASE)
_COUNTS: Final = re.compile(r"\b(capacity|overbooks) ([0-9]{1,4})\b", re.IGNORECASE)
_INSTEAD: Final = "instead"
_ONLY: Final = "only"


class HoursKind(Enum):
    """What can be done, in the order of the menu: by what the question calls it."""

    LEAVE = "Leave"
    EXTRA = "Extra session"
    BLOCK = "Block"
    CANCEL = "Cancel sessions"

    @property
    def letter(self) -> str:
        """The key that chooses it."""
        return self.value[0].lower()


class HoursOf(Struct, frozen=True):
    """Whose hours, where and on which day somebody stands on the schedule."""

    provider: str
    site: str
    on: date


def read_change(workstation: Workstation, of: HoursOf, kind: HoursKind, typed: str) -> AvailabilityRequest:
    """The days or hours, and what is typed behind them: why, or for what.

    Of a block a visit type's code says what still fits, and '24h' how long before it opens to all; an extra session is
    'instead' of the day's, and says whom it takes: 'capacity 3 overbooks 1 grp30'. Leave and cancelled sessions are of
    the day one stands on where nothing is said. Raises BadInput.
    """
    period, rest = _period(workstation, of, kind, typed)
    if kind is HoursKind.LEAVE:
        return LeaveRequest(of.provider, period, note=rest)
    if kind is HoursKind.CANCEL:
        return CancelRequest(of.provider, period, of.site, rest)
    if kind is HoursKind.EXTRA:
        return _extra(workstation, of, period, rest)
    return _block(workstation, of, period, rest)


def _extra(workstation: Workstation, of: HoursOf, period: Period, rest: str) -> ExtraRequest:
    counts = {found[1].lower(): int(found[2]) for found in _COUNTS.finditer(rest)}
    types, words = _types_among(workstation, _COUNTS.sub(" ", rest))
    note = " ".join(word for word in words if word.lower() != _INSTEAD)
    return ExtraRequest(
        provider=of.provider,
        period=period,
        site=of.site,
        note=note,
        is_instead=len(note.split()) != len(words),
        capacity=counts.get("capacity"),
        overbooks=counts.get("overbooks"),
        types=types,
    )


def _types_among(workstation: Workstation, rest: str) -> tuple[tuple[str, ...], list[str]]:
    """The visit types whose codes are among the words, and the other words."""
    words = rest.replace(",", " ").split()
    codes = {code.lower(): code for code, one in workstation.view.clinic.visit_types.items() if not one.retired}
    types = tuple(codes[word.lower()] for word in words if word.lower() in codes)
    return types, [word for word in words if word.lower() not in codes and not (types and word.lower() == _ONLY)]


def _block(workstation: Workstation, of: HoursOf, period: Period, rest: str) -> BlockRequest:
    release = _RELEASE.search(rest)
    hours = int(release["hours"]) if release else None
    types, words = _types_among(workstation, _RELEASE.sub(" ", rest, count=1) if release else rest)
    return BlockRequest(of.provider, period, " ".join(words), types=types, release_hours=hours)


def _period(workstation: Workstation, of: HoursOf, kind: HoursKind, typed: str) -> tuple[Period, str]:
    view = workstation.view
    site = view.clinic.sites[of.site]
    if not typed.strip():
        if kind in {HoursKind.EXTRA, HoursKind.BLOCK}:
            raise BadInput(HOURS_MISSING, field="period")
        return whole_days(of.on, of.on), ""
    return find_period(
        typed,
        today=local(view.now, site.tz).date(),
        order=workstation.settings.dates.order,
        zone=site.tz,
        base=of.on,
        by_hours=kind is not HoursKind.LEAVE,
    )
