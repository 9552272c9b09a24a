"""Who opens whose record: it is written down before the record is shown, and a supervisor may read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.acting import person_of
from core.access.log import EVERYBODY, Opening
from core.access.privileges import Privilege
from core.conflict import Conflict, Severity
from core.errors import BadInput, Busy, DatabaseUnusable, NeedsReason
from core.patients.finding import patient_of, present, survivor_of
from core.patients.sentences import (
    NEEDS_REASON,
    NOT_LOGGED,
    NOT_RESTRICTED,
    NOT_SHOWN,
    REASON_NOTED,
    REASON_TOO_SHORT,
)
from core.record_ref import PatientId
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from datetime import datetime

    from core.patients.model import Patient
    from core.patients.ports import PatientContext

_REASON: Final = "reason: "
"""Begins the way by which somebody opened a restricted record, where they say why."""
_HOURS: Final = 8
"""So long a reason counts: a shift."""
_SHORTEST_REASON: Final = 3
_LONGEST_REASON: Final = 200


def opened(context: PatientContext, actor: str, patient: PatientId, way: str) -> str:
    """Write down that the record is opened, before anything of it is shown.

    Where that cannot be, the account that keeps the clinic is told so by the answer, which is '' else: it could read
    the file itself. Nobody else sees the record: they could bring that about themselves. Raises NotAllowed, and
    DatabaseUnusable or Busy for them; NeedsReason for a restricted record, unless they gave one of late.
    """
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, clinic):
        found = store.patients.by_id(patient)
        may_unlogged = context.rights(clinic, actor).may(Privilege.OPEN_UNLOGGED)
    if found and found.restricted and not _gave_reason(context, actor, patient):
        sentence = NEEDS_REASON.format(mrn=found.mrn)
        conflict = Conflict("RESTRICTED", Severity.CONFIRM, sentence, patients=(patient,))
        raise NeedsReason(sentence, conflict, patient).naming(found)
    return _noted(context, actor, patient, way, may_unlogged=may_unlogged)


def is_open_to(context: PatientContext, actor: str, patient: Patient) -> bool:
    """Whether nobody need say why they open the record, or that person did of late."""
    return not patient.restricted or _gave_reason(context, actor, patient.id)


def give_reason(context: PatientContext, actor: str, patient: PatientId, reason: str) -> str:
    """Write down why somebody opens a restricted record, which they may for some hours from then on; a sentence.

    Raises BadInput for what is no reason, NotAllowed, NotFound, and DatabaseUnusable or Busy where it cannot be written
    down, for whoever it is.
    """
    told = clean_words(reason, "reason", limit=_LONGEST_REASON)
    if sum(map(str.isalnum, told)) < _SHORTEST_REASON:
        raise BadInput(REASON_TOO_SHORT, field="reason")
    with context.reading(actor, Privilege.SEE_PATIENTS) as (store, _):
        found = present(store, patient)
    if not found.restricted:
        raise BadInput(NOT_RESTRICTED.format(mrn=found.mrn), field="reason").naming(found)
    context.store.access_log.note(Opening(context.clock.now(), actor, f"{_REASON}{told}", patient))
    return REASON_NOTED.format(mrn=found.mrn, hours=_HOURS)


def _gave_reason(context: PatientContext, actor: str, patient: PatientId) -> bool:
    """Whether that person said why within the last hours. Raises DatabaseUnusable or Busy."""
    since = context.clock.now() - timedelta(hours=_HOURS)
    openings = context.store.access_log.of_records({patient}, since=since)
    person = person_of(actor)
    return any(one.person == person and one.way.startswith(_REASON) for one in openings)


def all_opened(context: PatientContext, actor: str, privilege: Privilege, way: str) -> str:
    """The same of everybody's record, for who needs that privilege to see them all by `way`."""
    with context.reading(actor, privilege) as (_, clinic):
        may_unlogged = context.rights(clinic, actor).may(Privilege.OPEN_UNLOGGED)
    return _noted(context, actor, PatientId(EVERYBODY), way, may_unlogged=may_unlogged)


def _noted(context: PatientContext, actor: str, patient: PatientId, way: str, *, may_unlogged: bool) -> str:
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
