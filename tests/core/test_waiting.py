"""How long has somebody waited, where, and is that too long?"""

from __future__ import annotations

import pytest

from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.settings.model import ArrivalSettings, Policy, QueueSettings
from core.structs import replace
from core.visits.waiting import Delay, QueueStep, Waited, queue_step, since, waiting
from tests.days import at, visit

POLICY = Policy(
    arrival=ArrivalSettings(grace_minutes=10),
    queue=QueueSettings(arrived_minutes=15, checked_in_minutes=20, roomed_minutes=0, in_all_minutes=40),
)
NONE, LONG, TOO_LONG = Delay.NONE, Delay.LONG, Delay.TOO_LONG


def here(step: VisitStep, since: str, *, arrived: str = "9:00", late: bool = False) -> ScheduledVisit:
    """Somebody booked for 9:00 who came, and has been in that step since."""
    one = visit(1, "9:00", step=step, since=since)
    assert one.visit is not None
    return replace(one, visit=replace(one.visit, arrived_at=at(arrived), late=late))


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (VisitStep.ARRIVED, QueueStep.ARRIVED),
        (VisitStep.CHECKED_IN, QueueStep.CHECKED_IN),
        (VisitStep.ROOMED, QueueStep.ROOMED),
        (VisitStep.WITH_PROVIDER, QueueStep.WITH_PROVIDER),
        (VisitStep.DEPARTED, QueueStep.DEPARTED),
        (VisitStep.CHECKED_OUT, QueueStep.CHECKED_OUT),
        (VisitStep.LEFT, QueueStep.LEFT),
    ],
)
def test_who_came_stands_where_the_visit_does(step: VisitStep, expected: QueueStep) -> None:
    """Each step of a visit is a step of the queue."""
    assert expected is queue_step(here(step, "9:05"))


@pytest.mark.parametrize(
    ("status", "expected"), [(Status.BOOKED, QueueStep.EXPECTED), (Status.NOSHOW, QueueStep.NOSHOW)]
)
def test_who_did_not_come_stands_where_the_appointment_does(status: Status, expected: QueueStep) -> None:
    """Without a visit the status says it, and a visit that was stepped back from says nothing."""
    assert expected is queue_step(visit(1, "9:00", status=status))
    assert expected is queue_step(
        replace(here(VisitStep.ARRIVED, "9:05"), appointment=visit(1, "9:00", status=status).appointment)
    )


@pytest.mark.parametrize(
    ("now", "expected", "late"),
    [
        ("8:00", Waited(), False),
        ("9:00", Waited(), False),
        ("9:01", Waited(1), False),
        ("9:10", Waited(10), False),
        ("9:11", Waited(11, LONG), True),
        ("9:20", Waited(20, LONG), True),
        ("9:21", Waited(21, TOO_LONG), True),
    ],
)
def test_who_is_expected_is_counted_from_the_start(now: str, expected: Waited, *, late: bool) -> None:
    """Nothing before the start; late from the grace of arrivals on; never a time in all."""
    told = waiting(visit(1, "9:00"), POLICY, at(now))

    assert (QueueStep.EXPECTED, expected, Waited(), late) == (told.step, told.in_step, told.in_all, told.late)


@pytest.mark.parametrize(
    ("step", "now", "expected"),
    [
        (VisitStep.ARRIVED, "9:20", Waited(15)),
        (VisitStep.ARRIVED, "9:21", Waited(16, LONG)),
        (VisitStep.ARRIVED, "9:35", Waited(30, LONG)),
        (VisitStep.ARRIVED, "9:36", Waited(31, TOO_LONG)),
        (VisitStep.CHECKED_IN, "9:25", Waited(20)),
        (VisitStep.CHECKED_IN, "9:26", Waited(21, LONG)),
        (VisitStep.ROOMED, "16:00", Waited(415)),
        (VisitStep.DEPARTED, "9:16", Waited(11, LONG)),
    ],
)
def test_each_step_has_its_own_limit(step: VisitStep, now: str, expected: Waited) -> None:
    """Beyond the minutes of the settings it is long, beyond twice as many too long; 0 sets no limit."""
    assert expected == waiting(here(step, "9:05"), POLICY, at(now)).in_step


@pytest.mark.parametrize(
    ("now", "expected"), [("9:40", Waited(40)), ("9:41", Waited(41, LONG)), ("10:21", Waited(81, TOO_LONG))]
)
def test_the_time_in_all_counts_from_arrival(now: str, expected: Waited) -> None:
    """Whatever the step, and with a limit of its own."""
    assert expected == waiting(here(VisitStep.ROOMED, "9:30"), POLICY, at(now)).in_all


@pytest.mark.parametrize("step", [VisitStep.CHECKED_OUT, VisitStep.LEFT])
def test_a_visit_that_is_over_stands_still(step: VisitStep) -> None:
    """It has taken from arrival to its end, at whatever time one looks, and nobody waits."""
    told = waiting(here(step, "10:30", late=True), POLICY, at("16:00"))

    assert (Waited(), Waited(90), True) == (told.in_step, told.in_all, told.late)
    assert told.step.is_over


def test_a_no_show_has_no_time() -> None:
    """Nobody waits for who did not come."""
    told = waiting(visit(1, "9:00", status=Status.NOSHOW), POLICY, at("16:00"))

    assert (Waited(), Waited(), False) == (told.in_step, told.in_all, told.late)


def test_since_is_the_step_or_the_start() -> None:
    """By that the longest waiting is found, without a clock."""
    assert at("9:05") == since(here(VisitStep.ARRIVED, "9:05"))
    assert at("9:00") == since(visit(1, "9:00"))


def test_a_clock_set_back_makes_no_negative_minutes() -> None:
    """Before the step began it has taken 0 minutes."""
    assert Waited(0) == waiting(here(VisitStep.ARRIVED, "9:05"), POLICY, at("9:01")).in_step
