"""The lines around the queue: its head, the counts by step, the card of who is highlighted, and the legend."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.patients.listed import told_in_list
from core.patients.reaching import number_to_call
from core.visits.clearance.item import ClearanceState
from core.visits.clearance.items import ITEMS, labels_due
from core.visits.waiting import QueueStep
from tui.screens.sentences import FILTER_COUNT, QUEUE_EMPTY, QUEUE_FILTERED_OUT, QUEUE_LEGEND, QUEUE_LEGEND_HEAD
from tui.terminal.cells import fit, width_of
from tui.text.lines import Line, Span, cells_of
from tui.text.words import alert_lines, also, born, hours_of, name_of
from tui.widgets.queue_cells import BORN_IN_FULL, EVERY_LETTER, SHORT_STEP_WORDS, STEP_STYLES, STEP_WORDS, Column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.item import ClearanceItem
    from tui.screens.queue_today import TodaysQueue
    from tui.widgets.queue_columns import Placed
    from tui.widgets.queue_order import Tally
    from tui.workstation import Workstation

_STEP_LETTERS: Final[Mapping[QueueStep, str]] = dict(zip(QueueStep, "bacrpdoln", strict=True))
"""As in the schedule."""
_LABEL: Final = 16
_DUE_CELLS, _DUE_LINES = 28, 3
_MEANING: Final = 64
"""The cells of a line of the legend beside its mark: the help is shown at 80 columns too."""
_FILTER: Final = "  filter "
_STATE_STYLES: Final[Mapping[ClearanceState, str]] = {
    ClearanceState.DUE: "warn",
    ClearanceState.OK: "ok",
    ClearanceState.WAIVED: "hint",
    ClearanceState.NA: "hint-off",
}


def head_left(today: TodaysQueue, room: int) -> Line:
    """' Main Street  Mon 23 Nov  by waiting  filter lee: 4 of 60', in as many cells."""
    at = local(today.now, today.clock_site.tz)
    left: Line = ((f" {today.place}  {at:%a %-d %b}", "title"), (f"  {today.order.value}", "head"))
    if not today.words:
        return left
    count = FILTER_COUNT.format(shown=len(today.shown), count=len(today.visits))
    free = room - cells_of(left) - width_of(count) - len(_FILTER)
    words = fit(today.words, max(min(width_of(today.words), free), 0))
    return (*left, (f"{_FILTER}{words}{count}", "warn"))


def nobody_line(words: str, workstation: Workstation) -> Line:
    """Why there is nobody to see; `words` are the filter."""
    filtered_out = QUEUE_FILTERED_OUT.format(words=words, **workstation.keyboard.names)
    return ((f" {filtered_out if words else QUEUE_EMPTY}", "hint"),)


def tally_line(tally: Tally, width: int) -> Line:
    """' 12 expected (2 late)  3 arrived  1 roomed', in shorter words or letters where there is no room for these."""
    lines = [_tally(tally, words) for words in (STEP_WORDS, SHORT_STEP_WORDS, _STEP_LETTERS)]
    return next((line for line in lines if cells_of(line) <= width), lines[-1])


def _tally(tally: Tally, words: Mapping[QueueStep, str]) -> Line:
    spans: list[Span] = []
    for step, count in tally.steps.items():
        if not count:
            continue
        spans.append((f" {count} {words[step]}", STEP_STYLES[step]))
        late = tally.late if step is QueueStep.EXPECTED else 0
        spans.append((f" ({late} late) " if late else " ", "late" if late else "panel"))
    return tuple(spans)


def card_lines(
    scheduled: ScheduledVisit,
    site: Site,
    clinic: Clinic,
    clearance: Mapping[str, ClearanceState],
    now: datetime,
    *,
    columns: Collection[Placed] = (),
    rows: int,
    privacy: bool,
) -> tuple[Line, ...]:
    """What the row has no room for, in `rows` lines: who it is, the appointment, the visit so far, and what is due.

    But for the name, what the `columns` of the row tell in full is not told again, and lines and labels keep their
    places from one visit to the next: going through the queue sends little.
    """
    patient, today = scheduled.patient, local(now, site.tz).date()
    phone = "" if privacy else number_to_call(patient)
    in_full = {one.column for one in columns if one.column is not Column.BORN or one.cells >= BORN_IN_FULL}
    is_lettered = any(one.column is Column.CLEARANCE and one.cells >= EVERY_LETTER for one in columns)
    who: list[Line] = [
        ((f" {name_of(patient, privacy=privacy)}", "title"),),
        *([] if Column.BORN in in_full else [((f" {born(patient, today, privacy=privacy)}", "panel"),)]),
        *([] if Column.MRN in in_full else [_labelled("MRN", patient.mrn)]),
        _labelled("phone", phone),
        (),
        *_appointment(scheduled, site, clinic, in_full, privacy=privacy),
        (),
        *_steps(scheduled, site, in_row=Column.STEP in in_full),
        (),
        *(_due(clearance) if is_lettered else (_item(item, clearance[item.name]) for item in ITEMS)),
        (),
        *alert_lines(patient, today, privacy=privacy),
    ]
    return tuple((("│", "rule"), *line) for line in (*who, *[()] * (rows - len(who))))


def _appointment(
    scheduled: ScheduledVisit, site: Site, clinic: Clinic, in_full: Collection[Column], *, privacy: bool
) -> Iterator[Line]:
    appointment = scheduled.appointment
    kind = "" if Column.TYPE in in_full else f" {clinic.visit_types[appointment.visit_type].name}"
    yield _labelled("appointment", f"{hours_of(scheduled, site)}{kind}")
    if scheduled.expected:
        yield _labelled("expected", format_clock(local(scheduled.expected, site.tz)))
    if Column.PROVIDER not in in_full or appointment.further:
        yield _labelled("with", clinic.providers[appointment.provider].name + also(appointment, clinic))
    where = f"room {appointment.room}" if appointment.room else appointment.mode.value
    yield _labelled("where", f"{site.name}, {where}")
    yield _labelled("note", "" if privacy else told_in_list(scheduled.patient, appointment.note))


def _steps(scheduled: ScheduledVisit, site: Site, *, in_row: bool) -> Iterator[Line]:
    """When the visit began, when it was checked in, and since when it is at its step, which may stand in the row."""
    visit = scheduled.visit
    at = (visit.arrived_at, visit.checked_in_at, visit.checked_out_at, visit.since) if visit else (None,) * 4
    late = ", late" if visit and visit.late else ""
    for label, began, then in zip(("arrived", "checked in", "checked out"), at, at[1:], strict=False):
        is_told = began is not None and began not in {then, at[-1]}  # else a line below tells it
        yield _labelled(label, f"{_clock(began, site)}{late}" if began and is_told else "")
        late = "" if is_told else late
    step = f"{visit.step.value} " if visit and not in_row else ""
    since = f"{step}{_clock(visit.since, site)}{late} by {visit.step_by}" if visit else ""
    yield _labelled("since" if in_row else "now", since)


def _clock(at: datetime, site: Site) -> str:
    return format_clock(local(at, site.tz))


def _due(clearance: Mapping[str, ClearanceState]) -> Iterator[Line]:
    """What is due in words, in as many lines as ever: beside a row with the letters of all."""
    due = ", ".join(labels_due(clearance))
    told = wrap(due, _DUE_CELLS)[:_DUE_LINES]
    for row, text in enumerate((*told, *[""] * (_DUE_LINES - len(told)))):
        yield ((f" {'' if row else 'due':<{_LABEL}}", "hint"), (text, "warn"))


def _item(item: ClearanceItem, state: ClearanceState) -> Line:
    letter = item.letter.upper() if state is ClearanceState.DUE else item.letter
    return ((f" {letter} {item.label:<{_LABEL - 2}}", "hint"), (state.value, _STATE_STYLES[state]))


def _labelled(label: str, text: str) -> Line:
    return ((f" {label:<{_LABEL}}", "hint"), (text, "panel"))


def legend() -> tuple[Line, ...]:
    """What the letters and marks of the queue mean, for the help."""
    items = ", ".join(item.label.replace(item.letter, item.letter.upper(), 1) for item in ITEMS)
    told = [
        ("" if row else mark, line)
        for mark, meaning in QUEUE_LEGEND
        for row, line in enumerate(wrap(meaning.format(items=items), _MEANING))
    ]
    lines = tuple(((f"  {fit(mark, 10)}", "hint-key"), (line, "panel")) for mark, line in told)
    return (((f" {QUEUE_LEGEND_HEAD}", "head"),), *lines)
