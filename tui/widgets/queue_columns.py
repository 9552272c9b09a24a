"""Which columns does the queue have at a width, and what stands in each of them for one visit?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from core.calendar.wall import local
from core.clinic.model import Clinic, Site
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.visits.clearance.item import ClearanceState
from core.visits.clearance.items import ITEMS
from core.visits.waiting import Delay, QueueStep, Waited, Waiting
from tui.terminal.cells import fit
from tui.text.lines import Line, Span
from tui.text.words import born, name_of


class Column(Enum):
    """The columns, left to right, each by its head."""

    MARK = ""
    TIME = " time"
    FLAG = " "
    NAME = "patient"
    SITE = "site"
    BORN = "born"
    TYPE = "type"
    PROVIDER = "with"
    STEP = "step"
    ROOM = "room"
    IN_STEP = "min"
    IN_ALL = "all"
    CLEARANCE = "due"
    PHONE = "phone"
    MRN = "MRN"
    MODE = "how"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of `cells` cells from cell `x` of the row, and `gap` empty ones after it."""

    column: Column
    x: int
    cells: int
    gap: int


@dataclass(frozen=True, slots=True)
class Told:
    """All that a row tells of: the visit, how long it has waited, and what is due."""

    scheduled: ScheduledVisit
    site: Site
    today: date
    waiting: Waiting
    clearance: Mapping[str, ClearanceState]
    provider: str
    marked: bool = False
    privacy: bool = False
    ascii: bool = False


STEP_STYLES: Final[Mapping[QueueStep, str]] = {
    QueueStep.EXPECTED: "booked",
    QueueStep.ARRIVED: "arrived",
    QueueStep.CHECKED_IN: "checked-in",
    QueueStep.ROOMED: "roomed",
    QueueStep.WITH_PROVIDER: "with-provider",
    QueueStep.DEPARTED: "departed",
    QueueStep.CHECKED_OUT: "done",
    QueueStep.LEFT: "done",
    QueueStep.NOSHOW: "noshow",
}
STEP_WORDS: Final[Mapping[QueueStep, str]] = {
    **{step: step.value for step in QueueStep},
    QueueStep.WITH_PROVIDER: "with prov",
    QueueStep.CHECKED_OUT: "out",
}
"""What the column of steps says: ten cells at most."""
DELAY_STYLES: Final[Mapping[Delay, str]] = {Delay.NONE: "panel", Delay.LONG: "warn", Delay.TOO_LONG: "error"}

_CURSORS: Final = frozenset({Column.TIME, Column.FLAG, Column.NAME})
"""The columns that the cursor covers: a bar from end to end would cost 160 cells a key."""
_CLINGING: Final = frozenset({Column.MARK, Column.TIME})
"""Columns with no gap after them."""
_RIGHT: Final = frozenset({Column.TIME, Column.IN_STEP, Column.IN_ALL})
_NARROW: Final[Mapping[Column, int]] = {
    Column.MARK: 1, Column.TIME: 5, Column.FLAG: 1, Column.BORN: 9, Column.STEP: 10,
    Column.IN_STEP: 5, Column.IN_ALL: 5, Column.CLEARANCE: 4,
}  # fmt: skip
_LEAST_NAME: Final = 10
_LEAST_NOTE: Final = 12
_MOST_NAME: Final = 28
_BORN_IN_FULL: Final = 18  # "m 14 Mar 1984 (42)"
_EVERY_LETTER: Final = len(ITEMS)
_LONG: Final = 1000  # minutes; from here on whole hours are shown


def columns(width: int, clinic: Clinic, *, all_sites: bool) -> tuple[Placed, ...]:
    """The columns that a row of `width` cells has room for.

    Which they are depends on the width and the set-up alone, never on who is in the queue: nothing shifts while
    one looks.
    """
    types = _longest(clinic.visit_types)
    families = _longest(provider.family for provider in clinic.providers.values())
    cells = dict(_NARROW)
    cells[Column.TYPE] = min(max(types, 4), 6)
    cells[Column.PROVIDER] = min(max(families, 4), 8)
    cells[Column.ROOM] = min(max(_longest(room for room in clinic.rooms), 4), 6)
    if all_sites:
        cells[Column.SITE] = min(max(_longest(clinic.sites), 4), 6)
    cells[Column.NAME] = _LEAST_NAME
    for column, wanted in (
        (Column.NAME, 18),
        (Column.CLEARANCE, _EVERY_LETTER),
        (Column.PHONE, 5),
        (Column.MRN, 7),
        (Column.BORN, _BORN_IN_FULL),
        (Column.PROVIDER, min(families, 12)),
        (Column.TYPE, min(types, 10)),
        (Column.MODE, 3),
        (Column.NAME, 24),
        (Column.NOTE, _LEAST_NOTE),
        (Column.NAME, _MOST_NAME),
        (Column.NOTE, 60),
    ):
        _widen(cells, column, wanted, width)
    return tuple(_placed(cells))


def head(placed: Iterable[Placed]) -> Line:
    """The heads of the columns."""
    return tuple(_span(one, _head(one), "time", ascii=False) for one in placed)


def row(placed: Iterable[Placed], told: Told) -> Line:
    """One visit, a span a column."""
    is_over = told.waiting.step.is_over
    spans: list[Span] = []
    for one in placed:
        text, style = _WRITERS[one.column](told, one.cells)
        spans.append(_span(one, text, "done" if is_over else style, ascii=told.ascii))
    return tuple(spans)


def under_cursor(placed: Iterable[Placed], line: Line, style: str) -> Line:
    """The same row with `style` laid over the time and the name."""
    return tuple(
        (text, f"{names} {style}") if one.column in _CURSORS else (text, names)
        for one, (text, names) in zip(placed, line, strict=True)
    )


