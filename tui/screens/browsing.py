"""Where somebody is among the patients: in the box, in the list of whom it finds, or on a face sheet; and on whom?"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from core.errors import BadInput, NeedsReason
from core.record_ref import AppointmentId, PatientId
from core.structs import replace
from core.visits.likely import likely_meant
from tui.prompts.picker import PatientPicker
from tui.screens.patient_sheet import Sheet, open_sheet, read_sheet
from tui.screens.sentences import NOT_AN_APPOINTMENT
from tui.screens.sheet_sections import SheetRow, sheet_rows
from tui.screens.unfinished import Unfinished, unfinished
from tui.selection.place import on_schedule
from tui.selection.selection import ScreenKind, Selection
from tui.selection.sentences import NOBODY_CHOSEN

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.record_ref import RecordRef
    from core.schedule.model.visit import ScheduledVisit
    from tui.drafts.shelf import Shelf
    from tui.selection.place import Place
    from tui.text.lines import Line
    from tui.workstation import Workstation


PATIENTS: Final = ScreenKind("patients", frozenset({"patient", "appointment"}))


class Focus(Enum):
    """Where keys go: into the box as text, or to the list, or to the face sheet."""

    BOX = auto()
    LIST = auto()
    SHEET = auto()


class Browsing:
    """The box with whom it finds, the sheet that was read, and a cursor in each."""

    def __init__(self, workstation: Workstation, shelf: Shelf, site: Site) -> None:
        self._workstation, self._shelf = workstation, shelf
        self.site = site
        self.at = Focus.BOX
        self.box = PatientPicker(workstation, site)
        self.sheet: Sheet | None = None
        self.rows: tuple[SheetRow, ...] = ()
        self.row = 0
        self._unfinished: tuple[Unfinished, ...] = ()
        self._unfinished_at = 0

    # Who is meant

    @property
    def patient(self) -> Patient | None:
        """Whose sheet is read, else who is highlighted."""
        if self.at is Focus.SHEET and self.sheet:
            return self.sheet.patient
        return self.box.chosen

    def meant(self) -> Patient:
        """The patient that a key acts on. Raises BadInput when nobody is highlighted."""
        patient = self.patient
        if patient is None:
            raise BadInput(NOBODY_CHOSEN)
        return patient

    @property
    def scheduled(self) -> ScheduledVisit | None:
        """The appointment of the sheet that the cursor stands on."""
        return self.rows[self.row].scheduled if self.at is Focus.SHEET and self.rows else None

    @property
    def here(self) -> Selection:
        """What is highlighted."""
        return Selection(PATIENTS, tuple(one for one in (self.scheduled, self.patient) if one))

    @property
    def place_of_appointment(self) -> Place:
        """Where on the schedule the appointment highlighted is. Raises BadInput when none is."""
        if self.scheduled is None:
            raise BadInput(NOT_AN_APPOINTMENT)
        return on_schedule(self.scheduled, self._workstation.view.clinic)

    # What was begun and not finished

    @property
    def unfinished(self) -> Unfinished | None:
        """The form highlighted while nothing stands in the box, if there is one to go on with."""
        return self._unfinished[self._unfinished_at] if self.box.is_empty and self._unfinished else None

    def listed(self) -> tuple[Line, ...]:
        """Whom the words find; while the box is empty, the forms not finished."""
        if not self.box.is_empty:
            return self.box.rows(is_typed=self.at is Focus.BOX)
        self._unfinished = unfinished(self._workstation, self._shelf)
        self._unfinished_at = min(self._unfinished_at, max(len(self._unfinished) - 1, 0))
        return tuple(one.line(chosen=row == self._unfinished_at) for row, one in enumerate(self._unfinished))

    # From row to row

    def type(self, key: str, character: str | None) -> None:
        """A key for the box."""
        self.box.key(key, character)

    def step(self, rows: int) -> None:
        """So many rows down where the cursor is; up from the first of the list is the box."""
        if self.at is Focus.SHEET:
            self.row = min(max(self.row + rows, 0), max(len(self.rows) - 1, 0))
        elif self.box.is_empty:
            self._unfinished_at = min(max(self._unfinished_at + rows, 0), max(len(self._unfinished) - 1, 0))
        elif rows == -1 and self.at is Focus.LIST and self.box.at <= 0:
            self.at = Focus.BOX
        else:
            self.box.move(rows)

    def to_journal(self) -> None:
        """To the newest entry of the journal. Raises BadInput when nobody is highlighted."""
        self.open_sheet()
        self.row = max(len(self.rows) - len(self.sheet.entries if self.sheet else ()), 0)

    # The sheet

    def open_sheet(self, *, in_sight: int = 0) -> None:
        """Read the sheet of who is meant; the cursor on the appointment meant, if any is among the rows `in_sight`.

        Raises BadInput when nobody is highlighted.
        """
        self.sheet = open_sheet(self._workstation, self.meant())
        self.at, self.row = Focus.SHEET, 0
        self.draw_sheet(80, privacy=False)
        first = next((row for row, one in enumerate(self.rows[:in_sight]) if one.scheduled), None)
        if first is not None:
            meant = likely_meant(self.sheet.visits, self._workstation.view.clinic, self._workstation.view.now)
            self.row = next((row for row, one in enumerate(self.rows) if meant and one.scheduled == meant), first)

    def read_beside(self) -> None:
        """Read the sheet of who is highlighted in the list."""
        patient = self.patient
        if not patient:
            self.sheet = None
        elif not self.sheet or self.sheet.patient.id != patient.id:
            try:
                self.sheet = open_sheet(self._workstation, patient)
            except NeedsReason:  # who looks through the list has asked for nobody's
                self.sheet = None

    def draw_sheet(self, width: int, *, privacy: bool) -> None:
        """The rows of the sheet as wide as that; the cursor stays on its row."""
        sheet = self.sheet
        self.rows = sheet_rows(sheet, self._workstation, self.site, width, privacy=privacy) if sheet else ()
        self.row = min(self.row, max(len(self.rows) - 1, 0))

    def show(self, record: RecordRef) -> None:
        """That patient's sheet, or the one with that appointment, whoever was looked for. Raises NotFound."""
        desk, actor = self._workstation.desk, self._workstation.actor
        if record.kind == "appointment":
            patient = desk.schedule.appointment(actor, AppointmentId(record.id)).patient
        else:
            patient = desk.patients.by_id(actor, PatientId(record.id))
        self.box.show(patient)
        self.at = Focus.LIST
        self.open_sheet()
        at = (row for row, one in enumerate(self.rows) if one.scheduled and one.scheduled.ref == record)
        self.row = next(at, self.row)

    def begin_search(self) -> None:
        """Look for somebody else: nothing of who was looked for stays in sight."""
        self.box.editor.clear()
        self.box.search()
        self.at, self.sheet, self.rows, self.row = Focus.BOX, None, (), 0

    @property
    def read(self) -> tuple[object, ...]:
        """Whom the words found, and the sheet."""
        return self.box.hits, self.sheet

    def reload(self) -> None:
        """Search again, and read the sheet again."""
        self.box.search()
        if self.sheet:
            warning = self.sheet.warning
            self.sheet = replace(read_sheet(self._workstation, self.sheet.patient), warning=warning)
