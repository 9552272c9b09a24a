"""Are a provider's hours changed from the schedule, with whom that strands shown before it is done?"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, ClinicdeskError, NotFound
from core.schedule.availability.requests import (
    AvailabilityRequest,
    BlockRequest,
    CancelRequest,
    ExtraRequest,
    LeaveRequest,
)
from tests.open_desk import open_desk
from tests.sessions import a_sitting
from tui.prompts.hours import HoursPrompt
from tui.prompts.hours_typed import HoursKind, HoursOf, read_change
from tui.prompts.prompt import STAY, Did
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext
from tui.selection.place import Slot

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.sessions import Sitting
    from tui.prompts.prompt import Outcome

AT = Slot("main", "lee", datetime(2026, 11, 23, 11, 30))


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith at 10:20 and Jones at 10:40 today, with Lee; whoever sits here may set up, as nobody else is."""
    return a_sitting(tmp_path)


def press(prompt: HoursPrompt, *keys: str) -> Outcome:
    """Press them; what the last one came to."""
    prompt.refresh()
    outcome: Outcome = STAY
    for key in keys:
        outcome = prompt.key(key, key if len(key) == 1 else None)
    return outcome


def look_again(sitting: Sitting) -> None:
    """As the screen does after an act."""
    with sitting.workstation.snapshot():
        pass


