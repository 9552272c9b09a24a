"""How an appointment ends: check-out, left before being seen, cancelled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.said import wall_of
from core.desk.decision import reason_code
from core.model.appointment import LEFT_BEFORE_SEEN, AppointmentStatus, Cancellation
from core.model.visit import VisitStep
from core.sentences import CANCELLED, CHECKED_OUT, LEFT
from core.text import clean_text

if TYPE_CHECKING:
    from core.desk.requests import Said
    from core.desk.turn import Turn
    from core.model.visit import ScheduledVisit

_BY_PATIENT = "patient"


def check_out(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """The visit is over and the appointment fulfilled; the room is free."""
    gone = turn.step(scheduled, VisitStep.CHECKED_OUT, checked_out_at=turn.now, room=None)
    return turn.status(gone, AppointmentStatus.FULFILLED), turn.said(CHECKED_OUT, scheduled)


def left(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """The patient left before being seen: cancelled by the patient, the room and the rest of the time are free."""
    cancellation = Cancellation(LEFT_BEFORE_SEEN, _BY_PATIENT, late=_is_late(turn, scheduled))
    gone = turn.step(scheduled, VisitStep.LEFT, room=None)
    gone = turn.status(gone, AppointmentStatus.CANCELLED, cancellation=cancellation)
    return gone, turn.said(LEFT, scheduled)


def cancel(turn: Turn, scheduled: ScheduledVisit, said: Said) -> tuple[ScheduledVisit, str]:
    """Cancel with a coded reason, which says whether patient or clinic cancels; late by the clock."""
    before, late = scheduled.appointment, _is_late(turn, scheduled)
    reason = turn.clinic.reasons["cancel", reason_code(turn.clinic, "cancel", said.reason)]
    cancellation = Cancellation(reason.code, reason.by, late, clean_text(said.note, limit=500))
    gone = turn.status(scheduled, AppointmentStatus.CANCELLED, cancellation=cancellation)
    if gone.visit:
        gone = turn.step(gone, VisitStep.LEFT, event="cancelled")
    sentence = CANCELLED.format(
        patient=scheduled.patient.name,
        type=before.visit_type,
        provider=turn.clinic.providers[before.provider].family,
        when=wall_of(before.start, turn.site_of(scheduled), turn.now),
        reason=reason.text,
        late=", late" if late else "",
    )
    return gone, sentence


def _is_late(turn: Turn, scheduled: ScheduledVisit) -> bool:
    notice = timedelta(hours=turn.context.policy.booking.late_cancel_hours)
    return turn.now > scheduled.appointment.start - notice
