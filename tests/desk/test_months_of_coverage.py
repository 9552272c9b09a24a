"""Is what was found out of one month of a coverage kept when another month is asked about?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from core.coverage.model import EnrolmentState, How
from core.coverage.verifying import Found
from tests.clinics import book
from tests.desk.test_eligibility import ACTIVE, Exchange, desk, exchange, founded, visit  # noqa: F401 - fixtures
from tests.payer import told

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock
    from tests.payer import Question

NONE: Final = ("EB*6**30",)


class Turn:
    """A patient of a payer whose plans renew monthly, seen on the last day of a month and on the first of the next."""

    def __init__(self, desk: Desk, exchange: Exchange, smith: Patient) -> None:  # noqa: F811
        self.desk, self.exchange, self.smith = desk, exchange, smith
        self.last = visit(desk, smith, "2026-11-30T10:00")
        self.first = book(desk, smith, "2026-12-01T10:00")

    def asked(self) -> tuple[Question, Question]:
        """What the payer is asked about the two."""
        last, first = self.exchange.asked(self.last, self.first)
        assert ("20261130", "20261201") == (last.day, first.day)
        return last, first

    def by_phone(self, scheduled: ScheduledVisit, state: EnrolmentState) -> None:
        """Somebody calls the payer about that one."""
        self.desk.verification.verify("ana", scheduled.appointment.id, Found(state, How.PHONE))

    def standing(self) -> dict[int, tuple[str, bool]]:
        """By visit, what is the matter, and whether an answer is waited for."""
        found = self.desk.verification.worklist("ana")
        return {one.scheduled.appointment.id: (one.standing.trouble.value, one.waits is not None) for one in found}

    def stands(self) -> list[str]:
        """The same of the two in order, without the other."""
        found = self.standing()
        return [found[one.appointment.id][0] for one in (self.last, self.first)]


@pytest.fixture
def turn(desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock) -> Turn:  # noqa: F811
    """It is the day before."""
    made = Turn(desk, exchange, smith)
    clock.forward(minutes=6 * 24 * 60)
    return made


@pytest.mark.parametrize("turned", [False, True])
def test_each_month_keeps_its_answer(turn: Turn, *, turned: bool) -> None:
    """Whichever comes first, and again when both come twice."""
    last, first = turn.asked()
    bodies = [told(last, *ACTIVE), told(first, *NONE)]
    for body in [*(bodies[::-1] if turned else bodies), *bodies]:
        turn.exchange.take(body, name="b.271")
    assert ["active", "inactive"] == turn.stands()
    turn.by_phone(turn.first, EnrolmentState.ACTIVE)
    assert ["active", "active"] == turn.stands()
    turn.desk.journal.undo("ana")
    assert ["active", "inactive"] == turn.stands()


def test_nobody_is_asked_of_a_month_again_while_another_is_asked_about(turn: Turn) -> None:
    """The question of each month waits for its own answer."""
    _, first = turn.asked()
    assert {True} == {waits for _, waits in turn.standing().values()}
    assert [] == turn.exchange.asked(turn.last, turn.first)
    turn.exchange.take(told(first, *NONE))
    assert ["20261201"] == [one.day for one in turn.exchange.asked(turn.last, turn.first)]
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 5)]
    coverage = turn.exchange.coverage(turn.smith).id
    shown = [turn.desk.verification.last_asked("ana", coverage, on) for on in days]
    assert [*days[:2], days[1]] == [one.on for one in shown if one]


def test_a_call_about_one_month_does_not_keep_out_the_answer_of_another(turn: Turn, clock: FakeClock) -> None:
    """It keeps out that of its own."""
    last, first = turn.asked()
    clock.forward(minutes=1)
    turn.by_phone(turn.last, EnrolmentState.INACTIVE)
    turn.exchange.take(told(last, *ACTIVE), told(first, *ACTIVE))
    assert ["inactive", "active"] == turn.stands()


def test_a_rejection_is_of_its_own_month(turn: Turn) -> None:
    """Beside what was found out of another, and beside a rejection of that; an answer of its month ends it."""
    last, first = turn.asked()
    turn.exchange.take(told(first, "AAA*Y**72*C"))
    assert ["stale", "rejected"] == turn.stands()
    turn.exchange.take(told(last, "AAA*Y**42*R"))
    assert ["rejected", "rejected"] == turn.stands()
    turn.exchange.take(told(last, *ACTIVE))
    assert ["active", "rejected"] == turn.stands()
    turn.by_phone(turn.first, EnrolmentState.ACTIVE)
    assert ["active", "active"] == turn.stands()
    turn.desk.journal.undo("ana")
    assert ["active", "rejected"] == turn.stands()


def test_visits_of_several_months_each_keep_what_was_found_out(turn: Turn) -> None:
    """Verified in any order, months ahead; of more than half a year the oldest is asked again."""
    months = [
        book(turn.desk, turn.smith, f"2027-{day}T10:00")
        for day in ("01-04", "02-01", "03-01", "04-05", "05-03", "06-07")
    ]
    visits = [turn.last, turn.first, *months]
    for one in visits:
        is_first = one is turn.first
        turn.by_phone(one, EnrolmentState.INACTIVE if is_first else EnrolmentState.ACTIVE)
    coverage = turn.exchange.coverage(turn.smith)
    days = [one.appointment.start.date() for one in visits]
    assert [None, None, *days[2:]] == [said and said.on for said in map(coverage.of_month, days)]
    turn.by_phone(turn.last, EnrolmentState.ACTIVE)
    turn.by_phone(turn.first, EnrolmentState.INACTIVE)
    assert ["active", "inactive"] == turn.stands()


def test_another_member_id_makes_both_stale(turn: Turn) -> None:
    """What was found out is of the number that was asked about."""
    last, first = turn.asked()
    turn.exchange.take(told(last, *ACTIVE), told(first, *ACTIVE))
    coverage = turn.exchange.coverage(turn.smith)
    turn.desk.coverage.edit("ana", coverage.id, {"member_id": "C3"}, rev=coverage.rev)
    assert ["stale", "stale"] == turn.stands()