def shown(prompt: HoursPrompt) -> str:
    """The panel as text."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


MORNING = "Mon 23 Nov 9:00-12:00"


def told(request: AvailabilityRequest) -> tuple[object, ...]:
    """What it says, the provider left out."""
    when = request.period.written(year=2026) if not hasattr(request, "number") else ""
    match request:
        case LeaveRequest(site=site, note=note) | CancelRequest(site=site, note=note):
            return when, site, note
        case BlockRequest(kind=kind, types=types, release_hours=hours):
            return when, kind, types, hours
        case ExtraRequest(site=site, note=note, is_instead=instead, capacity=seats, overbooks=over, types=types):
            takes = (seats, over, types)
            return (when, site, note, instead, *(takes if takes != (None, None, ()) else ()))
    raise AssertionError(request)


@pytest.mark.parametrize(("kind", "typed", "expected"), [
    (HoursKind.LEAVE, "", ("Mon 23 Nov", "", "")),
    (HoursKind.LEAVE, "fri-wed", ("Fri 27 Nov - Wed 2 Dec", "", "")),
    (HoursKind.LEAVE, "24 dec - 2 jan trip to Spain", ("Thu 24 Dec - Sat 2 Jan 2027", "", "trip to Spain")),
    (HoursKind.LEAVE, "13:00-17:00 dentist", ("Mon 23 Nov 13:00-17:00", "", "dentist")),
    (HoursKind.LEAVE, "tom am", ("Tue 24 Nov 0:00-12:00", "", "")),
    (HoursKind.CANCEL, "", ("Mon 23 Nov", "main", "")),
    (HoursKind.CANCEL, "13-17 fire drill", ("Mon 23 Nov 13:00-17:00", "main", "fire drill")),
    (HoursKind.CANCEL, "fri", ("Fri 27 Nov", "main", "")),
    (HoursKind.BLOCK, "14-15", ("Mon 23 Nov 14:00-15:00", "", (), None)),
    (HoursKind.BLOCK, "fri 9-12 team meeting", ("Fri 27 Nov 9:00-12:00", "team meeting", (), None)),
    (HoursKind.BLOCK, "14-15 only NEW40, proc 24h", ("Mon 23 Nov 14:00-15:00", "", ("new40", "proc"), 24)),
    (HoursKind.BLOCK, "14-15 tests proc release 2 h before", ("Mon 23 Nov 14:00-15:00", "tests", ("proc",), 2)),
    (HoursKind.BLOCK, "14-15 24h", ("Mon 23 Nov 14:00-15:00", "", (), 24)),
    (HoursKind.BLOCK, "14-15 staff only", ("Mon 23 Nov 14:00-15:00", "staff only", (), None)),
    (HoursKind.EXTRA, "sat 9-12", ("Sat 28 Nov 9:00-12:00", "main", "", False)),
    (HoursKind.EXTRA, "9-12 instead catch-up", ("Mon 23 Nov 9:00-12:00", "main", "catch-up", True)),
    (HoursKind.EXTRA, "9-12 capacity 3 overbooks 0 class NEW40", (MORNING, "main", "class", False, 3, 0, ("new40",))),
])  # fmt: skip
def test_what_is_typed(sitting: Sitting, kind: HoursKind, typed: str, expected: tuple[object, ...]) -> None:
    """Days or hours, and behind them why, what for, which types, how long before."""
    of = HoursOf("lee", "main", AT.start.date())
    assert expected == told(read_change(sitting.workstation, of, kind, typed))


@pytest.mark.parametrize("kind", [HoursKind.BLOCK, HoursKind.EXTRA])
def test_hours_are_needed_where_a_day_would_be_a_guess(sitting: Sitting, kind: HoursKind) -> None:
    """Of leave and of cancelled sessions nothing typed is the day one stands on."""
    with pytest.raises(BadInput, match="The hours are missing"):
        read_change(sitting.workstation, HoursOf("lee", "main", AT.start.date()), kind, " ")


def test_whom_it_strands_is_shown_before_enter(sitting: Sitting) -> None:
    """With every key, and with initials while names are hidden; Enter does it."""
    prompt = HoursPrompt(sitting.workstation, AT)
    press(prompt, "l", *"10:30-12:00")
    assert "Lee is away Mon 23 Nov 10:30-12:00.\n 2 bookings fall outside" in shown(prompt)
    press(prompt, "home", *["delete"] * 5, *"11:00")
    assert "No booking falls outside." in shown(prompt)
    press(prompt, "end", "ctrl+u")
    assert "nothing is this day.\n Lee is away Mon 23 Nov.\n 2 bookings" in shown(prompt)
    press(prompt, *"t ")
    assert "Smith, John  fu20" in shown(prompt)
    sitting.workstation.state.privacy = True
    assert "SJ  fu20" in shown(prompt)
    done = press(prompt, "enter")
    assert isinstance(done, Did)
    assert "Lee is away Mon 23 Nov. 2 bookings fall outside and are to be moved." == done.change.sentence
    assert 2 == len(sitting.workstation.desk.schedule.to_move("ana"))


def test_a_digit_takes_away_what_is_there(sitting: Sitting) -> None:
    """What others took away meanwhile is refused, and nothing else is meant by its digit."""
    desk = sitting.workstation.desk
    press(HoursPrompt(sitting.workstation, AT), "b", *"14-15 team", "enter")
    look_again(sitting)
    prompt, late = (HoursPrompt(sitting.workstation, AT) for _ in range(2))
    assert "1 take away: Lee is blocked Mon 23 Nov 14:00-15:00: team." in shown(prompt)
    press(late, "1")
    assert isinstance(press(prompt, "1", "enter"), Did)
    assert "lee" not in desk.clinic().blocks_of
    with pytest.raises(NotFound, match="it was taken away"):
        press(late, "enter")


def test_what_was_to_be_taken_away_and_is_gone_is_said_when_it_is_taken_up(sitting: Sitting) -> None:
    """And the choice is made anew."""
    press(HoursPrompt(sitting.workstation, AT), "b", *"14-15 team", "enter")
    look_again(sitting)
    parked = HoursPrompt(sitting.workstation, AT)
    press(parked, "1")
    press(HoursPrompt(sitting.workstation, AT), "1", "enter")
    look_again(sitting)
    again = restore(parked.state(), RestoreContext(sitting.workstation, sitting.site))
    assert "What was to be taken away is gone." == again.changed
    assert "l Leave" in "".join(text for line in again.prompt.panel() for text, _ in line)


@pytest.mark.parametrize("keys", [("enter",), ("l", *"fri 9", "enter"), ("b", "enter"), ("c", *"sat", "enter")])
def test_nothing_is_done_before_it_can_be(sitting: Sitting, keys: tuple[str, ...]) -> None:
    """Enter is refused with a sentence, and what was typed stays."""
    prompt = HoursPrompt(sitting.workstation, AT)
    before = sitting.workstation.desk.clinic().dated
    with pytest.raises(ClinicdeskError):
        press(prompt, *keys)
    assert before == sitting.workstation.desk.clinic().dated
    assert "".join(keys[1:-1]) == (prompt.editor.text if prompt.editor else "")


def test_at_the_desk(clinicdesk: CommandLine) -> None:
    """`E`, a letter, the days and Enter; the schedule shows it, `u` takes it back; others have no such key."""
    clinicdesk.booked(clinicdesk.patient(), "2026-11-23T14:00")
    asyncio.run(_supervise(clinicdesk))


async def _supervise(clinicdesk: CommandLine) -> None:
    async with open_desk(clinicdesk.database, size=(80, 24), now="2026-11-23T10:20") as desk:
        await desk.press("E", "b")
        await desk.type("15-16 team 1h")
        await desk.wait_for("Lee is blocked Mon 23 Nov 15:00-16:00: team, open to all 1 h before.")
        await desk.press("enter")
        await desk.wait_for("team")
        await desk.press("pagedown")
        await desk.wait_for("opens 14:00")
        await desk.press("u")
        await desk.wait_for("Undone: Lee is blocked")
        await desk.press("f3", "E")
        await desk.wait_for("That works on the schedule: F2 shows it.")
