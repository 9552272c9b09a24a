"""When are the visits of a late provider expected, who hears of it, and how does it end?"""

from datetime import datetime

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.model import Patient
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest
from core.settings.model import Policy
from core.visits.state import Verb
from core.visits.waiting import waiting
from tests.clinics import MAIN, FakeClock, book, register

BOTH = ("identity", "demographics")


def _book(desk: Desk, *starts: str, provider: str = "lee", visit_type: str = "fu20") -> list[ScheduledVisit]:
    return [
        book(
            desk, register(desk, f"P{start}"), f"2026-11-23T{start.zfill(5)}", provider=provider, visit_type=visit_type
        )
        for start in starts
    ]


def _expected(desk: Desk, provider: str = "lee") -> dict[str, str]:
    """The planned start of each of today's visits that is expected later -> when."""
    queue = desk.visits.queue("ana", site="main", provider=provider)
    return {_clock(one.appointment.start): _clock(one.expected) for one in queue if one.expected}


def _clock(at: datetime) -> str:
    return f"{at.astimezone(MAIN):%-H:%M}"


@pytest.mark.parametrize(
    ("said", "starts", "expected"),
    [
        (("10:20", 25), ["10:20", "10:40"], {"10:20": "10:45", "10:40": "11:05"}),
        (("10:20", 25), ["10:30", "11:10"], {"10:30": "10:45"}),
        (("10:20", 25), ["10:30", "11:00"], {"10:30": "10:45", "11:00": "11:05"}),
        (("10:20", 25), ["10:00", "10:20"], {"10:00": "10:25", "10:20": "10:45"}),
        (("8:40", 25), ["9:00", "9:20"], {"9:00": "9:25", "9:20": "9:45"}),
        (("8:40", 25), ["9:30"], {}),
        (("12:30", 25), ["13:00", "13:20", "14:30"], {"13:00": "13:25", "13:20": "13:45"}),
        (("11:20", 60), ["11:20", "11:40", "13:00"], {"11:20": "12:20", "11:40": "12:40"}),
        (("10:20", 5), ["10:20", "10:40"], {"10:20": "10:25", "10:40": "10:45"}),
    ],
)
def test_the_delay_goes_through_the_day(
    desk: Desk, clock: FakeClock, said: tuple[str, int], starts: list[str], expected: dict[str, str]
) -> None:
    """Gaps and lunch take from it; before the session begins it counts from there."""
    clock.set("2026-11-23T08:30")
    _book(desk, *starts)
    noted, minutes = said
    clock.set(f"2026-11-23T{noted.zfill(5)}")
    desk.schedule.note_late("ana", "lee", minutes)
    assert expected == _expected(desk)


def test_preparation_is_not_the_providers_time(desk: Desk, clock: FakeClock) -> None:
    """A procedure needs Lee for its middle twenty minutes: the ten before and after are caught up."""
    clock.set("2026-11-23T08:30")
    _book(desk, "09:00", "09:40", visit_type="proc")
    desk.schedule.note_late("ana", "lee", 25)
    assert {"9:00": "9:15"} == _expected(desk)


def test_who_is_in_is_not_expected_and_carries_it_on(desk: Desk, clock: FakeClock) -> None:
    """In a room, seen, or gone: nothing is recomputed of them, and their time is planned all the same."""
    clock.set("2026-11-23T10:10")
    first, second, third = _book(desk, "10:20", "10:40", "11:00")
    for one in (first, second):
        desk.visits.do("ana", Verb.CHECK_IN, one.appointment.id, verified=BOTH)
    desk.visits.do("ana", Verb.ROOM, first.appointment.id)
    clock.set("2026-11-23T10:20")
    desk.schedule.note_late("ana", "lee", 25)
    assert {"10:40": "11:05", "11:00": "11:25"} == _expected(desk)
    desk.visits.do("ana", Verb.CHECK_OUT, first.appointment.id)
    assert {"10:40": "11:05", "11:00": "11:25"} == _expected(desk)
    desk.visits.do("ana", Verb.CANCEL, second.appointment.id, reason="sick")
    assert {"11:00": "11:05"} == _expected(desk)
    assert third.appointment.start == desk.schedule.appointment("ana", third.appointment.id).appointment.start


