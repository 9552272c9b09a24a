"""C6: does the provider work then, there?"""

from datetime import date

import pytest

from core.calendar.interval import Interval
from core.calendar.wall import day_span
from core.clinic.model import Provider
from core.conflict import Conflict, Severity
from core.schedule.model.day import Closure, ClosureKind
from core.schedule.rules.c06_outside_session import outside_session
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import LEE, MAIN, TOMORROW, WEST, between, closed, knowing, propose

MORNING, AFTERNOON = between("9:00", "12:00"), between("13:00", "17:00")
ALL_DAY = day_span(TOMORROW, MAIN.tz)


def says(
    typed: str = "10:00",
    *closures: Closure,
    sessions: tuple[Interval, ...] = (MORNING, AFTERNOON),
    provider: Provider = LEE,
    minutes: int = 20,
) -> list[str]:
    """The sentences of the rule for a booking with Lee."""
    proposal = propose(typed, minutes=minutes, provider=provider)
    found = outside_session(proposal, knowing(sessions=sessions, closures=closures), Policy())
    assert all(conflict.rule == "C6" for conflict in found)
    return [conflict.message for conflict in found]


@pytest.mark.parametrize("typed", ["9:00", "10:00", "11:40", "13:00", "16:40"])
def test_within_a_session_there_is_no_conflict(typed: str) -> None:
    """From its first minute to its last."""
    assert [] == says(typed)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("8:50", "8:50-9:10"),
        ("11:50", "11:50-12:10"),
        ("12:10", "12:10-12:30"),
        ("16:50", "16:50-17:10"),
        ("20:00", "20:00-20:20"),
    ],
)
def test_the_whole_appointment_must_lie_within_a_session(typed: str, hours: str) -> None:
    """The sentence tells the hours asked for and those there are; an evening is not another day."""
    assert [f"{hours} is outside Lee's session (9:00-12:00, 13:00-17:00)."] == says(typed)


def test_sessions_that_touch_or_overlap_are_one() -> None:
    """No line is drawn between sessions of one site."""
    sessions = (between("9:00", "11:00"), between("10:30", "12:00"), between("12:00", "13:00"))
    assert [] == says("10:50", sessions=sessions, minutes=100)


def test_a_day_without_sessions_is_said_with_the_site() -> None:
    """The provider may well work elsewhere."""
    assert ["Lee has no session at Main Street on Tue 24 Nov."] == says(sessions=())


def test_it_asks_for_a_reason_by_default() -> None:
    """A desk may book outside the hours if somebody asked for it."""
    sentence = "Lee has no session at Main Street on Tue 24 Nov."
    cause = "hours lee main 202611241500-202611241520 in"
    expected = Conflict("C6", Severity.CONFIRM, sentence, cause=cause)
    assert (expected,) == outside_session(propose(), knowing(), Policy())


def test_leave_of_the_whole_day_needs_no_hours() -> None:
    """The sentence says all day, and names the reason when there is one."""
    assert ["Lee is away all day."] == says("10:00", closed(ClosureKind.LEAVE, ALL_DAY))
    assert ["Lee is away all day: conference."] == says("10:00", closed(ClosureKind.LEAVE, ALL_DAY, "conference"))


def test_one_cause_is_one_sentence() -> None:
    """On a day of leave or a holiday nobody needs to hear that there is no session either."""
    assert ["Lee is away all day."] == says("10:00", closed(ClosureKind.LEAVE, ALL_DAY), sessions=())
    holiday = closed(ClosureKind.HOLIDAY, ALL_DAY, "Christmas")
    assert ["Main Street is closed: Christmas."] == says("10:00", holiday, sessions=())


def test_two_causes_are_two_sentences() -> None:
    """Leave that covers a part, and the end of the session."""
    assert [
        "Lee is away 11:30-12:00.",
        "11:50-12:10 is outside Lee's session (9:00-12:00, 13:00-17:00).",
    ] == says("11:50", closed(ClosureKind.LEAVE, between("11:30", "12:00")))


def test_the_same_leave_entered_twice_is_told_once() -> None:
    """Overlapping entries of the set-up are one absence."""
    leave = closed(ClosureKind.LEAVE, ALL_DAY)
    assert ["Lee is away all day."] == says("10:00", leave, leave)


def test_a_closure_matters_only_where_it_touches() -> None:
    """Half-open: leave till ten leaves ten o'clock free."""
    leave = closed(ClosureKind.LEAVE, between("9:00", "10:00"))
    assert ([], ["Lee is away 9:00-10:00."]) == (says("10:00", leave), says("9:55", leave))


def test_a_cancelled_session_is_hard() -> None:
    """A cancelled session is graver than hours that never were."""
    cancelled = closed(ClosureKind.CANCELLED, MORNING, "training")
    found = outside_session(propose(), knowing(sessions=[MORNING], closures=[cancelled]), Policy())
    sentence = "Lee's session is cancelled 9:00-12:00: training."
    assert (Conflict("C6", Severity.HARD, sentence, cause="cancelled lee 202611241400-202611241700"),) == found
    assert ["Lee's session is cancelled 9:00-12:00."] == says("10:00", closed(ClosureKind.CANCELLED, MORNING))


def test_a_block_is_left_to_its_own_rule() -> None:
    """C8 speaks of blocks."""
    assert [] == says("10:00", closed(ClosureKind.BLOCK, between("9:00", "11:00"), "procedure"))


GONE = [
    (replace(LEE, retired=True), "Lee no longer works here."),
    (replace(LEE, starts=date(2026, 11, 25)), "Lee starts on 25 Nov 2026."),
    (replace(LEE, ends=date(2026, 11, 23)), "Lee's last day was 23 Nov 2026."),
]


@pytest.mark.parametrize(("provider", "sentence"), GONE)
def test_nobody_is_booked_before_their_first_day_or_after_their_last(provider: Provider, sentence: str) -> None:
    """Of hours and leave nothing is said then."""
    leave = closed(ClosureKind.LEAVE, ALL_DAY)
    assert [sentence] == says("10:00", leave, sessions=(), provider=provider)


def test_the_first_and_the_last_day_are_working_days() -> None:
    """Somebody may even work for a single day."""
    assert [] == says("10:00", provider=replace(LEE, starts=TOMORROW, ends=TOMORROW))


def test_hours_are_told_in_the_site_s_own_time() -> None:
    """At West, 9:00 is 9:00 in Chicago."""
    proposal = propose("12:00", site=WEST)
    found = outside_session(proposal, knowing(sessions=[between("9:00", "12:00", WEST)], site=WEST), Policy())
    assert ["12:00-12:20 is outside Lee's session (9:00-12:00)."] == [conflict.message for conflict in found]


def test_the_settings_say_how_grave_each_is() -> None:
    """Hours and cancelled sessions have a setting each."""
    policy = Policy(rules=RuleSettings(C6=Severity.HARD, C6_cancelled=Severity.WARN))
    closures = [
        closed(ClosureKind.CANCELLED, between("9:00", "10:10")),
        closed(ClosureKind.LEAVE, between("10:10", "11:00")),
    ]
    found = outside_session(propose(), knowing(sessions=[MORNING], closures=closures), policy)
    assert [Severity.WARN, Severity.HARD] == [conflict.severity for conflict in found]
