"""Does a check-out tell what is left to be done, and does Enter go on with it: the copay, then the follow-up?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:45"
RECALLS = """
[[recall]]
code = "blood"
name = "Blood test"
months = 3
types = ["new40"]

[[recall]]
code = "half"
name = "Half-year check"
months = 6
types = ["fu20"]
after = ["new40"]
"""


@pytest.fixture
def seen(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith, whose plan leaves 25 to him, came at 10:20 for a visit of 25 minutes at 10:40, and is checked in."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    clinicdesk.patient()
    coverage = ("--payer", "cigna", "--member-id", "C1", "--from", "2026-01-01", "--copay", "25")
    assert 0 == clinicdesk("coverage", "add", "100001", *coverage).code
    number = clinicdesk.booked("100001", "2026-11-23T10:40", "--minutes", "25")
    waived = ("identity", "demographics", "insurance")
    every = [part for item in waived for part in ("--waive", f"{item}=known")]
    assert 0 == clinicdesk("check-in", number, *every).code
    return clinicdesk


def test_enter_goes_on_after_a_check_out(seen: CommandLine) -> None:
    """O checks out at once; Enter takes the copay, then books: with whom, as what, for how long and when it was."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "left_square_bracket", "right_square_bracket")
        await desk.press("o")
        await desk.wait_for("A copay of $25.00 is to be")
        await desk.wait_for("Enter pay")
        await desk.strike_all("enter", gap=3)
        await desk.wait_for("Copay of fu20 10:40-11:05: $25.00")
        await desk.press("c")
        await desk.wait_for("Receipt 1: $25.00 copay")
        await desk.strike_all("enter", gap=3)
        await desk.wait_for("Book Smith, John:")
        await desk.type("2w")
        await desk.wait_for(">Mon 7 Dec 10:40")
        await desk.strike_all("enter", gap=1.1)
        await desk.wait_for("Booked Smith, John, fu20 with Lee Mon 7 Dec 10:40")

    play(seen.database, journey, now=NOW)
    (booked,) = seen.json("day", "2026-12-07").result["appointments"]
    assert ("fu20", "lee", 25) == (booked["type"], booked["provider"], booked["minutes"])


def test_a_follow_up_takes_four_keys_with_the_check_out(seen: CommandLine) -> None:
    """o, f, the words, Enter: three keys beside what is typed; nothing else is asked before."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "o")
        await desk.wait_for("checked out")
        await desk.press("f")
        await desk.type("2w")
        await desk.wait_for(">Mon 7 Dec 10:40")
        await desk.press("enter")
        await desk.wait_for("Booked Smith, John")
        await desk.strike_all("u", "u", gap=1.5)
        await desk.wait_for("Undone: Smith, John checked out")

    play(seen.database, journey, now=NOW)
    told = seen.json("check-out", 1).result
    assert (2500, 0, None) == (told["copay_due_cents"], told["balance_cents"], told["next_appointment"])


def test_who_is_to_come_again_is_noted_by_key(seen: CommandLine, tmp_path: Path) -> None:
    """O and Enter after the check-out: the kind of that visit first, by its months, or a day typed; u takes it back."""
    (tmp_path / "recall.toml").write_text(RECALLS)
    assert 0 == seen("setup", tmp_path / "recall.toml").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "o")
        await desk.wait_for("O come again")
        await desk.wait_for("C case")
        await desk.press("O")
        await desk.wait_for("Half-year check: called in from Sun 23 May 2027 on.")
        await desk.press("enter")
        await desk.wait_for("Smith, John is due for Half-year check from")
        await desk.press("O")
        await desk.wait_for("to come, Sun 23 May 2027")
        await desk.press("down")
        await desk.type("yes")
        await desk.wait_for("Sun 22 Nov is past.")
        await desk.press("enter")
        await desk.press("ctrl+u")
        await desk.type("3/14/27")
        await desk.press("ctrl+p", "Z")
        await desk.wait_for("Blood test: called in from Sun 14 Mar 2027 on.")
        await desk.press("enter")
        await desk.wait_for("Smith, John is due for Blood test from Sun 14 Mar")
        await desk.press("u")
        await desk.wait_for("Undone: Smith, John is due for Blood test")

    play(seen.database, journey, now=NOW)
    assert [("half", "2027-05-23")] == [
        (one["kind"], one["due"]) for one in seen.json("recall", "list", "100001").result
    ]


def test_a_clinic_that_calls_nobody_in_says_what_to_set_up(seen: CommandLine) -> None:
    """O is refused with the remedy."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "O")
        await desk.wait_for("Add a [[recall]] to the set-up file")

    play(seen.database, journey, now=NOW)


def test_a_referral_is_noted_after_a_check_out(seen: CommandLine) -> None:
    """C and r, then what it is about: the case is linked with the visit."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "o")
        await desk.wait_for("checked out")
        await desk.press("C", "r")
        await desk.type("heart murmur")
        for _ in range(6):
            await desk.press("enter")
        await desk.wait_for("heart murmur")

    play(seen.database, journey, now=NOW)
    (case,) = seen.json("case", "list").result
    assert "referral-out" == case["kind"]