def test_who_is_concerned_is_told(desk: Desk, clock: FakeClock) -> None:
    """Who is here is not called; who has not come can be moved, and is called while their time is ahead."""
    clock.set("2026-11-23T10:10")
    _, here, coming = _book(desk, "10:00", "10:20", "10:40")
    desk.visits.do("ana", Verb.ARRIVE, here.appointment.id)
    clock.set("2026-11-23T10:20")
    supposed = desk.schedule.suppose_late("ana", "lee", 25)
    assert () == desk.schedule.seen_later("ana")
    change = desk.schedule.note_late("ana", "lee", 25)
    assert supposed == desk.schedule.seen_later("ana")
    assert [(False, True), (False, False), (True, True)] == [(one.call, one.move) for one in supposed]
    assert coming.appointment.id == supposed[-1].scheduled.appointment.id
    assert ("late", "Lee is 25 minutes late: 3 to be seen later, 1 to call.") == (change.entry.verb, change.sentence)


def test_a_delay_within_the_grace_calls_nobody(desk: Desk) -> None:
    """Ten minutes are waited for without a call."""
    _book(desk, "10:25", "10:45")
    for minutes, called in ((15, [False, False]), (16, [True, True])):
        assert called == [one.call for one in desk.schedule.suppose_late("ana", "lee", minutes)]


def test_the_newest_word_counts_and_undo_takes_it_back(desk: Desk, clock: FakeClock) -> None:
    """Later, sooner, on time again; each is an act of its own, of whoever said it."""
    _book(desk, "10:20", "10:40")
    desk.schedule.note_late("ana", "lee", 25)
    desk.schedule.note_late("ben", "lee", 40)
    assert "11:00" == _expected(desk)["10:20"]
    desk.journal.undo("ana")
    assert "11:00" == _expected(desk)["10:20"]
    desk.journal.redo("ana")
    desk.journal.undo("ben")
    assert "10:45" == _expected(desk)["10:20"]
    clock.set("2026-11-23T10:30")
    assert "Lee is on time again." == desk.schedule.note_late("ben", "lee", 0).sentence
    assert {} == _expected(desk)
    desk.journal.undo("ben")
    assert "10:45" == _expected(desk)["10:20"]


def test_it_ends_with_the_day(desk: Desk, clock: FakeClock) -> None:
    """Tomorrow nobody is late, and yesterday's schedule says nothing of it."""
    _book(desk, "10:40")
    book(desk, register(desk), "2026-11-24T09:00")
    desk.schedule.note_late("ana", "lee", 25)
    on = datetime(2026, 11, 24, tzinfo=MAIN).date()
    assert [None] == [one.expected for one in desk.schedule.day("ana", "main", on).appointments]
    clock.set("2026-11-24T08:50")
    assert {} == _expected(desk)
    assert () == desk.schedule.seen_later("ana")
    yesterday = desk.schedule.day("ana", "main", datetime(2026, 11, 23, tzinfo=MAIN).date())
    assert [None] == [one.expected for one in yesterday.appointments]


def test_timers_and_lateness_go_by_what_is_expected(desk: Desk, clock: FakeClock) -> None:
    """Nobody is late, or a no-show, for a provider who is not there yet."""
    (coming,) = _book(desk, "10:20")
    desk.schedule.note_late("ana", "lee", 25)
    number = coming.appointment.id
    clock.set("2026-11-23T10:50")
    one = desk.schedule.appointment("ana", number)
    told = waiting(one, Policy(), desk.now())
    assert (5, False) == (told.in_step.minutes, told.late)
    assert desk.view("ana").illegal(Verb.NO_SHOW, one)
    here = desk.visits.do("ana", Verb.ARRIVE, number)
    assert "late" not in here.sentence


def test_two_desks_see_it(desk: Desk, store: Store[Reading, Writing], clock: FakeClock) -> None:
    """What one desk notes another reads."""
    _book(desk, "10:40")
    other = Desk(store, clock, Policy(), RoleAuthorization())
    desk.schedule.note_late("ana", "lee", 25)
    assert {"10:40": "10:45"} == _expected(other)


