"""Who opens whose record: it is written down before the record is shown, and a supervisor may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.log import EVERYBODY, Opening
from core.access.privileges import Privilege
from core.errors import Busy, DatabaseUnusable
from core.patients.finding import patient_of, survivor_of
from core.patients.sentences import NOT_LOGGED, NOT_SHOWN
from core.record_ref import PatientId

if TYPE_CHECKING:
    from datetime import datetime

    from core.patients.model import Patient
    from core.patients.ports import PatientContext


def opened(context: PatientContext, actor: str, patient: PatientId, way: str) -> str:
    """Write down that the record is opened, before anything of it is shown.

    Where that cannot be, the account that keeps the clinic is told so by the answer, which is '' else: it could read
    the file itself. Nobody else sees the record: they could bring that about themselves. Raises NotAllowed, and
    DatabaseUnusable or Busy for them.
    """
    return _noted(context, actor, Privilege.SEE_PATIENTS, patient, way)


def all_opened(context: PatientContext, actor: str, privilege: Privilege, way: str) -> str:
    """The same of everybody's record, for who needs that privilege to see them all by `way`."""
    return _noted(context, actor, privilege, PatientId(EVERYBODY), way)


def _noted(context: PatientContext, actor: str, privilege: Privilege, patient: PatientId, way: str) -> str:
    with context.reading(actor, privilege) as (_, clinic):
        may_unlogged = context.rights(clinic, actor).may(Privilege.OPEN_UNLOGGED)
    try:
        context.store.access_log.note(Opening(context.clock.now(), actor, way, patient))
    except (DatabaseUnusable, Busy) as refusal:
        if may_unlogged:
            return NOT_LOGGED.format(why=refusal.sentence)
        refusal.amend(NOT_SHOWN.format(why=refusal.sentence))
        raise
    return ""


def openings_of(
    context: PatientContext, actor: str, ref: str, *, since: datetime | None
) -> tuple[Patient, tuple[Opening, ...]]:
    """The patient, and who opened their record, one that was merged into it, or everybody's, newest first.

    Raises NotFound.
    """
    with context.reading(actor, Privilege.SEE_ACCESS) as (store, _):
        patient = patient_of(store, ref)
        before = [one for mrn in patient.former_mrns for one in store.patients.with_mrn(mrn)]
        records = {patient.id, *(one.id for one in before if survivor_of(store, one).id == patient.id)}
    return patient, tuple(context.store.access_log.of_records(records, since=since))


def openings_by(
    context: PatientContext, actor: str, name: str, *, since: datetime | None
) -> tuple[tuple[Opening, Patient | None], ...]:
    """What somebody opened, newest first, each with the record as it is now; None where there is none (any more)."""
    with context.reading(actor, Privilege.SEE_ACCESS) as (store, _):
        openings = tuple(context.store.access_log.by_person(name, since=since))
        patients = {number: store.patients.by_id(number) for number in {opening.patient for opening in openings}}
    return tuple((opening, patients[opening.patient]) for opening in openings)
