"""Is time that somebody works on, or holds by name, kept from others, and never for longer than it should be?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copy, copytree
from typing import TYPE_CHECKING, Final

import pytest

from core.access.roles import RoleAuthorization
from core.calendar.interval import Interval
from core.calendar.recurrence import read_rule
from core.desk import Desk
from core.errors import BadInput, NotAllowed, NotFound, Refused
from core.schedule import early_check
from core.schedule.holds.use_cases import HoldRequest, OpenTime
from core.schedule.model.linked import Scope
from core.schedule.model.visit import ScheduledVisit
from core.schedule.series.requests import SeriesRequest
from core.schedule.slots.model import SlotSearch
from core.settings.model import Policy
from core.structs import replace
from core.visits.state import Verb
from storage.sqlite.backup import backup
from storage.sqlite.doctor import examine
from storage.store import SqliteStore
from tests.clinics import MAIN, SETUP, USERS, book, make_desk, register
from tests.desk.asking import booking, moving, refused, rules_met, status_of
from tests.desk.conftest import MORE_USERS

if TYPE_CHECKING:
    from core.patients.model import Patient
    from core.schedule.model.hold import Hold
    from tests.clinics import FakeClock

TEN: Final = datetime(2026, 11, 24, 10, tzinfo=MAIN).astimezone(UTC)
SPAN: Final = Interval(TEN, TEN + timedelta(minutes=20))
OPEN: Final = OpenTime("lee", "main", SPAN)
MINUTE: Final = timedelta(minutes=1)
PAIRS: Final = """
[[provider]]
code = "kim"
name = "Kim, Jo MD"

[[session]]
provider = "kim"
site = "main"
days = ["tue"]
from = "09:00"
to = "12:00"
capacity = 2
"""
REQUEST: Final = HoldRequest("lee", TEN, 20, note="calls back")


def desk_at(store: SqliteStore, clock: FakeClock) -> Desk:
    """Another desk over that store: a process of its own as far as holds are concerned."""
    return Desk(store, clock, Policy(), RoleAuthorization())


@pytest.fixture
def other(desk: Desk, tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    """Ben's desk."""
    assert desk.now() == clock.now()
    with SqliteStore(tmp_path / "clinic.db") as store:
        yield desk_at(store, clock)


def kept_open(desk: Desk, actor: str = "ana", time: OpenTime = OPEN, held: Hold | None = None) -> Hold:
    """The hold of a question at that desk."""
    taken = desk.holds.keep_open(actor, time, held)
    assert taken is not None
    return taken


def held_from(desk: Desk) -> list[tuple[str, datetime]]:
    """With whom time is held, and from when on."""
    return [(one.provider, one.span.start) for one in desk.holds.live("ana")]


def test_another_meets_it_and_goes_over_it_with_a_reason(desk: Desk, other: Desk, smith: Patient) -> None:
    """The reserved slot is taken by nobody without a word (Cal.com #23974); what is urgent is booked all the same."""
    kept_open(desk)
    refusal = refused(lambda: other.schedule.book("ben", booking(smith)))

    assert [("C8", "ana holds 10:00-10:20 with Lee until 10:23.")] == [
        (one.rule, one.message) for one in refusal.conflicts
    ]
    booked = book(other, smith, "2026-11-24T10:00", overrides={"C8": "urgent"}, actor="ben")
    assert ["C8"] == [one.rule for one in booked.appointment.overrides]


def test_the_holders_own_booking_passes(desk: Desk, other: Desk, smith: Patient) -> None:
    """At whichever desk."""
    kept_open(desk)
    assert not other.schedule.assess("ana", booking(smith)).conflicts
    book(desk, smith, "2026-11-24T10:00", actor="ana")


@pytest.mark.parametrize("end", ["left", "time"])
def test_it_goes_with_the_question_or_with_time(
    desk: Desk, other: Desk, smith: Patient, clock: FakeClock, end: str
) -> None:
    """Left, or three minutes after the last key."""
    held = kept_open(desk)
    if end == "left":
        desk.holds.let_go("ana", held)
    else:
        clock.forward(minutes=2.9)
        assert ["C8"] == rules_met(lambda: other.schedule.book("ben", booking(smith)))
        clock.forward(minutes=0.1)
    assert () == other.holds.live("ben")
    book(other, smith, "2026-11-24T10:00", actor="ben")


def test_it_is_extended_and_moves_with_the_question(desk: Desk, other: Desk, clock: FakeClock) -> None:
    """One question has one hold, under one number."""
    held = kept_open(desk)
    clock.forward(minutes=2)
    later = OpenTime("lee", "main", Interval(TEN + timedelta(hours=1), TEN + timedelta(hours=2)))
    moved = kept_open(desk, time=later, held=held)
    assert (held.number, clock.now() + timedelta(minutes=3)) == (moved.number, moved.until)
    assert [later.span] == [one.span for one in other.holds.live("ben")]


