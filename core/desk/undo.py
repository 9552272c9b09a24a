"""How the newest own act is taken back: its row images inverted, as an entry of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.desk.context import changed_elsewhere, first_site
from core.desk.decision import occupied
from core.desk.requests import Change
from core.errors import NotFound
from core.model.appointment import AppointmentId
from core.model.patient import PatientId
from core.ports import Moved, Occupied
from core.sentences import NOT_UNDONE, NOTHING_TO_UNDO, UNDONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.desk.context import Context
    from core.model.clinic import Clinic, Site
    from core.model.journal import RowImage
    from core.ports import Writing

_LONG: Final = timedelta(days=36_525)
"""A century either way: every appointment there is."""


def undo(context: Context, actor: str) -> Change:
    """Take back the actor's newest act. Raises NotFound, ChangedElsewhere naming who, or Refused for taken time."""
    with context.writing(actor, "undo") as (tx, clinic):
        now = context.clock.now()
        entry = tx.newest_undoable(actor)
        if entry is None:
            raise NotFound(NOTHING_TO_UNDO)
        images = tx.row_images(entry.id)
        _refuse_if_booked(tx, clinic, images, now)
        tx.begin_entry(at=now, actor=actor, verb="undo", subject_kind=entry.subject[0], undoes=entry.id)
        try:
            tx.invert(images, undoes=entry.id)
        except Moved as error:
            site = _site_of(tx, clinic, error)
            raise changed_elsewhere(tx, error.table, error.row, site=site, now=now) from error
        except Occupied as error:
            raise occupied(error, clinic, NOT_UNDONE) from error
        sentence = UNDONE.format(sentence=entry.sentence)
        done = tx.end_entry(subject=entry.subject[1], sentence=sentence)
        kind, number = entry.subject
        scheduled = tx.scheduled(AppointmentId(number)) if kind == "appointment" else None
        patient = tx.patient(PatientId(number)) if kind == "patient" else None
    return Change(done, sentence, scheduled, patient)


def _refuse_if_booked(tx: Writing, clinic: Clinic, images: Sequence[RowImage], now: datetime) -> None:
    """A registration stays once others have booked the patient: no appointment is left with a record in error."""
    for image in images:
        if image.table != "patient" or image.before is not None:
            continue
        patient = PatientId(image.row)
        booked = tx.scheduled_between(now - _LONG, now + _LONG, patient=patient, live_only=True)
        if booked:
            newest = max((scheduled.appointment for scheduled in booked), key=lambda one: one.id)
            site = clinic.sites[newest.site]
            raise changed_elsewhere(tx, "appointment", newest.id, site=site, now=now)


def _site_of(tx: Writing, clinic: Clinic, error: Moved) -> Site:
    """The site of the appointment (a visit has its number) in whose time the change is told."""
    scheduled = tx.scheduled(AppointmentId(error.row)) if error.table in {"appointment", "visit"} else None
    return clinic.sites[scheduled.appointment.site] if scheduled else first_site(clinic)
