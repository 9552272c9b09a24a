"""How is the newest own act taken back, and brought back? Its row images are inverted, as an entry of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.roles import STEP_BACK_LATER
from core.calendar.wall import local
from core.context import changed_elsewhere, first_site
from core.errors import ChangedElsewhere, NotFound
from core.journal import undo_in_parts as undo_in_turns
from core.journal.model import REDO, UNDO
from core.journal.sentences import (
    NOT_REDONE,
    NOT_UNDONE,
    NOTHING_TO_REDO,
    NOTHING_TO_UNDO,
    OF_ANOTHER_DAY,
    REDONE,
    UNDONE,
)
from core.journal.undo_in_parts import act_behind
from core.patients.model import PatientId, PatientStatus
from core.patients.sentences import MRN_IN_USE
from core.ports import Occupied, StaleRow
from core.requests import Change
from core.schedule.decision import occupied
from core.schedule.model.appointment import AppointmentId
from core.visits.state import Verb, is_today

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.context import Context
    from core.journal.model import Entry, RowImage
    from core.ports import Writing
    from core.schedule.model.visit import ScheduledVisit

_STEPS_OF_A_VISIT: Final = frozenset(verb.value for verb in Verb) - {Verb.MOVE.value, Verb.CANCEL.value}
_LONG: Final = timedelta(days=36_525)
"""A century either way: every appointment there is."""


def undo(context: Context, actor: str, *, progress: Callable[[int, int], None] | None = None) -> Change:
    """Take back the actor's newest act. Raises NotFound, ChangedElsewhere naming who, or Refused for taken time."""
    large = undo_in_turns.next_act(context, actor, UNDO)
    if large:
        return undo_in_turns.take_back(context, actor, UNDO, large, progress=progress)
    with context.writing(actor, "undo") as (tx, clinic):
        entry = tx.newest_undoable(actor)
        if entry is None:
            raise NotFound(NOTHING_TO_UNDO)
        now, images = context.clock.now(), tx.row_images(entry.id)
        _permit_of_another_day(context, tx, clinic, actor, entry)
        _refuse_if_booked(tx, clinic, images, now)
        _refuse_if_renumbered(tx, images, NOT_UNDONE)
        tx.begin_entry(at=now, actor=actor, verb=UNDO, subject_kind=entry.subject[0], undoes=entry.id)
        _invert(tx, clinic, entry, images, refusal=NOT_UNDONE, now=now)
        return _ended(tx, clinic, entry, UNDONE, now)


def redo(context: Context, actor: str, *, progress: Callable[[int, int], None] | None = None) -> Change:
    """Take back the actor's newest undo: what it took back is done again. Raises as `undo` does."""
    large = undo_in_turns.next_act(context, actor, REDO)
    if large:
        return undo_in_turns.take_back(context, actor, REDO, large, progress=progress)
    with context.writing(actor, "redo") as (tx, clinic):
        entry = tx.newest_redoable(actor)
        if entry is None:
            raise NotFound(NOTHING_TO_REDO)
        now, images = context.clock.now(), tx.row_images(entry.id)
        _permit_of_another_day(context, tx, clinic, actor, entry)
        _refuse_if_renumbered(tx, images, NOT_REDONE)
        tx.begin_entry(at=now, actor=actor, verb=REDO, subject_kind=entry.subject[0], undoes=entry.id)
        _invert(tx, clinic, entry, images, refusal=NOT_REDONE, now=now)
        return _ended(tx, clinic, entry, REDONE, now)


def _invert(
    tx: Writing, clinic: Clinic, entry: Entry, images: Sequence[RowImage], *, refusal: str, now: datetime
) -> None:
    try:
        tx.invert(images, undoes=entry.id)
    except StaleRow as error:
        site = _site_of(tx, clinic, error)
        raise changed_elsewhere(tx, error.table, error.row, site=site, now=now) from error
    except Occupied as error:
        raise occupied(error, clinic, refusal) from error


def _permit_of_another_day(context: Context, tx: Writing, clinic: Clinic, actor: str, entry: Entry) -> None:
    """The steps of a visit on another day are a supervisor's to take back, by undo as by a step back."""
    behind = act_behind(tx, entry)
    scheduled = _scheduled(tx, behind)
    if scheduled is None or behind.verb not in _STEPS_OF_A_VISIT:
        return
    if not is_today(scheduled, clinic.sites[scheduled.appointment.site], context.clock.now()):
        context.permit(tx, actor, STEP_BACK_LATER)


def _scheduled(tx: Writing, entry: Entry) -> ScheduledVisit | None:
    kind, number = entry.subject
    return tx.scheduled(AppointmentId(number)) if kind == "appointment" else None


def _ended(tx: Writing, clinic: Clinic, entry: Entry, template: str, now: datetime) -> Change:
    """End the entry, with the sentence of the act behind it, and its day unless that was today."""
    kind, number = entry.subject
    behind, scheduled = act_behind(tx, entry), _scheduled(tx, entry)
    site = clinic.sites[scheduled.appointment.site] if scheduled else first_site(clinic)
    then = local(behind.at, site.tz)
    told = behind.sentence
    if then.date() != local(now, site.tz).date():
        told = OF_ANOTHER_DAY.format(sentence=told, day=f"{then:%a %-d %b %Y}")
    sentence = template.format(sentence=told)
    done = tx.end_entry(subject=number, sentence=sentence)
    scheduled = _scheduled(tx, entry)
    patient = tx.patient(PatientId(number)) if kind == "patient" else None
    return Change(done, sentence, scheduled, patient)


def _refuse_if_booked(tx: Writing, clinic: Clinic, images: Sequence[RowImage], now: datetime) -> None:
    """A registration stays once others have booked the patient: no appointment is left with a record in error."""
    for image in images:
        if image.table != "patient" or not _was_in_error(image):
            continue
        patient = PatientId(image.row)
        booked = tx.scheduled_between(now - _LONG, now + _LONG, patient=patient, live_only=True)
        if booked:
            newest = max((scheduled.appointment for scheduled in booked), key=lambda one: one.id)
            site = clinic.sites[newest.site]
            raise changed_elsewhere(tx, "appointment", newest.id, site=site, now=now)


def _refuse_if_renumbered(tx: Writing, images: Sequence[RowImage], refusal: str) -> None:
    """A record gets no MRN back that somebody else was given since: an undone registration had set it free."""
    for image in images:
        if image.table != "patient" or _was_in_error(image):
            continue
        mrn = str((image.before or {}).get("mrn", ""))
        others = [patient for patient in tx.patients_with_mrn(mrn) if patient.id != image.row]
        if others:
            sentence = MRN_IN_USE.format(mrn=mrn, patient=others[0].name)
            raise ChangedElsewhere(refusal.format(why=sentence))


def _was_in_error(image: RowImage) -> bool:
    """Whether the record was not there before, or only as a mistake."""
    return image.before is None or image.before["status"] == PatientStatus.ENTERED_IN_ERROR.value


def _site_of(tx: Writing, clinic: Clinic, error: StaleRow) -> Site:
    """The site of the appointment (a visit has its number) in whose time the change is told."""
    scheduled = tx.scheduled(AppointmentId(error.row)) if error.table in {"appointment", "visit"} else None
    return clinic.sites[scheduled.appointment.site] if scheduled else first_site(clinic)
