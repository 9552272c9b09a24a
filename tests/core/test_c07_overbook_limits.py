"""C7: may there be one more double booking, in this session, on this day, at this time?"""

from collections.abc import Sequence
from typing import Any

import pytest

from core.conflict import Severity
from core.schedule.model.day import SessionSpan
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c07_overbook_limits import overbook_limits
from core.schedule.rules.crowding import overbooked
from core.settings.model import BookingSettings, OverbookWhen, Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import CLINIC, FU20, LEE, MAIN, WEST, knowing, propose, taken
from tests.core.test_c07_capacity import known, session, visits


def limited(hours: str, overbooks: int | None, capacity: int = 1) -> SessionSpan:
    """A session that takes so many double bookings."""
    one = session(hours, capacity)
    assert one.session
    return replace(one, session=replace(one.session, overbooks=overbooks))


def said(
    sessions: Sequence[SessionSpan],
    others: Sequence[ScheduledVisit],
    typed: str = "10:00",
    *,
    site: int | None = None,
    provider: int | None = None,
    visit_type: int | None = None,
    policy: Policy | None = None,
) -> list[str]:
    """The sentences for a visit with Lee, under the limits of session, site, provider and type."""
    proposal = propose(
        typed,
        site=replace(MAIN, overbooks=site),
        provider=replace(LEE, overbooks=provider),
        visit_type=replace(FU20, overbooks=visit_type),
    )
    return [conflict.message for conflict in overbook_limits(proposal, known(sessions, others), policy or Policy())]


MORNING = "The limit of double bookings in Lee's session 9:00-12:00 is {}."


@pytest.mark.parametrize(
    ("sessions", "others", "expected"),
    [
        ([limited("9:00-12:00", None)], ["10:00-10:20"] * 5, []),
        ([limited("9:00-12:00", 0)], [], []),
        ([limited("9:00-12:00", 0)], ["9:40-10:00", "10:20-10:40"], []),
        ([limited("9:00-12:00", 0)], ["10:00-10:20"], [MORNING.format(0)]),
        ([limited("9:00-12:00", 1)], ["10:00-10:20"], []),
        ([limited("9:00-12:00", 1)], ["10:00-10:20", "10:00-10:20"], [MORNING.format(1)]),
        ([limited("9:00-12:00", 1)], ["9:00-9:20", "9:00-9:20", "10:00-10:20"], [MORNING.format(1)]),
        ([limited("9:00-12:00", 2)], ["9:00-9:20", "9:00-9:20", "10:00-10:20"], []),
        ([limited("9:00-12:00", 1)], ["9:00-9:20", "9:00-9:20"], []),  # no double booking itself
        ([limited("9:00-12:00", 1)], ["13:00-13:20", "13:00-13:20", "10:00-10:20"], []),  # those are of the afternoon
        ([limited("9:00-12:00", 1), limited("9:30-11:00", 3)], ["10:00-10:20"] * 2, [MORNING.format(1)]),
        ([limited("9:30-11:00", 3), limited("9:00-12:00", 1)], ["10:00-10:20"] * 2, [MORNING.format(1)]),
        ([limited("9:00-12:00", 1, 2)], ["10:00-10:20"], []),  # there is room for two
        ([limited("9:00-12:00", 0, 2)], ["10:00-10:20"] * 2, [MORNING.format(0)]),
        ([limited("9:00-12:00", 1, 2)], ["10:00-10:20"] * 2, []),
        ([limited("9:00-12:00", 1, 2)], ["10:00-10:20"] * 3, [MORNING.format(1)]),
        ([limited("9:00-10:00", 0)], ["10:00-10:20"], []),  # half-open: this is after the session
    ],
)
def test_a_session_takes_so_many(sessions: list[SessionSpan], others: list[str], expected: list[str]) -> None:
    """Counted within the session, over what it sees at once anyway; of several sessions the strictest is told."""
    assert expected == said(sessions, visits(*others))


@pytest.mark.parametrize(
    ("limits", "which"),
    [
        ({}, None),
        ({"site": 2, "provider": 2, "visit_type": 2}, None),
        ({"site": 1}, " at Main Street"),
        ({"provider": 1}, ""),
        ({"visit_type": 1}, " of fu20"),
        ({"site": 1, "provider": 0}, ""),
        ({"site": 0, "provider": 1}, " at Main Street"),
        ({"site": 1, "visit_type": 0, "provider": 1}, " of fu20"),
        ({"site": 5, "provider": 1}, ""),
    ],
)
def test_of_the_limits_of_a_day_the_strictest_holds(limits: dict[str, Any], which: str | None) -> None:
    """Whether site, provider or visit type says it; one was made at nine."""
    others = visits("9:00-9:20", "9:00-9:20", "10:00-10:20")
    most = min(limits.values(), default=0)
    sentence = f"The limit of double bookings{which} with Lee on Tue 24 Nov 2026 is {most}."
    assert ([] if which is None else [sentence]) == said([limited("9:00-12:00", None)], others, **limits)


