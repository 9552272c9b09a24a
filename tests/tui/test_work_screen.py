"""Does the work screen list what must not be forgotten, and lead to where it is put right?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from core.coverage.model import EnrolmentState, How
from core.coverage.verifying import Found
from core.record_ref import AppointmentId, RecordRef
from core.visits.state import Verb
from tests.clinics import book, register
from tests.command_line import CommandLine, filled
from tests.insured import PAYERS
from tests.open_desk import play
from tui.bootstrap import opened
from tui.screens.work_lists import WorkLists
from tui.screens.work_names import WorkList
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk

BORN = ("--birth-date", "1984-03-14", "--anyway")
FOLLOW_UP = ("--type", "fu20", "--provider", "lee")
NOW = "2026-11-24T09:00"
LEAVE = '[[exception]]\nprovider = "lee"\ndate = 2026-11-25\nkind = "leave"\n'


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Smith and Jones are booked for Lee's leave on Wednesday, and Smith was left in R1 on Monday."""
    database = filled(
        tmp_path / "clinic.db",
        ("patient", "add", "--family", "Smith", "--given", "John", *BORN),
        ("patient", "add", "--family", "Jones", "--given", "Ann", *BORN),
        ("book", "--patient", "100001", *FOLLOW_UP, "--start", "2026-11-25T10:00"),
        ("book", "--patient", "100002", *FOLLOW_UP, "--start", "2026-11-25T11:00"),
        ("book", "--patient", "100001", *FOLLOW_UP, "--start", "2026-11-23T10:40"),
        ("check-in", "3", "--verified", "identity", "--verified", "demographics"),
        ("room", "3"),
    )
    line = CommandLine(database, capsys)
    (tmp_path / "leave.toml").write_text(LEAVE)
    assert 0 == line("setup", tmp_path / "leave.toml").code
    return line


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_the_lists_and_their_counts(work: CommandLine, size: tuple[int, int]) -> None:
    """What is the matter stands in words, in the row and below; brackets turn the list, and a check-out closes."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("to be moved 2  left open 1")
        await desk.wait_for("Wed 25 Nov 10:00")
        await desk.wait_for("Lee is away all day.")
        await desk.press("right_square_bracket")
        await desk.wait_for("roomed R1 Mon 23 Nov 10:20")
        await desk.press("o")
        await desk.wait_for("to be moved 2  left open 0")
        await desk.wait_for("Smith, John checked out")

    play(work.database, journey, now=NOW, size=size)


def test_it_opens_where_there_is_something_to_do(work: CommandLine) -> None:
    """On the first list that has rows; coming back, on the one that was left, unless nothing is left of it."""

    async def comes_back(desk: OpenDesk) -> None:
        await desk.press("f5", "right_square_bracket")
        await desk.wait_for("roomed R1 Mon 23 Nov 10:20")
        await desk.press("f2", "f5")
        await desk.wait_for("roomed R1 Mon 23 Nov 10:20")
        await desk.press("left_square_bracket", "x", *"o", "enter")
        await desk.wait_for("to be moved 1")
        await desk.strike_all("x", "o", "enter", gap=1.2)
        await desk.wait_for("to be moved 0")
        await desk.press("f2", "f5")
        await desk.wait_for("roomed R1 Mon 23 Nov 10:20")

    async def opens(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("roomed R1 Mon 23 Nov 10:20")
        await desk.strike_all("o", gap=1.2)
        await desk.wait_for("Smith, John checked out")

    play(work.database, comes_back, now=NOW)
    play(work.database, opens, now=NOW)


def test_enter_shows_it_on_the_schedule_and_moving_takes_it_off(work: CommandLine) -> None:
    """`m` asks where to on the schedule, and the way back finds the list shorter, the cursor on the next."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "enter")
        await desk.wait_for("Wed 25 Nov 2026")
        await desk.press("minus")
        await desk.wait_for("to be moved 2")
        await desk.press("m")
        await desk.wait_for("to:")
        await desk.type("thu 10:00")
        await desk.press("enter")
        await desk.wait_for("Moved Smith, John")
        await desk.press("f5")
        await desk.wait_for("to be moved 1")

    play(work.database, journey, now=NOW)


