"""Which documents of a patient can leave by a case, and which were chosen, by number and title?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.record_ref import RecordRef
from tui.prompts import case_sentences as say
from tui.text.hiding import typed_text

if TYPE_CHECKING:
    from core.documents.model import Scan
    from core.record_ref import PatientId
    from tui.workstation import Workstation

_SHOWN: Final = 8


def documents_how(workstation: Workstation, patient: PatientId | None) -> str:
    """What can be typed to choose: the numbers of the patient's documents, the newest first, each with its title."""
    scans = _kept(workstation, patient)
    if not scans:
        return say.STEP_NO_DOCUMENTS
    return say.STEP_DOCUMENTS.format(titles=", ".join(_told(workstation, one) for one in scans[:_SHOWN]))


def chosen_titles(workstation: Workstation, patient: PatientId | None, numbers: str) -> str:
    """The chosen ones, each by number and title; one that is not the patient's by its number alone."""
    known = {one.id: one for one in _kept(workstation, patient)} if numbers else {}
    chosen = [int(word) for word in numbers.replace(",", " ").split() if word.isascii() and word.isdigit()]
    return ", ".join(_told(workstation, known[one]) if one in known else str(one) for one in chosen)


def _kept(workstation: Workstation, patient: PatientId | None) -> tuple[Scan, ...]:
    if patient is None:
        return ()
    return workstation.desk.documents.scans(workstation.actor, RecordRef("patient", patient))


def _told(workstation: Workstation, scan: Scan) -> str:
    return f"{scan.id} {typed_text(workstation, scan.title)}"