def minutes(waited: Waited) -> str:
    """' 68!!': the minutes, hours from 1,000 minutes on, and a mark for what has taken too long."""
    if waited.minutes is None:
        return ""
    amount = str(waited.minutes) if waited.minutes < _LONG else f"{waited.minutes // 60}h"
    return f"{amount:>3}{'!' * waited.delay.value:<2}"


def clearance_letters(states: Mapping[str, ClearanceState], *, fixed: bool, ascii: bool = False) -> str:
    """Capitals for what is due: 'ID'. With `fixed` every item has its place: 'Id····', w is waived, · not asked."""
    if not fixed:
        return "".join(item.letter.upper() for item in ITEMS if states[item.name] is ClearanceState.DUE)
    written = {ClearanceState.NA: "." if ascii else "·", ClearanceState.WAIVED: "w"}
    return "".join(
        item.letter.upper() if state is ClearanceState.DUE else written.get(state, item.letter)
        for item, state in ((item, states[item.name]) for item in ITEMS)
    )


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)


def _widen(cells: dict[Column, int], column: Column, wanted: int, width: int) -> None:
    """Give the column as many cells as it wants, or as there are; one that is new needs them all."""
    has = cells.get(column, 0)
    left = width - sum(cells.values()) - sum(column not in _CLINGING for column in cells) + 1
    grown = min(wanted - has, left if has else left - 1)
    if grown > 0 and (has or grown == wanted):
        cells[column] = has + grown


def _placed(cells: Mapping[Column, int]) -> Iterator[Placed]:
    x = 0
    last = max(cells, key=[*Column].index)
    for column in Column:
        if column in cells:
            gap = 0 if column in _CLINGING or column is last else 1
            yield Placed(column, x, cells[column], gap)
            x += cells[column] + gap


def _span(placed: Placed, text: str, style: str, *, ascii: bool) -> Span:
    """The text in exactly the column's cells, and the gap after it."""
    written = f"{text:>{placed.cells}}" if placed.column in _RIGHT else text
    return fit(written, placed.cells, ascii=ascii) + " " * placed.gap, style


def _head(placed: Placed) -> str:
    if placed.column is Column.CLEARANCE and placed.cells >= _EVERY_LETTER:
        return "".join(item.letter for item in ITEMS)
    if placed.column in {Column.IN_STEP, Column.IN_ALL}:
        return f"{placed.column.value}  "
    return str(placed.column.value)


def _mark(told: Told, _: int) -> Span:
    return ("*" if told.marked else " "), "now"


def _time(told: Told, _: int) -> Span:
    """The start at its site, or the weekday for who has been here since another day."""
    start = local(told.scheduled.appointment.start, told.site.tz)
    return (f"{start:%-H:%M}" if start.date() == told.today else f"{start:%a}"), "panel"


def _flag(told: Told, _: int) -> Span:
    return ("L" if told.waiting.late else " "), "late"


def _name(told: Told, _: int) -> Span:
    return name_of(told.scheduled.patient, privacy=told.privacy), "panel"


def _site(told: Told, _: int) -> Span:
    return told.site.code, "panel"


def _born(told: Told, cells: int) -> Span:
    patient = told.scheduled.patient
    if told.privacy or cells >= _BORN_IN_FULL:
        return born(patient, told.today, privacy=told.privacy), "panel"
    return f"{patient.birth_date:%d%b%Y}", "panel"


def _type(told: Told, _: int) -> Span:
    return told.scheduled.appointment.visit_type, "panel"


def _provider(told: Told, _: int) -> Span:
    return told.provider, "panel"


def _step(told: Told, _: int) -> Span:
    step = told.waiting.step
    return STEP_WORDS[step], "late" if step is QueueStep.EXPECTED and told.waiting.late else STEP_STYLES[step]


def _room(told: Told, _: int) -> Span:
    visit = told.scheduled.visit
    return (visit.room if visit and visit.room else ""), "panel"


def _in_step(told: Told, _: int) -> Span:
    return minutes(told.waiting.in_step), DELAY_STYLES[told.waiting.in_step.delay]


def _in_all(told: Told, _: int) -> Span:
    return minutes(told.waiting.in_all), DELAY_STYLES[told.waiting.in_all.delay]


def _clearance(told: Told, cells: int) -> Span:
    if told.waiting.step.is_over:
        return "", "panel"
    is_due = ClearanceState.DUE in told.clearance.values()
    letters = clearance_letters(told.clearance, fixed=cells >= _EVERY_LETTER, ascii=told.ascii)
    return letters, "warn" if is_due else "time"


def _phone(told: Told, _: int) -> Span:
    return ("" if told.privacy else told.scheduled.patient.phone_tail), "panel"


def _mrn(told: Told, _: int) -> Span:
    return told.scheduled.patient.mrn, "panel"


def _mode(told: Told, _: int) -> Span:
    return ("tel" if told.scheduled.appointment.mode is Mode.TELEHEALTH else ""), "panel"


def _note(told: Told, _: int) -> Span:
    return ("" if told.privacy else told.scheduled.appointment.note), "panel"


_WRITERS: Final[Mapping[Column, Callable[[Told, int], Span]]] = {
    Column.MARK: _mark,
    Column.TIME: _time,
    Column.FLAG: _flag,
    Column.NAME: _name,
    Column.SITE: _site,
    Column.BORN: _born,
    Column.TYPE: _type,
    Column.PROVIDER: _provider,
    Column.STEP: _step,
    Column.ROOM: _room,
    Column.IN_STEP: _in_step,
    Column.IN_ALL: _in_all,
    Column.CLEARANCE: _clearance,
    Column.PHONE: _phone,
    Column.MRN: _mrn,
    Column.MODE: _mode,
    Column.NOTE: _note,
}
