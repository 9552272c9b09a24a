"""Is what a parked question was about still there, and still as it was seen?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import NotFound, Refused
from core.model.appointment import AppointmentId
from core.model.patient import PatientId
from core.sentences import PARKED_CHANGED, PARKED_GONE, PARKED_UNFIT

if TYPE_CHECKING:
    from core.model.patient import Patient
    from core.model.visit import ScheduledVisit
    from core.rules.state import Verb
    from tui.bootstrap import Session


_MOST_DIGITS: Final = 15


def appointment_again(session: Session, number: str, rev: str, verb: Verb) -> tuple[ScheduledVisit, str]:
    """The appointment as it is now, and what was done to it since `rev`, or "".

    Raises Refused where the verb is not possible any more, NotFound.
    """
    scheduled = session.desk.scheduled(session.actor, AppointmentId(_number(number)))
    conflict = session.desk.illegal(verb, scheduled)
    if conflict:
        raise Refused(PARKED_UNFIT.format(why=conflict.message), [conflict])
    if str(scheduled.appointment.rev) == rev:
        return scheduled, ""
    return scheduled, PARKED_CHANGED.format(sentence=session.desk.last_word(session.actor, scheduled.appointment.id))


def patient_again(session: Session, number: str) -> Patient:
    """The patient's record as it is now. Raises NotFound."""
    return session.desk.patient_by_id(session.actor, PatientId(_number(number)))


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise NotFound(PARKED_GONE)
    return int(text)
