"""Does every screen look as it was last accepted, in text and colours, at three sizes?

What is compared is what the terminal shows while keys are pressed at the whole desk. `make snapshots` accepts what it
shows now; what that writes into tests/tui/snapshots/ is reviewed as any other change, and drawn by
`python -m tests.snapshot_svg`.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.open_desk import OpenDesk, open_desk
from tests.snapshot import Snapshot
from tests.snapshot_clinic import NOW, command, make_snapshot_clinic

FOLDER: Final = Path(__file__).with_name("snapshots")
SIZES: Final = ((80, 24), (100, 30), (160, 50))
ACCEPTS: Final = "CLINICDESK_SNAPSHOTS" in os.environ
"""Whether what is shown is written, as `make snapshots` has it, instead of being compared."""
LOOKS: Final = {
    "truecolor": '[display]\ntheme = "truecolor-dark"\n',
    "ascii": "[display]\nascii = true\n",
    "no-color": "",
    "private": "[display]\nprivacy = true\n",
}
"""The settings of each look that differs from the usual one."""


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the clinic as it is before a key was pressed."""
    folder = tmp_path_factory.mktemp("clinic")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CONFIG_HOME", str(folder))
        make_snapshot_clinic(folder / "clinic.db")
    return folder


@pytest.fixture
def database(clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that clinic, in front of a terminal that knows all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Path(shutil.copytree(clinic, tmp_path / "clinic")) / "clinic.db"


async def day(desk: OpenDesk) -> None:
    """The schedule, and what is read on it."""
    await desk.keep("opened-for-the-first-time")
    await desk.press("ctrl+l")
    await desk.keep("on-a-visit")
    await desk.press("i")
    await desk.keep("details")
    await desk.press("escape", "h")
    await desk.keep("history")
    await desk.press("escape", "?")
    await desk.keep("help")
    await desk.press("escape", "down", "down", "down")
    await desk.keep("on-a-free-slot")
    await desk.press("t", "space", "space", "t")
    await desk.keep("marks")
    await desk.press("escape", "]")
    await desk.keep("next-providers")
    await desk.press("t", "S")
    await desk.keep("other-site")
    await desk.press("S", "g")
    await desk.type("25dec")
    await desk.keep("a-date-typed")
    await desk.press("enter")
    await desk.keep("holiday")
    await desk.press("t", ":")
    await desk.keep("command-line")
    await desk.press("escape", "/")
    await desk.type("smi")
    await desk.keep("patients-found")


async def acts(desk: OpenDesk) -> None:
    """What is asked before something is done on the schedule, and what is told after it."""
    await desk.press("b")
    await desk.type("jon")
    await desk.keep("booking-for-whom")
    await desk.press("enter", "up")
    await desk.keep("booking-with-conflicts")
    await desk.press("enter")
    await desk.keep("reasons-for-an-override")
    await desk.press("d", "enter")
    await desk.keep("booked-over-another")
    await desk.press("!")
    await desk.keep("why-there-is-a-conflict")
    await desk.press("escape", "u")
    await desk.keep("undone")
    await desk.press("t", "m", *["down"] * 3)
    await desk.keep("move-in-progress")
    await desk.type("feb 30")
    await desk.press("enter")
    await desk.keep("move-refused")
    await desk.press("ctrl+p")
    await desk.keep("parked")
    await desk.press("t", "x")
    await desk.keep("reasons-for-a-cancellation")
    await desk.press("escape", "n")
    await desk.keep("too-early-for-a-no-show")
    await desk.press("down", "up", "c")
    await desk.keep("checked-in")
    await desk.press("down", "up", "r", "down", "up", "r")
    await desk.keep("rooms")


async def series(desk: OpenDesk) -> None:
    """A visit that comes again: its visits, what one of them meets, and what is asked when one is cancelled."""
    await desk.press("g")
    await desk.type("11dec")
    await desk.press("enter", "b")
    await desk.type("jon")
    await desk.press("enter")
    await desk.type("fu20 weekly 4")
    await desk.keep("how-often-typed")
    await desk.press("enter", "down", "down")
    await desk.keep("visits-of-a-series")
    await desk.press("right")
    await desk.keep("one-otherwise")
    await desk.press("enter", "i")
    await desk.keep("details")
    await desk.press("escape", "x", "tab")
    await desk.keep("how-many-to-cancel")
    await desk.press("escape", "m", "tab")
    await desk.type("9:40")
    await desk.keep("how-many-to-move")


async def hours(desk: OpenDesk) -> None:
    """When a provider works, changed on the schedule, and where those whom that strands could go."""
    await desk.press("E")
    await desk.keep("what-to-do")
    await desk.press("b")
    await desk.type("15-16 team only new40 1h")
    await desk.keep("block-typed")
    await desk.press("enter")
    await desk.keep("blocked")
    await desk.press("E")
    await desk.keep("what-is-there")
    await desk.press("1")
    await desk.keep("to-be-taken-away")
    await desk.press("escape", "E", "l")
    await desk.keep("leave-of-today")
    await desk.type("today sick")
    await desk.press("enter")
    await desk.keep("on-leave")
    await desk.press("f5")
    await desk.wait_for("could go to")
    await desk.keep("to-be-moved")
    await desk.press("m")
    await desk.keep("proposed")


async def free_time(desk: OpenDesk) -> None:
    """Free time looked for by words, what closes a start, and what would free it."""
    await desk.press("f")
    await desk.keep("find-time")
    await desk.type("lee tom pm")
    await desk.keep("words-read")
    await desk.press("down", "enter")
    await desk.keep("booked-what-was-found")
    await desk.press("f")
    await desk.type("lee frob")
    await desk.press("enter")
    await desk.keep("a-word-not-read")
    await desk.press("ctrl+u")
    await desk.type("fu20 lee then fu20 ito 10-40min, tom am")
    await desk.keep("visits-in-a-row-read")
    await desk.press("enter", "down")
    await desk.keep("visits-in-a-row-found")
    await desk.press("escape", "b")
    await desk.type("jon")
    await desk.press("enter", "!")
    await desk.keep("what-would-free-it")
    await desk.press("escape", *["down"] * 7, "!")
    await desk.keep("why-a-slot-is-closed")


async def free_days(desk: OpenDesk) -> None:
    """How free everybody is, for words that are typed, and one provider's month."""
    await desk.press("F", "down", "right")
    await desk.keep("everybody")
    await desk.press("\\")
    await desk.type("third lee new40 pm")
    await desk.keep("words-typed")
    await desk.press("enter", "G")
    await desk.keep("month")
    await desk.press("]", "'")
    await desk.type("ad")
    await desk.keep("jump-typed")
    await desk.press("escape", "f2", "t", "V")
    await desk.keep("week")
    await desk.press("m", "right", "down")
    await desk.keep("carried-across-days")


async def queue(desk: OpenDesk) -> None:
    """The queue, sorted and narrowed, and its check-in."""
    await desk.press("f3")
    await desk.keep("by-time")
    await desk.press("i")
    await desk.keep("details")
    await desk.press("escape", "]")
    await desk.keep("by-waiting")
    await desk.press("]", "]", "home", "right")
    await desk.keep("by-provider")
    await desk.press("[", "[", "[", "\\")
    await desk.type("ito")
    await desk.keep("filter-typed")
    await desk.press("enter")
    await desk.keep("filtered")
    await desk.press("\\", "enter", "home", *["down"] * 8, "c")
    await desk.keep("check-in")
    await desk.press("w")
    await desk.keep("check-in-waived")
    await desk.press("escape", "escape", "space", "space")
    await desk.keep("marks")
    await desk.press("escape", "S", "S")
    await desk.keep("all-sites")
    await desk.press("?")
    await desk.keep("help")


async def patients(desk: OpenDesk) -> None:
    """The patients found, and the sheet of one."""
    await desk.press("f4")
    await desk.keep("empty-box")
    await desk.type("smi")
    await desk.keep("results")
    await desk.press("enter")
    await desk.keep("sheet")
    await desk.press("/")
    await desk.type("xyz")
    await desk.keep("nobody-found")


async def forms(desk: OpenDesk) -> None:
    """A patient's form while it is typed."""
    await desk.press("f4")
    await desk.type("Doe, Jo")
    await desk.press("tab", "N")
    await desk.type("3/14")
    await desk.press("tab", "tab")
    await desk.type("call me")
    await desk.press("tab")
    await desk.keep("new-patient-with-errors")
    await desk.press("ctrl+o")
    await desk.keep("not-saved")
    await desk.press("escape", "/")
    await desk.type("Smyth, Jon 3/14/1984")
    await desk.press("tab", "N")
    await desk.keep("looks-like-another")
    await desk.press("ctrl+o")
    await desk.keep("likely-duplicate")
    await desk.press("escape", "escape", "/")
    await desk.keep("unfinished-forms")


async def versions(desk: OpenDesk) -> None:
    """A record that a colleague changes while it is changed here."""
    await desk.press("e", "pagedown", "pagedown", *["tab"] * 4, "ctrl+u")
    await desk.type("me@example.org")
    await desk.keep("record-changed")
    theirs = ("--email", "theirs@example.org", "--language", "German", "--alert", "latex allergy", "--alert", "deaf")
    command(desk.database, NOW, "patient", "edit", "S1", *theirs)
    await desk.wait_for("(mei, at 10:20)")
    await desk.keep("changed-by-another")
    await desk.press("ctrl+o")
    await desk.keep("two-versions")


async def not_as_planned(desk: OpenDesk) -> None:
    """Who walks in, and a provider who is late."""
    await desk.press("w")
    await desk.type("bak")
    await desk.press("enter")
    await desk.keep("who-takes-a-walk-in")
    await desk.press("enter")
    await desk.keep("walked-in")
    await desk.press(":")
    await desk.type("late lee 25")
    await desk.keep("who-is-seen-later")
    await desk.press("enter")
    await desk.keep("a-late-provider")
    await desk.press("f3")
    await desk.wait_for("by time")
    await desk.keep("turns-in-the-queue")
    await desk.press("f5", "apostrophe", *"late", "enter")
    await desk.wait_for("  late 2")
    await desk.keep("who-to-call")


async def till(desk: OpenDesk) -> None:
    """The till: a drawer opened, money taken, its line opened, the drawer counted and the day's total."""
    await desk.press("f6")
    await desk.wait_for("Nothing was taken")
    await desk.press("T")
    await desk.type("100 front")
    await desk.keep("float-asked")
    await desk.press("enter", "f3")
    await desk.strike_all("$", "2", "5", "c", gap=1.1)
    await desk.press("f6")
    await desk.wait_for("$25.00")
    await desk.keep("taken-today")
    await desk.press("enter")
    await desk.keep("line-opened")
    await desk.press("escape", "]")
    await desk.keep("drawers")
    await desk.press("enter")
    await desk.keep("counting")
    await desk.type("120")
    await desk.strike_all("enter", "down", "]", gap=1.1)
    await desk.keep("total")
    await desk.press("]")
    await desk.keep("ledger")


async def looks(desk: OpenDesk) -> None:
    """A little of everything, to be seen in another look."""
    await desk.wait_for("New here")
    await desk.press("ctrl+l")
    await desk.keep("day")
    await desk.press("b")
    await desk.type("jon")
    await desk.press("enter", "up")
    await desk.keep("booking-with-conflicts")
    await desk.press("escape", "f3")
    await desk.wait_for("by time")
    await desk.press("space")
    await desk.keep("queue")
    await desk.press("f4")
    await desk.type("smi")
    await desk.press("enter")
    await desk.keep("sheet")
    await desk.press("e")
    await desk.keep("form")


JOURNEYS: Final[Mapping[str, Callable[[OpenDesk], Awaitable[None]]]] = {
    journey.__name__: journey
    for journey in (
        day,
        acts,
        series,
        hours,
        free_time,
        free_days,
        queue,
        patients,
        forms,
        versions,
        not_as_planned,
        till,
    )
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
@pytest.mark.parametrize("name", JOURNEYS)
def test_screens(name: str, size: tuple[int, int], database: Path) -> None:
    """Every screen and question shows what was accepted, cell by cell."""
    _compare(name, size, _played(JOURNEYS[name], database, size))


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]], ids=lambda size: "{}x{}".format(*size))
@pytest.mark.parametrize("look", LOOKS)
def test_looks(look: str, size: tuple[int, int], database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In true colour, in ASCII, without colour and with names hidden the screens show what was accepted."""
    if look == "no-color":
        monkeypatch.setenv("NO_COLOR", "1")
    _compare(look, size, _played(looks, database, size, settings=LOOKS[look]))


def test_no_snapshot_is_left_over() -> None:
    """Each folder of snapshots is one that a test compares."""
    assert {*JOURNEYS, *LOOKS} == {folder.name for folder in FOLDER.iterdir()}


def _played(
    journey: Callable[[OpenDesk], Awaitable[None]], database: Path, size: tuple[int, int], *, settings: str = ""
) -> Mapping[str, Snapshot]:
    """What was kept on the way, by name."""

    async def play() -> Mapping[str, Snapshot]:
        async with open_desk(database, size=size, now=NOW, settings=settings) as desk:
            await journey(desk)
        return desk.kept

    return asyncio.run(play())


def _compare(folder: str, size: tuple[int, int], shown: Mapping[str, Snapshot]) -> None:
    """Say which cells of which snapshots differ from those kept, or keep what is shown now."""
    end = "-{}x{}.txt".format(*size)
    files = {FOLDER / folder / f"{name}{end}": snapshot for name, snapshot in shown.items()}
    unlike = [f"{file.name}: no longer shown" for file in (FOLDER / folder).glob(f"*{end}") if file not in files]
    for file, snapshot in files.items():
        if ACCEPTS:
            _keep(file, snapshot.write(f"{folder}/{file.name.removesuffix(end)}"))
        elif file.exists():
            before = Snapshot.read(file.read_text(encoding="utf-8"))
            unlike += [f"{file.name}: {difference}" for difference in snapshot.differences(before)]
        else:
            unlike.append(f"{file.name}: new")
    assert not unlike, "\n".join([f"{folder}: `make snapshots` accepts what is shown now.", *unlike])


def _keep(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