def test_a_site_counts_its_own_and_a_provider_all() -> None:
    """Double bookings of the same day at another site."""
    there = [taken("8:00", "8:20", number=20 + at, site=WEST, room=None) for at in range(2)]
    others = [*there, *visits("10:00-10:20")]
    assert [] == said([], others, site=1)
    assert 1 == len(said([], others, provider=1))


def test_the_day_is_a_supervisor_s_and_the_session_anybody_s() -> None:
    """The two levels: by the settings each may be another."""
    proposal = propose(provider=replace(LEE, overbooks=0))
    facts = known([limited("9:00-12:00", 0)], visits("10:00-10:20"))
    assert [Severity.CONFIRM, Severity.HARD] == [each.severity for each in overbook_limits(proposal, facts, Policy())]
    policy = Policy(rules=RuleSettings(C7=Severity.WARN, C7_day=Severity.CONFIRM))
    assert [Severity.WARN, Severity.CONFIRM] == [each.severity for each in overbook_limits(proposal, facts, policy)]


@pytest.mark.parametrize(
    ("when", "typed", "expected"),
    [
        (OverbookWhen.ANY, "2026-12-24T10:00", []),
        (OverbookWhen.SAME_DAY, "2026-11-23T10:40", []),
        (
            OverbookWhen.SAME_DAY,
            "2026-11-24T10:00",
            ["Double bookings are made on the day itself only; this is for Tue 24 Nov 2026."],
        ),
        (OverbookWhen.SAME_WEEK, "2026-11-29T10:00", []),
        (
            OverbookWhen.SAME_WEEK,
            "2026-11-30T10:00",
            ["Double bookings are made for the week that is now only; this is for Mon 30 Nov 2026."],
        ),
        (OverbookWhen.URGENT, "2026-11-24T10:00", ["Only what is urgent is double-booked, with the reason urgent."]),
    ],
)
def test_a_clinic_says_when_double_bookings_are_made(when: OverbookWhen, typed: str, expected: list[str]) -> None:
    """It is Monday 23 November 2026."""
    day, clock = typed.split("T")
    hour, minute = clock.split(":")
    other = taken(typed, f"{day}T{hour}:{int(minute) + 15}")
    policy = Policy(booking=BookingSettings(overbook=when))
    assert expected == said([], [other], typed, policy=policy)
    assert [] == said([], [], typed, policy=policy)


@pytest.mark.parametrize(
    ("wanted", "capacity", "over"),
    [
        ([], 1, 0),
        (["10:00-10:20"], 1, 0),
        (["10:00-10:20", "10:20-10:40"], 1, 0),
        (["10:00-10:20", "10:00-10:20"], 1, 1),
        (["10:00-10:20", "10:10-10:30", "10:20-10:40"], 1, 1),  # the middle one gone, the others are in a row
        (["10:00-11:00", "10:00-10:20", "10:20-10:40", "10:40-11:00"], 1, 1),
        (["10:00-10:20"] * 4, 1, 3),
        (["10:00-10:20"] * 4, 2, 2),
        (["10:00-10:20"] * 4, 4, 0),
        (["10:00-10:20", "10:10-10:30", "10:20-10:40"], 2, 0),
    ],
)
def test_so_many_are_over(wanted: list[str], capacity: int, over: int) -> None:
    """The fewest that would have to go."""
    facts = known([session("9:00-12:00", capacity)], ())
    assert over == overbooked(visits(*wanted), facts)


def test_nothing_is_limited_where_nobody_says_so() -> None:
    """By default a reason for C3 is enough."""
    assert () == overbook_limits(propose(), knowing(provider_day=visits("10:00-10:20"), clinic=CLINIC), Policy())


PROC = "The limit of double bookings of proc40 with Lee on Tue 24 Nov 2026 is 0."


@pytest.mark.parametrize(("overbooks", "expected"), [(None, []), (1, []), (0, [PROC])])
def test_who_is_there_has_the_limit_too(overbooks: int | None, expected: list[str]) -> None:
    """A visit of a type that is never double booked is not so by another type either, whoever was first."""
    facts = known([session("9:00-12:00")], visits("10:00-10:40"))
    (other,) = facts.provider_day
    other = replace(other, appointment=replace(other.appointment, visit_type="proc40"))
    kinds = {**CLINIC.visit_types, "proc40": replace(FU20, code="proc40", overbooks=overbooks)}
    facts = replace(facts, provider_day=(other,), clinic=replace(CLINIC, visit_types=kinds))
    told = [conflict.message for conflict in overbook_limits(propose("10:20"), facts, Policy())]
    assert expected == told


def test_one_more_is_another_matter() -> None:
    """Who agreed to the second double booking did not agree to the third, though the sentence is the same."""
    told = [
        conflict
        for count in (2, 3)
        for conflict in overbook_limits(
            propose("10:00"), known([limited("9:00-12:00", 1)], visits(*["10:00-10:20"] * count)), Policy()
        )
    ]
    assert 2 == len({conflict.cause for conflict in told})
    assert 1 == len({conflict.message for conflict in told})
