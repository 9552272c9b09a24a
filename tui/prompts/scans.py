"""Scanned documents (`J`): those of a patient, or of a visit first; Enter has a program of the settings show one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from core.errors import BadInput, NotFound
from tui.identity import is_local
from tui.programs import show_document
from tui.prompts import form_sentences as say
from tui.prompts.prompt import STAY, Close, Outcome, Told, leaves
from tui.text.form_words import scan_told
from tui.text.hiding import typed_text
from tui.text.lines import choice, keys_line, windowed
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from core.documents.model import Scan
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from tui.keys.menu_typing import Choices
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 9


class ScansPrompt:
    """Which document; it is shown at a desk on this machine alone, and stays in the clinic."""

    label = say.SCANS_LABEL
    editor = None
    carries = False

    def __init__(self, workstation: Workstation, patient: Patient, appointment: AppointmentId | None) -> None:
        """Raises NeedsReason for a restricted record, or NotFound where nothing was scanned."""
        self._workstation, self._patient, self._appointment = workstation, patient, appointment
        self._warning = note_opened(workstation, patient, "documents")
        self._at = 0
        self.refresh()
        if not self._scans:
            raise NotFound(say.NO_SCANS.format(patient=patient.name)).naming(patient)

    def key(self, key: str, character: str | None) -> Outcome:
        """Arrows choose, Enter shows. Raises BadInput where no program does, or the desk is elsewhere."""
        if leaves(key):
            return Close()
        if key in {"up", "down"}:
            self._at = min(max(self._at + (1 if key == "down" else -1), 0), len(self._scans) - 1)
        elif key == "enter":
            return Told(self._show(self._scans[self._at]))
        return STAY

    def choices(self) -> Choices | None:
        """No letter chooses here."""
        return None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whose they are, and a line each."""
        workstation = self._workstation
        head = patient_head(self._patient, workstation.view.today, privacy=workstation.privacy)
        rows = windowed(self._scans, self._at, _SHOWN)
        told = (
            choice(f" {scan_told(scan, typed_text(workstation, scan.title))}", chosen=at == self._at)
            for at, scan in rows
        )
        return (*self._warning, *head, *told)

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "show it"), ("Up Down", "choose"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """The documents as they are now, those of the visit first."""
        desk, actor = self._workstation.desk, self._workstation.actor
        found = desk.documents.scans(actor, self._patient.ref)
        self._scans: list[Scan] = sorted(found, key=lambda one: one.appointment != self._appointment)
        self._at = min(self._at, max(len(self._scans) - 1, 0))

    def _show(self, scan: Scan) -> str:
        workstation = self._workstation
        if not is_local(os.environ):
            raise BadInput(say.SCAN_FROM_AFAR.format(number=scan.id))
        command = workstation.settings.documents.open_command
        if not command:
            raise BadInput(say.SCAN_NO_COMMAND.format(number=scan.id))
        shown, content, warning = workstation.desk.documents.scan_content(
            workstation.actor, scan.id, way="documents", is_export=False
        )
        show_document(command, shown.format, content)
        told = say.SCAN_SHOWN.format(number=scan.id, program=command[0])
        return " ".join(filter(None, (warning, told)))
