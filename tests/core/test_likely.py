"""Which appointment is highlighted first on a patient's card and sheet?"""

from __future__ import annotations

import pytest

from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.structs import replace
from core.visits.likely import is_open_today, likely_meant
from tests.days import at
from tests.queues import CLINIC, NOW, queued


def on(day: int, number: int, start: str = "9:05", status: Status | None = None) -> ScheduledVisit:
    """A visit of that day of November, the 23rd being today."""
    one = queued(number, start, status=status)
    began = one.appointment.start.replace(day=day)
    length = one.appointment.end - one.appointment.start
    return replace(one, appointment=replace(one.appointment, start=began, end=began + length))


LATE = on(23, 1)
LATER_TODAY = on(23, 2, "15:00")
WAITING = queued(3, "9:00", step=VisitStep.ARRIVED, since="9:10")
OUT = queued(4, "8:00", step=VisitStep.CHECKED_OUT, since="9:10")
CANCELLED = on(25, 5, status=Status.CANCELLED)
NEXT = on(27, 6)
AFTER_NEXT = on(29, 7)
OVER = on(20, 8)
MISSED = on(23, 9, status=Status.NOSHOW)


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ((LATE, NEXT), LATE),
        ((LATE, LATER_TODAY, NEXT), LATE),
        ((WAITING, LATER_TODAY, NEXT), WAITING),
        ((LATE, WAITING), WAITING),
        ((CANCELLED, NEXT, AFTER_NEXT), NEXT),
        ((OUT, MISSED, OVER, AFTER_NEXT), AFTER_NEXT),
        ((OUT, LATER_TODAY), LATER_TODAY),
        ((OVER, CANCELLED, OUT, MISSED), None),
        ((), None),
    ],
)
def test_who_is_here_then_today_then_the_next(
    visits: tuple[ScheduledVisit, ...], expected: ScheduledVisit | None
) -> None:
    """In whatever order they come; what was cancelled, missed or is over is never meant."""
    assert expected == likely_meant(visits, CLINIC, NOW)
    assert expected == likely_meant(visits[::-1], CLINIC, NOW)


def test_left_open_yields_to_today() -> None:
    """Who is here today is not here for a visit that nobody closed last week, which still comes before the next."""
    began = at("9:00").replace(day=20)
    left_open = replace(WAITING, appointment=replace(WAITING.appointment, start=began, end=began, id=AppointmentId(99)))
    assert WAITING == likely_meant((left_open, WAITING), CLINIC, NOW)
    assert left_open == likely_meant((NEXT, left_open), CLINIC, NOW)


def test_open_today() -> None:
    """Who is late may still come."""
    found = [is_open_today(one, CLINIC, NOW) for one in (LATE, WAITING, OUT, MISSED, NEXT, CANCELLED)]
    assert [True, True, False, False, False, False] == found
