"""The face sheet as it is read: one patient's record, appointments past and to come, and all else that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.messages.telling import without_course
from core.record_ref import RecordRef
from core.schedule.model.appointment import AppointmentStatus
from core.structs import replace
from tui.screens.sheet_messages import SheetMessages, read_messages
from tui.text.ledger_words import ledger_of
from tui.text.opened import note_opened

if TYPE_CHECKING:
    from core.cases.listing import CaseSeen
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
