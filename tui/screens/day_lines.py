"""The lines around the schedule: its head, what is highlighted, and the keys that act on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.interval import Interval
from core.calendar.wall import local, resolve
from core.visits.clearance.items import labels_due
from tui.keys.registry import ACTIONS
from tui.screens.sentences import MARKED
from tui.selection.disabled_reason import disabled_reason, next_action
from tui.selection.selection import ON_MARKED
from tui.terminal.cells import width_of
from tui.text.lines import Line, Span, keys_line
from tui.text.words import born, hidden, hours_of, name_of, whereabouts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.day import DayView
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.item import ClearanceState
    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.workstation import Workstation

_HINTED = ("move", "cancel", "inspect", "undo", "find", "help")
"""What the foot offers beside Enter."""
_ON_MARKED = tuple(action.id for action in ACTIONS if action.id in ON_MARKED)
_NEXT_WORDS = {"check_in": "check in", "room": "to a room", "check_out": "check out", "book": "book here"}
_NEXT_CELLS = max(map(len, _NEXT_WORDS.values()))
"""Every step takes as many: the keys after it keep their places, which saves 100 bytes a cursor key."""
_LABELS = {action.id: action.label for action in ACTIONS}


def head_line(view: DayView, now: datetime, *, actor: str, group: str, width: int, marks: tuple[Span, ...]) -> Line:
    """' Main Street  Mon 23 Nov 2026     providers 1-4 of 12     10:20  ana'."""
    holiday = f"  {view.holiday.name}" if view.holiday else ""
    left = f" {view.site.name}  {view.on:%a %-d %b %Y}{holiday}"
    right = f"{local(now, view.site.tz):%-H:%M}  {actor} "
    taken = width_of(left) + width_of(right) + sum(width_of(text) + 1 for text, _ in marks)
    gap = max(width - taken - width_of(group), 2)
    middle = " " * (gap // 2) + group + " " * (gap - gap // 2)
    return (
        (left, "title"),
        (middle, "head"),
        *((f"{text} ", style) for text, style in marks),
        (right, "head"),
    )


def detail_lines(
    here: Selection,
    view: DayView,
    clinic: Clinic,
    clearance: Mapping[str, ClearanceState],
    now: datetime,
    *,
    privacy: bool,
) -> tuple[Line, ...]:
    """One line on what is highlighted, or on who is marked."""
    if here.marked:
        return (marked_line(here, privacy=privacy),)
    if here.scheduled:
        return (appointment_line(here.scheduled, view.site, clinic, clearance, now, privacy=privacy),)
    if here.slot:
        return (_slot(here.slot, view, clinic),)
    return ((),)


def marked_line(here: Selection, *, privacy: bool) -> Line:
    """Whom a verb acts on while any are marked, wherever the cursor is."""
    names = "; ".join(name_of(one.patient, privacy=privacy) for one in here.marked)
    return ((f" {MARKED.format(count=len(here.marked), patients=names)}", "warn"),)


def key_line(here: Selection, workstation: Workstation, *, hinted: tuple[str, ...] = _HINTED, count: str = "") -> Line:
    """The keys that can act on what is highlighted or marked, Enter's step first; the rest is one ? away.

    `count` is the number typed before the next key.
    """
    step, names = next_action(here, workstation), workstation.keyboard.names
    pairs = [(names["enter"], _NEXT_WORDS[step].ljust(_NEXT_CELLS))] if step else []
    wanted = [
        action
        for action in (_ON_MARKED if here.marked else hinted)
        if disabled_reason(action, here, workstation) is None
    ]
    pairs += [(names[action], _LABELS[action]) for action in wanted]
    told: list[Span] = [(f" {count} times ", "warn")] if count else []
    if here.marked:
        told.append((f" {len(here.marked)} marked ", "warn"))
        pairs.append(("Esc", "unmark"))
    return (*told, *keys_line(*pairs))


def appointment_line(
    scheduled: ScheduledVisit,
    site: Site,
    clinic: Clinic,
    clearance: Mapping[str, ClearanceState],
    now: datetime,
    *,
    privacy: bool,
) -> Line:
    """Who it is, when and with whom, where the visit stands, and what to mind."""
    appointment, patient = scheduled.appointment, scheduled.patient
    today = local(now, site.tz).date()
    spans: list[Span] = [
        (f" {name_of(patient, privacy=privacy)} ", "title"),
        (
            f" {born(patient, today, privacy=privacy)}  {hours_of(scheduled, site)} {appointment.visit_type} ",
            "panel",
        ),
        (f"{clinic.providers[appointment.provider].family} ", "panel"),
        (f" {whereabouts(scheduled, site, now)}", "panel"),
    ]
    due = labels_due(clearance)
    if due and appointment.status.takes_time:
        spans.append((f"  due: {' '.join(due)}", "warn"))
    if patient.alerts:
        alert = patient.alerts[0]
        spans.append((f"  ! {hidden(alert, (patient.name,)) if privacy else alert}", "warn"))
    if appointment.overrides:
        spans.append((f"  over {' '.join(dict.fromkeys(o.rule for o in appointment.overrides))}", "hint"))
    return tuple(spans)


def _slot(slot: Slot, view: DayView, clinic: Clinic) -> Line:
    provider = clinic.providers[slot.provider]
    spans: list[Span] = [(f" {slot.start:%-H:%M} {provider.name} ", "title")]
    day = next((day for day in view.providers if day.provider.code == slot.provider), None)
    if day is None:
        return tuple(spans)
    start = resolve(slot.start, view.site.tz, fold=0).at
    span = Interval(start, start + timedelta(minutes=view.site.grid))
    closures = day.closed_by(span)
    if closures:
        spans.append((" " + ", ".join(closure.label for closure in closures), "warn"))
    elif any(session.span.covers(span) for session in day.sessions):
        spans.append((" free", "ok"))
    else:
        spans.append((" outside the session", "hint"))
    return tuple(spans)
