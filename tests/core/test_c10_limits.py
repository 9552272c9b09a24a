"""C10: do time and length keep within the limits of the settings and the grid?"""

from datetime import timedelta
from typing import Any

import pytest

from core.conflict import Severity
from core.schedule.rules.c10_limits import limits
from core.schedule.rules.proposal import Proposal
from core.settings.model import BookingSettings, Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import MAIN, NOW, WEST, at, knowing, propose

TODAY = "2026-11-23T"


def says(proposal: Proposal, **settings: Any) -> list[str]:  # noqa: ANN401 - any setting
    """The sentences of the rule."""
    found = limits(proposal, knowing(), Policy(booking=BookingSettings(**settings)))
    assert all((conflict.rule, conflict.severity) == ("C10", Severity.HARD) for conflict in found)
    return [conflict.message for conflict in found]


def test_an_ordinary_booking_breaks_no_limit() -> None:
    """Tomorrow at ten, for twenty minutes."""
    assert [] == says(propose())


@pytest.mark.parametrize("typed", ["10:20", "10:05", "10:15"])
def test_a_slot_that_has_begun_may_still_be_taken(typed: str) -> None:
    """It is 10:20: who walks in is booked for now, or for a start on the grid before now."""
    assert [] == says(propose(TODAY + typed))


def test_a_slot_that_is_over_may_not() -> None:
    """Half-open: what ends now is over now."""
    assert ["10:00-10:20 on Mon 23 Nov 2026 is over (it is 10:20). Choose a later time."] == says(
        propose(TODAY + "10:00")
    )


def test_a_slot_of_another_day_is_over_by_the_date() -> None:
    """The time of day alone would not tell why Friday afternoon is over on a Monday morning."""
    assert ["16:00-16:20 on Fri 20 Nov 2026 is over (it is Mon 23 Nov 2026 10:20). Choose a later time."] == says(
        propose("2026-11-20T16:00")
    )


def test_the_time_now_is_told_at_the_site() -> None:
    """At West it is 9:20."""
    assert ["8:00-8:20 on Mon 23 Nov 2026 is over (it is 9:20). Choose a later time."] == says(
        propose(TODAY + "08:00", site=WEST)
    )


def test_a_lead_time_counts_from_now_to_the_start() -> None:
    """An hour ahead to the minute is enough."""
    sentences = [says(propose(TODAY + typed), lead_minutes=60) for typed in ("10:20", "11:15", "11:20")]
    too_soon = "Appointments are booked at least 60 minutes ahead."
    assert [[too_soon], [too_soon], []] == sentences


def test_booking_is_open_to_the_horizon_and_no_further() -> None:
    """The last day itself is open; it is counted in the site's own days."""
    sentence = "Booking is open until Wed 25 Nov 2026 (2 days ahead)."
    assert ([], [sentence]) == (
        says(propose("2026-11-25T23:00"), horizon_days=2),
        says(propose("2026-11-26T00:30"), horizon_days=2),
    )


def test_the_horizon_is_not_shifted_by_the_zone() -> None:
    """At 22:00 in New York it is the next day in UTC, and still today here (Easy!Appointments #961)."""
    tonight = at(TODAY + "22:00")
    assert ["Booking is open until Wed 25 Nov 2026 (2 days ahead)."] == says(
        propose("2026-11-26T10:00", now=tonight), horizon_days=2
    )
    assert [] == says(propose("2026-11-25T21:00", now=tonight), horizon_days=2)


@pytest.mark.parametrize(("typed", "fits"), [("10:00", True), ("10:05", True), ("10:03", False), ("10:59", False)])
def test_a_start_is_on_the_grid_of_the_site(typed: str, *, fits: bool) -> None:
    """Main Street books every five minutes."""
    hour_and_minute = f"{typed} is not on Main Street's 5-minute grid."
    assert ([] if fits else [hour_and_minute]) == says(propose(typed))


def test_each_site_has_its_own_grid() -> None:
    """West Side books every ten."""
    assert ["10:05 is not on West Side's 10-minute grid."] == says(propose("10:05", site=WEST))
    assert [] == says(propose("10:05", site=replace(WEST, grid=5)))


def test_the_grid_is_one_of_wall_time() -> None:
    """On Lord Howe, half an hour beside the full hours of UTC, ten o'clock is on an hourly grid."""
    lord_howe = replace(MAIN, zone="Australia/Lord_Howe", grid=60)
    assert [] == says(propose("10:00", site=lord_howe))


def test_a_length_has_its_bounds() -> None:
    """Both bounds are allowed."""
    sentences = [says(propose(minutes=minutes), min_minutes=10, max_minutes=60) for minutes in (9, 10, 60, 61)]
    assert [
        ["9 minutes is too short; the least is 10."],
        [],
        [],
        ["61 minutes is too long; the most is 60."],
    ] == sentences


def test_an_appointment_may_end_at_midnight_but_not_pass_it() -> None:
    """The first minute of the next day is too much."""
    assert ([], ["23:40-0:01 would run past midnight."]) == (
        says(propose("23:40", minutes=20)),
        says(propose("23:40", minutes=21)),
    )


def test_midnight_is_that_of_the_site() -> None:
    """19:00 in New York is midnight in UTC in winter, and passes no midnight here."""
    assert [] == says(propose("18:50", minutes=20))


@pytest.mark.parametrize(("typed", "minutes"), [("2027-03-14T01:50", 20), ("2027-11-07T00:50", 300)])
def test_a_change_of_the_clocks_passes_no_midnight(typed: str, minutes: int) -> None:
    """An appointment over the change is as long as its minutes."""
    assert [] == says(propose(typed, minutes=minutes))


def test_every_limit_broken_is_told() -> None:
    """All of them at once, each in its sentence."""
    assert [
        "Booking is open until Mon 30 Nov 2026 (7 days ahead).",
        "23:58 is not on Main Street's 5-minute grid.",
        "3 minutes is too short; the least is 5.",
        "23:58-0:01 would run past midnight.",
    ] == says(propose("2026-12-01T23:58", minutes=3), horizon_days=7)


def test_the_settings_say_how_grave_it_is() -> None:
    """Hard by default, which a privilege may override; or as the clinic wants it."""
    policy = Policy(rules=RuleSettings(C10=Severity.WARN))
    found = limits(propose(now=NOW + timedelta(days=9)), knowing(), policy)
    assert [Severity.WARN] == [conflict.severity for conflict in found]
