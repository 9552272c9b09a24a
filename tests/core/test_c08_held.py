"""C8: does somebody else hold the time?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from core.conflict import Conflict, Severity
from core.schedule.model.hold import Hold, of_others
from core.schedule.rules.c08_held import held
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import JONES, NOW, PROC, SMITH, between, knowing, propose, taken

if TYPE_CHECKING:
    from core.schedule.rules.proposal import Facts

UNTIL: Final = NOW + timedelta(minutes=3)
OVERLAPS: Final = [
    ("10:00", "10:20", "10:00", 20, True),  # the same
    ("9:50", "10:10", "10:00", 20, True),  # begins before
    ("10:10", "10:30", "10:00", 20, True),  # begins within
    ("9:00", "12:00", "10:00", 20, True),  # is longer
    ("10:05", "10:10", "10:00", 20, True),  # is shorter
    ("9:40", "10:00", "10:00", 20, False),  # ends as it begins
    ("10:20", "10:40", "10:00", 20, False),  # begins as it ends
    ("10:20", "10:40", "10:00", 21, True),  # by a minute
]


def a_hold(start: str, end: str, *, by: str = "ben", provider: str = "lee", number: int = 1) -> Hold:
    """Ben holds Lee's time tomorrow, for three minutes from now."""
    return Hold(provider, "main", between(start, end), by, NOW, UNTIL, number=number)


def facts(*holds: Hold, **known: object) -> Facts:
    """What storage knows, with these holds of others."""
    return replace(knowing(**known), holds=holds)  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end", "typed", "minutes", "is_met"), OVERLAPS)
def test_time_is_half_open(start: str, end: str, typed: str, minutes: int, is_met: bool) -> None:  # noqa: FBT001
    """Back to back meets nothing, a minute of overlap does."""
    found = held(propose(typed, minutes=minutes), facts(a_hold(start, end)), Policy())
    assert is_met == bool(found)


def test_the_sentence_names_who_and_until_when() -> None:
    """And asks for a reason, so that an urgent patient is booked over it."""
    (conflict,) = held(propose("10:00"), facts(a_hold("10:00", "10:20")), Policy())
    said = "ben holds 10:00-10:20 with Lee until 10:23."
    cause = "hold 1 lee 202611241500-202611241520"
    assert Conflict("C8", Severity.CONFIRM, said, cause=cause) == conflict


def test_what_is_held_until_another_day_says_which() -> None:
    """`until 10:20` of tomorrow would read as a time that is over."""
    hold = replace(a_hold("10:00", "10:20"), until=NOW + timedelta(days=1))
    (conflict,) = held(propose("10:00"), facts(hold), Policy())
    assert "ben holds 10:00-10:20 with Lee until Tue 24 Nov 10:20." == conflict.message


def test_only_the_providers_minutes_are_held() -> None:
    """Preparation may go on while somebody works on the time before."""
    proposal = propose("10:00", visit_type=PROC, needs_provider=("10:10", "10:30"))
    assert () == held(proposal, facts(a_hold("9:50", "10:10")), Policy())
    assert held(proposal, facts(a_hold("9:50", "10:11")), Policy())


def test_another_providers_hold_meets_nothing() -> None:
    """A hold is of one provider's time."""
    assert () == held(propose("10:00"), facts(a_hold("10:00", "10:20", provider="ito")), Policy())


def test_each_hold_is_told() -> None:
    """Two who hold parts of the time are both named."""
    two = (a_hold("10:00", "10:10"), a_hold("10:10", "10:20", by="cy", number=2))
    assert ["ben", "cy"] == [one.message.split()[0] for one in held(propose("10:00"), facts(*two), Policy())]


@pytest.mark.parametrize(("holds", "members", "is_met"), [(1, 1, False), (2, 0, False), (2, 1, True), (1, 2, True)])
def test_in_a_group_each_hold_keeps_one_place(holds: int, members: int, is_met: bool) -> None:  # noqa: FBT001
    """Where three are seen at once, a question that is open takes no more than its own place."""
    proposal = replace(propose("10:00"), seats=3)
    there = [replace(taken("10:00", "10:20", number=at, patient=JONES)) for at in range(members)]
    known = facts(*(a_hold("10:00", "10:20", number=at) for at in range(holds)), provider_day=there)
    assert is_met == bool(held(proposal, known, Policy()))


@pytest.mark.parametrize(
    ("by", "actor", "is_anothers"),
    [
        ("ana", "ana", False),
        ("ben", "ana", True),
        ("ana for mei", "ana", False),
        ("ana", "ana for mei", False),
        ("mei", "ana for mei", True),
    ],
)
def test_who_holds_it_is_a_person(by: str, actor: str, is_anothers: bool) -> None:  # noqa: FBT001
    """Whoever acts with the rights of another holds it for nobody but themselves."""
    assert is_anothers == bool(of_others([a_hold("10:00", "10:20", by=by)], actor))


def test_the_settings_say_how_grave_it_is() -> None:
    """Never hard: there would be no way past a desk that stands still."""
    policy = Policy(rules=RuleSettings(C8_hold=Severity.WARN))
    (conflict,) = held(propose("10:00", patient=SMITH), facts(a_hold("10:00", "10:20")), policy)
    assert Severity.WARN is conflict.severity
