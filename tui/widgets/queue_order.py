"""In which order does the queue stand, whom do typed words leave in it, and how many are at each step?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final

from msgspec import Struct

from core.clinic.model import Clinic
from core.desk_view import DeskView
from core.record_ref import AppointmentId
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.settings.model import Policy
from core.text.cleaning import fold, folded_words, name_parts
from core.visits.clearance.item import ClearanceState
from core.visits.waiting import Delay, QueueStep, queue_step, since, waiting
from tui.widgets.sentences import QUEUE_BY_NAME, QUEUE_BY_PROVIDER, QUEUE_BY_STEP, QUEUE_BY_TIME, QUEUE_BY_WAITING


class Order(Enum):
    """What the queue is sorted by."""

    TIME = QUEUE_BY_TIME
    WAITING = QUEUE_BY_WAITING
    STEP = QUEUE_BY_STEP
    PROVIDER = QUEUE_BY_PROVIDER
    NAME = QUEUE_BY_NAME

    def turned(self, by: int) -> Order:
        """The order `by` places further; after the last comes the first."""
        orders = list(Order)
        return orders[(orders.index(self) + by) % len(orders)]


class Tally(Struct, frozen=True):
    """How many stand at each step, and how many of those expected are late."""

    steps: Mapping[QueueStep, int]
    late: int


_STEPS: Final = tuple(QueueStep)
_MOST_KNOWN: Final = 10_000
"""Visits whose words are kept: a desk that is open for weeks must not keep those of all its days."""
_DUE: Final = "due"
_LATE: Final = "late"
_OVER: Final = "over"
_HERE: Final = "here"
_MORE_STEP_WORDS: Final[Mapping[QueueStep, tuple[str, ...]]] = {
    QueueStep.EXPECTED: ("booked",),
    QueueStep.CHECKED_OUT: ("out", "done"),
}


def arranged(visits: Iterable[ScheduledVisit], order: Order, clinic: Clinic) -> tuple[ScheduledVisit, ...]:
    """The visits in that order; it changes with what is done, never with the clock alone.

    By waiting, who is here comes first, the longest in the present step at the top; then who is expected, then
    who has gone.
    """
    key = _KEYS[order]
    return tuple(sorted(visits, key=lambda one: (*key(one, clinic), *_by_time(one, clinic), one.appointment.id)))


def tally(visits: Iterable[ScheduledVisit], policy: Policy, now: datetime) -> Tally:
    """Count them at `now` (UTC)."""
    told = [waiting(one, policy, now) for one in visits]
    steps = Counter(one.step for one in told)
    late = sum(one.late for one in told if one.step is QueueStep.EXPECTED)
    return Tally({step: steps[step] for step in QueueStep}, late)


class Sieve:
    """Leaves those in the queue whom every typed word fits: the start of anything that is told of them.

    Those are parts of the name, MRN, provider, visit type, site, room, step, and: late, over (the time the
    settings allow), due (at check-in), here, telehealth.
    """

    def __init__(self) -> None:
        self._known: dict[AppointmentId, tuple[ScheduledVisit, frozenset[str]]] = {}

    def left(self, visits: Sequence[ScheduledVisit], text: str, view: DeskView) -> tuple[ScheduledVisit, ...]:
        """Those whom the words of `text` fit; all of them where it has none."""
        words = folded_words(text)
        if not words:
            return tuple(visits)
        return tuple(one for one in visits if self._fits(one, words, view))

    def _fits(self, one: ScheduledVisit, words: Sequence[str], view: DeskView) -> bool:
        told = self._told(one, view.clinic)
        missing = [word for word in words if not _begins(told, word)]
        return not missing or all(_begins(_told_now(one, view), word) for word in missing)

    def _told(self, one: ScheduledVisit, clinic: Clinic) -> frozenset[str]:
        """What stands about the visit whatever the time, read once for each version of it."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        seen, told = self._known.get(one.appointment.id, (None, frozenset()))
        if seen is not one:
            told = frozenset(filter(None, _standing(one, clinic)))
            self._known[one.appointment.id] = (one, told)
        return told


def _begins(told: Iterable[str], word: str) -> bool:
    return any(one.startswith(word) for one in told)


def _standing(one: ScheduledVisit, clinic: Clinic) -> list[str]:
    appointment, patient = one.appointment, one.patient
    step = queue_step(one)
    provider, kind = clinic.providers[appointment.provider], clinic.visit_types[appointment.visit_type]
    site = clinic.sites[appointment.site]
    told = [*name_parts(patient.family), *name_parts(patient.given), *name_parts(patient.preferred), fold(patient.mrn)]
    for text in (provider.code, provider.name, kind.code, kind.name, site.code, site.name, step.value):
        told += (fold(text), *folded_words(text))
    told += _MORE_STEP_WORDS.get(step, ())
    if one.visit and one.visit.room:
        told.append(fold(one.visit.room))
    if one.visit and not step.is_over:
        told.append(_HERE)
    if appointment.mode is Mode.TELEHEALTH:
        told.append(fold(appointment.mode.value))
    return told


def _told_now(one: ScheduledVisit, view: DeskView) -> list[str]:
    waits = waiting(one, view.policy, view.now)
    told = [_LATE] if waits.late else []
    if {waits.in_step.delay, waits.in_all.delay} != {Delay.NONE}:
        told.append(_OVER)
    if not waits.step.is_over and ClearanceState.DUE in view.clearance(one).values():
        told.append(_DUE)
    return told


def _by_time(one: ScheduledVisit, _: Clinic) -> tuple[Any, ...]:
    return one.appointment.start, one.appointment.provider


def _by_waiting(one: ScheduledVisit, _: Clinic) -> tuple[Any, ...]:
    step = queue_step(one)
    if step is QueueStep.EXPECTED:
        return 1, one.appointment.start
    return (2 if step.is_over else 0), since(one)


def _by_step(one: ScheduledVisit, _: Clinic) -> tuple[Any, ...]:
    return (_STEPS.index(queue_step(one)),)


def _by_provider(one: ScheduledVisit, clinic: Clinic) -> tuple[Any, ...]:
    provider = clinic.providers[one.appointment.provider]
    return fold(provider.family), provider.code


def _by_name(one: ScheduledVisit, _: Clinic) -> tuple[Any, ...]:
    return fold(one.patient.family or one.patient.given), fold(one.patient.given)


_KEYS: Final[Mapping[Order, Callable[[ScheduledVisit, Clinic], tuple[Any, ...]]]] = {
    Order.TIME: lambda _one, _clinic: (),
    Order.WAITING: _by_waiting,
    Order.STEP: _by_step,
    Order.PROVIDER: _by_provider,
    Order.NAME: _by_name,
}
