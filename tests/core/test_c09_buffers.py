"""C9: is there time between this visit and those before and after it?"""

import pytest

from core.clinic.model import Clinic, Provider, VisitType
from core.conflict import Severity
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c09_buffers import buffers, reach
from core.settings.model import BookingSettings, Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import CLINIC, FU20, LEE, MAIN, R1, WEST, knowing, propose, taken


def kind(before: int = 0, after: int = 0, code: str = "fu20") -> VisitType:
    """A visit type with its buffers."""
    return replace(FU20, code=code, buffer_before=before, buffer_after=after)


def clinic(theirs: VisitType, own: VisitType = FU20, *, travel: tuple[int, int] = (0, 0)) -> Clinic:
    """The clinic where the others have visits of that type; `travel` is to main and to west."""
    sites = {"main": replace(MAIN, travel=travel[0]), "west": replace(WEST, travel=travel[1])}
    return replace(CLINIC, sites=sites, visit_types={own.code: own, theirs.code: theirs})


def told(
    own: VisitType,
    theirs: VisitType,
    other: str,
    *,
    provider: Provider = LEE,
    stack: bool = False,
    travel: tuple[int, int] = (0, 0),
    at_west: bool = False,
) -> list[str]:
    """What is said of a visit at 10:00-10:20 beside the other, '9:30-9:50'."""
    facts = knowing(
        provider_day=[taken(*other.split("-"), visit_type=theirs, site=WEST if at_west else MAIN)],
        clinic=clinic(theirs, own, travel=travel),
    )
    proposal = propose(visit_type=own, provider=provider, site=facts.clinic.sites["main"])
    policy = Policy(booking=BookingSettings(stack_buffers=stack))
    return [conflict.message for conflict in buffers(proposal, facts, policy)]


@pytest.mark.parametrize(
    ("own", "theirs", "other", "needed"),
    [
        # (before, after) of this visit and of the other; minutes that are needed, None where there are enough
        ((0, 0), (0, 0), "9:40-10:00", None),
        ((10, 0), (0, 0), "9:30-9:50", None),
        ((10, 0), (0, 0), "9:31-9:51", 10),
        ((10, 0), (0, 0), "9:40-10:00", 10),
        ((10, 0), (0, 0), "10:20-10:40", None),
        ((0, 10), (0, 0), "10:20-10:40", 10),
        ((0, 10), (0, 0), "10:29-10:49", 10),
        ((0, 10), (0, 0), "10:30-10:50", None),
        ((0, 10), (0, 0), "9:40-10:00", None),
        ((0, 0), (0, 15), "9:30-9:50", 15),
        ((0, 0), (0, 15), "9:25-9:45", None),
        ((0, 0), (15, 0), "10:30-10:50", 15),
        ((0, 0), (15, 0), "10:35-10:55", None),
        ((0, 0), (15, 0), "9:40-10:00", None),
        ((10, 0), (0, 15), "9:30-9:50", 15),  # the longer of the two
        ((15, 0), (0, 10), "9:30-9:50", 15),
        ((0, 15), (10, 0), "10:30-10:50", 15),
        ((30, 30), (30, 30), "10:10-10:30", None),  # an overlap is C3's
        ((30, 30), (30, 30), "8:00-8:20", None),
    ],
)
def test_the_longer_buffer_lies_between(
    own: tuple[int, int], theirs: tuple[int, int], other: str, needed: int | None
) -> None:
    """After of the first and before of the second, on both sides; exactly so long is enough."""
    said = told(kind(*own), kind(*theirs, code="other"), other)
    assert ([f"{needed} minutes between are needed"] if needed else []) == [
        sentence.partition(": ")[2].partition(",")[0] for sentence in said
    ]


@pytest.mark.parametrize(
    ("stack", "other", "found"), [(True, "9:20-9:40", 1), (True, "9:15-9:35", 0), (False, "9:25-9:45", 0)]
)
def test_a_setting_adds_them_up(other: str, found: int, *, stack: bool) -> None:
    """15 after the one and 10 before the other."""
    assert found == len(told(kind(before=10), kind(after=15, code="other"), other, stack=stack))


