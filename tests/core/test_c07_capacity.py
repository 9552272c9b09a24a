"""C7 and C3: how many does a provider see at once, and who speaks where it is one too many?"""

from collections.abc import Sequence
from datetime import time
from itertools import permutations

import pytest

from core.clinic.dated import ExceptionKind, SessionException
from core.clinic.model import Clinic, Session, VisitType
from core.conflict import Severity
from core.schedule.model.day import SessionSpan
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c03_provider_overlap import provider_overlap
from core.schedule.rules.c07_capacity import capacity
from core.schedule.rules.proposal import Facts
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import CLINIC, FU20, TOMORROW, WEST, between, knowing, propose, taken

GROUP = replace(FU20, code="group", minutes=60)
PAIR = replace(FU20, code="pair", capacity=2)
TYPES = {"fu20": FU20, "group": GROUP, "pair": PAIR}
KNOWN: Clinic = replace(CLINIC, visit_types={**CLINIC.visit_types, **TYPES})


def session(hours: str, capacity: int = 1, *types: str) -> SessionSpan:
    """A weekly session tomorrow that takes so many at once, of those types alone if there are any."""
    start, end = hours.split("-")
    begin, finish = (time.fromisoformat(each.zfill(5)) for each in (start, end))
    return SessionSpan(between(start, end), Session("lee", "main", (1,), begin, finish, capacity=capacity, types=types))


def visits(*wanted: str) -> list[ScheduledVisit]:
    """Visits with Lee from 7 on: '10:00-10:20', or '10:00-10:20 group'."""
    made = []
    for at, each in enumerate(wanted):
        hours, _, code = each.partition(" ")
        made.append(taken(*hours.split("-"), number=7 + at, visit_type=TYPES[code or "fu20"], room=None))
    return made


def known(sessions: Sequence[SessionSpan], others: Sequence[ScheduledVisit]) -> Facts:
    """What is known of tomorrow with Lee."""
    facts = knowing(provider_day=others, clinic=KNOWN)
    return replace(facts, opening=replace(facts.opening, sessions=tuple(sessions)))


def met(sessions: Sequence[SessionSpan], others: Sequence[ScheduledVisit], typed: str, of: VisitType) -> str:
    """'C3 7 8' or 'C7 7 8 9', or '' where nothing is met."""
    proposal, facts = propose(typed, visit_type=of), known(sessions, others)
    found = (*provider_overlap(proposal, facts, Policy()), *capacity(proposal, facts, Policy()))
    rules = dict.fromkeys(conflict.rule for conflict in found)
    return " ".join([*rules, *(str(number) for conflict in found for number in conflict.appointments)])


def extra(hours: str, capacity: int | None = None, *types: str) -> SessionSpan:
    """An extra session tomorrow; without a capacity it says nothing of that."""
    said = SessionException("lee", TOMORROW, ExceptionKind.EXTRA, capacity=capacity, types=types)
    start, end = hours.split("-")
    return SessionSpan(between(start, end), extra=said)


