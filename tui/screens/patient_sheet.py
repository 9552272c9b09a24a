"""The face sheet: one patient's record, alerts, appointments past and to come, and the journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.family.telling import words_of
from core.fields.model import ReadContext, lowered
from core.messages.telling import without_course
from core.patients.fields import PATIENT
from core.record_ref import RecordRef
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.own_time import own_time
from core.structs import replace
from core.visits.likely import is_open_today
from tui.prompts.sentences import SHEET_NO_APPOINTMENTS
from tui.screens.sentences import (
    SHEET_APPOINTMENTS,
    SHEET_COMING,
    SHEET_COVERAGE,
    SHEET_COVERAGE_PAST,
    SHEET_EARLIER,
    SHEET_FAMILY,
    SHEET_FORMER,
    SHEET_FORMS,
    SHEET_IMPORTED,
    SHEET_JOURNAL,
    SHEET_MESSAGES,
    SHEET_MONEY,
    SHEET_PAST,
    SHEET_RECALL,
    SHEET_SCANS,
    SHEET_TODAY,
    SHEET_WAITS,
    WAITS_SINCE,
)
from tui.screens.sheet_messages import SheetMessages, message_lines, read_messages
from tui.terminal.cells import fit
from tui.text.case_words import case_words, kind_label
from tui.text.contact_words import recall_text, sheet_contacts
from tui.text.coverage_words import coverage_text, not_over, standing_line, stands_today
from tui.text.form_words import form_lines, scan_line
from tui.text.hiding import typed_text
from tui.text.ledger_words import ledger_of, newest, owed_line
from tui.text.lines import heading
from tui.text.opened import note_opened
from tui.text.words import alert_lines, born, entry_line, name_of, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from core.cases.listing import CaseSeen
    from core.clinic.model import Clinic, Site
    from core.contact.model import Communication
    from core.coverage.model import Coverage
    from core.documents.forms import FormsOf
    from core.documents.model import Scan
    from core.family.model import Relative
    from core.journal.model import Entry
    from core.patients.model import Patient
    from core.recall.use_cases import KnownRecall
    from core.schedule.model.imported_visit import ImportedVisit
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.model.wait import WaitEntry
    from core.till.showing import Ledger
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MOST_ENTRIES: Final = 60
_LABEL: Final = 16
_MOST_IMPORTED: Final = 60


class SheetRow(Struct, frozen=True):
    """A line of the sheet, and the appointment it shows."""

    line: Line
    scheduled: ScheduledVisit | None = None


class Sheet(Struct, frozen=True):
    """All there is to know of one patient, as it was read; `warning` where that could not be written down."""

    patient: Patient
    visits: tuple[ScheduledVisit, ...]
    entries: tuple[Entry, ...]
    coverages: tuple[Coverage, ...] = ()
    warning: tuple[Line, ...] = ()
    waits: tuple[WaitEntry, ...] = ()
    family: tuple[Relative, ...] = ()
    imported: tuple[ImportedVisit, ...] = ()
    cases: tuple[CaseSeen, ...] = ()
    contacts: tuple[Communication, ...] = ()
    recalls: tuple[KnownRecall, ...] = ()
    ledger: Ledger | None = None
    """None where who looks may not see it, and where nothing was ever written in it."""
    forms: FormsOf | None = None
    scans: tuple[Scan, ...] = ()
    told: SheetMessages = SheetMessages()


def open_sheet(workstation: Workstation, patient: Patient) -> Sheet:
    """The sheet, and a line of the log that it was opened."""
    with workstation.snapshot():
        warning = note_opened(workstation, patient, "sheet")
        return replace(read_sheet(workstation, patient), warning=warning)


def read_sheet(workstation: Workstation, patient: Patient) -> Sheet:
    """The sheet as of now; appointments from a year back on, the newest entries of the journal."""
    desk, actor = workstation.desk, workstation.actor
    with workstation.snapshot():
        visits = desk.schedule.of_patient(actor, patient.id)
        entries = without_course(desk.journal.entries_on(actor, RecordRef("patient", patient.id)))[-_MOST_ENTRIES:]
        record = desk.patients.by_id(actor, patient.id)
        coverages = desk.coverage.of_patient(actor, patient.id)
        waits = desk.waitlist.of_patient(actor, patient.id)
        family = desk.family.of_patient(actor, patient.id)
        imported = desk.visit_files.of_patient(actor, patient.id)
        ledger = ledger_of(workstation, record)
        forms = desk.documents.forms(actor, record.ref) if record.is_record else None
        scans = desk.documents.scans(actor, record.ref) if record.is_record else ()
        cases = desk.cases.of_patient(actor, patient.id)
        contacts = desk.contact.of_patient(actor, patient.id)
        recalls = desk.recall.of_patient(actor, record.id) if record.is_record else ()
        told = read_messages(workstation, record) if record.is_record else SheetMessages()
    shown = tuple(visit for visit in visits if visit.appointment.status is not AppointmentStatus.ENTERED_IN_ERROR)
    return Sheet(
        *(record, shown, tuple(entries), coverages),
        waits=waits,
        family=family,
        imported=imported,
        cases=cases,
        contacts=contacts,
        recalls=recalls,
        ledger=ledger,
        forms=forms,
        scans=scans,
        told=told,
    )


def sheet_rows(
    sheet: Sheet, workstation: Workstation, site: Site, width: int, *, privacy: bool
) -> tuple[SheetRow, ...]:
    """The lines of the sheet, as wide as that."""
    clinic, now, ascii_only = workstation.view.clinic, workstation.view.now, workstation.settings.display.ascii
    hidden = partial(typed_text, workstation)
    record = (SheetRow(line) for line in _record(sheet.patient, clinic, site, now, privacy=privacy))
    journal = (
        SheetRow(entry_line(entry, site, sheet.patient, privacy=privacy, named=False))
        for entry in reversed(sheet.entries)
    )
    return (
        *(SheetRow(line) for line in sheet.warning),
        *record,
        *(SheetRow(_relative(one, site, now, privacy=privacy)) for one in sheet.family),
        *(SheetRow(line) for line in _coverage(sheet, workstation, site, width, privacy=privacy)),
        *(SheetRow(line) for line in _money(sheet, width, ascii=ascii_only)),
        *(SheetRow(line) for line in _forms(sheet, width, hidden, privacy=privacy, ascii=ascii_only)),
        *(SheetRow(_waits(entry, clinic, site)) for entry in sheet.waits),
        *(SheetRow(_labelled(SHEET_RECALL, recall_text(one, privacy=privacy))) for one in sheet.recalls),
        *(SheetRow(_labelled(kind_label(one), case_words(one, now, privacy=privacy))) for one in sheet.cases),
        SheetRow(heading(SHEET_APPOINTMENTS, width, ascii=ascii_only)),
        *_appointments(sheet, clinic, now),
        *(SheetRow(_imported(visit, site, hidden)) for visit in sheet.imported[:_MOST_IMPORTED]),
        *(SheetRow(line) for line in sheet_contacts(sheet.contacts, workstation, width)),
        *(SheetRow(line) for line in _messages(sheet, workstation, site, width)),
        SheetRow(heading(SHEET_JOURNAL, width, ascii=ascii_only)),
        *journal,
    )


def _record(patient: Patient, clinic: Clinic, site: Site, now: datetime, *, privacy: bool) -> Iterator[Line]:
    today = local(now, site.tz).date()
    yield (
        (f" {name_of(patient, privacy=privacy)} ", "title"),
        (f" {born(patient, today, privacy=privacy)}  MRN {patient.mrn}", "panel"),
    )
    if patient.former_mrns:
        yield _labelled(SHEET_FORMER, ", ".join(patient.former_mrns))
    yield from alert_lines(patient, today, privacy=privacy)
    reading = ReadContext(clinic, today, zone=site.tz)
    for field, fact in PATIENT.facts(patient, reading):
        if field.is_on_sheet and not (privacy and field.is_hidden):
            yield _labelled(lowered(field.label), fact)


def _coverage(sheet: Sheet, workstation: Workstation, site: Site, width: int, *, privacy: bool) -> Iterator[Line]:
    """Who pays today and will, and what is the matter with that; of a clinic that asks nobody nothing."""
    view = workstation.view
    where = stands_today(view, site, sheet.patient, sheet.coverages)
    if where is None:
        return
    yield heading(SHEET_COVERAGE, width, ascii=workstation.settings.display.ascii)
    shown = not_over(sheet.coverages, local(view.now, site.tz).date())
    for coverage in shown:
        yield ((f" {coverage_text(coverage, view.clinic, privacy=privacy)}", "panel"),)
    yield standing_line(where)
    past = len(sheet.coverages) - len(shown)
    if past:
        yield ((f" {SHEET_COVERAGE_PAST.format(count=past)}", "hint"),)


def _relative(relative: Relative, site: Site, now: datetime, *, privacy: bool) -> Line:
    """Somebody of the family, and what they are to the patient."""
    other = relative.patient
    who = f"{name_of(other, privacy=privacy)}, {born(other, local(now, site.tz).date(), privacy=privacy)}"
    return _labelled(SHEET_FAMILY, f"{who}, {words_of(relative)}")


def _money(sheet: Sheet, width: int, *, ascii: bool) -> Iterator[Line]:
    """What is owed, and the newest lines of the ledger."""
    if sheet.ledger is None:
        return
    yield heading(SHEET_MONEY, width, ascii=ascii)
    yield owed_line(sheet.ledger)
    yield from newest(sheet.ledger)


def _messages(sheet: Sheet, workstation: Workstation, site: Site, width: int) -> Iterator[Line]:
    """What the patient was told and answered, and which of their numbers are closed."""
    if not sheet.told.is_empty:
        yield heading(SHEET_MESSAGES, width, ascii=workstation.settings.display.ascii)
        yield from message_lines(sheet.told, workstation, site, sheet.patient)


def _forms(sheet: Sheet, width: int, hidden: Callable[[str], str], *, privacy: bool, ascii: bool) -> Iterator[Line]:
    """The forms that are asked for at each visit and what became of all, and what was scanned."""
    if sheet.forms and (sheet.forms.found or sheet.forms.others):
        yield heading(SHEET_FORMS, width, ascii=ascii)
        yield from form_lines(sheet.forms, privacy=privacy)
    if sheet.scans:
        yield heading(SHEET_SCANS, width, ascii=ascii)
        yield from (scan_line(replace(one, title=hidden(one.title))) for one in sheet.scans)


def _waits(entry: WaitEntry, clinic: Clinic, site: Site) -> Line:
    """What the patient waits for, and since when."""
    assert entry.since is not None  # noqa: S101 - every entry that is kept has one
    names = (clinic.providers[code].family if code in clinic.providers else code for code in entry.providers)
    since = WAITS_SINCE.format(day=f"{local(entry.since, site.tz):%-d %b %Y}")
    told = (entry.visit_type, " ".join(names), entry.window, since, SHEET_EARLIER if entry.earlier else "")
    return _labelled(SHEET_WAITS, ", ".join(part for part in told if part))


def _appointments(sheet: Sheet, clinic: Clinic, now: datetime) -> Iterator[SheetRow]:
    """What is open today and to come first, the next one on top; then what was, the last one on top."""
    coming = [one for one in sheet.visits if one.appointment.end > now or is_open_today(one, clinic, now)]
    past = [one for one in sheet.visits if one not in coming]
    if not sheet.visits:
        yield SheetRow(((f" {SHEET_NO_APPOINTMENTS}", "hint"),))
    for visit in (*coming, *reversed(past)):
        yield SheetRow(_appointment(visit, clinic, now), visit)


def _appointment(visit: ScheduledVisit, clinic: Clinic, now: datetime) -> Line:
    appointment = visit.appointment
    site = clinic.sites[appointment.site]
    zone, start = site.tz, local(appointment.start, site.tz)
    own = own_time(appointment.start, appointment.mode, visit.patient, site)
    is_over = appointment.end <= now
    when = SHEET_TODAY if start.date() == local(now, zone).date() else SHEET_PAST if is_over else SHEET_COMING
    cells = (
        f"{when:<6}{start:%a %-d %b %Y}".ljust(22),
        format_clock(start).rjust(5),
        fit(appointment.visit_type, 7),
        fit(clinic.providers[appointment.provider].short, 11),
        fit(appointment.site, 6),
        f"{appointment.status.value}{own}",
        part_of(appointment),
    )
    return ((f" {' '.join(cells).rstrip()}", "hint" if is_over or not appointment.status.takes_time else "panel"),)


def _imported(visit: ImportedVisit, site: Site, hidden: Callable[[str], str]) -> Line:
    """A visit as another scheduler had it, in the time of the site shown."""
    start = local(visit.start, site.tz)
    told = (visit.visit_type, visit.provider, visit.site, visit.status.value, hidden(visit.note))
    words = ", ".join(part for part in told if part)
    return ((f" {f'{SHEET_IMPORTED:<6}{start:%a %-d %b %Y}':<22} {format_clock(start):>5} {words}", "hint"),)


def _labelled(label: str, text: str) -> Line:
    return ((f" {label:<{_LABEL}}", "hint"), (text, "panel"))
