"""Is the time that a question works on held, drawn at the other desks, and let go of; and what does a key cost?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from core.calendar.interval import Interval
from core.schedule.holds.use_cases import HoldRequest, OpenTime
from tests.open_desk import play
from tests.sessions import Sitting, a_sitting
from tui.bootstrap import opened
from tui.prompts.book import BookPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import Open
from tui.screens.holding import Holding
from tui.selection.place import Slot
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from pathlib import Path

    from core.schedule.model.hold import Hold
    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

TOMORROW = datetime(2026, 11, 24, 10)
NOW = "2026-11-24T09:00"


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Ana at her desk."""
    return a_sitting(tmp_path)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are written for holds, one after the other."""
    written: list[str] = []
    write = __import__("storage.holds", fromlist=["FileHolds"]).FileHolds._write

    def noted(self: object, db: object, hold: Hold) -> None:
        written.append(hold.by)
        write(self, db, hold)

    monkeypatch.setattr("storage.holds.FileHolds._write", noted)
    return written


def holds(sitting: Sitting) -> list[tuple[str, int]]:
    """Whose time is held, and how many minutes of it."""
    found = sitting.workstation.desk.holds.live("ana")
    return [(hold.provider, (hold.span.end - hold.span.start).seconds // 60) for hold in found]


def asking(sitting: Sitting, typed: str = "") -> tuple[Holding, BookPrompt]:
    """The booking question on tomorrow at ten with Lee, for Smith."""
    slot = Slot("main", "lee", TOMORROW)
    prompt = BookPrompt(sitting.workstation, sitting.site, patient=sitting.smith.patient, slot=slot)
    holding = Holding(sitting.workstation)
    holding.see(prompt)
    for character in typed:
        prompt.key(character, character)
        holding.see(prompt)
    return holding, prompt


def test_the_booking_question_holds_its_slot(sitting: Sitting, files: list[str]) -> None:
    """As long as the type that is chosen, and no key writes that changes nothing of it."""
    holding, _ = asking(sitting, "fu20 20min")
    assert [("lee", 20)] == holds(sitting)
    assert ["ana"] == files
    holding.see(None)
    assert [] == holds(sitting)


def test_a_longer_visit_holds_more_and_a_shorter_one_gives_nothing_back(sitting: Sitting, files: list[str]) -> None:
    """Who narrows the types by typing does not write with every letter."""
    holding, prompt = asking(sitting, "new")
    assert [("lee", 40)] == holds(sitting)
    for key in ("backspace", "backspace", "backspace", "f", "u"):
        prompt.key(key, key if len(key) == 1 else None)
        holding.see(prompt)
    assert ([("lee", 40)], 2) == (holds(sitting), len(files))


def test_typing_extends_it_once_a_minute(sitting: Sitting, files: list[str]) -> None:
    """Whoever types for ten minutes holds it all the time; who does not, for three."""
    holding, prompt = asking(sitting)
    for _ in range(40):
        sitting.clock.forward(minutes=0.25)
        holding.see(prompt)
        assert [("lee", 20)] == holds(sitting)
    assert 11 == len(files)
    sitting.clock.forward(minutes=3)
    for _ in range(3):
        holding.rest(prompt)
    assert [] == holds(sitting), "seconds that pass are no keys"
    holding.see(prompt)
    assert [("lee", 20)] == holds(sitting)


def test_a_move_left_standing_holds_no_longer_than_a_booking(sitting: Sitting) -> None:
    """Once it has run out, only a key holds it again."""
    prompt = MovePrompt(sitting.workstation, sitting.site, sitting.smith)
    holding = Holding(sitting.workstation)
    prompt.carry(Slot("main", "lee", TOMORROW.replace(hour=11)))
    for expected in ([("lee", 20)], [], [], [("lee", 20)]):
        if expected:
            holding.see(prompt)
        for _ in range(3):
            holding.rest(prompt)
        assert expected == holds(sitting)
        sitting.clock.forward(minutes=3.5)


def test_a_move_holds_where_it_comes_to_rest(sitting: Sitting, files: list[str]) -> None:
    """Arrows that carry it over ten slots hold none of them."""
    prompt = MovePrompt(sitting.workstation, sitting.site, sitting.smith)
    holding = Holding(sitting.workstation)
    for hour in range(11, 17):
        prompt.carry(Slot("main", "lee", TOMORROW.replace(hour=hour)))
        holding.see(prompt)
    holding.rest(prompt)
    assert ([], []) == (holds(sitting), files)
    holding.rest(prompt)
    assert ([("lee", 20)], 1) == (holds(sitting), len(files))
    time = prompt.works_on()
    assert time
    assert sitting.smith.appointment.id == time.moving
    prompt.carry(Slot("main", "ito", TOMORROW.replace(hour=14)))
    holding.see(prompt)
    holding.rest(prompt)
    holding.rest(prompt)
    assert [("ito", 20)] == holds(sitting)


def test_what_is_parked_is_held_until_it_runs_out(sitting: Sitting) -> None:
    """Taken up before, it is one hold still, which goes when the question is left."""
    holding, prompt = asking(sitting)
    holding.park()
    holding.see(None)
    assert [("lee", 20)] == holds(sitting)
    holding.see(prompt)
    assert [("lee", 20)] == holds(sitting)
    holding.see(None)
    assert [] == holds(sitting)


def test_a_series_asked_for_from_the_booking_holds_its_time_still(sitting: Sitting) -> None:
    """Before it is booked, and when one goes back to the booking."""
    holding, prompt = asking(sitting, "fu20 weekly 3")
    outcome = prompt.key("enter", None)
    assert isinstance(outcome, Open)
    holding.see(outcome.prompt)
    assert [("lee", 20)] == holds(sitting)
    holding.see(None)
    assert [] == holds(sitting)


def test_time_that_is_over_or_anothers_is_not_held(sitting: Sitting) -> None:
    """The question is asked all the same."""
    sitting.workstation.desk.holds.hold("ben", HoldRequest("lee", TOMORROW, 20))
    _, prompt = asking(sitting)
    prompt.refresh()
    assert [("lee", 20)] == holds(sitting)
    assert "not free (C8), ! says why" in "".join(text for line in prompt.panel() for text, _ in line)
    assert "ben holds 10:00-10:20 with Lee" in "".join(text for line in prompt.panel() for text, _ in line)
    past = BookPrompt(
        sitting.workstation,
        sitting.site,
        patient=sitting.smith.patient,
        slot=Slot("main", "ito", datetime(2026, 11, 20, 10)),
    )
    Holding(sitting.workstation).see(past)
    assert [("lee", 20)] == holds(sitting)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_another_desk_sees_whose_it_is(clinicdesk: CommandLine, size: tuple[int, int]) -> None:
    """Drawn on the day within a look, named below, gone when it is released; `H` holds and releases one's own."""
    launch = LaunchOptions(db=str(clinicdesk.database), act_as="ben", now=NOW, freeze=True)

    async def journey(desk: OpenDesk) -> None:
        await desk.wait_for("9:00")
        with opened(launch, {}) as other:
            held, _ = other.desk.holds.hold("ben", HoldRequest("lee", datetime(2026, 11, 24, 9), 20))
            await desk.wait_for("held by ben, 20 min")
            await desk.wait_for("held by ben until 9:20")
            await desk.press("P")
            await desk.wait_for("private")
            other.desk.holds.release("ben", held.number)
        await desk.wait_for("free")
        await desk.press("H")
        await desk.wait_for("Hold for:")
        await desk.type("Mrs Doe 10min")
        await desk.press("enter")
        await desk.wait_for("Held Lee Tue 24 Nov 9:00")
        await desk.press("H")
        await desk.wait_for("Released Lee")

    play(clinicdesk.database, journey, now=NOW, size=size)