def test_at_another_site_the_same_day_it_is_late_too(desk: Desk, clock: FakeClock) -> None:
    """The provider is one person: what is planned at both sites is one day."""
    clock.set("2026-11-26T09:30")
    book(desk, register(desk, "West"), "2026-11-26T08:30", provider="ito")
    desk.schedule.note_late("ana", "ito", 30)
    (one,) = desk.schedule.seen_later("ana")
    assert "west" == one.scheduled.appointment.site


def test_who_waits_for_somebody_late_is_behind_after_it(desk: Desk) -> None:
    """Ito sits with Lee, who is late, from 10:40 on: what Ito has after it begins later, what is before it does not."""
    _book(desk, "10:20", "11:00", "11:40", "12:20", provider="ito")
    together = BookingRequest(
        patient=register(desk, "Both").id,
        visit_type="fu20",
        provider="lee",
        start=datetime.fromisoformat("2026-11-23T10:40"),
        further=("ito",),
    )
    desk.schedule.book("ana", together)
    concerned = desk.schedule.suppose_late("ana", "lee", 30)
    assert ["10:40", "11:00"] == [_clock(one.scheduled.appointment.start) for one in concerned]
    desk.schedule.note_late("ana", "lee", 30)
    assert {"11:00": "11:10"} == {at: when for at, when in _expected(desk, "ito").items() if at != "10:40"}
    assert "10:50" == _expected(desk)["10:40"]
    assert ["10:40", "11:00"] == [_clock(one.scheduled.appointment.start) for one in desk.schedule.seen_later("ana")]
    desk.schedule.note_late("ana", "lee", 0)
    assert {} == _expected(desk, "ito")


@pytest.mark.parametrize(
    ("provider", "minutes", "error", "says"),
    [
        ("leee", 25, NotFound, "Did you mean 'lee'"),
        ("lee", -5, BadInput, "-5 minutes is no delay"),
        ("lee", 481, BadInput, "481 minutes is no delay"),
        ("lee", 0, BadInput, "Lee is not noted as late today"),
    ],
)
def test_what_is_no_delay_is_refused(
    desk: Desk, provider: str, minutes: int, error: type[Exception], says: str
) -> None:
    """With a sentence, and nothing is noted."""
    with pytest.raises(error, match=says):
        desk.schedule.note_late("ana", provider, minutes)
    assert () == desk.schedule.seen_later("ana")


def test_who_has_no_hours_today_is_not_late(desk: Desk, clock: FakeClock) -> None:
    """On a Saturday; with somebody booked all the same, they can be."""
    clock.set("2026-11-28T09:00")
    with pytest.raises(BadInput, match="Lee has no hours and nobody booked on Sat 28 Nov"):
        desk.schedule.note_late("ana", "lee", 25)
    book(desk, register(desk), "2026-11-28T10:00", site="main", overrides={"C6": "urgent"})
    desk.schedule.note_late("ana", "lee", 25)
    assert {"10:00": "10:25"} == _expected(desk)


def test_who_only_looks_notes_nothing(desk: Desk) -> None:
    """It is a coordinator's."""
    with pytest.raises(NotAllowed, match="note that a provider is late"):
        desk.schedule.note_late("vic", "lee", 25)


def test_bookings_do_not_mind(desk: Desk, smith: Patient) -> None:
    """The plan is the plan: a delay closes no time."""
    desk.schedule.note_late("ana", "lee", 25)
    assert () == book(desk, smith, "2026-11-23T10:20").appointment.overrides


def test_nobody_is_seen_in_the_past(desk: Desk, clock: FakeClock) -> None:
    """Whose turn would have been before now, by the plan and the delay, is seen now at the earliest."""
    clock.set("2026-11-23T08:50")
    for number, start in enumerate(("09:00", "10:00", "10:20")):
        book(desk, register(desk, f"Family{number}"), f"2026-11-23T{start}")
    clock.set("2026-11-23T10:25")
    supposed = desk.schedule.suppose_late("ana", "lee", 25)
    assert ["10:25", "10:25", "10:45"] == [f"{one.scheduled.begins.astimezone(MAIN):%H:%M}" for one in supposed]
    desk.schedule.note_late("ana", "lee", 25)
    assert supposed == desk.schedule.seen_later("ana")
    clock.set("2026-11-23T10:50")
    later = desk.schedule.seen_later("ana")
    assert ["10:50"] * 3 == [f"{one.scheduled.begins.astimezone(MAIN):%H:%M}" for one in later]
