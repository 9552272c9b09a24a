"""Leave, blocks, extra and cancelled sessions from the desk: what opens or closes, who is stranded, who is told?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.calendar.period import Period, whole_days
from core.clinic.dated import ExceptionKind
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, NotAllowed, NotFound, Refused
from core.record_ref import CLINIC
from core.schedule.availability.requests import (
    BlockRequest,
    CancelRequest,
    ExtraRequest,
    LeaveRequest,
    RemovalRequest,
)
from core.schedule.opening import provider_day
from core.schedule.slots.model import SlotSearch
from core.structs import replace
from storage.sqlite.doctor import examine
from tests.clinics import book, register
from tests.desk.asking import booking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.desk import Desk
    from core.patients.model import Patient
    from core.schedule.availability.requests import AvailabilityRequest
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

WEDNESDAY = date(2026, 11, 25)
THURSDAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)
LEAVE_FILE = '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nuntil = 2026-11-27\nkind = "leave"\nnote = "trip"\n'


def days(first: date = WEDNESDAY, last: date | None = None) -> Period:
    """Whole days; one, unless a last one is given."""
    return whole_days(first, last or first)


def hours(start: str, end: str, on: date = WEDNESDAY) -> Period:
    """Hours of one day."""
    begin, finish = (datetime.fromisoformat(f"{on}T{one:0>5}") for one in (start, end))
    return Period(begin, finish if finish > begin else finish + timedelta(days=1))


LEAVE = LeaveRequest("lee", days(WEDNESDAY, date(2026, 11, 27)), note="trip")
BLOCK = BlockRequest("lee", hours("9:30", "10:30"), "team")
CANCEL = CancelRequest("lee", days())
EXTRA = ExtraRequest("lee", hours("9:00", "12:00", SATURDAY), "main")


def open_hours(desk: Desk, on: date = WEDNESDAY, provider: str = "lee", site: str = "main") -> str:
    """'9:00-12:00 13:00-17:00': when the provider is open at the site that day."""
    clinic = desk.clinic()
    place = clinic.sites[site]
    spans = provider_day(clinic, clinic.providers[provider], place, on, now=desk.now()).open_spans()
    return " ".join(f"{one.start.astimezone(place.tz):%-H:%M}-{one.end.astimezone(place.tz):%-H:%M}" for one in spans)


@pytest.fixture
def sound(tmp_path: Path) -> Callable[[], bool]:
    """Asks the doctor, of the database that the desk works on."""
    return lambda: examine(tmp_path / "clinic.db") == ()


@pytest.fixture
def coming(desk: Desk, smith: Patient) -> ScheduledVisit:
    """Smith is booked for Wednesday 10:00 with Lee."""
    return book(desk, smith, "2026-11-25T10:00")


@pytest.mark.parametrize("change", [
    (LEAVE, "Lee is away Wed 25 Nov - Fri 27 Nov (trip).", "", "Lee is away all day: trip."),
    (BLOCK, "Lee is blocked Wed 25 Nov 9:30-10:30: team.", "9:00-9:30 10:30-12:00 13:00-17:00",
     "Lee is blocked 9:30-10:30: team."),
    (CANCEL, "Lee's sessions are cancelled Wed 25 Nov.", "", "Lee's session is cancelled 9:00-12:00."),
    (CancelRequest("lee", hours("9:00", "11:00"), note="fire drill"),
     "Lee's sessions are cancelled Wed 25 Nov 9:00-11:00 (fire drill).", "11:00-12:00 13:00-17:00",
     "Lee's session is cancelled 9:00-11:00: fire drill."),
    (LeaveRequest("lee", hours("9:00", "12:00"), site="main"), "Lee is away Wed 25 Nov 9:00-12:00 at Main Street.",
     "13:00-17:00", "Lee is away 9:00-12:00."),
    (ExtraRequest("lee", hours("13:00", "19:00"), "main", is_instead=True),
     "Lee has a session Wed 25 Nov 13:00-19:00 at Main Street instead of the day's.", "13:00-19:00",
     "Lee's session is cancelled 9:00-12:00."),
])  # fmt: skip
def test_a_change_closes_time_and_lists_whom_it_strands(
    desk: Desk, coming: ScheduledVisit, sound: Callable[[], bool], change: tuple[AvailabilityRequest, str, str, str]
) -> None:
    """The rehearsal says the same and changes nothing; nobody is cancelled; an undo takes it back, a redo brings it."""
    asked, sentence, left, met = change
    tried = desk.schedule.assess_hours("sue", asked)
    assert ("9:00-12:00 13:00-17:00", ()) == (open_hours(desk), desk.schedule.to_move("ana"))
    done = desk.schedule.change_hours("sue", asked)
    told = f"{sentence} 1 booking falls outside and is to be moved."
    assert [told, told] == [tried.sentence, done.sentence]
    assert left == open_hours(desk)
    for found in (tried.stranded, done.stranded, desk.schedule.to_move("ana")):
        assert [coming.appointment] == [one.scheduled.appointment for one in found]
        assert met in [conflict.message for conflict in found[0].conflicts]
    assert f"Undone: {sentence}" == desk.journal.undo("sue").sentence
    assert ("9:00-12:00 13:00-17:00", ()) == (open_hours(desk), desk.schedule.to_move("ana"))
    assert f"Redone: {told}" == desk.journal.redo("sue").sentence
    assert left == open_hours(desk)
    assert sound()


def test_an_extra_session_opens_a_day_and_strands_when_it_goes(desk: Desk, smith: Patient) -> None:
    """Taken back, or cancelled: who was booked in it is to be moved."""
    assert () == desk.schedule.change_hours("sue", EXTRA).stranded
    assert "9:00-12:00" == open_hours(desk, SATURDAY)
    booked = book(desk, smith, "2026-11-28T10:00")
    cancelled = desk.schedule.change_hours("sue", CancelRequest("lee", hours("9:30", "11:00", SATURDAY)))
    assert [booked.appointment.id] == [one.scheduled.appointment.id for one in cancelled.stranded]
    assert "9:00-9:30 11:00-12:00" == open_hours(desk, SATURDAY)
    desk.journal.undo("sue")
    assert "9:00-12:00" == open_hours(desk, SATURDAY)
    assert desk.journal.undo("sue").sentence.endswith("1 booking falls outside and is to be moved.")
    assert [booked.appointment.id] == [one.scheduled.appointment.id for one in desk.schedule.to_move("ana")]


def test_an_extra_session_says_whom_it_takes(desk: Desk, smith: Patient, sound: Callable[[], bool]) -> None:
    """Several at once, of some types: what is left of it says so too, who has no place without it is to be moved."""
    group = replace(EXTRA, capacity=2, overbooks=0, types=("fu20",))
    takes = "2 at once, at most 0 double bookings, only for fu20"
    said = f"Lee has an extra session Sat 28 Nov 9:00-12:00 at Main Street, {takes}."
    assert said == desk.schedule.change_hours("sue", group).sentence
    first, second = (book(desk, smith if at else register(desk, "Jones"), "2026-11-28T10:00") for at in range(2))
    assert (2, 2) == (first.appointment.seats, second.appointment.seats)
    third = booking(register(desk, "Bell"), "2026-11-28T10:00")
    assert ["C7", "C7"] == [one.rule for one in desk.schedule.assess("ana", third).conflicts]
    openings = desk.schedule.openings("ana", SlotSearch("fu20", providers=("lee",), first=SATURDAY, limit=10))
    assert ["9:40", "10:20"] == [f"{one.start - timedelta(hours=5):%-H:%M}" for one in openings[8:]]
    desk.schedule.change_hours("sue", CancelRequest("lee", hours("11:00", "12:00", SATURDAY)))
    (left,) = [one for one in desk.clinic().exceptions if one.on == SATURDAY]
    assert (group.capacity, group.overbooks, group.types) == left.says
    desk.journal.undo("sue")
    with pytest.raises(Refused, match="Take that away first"):
        desk.schedule.change_hours("sue", replace(EXTRA, period=hours("9:00", "13:00", SATURDAY)))
    undone = desk.journal.undo("sue")
    assert 2 == len(desk.schedule.to_move("ana")), undone.sentence
    desk.schedule.change_hours("sue", EXTRA)
    (found,) = desk.schedule.to_move("ana")
    assert ["C3"] == [conflict.rule for conflict in found.conflicts]
    assert sound()


def test_a_cancelled_extra_session_leaves_no_cancellation_behind(desk: Desk) -> None:
    """It goes, and may come again."""
    for _ in range(2):
        desk.schedule.change_hours("sue", EXTRA)
        desk.schedule.change_hours("sue", CancelRequest("lee", days(SATURDAY)))
    assert [] == [one for one in desk.clinic().exceptions if one.provider == "lee"]


def test_a_cancelled_session_comes_back_by_an_extra_one(desk: Desk) -> None:
    """At its own hours or others; another cancellation takes that away again."""
    desk.schedule.change_hours("sue", CANCEL)
    desk.schedule.change_hours("sue", ExtraRequest("lee", hours("10:00", "11:00"), "main"))
    assert "10:00-11:00" == open_hours(desk)
    desk.schedule.change_hours("sue", CANCEL)
    assert "" == open_hours(desk)
    with pytest.raises(Refused):
        desk.schedule.change_hours("sue", CANCEL)


@pytest.mark.parametrize(("asked", "kind", "said"), [
    (LeaveRequest("lee", days(date(2026, 11, 20))), BadInput, "Fri 20 Nov is over. Name a time to come."),
    (LeaveRequest("lee", hours("9:00", "10:20", date(2026, 11, 23))), BadInput, "Mon 23 Nov 9:00-10:20 is over."),
    (LeaveRequest("lea", days()), NotFound, "There is no provider 'lea'."),
    (LeaveRequest("lee", days(), site="north"), NotFound, "There is no site 'north'."),
    (LeaveRequest("novak", days(date(2026, 11, 24))), Refused, "Not done: Novak is away then already: leave 1."),
    (BlockRequest("lee", hours("9:00", "10:00"), types=("fu21",)), NotFound, "There is no visit type 'fu21'."),
    (BlockRequest("lee", hours("9:00", "10:00"), release_hours=48), BadInput, "would be open by now"),
    (BlockRequest("lee", hours("9:00", "10:00"), release_hours=-1), BadInput, "opens 0 to 8760 hours"),
    (BlockRequest("ito", hours("10:00", "12:00", date(2026, 11, 24))), Refused, "Number 2 begins then too"),
    (CancelRequest("lee", days(SATURDAY)), Refused, "Lee has no session Sat 28 Nov that could be cancelled."),
    (CancelRequest("lee", hours("12:00", "13:00")), Refused, "Lee has no session Wed 25 Nov 12:00-13:00"),
    (CancelRequest("lee", days(WEDNESDAY, date(2027, 12, 31))), BadInput, "Sessions of 366 days at most"),
    (ExtraRequest("lee", hours("9:00", "12:00"), "main"), Refused, "Lee has a session then already."),
    (ExtraRequest("lee", days(SATURDAY, SATURDAY + timedelta(days=1)), "main"), BadInput, "within one day"),
    (ExtraRequest("ito", hours("9:00", "12:00", SATURDAY)), BadInput, "Say at which site the extra session is: main"),
    (ExtraRequest("ito", hours("16:00", "18:00", THURSDAY), "main"), Refused,
     "Ito works at West Side then (8:00-16:00)."),
    (ExtraRequest("novak", hours("17:00", "19:00", date(2026, 11, 24)), "west"), Refused,
     "Novak would still not be open then: leave."),
    (ExtraRequest("lee", hours("2:00", "3:00", date(2027, 3, 14)), "main"), BadInput, "the clocks go forward then"),
    (RemovalRequest(99), NotFound, "There is no block, leave or changed session 99"),
    (RemovalRequest(0), NotFound, "There is no block, leave or changed session 0"),
])  # fmt: skip
def test_what_cannot_be_is_said(desk: Desk, asked: AvailabilityRequest, kind: type[ClinicdeskError], said: str) -> None:
    """In the rehearsal as when it is done, and nothing is changed."""
    before = desk.clinic()
    for do in (desk.schedule.assess_hours, desk.schedule.change_hours):
        with pytest.raises(kind) as caught:
            do("sue", asked)
        assert said in caught.value.sentence
    assert before is desk.clinic()


@pytest.mark.parametrize("asked", [LEAVE, BLOCK, CANCEL, EXTRA, RemovalRequest(2)])
@pytest.mark.parametrize("who", ["ana", "vic", "eve"])
def test_only_a_supervisor_changes_hours(desk: Desk, asked: AvailabilityRequest, who: str) -> None:
    """Nor is anybody else told whom it would strand."""
    for do in (desk.schedule.assess_hours, desk.schedule.change_hours):
        with pytest.raises(NotAllowed):
            do(who, asked)


def test_who_is_supervisor_no_more_takes_nothing_back(desk: Desk) -> None:
    """An undo is as much a change as what it takes back; so is a redo."""
    desk.schedule.change_hours("sue", LEAVE)
    roles = '[[user]]\nname = "sue"\nroles = ["coordinator"]\n[[user]]\nname = "ben"\nroles = ["supervisor"]\n'
    desk.set_up("sue", roles, place="roles.toml")
    with pytest.raises(NotAllowed, match="may not change when providers work"):
        desk.journal.undo("sue")
    desk.set_up("ben", roles.replace('["coordinator"]', '["supervisor"]'), place="roles.toml")
    desk.journal.undo("sue")
    desk.set_up("ben", roles, place="roles.toml")
    with pytest.raises(NotAllowed, match="may not change when providers work"):
        desk.journal.redo("sue")


def test_a_longer_leave_takes_the_place_of_one_that_begins_with_it(desk: Desk) -> None:
    """A set-up file would mean both by one name. Both come back when it is undone, and a part of it is told."""
    desk.schedule.change_hours("sue", LeaveRequest("lee", days()))
    desk.schedule.change_hours("sue", LEAVE)
    assert [("trip", date(2026, 11, 27))] == [(one.note, one.until) for one in desk.clinic().exceptions_of["lee"]]
    with pytest.raises(Refused, match="Lee is away then already: leave 4"):
        desk.schedule.change_hours("sue", LeaveRequest("lee", days(THURSDAY)))
    desk.journal.undo("sue")
    assert [("", None)] == [(one.note, one.until) for one in desk.clinic().exceptions_of["lee"]]


@pytest.mark.parametrize("number", [1, 2])
def test_what_a_file_set_up_is_taken_away_at_the_desk(desk: Desk, number: int, sound: Callable[[], bool]) -> None:
    """A leave or a block, and brought back by an undo as it was."""
    before = desk.clinic().dated
    told = desk.schedule.change_hours("sue", RemovalRequest(number))
    assert told.sentence.startswith("Taken away: ")
    assert len(before) - 1 == len(desk.clinic().dated)
    desk.journal.undo("sue")
    assert set(before) == set(desk.clinic().dated)
    assert sound()


def test_two_desks_take_one_block_away(desk: Desk) -> None:
    """The second is told that it is gone; a number never comes to mean another."""
    desk.schedule.change_hours("sue", BLOCK)
    (number,) = (one.number for one in desk.clinic().blocks_of["lee"])
    desk.schedule.change_hours("sue", RemovalRequest(number))
    desk.schedule.change_hours("sue", BLOCK)
    with pytest.raises(NotFound, match=f"changed session {number}: it was taken away"):
        desk.schedule.change_hours("sue", RemovalRequest(number))


def test_an_undo_tells_who_was_first(desk: Desk, clock: FakeClock) -> None:
    """Somebody took the block away meanwhile, or a file changed it; once that is taken back, the undo is free."""
    desk.set_up("sue", '[[user]]\nname = "ben"\nroles = ["supervisor"]\n', place="ben.toml")
    desk.schedule.change_hours("sue", BLOCK)
    clock.forward(minutes=2)
    desk.schedule.change_hours("ben", RemovalRequest(desk.clinic().blocks_of["lee"][0].number))
    with pytest.raises(ChangedElsewhere, match=r"Taken away: Lee is blocked .* \(ben, at 10:22\)"):
        desk.journal.undo("sue")
    desk.journal.undo("ben")
    desk.journal.undo("sue")
    assert "lee" not in desk.clinic().blocks_of
    desk.journal.redo("sue")
    file = '[[block]]\nprovider = "lee"\nstart = "2026-11-25T09:30"\nend = "2026-11-25T11:00"\nkind = "team"\n'
    desk.set_up("ben", file, place="longer.toml")
    with pytest.raises(ChangedElsewhere, match=r"Set up the clinic: .* \(ben, at 10:22\)"):
        desk.journal.undo("sue")


def test_acts_on_one_leave_are_taken_back_and_done_again_in_their_order(desk: Desk, sound: Callable[[], bool]) -> None:
    """As often as one likes: what was itself taken back stands in nobody's way."""
    desk.schedule.change_hours("sue", LeaveRequest("lee", days()))
    desk.schedule.change_hours("sue", LEAVE)
    desk.schedule.change_hours("sue", RemovalRequest(desk.clinic().exceptions_of["lee"][0].number))
    seen = []
    for _ in range(2):
        for step in (desk.journal.undo, desk.journal.redo):
            for _ in range(3):
                step("sue")
                seen.append(open_hours(desk, THURSDAY))
    opened = "9:00-12:00 13:00-17:00"
    assert ["", opened, opened, opened, "", opened] * 2 == seen
    assert sound()


