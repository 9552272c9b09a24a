"""What stands in each column of the queue for one visit?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Final

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.clinic.model import Site
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.visits.clearance.item import ClearanceState
from core.visits.clearance.items import ITEMS
from core.visits.waiting import Delay, QueueStep, Waited, Waiting
from tui.text.lines import Span
from tui.text.words import READY_WORD, born, name_of


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


class Told(Struct, frozen=True):
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
SHORT_STEP_WORDS: Final[Mapping[QueueStep, str]] = {
    QueueStep.EXPECTED: "exp",
    QueueStep.ARRIVED: "arr",
    QueueStep.CHECKED_IN: "in",
    QueueStep.ROOMED: "room",
    QueueStep.WITH_PROVIDER: "prov",
    QueueStep.DEPARTED: "dep",
    QueueStep.CHECKED_OUT: "out",
    QueueStep.LEFT: "left",
    QueueStep.NOSHOW: "n-s",
}
DELAY_STYLES: Final[Mapping[Delay, str]] = {Delay.NONE: "panel", Delay.LONG: "warn", Delay.TOO_LONG: "error"}
BORN_IN_FULL: Final = 18
"""The cells of "m 14 Mar 1984 (42)"."""
EVERY_LETTER: Final = len(ITEMS)
"""The cells in which every item of check-in has its place."""

_WEEK: Final = timedelta(days=7)
_LONG: Final = 1000  # minutes; from here on whole hours are shown


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


def _mark(told: Told, _: int) -> Span:
    return ("*" if told.marked else " "), "now"


def _time(told: Told, _: int) -> Span:
    """The start at its site; for who has been here since another day that day, a weekday within a week.

    '1:30+' is the second of two that the clocks show, as on the schedule.
    """
    start = local(told.scheduled.appointment.start, told.site.tz)
    if start.date() == told.today:
        return f"{start:%-H:%M}{'+' * start.fold}", "panel"
    return (f"{start:%a}" if told.today - start.date() < _WEEK else f"{start:%-d%b}"), "late"


def _flag(told: Told, _: int) -> Span:
    return ("L" if told.waiting.late else " "), "late"


def _name(told: Told, _: int) -> Span:
    return name_of(told.scheduled.patient, privacy=told.privacy), "panel"


def _site(told: Told, _: int) -> Span:
    return told.site.code, "panel"


def _born(told: Told, cells: int) -> Span:
    patient = told.scheduled.patient
    if told.privacy or cells >= BORN_IN_FULL:
        return born(patient, told.today, privacy=told.privacy), "panel"
    return f"{patient.birth_date:%d%b%Y}", "panel"


def _type(told: Told, _: int) -> Span:
    return told.scheduled.appointment.visit_type, "panel"


def _provider(told: Told, _: int) -> Span:
    return told.provider, "panel"


def _step(told: Told, _: int) -> Span:
    """Where somebody stands and, while the provider is late, when it is their turn: 'exp ~10:55'."""
    step, expected = told.waiting.step, told.scheduled.expected
    if expected:
        return f"{SHORT_STEP_WORDS[step]} ~{format_clock(local(expected, told.site.tz))}", "warn"
    step = told.waiting.step
    is_ready = step is QueueStep.ROOMED and told.scheduled.appointment.mode is Mode.TELEHEALTH
    style = "late" if step is QueueStep.EXPECTED and told.waiting.late else STEP_STYLES[step]
    return READY_WORD if is_ready else STEP_WORDS[step], style


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
    letters = clearance_letters(told.clearance, fixed=cells >= EVERY_LETTER, ascii=told.ascii)
    return letters, "warn" if is_due else "time"


def _phone(told: Told, _: int) -> Span:
    return ("" if told.privacy else told.scheduled.patient.phone_tail), "panel"


def _mrn(told: Told, _: int) -> Span:
    return told.scheduled.patient.mrn, "panel"


def _mode(told: Told, _: int) -> Span:
    return ("tel" if told.scheduled.appointment.mode is Mode.TELEHEALTH else ""), "panel"


def _note(told: Told, _: int) -> Span:
    return ("" if told.privacy else told.scheduled.appointment.note), "panel"


WRITERS: Final[Mapping[Column, Callable[[Told, int], Span]]] = {
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
