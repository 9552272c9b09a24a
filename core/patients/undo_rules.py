"""What keeps an act on a patient's record from being taken back?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ChangedElsewhere
from core.journal.changed import changed_elsewhere
from core.journal.model import UNDO
from core.patients.model import Patient, PatientStatus
from core.patients.sentences import MRN_IN_USE
from core.record_ref import PatientId, RecordRef

if TYPE_CHECKING:
    from core.journal.model import Obstacle, RecordImage
    from core.journal.undo import Undoing
    from core.patients.ports import Reading


def refuse_if_booked(undoing: Undoing) -> None:
    """A registration stays once others have booked the patient: no appointment is left with a record in error."""
    tx: Reading = undoing.tx
    for image in undoing.images if undoing.verb == UNDO else ():
        if image.ref.kind != "patient" or not _was_in_error(image):
            continue
        booked = tx.patients.booked(PatientId(image.ref.id), since=None)
        if booked:
            newest = max(booked, key=lambda one: one.id)
            site = undoing.clinic.sites[newest.site]
            raise changed_elsewhere(tx, RecordRef("appointment", newest.id), site=site, now=undoing.now)


def refuse_if_renumbered(undoing: Undoing) -> None:
    """A record gets no MRN back that somebody else was given since: an undone registration had set it free."""
    tx: Reading = undoing.tx
    for image in undoing.images:
        if isinstance(image.before, Patient) and not _was_in_error(image):
            mrn = image.before.mrn
            others = [patient for patient in tx.patients.with_mrn(mrn) if patient.id != image.ref.id]
            if others:
                sentence = MRN_IN_USE.format(mrn=mrn, patient=others[0].name)
                raise ChangedElsewhere(undoing.refusal.format(why=sentence))


def explain_taken(reading: Reading, obstacle: Obstacle) -> str:
    """Whose the MRN is by now."""
    holder = reading.patients.by_id(PatientId(obstacle.ref.id))
    assert holder is not None  # noqa: S101 - it was found just now
    return MRN_IN_USE.format(mrn=holder.mrn, patient=holder.name)


def _was_in_error(image: RecordImage) -> bool:
    """Whether the record was not there before, or only as a mistake."""
    return not isinstance(image.before, Patient) or image.before.status is PatientStatus.ENTERED_IN_ERROR
