"""How free is one provider in a month, in lines: weeks down, days across, in each what is left and how full it is?"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.names import WEEKDAYS
from core.schedule.slots.free_days import CLOSED
from tui.screens.free_lines import freeness
from tui.screens.sentences import FREE_FULL, FREE_LEFT, FREE_NOBODY, FREE_UNUSED
from tui.terminal.cells import fit
from tui.text.lines import Line, Span

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from tui.screens.free_time import FreeTime

_WEEK: Final = 7
_WEEKS: Final = 6
_HIGH: Final = 3
"""Lines of a day: its number, what is left, how full it is."""
_MOST: Final = 20
_FULL = "█", "#"


def months_later(on: date, by: int) -> date:
    """The same day so many months on, or the last that its month has."""
    year, month = divmod(on.year * 12 + on.month - 1 + by, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


class Month(Struct, frozen=True):
    """Six weeks that hold a month."""

    days: int = _WEEKS * _WEEK

    def begins(self, on: date) -> date:
        """The Monday of the week in which the month begins."""
        first = on.replace(day=1)
        return first - timedelta(days=first.weekday())

    def shows(self, first: date, on: date) -> bool:
        """Whether the day is drawn: one beside the month, in its first or last week, turns no page."""
        return first <= on < first + timedelta(days=_WEEK * _weeks_of(first))


def _month_of(first: date) -> date:
    """The first day of the month whose weeks begin with that Monday."""
    return (first + timedelta(days=_WEEK)).replace(day=1)


def months_ahead(first: date, on: date) -> int:
    """How many months after the one whose weeks begin with that Monday the day is: -1, 0 or 1 of what is drawn."""
    month = _month_of(first)
    return (on.year - month.year) * 12 + on.month - month.month


def _weeks_of(first: date) -> int:
    """How many weeks hold that month."""
    month = _month_of(first)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return (last - first).days // _WEEK + 1


def month_lines(time: FreeTime, clinic: Clinic, width: int, *, ascii: bool) -> tuple[Line, ...]:
    """The month, who it is and the days of the week, then three lines a week."""
    if time.free is None or time.provider not in clinic.providers:
        return (((f" {FREE_NOBODY.format(site=time.site.name)}", "hint"),),) if time.free else ()
    cells = min((width - 1) // _WEEK, _MOST)
    heads = tuple((f" {fit(name[:3], cells - 1)}", "time") for name in WEEKDAYS)
    lines: list[Line] = [
        ((f" {_month_of(time.free.first):%B %Y}  ", "title"), (clinic.providers[time.provider].name, "head")),
        ((" ", "panel"), *heads),
    ]
    for week in range(_weeks_of(time.free.first)):
        days = [time.free.first + timedelta(days=week * _WEEK + at) for at in range(_WEEK)]
        drawn = [_day(time, on, cells, ascii=ascii) for on in days]
        lines += [((" ", "panel"), *(one[part] for one in drawn)) for part in range(_HIGH)]
    return tuple(lines)


def _day(time: FreeTime, on: date, cells: int, *, ascii: bool) -> tuple[Span, Span, Span]:
    """Three spans: the number of the day, what is left of it, and as a bar how much of it is taken.

    Of a day that is over no more is told than how full it was, or that nobody came. The cursor is on the number: three
    lines of two days would cost 300 bytes a key.
    """
    day = time.free.at(time.provider, on) if time.free else CLOSED
    bar = _bar(day.open, day.free, cells - 3, ascii=ascii) if day.open else ""
    number, left, style, full = "text", "", "time", "time"
    if not day.open:
        left = time.away(time.provider, on)
    elif on >= time.today:
        count = len(day.starts)
        left, style = (FREE_LEFT.format(count=count), freeness(count)) if count else (FREE_FULL, "time")
    elif day.free == day.open:
        left = FREE_UNUSED
    if on == time.today:
        number = "now"
    elif on < time.today or (time.free and on.month != _month_of(time.free.first).month):
        number, style, full = "time", "time", "rule"
    cursor = " cursor" if on == time.on else ""
    styles = (f"{number}{cursor}", style, full)
    number_span, left_span, bar_span = (
        (f" {fit(text, cells - 1, ascii=ascii)}", style)
        for text, style in zip((f"{on.day}", left, bar), styles, strict=True)
    )
    return number_span, left_span, bar_span


def _bar(open_minutes: int, free: int, cells: int, *, ascii: bool) -> str:
    """As much of it as is taken."""
    taken = round((open_minutes - free) * cells / open_minutes)
    return _FULL[ascii] * taken
