"""How an appointment ends: check-out, left before being seen, cancelled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.clinic.given_reason import LONGEST_WORDS
from core.lazy import lazy_modules
from core.schedule.decision import given_reason
from core.schedule.freeing import CANCELLED as CANCELLED_SLOT
from core.schedule.freeing import note_freed, note_resources
from core.schedule.model.appointment import LEFT_BEFORE_SEEN, AppointmentStatus, Cancellation
from core.schedule.model.visit import VisitStep
from core.schedule.own_time import own_time
from core.structs import replace
from core.text.card_numbers import clean_words
from core.visits.doing import Doing
from core.visits.sentences import CANCELLED, CHECKED_OUT, LEFT
from core.visits.state import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Clinic
    from core.clinic.reason import GivenReason
    from core.recall import setting
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.options import VerbOptions
    from core.visits.write_context import WriteContext
else:  # only a clinic that calls people in again asks for it
    (setting,) = lazy_modules("core.recall.setting")

_BY_PATIENT = "patient"


def check_out(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """The visit is over and the appointment fulfilled; the room is free, and who is due again by rule is so noted."""
    gone = writing.step(scheduled, VisitStep.CHECKED_OUT, checked_out_at=writing.at, room=None)
    if writing.clinic.recalls:
        setting.set_by_rule(writing.tx, writing.clinic, scheduled.appointment, actor=writing.actor, now=writing.now)
    return writing.status(gone, AppointmentStatus.FULFILLED), writing.sentence(CHECKED_OUT, scheduled)


def left(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """The patient left before being seen: cancelled by the patient, the room and the rest of the time are free."""
    cancellation = Cancellation(LEFT_BEFORE_SEEN, _BY_PATIENT, late=_is_late(writing, scheduled))
    gone = writing.step(scheduled, VisitStep.LEFT, room=None)
    gone = writing.status(gone, AppointmentStatus.CANCELLED, cancellation=cancellation)
    return gone, writing.sentence(LEFT, scheduled)


def cancel(writing: WriteContext, scheduled: ScheduledVisit, options: VerbOptions) -> tuple[ScheduledVisit, str]:
    """Cancel with a coded reason, which says whether patient or clinic cancels; late by the clock."""
    before, late = scheduled.appointment, _is_late(writing, scheduled)
    given = _given(writing.clinic, options)
    reason = writing.clinic.reasons["cancel", given.code]
    words = given.words or clean_words(options.note, "note", limit=LONGEST_WORDS)
    cancellation = Cancellation(reason.code, reason.by, late, words)
    gone = writing.status(scheduled, AppointmentStatus.CANCELLED, cancellation=cancellation)
    if reason.by == _BY_PATIENT:  # whom the clinic cancels cannot be seen by whoever was to see them
        note_freed(writing.tx, writing.clinic, before, CANCELLED_SLOT, writing.now)
    else:
        note_resources(writing.tx, writing.clinic, before, CANCELLED_SLOT, writing.now)
    if gone.visit:
        gone = writing.step(gone, VisitStep.LEFT, event="cancelled")
    sentence = CANCELLED.format(
        patient=scheduled.patient.name,
        type=before.visit_type,
        provider=writing.clinic.providers[before.provider].family,
        when=format_wall(before.start, writing.site_of(scheduled), writing.now),
        own=own_time(before.start, before.mode, scheduled.patient, writing.site_of(scheduled)),
        reason=reason.text,
        late=", late" if late else "",
    )
    return gone, sentence


def cancel_reason(clinic: Clinic, options: VerbOptions) -> str:
    """The reason as the set-up has it, with its words. Raises BadInput."""
    return str(_given(clinic, options))


def _given(clinic: Clinic, options: VerbOptions) -> GivenReason:
    """The reason; where its code says nothing a note says what was meant."""
    given = given_reason(clinic, "cancel", options.reason)
    if given.words or not clinic.reasons["cancel", given.code].asks_words:
        return given
    return replace(given, words=clean_words(options.note, "note", limit=LONGEST_WORDS))


def _is_late(writing: WriteContext, scheduled: ScheduledVisit) -> bool:
    notice = timedelta(hours=writing.context.policy.booking.late_cancel_hours)
    return writing.now > scheduled.appointment.start - notice


VERBS: Final[Mapping[Verb, Doing]] = {
    Verb.CHECK_OUT: Doing(Privilege.CHECK_OUT, check_out),
    Verb.LEFT: Doing(Privilege.NOTE_LEFT, left),
    Verb.CANCEL: Doing(Privilege.CANCEL, cancel, reason=cancel_reason),
}
