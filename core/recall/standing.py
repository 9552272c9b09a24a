"""Where does a recall stand? That follows from the schedule, by whatever path a visit came or went."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from core.recall.model import RecallStatus
from core.schedule.model.appointment import AppointmentStatus

if TYPE_CHECKING:
    from datetime import date

    from core.clinic.model import Clinic
    from core.recall.model import Recall
    from core.recall.ports import Reading

_AHEAD: Final = timedelta(days=3_660)


class Standing(Enum):
    """Where it stands; what somebody said of it has the word of that."""

    TO_COME = "to come"
    DUE = "due"
    SCHEDULED = "scheduled"
    DONE = "done"
    PAUSED = "paused"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    VOID = "void"
    """The visit from which it was counted did not take place after all."""


_SAID: Final = {
    RecallStatus.DECLINED: Standing.DECLINED,
    RecallStatus.UNREACHABLE: Standing.UNREACHABLE,
    RecallStatus.CLOSED: Standing.CLOSED,
    RecallStatus.ENTERED_IN_ERROR: Standing.VOID,
}


def stands(reading: Reading, clinic: Clinic, recall: Recall, today: date) -> Standing:
    """Where it stands on that day."""
    if recall.status in _SAID:
        return _SAID[recall.status]
    before = reading.schedule.by_id(recall.after) if recall.after else None
    if recall.after and (before is None or before.appointment.status is not AppointmentStatus.FULFILLED):
        return Standing.VOID
    kind = clinic.recalls.get(recall.kind)
    types = kind.types if kind else ()
    visits = reading.schedule.between(recall.since, recall.since + _AHEAD, patient=recall.patient, live_only=True)
    theirs = [one.appointment for one in visits if one.appointment.visit_type in types]
    theirs = [one for one in theirs if one.start >= recall.since]
    if any(one.status is AppointmentStatus.FULFILLED for one in theirs):
        return Standing.DONE
    if theirs:
        return Standing.SCHEDULED
    if recall.status is RecallStatus.PAUSED and recall.until and recall.until > today:
        return Standing.PAUSED
    return Standing.DUE if recall.due <= today else Standing.TO_COME