def test_a_file_neither_drops_nor_doubles_what_was_made_at_the_desk(desk: Desk) -> None:
    """What it leaves out stays, what it says too is the same one, and it takes away what it retires."""
    desk.schedule.change_hours("sue", LEAVE)
    (made,) = desk.clinic().exceptions_of["lee"]
    other = '[[holiday]]\nsite = "main"\ndate = 2026-12-25\nname = "Christmas"\n'
    desk.set_up("sue", other, place="other.toml")
    assert (made,) == desk.clinic().exceptions_of["lee"]
    report = desk.set_up("sue", LEAVE_FILE, place="same.toml")
    assert (1, 0) == (report.unchanged["exception"], report.added["exception"])
    assert [made.number] == [one.number for one in desk.clinic().exceptions_of["lee"]]
    report = desk.set_up("sue", LEAVE_FILE + "retired = true\n", place="back.toml")
    assert 1 == report.retired["exception"]
    assert "lee" not in desk.clinic().exceptions_of


def test_a_file_is_taken_back_by_no_undo(desk: Desk) -> None:
    """It is run again instead; what was done at the desk before it still is."""
    desk.schedule.change_hours("sue", BLOCK)
    desk.set_up("sue", LEAVE_FILE, place="leave.toml")
    assert "Undone: Lee is blocked Wed 25 Nov 9:30-10:30: team." == desk.journal.undo("sue").sentence
    with pytest.raises(NotFound, match="nothing of yours to undo"):
        desk.journal.undo("sue")
    assert ExceptionKind.LEAVE is desk.clinic().exceptions_of["lee"][0].kind