def test_a_change_elsewhere_is_seen_at_once(work: CommandLine) -> None:
    """The list follows from what is."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("to be moved 2")
        launch = LaunchOptions(db=str(work.database), act_as="ben", now=NOW, freeze=True)
        with opened(launch, {}) as other:
            jones = register(other.desk, "Birch", actor="ben")
            book(other.desk, jones, "2026-11-25T14:00", overrides={"C6": "urgent"}, actor="ben")
            other.desk.journal.undo("ben")
            other.desk.visits.do("ben", Verb.CANCEL, AppointmentId(2), reason="provider-out")
        await desk.wait_for("to be moved 1")

    play(work.database, journey, now=NOW)


def test_a_cursor_key_reads_nothing(work: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written when the list is read or turned to, whatever its length."""
    launch = LaunchOptions(db=str(work.database), act_as="ana", now=NOW, freeze=True)
    with opened(launch, {}) as workstation:
        lists = WorkLists(workstation)
        lists.read()
        before = lists.lines
        monkeypatch.setattr(WorkLists, "_line", None)
        lists.move(1)
        assert (1, True) == (lists.at, lists.lines is before)
        assert "Jones, Ann" == (lists.row.named(privacy=False) if lists.row else "")


def test_who_writes_for_long_keeps_nobody_from_reading(work: CommandLine, tmp_path: Path) -> None:
    """New records are compared once the others let one write; the lists stand before."""
    (settings := tmp_path / "clinicdesk.toml").write_text("[database]\nbusy_seconds = 0.1\n")
    launch = LaunchOptions(db=str(work.database), config=str(settings), act_as="ana", now=NOW, freeze=True)
    with opened(launch, {}) as workstation, closing(sqlite3.connect(work.database, isolation_level=None)) as other:
        assert workstation.desk.merging.uncompared("ana")
        other.execute("BEGIN IMMEDIATE")
        lists = WorkLists(workstation)
        lists.read()
        assert "Smith, John" == (lists.row.named(privacy=False) if lists.row else "")


def test_a_row_of_another_site_says_so(work: CommandLine) -> None:
    """Its time is told by the clocks there."""
    who = ("--patient", "100002", "--type", "fu20", "--provider", "lee", "--override", "C6=urgent")
    booked = work("book", *who, "--start", "2026-11-23T14:00", "--site", "west")
    assert 0 == booked.code, booked
    launch = LaunchOptions(db=str(work.database), act_as="ana", now=NOW, freeze=True)
    with opened(launch, {}) as workstation:
        other = workstation.view.clinic.sites["west"]
        lists = WorkLists(workstation)
        lists.read()
        lists.turn(1)
        told = ["".join(text for text, _ in line) for line in lists.lines]
    assert [f"at {other.name}: not marked" in line for line in told] == ["Jones" in line for line in told]
    assert any("Jones" in line for line in told)


def _highlighted(lists: WorkLists) -> list[str]:
    return [lists.row.named(privacy=False)] if lists.row else []


def test_with_names_hidden_no_name_is_shown(work: CommandLine) -> None:
    """Neither in the row nor below."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("Smith, John")
        await desk.press("P")
        await desk.wait_for("private")
        shown = "\n".join((await desk._shown()).display)
        assert "Smith" not in shown
        assert "SJ" in shown

    play(work.database, journey, now=NOW)


def test_a_booking_to_be_moved_says_where_it_could_go(work: CommandLine) -> None:
    """Once the cursor rests on it; `m` and Enter move it there, and what is proposed for the next is free then."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("could go to Thu 26 Nov 9:00 Lee  Thu 26 Nov 9:20 Lee")
        await desk.press("m")
        await desk.wait_for("to Thu 26 Nov 9:00 with Lee, D at Main Street")
        await desk.press("enter")
        await desk.wait_for("Moved Smith, John, fu20 to Thu 26 Nov 9:00 with Lee")
        await desk.press("f5", "home")
        await desk.wait_for("to be moved 1")
        await desk.wait_for("could go to Thu 26 Nov 9:20 Lee")

    play(work.database, journey, now=NOW)


