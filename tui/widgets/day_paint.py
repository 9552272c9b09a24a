"""How is a cell, a column's head or a time written into exactly so many terminal cells?"""

from __future__ import annotations

from collections.abc import Sequence

from core.record_ref import AppointmentId
from core.schedule.model.day import ProviderDay
from core.schedule.model.visit import ScheduledVisit
from tui.selection.place import Slot
from tui.terminal.cells import clip, fit, width_of
from tui.text.lines import Line, Span
from tui.widgets import sentences
from tui.widgets.day_cells import Cell, Entry
from tui.widgets.day_grounds import away_word, room_for
from tui.widgets.day_rows import Row

TIME_CELLS = 5
_LEAST_LANE = 8  # "b Smith…": less says nothing
_LEAST_ITEM = 7  # "b:05 Sm"
_LEAST_NAME = 6  # before the visit type gives way
_LEAST_NAME_LATE = 4  # and before the time at which it is expected, while the provider is late
_WITH_TYPE = 15  # the least width in which a visit type has room
_FREE_CELLS = 8  # ":05 free"
_IN_WORDS = 20  # the least width in which a wait is "21 min" and not "21m"
_BESIDE_TYPE = 26  # and from which it leaves room for the visit type
_LONG_WAIT = 100  # minutes; from here on whole hours are shown
_LEAST_LABEL = 6  # "· lu ·"
_EDGE = ("▌", "|")  # of a visit that goes on, in Unicode and in ASCII
_END = ("▀", "'")  # of one that does for a part of the row
_DOTS = ("·", ".")  # in Unicode, in ASCII
_SHADES = {"past": _DOTS, "closed": _DOTS, "away": ("\u2571", "/"), "block": ("─", "-"), "held": ("~", "~")}


def cell_line(cell: Cell, width: int, *, cursor: int | None = None, ascii: bool = False) -> Line:
    """`cell` in `width` cells; the target of index `cursor` has the style "cursor" over its own."""
    chosen = None
    if cursor is not None:
        chosen = cell.targets[cursor] if cursor < len(cell.targets) else cell.row_slot
    if not cell.entries:
        return _ground(cell, width, chosen, ascii=ascii)
    if not isinstance(chosen, Slot):
        return _lanes(cell, width, chosen, ascii=ascii)
    free_cells = min(_FREE_CELLS, width)
    free = fit(sentences.GRID_FREE_FROM.format(minute=chosen.start.minute), free_cells, ascii=ascii)
    beside = _lanes(cell, width - free_cells, None, ascii=ascii) if width > free_cells else ()
    return (*beside, (free, "free cursor"))


def head_line(
    provider: ProviderDay, visits: Sequence[ScheduledVisit], width: int, *, usual: int, is_of_week: bool = False
) -> Line:
    """The name, or the day `is_of_week`, and how many visits there are of how many that fit: 'Lee, D  3/9'.

    Where there are none, why.
    """
    booked = sum(one.appointment.status.takes_time for one in visits)
    word = away_word(provider)
    count = f"{booked} {word}" if word and booked else word or f"{booked}/{room_for(provider, usual)}"
    who = f"{provider.on:%a %-d}" if is_of_week else provider.provider.short
    if is_of_week and not word and width_of(who) + width_of(count) >= width:
        count = str(booked)
    count_cells = min(width_of(count), width)
    name = fit(who, max(width - count_cells - 1, 0)) + " " * (width > count_cells)
    return ((name, "head"), (fit(count, count_cells), "away" if word else "time"))


def time_line(row: Row, width: int, *, is_now: bool) -> Line:
    """'10:15' to the right and one more cell: '>' in the row of now, '+' in an hour that is shown again."""
    mark = ">" if is_now else "+" if row.wall.fold else " "
    clock = f"{row.wall.hour}:{row.wall.minute:02}"
    return ((f"{clock:>{width - 1}}{mark}", "now" if is_now else "time"),)


def rule_span(*, ascii: bool) -> Span:
    """The line between two providers."""
    return ("|" if ascii else "│", "rule")


def _ground(cell: Cell, width: int, chosen: AppointmentId | Slot | None, *, ascii: bool) -> Line:
    """Time without a visit: blank, shaded, or named; the name of what is closed can be read, its dots need not."""
    over = " cursor" if chosen is not None else ""
    names = cell.ground + over
    shade = _SHADES[cell.ground][ascii] if cell.ground in _SHADES else " "
    if isinstance(chosen, Slot) and chosen != cell.row_slot:
        free = sentences.GRID_FREE_FROM.format(minute=chosen.start.minute)
        return ((fit(free, width, ascii=ascii), names),)
    if not cell.label or width < _LEAST_LABEL:
        return ((shade * width, names),)
    if cell.short and width_of(cell.label) > width - 4:
        return ((fit(cell.short, width, ascii=ascii), names),)
    label = fit(cell.label, min(width_of(cell.label), width - 4), ascii=ascii)
    after = width - width_of(label) - 3
    return (
        (f"{shade} ", names),
        (label, names if cell.ground != "closed" else f"closed label{over}"),
        (f" {shade * after}", names),
    )


