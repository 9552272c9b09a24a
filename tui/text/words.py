"""How patients, appointments and conflicts are put into words on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock, format_day, format_end
from core.calendar.wall import local
from core.conflict import Severity
from core.lazy import lazy_modules
from core.patients.model import Patient
from core.schedule.model.appointment import AppointmentStatus, Confirmation, Mode
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.text.cleaning import initials
from core.visits.sentences import READY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site
    from core.conflict import Conflict
    from core.journal.model import Entry
    from core.patients import reaching
    from core.record_ref import Record
    from core.schedule.model.appointment import Appointment
    from tui.text.lines import Line
else:  # few ask for it
    (reaching,) = lazy_modules("core.patients.reaching")

_SEVERITY_STYLE = {Severity.HARD: "error", Severity.CONFIRM: "warn", Severity.WARN: "hint"}
_SEVERITY_WORD = {Severity.HARD: "stop", Severity.CONFIRM: "ask ", Severity.WARN: "note"}

_WORD: Final = r"[^\W\d_a-z][\w'\u2019-]*\.?"
_NAME: Final = rf"\b(?:[a-z]{{1,4}} )*{_WORD}(?: {_WORD})*, {_WORD}(?: (?:[a-z]{{1,4}} )*{_WORD})*"
"""Two runs of words that begin with no small letter, and a comma between them: 'de la Cruz, Mario', 'St. John, Ann'."""

HIDDEN: Final = "(hidden)"
"""Stands for what somebody typed, while names are hidden: nobody can tell a name in it."""
_TAKEN_BACK: Final = ("undone", "redone")
READY_WORD: Final = "can join"
"""Of who is ready to join by telehealth, in few cells."""
CONFIRMATION_WORDS: Final = {
    Confirmation.NONE: "",
    Confirmation.SENT: "asked",
    Confirmation.CONFIRMED: "confirmed",
    Confirmation.DECLINED: "does not come",
    Confirmation.CALLBACK: "wants another time",
    Confirmation.EXPIRED: "did not answer",
    Confirmation.FAILED: "not reached",
}
STEP_WORDS = {
    VisitStep.ARRIVED: "arrived",
    VisitStep.CHECKED_IN: "checked in",
    VisitStep.ROOMED: "roomed",
    VisitStep.WITH_PROVIDER: "with provider",
    VisitStep.DEPARTED: "departed",
    VisitStep.CHECKED_OUT: "checked out",
    VisitStep.LEFT: "left",
}


def hidden(text: str, names: Iterable[str]) -> str:
    """The text with initials for these names, and for whatever else looks like one: 'Smith, John', '山田, 太郎'."""
    for name in names:
        text = text.replace(name, initials(name))
    return re.sub(_NAME, lambda found: initials(found[0]), text)  # compiled with the first text: 0.6 ms


def hidden_act(sentence: str, names: Iterable[str]) -> str:
    """What an act came to, without names and without what somebody typed, which stands behind the first colon."""
    said, colon, typed = sentence.partition(": ")
    if colon and said.lower().endswith(_TAKEN_BACK):  # of whom, or another act
        return f"{said}: {hidden_act(typed, names)}"
    return hidden(f"{said}: {HIDDEN}" if colon else said, names)


def patients_of(records: Iterable[Record]) -> tuple[Patient, ...]:
    """Whom the records are about."""
    about = (one.patient if isinstance(one, ScheduledVisit) else one for one in records)
    return tuple(one for one in about if isinstance(one, Patient))


def name_of(patient: Patient, *, privacy: bool) -> str:
    """'Smith, John', or 'S. J.' when names are hidden."""
    return initials(patient.name) if privacy else patient.name


def born(patient: Patient, today: date, *, privacy: bool = False) -> str:
    """'m 14 Mar 1984 (42)'."""
    if privacy:
        return f"{patient.sex.letter} ({patient.age_on(today)})"
    return f"{patient.sex.letter} {patient.birth_date:%-d %b %Y} ({patient.age_on(today)})"


def who_line(patient: Patient, today: date, *, privacy: bool) -> Line:
    """'Smith, John  m 14 Mar 1984 (42)  MRN 1042  555-0123': whom a prompt is about, so that nobody is mistaken."""
    facts = f" {born(patient, today, privacy=privacy)}  MRN {patient.mrn}"
    if not privacy:
        facts += "".join(
            f"  {phone.number if phone.voice and not phone.bad else reaching.phone_words(phone)}"
            for phone in patient.phones
        )
    return ((f" {name_of(patient, privacy=privacy)} ", "head"), (facts, "panel"))


def alert_lines(patient: Patient, today: date, *, privacy: bool = False) -> tuple[Line, ...]:
    """One line an alert of that day, one of how the patient may be reached, and one when they may not be booked."""
    told = (HIDDEN if privacy else alert for alert in patient.alerts_on(today))
    alerts: list[Line] = [((f" ! {alert}", "warn"),) for alert in told]
    if patient.asks_of_callers:
        alerts.append(((f" contact: {HIDDEN if privacy else reaching.contact_words(patient)}", "warn"),))
    if not patient.may_be_booked:
        why = "no booking" if patient.no_booking else patient.status.value
        alerts.insert(0, ((f" {why}: cannot be booked", "error"),))
    if patient.restricted:
        alerts.insert(0, ((" restricted: mind the patient's privacy", "warn"),))
    return tuple(alerts)


def patient_head(patient: Patient, today: date, *, privacy: bool = False) -> tuple[Line, ...]:
    """Who somebody is, and what must be known of them: what stands over every question about a patient."""
    return who_line(patient, today, privacy=privacy), *alert_lines(patient, today, privacy=privacy)


def moment_of(instant: datetime, site: Site, now: datetime) -> str:
    """'9:12', with the day in front unless it is today at the site: 'Fri 20 Nov 9:12'."""
    at, today = local(instant, site.tz), local(now, site.tz).date()
    day = "" if at.date() == today else f"{format_day(at.date(), today)} "
    return day + format_clock(at)


def whereabouts(scheduled: ScheduledVisit, site: Site, now: datetime) -> str:
    """Where the visit stands: 'arrived 9:12, waiting 68 min', 'roomed R1 9:20 by ana', 'booked'.

    While the provider is late, also when their turn is expected: 'booked, ~10:55'.
    """
    expected = f", ~{format_clock(local(scheduled.expected, site.tz))}" if scheduled.expected else ""
    return _stands(scheduled, site, now) + expected


def _stands(scheduled: ScheduledVisit, site: Site, now: datetime) -> str:
    appointment, visit = scheduled.appointment, scheduled.visit
    if appointment.status is AppointmentStatus.NOSHOW:
        return "no-show"
    if visit is None or not appointment.status.takes_time or appointment.status is AppointmentStatus.BOOKED:
        return str(appointment.status.value) + _confirmed(scheduled, now)
    at = moment_of(visit.since, site, now)
    if visit.step is VisitStep.ARRIVED:
        waited = max(int((now - visit.arrived_at).total_seconds()) // 60, 0)
        late = ", late" if visit.late else ""
        return f"arrived {at}{late}, waiting {waited} min"
    is_ready = visit.step is VisitStep.ROOMED and appointment.mode is Mode.TELEHEALTH
    stands = READY if is_ready else STEP_WORDS[visit.step]
    room = f" {visit.room}" if visit.room else ""
    return f"{stands}{room} {at} by {visit.step_by}"


def _confirmed(scheduled: ScheduledVisit, now: datetime) -> str:
    """', confirmed', ', asked'; a request that was not answered before the visit began says so."""
    appointment = scheduled.appointment
    if appointment.status is not AppointmentStatus.BOOKED:
        return ""
    is_over = appointment.confirmation is Confirmation.SENT and appointment.start <= now
    word = CONFIRMATION_WORDS[Confirmation.EXPIRED if is_over else appointment.confirmation]
    return f", {word}" if word else ""


def part_of(appointment: Appointment) -> str:
    """'3 of 6': which of those that belong together it is; empty for one of its own."""
    return f"{appointment.link.part} of {appointment.link.of}" if appointment.link else ""


def conflict_line(conflict: Conflict) -> Line:
    """'stop C4 Room R1 has ...': how grave, which rule, the sentence."""
    style = _SEVERITY_STYLE[conflict.severity]
    return (
        (f" {_SEVERITY_WORD[conflict.severity]} ", style),
        (f"{conflict.rule:<3} ", style),
        (conflict.message, "panel"),
    )


def entry_line(entry: Entry, site: Site, patient: Patient, *, privacy: bool, named: bool = True) -> Line:
    """One entry of the journal: when at the site, who, and what was done; what was taken back is grey.

    Without `named` the patient's name is left out, for where it stands above.
    """
    at = local(entry.at, site.tz)
    sentence = entry.sentence
    if not named:
        sentence = sentence.replace(f"{patient.name}, ", "").replace(f"{patient.name} ", "")
    if privacy:
        sentence = hidden_act(sentence, patient.names)
        sentence = sentence.replace(f"{patient.birth_date:%-d %b %Y}", "-")
    undone = entry.undone_by is not None
    given = entry.reason.partition(":")[0] if privacy else entry.reason  # what was said with it may name somebody
    reason = f" ({given})" if given and given not in sentence else ""
    return (
        (f" {f'{at:%-d %b %y}':>9} {at:%H:%M} ", "time"),
        (f" {entry.actor:<8} ", "hint-key"),
        (f"{'taken back: ' if undone else ''}{sentence}{reason}", "hint-off" if undone else "panel"),
    )


def when_of(scheduled: ScheduledVisit, site: Site, now: datetime) -> str:
    """'9:30-9:50' at the site, with the day in front unless it is today there: 'Fri 20 Nov 9:30-9:50'."""
    day, today = (local(at, site.tz).date() for at in (scheduled.appointment.start, now))
    hours = hours_of(scheduled, site)
    return hours if day == today else f"{format_day(day, today)} {hours}"


def also(appointment: Appointment, clinic: Clinic) -> str:
    """', also Kim, Park': who is there besides the provider, or ''."""
    names = ", ".join(clinic.providers[one.provider].family for one in appointment.further)
    return f", also {names}" if names else ""


def hours_of(scheduled: ScheduledVisit, site: Site) -> str:
    """'9:30-9:50' at the site."""
    start, end = (local(at, site.tz) for at in (scheduled.appointment.start, scheduled.appointment.end))
    return f"{format_clock(start)}-{format_end(end)}"
