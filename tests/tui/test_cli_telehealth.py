"""What do scripts and screens tell of a visit by telehealth: its mode, the patient's time, and how it is joined?"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import NOW, CommandLine
from tests.open_desk import open_desk

SETTINGS = '[telehealth]\nlink = "https://meet.example.org/{token}"\ndial_in = "+1 555 0100"\n'
WANTED = ("--type", "fu20", "--provider", "lee", "--start", "2026-11-23T10:40")
OWN = ["patient_zone", "patient_start", "patient_end"]


@pytest.fixture
def afar(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """A clinic with a template for links; Smith, MRN 100001, is in Los Angeles."""
    (tmp_path / "clinicdesk.toml").write_text(SETTINGS)
    called = CommandLine(
        clinicdesk.database, clinicdesk.capsys, ("--config", str(tmp_path / "clinicdesk.toml"), *clinicdesk.before)
    )
    called("patient", "add", "--family", "Smith", "--birth-date", "1984-03-14", "--zone", "los angeles")
    return called


def book(afar: CommandLine, *more: str) -> dict[str, Any]:
    """Book Smith by telehealth."""
    booked: dict[str, Any] = afar.json("book", "--patient", "100001", *WANTED, "--mode", "telehealth", *more).result
    return booked


def test_an_appointment_tells_the_patients_time_and_how_it_is_joined(afar: CommandLine) -> None:
    """In what booking, a rehearsal, moving and the day answer; a rehearsal has no link yet."""
    rehearsed = book(afar, "--dry-run")
    assert ["America/Los_Angeles", "2026-11-23T07:40:00-08:00", "2026-11-23T08:00:00-08:00"] == [
        rehearsed[key] for key in OWN
    ]
    assert "join_link" not in rehearsed
    booked = book(afar)
    assert ["telehealth", None, "2026-11-23T07:40:00-08:00"] == [
        booked[key] for key in ("mode", "room", "patient_start")
    ]
    assert booked["join_link"].startswith("https://meet.example.org/")
    assert "+1 555 0100" == booked["dial_in"]
    assert [booked] == afar.json("day", "2026-11-23").result["appointments"]
    moved = afar.json("move", booked["id"], "--start", "11:00").result
    assert (booked["join_link"], "2026-11-23T08:00:00-08:00") == (moved["join_link"], moved["patient_start"])
    gone = afar.json("cancel", booked["id"], "--reason", "sick").result
    assert (None, None) == (gone["join_link"], gone["dial_in"])


def test_in_person_nothing_is_added(afar: CommandLine) -> None:
    """Moved to telehealth it is, and back it is not; each takes or gives the room."""
    here = afar.json("book", "--patient", "100001", *WANTED).result
    assert [] == [key for key in (*OWN, "join_link", "dial_in") if key in here]
    there = afar.json("move", here["id"], "--start", "10:40", "--mode", "telehealth").result
    assert (None, "telehealth") == (there["room"], there["mode"])
    assert there["join_link"]
    back = afar.json("move", here["id"], "--start", "10:40", "--mode", "in-person").result
    assert ("R1", False) == (back["room"], "join_link" in back)


def test_people_are_told_too(afar: CommandLine) -> None:
    """The sentence and the day's line; a zone that is none is refused."""
    told = afar("book", "--patient", "100001", *WANTED, "--mode", "telehealth", "--dry-run").out
    assert "Mon 23 Nov 2026 10:40, by telehealth (7:40 PST for the patient). Nothing was saved." in told
    book(afar)
    assert "(7:40 PST for the patient)" in afar("day", "2026-11-23").out
    wrong = afar("patient", "edit", "100001", "--zone", "Los Angelas")
    assert (2, True) == (wrong.code, "is no time zone. Did you mean America/Los_Angeles?" in wrong.err)
    assert (2, True) == (
        (asked := afar("book", "--patient", "100001", *WANTED, "--mode", "telehealth", "--room", "R1")).code,
        "takes no room" in asked.err,
    )


def test_the_desk_takes_the_word_and_tells_what_comes_of_it(afar: CommandLine) -> None:
    """`fu20 telehealth` books so, `telehealth` moves there; the card tells link and number, Enter's step is ready."""
    asyncio.run(_booked_by_word(afar))
    (booked,) = afar.json("day", "2026-11-23").result["appointments"]
    assert ("telehealth", None) == (booked["mode"], booked["room"])
    asyncio.run(_ready(afar))
    asyncio.run(_moved_by_word(afar))
    modes = [one["mode"] for one in afar.json("day", "2026-11-24").result["appointments"]]
    assert ["in-person"] == modes


async def _booked_by_word(afar: CommandLine) -> None:
    async with open_desk(afar.database, size=(80, 24), now=NOW, settings=SETTINGS) as desk:
        await desk.press("slash", *"smith", "enter", "b")
        await desk.wait_for("Book Smith")
        await desk.press(*"lee today 10:40 fu20 telehealth")
        await desk.wait_for("by telehealth (7:40 PST for the patient)")
        await desk.press("enter")
        await desk.wait_for("Booked Smith")
        await desk.press("i")
        await desk.wait_for("join: https://meet.example.org/")
        await desk.wait_for("or call: +1 555 0100")
        await desk.wait_for("begins at 7:40 PST for the patient")


async def _ready(afar: CommandLine) -> None:
    async with open_desk(afar.database, size=(80, 24), now=NOW, settings=SETTINGS) as desk:
        await desk.press("f3", "home", "c", "y", "down", "y", "enter")
        await desk.wait_for("checked in")
        await desk.press("down")
        await desk.wait_for("Enter can join")
        await desk.press("r")
        await desk.wait_for("Smith is ready to join")
        await desk.wait_for("can join")


async def _moved_by_word(afar: CommandLine) -> None:
    book_again = ("--type", "fu20", "--provider", "lee", "--start", "2026-11-24T09:00", "--mode", "telehealth")
    afar("book", "--patient", "100001", *book_again)
    async with open_desk(afar.database, size=(80, 24), now=NOW, settings=SETTINGS) as desk:
        await desk.press("f4", *"smith", "enter")
        await desk.wait_for("Tue 24 Nov 2026   9:00 fu20")
        await desk.wait_for("(6:00 PST for")
        await desk.press("down", "enter", "m", *"in-person")
        await desk.wait_for("room R1")
        await desk.press("enter")
        await desk.wait_for("Moved Smith, fu20 to Tue 24 Nov 9:00 with Lee, room R1")
