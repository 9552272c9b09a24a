"""C15: does the wall time exist exactly once at the site?"""

import pytest

from core.conflict import Conflict, Severity
from core.patients.model import PatientStatus
from core.schedule.rules.book import check_rules
from core.schedule.rules.c15_daylight_saving import daylight_saving
from core.schedule.rules.proposal import Proposal
from core.settings.model import Policy
from core.structs import replace
from tests.core.proposing import MAIN, SMITH, WEST, knowing, propose

LORD_HOWE = replace(MAIN, name="Lord Howe", zone="Australia/Lord_Howe")
HOURLY = replace(LORD_HOWE, grid=60)
APIA = replace(MAIN, name="Apia", zone="Pacific/Apia")
SAO_PAULO = replace(MAIN, name="Centro", zone="America/Sao_Paulo")


def says(proposal: Proposal) -> list[str]:
    """The sentences of the rule, which is always hard."""
    found = daylight_saving(proposal, knowing(), Policy())
    assert all((conflict.rule, conflict.severity) == ("C15", Severity.HARD) for conflict in found)
    return [conflict.message for conflict in found]


@pytest.mark.parametrize("typed", ["10:00", "2027-03-14T01:55", "2027-03-14T03:00", "2027-11-07T02:00"])
def test_a_time_that_happens_once_is_no_question(typed: str) -> None:
    """Also right beside the change."""
    assert [] == says(propose(typed))


SKIPPED = [
    (propose("2027-03-14T02:30"), "2:30", "14 Mar 2027 at Main Street", "1:55 and 3:00"),
    (propose("2027-03-14T02:30", site=WEST), "2:30", "14 Mar 2027 at West Side", "1:50 and 3:00"),
    (propose("2027-10-03T02:15", site=LORD_HOWE), "2:15", "3 Oct 2027 at Lord Howe", "1:55 and 2:30"),
    (propose("2027-10-03T02:15", site=HOURLY), "2:15", "3 Oct 2027 at Lord Howe", "1:00 and 3:00"),
    (propose("2018-11-04T00:30", site=SAO_PAULO), "0:30", "4 Nov 2018 at Centro", "Sat 3 Nov 23:55 and 1:00"),
    (propose("2011-12-30T10:00", site=APIA), "10:00", "30 Dec 2011 at Apia", "Thu 29 Dec 23:55 and Sat 31 Dec 0:00"),
]


@pytest.mark.parametrize(("proposal", "time", "where", "nearest"), SKIPPED)
def test_a_skipped_time_is_refused_with_the_nearest_two(
    proposal: Proposal, time: str, where: str, nearest: str
) -> None:
    """Both can be booked: they are on the grid, and named with the day where that is another."""
    sentence = f"{time} does not exist on {where}: the clocks go forward. The nearest times are {nearest}."
    assert [sentence] == says(proposal)


def test_a_repeated_time_is_asked_for() -> None:
    """The two offsets are what can be typed to answer."""
    found = "1:30 happens twice on 7 Nov 2027 at Main Street: the clocks go back. "
    asked = "Say which: 2027-11-07T01:30-04:00 or 2027-11-07T01:30-05:00."
    assert [found + asked] == says(propose("2027-11-07T01:30"))


@pytest.mark.parametrize(("fold", "offset"), [(0, "05:30"), (1, "06:30")])
def test_an_answered_repetition_is_no_conflict(fold: int, offset: str) -> None:
    """The first or the second is then meant."""
    proposal = propose("2027-11-07T01:30", fold=fold)
    assert [] == says(proposal)
    assert f"2027-11-07T{offset}:00+00:00" == proposal.span.start.isoformat()


def test_a_skipped_time_is_no_instant_for_the_other_rules() -> None:
    """They would speak of 3:30, which nobody typed: C15 alone answers."""
    proposal = propose("2027-03-14T02:30", patient=replace(SMITH, status=PatientStatus.DECEASED))
    assert ["C15"] == [conflict.rule for conflict in check_rules(proposal, knowing(), Policy())]


def test_a_repeated_time_is_judged_by_every_rule() -> None:
    """Its hours on the clock are those that were typed, whichever is meant."""
    found: list[Conflict] = list(check_rules(propose("2027-11-07T01:30"), knowing(), Policy()))
    assert ["C6", "C15"] == [conflict.rule for conflict in found]