def test_two_who_ask_for_one_time_hold_it_once(desk: Desk, other: Desk) -> None:
    """The second has none, and sees whose it is."""
    kept_open(desk)
    assert other.holds.keep_open("ben", OPEN, None) is None
    assert ["ana"] == [one.by for one in other.holds.live("ben")]


def test_two_hold_it_once_whenever_the_second_began_to_read(desk: Desk, other: Desk) -> None:
    """What ben did just before he asked is not seen yet at ana's desk, and his hold is met all the same."""
    with desk.snapshot("ana"):
        assert () == desk.holds.live("ana")
        register(other, "Jones", actor="ben")
        kept_open(other, "ben")
        assert desk.holds.keep_open("ana", OPEN, None) is None
        with pytest.raises(Refused, match="ben holds 10:00-10:20 with Lee"):
            desk.holds.hold("ana", REQUEST)


def test_the_day_shows_it_at_every_other_desk(desk: Desk, other: Desk) -> None:
    """The desk that asks has its question in front of it."""
    kept_open(desk)
    assert ["ana"] == [one.by for one in other.schedule.day("ben", "main", date(2026, 11, 24)).holds]
    assert () == desk.schedule.day("ana", "main", date(2026, 11, 24)).holds
    assert () == other.schedule.day("ben", "main", date(2026, 11, 25)).holds


def test_by_name_it_lasts_as_long_as_the_settings_say(
    desk: Desk, other: Desk, smith: Patient, clock: FakeClock
) -> None:
    """And no longer than the time itself."""
    held, said = desk.holds.hold("ana", REQUEST)
    assert SPAN.end == held.until
    assert "Held Lee Tue 24 Nov 10:00 to 10:20 until Tue 24 Nov 10:20 for calls back." == said
    clock.at = TEN - timedelta(minutes=1)
    assert ["C8"] == rules_met(lambda: other.schedule.book("ben", booking(smith)))
    far, _ = desk.holds.hold("ana", HoldRequest("lee", TEN + timedelta(days=7), 20))
    assert clock.now() + timedelta(hours=24) == far.until


def test_the_same_time_held_again_is_held_longer(desk: Desk, other: Desk, clock: FakeClock) -> None:
    """One hold, at whichever desk, so that one release frees it; nothing said of it for whom keeps what was said."""
    first, _ = desk.holds.hold("ana", replace(REQUEST, until=clock.now() + timedelta(hours=1)))
    clock.forward(minutes=30)
    again, _ = other.holds.hold("ana", replace(REQUEST, note=""))
    assert [again] == list(desk.holds.live("ana"))
    assert (first.number, first.since, "calls back") == (again.number, again.since, again.note)
    assert again.until > first.until
    longer, _ = desk.holds.hold("ana", replace(REQUEST, minutes=40))
    assert [again.number, longer.number] == [one.number for one in desk.holds.live("ana")]


def test_of_two_places_each_is_held_by_itself(pairs: Desk) -> None:
    """For two who are told by their notes; the one held again is still one."""
    for note in ("Smith", "Jones", "Smith"):
        pairs.holds.hold("ana", HoldRequest("kim", TEN, 20, note=note))
    assert {"Smith", "Jones"} == {one.note for one in pairs.holds.live("ana")}
    assert 2 == len(pairs.holds.live("ana"))


def test_who_holds_by_name_books_it_and_it_has_served(desk: Desk, smith: Patient) -> None:
    """Nothing is left to be released."""
    desk.holds.hold("ana", REQUEST)
    book(desk, smith, "2026-11-24T10:00", actor="ana")
    assert () == desk.holds.live("ana")


def test_it_has_served_whatever_books_it_among_others(desk: Desk, smith: Patient) -> None:
    """A series, a chain, and several that are moved together: each visit takes what was held for it, others' stay."""
    weeks = SeriesRequest(booking(smith), read_rule("FREQ=WEEKLY;COUNT=2"))
    at = [TEN + timedelta(days=7), TEN + timedelta(days=1), TEN + timedelta(days=8)]
    for start in at:
        desk.holds.hold("ana", HoldRequest("lee", start, 20))
    desk.holds.hold("ben", HoldRequest("ito", at[0], 20))

    first, _ = desk.schedule.book_series("ana", weeks).all_of(ScheduledVisit)
    assert [("lee", at[1]), ("ito", at[0]), ("lee", at[2])] == held_from(desk)
    desk.schedule.move_together("ana", moving(first, "2026-11-25T10:00"), Scope.ALL)
    assert [("ito", at[0])] == held_from(desk)

    desk.holds.hold("ana", HoldRequest("lee", TEN, 20))
    chain = [booking(smith), booking(smith, "2026-11-24T10:20")]
    desk.schedule.book_chain("ana", chain, {})
    assert [("ito", at[0])] == held_from(desk)


