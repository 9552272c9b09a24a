"""WAITING: how far has somebody come today, for how long, and is that longer than it should be?"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy

_MINUTE: Final = timedelta(minutes=1)


class QueueStep(Enum):
    """Where somebody of today's queue stands, in the order of a visit; the last three are over."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    CHECKED_IN = "checked in"
    ROOMED = "roomed"
    WITH_PROVIDER = "with provider"
    DEPARTED = "departed"
    CHECKED_OUT = "checked out"
    LEFT = "left"
    NOSHOW = "no-show"

    @property
    def is_over(self) -> bool:
        """Whether nobody waits any more."""
        return self in _OVER


class Delay(Enum):
    """How a time compares with what the settings allow: within it, beyond it, beyond twice that."""

    NONE = 0
    LONG = 1
    TOO_LONG = 2


class Waited(Struct, frozen=True):
    """Whole minutes, None where there is nothing to count, and how long that is to be thought."""

    minutes: int | None = None
    delay: Delay = Delay.NONE


class Waiting(Struct, frozen=True):
    """Where somebody stands, the time in that step and in all, and whether they are or came late.

    Who is expected is counted from the start of the appointment, or from when a late provider is to begin it, once that
    has passed. A visit that is over has a length in all, and no step.
    """

    step: QueueStep
    in_step: Waited
    in_all: Waited
    late: bool


_OVER: Final = frozenset({QueueStep.CHECKED_OUT, QueueStep.LEFT, QueueStep.NOSHOW})
_STEPS: Final[Mapping[VisitStep, QueueStep]] = {
    VisitStep.ARRIVED: QueueStep.ARRIVED,
    VisitStep.CHECKED_IN: QueueStep.CHECKED_IN,
    VisitStep.ROOMED: QueueStep.ROOMED,
    VisitStep.WITH_PROVIDER: QueueStep.WITH_PROVIDER,
    VisitStep.DEPARTED: QueueStep.DEPARTED,
    VisitStep.CHECKED_OUT: QueueStep.CHECKED_OUT,
    VisitStep.LEFT: QueueStep.LEFT,
}


def queue_step(scheduled: ScheduledVisit) -> QueueStep:
    """Where somebody stands."""
    if scheduled.appointment.status is Status.NOSHOW:
        return QueueStep.NOSHOW
    if scheduled.visit is None or scheduled.appointment.status is Status.BOOKED:
        return QueueStep.EXPECTED
    return _STEPS[scheduled.visit.step]


def since(scheduled: ScheduledVisit) -> datetime:
    """When the present step began; for who has not come it is when the appointment is to begin."""
    visit = scheduled.visit
    if visit is None or queue_step(scheduled) in {QueueStep.EXPECTED, QueueStep.NOSHOW}:
        return scheduled.begins
    return visit.since


def waiting(scheduled: ScheduledVisit, policy: Policy, now: datetime) -> Waiting:
    """How long it has taken so far at `now` (UTC)."""
    step, visit, limits = queue_step(scheduled), scheduled.visit, policy.queue
    began = since(scheduled)
    if step is QueueStep.NOSHOW:
        return Waiting(step, Waited(), Waited(), late=False)
    if visit is None or step is QueueStep.EXPECTED:
        grace = policy.arrival.grace_minutes
        past = _waited(began, now, grace) if now - began >= _MINUTE else Waited()
        return Waiting(step, past, Waited(), late=now > began + grace * _MINUTE)
    if step.is_over:
        return Waiting(step, Waited(), Waited(_minutes(visit.arrived_at, began)), late=visit.late)
    most = {
        QueueStep.ARRIVED: limits.arrived_minutes,
        QueueStep.CHECKED_IN: limits.checked_in_minutes,
        QueueStep.ROOMED: limits.roomed_minutes,
        QueueStep.WITH_PROVIDER: limits.with_provider_minutes,
        QueueStep.DEPARTED: limits.departed_minutes,
    }[step]
    in_all = _waited(visit.arrived_at, now, limits.in_all_minutes)
    return Waiting(step, _waited(began, now, most), in_all, late=visit.late)


def _waited(begin: datetime, now: datetime, most: int) -> Waited:
    minutes = _minutes(begin, now)
    if not most or minutes <= most:
        return Waited(minutes)
    return Waited(minutes, Delay.TOO_LONG if minutes > 2 * most else Delay.LONG)


def _minutes(begin: datetime, finish: datetime) -> int:
    return max((finish - begin) // _MINUTE, 0)