ONE, TWO, THREE = session("9:00-12:00"), session("9:00-12:00", 2), session("9:00-12:00", 3)
CASES = [
    # sessions, who is there, when and what is wanted, what is met
    ([], ["10:00-10:20"], "10:00", FU20, "C3 7"),
    ([extra("9:00-12:00")], ["10:00-10:20"], "10:00", FU20, "C3 7"),
    ([extra("9:00-12:00", 2)], ["10:00-10:20"], "10:00", FU20, ""),
    ([extra("9:00-12:00", 2)], ["10:00-10:20", "10:10-10:30"], "10:00", FU20, "C7 7 8"),
    ([THREE, extra("9:00-12:00")], ["10:00-10:20"], "10:00", FU20, ""),
    ([THREE, extra("9:00-12:00", 1)], ["10:00-10:20"], "10:00", FU20, "C3 7"),
    ([ONE, extra("9:00-12:00", 3, "group")], ["10:00-11:00 group"], "10:00", GROUP, ""),
    ([ONE, extra("9:00-12:00", 3, "group")], ["10:00-10:20"], "10:00", FU20, "C3 7"),
    ([ONE], ["10:00-10:20"], "10:10", FU20, "C3 7"),
    ([ONE], ["10:00-10:20"], "10:20", FU20, ""),
    ([ONE], ["9:40-10:00", "10:20-10:40"], "10:00", FU20, ""),
    ([TWO], ["10:00-10:20"], "10:00", FU20, ""),
    ([TWO], ["10:00-10:20", "10:00-10:20"], "10:00", FU20, "C7 7 8"),
    ([TWO], ["9:50-10:10", "10:10-10:30"], "10:00", FU20, ""),
    ([TWO], ["9:50-10:11", "10:10-10:30"], "10:00", FU20, "C7 7 8"),
    ([TWO], ["9:50-10:10", "9:50-10:10", "10:10-10:30"], "10:00", FU20, "C7 7 8"),
    ([THREE], ["10:00-10:20", "10:00-10:20"], "10:00", FU20, ""),
    ([THREE], ["10:00-10:20", "10:00-10:20", "10:15-10:30"], "10:00", FU20, "C7 7 8 9"),
    # Sessions at the same time: the strictest, in any order; who names the type goes first.
    ([THREE, TWO], ["10:00-10:20", "10:00-10:20"], "10:00", FU20, "C7 7 8"),
    ([TWO, THREE], ["10:00-10:20", "10:00-10:20"], "10:00", FU20, "C7 7 8"),
    ([ONE, THREE], ["10:00-10:20"], "10:00", FU20, "C3 7"),
    ([session("9:00-10:10", 3), session("10:10-12:00", 1)], ["10:10-10:30"], "10:00", FU20, "C3 7"),
    ([session("9:00-10:10", 3), session("10:10-12:00", 1)], ["9:40-10:00"], "9:50", FU20, ""),
    ([ONE, session("9:00-12:00", 8, "group")], ["10:00-11:00 group"], "10:00", GROUP, ""),
    ([ONE, session("9:00-12:00", 8, "group")], ["10:00-11:00 group"], "10:00", FU20, "C3 7"),
    ([ONE, session("9:00-12:00", 8, "group")], ["10:00-10:20"], "10:00", GROUP, "C3 7"),
    ([session("9:00-12:00", 2, "group")], ["10:00-11:00 group", "10:00-11:00 group"], "10:00", GROUP, "C7 7 8"),
    (
        [session("9:00-12:00", 2, "group"), session("9:00-12:00", 3, "group")],
        ["10:00-11:00 group"] * 2,
        "10:00",
        GROUP,
        "C7 7 8",
    ),
    # What the type says, and what those say who are there.
    ([THREE], ["10:00-10:20 pair"], "10:00", PAIR, ""),
    ([THREE], ["10:00-10:20 pair", "10:00-10:20 pair"], "10:00", PAIR, "C7 7 8"),
    ([THREE], ["10:00-10:20 pair", "10:00-10:20 pair"], "10:00", FU20, "C7 7 8"),
    ([THREE], ["10:00-10:20", "10:00-10:20"], "10:00", PAIR, "C7 7 8"),
    ([ONE], ["10:00-10:20 pair"], "10:00", PAIR, "C3 7"),
    ([], ["10:00-10:20 pair"], "10:00", PAIR, "C3 7"),
    # Extra sessions, and time outside of any, bear one.
    ([SessionSpan(between("9:00", "12:00"))], ["10:00-10:20"], "10:00", FU20, "C3 7"),
    ([session("9:00-10:00", 3)], ["10:00-10:20"], "10:00", FU20, "C3 7"),
]


@pytest.mark.parametrize(("sessions", "others", "typed", "of", "expected"), CASES)
def test_what_is_one_too_many(
    sessions: list[SessionSpan], others: list[str], typed: str, of: VisitType, expected: str
) -> None:
    """C3 where one at a time is seen, C7 where several are: never both for one moment."""
    assert expected == met(sessions, visits(*others), typed, of)


def test_the_strictest_holds_whoever_was_booked_first() -> None:
    """Three bookings with different capacities: whichever comes last meets the same."""
    hours = {"fu20": "10:00-10:20", "pair": "10:00-10:20", "group": "10:00-11:00"}
    for first, second, last in permutations(TYPES):
        others = visits(f"{hours[first]} {first}", f"{hours[second]} {second}")
        assert "C7 7 8" == met([session("9:00-12:00", 5)], others, "10:00", TYPES[last])


def test_whoever_is_elsewhere_is_there_alone() -> None:
    """The provider's visit at another site bears nobody here, whatever the session here takes."""
    there = replace(taken("9:00", "9:20", site=WEST), patient=taken("9:00", "9:20").patient)
    assert "C3 7" == met([THREE], [there], "10:00", FU20)


def test_everybody_of_the_fullest_moment_is_named() -> None:
    """With their times; the settings say how grave it is."""
    facts = known([TWO], visits("10:00-10:20", "10:10-10:30"))
    (found,) = capacity(propose(), facts, Policy(rules=RuleSettings(C7=Severity.HARD)))
    assert "Lee sees 2 at once and has 2 then: Jones, Ann 10:00-10:20; Jones, Ann 10:10-10:30." == found.message
    assert Severity.HARD is found.severity


def test_only_the_provider_s_minutes_count() -> None:
    """Who is being prepared is not with the provider."""
    others = [taken("9:50", "10:30", needs_provider=("10:20", "10:30"))]
    assert "" == met([ONE], others, "10:00", FU20)


def test_a_namesake_is_another_matter() -> None:
    """The sentence reads alike; what was agreed to is known by who was there."""
    there = visits("10:00-10:20", "10:00-10:20")
    others = [taken("10:00", "10:20", number=number, visit_type=FU20, room=None) for number in (90, 91)]
    told = [
        conflict
        for found in (there, others)
        for conflict in capacity(propose("10:00"), known([session("9:00-12:00", 2)], found), Policy())
    ]
    assert [1, 2] == [len({conflict.message for conflict in told}), len({conflict.cause for conflict in told})]