def test_ones_own_hold_closes_none_of_what_frees_a_start(desk: Desk, smith: Patient) -> None:
    """Neither another time nor where the one in the way could go; for another both are closed."""
    book(desk, register(desk, "Jones"), "2026-11-24T10:00")
    desk.holds.hold("ana", HoldRequest("lee", TEN - timedelta(minutes=20), 20))
    desk.holds.hold("ana", HoldRequest("lee", TEN + timedelta(minutes=20), 20))
    own, of_another = (
        [one.change for one in desk.schedule.why(who, booking(smith, "2026-11-24T10:10")).relaxations]
        for who in ("ana", "ben")
    )
    assert [
        "Start on Tue 24 Nov 9:40.",
        "Start on Tue 24 Nov 10:20.",
        "Move Jones, John from Tue 24 Nov 10:00 to Tue 24 Nov 9:50.",
    ] == own[:3]
    assert not set(own[:3]) & set(of_another)


def test_time_that_another_holds_is_not_among_the_openings(desk: Desk, other: Desk, smith: Patient) -> None:
    """One's own is; and where somebody else's visit may be moved to as well."""
    search = SlotSearch("fu20", patient=smith.id, providers=("lee",), first=date(2026, 11, 24), limit=1000)
    kept_open(desk)

    def openings(at: Desk, actor: str) -> set[datetime]:
        return {one.start for one in at.schedule.openings(actor, search)}

    assert TEN in openings(desk, "ana")
    closed = openings(desk, "ana") - openings(other, "ben")
    assert {TEN + minutes * MINUTE for minutes in (-15, -10, -5, 0, 5, 10, 15)} == closed


@pytest.fixture
def pairs(tmp_path: Path, clock: FakeClock) -> Desk:
    """A desk of a clinic whose Kim sees two at once on Tuesdays."""
    return make_desk(tmp_path, clock=clock, setup=SETUP + USERS + MORE_USERS + PAIRS)


def test_where_two_are_seen_at_once_two_in_a_row_leave_a_place(pairs: Desk) -> None:
    """As many are held as at once, not as overlap: a third at once is one too many."""
    for start in (TEN, TEN + 20 * MINUTE):
        kept_open(pairs, "ben", OpenTime("kim", "main", Interval(start, start + 20 * MINUTE)))
    long = HoldRequest("kim", TEN, 40)
    assert Interval(TEN, TEN + 40 * MINUTE) == pairs.holds.hold("ana", long)[0].span
    with pytest.raises(Refused, match="ben holds 10:00-10:20"):
        pairs.holds.hold("sue", long)


def test_a_booking_and_a_hold_fill_two_places(pairs: Desk) -> None:
    """Whichever way the third asks; the visit that is moved leaves its own place."""
    booked = book(pairs, register(pairs, "Jones"), "2026-11-24T10:00", provider="kim", actor="ben")
    pairs.holds.hold("ben", HoldRequest("kim", TEN, 20))
    with pytest.raises(Refused, match="ben holds 10:00-10:20"):
        pairs.holds.hold("ana", HoldRequest("kim", TEN, 20))
    time = OpenTime("kim", "main", Interval(TEN, TEN + 20 * MINUTE))
    assert pairs.holds.keep_open("ana", time, None) is None
    assert pairs.holds.keep_open("ana", replace(time, moving=booked.appointment.id), None)


def test_what_is_gone_over_is_still_held(desk: Desk, other: Desk, smith: Patient) -> None:
    """The booking over it is taken back, and the time is ana's as before."""
    desk.holds.hold("ana", REQUEST)
    book(other, smith, "2026-11-24T10:00", overrides={"C8": "urgent"}, actor="ben")
    other.journal.undo("ben")
    assert ["ana"] == [one.by for one in other.holds.live("ben")]


