"""How free is everybody in the next weeks, in lines: providers down, days across, in each how many visits would fit?"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.schedule.slots.free_days import CLOSED
from tui.screens.sentences import FREE_DAY, FREE_DAY_NONE, FREE_NO_HOURS, FREE_NOBODY
from tui.terminal.cells import fit, width_of
from tui.text.lines import Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Clinic
    from core.schedule.slots.free_days import FreeDay
    from tui.screens.free_time import FreeTime

_NAME: Final = 14
_WEEK: Final = 7
_CELLS: Final = (4, 3, 2)
"""The widths of a day, the widest that has room; in two cells one digit has room, and a + for what is more."""
_MOST_DIGIT: Final = 9
_HEADS: Final = 2
_FEW: Final = 3
_MOST_TIMES: Final = 4
_FREENESS: Final = ("free-few", "free-some", "free-many")


class Strip(Struct, frozen=True):
    """Four weeks from a Monday on."""

    days: int = 4 * _WEEK

    def begins(self, on: date) -> date:
        """The Monday of its week."""
        return on - timedelta(days=on.weekday())

    def shows(self, first: date, on: date) -> bool:
        """Whether it is one of the four weeks."""
        return first <= on < first + timedelta(days=self.days)


def strip_lines(time: FreeTime, clinic: Clinic, width: int, rows: int, *, ascii: bool) -> tuple[Line, ...]:
    """Two lines of heads, then as many providers as there are rows for, the one under the cursor among them."""
    if time.free is None:
        return ()
    if not time.providers:
        return (((f" {FREE_NOBODY.format(site=time.site.name)}", "hint"),),)
    days = [on for on in _each(time.free.first, Strip().days) if on.weekday() in time.weekdays]
    weeks = len({on.isocalendar()[1] for on in days})
    cells = next((each for each in _CELLS if _NAME + len(days) * each + weeks <= width), _CELLS[-1])
    heads = (_weeks(days, cells, ascii=ascii), _days(days, cells, time.today, time.on, ascii=ascii))
    shown = max(rows - _HEADS, 1)
    top = time.row // shown * shown
    lines = (_provider(time, clinic, code, days, cells, ascii=ascii) for code in time.providers[top : top + shown])
    return (*heads, *lines)


def day_line(time: FreeTime, clinic: Clinic, width: int) -> Line:
    """Whose day is highlighted, how free it is, and when visits could begin."""
    if time.provider not in clinic.providers:
        return ()
    day, name = time.here, clinic.providers[time.provider].name
    head: Span = (f" {name}  {time.on:%a %-d %b} ", "title")
    if not day.open:
        return (head, (f" {time.away(time.provider, time.on) or FREE_NO_HOURS}", "hint"))
    template = FREE_DAY if day.starts else FREE_DAY_NONE
    told = f" {template.format(count=len(day.starts), free=_hours(day.free), open=_hours(day.open))}"
    room = width - width_of(head[0]) - width_of(told) - 2
    return (head, (told, "ok" if day.starts else "warn"), (f"  {_fitting(time.times, room)}", "panel"))


def _hours(minutes: int) -> str:
    """'4:20'."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _fitting(times: Sequence[str], room: int) -> str:
    """As many of them as there is room for."""
    told = ""
    for at, one in enumerate(times):
        if at == _MOST_TIMES or width_of(f"{told} {one} ..") > room:
            return f"{told} ..".strip()
        told = f"{told} {one}".strip()
    return told


def _each(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=at) for at in range(count))


def _by_week(days: Sequence[date]) -> Iterator[list[date]]:
    for _, week in groupby(days, key=lambda on: on.isocalendar()[:2]):
        yield list(week)


def _ruled(parts: Iterator[tuple[Span, ...]], *, ascii: bool) -> Iterator[Span]:
    """A line before each week."""
    for spans in parts:
        yield ("|" if ascii else "│", "rule")
        yield from spans


def _weeks(days: Sequence[date], cells: int, *, ascii: bool) -> Line:
    """When each week begins: '30 Nov'."""
    parts = (((fit(f"{week[0]:%-d %b}", cells * len(week)), "head"),) for week in _by_week(days))
    return ((" " * _NAME, "head"), *_ruled(parts, ascii=ascii))


def _days(days: Sequence[date], cells: int, today: date, here: date, *, ascii: bool) -> Line:
    """Each day's number, or where only one digit has room its letter; today and the one highlighted stand out."""

    def head(on: date) -> Span:
        text = f"{on:%a}"[0] if cells == _CELLS[-1] else f"{on.day}"
        return f"{text:>{cells}}", "now" if on == today else "title" if on == here else "time"

    parts = (tuple(head(on) for on in week) for week in _by_week(days))
    return ((" " * _NAME, "time"), *_ruled(parts, ascii=ascii))


def _provider(time: FreeTime, clinic: Clinic, code: str, days: Sequence[date], cells: int, *, ascii: bool) -> Line:
    """A provider's days. The cursor is the row's left edge and the day: a name in bold would cost 40 bytes a key."""
    is_here = code == time.provider
    edge: Span = (" ", "panel cursor" if is_here else "panel")
    name: Span = (f"{fit(clinic.providers[code].short, _NAME - 2, ascii=ascii)} ", "panel")

    def cell(on: date) -> Span:
        day = time.free.at(code, on) if time.free else CLOSED
        is_over = on < time.today
        text, style = _free(CLOSED if is_over else day, ascii=ascii, digits=1 if cells == _CELLS[-1] else 2)
        return f"{text:>{cells}}", f"{style} cursor" if is_here and on == time.on else style

    return (edge, name, *_ruled((tuple(cell(on) for on in week) for week in _by_week(days)), ascii=ascii))


def _free(day: FreeDay, *, ascii: bool, digits: int) -> Span:
    """How many visits would fit: '12'; '-' for none on a day with hours, a dot for a day without, or that is over."""
    if not day.open:
        return "." if ascii else "·", "rule"
    count = len(day.starts)
    if not count:
        return "-", "time"
    return "+" if digits == 1 and count > _MOST_DIGIT else str(count), freeness(count)


def freeness(count: int) -> str:
    """The style of so many visits that would fit: few, some or many."""
    return _FREENESS[(count > _FEW) + (count > _MOST_DIGIT)]
