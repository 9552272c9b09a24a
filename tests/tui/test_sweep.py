"""Is a list gone through with one key each, and is what could not be taken of a file a row with what to do?"""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect
from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
PEOPLE = (("Smith", "11:00"), ("Jones", "11:20"), ("Ray", "11:40"))


@pytest.fixture
def insuring(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Three people have visits, of whom two are insured."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    for at, (family, start) in enumerate(PEOPLE):
        clinicdesk("patient", "add", "--family", family, "--given", "Al", "--birth-date", f"198{at}-03-14")
        clinicdesk.booked(f"10000{at + 1}", f"2026-11-23T{start}")
    for ref in ("100001", "100002"):
        clinicdesk("coverage", "add", ref, "--payer", "cigna", "--member-id", f"C{ref}", "--from", "2026-01-01")
    return clinicdesk


def states(clinic: CommandLine) -> list[str | None]:
    """What is known of the two insurances."""
    with closing(connect(clinic.database)) as db:
        return [state for (state,) in db.execute("SELECT enrolled FROM coverage ORDER BY id")]


def test_insurance_is_verified_one_after_the_other(insuring: CommandLine) -> None:
    """A key each; Enter held down or struck twice verifies one; one is passed over; undo takes back the last."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "s")
        await desk.wait_for("v  insurance to verify: 2")
        await desk.press("v")
        await desk.wait_for("1 more behind this one.")
        await desk.press("enter")
        await desk.wait_for("Verified of Smith, Al")
        await desk.wait_for("0 more behind this one.")
        assert ["active", None] == states(insuring)
        await desk.strike_all("enter", gap=0.3)
        assert ["active", None] == states(insuring), "nobody has read whom it would be by then"
        await desk.strike_all("pagedown", gap=1.2)
        await desk.wait_for("That was the last one. 1 visits have no insurance noted")
        assert ["active", None] == states(insuring)
        await desk.strike_all("s", "v", "down", "enter", gap=1.2)
        await desk.wait_for("That was the last one.")
        assert ["active", "inactive"] == states(insuring)
        await desk.strike_all("u", gap=1.2)
        assert ["active", None] == states(insuring)

    play(insuring.database, journey, now=NOW)


def test_who_did_not_come_is_noted_one_after_the_other(insuring: CommandLine) -> None:
    """Those alone who are overdue; where nobody is left that is said."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "s")
        await desk.wait_for("did not come: 2")
        await desk.press("n")
        await desk.wait_for("11:00, fu20 with Lee")
        await desk.press("n")
        await desk.wait_for("0 more behind this one.")
        await desk.strike_all("enter", gap=1.2)
        await desk.wait_for("the last one.")
        await desk.strike_all("s", "n", gap=1.2)
        await desk.wait_for("Nobody is overdue")

    play(insuring.database, journey, now="2026-11-23T11:36")
    shown = insuring.json("day", "2026-11-23").result["appointments"]
    assert ["noshow", "noshow", "booked"] == [one["status"] for one in shown]


def test_a_file_that_was_not_taken_is_a_row_with_what_to_do(insuring: CommandLine, tmp_path: Path) -> None:
    """It is taken again, or put aside, which can be taken back; a letter on the bare row does neither."""
    (tmp_path / "bad.271").write_text("ISA*00*")
    insuring("eligibility", "read", tmp_path / "bad.271")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("fil")
        await desk.press("enter")
        await desk.wait_for("bad.271")
        await desk.wait_for("Its header (ISA) is incomplete.")
        await desk.press("d")
        await desk.press("enter")
        await desk.wait_for("r take it again")
        await desk.press("r")
        await desk.wait_for("Not all of bad.271 could be taken again.")
        await desk.strike_all("enter", "d", gap=2.7)
        await desk.wait_for("Put aside: bad.271.")
        await desk.wait_for("Every file of answers that came in was taken whole.")
        await desk.strike_all("u", gap=1.2)
        await desk.wait_for("files 1")

    play(insuring.database, journey, now=NOW)