def test_a_booking_question_is_seen_at_the_other_desk(clinicdesk: CommandLine) -> None:
    """And gone with Ctrl+X."""

    async def journey(desk: OpenDesk) -> None:
        launch = LaunchOptions(db=str(clinicdesk.database), act_as="ben", now=NOW, freeze=True)
        await desk.wait_for("free")
        await desk.press("b")
        await desk.wait_for("Book for")
        with opened(launch, {}) as other:
            assert 1 == len(other.desk.holds.live("ben"))
            await desk.press("ctrl+x")
            await desk.wait_for("free")
            assert () == other.desk.holds.live("ben")

    play(clinicdesk.database, journey, now=NOW)


def test_the_booking_holds_its_slot_while_its_patient_is_registered(clinicdesk: CommandLine) -> None:
    """The form stands over the booking, which is asked again after it."""

    async def journey(desk: OpenDesk) -> None:
        launch = LaunchOptions(db=str(clinicdesk.database), act_as="ben", now=NOW, freeze=True)
        await desk.wait_for("free")
        await desk.press("b")
        await desk.wait_for("Book for")
        await desk.type("Zimt")
        await desk.wait_for("Nobody")
        with opened(launch, {}) as other:
            before = other.desk.holds.live("ben")
            await desk.press("ctrl+n")
            await desk.wait_for("New patient")
            assert 1 == len(before)
            assert before == other.desk.holds.live("ben")

    play(clinicdesk.database, journey, now=NOW)


class Asked:
    """A question about Lee's time, with others besides."""

    holds_at_once = True

    def __init__(self, *besides: str, provider: str = "lee") -> None:
        start = datetime(2026, 11, 24, 15, tzinfo=UTC)
        part = Interval(start + timedelta(minutes=5), start + timedelta(minutes=15))
        whole = Interval(start, start + timedelta(minutes=20))
        self.time = OpenTime(provider, "main", whole, besides=tuple((one, part) for one in besides))

    def works_on(self) -> OpenTime:
        """That time."""
        return self.time


def test_everybody_who_is_to_be_there_is_held(sitting: Sitting, files: list[str]) -> None:
    """Each for their own minutes; whoever is no longer to be there is let go, and no key writes anything twice."""
    holding = Holding(sitting.workstation)
    steps = [
        (Asked("ito"), [("lee", 20), ("ito", 10)]),
        (Asked("ito"), [("lee", 20), ("ito", 10)]),
        (Asked(), [("lee", 20)]),
        (Asked("novak"), [("lee", 20), ("novak", 10)]),
        (Asked("lee", provider="ito"), [("ito", 20), ("lee", 10)]),
    ]
    written = []
    for asked, expected in steps:
        holding.see(asked)
        assert sorted(expected) == sorted(holds(sitting))
        written.append(len(files))
    assert [2, 2, 2, 4, 6] == written
    holding.park()
    holding.see(None)
    assert 2 == len(holds(sitting))
    holding.see(steps[-1][0])
    assert [("ito", 20), ("lee", 10)] == sorted(holds(sitting))
    holding.see(None)
    assert [] == holds(sitting)
