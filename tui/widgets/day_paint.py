"""How is a cell, a column's head or a time written into exactly so many terminal cells?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from core.calendar.interval import Interval
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
_SUNK = frozenset({"done", "noshow"})  # what is over: its name stands out no longer
_LEAST_LABEL = 6  # "· lu ·"
_EDGE = ("▌", "|")  # of a visit that goes on, in Unicode and in ASCII
_END = ("▀", "'")  # of one that does for a part of the row
_CURSOR_CELLS = 17  # as wide as a column where they are narrow
_LONG_BLANK = re.compile(" {6,}")
_LOAD = "▁▂▃▄▅▆▇█"
_LEAST_BAR = 3
_MOST_BAR = 8
_DOTS = ("·", ".")  # in Unicode, in ASCII
_SHADES = {"past": _DOTS, "closed": _DOTS, "away": ("\u2571", "/"), "block": ("─", "-"), "held": ("~", "~")}


def cell_line(cell: Cell, width: int, *, cursor: int | None = None, ascii: bool = False, grounds: bool = False) -> Line:
    """`cell` in `width` cells; the target of index `cursor` has the style "cursor" over its own.

    Where `grounds` tell what is closed, no pattern does; and the cursor leaves out the middle of a wide cell: to say a
    ground takes more bytes than to reverse the terminal's own.
    """
    line = _cell(cell, width, cursor, ascii=ascii, grounds=grounds)
    return tuple(_with_gaps(line)) if grounds and cursor is not None and width > _CURSOR_CELLS else line


def _cell(cell: Cell, width: int, cursor: int | None, *, ascii: bool, grounds: bool) -> Line:
    chosen = None
    if cursor is not None:
        chosen = cell.targets[cursor] if cursor < len(cell.targets) else cell.row_slot
    if not cell.entries:
        return _ground(cell, width, chosen, ascii=ascii, grounds=grounds)
    if not isinstance(chosen, Slot):
        return _lanes(cell, width, chosen, ascii=ascii, grounds=grounds)
    free_cells = min(_FREE_CELLS, width)
    free = fit(sentences.GRID_FREE_FROM.format(minute=chosen.start.minute), free_cells, ascii=ascii)
    beside = _lanes(cell, width - free_cells, None, ascii=ascii, grounds=grounds) if width > free_cells else ()
    return (*beside, (free, "free cursor"))


def head_line(
    provider: ProviderDay,
    visits: Sequence[ScheduledVisit],
    width: int,
    *,
    usual: int,
    is_of_week: bool = False,
    ascii: bool = False,
) -> Line:
    """The name, or the day `is_of_week`, how full the day is, and how many visits there are of how many that fit.

    'Lee, D ▂▇▁▁ 3/9'; where there are none, why.
    """
    booked = sum(one.appointment.status.takes_time for one in visits)
    word = away_word(provider)
    count = f"{booked} {word}" if word and booked else word or f"{booked}/{room_for(provider, usual)}"
    who = f"{provider.on:%a %-d}" if is_of_week else provider.provider.short
    if is_of_week and not word and width_of(who) + width_of(count) >= width:
        count = str(booked)
    count_cells = min(width_of(count), width)
    room = width - count_cells - 1
    bar = load_bar(provider, visits, min(room - width_of(who) - 2, _MOST_BAR)) if not word and not ascii else ""
    name = fit(who, max(room - width_of(bar) - bool(bar), 0)) + " " * (width > count_cells)
    load: Line = ((f"{bar} ", "load"),) if bar else ()
    return ((name, "head"), *load, (fit(count, count_cells), "time"))


def load_bar(provider: ProviderDay, visits: Sequence[ScheduledVisit], cells: int) -> str:
    """How full each part of the provider's day is, from the first open time to the last; '' where it has no room."""
    spans = provider.open_spans()
    if cells < _LEAST_BAR or not spans:
        return ""
    begins, part = spans[0].start, (spans[-1].end - spans[0].start) / cells
    taken = [
        Interval(one.appointment.start, one.appointment.end) for one in visits if one.appointment.status.takes_time
    ]
    return "".join(_fill(Interval(begins + at * part, begins + (at + 1) * part), spans, taken) for at in range(cells))


def _fill(span: Interval, open_time: Sequence[Interval], taken: Sequence[Interval]) -> str:
    """One part of the bar, from a low line to a block; a blank where nothing is open."""
    is_open = sum((each.end - each.start for one in open_time if (each := one.shared(span))), start=timedelta())
    if not is_open:
        return " "
    free = (rest for one in open_time if (each := one.shared(span)) for rest in each.minus(taken))
    left = sum((each.end - each.start for each in free), start=timedelta())
    return _LOAD[round((1 - left / is_open) * (len(_LOAD) - 1))]


def time_line(row: Row, width: int, *, is_now: bool) -> Line:
    """'10:15' to the right and one more cell: '>' in the row of now, '+' in an hour that is shown again."""
    mark = ">" if is_now else "+" if row.wall.fold else " "
    clock = f"{row.wall.hour}:{row.wall.minute:02}"
    return ((f"{clock:>{width - 1}}{mark}", "now" if is_now else "time" if row.wall.minute else "hour"),)


def rule_span(*, ascii: bool) -> Span:
    """The line between two providers."""
    return ("|" if ascii else "│", "rule")


