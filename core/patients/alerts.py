"""What must be known of the patients whom somebody acted on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.clinic.codes import first_site, today_at
from core.journal.model import EntryId
from core.patients.access import is_open_to
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.patients.model import Patient
    from core.patients.ports import PatientContext, Reading
    from core.record_ref import RecordRef


def newest_act(context: PatientContext) -> EntryId:
    """After which acts are new; 0 where there was none."""
    with context.snapshot() as reading:
        newest = reading.journal.newest()
    return newest.id if newest else EntryId(0)


def alerts_since(context: PatientContext, actor: str, entry: EntryId) -> tuple[tuple[Patient, tuple[str, ...]], ...]:
    """The patients of the actor's acts after that one, each once, with the alerts that hold today.

    Nobody without any; of a restricted record only to who said why they open it, and nothing to who sees no patients.
    """
    with context.snapshot() as reading:
        clinic = reading.clinic()
        if not context.rights(clinic, actor).may(Privilege.SEE_PATIENTS):
            return ()
        today = today_at(first_site(clinic), context.clock.now()) if clinic.sites else None
        subjects = dict.fromkeys(one.subject for one in reading.journal.since(entry, actor))
        patients = dict.fromkeys(patient for ref in subjects for patient in _behind(reading, ref))
    told = ((one, one.alerts_on(today)) for one in patients if today)
    return tuple((one, alerts) for one, alerts in told if alerts and is_open_to(context, actor, one))


def _behind(reading: Reading, ref: RecordRef | None) -> Iterator[Patient]:
    """Whose record it is, by whom it belongs to."""
    while ref and ref.kind != "patient":
        ref = reading.journal.owner(ref)
    patient = reading.patients.by_id(PatientId(ref.id)) if ref else None
    if patient:
        yield patient
