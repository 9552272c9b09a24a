"""How often are the rules asked to offer a time, however many wait for it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.schedule import proposals
from core.schedule.holds.use_cases import HoldRequest
from core.schedule.rules.book import RULES, check_rules
from tests.clinics import book, register
from tests.desk.waiting import cancelled, families, hours_of, offer, put_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.conflict import Conflict
    from core.desk import Desk
    from core.schedule.rules.book import Rule
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For whom a booking or move was checked, by number; 0 is nobody in particular."""
    made: list[int] = []

    def counted(
        proposal: Proposal, facts: Facts, policy: Policy, *, rules: Sequence[Rule] = RULES
    ) -> tuple[Conflict, ...]:
        made.append(proposal.patient.id)
        return check_rules(proposal, facts, policy, rules=rules)

    monkeypatch.setattr(proposals, "check_rules", counted)
    return made


def wait(desk: Desk, count: int, visit_type: str = "fu20", *, booked: bool = False) -> None:
    """So many wait for that; those `booked` have a visit of the day after."""
    for number in range(count):
        patient = register(desk, f"{visit_type}{number}{booked}", f"G{number}")
        if booked:
            book(desk, patient, f"2026-11-25T{9 + number:02}:00", visit_type=visit_type)
        put_on(desk, patient, visit_type)


def test_a_time_that_nobody_can_have_is_looked_at_once_for_all_who_want_alike(desk: Desk, checks: list[int]) -> None:
    """Ben holds it: a new visit of either type, and a visit of the next day that is moved up."""
    wait(desk, 4)
    wait(desk, 3, "new40")
    wait(desk, 3, booked=True)
    desk.holds.hold("ben", HoldRequest("lee", offer().start, 40))
    checks.clear()
    assert () == desk.waitlist.matches("ana", offer())
    assert [0, 0, 0] == checks


def test_who_is_in_their_own_way_is_looked_at_for_themselves(desk: Desk) -> None:
    """The later visit leaves its place, so that it may be moved up by less than its length; another's stays."""
    near, far = register(desk, "Near"), register(desk, "Far", "F")
    book(desk, near, "2026-11-24T10:20", visit_type="new40")
    book(desk, far, "2026-11-25T10:00", visit_type="new40")
    for patient in (far, near):
        put_on(desk, patient, "new40")
    assert ["Near"] == [one.patient.family for one in desk.waitlist.matches("ana", offer())]


def test_where_one_will_do_the_rest_are_not_asked(desk: Desk, checks: list[int]) -> None:
    """Neither of a time's others who wait, nor of the other times that an act freed."""
    gap = book(desk, register(desk, "Gap", "G"), "2026-11-24T10:00", minutes=60)
    wait(desk, 5)
    entry = cancelled(desk, gap).entry.id
    book(desk, register(desk, "Between", "B"), "2026-11-24T10:20")
    checks.clear()
    first = desk.waitlist.first_freed_by("ana", entry)
    assert 2 == len(checks)
    checks.clear()
    both = desk.waitlist.freed("ana", limit=1)
    assert [("24 10:00-10:20", ["fu200False"]), ("24 10:40-11:00", ["fu200False"])] == [
        (hours_of(one), families(one)) for one in both
    ]
    assert 4 == len(checks)
    assert [one.offer for one in desk.waitlist.freed_by("ana", entry)] == [one.offer for one in both]
    assert first == both[0].offer