def _with_gaps(line: Line) -> Iterator[Span]:
    """The line with the cursor on its first cells and on what is written further right, but on no long blank there."""
    at = 0
    for text, names in line:
        bare = names.removesuffix(" cursor")
        done = 0
        for gap in _LONG_BLANK.finditer(text) if bare != names else ():
            start = max(gap.start() + 1, _CURSOR_CELLS - at)
            if start < gap.end():
                yield text[done:start], names
                yield text[start : gap.end()], bare
                done = gap.end()
        if done < len(text):
            yield text[done:], names
        at += width_of(text)


def _ground(cell: Cell, width: int, chosen: AppointmentId | Slot | None, *, ascii: bool, grounds: bool) -> Line:
    """Time without a visit: blank, shaded, or named; the name of what is closed can be read, its dots need not."""
    over = " cursor" if chosen is not None else ""
    names = cell.ground + over
    shade = _SHADES[cell.ground][ascii] if cell.ground in _SHADES and not grounds else " "
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


def _lanes(cell: Cell, width: int, chosen: AppointmentId | None, *, ascii: bool, grounds: bool) -> Line:
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
        spans += _lane(lane, cell, lane_width, chosen, ascii=ascii, grounds=grounds)
        if at < shown - 1:
            spans.append((" ", "free"))
    return (*spans, (more, "time")) if more else tuple(spans)


def _lane(
    lane: list[Entry], cell: Cell, width: int, chosen: AppointmentId | None, *, ascii: bool, grounds: bool
) -> Line:
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
        parts = _begins(entry, item_width, timed=timed, ascii=ascii)
        spans += _dressed(entry, parts, is_chosen=entry.appointment == chosen, grounds=grounds)
        if at < shown - 1:
            spans.append((" ", "free"))
    return (*spans, (more, "time")) if more else tuple(spans)


def _dressed(entry: Entry, parts: tuple[str, str, str], *, is_chosen: bool, grounds: bool) -> Line:
    """What begins a visit: its letter on a tab of its colour, the name, what is told.

    Under the cursor all is one; on grounds, which take most bytes to say, only the name changes.
    """
    names = f"ground-{entry.style} {entry.style}"
    if is_chosen and (not grounds or entry.style in _SUNK):
        return (("".join(parts), f"{names} cursor"),)
    if entry.style in _SUNK:
        return (("".join(parts), names),)
    letter, name, told = parts
    if is_chosen:
        spans = ((letter, f"{names} tab"), (name, f"{names} name cursor"), (told, names))
        return tuple((text, style) for text, style in spans if text)
    written = name.rstrip(" ")
    spans = ((letter, f"{names} tab"), (written, f"{names} name"), (name[len(written) :] + told, names))
    return tuple((text, style) for text, style in spans if text)


def _begins(entry: Entry, width: int, *, timed: bool, ascii: bool) -> tuple[str, str, str]:
    """'b Smith J    fu20', of who waits 'a Smith J     21m'; 'b*Smith J' is marked. In a narrow place 'b:05 Smi'.

    In three parts: the letter, the name, and what stands at the right.
    """
    mark = "*" if entry.marked else " "
    head = f"{entry.state}:{entry.minute:02}{mark}" if timed else f"{entry.state}{mark}"
    room = width - len(head)
    if width < _WITH_TYPE:
        text = clip(head + entry.name, width)
        return text[:1], text[1:], ""
    tail = _tail(entry, width)
    tail_cells = width_of(tail)
    if room - tail_cells - 1 < (_LEAST_NAME_LATE if entry.expected else _LEAST_NAME):
        text = fit(head + entry.name, width, ascii=ascii)
        return text[:1], text[1:], ""
    text = f"{head}{fit(entry.name, room - tail_cells - 1, ascii=ascii)} "
    return text[:1], text[1:], fit(tail, tail_cells)


def _tail(entry: Entry, width: int) -> str:
    """What stands at the right: how long somebody waits, else the visit type, or both where there is room.

    While the provider is late, when it is their turn stands for the type. The room stands only beside that.
    """
    told, has_room = entry.expected or entry.visit_type, width >= _BESIDE_TYPE
    if entry.waits is None:
        return f"{entry.room} {told}" if entry.room and has_room else told
    return f"{_waited(entry.waits, width)} {told}" if has_room else _waited(entry.waits, width)


def _waited(minutes: int, width: int) -> str:
    """'21 min', where there is little room '21m'; of a long time whole hours."""
    if minutes >= _LONG_WAIT:
        return f"{minutes // 60}h" if width < _IN_WORDS else f"{minutes // 60} h"
    return f"{minutes}m" if width < _IN_WORDS else f"{minutes} min"


def _goes_on(entry: Entry, width: int, chosen: AppointmentId | None, *, ascii: bool) -> Span:
    """The edge of a visit, its name at the top of a page, and below its beginning how long somebody waits, or where."""
    names = f"ground-{entry.style} {entry.style}" + (" cursor" if entry.appointment == chosen else "")
    edge = (_END if entry.ends else _EDGE)[ascii]
    measured = entry.room if entry.waits is None else _waited(entry.waits, _IN_WORDS)
    return fit(f"{edge} {entry.name or (measured if entry.begins_above else '')}", width, ascii=ascii), names


def _count(hidden: int, width: int) -> str:
    """'+2' for what finds no room."""
    return f"+{hidden}" if hidden > 0 and width >= _LEAST_ITEM else ""


def _shares(width: int, count: int) -> list[int]:
    """`width` cells for `count` items with a cell between them; the last takes what is left over."""
    each = max((width - count + 1) // count, 0)
    return [each] * (count - 1) + [max(width - (each + 1) * (count - 1), 0)]
