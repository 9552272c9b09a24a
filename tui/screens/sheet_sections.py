"""What the face sheet shows, section by section."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.family.telling import words_of
from core.fields.model import ReadContext
from core.patients.fields import PATIENT
from core.schedule.own_time import own_time
from core.structs import replace
from core.text.wording import lowered
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
from tui.screens.sheet_messages import message_lines
from tui.terminal.cells import fit
from tui.text.case_words import case_words, kind_label
from tui.text.contact_words import recall_text, sheet_contacts
from tui.text.coverage_words import coverage_text, not_over, standing_line, stands_today
from tui.text.form_words import form_lines, scan_line
from tui.text.hiding import typed_text
from tui.text.ledger_words import newest, owed_line
from tui.text.lines import heading
from tui.text.words import alert_lines, born, entry_line, name_of, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from core.clinic.model import Clinic, Site
    from core.schedule.model.imported_visit import ImportedVisit
    from core.schedule.model.visit import ScheduledVisit
    from tui.screens.patient_sheet import Sheet
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LABEL: Final = 16
_MOST_IMPORTED: Final = 60


class SheetRow(Struct, frozen=True):
    """A line of the sheet, and the appointment it shows."""

    line: Line
    scheduled: ScheduledVisit | None = None


def sheet_rows(
    sheet: Sheet, workstation: Workstation, site: Site, width: int, *, privacy: bool
) -> tuple[SheetRow, ...]:
    """The lines of the sheet, as wide as that."""
    shown = _Shown(workstation, site, width, privacy)
    lines = chain.from_iterable(section(sheet, shown) for section in _SECTIONS)
    return tuple(line if isinstance(line, SheetRow) else SheetRow(line) for line in lines)


class _Shown(Struct, frozen=True):
    """Where and how the sheet is shown."""

    workstation: Workstation
    site: Site
    width: int
    privacy: bool

    @property
    def clinic(self) -> Clinic:
        return self.workstation.view.clinic

    @property
    def now(self) -> datetime:
        return self.workstation.view.now

    @property
    def today(self) -> date:
        return local(self.now, self.site.tz).date()

    def heading(self, text: str) -> Line:
        return heading(text, self.width, ascii=self.workstation.settings.display.ascii)

    def hidden(self, text: str) -> str:
        return typed_text(self.workstation, text)


def _warning(sheet: Sheet, _: _Shown) -> Iterator[Line]:
    yield from sheet.warning


def _record(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    patient, privacy = sheet.patient, shown.privacy
    yield (
        (f" {name_of(patient, privacy=privacy)} ", "title"),
        (f" {born(patient, shown.today, privacy=privacy)}  MRN {patient.mrn}", "panel"),
    )
    if patient.former_mrns:
        yield _labelled(SHEET_FORMER, ", ".join(patient.former_mrns))
    yield from alert_lines(patient, shown.today, privacy=privacy)
    reading = ReadContext(shown.clinic, shown.today, zone=shown.site.tz)
    for field, fact in PATIENT.facts(patient, reading):
        if field.is_on_sheet and not (privacy and field.is_hidden):
            yield _labelled(lowered(field.label), fact)


def _family(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """Each of the family, and what they are to the patient."""
    for relative in sheet.family:
        other = relative.patient
        who = f"{name_of(other, privacy=shown.privacy)}, {born(other, shown.today, privacy=shown.privacy)}"
        yield _labelled(SHEET_FAMILY, f"{who}, {words_of(relative)}")


def _coverage(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """Who pays today and will, and what is the matter with that; of a clinic that asks nobody nothing."""
    where = stands_today(shown.workstation.view, shown.site, sheet.patient, sheet.coverages)
    if where is None:
        return
    yield shown.heading(SHEET_COVERAGE)
    current = not_over(sheet.coverages, shown.today)
    for coverage in current:
        yield ((f" {coverage_text(coverage, shown.clinic, privacy=shown.privacy)}", "panel"),)
    yield standing_line(where)
    past = len(sheet.coverages) - len(current)
    if past:
        yield ((f" {SHEET_COVERAGE_PAST.format(count=past)}", "hint"),)


def _money(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """What is owed, and the newest lines of the ledger."""
    if sheet.ledger is None:
        return
    yield shown.heading(SHEET_MONEY)
    yield owed_line(sheet.ledger)
    yield from newest(sheet.ledger)


def _forms(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """The forms that are asked for at each visit and what became of all, and what was scanned."""
    if sheet.forms and (sheet.forms.found or sheet.forms.others):
        yield shown.heading(SHEET_FORMS)
        yield from form_lines(sheet.forms, privacy=shown.privacy)
    if sheet.scans:
        yield shown.heading(SHEET_SCANS)
        yield from (scan_line(replace(one, title=shown.hidden(one.title))) for one in sheet.scans)


def _waits(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """What the patient waits for, and since when."""
    providers = shown.clinic.providers
    for entry in sheet.waits:
        assert entry.since is not None  # noqa: S101 - every entry that is kept has one
        names = (providers[code].family if code in providers else code for code in entry.providers)
        since = WAITS_SINCE.format(day=f"{local(entry.since, shown.site.tz):%-d %b %Y}")
        told = (entry.visit_type, " ".join(names), entry.window, since, SHEET_EARLIER if entry.earlier else "")
        yield _labelled(SHEET_WAITS, ", ".join(part for part in told if part))


def _work(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """When the patient is due again, and which cases there are."""
    for recall in sheet.recalls:
        yield _labelled(SHEET_RECALL, recall_text(recall, privacy=shown.privacy))
    for case in sheet.cases:
        yield _labelled(kind_label(case), case_words(case, shown.now, privacy=shown.privacy))


def _appointments(sheet: Sheet, shown: _Shown) -> Iterator[SheetRow | Line]:
    """What is open today and to come first, the next one on top; then what was, the last one on top."""
    clinic, now = shown.clinic, shown.now
    coming = [one for one in sheet.visits if one.appointment.end > now or is_open_today(one, clinic, now)]
    past = [one for one in sheet.visits if one not in coming]
    yield shown.heading(SHEET_APPOINTMENTS)
    if not sheet.visits:
        yield ((f" {SHEET_NO_APPOINTMENTS}", "hint"),)
    for visit in (*coming, *reversed(past)):
        yield SheetRow(_appointment(visit, clinic, now), visit)
    yield from (_imported(visit, shown) for visit in sheet.imported[:_MOST_IMPORTED])


def _contacts(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    yield from sheet_contacts(sheet.contacts, shown.workstation, shown.width)


def _messages(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """What the patient was told and answered, and which of their numbers are closed."""
    if not sheet.told.is_empty:
        yield shown.heading(SHEET_MESSAGES)
        yield from message_lines(sheet.told, shown.workstation, shown.site, sheet.patient)


def _journal(sheet: Sheet, shown: _Shown) -> Iterator[Line]:
    """The newest on top."""
    yield shown.heading(SHEET_JOURNAL)
    for entry in reversed(sheet.entries):
        yield entry_line(entry, shown.site, sheet.patient, privacy=shown.privacy, named=False)


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


def _imported(visit: ImportedVisit, shown: _Shown) -> Line:
    """A visit as another scheduler had it, in the time of the site shown."""
    start = local(visit.start, shown.site.tz)
    told = (visit.visit_type, visit.provider, visit.site, visit.status.value, shown.hidden(visit.note))
    words = ", ".join(part for part in told if part)
    return ((f" {f'{SHEET_IMPORTED:<6}{start:%a %-d %b %Y}':<22} {format_clock(start):>5} {words}", "hint"),)


def _labelled(label: str, text: str) -> Line:
    return ((f" {label:<{_LABEL}}", "hint"), (text, "panel"))


_SECTIONS: Final[tuple[Callable[[Sheet, _Shown], Iterator[SheetRow | Line]], ...]] = (
    *(_warning, _record, _family, _coverage, _money, _forms, _waits, _work),
    *(_appointments, _contacts, _messages, _journal),
)
"""What the sheet shows, in this order; each says nothing where there is nothing of it."""