def test_the_journal_says_what_was_changed(desk: Desk) -> None:
    """Row by row, of the act and of what took it back."""
    desk.schedule.change_hours("sue", LEAVE)
    desk.journal.undo("sue")
    told = [(entry.verb, entry.sentence) for entry in desk.journal.entries_on("sue", CLINIC)[-2:]]
    said = "Lee is away Wed 25 Nov - Fri 27 Nov (trip)."
    assert [("leave", said), ("undo", f"Undone: {said}")] == told
    done, undone = (
        desk.journal.setup_changes("sue", entry.id) for entry in desk.journal.entries_on("sue", CLINIC)[-2:]
    )
    assert ["session_exception"] == [one.kind for one in done]
    assert (done[0].before, done[0].after) == (undone[0].after, undone[0].before)


def test_who_books_in_between_meets_the_change(desk: Desk, smith: Patient) -> None:
    """A leave that came first is a rule for the booking; a booking that came first is stranded by the leave."""
    desk.schedule.change_hours("sue", LEAVE)
    with pytest.raises(Refused, match="Lee is away all day: trip"):
        book(desk, smith, "2026-11-25T10:00")


def test_what_was_booked_for_a_reason_stays(desk: Desk, smith: Patient) -> None:
    """Somebody who came on a day off with a reason is not stranded by a leave that says the same."""
    desk.schedule.change_hours("sue", LEAVE)
    book(desk, smith, "2026-11-25T10:00", overrides={"C6": "provider-asked"})
    assert () == desk.schedule.to_move("ana")
    assert () == desk.schedule.assess_hours("sue", RemovalRequest(3)).stranded


