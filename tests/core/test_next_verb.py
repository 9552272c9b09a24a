"""Which verb takes a visit on?"""

from __future__ import annotations

import pytest

from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import VisitStep as Step
from core.visits.next_verb import next_verb
from core.visits.state import TABLE, Verb
from tests.days import visit


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (None, Verb.CHECK_IN),
        (Step.ARRIVED, Verb.CHECK_IN),
        (Step.CHECKED_IN, Verb.ROOM),
        (Step.ROOMED, Verb.CHECK_OUT),
        (Step.WITH_PROVIDER, Verb.CHECK_OUT),
        (Step.DEPARTED, Verb.CHECK_OUT),
        (Step.CHECKED_OUT, None),
    ],
)
def test_each_state_has_one_next_verb(step: Step | None, expected: Verb | None) -> None:
    """Check-in, room, check-out; after that there is nothing more to do."""
    assert expected == next_verb(visit(1, "9:00", step=step), lambda _: True)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.ENTERED_IN_ERROR, Status.PENDING])
def test_where_nobody_is_expected_there_is_none(status: Status) -> None:
    """What takes no time, and what is not settled yet, has no step."""
    assert next_verb(visit(1, "9:00", status=status), lambda _: True) is None


def test_who_comes_after_a_no_show_arrives_first() -> None:
    """Their time is taken again before they are checked in, and that may need a reason."""
    assert Verb.ARRIVE is next_verb(visit(1, "9:00", status=Status.NOSHOW), lambda _: True)


def test_without_a_room_check_out_follows_check_in() -> None:
    """At a site without rooms."""
    checked_in = visit(1, "9:00", step=Step.CHECKED_IN)
    assert Verb.CHECK_OUT is next_verb(checked_in, lambda verb: verb is not Verb.ROOM)


@pytest.mark.parametrize("step", [None, *Step])
@pytest.mark.parametrize("has_room", [True, False])
def test_the_next_verb_is_legal(step: Step | None, *, has_room: bool) -> None:
    """The state table allows what is proposed."""
    scheduled = visit(1, "9:00", step=step)
    verb = next_verb(scheduled, lambda _: has_room)
    assert verb is None or (scheduled.appointment.status, step) in TABLE[verb].places
