"""Find and look up: what is asked of patient records."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.context import first_site, today_at
from core.errors import NotFound
from core.patients.lookup import read_query
from core.patients.lookup import reading as read_as
from core.patients.model import Patient, PatientId
from core.patients.sentences import NO_SUCH_PATIENT, SEVERAL_PATIENTS
from core.requests import Found
from core.text.cleaning import LONGEST_NUMBER, clean_text

if TYPE_CHECKING:
    from datetime import datetime

    from core.context import Context
    from core.ports import Reading
    from core.schedule.model.visit import ScheduledVisit

BY_ROW = "id:"
_LOOK_BACK = timedelta(days=366)
_LOOK_AHEAD = timedelta(days=36_525)
"""A century: a supervisor may have booked beyond the horizon."""


def find(context: Context, actor: str, text: str, *, limit: int) -> Found:
    """Everyone the words fit, best first, and how the words were read."""
    now = context.clock.now()
    with context.reading(actor, "see patients") as (store, clinic):
        today = today_at(first_site(clinic), now)
        query = read_query(text, order=context.policy.dates.order, today=today)
        return Found(read_as(query), store.find_patients(query, now=now, limit=limit))


def by_ref(context: Context, actor: str, ref: str) -> Patient:
    """The one patient with that MRN, or row number as 'id:1042'. Raises NotFound, also when several fit."""
    with context.reading(actor, "see patients") as (store, _):
        return patient_of(store, ref)


def patient_of(store: Reading, ref: str) -> Patient:
    """As `by_ref`, inside a snapshot."""
    if ref.lower().startswith(BY_ROW):
        digits = ref[len(BY_ROW) :]
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
        patient = store.patient(PatientId(int(digits))) if is_number else None
        found: tuple[Patient, ...] = (patient,) if patient else ()
    else:
        found = store.patients_with_mrn(clean_text(ref))
    if not found:
        raise NotFound(NO_SUCH_PATIENT.format(ref=clean_text(ref)))
    if len(found) > 1:
        ids = ", ".join(f"{BY_ROW}{patient.id}" for patient in found)
        raise NotFound(SEVERAL_PATIENTS.format(ref=clean_text(ref), count=len(found), ids=ids))
    return found[0]


def appointments_of(context: Context, actor: str, patient: PatientId) -> tuple[ScheduledVisit, ...]:
    """A patient's appointments from a year back on, by start."""
    now = context.clock.now()
    with context.reading(actor, "see patients") as (store, _):
        return store.scheduled_between(now - _LOOK_BACK, now + _LOOK_AHEAD, patient=patient)


def coming(store: Reading, patient: PatientId, now: datetime) -> tuple[ScheduledVisit, ...]:
    """What a patient has that is not over, by start, inside a snapshot; what takes no time left out."""
    return store.scheduled_between(now, now + _LOOK_AHEAD, patient=patient, live_only=True)