def _lanes(cell: Cell, width: int, chosen: AppointmentId | None, *, ascii: bool) -> Line:
    """The visits of a cell, those that overlap side by side; lanes that find no room are counted: '+1'."""
    count = max(entry.lane for entry in cell.entries) + 1
    shown = max(min(count, (width + 1) // (_LEAST_LANE + 1)), 1)
    first = next((entry.lane for entry in cell.entries if entry.appointment == chosen), 0)
    first = max(first - shown + 1, 0)
    more = _count(count - shown, width)
    widths = _shares(width - len(more), shown)
    spans: list[Span] = []
    for at, lane_width in enumerate(widths):
        lane = [entry for entry in cell.entries if entry.lane == first + at]
        spans += _lane(lane, cell, lane_width, chosen, ascii=ascii)
        if at < shown - 1:
            spans.append((" ", "free"))
    return (*spans, (more, "time")) if more else tuple(spans)


def _lane(lane: list[Entry], cell: Cell, width: int, chosen: AppointmentId | None, *, ascii: bool) -> Line:
    """One lane: a visit that begins, several in a list with their minutes, or the edge of one that goes on."""
    begin = [entry for entry in lane if entry.minute is not None]
    if not begin:
        return (_goes_on(lane[0], width, chosen, ascii=ascii) if lane else (" " * width, "free"),)
    shown = len(begin)
    if shown > 1 and (width + 1) // (_LEAST_ITEM + 1) < shown:
        shown = max((width - 1) // (_LEAST_ITEM + 1), 1)
    first = next((at for at, entry in enumerate(begin) if entry.appointment == chosen), 0)
    first = max(first - shown + 1, 0)
    more = _count(len(begin) - shown, width)
    spans: list[Span] = []
    timed = len(begin) > 1 or begin[0].minute != cell.row_slot.start.minute
    for at, item_width in enumerate(_shares(width - len(more), shown)):
        entry = begin[first + at]
        names = f"{entry.style} cursor" if entry.appointment == chosen else entry.style
        spans.append((_begins(entry, item_width, timed=timed, ascii=ascii), names))
        if at < shown - 1:
            spans.append((" ", "free"))
    return (*spans, (more, "time")) if more else tuple(spans)


def _begins(entry: Entry, width: int, *, timed: bool, ascii: bool) -> str:
    """'b Smith J    fu20', of who waits 'a Smith J     21m'; 'b*Smith J' is marked. In a narrow place 'b:05 Smi'."""
    mark = "*" if entry.marked else " "
    head = f"{entry.state}:{entry.minute:02}{mark}" if timed else f"{entry.state}{mark}"
    room = width - len(head)
    if width < _WITH_TYPE:
        return clip(head + entry.name, width)
    tail = _tail(entry, width)
    tail_cells = width_of(tail)
    if room - tail_cells - 1 < (_LEAST_NAME_LATE if entry.expected else _LEAST_NAME):
        return fit(head + entry.name, width, ascii=ascii)
    return f"{head}{fit(entry.name, room - tail_cells - 1, ascii=ascii)} {fit(tail, tail_cells)}"


def _tail(entry: Entry, width: int) -> str:
    """What stands at the right: how long somebody waits, else the visit type, or both where there is room.

    While the provider is late, when it is their turn stands for the type.
    """
    told = entry.expected or entry.visit_type
    if entry.waits is None:
        return told
    if entry.waits >= _LONG_WAIT:
        waits = f"{entry.waits // 60}h" if width < _IN_WORDS else f"{entry.waits // 60} h"
    else:
        waits = f"{entry.waits}m" if width < _IN_WORDS else f"{entry.waits} min"
    return f"{waits} {told}" if width >= _BESIDE_TYPE else waits


def _goes_on(entry: Entry, width: int, chosen: AppointmentId | None, *, ascii: bool) -> Span:
    names = f"{entry.style} cursor" if entry.appointment == chosen else entry.style
    edge = (_END if entry.ends else _EDGE)[ascii]
    return fit(f"{edge} {entry.name}", width, ascii=ascii), names


def _count(hidden: int, width: int) -> str:
    """'+2' for what finds no room."""
    return f"+{hidden}" if hidden > 0 and width >= _LEAST_ITEM else ""


def _shares(width: int, count: int) -> list[int]:
    """`width` cells for `count` items with a cell between them; the last takes what is left over."""
    each = max((width - count + 1) // count, 0)
    return [each] * (count - 1) + [max(width - (each + 1) * (count - 1), 0)]