def test_tab_goes_through_the_proposals_and_anything_else_leaves_them(work: CommandLine) -> None:
    """What is typed is meant alone, also with arrows; elsewhere Tab asks for proposals."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("to be moved 2")
        await desk.press("m", "tab")
        await desk.wait_for("to Thu 26 Nov 9:20 with Lee")
        await desk.type("fri 10:30")
        await desk.wait_for("to Fri 27 Nov 10:30 with Lee")
        await desk.press("ctrl+u", "tab")
        await desk.wait_for("to Thu 26 Nov 9:00 with Lee")
        await desk.press("down")
        await desk.wait_for("let the arrows carry it")
        await desk.press("escape", "m")
        await desk.wait_for("let the arrows carry it")
        await desk.press("tab", "enter")
        await desk.wait_for("Moved Smith, John, fu20 to Thu 26 Nov 9:00")

    play(work.database, journey, now=NOW)


def test_a_list_that_fills_highlights_its_first(work: CommandLine, tmp_path: Path) -> None:
    """Also once all that was on it has gone; of one that has others still, what has gone selects nothing."""
    launch = LaunchOptions(db=str(work.database), act_as="ana", now=NOW, freeze=True)
    with opened(launch, {}) as workstation:
        desk, lists = workstation.desk, WorkLists(workstation)
        lists.read()
        desk.visits.do("ana", Verb.CANCEL, AppointmentId(1), reason="provider-out")
        lists.read()
        assert (1, None) == (lists.counts[WorkList.TO_MOVE], lists.row)
        desk.visits.do("ana", Verb.CANCEL, AppointmentId(2), reason="provider-out")
        lists.read()
        assert (0, None) == (lists.counts[WorkList.TO_MOVE], lists.row)
        book(desk, register(desk, "Park"), "2026-11-26T10:00")
        (tmp_path / "more.toml").write_text(LEAVE.replace("25", "26"))
        assert 0 == work("setup", tmp_path / "more.toml").code
        lists.read()
        assert "Park, John" == (lists.row.named(privacy=False) if lists.row else "")


def test_own_work_goes_on_with_the_next_row(work: CommandLine) -> None:
    """What this desk took off the list makes way for the next; what another did, or did to another record, does not."""
    launch = LaunchOptions(db=str(work.database), act_as="ana", now=NOW, freeze=True)
    smith, jones = (RecordRef("appointment", number) for number in (1, 2))
    with opened(launch, {}) as workstation:
        desk, lists = workstation.desk, WorkLists(workstation)
        lists.read()
        desk.visits.do("ana", Verb.CANCEL, AppointmentId(1), reason="provider-out")
        lists.read(frozenset({smith}))
        assert (["Jones, Ann"], True) == (_highlighted(lists), lists.is_given)
        book(desk, register(desk, "Park"), "2026-11-25T14:00", overrides={"C6": "urgent"})
        desk.visits.do("ben", Verb.CANCEL, AppointmentId(2), reason="provider-out")
        lists.read(frozenset({smith}))
        assert [] == _highlighted(lists)
        assert jones not in {one.ref for one in desk.visits.queue("ana")}


def test_the_next_row_is_acted_on_at_once_after_down_and_else_after_a_pause(work: CommandLine) -> None:
    """The key that acted is none for the next row within a second; Down at once means that row, not the one after."""
    work("book", "--patient", "100002", "--type", "fu20", "--provider", "lee", "--start", "2026-11-23T14:00")

    def open_visits() -> int:
        launch = LaunchOptions(db=str(work.database), act_as="ben", now=NOW, freeze=True)
        with opened(launch, {}) as other:
            return len(other.desk.visits.left_open("ben"))

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "right_square_bracket")
        await desk.wait_for("left open 2")
        await desk.strike_all("o", gap=1.1)
        await desk.wait_for("Smith, John checked out")
        await desk.wait_for("left open 1")
        await desk.strike_all("n", gap=0.3)  # another key, at once: a letter of a word
        await desk.strike_all("down", "n", gap=0.6)
        await desk.wait_for("left open 0")

    assert 2 == open_visits()
    play(work.database, journey, now=NOW)
    assert 0 == open_visits()


def test_who_is_verified_meanwhile_is_off_the_list_and_not_gone(work: CommandLine, tmp_path: Path) -> None:
    """What the payer said is told of the visit highlighted, and not that it was booked long ago."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == work("setup", tmp_path / "payers.toml").code
    assert 0 == work("coverage", "add", "100001", "--payer", "cigna", "--member-id", "W123456789").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("verify insurance")
        await desk.press("right_square_bracket", "right_square_bracket")
        await desk.wait_for("Smith, John")
        await desk.press("home")
        await desk.wait_for("MRN 100001")
        launch = LaunchOptions(db=str(work.database), act_as="ben", now=NOW, freeze=True)
        with opened(launch, {}) as other:
            other.desk.verification.verify("ben", AppointmentId(1), Found(EnrolmentState.ACTIVE, How.PORTAL))
        await desk.wait_for("Smith, John is off this list: Cigna Health, verified")

    play(work.database, journey, now=NOW)
