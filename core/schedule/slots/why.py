"""Why can a start not be had, and which single change would free it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.conflict import blocking
from core.errors import NotFound
from core.patients.sentences import NO_SUCH_PATIENT
from core.schedule.finding import find_scheduled
from core.schedule.proposals import check_wanted
from core.schedule.requests import BookingRequest
from core.schedule.rules.book import OF_WHOEVER, RULES
from core.schedule.slots.changes_around import changes_around
from core.schedule.slots.changes_of_request import changes_of_request
from core.schedule.slots.question import Question, WhyNot
from core.schedule.wanted import NOBODY, WHOEVER, wanted_booking, wanted_move
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.patients.model import Patient
    from core.schedule.booking import MoveGuard
    from core.schedule.ports import Reading, ScheduleContext
    from core.schedule.requests import MoveRequest
    from core.schedule.slots.question import Relaxation
    from core.schedule.wanted import WantedBooking
    from core.settings.model import Policy


def why(context: ScheduleContext, move_guard: MoveGuard, actor: str, request: BookingRequest | MoveRequest) -> WhyNot:
    """What the booking or move would meet, and the single changes that free it, those of the request first.

    A booking of `NOBODY` is asked about without the rules that need a patient. Raises NotFound or BadInput.
    """
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        now, policy = context.clock.now(), context.policy
        wanted, of_state = _wanted(reading, clinic, move_guard, request, policy=policy, now=now)
        wanted = replace(wanted, actor=actor)
        rules = OF_WHOEVER if wanted.patient is WHOEVER else RULES
        proposal, conflicts = check_wanted(reading, clinic, wanted, policy, now, rules=rules)
        blockers = blocking(conflicts)
        if of_state or not blockers:
            return WhyNot(of_state + conflicts)
        rights = context.rights(clinic, actor)
        question = Question(
            reading, clinic, policy, now, rights, move_guard, rules, request, wanted, proposal, blockers
        )
        return WhyNot(conflicts, tuple(_relaxations(question)))


def _relaxations(question: Question) -> Iterator[Relaxation]:
    yield from changes_of_request(question)
    yield from changes_around(question)


def _wanted(
    reading: Reading,
    clinic: Clinic,
    move_guard: MoveGuard,
    request: BookingRequest | MoveRequest,
    *,
    policy: Policy,
    now: datetime,
) -> tuple[WantedBooking, tuple[Conflict, ...]]:
    """What is wanted, and what keeps an appointment from being moved at all."""
    if isinstance(request, BookingRequest):
        return wanted_booking(clinic, request, _patient(reading, request)), ()
    scheduled = find_scheduled(reading, request.appointment, rev=request.rev, clinic=clinic, now=now)
    conflict = move_guard(scheduled, clinic.sites[scheduled.appointment.site], now, policy)
    return wanted_move(clinic, request, scheduled), (conflict,) if conflict else ()


def _patient(reading: Reading, request: BookingRequest) -> Patient:
    if request.patient == NOBODY:
        return WHOEVER
    patient = reading.patients.by_id(request.patient)
    if patient is None:
        raise NotFound(NO_SUCH_PATIENT.format(ref=f"id:{request.patient}"))
    return patient
