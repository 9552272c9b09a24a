"""In which small clinics are the cases of other schedulers' users asked? Lee's, on Monday 23 November 2026, 10:20."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from core.calendar.wall import local
from core.conflict import blocking
from core.errors import Refused
from core.settings.model import BookingSettings, Policy
from tests.clinics import MAIN, FakeClock, book, make_desk, register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.desk import Desk
    from core.schedule.model.visit import ScheduledVisit

SITE: Final = '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/New_York"\ngrid = {grid}\n'
ROOMS: Final = "".join(f'[[room]]\ncode = "R{number}"\nsite = "main"\n' for number in range(6))
LEE: Final = '[[provider]]\ncode = "lee"\nname = "Lee, Dana"\n'
WEEKDAYS: Final = '["mon", "tue", "wed", "thu", "fri"]'
_STEP: Final = timedelta(minutes=5)


def kind(code: str = "fu20", more: str = "") -> str:
    """A visit type, as long as the digits of its code say."""
    minutes = "".join(char for char in code if char.isdigit())
    return f'[[visit_type]]\ncode = "{code}"\nname = "{code}"\nminutes = {minutes}\n{more}\n'


def hours(begin: str = "09:00", finish: str = "12:00", more: str = "", *, days: str = WEEKDAYS) -> str:
    """Lee's sessions."""
    return f'[[session]]\nprovider = "lee"\nsite = "main"\ndays = {days}\nfrom = "{begin}"\nto = "{finish}"\n{more}\n'


def block(start: str, end: str, more: str = "", *, of: str = "admin") -> str:
    """Lee's time set aside; tomorrow, where no day is named."""
    start, end = (at if "T" in at else f"2026-11-24T{at}" for at in (start, end))
    return f'[[block]]\nprovider = "lee"\nstart = "{start}"\nend = "{end}"\nkind = "{of}"\n{more}\n'


def dated(kind_: str, more: str = "", *, on: str = "2026-11-24") -> str:
    """Lee is on leave, has another session, or none."""
    return f'[[exception]]\nprovider = "lee"\ndate = {on}\nkind = "{kind_}"\n{more}\n'


def holiday(on: str) -> str:
    """The site is closed."""
    return f'[[holiday]]\nsite = "main"\ndate = {on}\nname = "Closed"\n'


class Case:
    """A clinic with Lee, made from these parts; whom it has, by letter."""

    def __init__(
        self, folder: Path, *parts: str, booked: str = "", policy: Policy | None = None, grid: int = 5, over: str = ""
    ) -> None:
        self.clock = FakeClock()
        setup = SITE.format(grid=grid) + ROOMS + "".join(parts if LEE in parts else (LEE, *parts))
        self.desk: Desk = make_desk(folder, clock=self.clock, setup=setup, policy=policy)
        self.visits: dict[str, ScheduledVisit] = {}
        for words in booked.split(", ") if booked else ():
            met = self.book(words, over=over)
            assert met == "ok", (words, met)

    def book(self, words: str, *, over: str = "") -> str:
        """'a 10:00 fu20': who, when, what, how long; 'ok', or the rules that are met."""
        who, at, visit_type, *minutes = words.split()
        start = at if "T" in at else f"2026-11-24T{at}"
        patient = register(self.desk, f"Family{who}")
        length, overrides = (int(minutes[0]) if minutes else None), dict.fromkeys(over.split(), "urgent")
        try:
            self.visits[who] = book(
                self.desk, patient, start, visit_type=visit_type, minutes=length, overrides=overrides
            )
        except Refused as refusal:
            return " ".join(dict.fromkeys(one.rule for one in blocking(refusal.conflicts) if one.rule not in overrides))
        return "ok"

    def free(self, words: str) -> str:
        """The starts that are found: 'Tue24 9:00-9:40' for each five minutes of these."""
        read = self.desk.schedule.read_search("ana", words, limit=400)
        assert () == read.unread
        return runs(
            local(one.start, MAIN).replace(tzinfo=None) for one in self.desk.schedule.openings("ana", read.search)
        )


def runs(starts: Iterable[datetime]) -> str:
    """Starts that follow one another by five minutes as one span, the day in front of its first."""
    ordered = sorted(starts)
    far = timedelta(days=1)
    firsts = [one for before, one in pairwise([*(at - far for at in ordered[:1]), *ordered]) if one - before != _STEP]
    lasts = [one for one, after in pairwise([*ordered, *(at + far for at in ordered[-1:])]) if after - one != _STEP]
    days: dict[str, list[str]] = {}
    for first, last in zip(firsts, lasts, strict=True):
        days.setdefault(f"{first:%a}{first.day}", []).append(_span(first, last))
    return ", ".join(f"{day} {' '.join(spans)}" for day, spans in days.items())


def _span(first: datetime, last: datetime) -> str:
    return f"{first:%-H:%M}" if first == last else f"{first:%-H:%M}-{last:%-H:%M}"


def booking_policy(**said: Any) -> Policy:  # noqa: ANN401 - the settings by their names
    """Settings of `[booking]`."""
    return Policy(booking=BookingSettings(**said))
