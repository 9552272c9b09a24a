"""Where does a patient's insurance stand on a day, and how old is that?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest

from core.clinic.payer import SELF_PAY, YEARLY, Payer
from core.coverage.model import (
    Benefits,
    Coverage,
    Enrolment,
    EnrolmentState,
    How,
    Order,
    asked_for,
)
from core.coverage.standing import AsOf, Trouble, are_benefits_stale, in_order, paying, standing
from core.record_status import RecordStatus
from core.schedule.rules.c13_coverage import coverage as c13
from core.settings.model import CoverageSettings, Policy
from core.structs import replace
from tests.core.proposing import CLINIC, MAIN, NOW, SMITH, knowing, propose

TODAY: Final = date(2026, 11, 23)
PAID: Final = replace(
    CLINIC, payers={"aetna": Payer("aetna", "Aetna"), "slow": Payer("slow", "Slow Mutual", renews=YEARLY)}
)
AETNA: Final = Coverage(1, SMITH.id, "aetna", member_id="W1", starts=date(2026, 1, 1))


def at(policy: Policy | None = None, now: datetime = NOW) -> AsOf:
    """Now, at main."""
    return AsOf(PAID, policy or Policy(), now, MAIN.tz)


def asked(
    coverage: Coverage, days_ago: int = 0, state: EnrolmentState = EnrolmentState.ACTIVE, on: date | None = None
) -> Coverage:
    """The coverage as the payer answered so many days ago about that day, else about the day of asking."""
    then = NOW - timedelta(days=days_ago)
    said = Enrolment(state, then, on or (TODAY - timedelta(days=days_ago)), How.PORTAL, "ana", "", "")
    return replace(coverage, enrolment=replace(said, asked=asked_for(coverage, SMITH)))


def trouble(*coverages: Coverage, on: date = TODAY, policy: Policy | None = None) -> tuple[Trouble, str]:
    """What is the matter on that day, and the sentence."""
    found = standing(SMITH, coverages, on, at(policy))
    return found.trouble, found.why


def test_no_coverage_is_missing_and_not_self_pay() -> None:
    """Only who is noted as paying themselves does."""
    pays = Coverage(2, SMITH.id, SELF_PAY)
    assert (Trouble.MISSING, "No insurance is known.") == trouble()
    assert (Trouble.MISSING, "No insurance is known.") == trouble(replace(AETNA, status=RecordStatus.ENTERED_IN_ERROR))
    assert (Trouble.ACTIVE, "The patient pays.") == trouble(pays)


@pytest.mark.parametrize(
    ("coverage", "why"),
    [
        (replace(AETNA, ends=date(2026, 11, 22)), "Aetna ended 22 Nov 2026."),
        (replace(AETNA, starts=date(2026, 11, 24)), "Aetna begins 24 Nov 2026 only."),
        (
            Coverage(2, SMITH.id, SELF_PAY, ends=date(2026, 11, 22)),
            "The patient paid until 22 Nov 2026; no insurance is known since.",
        ),
        (asked(AETNA, 3, EnrolmentState.INACTIVE), "Aetna said 20 Nov 2026 that the patient is not insured."),
    ],
)
def test_what_does_not_hold_is_inactive(coverage: Coverage, why: str) -> None:
    """By its days, both included, or by the payer's word."""
    assert (Trouble.INACTIVE, why) == trouble(coverage)


def test_first_and_last_day_are_included() -> None:
    """A coverage of one day holds on that day."""
    one_day = asked(replace(AETNA, starts=TODAY, ends=TODAY))
    assert Trouble.ACTIVE is trouble(one_day)[0]


@pytest.mark.parametrize(("days", "expected"), [(0, Trouble.ACTIVE), (20, Trouble.ACTIVE), (22, Trouble.ACTIVE)])
def test_an_answer_of_the_month_holds(days: int, expected: Trouble) -> None:
    """Asked in November for a day in November."""
    assert expected is trouble(asked(AETNA, days))[0]


@pytest.mark.parametrize(("days", "is_stale"), [(30, False), (31, True)])
def test_an_answer_grows_stale_after_the_days_of_the_settings(days: int, *, is_stale: bool) -> None:
    """Thirty days old is not older than thirty days."""
    slow = asked(replace(AETNA, payer="slow"), days)
    assert is_stale is (trouble(slow)[0] is Trouble.STALE)
    policy = Policy(coverage=CoverageSettings(enrolment_days=days))
    assert Trouble.ACTIVE is trouble(slow, policy=policy)[0]


def test_the_age_is_that_on_the_day_of_the_visit() -> None:
    """Twenty-five days old today it will be stale in a week, and is asked again before the patient comes."""
    slow = asked(replace(AETNA, payer="slow"), 25)
    assert Trouble.ACTIVE is trouble(slow, on=TODAY + timedelta(days=5))[0]
    assert Trouble.STALE is trouble(slow, on=TODAY + timedelta(days=6))[0]