@pytest.mark.parametrize("opens", ["undo", "take away"])
def test_nobody_comes_to_be_at_two_sites_at_once(desk: Desk, opens: str) -> None:
    """Whoever gave the time back finds that somebody used it elsewhere: it stays away, and that is said."""
    desk.set_up("sue", '[[user]]\nname = "ben"\nroles = ["supervisor"]\n', place="ben.toml")
    desk.schedule.change_hours("sue", CANCEL if opens == "undo" else LeaveRequest("lee", days(), site="main"))
    number = desk.clinic().exceptions_of["lee"][0].number
    desk.schedule.change_hours("ben", ExtraRequest("lee", hours("9:00", "11:00"), "west"))
    before = desk.clinic().dated
    undo, remove = (lambda: desk.journal.undo("sue")), lambda: desk.schedule.change_hours("sue", RemovalRequest(number))
    with pytest.raises(Refused, match=r"^Not (undone|done): Lee works at West Side then \(9:00-11:00\)\.$"):
        (undo if opens == "undo" else remove)()
    assert before == desk.clinic().dated
    desk.journal.undo("ben")
    desk.journal.undo("sue")
    assert "9:00-12:00 13:00-17:00" == open_hours(desk)


def test_who_is_at_two_sites_by_a_file_is_not_held_back(desk: Desk) -> None:
    """A change that makes it no worse is done."""
    weekly = 'site = "main"\ndays = ["sat"]\nfrom = "09:00"\nto = "12:00"\n'
    extra = 'site = "west"\ndate = 2026-11-28\nkind = "extra"\nfrom = "08:30"\nto = "10:00"\n'
    of = 'provider = "novak"\n'
    desk.set_up("sue", f"[[session]]\n{of}{weekly}[[exception]]\n{of}{extra}", place="both.toml")
    desk.schedule.change_hours("sue", LeaveRequest("novak", hours("11:00", "12:00", SATURDAY)))
    assert "9:00-11:00" == open_hours(desk, SATURDAY, "novak")