@pytest.mark.parametrize(
    ("other", "found"), [("9:50-9:55", 1), ("9:40-9:50", 0), ("10:25-10:45", 1), ("10:30-10:50", 0)]
)
def test_a_provider_may_need_time_around_every_visit(other: str, found: int) -> None:
    """Whatever the type; the longer of the two counts."""
    provider = replace(LEE, buffer_before=10, buffer_after=10)
    assert found == len(told(kind(after=5), kind(before=5, code="other"), other, provider=provider))


@pytest.mark.parametrize(
    ("travel", "other", "at_west", "found"),
    [
        ((30, 20), "8:40-9:00", True, 1),
        ((0, 20), "8:20-8:40", True, 0),
        ((0, 20), "8:25-8:45", True, 1),
        ((30, 20), "8:20-8:40", True, 1),
        ((30, 20), "8:10-8:30", True, 0),
        ((30, 0), "9:45-10:05", True, 1),
        ((30, 0), "9:50-10:10", True, 0),
        ((30, 0), "9:40-10:00", False, 0),
    ],
)
def test_the_way_between_sites_counts(travel: tuple[int, int], other: str, found: int, *, at_west: bool) -> None:
    """Either way the longer one, also between zones: 10:00 at main is 9:00 on the West Side."""
    assert found == len(told(kind(), kind(code="other"), other, travel=travel, at_west=at_west))


def test_who_is_too_near_is_named() -> None:
    """With the hours of the site where one books; a visit elsewhere with the way."""
    assert ["Lee has Jones, Ann 9:30-9:50 (other): 15 minutes between are needed, there are 10."] == told(
        kind(), kind(after=15, code="other"), "9:30-9:50"
    )
    assert [
        "Lee has Jones, Ann 9:30-9:50 (other) at West Side: 30 minutes are needed to get there, there are 10."
    ] == told(kind(), kind(code="other"), "8:30-8:50", travel=(0, 30), at_west=True)


@pytest.mark.parametrize(
    ("cleanup", "other", "found"),
    [
        (0, "9:40-10:00", 0),
        (10, "9:40-10:00", 1),
        (10, "9:30-9:50", 0),
        (10, "10:20-10:40", 1),
        (10, "10:30-10:50", 0),
        (10, "10:10-10:30", 0),
    ],
)
def test_a_room_is_cleaned_between(cleanup: int, other: str, found: int) -> None:
    """Whoever was there; an overlap is C4's."""
    there: ScheduledVisit = taken(*other.split("-"))
    facts = knowing(at_site=[there, taken("9:40", "10:00", number=8, room="R2")])
    proposal = propose(room=replace(R1, cleanup=cleanup))
    assert [there.appointment.id] * found == [
        number for conflict in buffers(proposal, facts, Policy()) for number in conflict.appointments
    ]


def test_the_room_s_sentence_names_who_was_there() -> None:
    """And the settings how grave it is."""
    facts = knowing(at_site=[taken("9:40", "9:55")])
    (found,) = buffers(propose(room=replace(R1, cleanup=15)), facts, Policy(rules=RuleSettings(C9=Severity.CONFIRM)))
    assert "Room R1 has Jones, Ann 9:40-9:55: it is cleaned for 15 minutes, there are 5." == found.message
    assert Severity.CONFIRM is found.severity


def test_only_the_provider_s_minutes_count() -> None:
    """Preparing one patient while the other is seen needs no time between."""
    other = taken("9:20", "10:00", needs_provider=("9:30", "9:50"), visit_type=kind(after=10, code="other"))
    facts = knowing(provider_day=[other], clinic=clinic(kind(after=10, code="other")))
    assert () == buffers(propose(visit_type=kind()), facts, Policy())


def test_nothing_is_looked_for_where_nobody_asks() -> None:
    """The reads of a booking reach no further than its day."""
    assert 0 == reach(CLINIC, LEE).total_seconds()
    assert 45 * 60 == reach(clinic(kind(after=15)), LEE).total_seconds()
