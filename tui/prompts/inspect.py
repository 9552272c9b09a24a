"""Details of what is highlighted (`i`, `!`): all there is to know of an appointment, or why a slot is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock, format_until, format_when
from core.calendar.interval import Interval
from core.calendar.wall import local, resolve
from core.coverage.standing import standing
from core.errors import ClinicdeskError
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.visit import VisitStep
from core.schedule.own_time import own_time
from core.visits.clearance.items import labels_due
from tui.keys.menu_typing import Choices
from tui.prompts.answer_lines import answer_lines
from tui.prompts.prompt import STAY, Close, Outcome, leaves
from tui.prompts.sentences import DIAL_IN, JOIN_LINK, JOIN_LINK_AWAITED, JOIN_LINK_PROBLEM, TIME_SKIPPED
from tui.prompts.together import together_lines
from tui.prompts.why_lines import slot_lines
from tui.text.coverage_words import as_of, standing_line
from tui.text.hiding import hide_conflict
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import alert_lines, also, conflict_line, hours_of, whereabouts, who_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Site
    from core.desk_view import DeskView
    from core.schedule.model.visit import ScheduledVisit
    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.workstation import Workstation


_MOST_LINES: Final = 6


class InspectPrompt:
    """A card to read; any key that leaves a prompt, Enter or those that open it close it."""

    label = "Details"
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, site: Site, here: Selection) -> None:
        self._workstation, self._site, self._here = workstation, site, here
        self._closing = (*workstation.keyboard.keys("inspect"), *workstation.keyboard.keys("why"))
        self._lines: tuple[Line, ...] = ()
        patient = here.scheduled.patient if here.scheduled else None
        self._warning = note_opened(workstation, patient, "details") if patient else ()
        self.refresh()

    def key(self, key: str, character: str | None) -> Outcome:
        """Close it."""
        if leaves(key) or key == "enter" or key in self._closing:
            return Close()
        return STAY

    def choices(self) -> Choices:
        """Nothing is chosen here: its own keys close it."""
        return Choices(self._closing, lambda: None, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The card."""
        return (*self._warning, *self._lines)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "close"))

    def refresh(self) -> None:
        """Read it again."""
        with self._workstation.snapshot() as view:
            if self._here.scheduled:
                number = self._here.scheduled.appointment.id
                scheduled = self._workstation.desk.schedule.appointment(self._workstation.actor, number)
                self._lines = tuple(self._appointment(scheduled, view))
            elif self._here.slot:
                self._lines = tuple(self._slot(self._here.slot, view))

    def _appointment(self, scheduled: ScheduledVisit, view: DeskView) -> Iterator[Line]:
        site, clinic, now = self._site, view.clinic, view.now
        appointment, patient = scheduled.appointment, scheduled.patient
        today = local(now, site.tz).date()
        yield who_line(patient, today, privacy=self._workstation.privacy)
        yield from alert_lines(patient, today, privacy=self._workstation.privacy)
        kind = clinic.visit_types[appointment.visit_type].name
        day = f"{local(appointment.start, site.tz):%a %-d %b %Y}"
        room = also(appointment, clinic) + (f", room {appointment.room}" if appointment.room else "")
        provider = clinic.providers[appointment.provider].name
        if appointment.interpreter:
            room += f", interpreter {clinic.interpreters[appointment.interpreter].name}"
        where = f"with {provider}{room}, {appointment.mode.value}"
        yield ((f" #{appointment.id} {kind}, {day} {hours_of(scheduled, site)} {where}", "panel"),)
        own = own_time(appointment.start, appointment.mode, patient, site)
        if own:
            yield ((f" begins at {own[2:-1]}", "panel"),)
        yield from self._joining(scheduled)
        yield ((f" {self._stands(scheduled, now)}", "panel"),)
        yield from self._insurance(scheduled, view)
        yield from together_lines(self._workstation, scheduled)
        if appointment.note and not self._workstation.privacy:
            yield ((f" note: {appointment.note}", "panel"),)
        due = labels_due(view.clearance(scheduled))
        if due:
            yield ((f" due at check-in: {', '.join(due)}", "warn"),)
        for override in appointment.overrides:
            by = f"{override.user} {format_when(override.at, site, now)}"
            met = "" if self._workstation.privacy else f": {override.message}"  # it names others, and not by number
            reason = override.reason if self._workstation.privacy else override.given
            yield ((f" over {override.rule} for {reason}, {by}{met}", "warn"),)
        yield from self._conflicts(scheduled)

    def _stands(self, scheduled: ScheduledVisit, now: datetime) -> str:
        """Where the visit stands, and who brought the appointment to where it is, unless that says the same."""
        appointment, visit = scheduled.appointment, scheduled.visit
        stands, status = whereabouts(scheduled, self._site, now), appointment.status
        set_by = f"{format_when(appointment.status_at, self._site, now)} by {appointment.status_by}"
        if stands.partition(",")[0] == status.value or status is AppointmentStatus.NOSHOW:
            return f"{stands} {set_by}"
        if visit and visit.step is not VisitStep.ARRIVED and visit.since == appointment.status_at:
            return stands
        return f"{stands}; {status.value} {set_by}"

    def _joining(self, scheduled: ScheduledVisit) -> Iterator[Line]:
        """By which link a visit by telehealth is joined, and what else the patient may call."""
        desk, actor = self._workstation.desk, self._workstation.actor
        joining = desk.telehealth.joining(actor, (scheduled,)).get(scheduled.appointment.id)
        if joining is None:
            return
        if joining.link:
            yield ((f" {JOIN_LINK.format(link=joining.link)}", "panel"),)
        elif joining.is_awaited:
            why = JOIN_LINK_PROBLEM.format(problem=joining.problem) if joining.problem else JOIN_LINK_AWAITED
            yield ((f" {why}", "warn"),)
        if joining.dial_in:
            yield ((f" {DIAL_IN.format(dial_in=joining.dial_in)}", "panel"),)

    def _insurance(self, scheduled: ScheduledVisit, view: DeskView) -> Iterator[Line]:
        """Where the insurance stands on that day, and what the payer answered about it."""
        if not scheduled.coverages:
            return
        site, workstation = view.site_of(scheduled), self._workstation
        on = local(scheduled.appointment.start, site.tz).date()
        where = standing(scheduled.patient, scheduled.coverages, on, as_of(view, site))
        yield standing_line(where)
        if where.coverage:
            inquiry = workstation.desk.verification.last_asked(workstation.actor, where.coverage.id, on)
            yield from answer_lines(inquiry, site, view.now, most=_MOST_LINES, privacy=workstation.privacy)

    def _conflicts(self, scheduled: ScheduledVisit) -> Iterator[Line]:
        """What the appointment would meet if it were booked where it stands now."""
        appointment = scheduled.appointment
        if appointment.status is not AppointmentStatus.BOOKED:
            return
        try:
            conflicts = self._workstation.desk.schedule.conflicts_of(self._workstation.actor, appointment.id)
        except ClinicdeskError as error:  # what it was booked with is no longer in use
            yield ((f" {error.sentence}", "warn"),)
            return
        if not conflicts:
            yield ((" ok   no conflicts", "ok"),)
        for conflict in conflicts:
            yield conflict_line(hide_conflict(self._workstation, conflict, (scheduled.patient,)))

    def _slot(self, slot: Slot, view: DeskView) -> Iterator[Line]:
        clinic = view.clinic
        provider, site = clinic.providers[slot.provider], clinic.sites[slot.site]
        start = slot.start.replace(tzinfo=site.tz)
        yield ((f" {start:%a %-d %b %Y} {format_clock(start)} with {provider.name} at {site.name}", "head"),)
        resolved = resolve(slot.start, site.tz, fold=slot.start.fold)
        if resolved.skipped:
            yield ((f" {TIME_SKIPPED}", "error"),)
            return
        span = Interval(resolved.at, resolved.at + timedelta(minutes=site.grid))
        day = view.provider_day(slot.provider, slot.site, slot.start.date())
        for hold in self._workstation.desk.holds.live(self._workstation.actor):
            if hold.provider == slot.provider and hold.span.overlaps(span):
                until = format_until(hold.until, site, view.now)
                note = f": {hold.note}" if hold.note and not self._workstation.privacy else ""
                yield ((f" hold {hold.number} of {hold.by} until {until}{note}", "warn"),)
        closures = day.closed_by(span)
        for closure in closures:
            fits = f", takes {', '.join(closure.types)}" if closure.types else ""
            until = f", open to all {format_when(closure.released_at, site, view.now)}" if closure.released_at else ""
            yield ((f" {closure.kind.value}: {closure.label}{fits}{until}", "warn"),)
        for closure in day.released:
            if closure.span.overlaps(span) and closure.released_at:
                since = format_when(closure.released_at, site, view.now)
                yield ((f" {closure.kind.value}: {closure.label}, open to all since {since}", "hint"),)
        sessions = [s.span for s in day.sessions]
        both = ([format_clock(local(at, site.tz)) for at in (span.start, span.end)] for span in sessions)
        hours = ", ".join(map("-".join, both))
        if not any(session.covers(span) for session in sessions):
            yield ((f" outside the session ({hours or 'none that day'})", "warn"),)
        elif not closures:
            yield ((f" open: session {hours}", "ok"),)
        if resolved.at + timedelta(minutes=site.grid) > view.now:
            yield from slot_lines(self._workstation, slot)
