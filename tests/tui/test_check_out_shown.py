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
