"""Does the till's screen open and count drawers, and void, give back and print what was taken?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.open_desk import play

if TYPE_CHECKING:
    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
USERS = """
[[user]]
name = "ana"
roles = ["supervisor"]
[[user]]
name = "bo"
roles = ["coordinator"]
"""


@pytest.fixture
def smith(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith, MRN 100001, at whose clinic ana supervises and bo does not."""
    (tmp_path / "users.toml").write_text(USERS)
    assert 0 == clinicdesk("setup", tmp_path / "users.toml").code
    assert 0 == clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14").code
    clinicdesk.booked("100001")
    return clinicdesk


def drawers(clinic: CommandLine, *names: str) -> list[tuple[str, int | None, int | None]]:
    """Of each drawer by its name: who opened it, and what was expected and counted."""
    shown = (clinic.json("till", "show", "--drawer", name).result for name in names)
    return [(one["opened_by"], one["expected_cents"], one["counted_cents"]) for one in shown]


def test_two_desks_have_two_drawers_that_are_counted_blindly(smith: CommandLine) -> None:
    """T opens one's own, in two keys where it was open before; counting tells what lacks, and never before."""

    async def at_bos(desk: OpenDesk) -> None:
        await desk.press("T")
        await desk.wait_for("What is in drawer bo now")
        await desk.type("1 234.50")
        await desk.press("enter")
        await desk.wait_for("1 234.50 may be one amount")
        await desk.press("ctrl+u")
        await desk.type("50")
        await desk.press("enter")
        await desk.wait_for("Drawer bo is open with $50.00.")
        await desk.press("f3", "dollar_sign", "1", "5", "c")
        await desk.wait_for("Receipt 1: $15.00")
        await desk.strike("T", 1.1)
        await desk.wait_for("Drawer bo, opened by bo at 10:20 with $50.00.")
        await desk.keep("blind")
        await desk.type("60 a five was given too much")
        await desk.press("enter")
        await desk.wait_for("$60.00 counted, $5.00 less than expected.")
        await desk.press("f6", "right_square_bracket", "right_square_bracket")
        await desk.wait_for("bo may not see what should be in a drawer")
        assert "65" not in "".join(cell.glyph for row in desk.kept["blind"].rows for cell in row)

    assert 0 == smith("till", "open", "--float", "100").code
    play(smith.database, at_bos, now=NOW, actor="bo")
    assert [("ana", 10000, None), ("bo", 6500, 6000)] == drawers(smith, "main", "bo")

    async def again(desk: OpenDesk) -> None:
        await desk.press("T")
        await desk.wait_for("Enter opens drawer bo with $50.00, as before.")
        await desk.press("enter")
        await desk.wait_for("Drawer bo is open with $50.00.")
        await desk.press("u")
        await desk.wait_for("Undone: Drawer bo is open")

    play(smith.database, again, now=NOW, actor="bo")
    assert [("bo", 6500, 6000)] == drawers(smith, "bo")


def test_what_was_taken_is_voided_given_back_and_printed_from_its_line(smith: CommandLine, tmp_path: Path) -> None:
    """Enter opens the line highlighted; a letter does it, and the day's total and the ledger say so."""
    paper = tmp_path / "paper"
    printer = f'[till]\nprint_command = ["/usr/bin/tee", "-a", "{paper}"]\n'
    for amount in ("25", "40"):
        paid = smith("pay", "100001", "--kind", "balance", "--method", "cash", "--amount", amount)
        assert 0 == paid.code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "f6")
        await desk.wait_for("r2 ")
        await desk.press("enter")
        await desk.wait_for("print again")
        await desk.press("p")
        await desk.wait_for("Receipt 2 is printed again.")
        await desk.strike_all("down", "up", "enter", "v", gap=1.1)
        await desk.wait_for("Void, as")
        await desk.press("enter")
        await desk.wait_for("Say why")
        await desk.type("paid twice")
        await desk.press("enter")
        await desk.wait_for("Voided: receipt 2")
        await desk.press("down", "up")
        await desk.wait_for("voided by ana: paid twice")
        await desk.strike_all("down", "enter", "b", gap=1.1)
        await desk.wait_for("GIVE BACK  $25.00")
        await desk.press("c")
        await desk.wait_for("Receipt 3: $25.00 given back")
        await desk.strike_all("up", "]", "]", gap=1.1)
        await desk.wait_for("Receipts: 3, voids: 1")
        await desk.press("right_square_bracket")
        await desk.wait_for("Owes nothing.")
        await desk.press("end", "dollar_sign")
        await desk.wait_for("Smith, John")

    play(smith.database, journey, now=NOW, settings=printer)
    assert "Receipt 2" in paper.read_text()
    entries = smith.json("ledger", "100001").result["entries"]
    assert [2500, 4000, -4000, -2500] == [one["cents"] for one in entries]
