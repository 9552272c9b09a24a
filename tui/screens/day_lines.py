"""The lines around the schedule: its head, and what is highlighted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock, format_until
from core.calendar.interval import Interval
from core.calendar.wall import local, resolve
from core.patients.model import PatientStatus
from core.visits.clearance.items import labels_due
from tui.screens.sentences import BLOCK_FITS, BLOCK_OPENS, GROUP_OF, MARKED, NOBODY_WORKS, PROVIDERS_SHOWN
from tui.terminal.cells import clip, width_of
from tui.text.lines import fitted
from tui.text.words import HIDDEN, also, born, hours_of, name_of, part_of, patients_of, whereabouts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.day import Closure, DayView
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.item import ClearanceState
    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.text.lines import Line, Span
    from tui.widgets.day_model import DayGridModel

_WIDE: Final = 132
_MINDED: Final = frozenset({PatientStatus.DECEASED, PatientStatus.ARCHIVED, PatientStatus.ENTERED_IN_ERROR})
"""What may not go unseen of whose visit it is."""


def _closed(closure: Closure, view: DayView) -> str:
    """What closes the time; of a block what still fits, and when it opens to all."""
    fits = BLOCK_FITS.format(types=" ".join(closure.types)) if closure.types else ""
    if closure.released_at is None:
        return f"{closure.label}{fits}"
    then = local(closure.released_at, view.site.tz)
    return f"{closure.label}{fits}{BLOCK_OPENS.format(when=f'{then:%a %-d %b} {format_clock(then)}')}"


def head_left(view: DayView) -> Line:
    """' Main Street  Mon 23 Nov 2026', and the holiday; of a week whose it is and from when to when."""
    if view.is_week:
        who, last = view.providers[0].provider.name, view.providers[-1].on
        return ((f" {view.site.name}  {who}  {view.on:%-d %b} to {last:%-d %b %Y}", "title"),)
    holiday = f"  {view.holiday.name}" if view.holiday else ""
    return ((f" {view.site.name}  {view.on:%a %-d %b %Y}{holiday}", "title"),)


def columns_shown(model: DayGridModel | None) -> str:
    """'providers 1-4 of 12'; nothing of a week, whose days are all there."""
    if model is None or not model.columns:
        return NOBODY_WORKS
    first, last, count = model.providers_shown
    return "" if model.view.is_week else PROVIDERS_SHOWN.format(first=first, last=last, count=count)


def detail_lines(
    here: Selection,
    view: DayView,
    clinic: Clinic,
    clearance: Mapping[str, ClearanceState],
    now: datetime,
    *,
    privacy: bool,
    width: int,
) -> tuple[Line, ...]:
    """One line on what is highlighted, or on who is marked."""
    if here.marked:
        return (marked_line(here, privacy=privacy),)
    if here.scheduled:
        return (
            appointment_line(
                here.scheduled,
                view.site,
                clinic,
                clearance,
                now,
                privacy=privacy,
                width=width,
                others=view.appointments,
            ),
        )
    if here.slot:
        return (_slot(here.slot, view, clinic, now, privacy=privacy),)
    return ((),)


def marked_line(here: Selection, *, privacy: bool) -> Line:
    """Whom a verb acts on while any are marked, wherever the cursor is."""
    names = "; ".join(name_of(patient, privacy=privacy) for patient in patients_of(here.marked))
    return ((f" {MARKED.format(count=len(here.marked), patients=names)}", "warn"),)


def appointment_line(
    scheduled: ScheduledVisit,
    site: Site,
    clinic: Clinic,
    clearance: Mapping[str, ClearanceState],
    now: datetime,
    *,
    privacy: bool,
    width: int,
    others: Sequence[ScheduledVisit] = (),
) -> Line:
    """Who it is, when and with whom, where the visit stands, and what to mind; of a group how many of the `others`.

    Where that is too long, what the schedule and the queue show above gives way to what is to be minded. Where there is
    room each has its place, so that what is the same of the next one is not sent again.
    """
    appointment, patient = scheduled.appointment, scheduled.patient
    today = local(now, site.tz).date()
    is_wide, further = width >= _WIDE, also(appointment, clinic)
    family = clinic.providers[appointment.provider].family  # where there is room, it stands above
    told = (
        (f" {name_of(patient, privacy=privacy)} ", "title", 0, 22),
        (f" {born(patient, today, privacy=privacy)}", "panel", 0, 20),
        (f"  {hours_of(scheduled, site)}", "panel", 3, 13),
        (f" {appointment.visit_type}", "panel", 3, 8),
        (f" {family if not is_wide or further else ''}{further}", "panel", 4, 1),
        (f"  {whereabouts(scheduled, site, now)}", "panel", 0, 22),
    )
    pieces: list[tuple[Span, int]] = [
        ((clip(text, max(cells, width_of(text))) if is_wide else text, style), rank)
        for text, style, rank, cells in told
    ]
    if patient.status in _MINDED:
        pieces.append(((f"  ! {patient.status.value}", "error"), 0))
    pieces.extend(((f"  ! {HIDDEN if privacy else alert}", "warn"), 0) for alert in patient.alerts_on(today)[:1])
    due = labels_due(clearance)
    if due and appointment.status.takes_time:
        pieces.append(((f"  due: {' '.join(due)}", "warn"), 0))
    if appointment.link:
        pieces.append(((f"  {part_of(appointment)}", "panel"), 2))
    group = sum(one.appointment.is_of_group_of(appointment) for one in others if one.appointment.status.takes_time)
    if group:
        pieces.append(((f"  {GROUP_OF.format(count=group, seats=appointment.seats)}", "panel"), 2))
    if appointment.overrides:
        pieces.append(((f"  over {' '.join(dict.fromkeys(o.rule for o in appointment.overrides))}", "hint"), 1))
    return fitted(pieces, width)


def _slot(slot: Slot, view: DayView, clinic: Clinic, now: datetime, *, privacy: bool) -> Line:
    provider = clinic.providers[slot.provider]
    spans: list[Span] = [(f" {format_clock(slot.start.replace(tzinfo=view.site.tz))} {provider.name} ", "title")]
    day = next((day for day in view.providers if day.provider.code == slot.provider), None)
    if day is None:
        return tuple(spans)
    start = resolve(slot.start, view.site.tz, fold=slot.start.fold).at
    span = Interval(start, start + timedelta(minutes=view.site.grid))
    held = [hold for hold in view.holds if hold.provider == slot.provider and hold.span.overlaps(span)]
    for hold in held:
        until = format_until(hold.until, view.site, now)
        note = f": {hold.note}" if hold.note and not privacy else ""
        spans.append((f" held by {hold.by} until {until}{note}", "warn"))
    closures = day.closed_by(span)
    if closures:
        spans.append((" " + ", ".join(_closed(closure, view) for closure in closures), "warn"))
    elif any(session.span.covers(span) for session in day.sessions):
        spans.append(("" if held else " free", "ok"))
    else:
        spans.append((" outside the session", "hint"))
    return tuple(spans)