def test_release(desk: Desk, other: Desk) -> None:
    """One's own, another's by a supervisor, that of an open question by nobody, and none twice."""
    held, _ = desk.holds.hold("ana", REQUEST)
    with pytest.raises(NotAllowed, match="ana holds that time"):
        other.holds.release("ben", held.number)
    other.holds.release("sue", held.number)
    with pytest.raises(NotFound):
        other.holds.release("sue", held.number)
    question = kept_open(desk)
    with pytest.raises(Refused, match="question open"):
        other.holds.release("sue", question.number)
    assert held.number < question.number


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (HoldRequest("lee", datetime(2026, 11, 20, 10), 20), "is over"),
        (HoldRequest("lee", datetime(2026, 11, 23, 10), 20), "is over"),
        (HoldRequest("lee", datetime(2026, 11, 24, 9), 20), "Lee has somebody 9:00-9:20"),
        (HoldRequest("lee", datetime(2026, 11, 24, 9, 15), 5), "Lee has somebody 9:15-9:20"),
        (HoldRequest("lee", datetime(2026, 11, 24, 11, 10), 20), "ben holds 11:00-11:20 with Lee"),
        (HoldRequest("nobody", TEN, 20), "nobody"),
        (HoldRequest("lee", TEN, 0), "0 minutes"),
        (HoldRequest("lee", TEN, 721), "721 minutes"),
        (HoldRequest("lee", datetime(2027, 3, 14, 2, 30), 20, site="main"), "does not exist"),
        (HoldRequest("lee", datetime(2027, 11, 7, 1, 30), 20, site="main"), "happens twice"),
        (HoldRequest("lee", TEN, 20, until=datetime(2026, 11, 23, 10)), "over already"),
    ],
)
def test_what_cannot_be_held_is_refused(desk: Desk, smith: Patient, request_: HoldRequest, sentence: str) -> None:
    """With a sentence that says why."""
    book(desk, smith, "2026-11-24T09:00")
    desk.holds.hold("ben", HoldRequest("lee", datetime(2026, 11, 24, 11), 20))
    with pytest.raises((Refused, BadInput, NotFound), match=sentence):
        desk.holds.hold("ana", request_)


def test_a_move_and_time_that_is_taken_again_meet_it(desk: Desk, other: Desk, smith: Patient) -> None:
    """Every way to the time passes the same rule."""
    booked = book(desk, smith, "2026-11-24T10:00", actor="ben")
    desk.visits.do("ben", Verb.CANCEL, booked.appointment.id, reason="sick")
    kept_open(desk)
    assert ["C8"] == rules_met(lambda: other.journal.undo("ben"))
    elsewhere = book(other, register(desk, "Jones"), "2026-11-24T11:00", actor="ben")
    assert "C8" in rules_met(lambda: other.schedule.move("ben", moving(elsewhere, "2026-11-24T10:00")))
    other.schedule.move("ben", moving(elsewhere, "2026-11-24T10:00", overrides={"C8": "urgent"}))
    assert "booked" == status_of(other, elsewhere).value


def test_a_hold_that_comes_between_check_and_turn_is_met(
    desk: Desk, other: Desk, smith: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked before the turn to write holds only while nobody took the time."""
    check = early_check.check_early

    def then_held(*values: object) -> object:
        found = check(*values)  # type: ignore[arg-type]
        kept_open(other, "ben")
        return found

    monkeypatch.setattr("core.schedule.booking.check_early", then_held)
    assert ["C8"] == rules_met(lambda: desk.schedule.book("ana", booking(smith)))


def test_a_clinic_that_was_copied_or_put_back_holds_nothing(
    desk: Desk, store: SqliteStore, smith: Patient, tmp_path: Path, clock: FakeClock
) -> None:
    """Its desks are others, and its numbers may be other people's."""
    before = tmp_path / "before.db"
    backup(tmp_path / "clinic.db", before)
    book(desk, smith, "2026-11-24T09:00")
    desk.holds.hold("ana", REQUEST)
    moved = copytree(tmp_path, tmp_path.with_name("copied"))
    with SqliteStore(moved / "clinic.db") as copied:
        assert () == desk_at(copied, clock).holds.live("ana")
    assert ["ana"] == [one.by for one in desk.holds.live("ben")]
    store.close()
    copy(before, tmp_path / "clinic.db")  # over the file itself, which keeps its number
    for end in ("-wal", "-shm"):
        (tmp_path / f"clinic.db{end}").unlink(missing_ok=True)
    with SqliteStore(tmp_path / "clinic.db") as put_back:
        assert () == desk_at(put_back, clock).holds.live("ana")


def test_it_is_no_part_of_the_clinic(desk: Desk, tmp_path: Path) -> None:
    """No journal has it, no undo takes it back, no backup holds it, and the doctor finds nothing."""
    held, _ = desk.holds.hold("ana", REQUEST)
    with pytest.raises(NotFound):
        desk.journal.undo("ana")
    desk.holds.release("ana", held.number)
    kept_open(desk)
    assert () == examine(tmp_path / "clinic.db")
