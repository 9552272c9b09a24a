"""Which rooms are free in the plan, so that a booking asks for one that the desk will grant?"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.calendar.interval import Interval
    from core.clinic.model import Clinic

_ANY: Final = ""


class Rooms:
    """Every room of the clinic and what is planned in it. A provider keeps to one room where that is free."""

    __slots__ = ("_rooms", "_taken", "_usual")

    def __init__(self, clinic: Clinic) -> None:
        self._rooms = tuple(room for room in clinic.rooms.values() if not room.retired)
        self._taken: defaultdict[tuple[str, date], list[Interval]] = defaultdict(list)
        sites = dict.fromkeys((session.site, session.provider) for session in clinic.sessions)
        self._usual = {
            (site, provider): place
            for of in clinic.sites
            for place, (site, provider) in enumerate(pair for pair in sites if pair[0] == of)
        }

    def take(self, site: str, kind: str, provider: str, span: Interval) -> str | None:
        """A room of that kind, taken for `span`; None when each has somebody."""
        fitting = [room.code for room in self._rooms if room.site == site and kind in {_ANY, room.kind}]
        if not fitting:
            return None
        own = self._usual[site, provider] % len(fitting)
        for code in (*fitting[own:], *fitting[:own]):
            # By UTC days, as a room has thousands of visits in a year; an evening may touch two of them.
            days = [self._taken[code, on] for on in {span.start.date(), span.end.date()}]
            if not any(span.overlaps(other) for taken in days for other in taken):
                for taken in days:
                    taken.append(span)
                return code
        return None