def test_a_renewal_between_makes_it_stale() -> None:
    """Verified the 30th, visit on the 1st; a plan that renews with the year bears that, and no new year."""
    november = asked(AETNA, on=date(2026, 11, 30))
    assert Trouble.STALE is trouble(november, on=date(2026, 12, 1))[0]
    assert "before or after it renews" in trouble(november, on=date(2026, 12, 1))[1]
    yearly = asked(replace(AETNA, payer="slow"), on=date(2026, 11, 30))
    assert Trouble.ACTIVE is trouble(yearly, on=date(2026, 12, 1))[0]
    assert Trouble.STALE is trouble(yearly, on=date(2027, 1, 1))[0]


def test_a_plan_that_misses_one_day_does_not_miss_another() -> None:
    """Asked about a day behind its end it is over; for one before that the payer is asked again."""
    over = asked(AETNA, state=EnrolmentState.INACTIVE, on=TODAY + timedelta(days=4))
    assert over.enrolment is not None
    over = replace(over, enrolment=replace(over.enrolment, ends=TODAY + timedelta(days=2)))
    expected = {4: Trouble.INACTIVE, 3: Trouble.INACTIVE, 2: Trouble.STALE, 0: Trouble.STALE}
    for days, found in expected.items():
        assert found is trouble(over, on=TODAY + timedelta(days=days))[0]
        assert "that the plan ends" in trouble(over, on=TODAY + timedelta(days=days))[1]


@pytest.mark.parametrize(
    "changes", [{"member_id": "W2"}, {"payer": "slow"}, {"group": "7"}], ids=["member id", "payer", "group"]
)
def test_an_answer_about_another_number_tells_nothing(changes: dict[str, Any]) -> None:
    """Whatever was corrected since is asked about anew; taken back, the old answer holds again."""
    verified = asked(replace(AETNA, group="5"), 1)
    assert Trouble.STALE is trouble(replace(verified, **changes))[0]
    assert Trouble.ACTIVE is trouble(verified)[0]


def test_a_group_that_comes_to_be_known_leaves_who_is_insured_so() -> None:
    """Who was not is asked about again."""
    found = {state: asked(AETNA, 1, state) for state in (EnrolmentState.ACTIVE, EnrolmentState.INACTIVE)}
    expected = {EnrolmentState.ACTIVE: Trouble.ACTIVE, EnrolmentState.INACTIVE: Trouble.STALE}
    assert expected == {state: trouble(replace(one, group="5"))[0] for state, one in found.items()}


@pytest.mark.parametrize("changes", [{"family": "Smyth"}, {"birth_date": date(1984, 3, 15)}], ids=["name", "born"])
def test_so_does_one_about_another_name(changes: dict[str, Any]) -> None:
    """Or another birth date."""
    found = standing(replace(SMITH, **changes), (asked(AETNA, 1),), TODAY, at())
    assert Trouble.STALE is found.trouble


def test_never_asked_and_no_clear_answer_are_stale() -> None:
    """Both are to be asked."""
    assert (Trouble.STALE, "Aetna has never been verified.") == trouble(AETNA)
    unclear = trouble(asked(AETNA, 1, EnrolmentState.UNKNOWN))
    assert (Trouble.STALE, "Aetna could not say 22 Nov 2026 whether the patient is insured.") == unclear


def test_the_primary_of_the_day_counts() -> None:
    """Whatever the order in which they are known."""
    second = replace(AETNA, id=2, payer="slow", order=Order.SECONDARY)
    before = replace(AETNA, id=3, payer="slow", starts=None, ends=date(2025, 12, 31))
    assert AETNA == paying((second, before, AETNA), TODAY)
    assert before == paying((second, before, AETNA), date(2025, 6, 1))
    assert second == paying((second, before), TODAY)
    assert (AETNA, second, before) == in_order((before, second, AETNA))


@pytest.mark.parametrize(("days", "is_stale"), [(90, False), (91, True)])
def test_benefits_have_an_age_of_their_own(days: int, *, is_stale: bool) -> None:
    """Ninety days by the settings, counted as that of the enrolment is."""
    benefits = Benefits(NOW - timedelta(days=days), How.PORTAL, "ana", copay=2500)
    assert is_stale is are_benefits_stale(benefits, TODAY, at())


def test_days_are_those_of_the_site() -> None:
    """Late in the evening there it is the next day in UTC already."""
    late = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)  # 22:00 on 30 November at main
    assert date(2026, 11, 30) == at(now=late).today


def test_c13_warns_where_no_coverage_holds_on_the_day() -> None:
    """Not where nobody knows of one, and not of what is only to be asked again."""

    def said(*coverages: Coverage) -> list[str]:
        facts = replace(knowing(clinic=PAID), coverages=coverages)
        return [conflict.message for conflict in c13(propose(), facts, Policy())]

    ended = replace(AETNA, ends=TODAY)
    assert ["Smith, John may not be insured on 24 Nov 2026: Aetna ended 23 Nov 2026."] == said(ended)
    assert 1 == len(said(asked(AETNA, 0, EnrolmentState.INACTIVE)))
    assert [] == said()
    assert [] == said(AETNA)
    assert [] == said(Coverage(2, SMITH.id, SELF_PAY))
