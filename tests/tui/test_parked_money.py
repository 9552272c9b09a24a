"""Do words about money that were put aside come back with their line and patient, and is a card's number in no file?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
CARD = "4111111111111111"
MORE = """
[[form]]
code = "privacy"
name = "Privacy notice"

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit"
amount = "120.50"
"""


@pytest.fixture
def clinic(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Tim, of whom nobody is known who decides, came for a visit and paid 25."""
    (tmp_path / "more.toml").write_text(PAYERS + MORE)
    assert 0 == clinicdesk("setup", tmp_path / "more.toml").code
    clinicdesk.patient("Smith", "Tim", "2015-03-14")
    number = clinicdesk.booked("100001", "2026-11-23T10:40")
    paid = ("--kind", "copay", "--method", "card", "--amount", "25", "--last4", "4242")
    assert 0 == clinicdesk("pay", number, *paid).code
    return clinicdesk


def _nothing_on_disk(clinic: CommandLine) -> None:
    folder = clinic.database.parent
    found = [path.name for path in folder.rglob("*") if path.is_file() and CARD.encode() in path.read_bytes()]
    assert [] == found


def test_words_of_a_void_come_back_without_a_card(clinic: CommandLine) -> None:
    """Enter opens the line in the till, v asks; put aside and taken up the words stand there, and no number did."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f6")
        await desk.wait_for("Smith, Tim")
        await desk.press("home", "enter", "v")
        await desk.wait_for("Void, as")
        await desk.type(f"wrong card {CARD}")
        await desk.press("enter")
        await desk.wait_for("payment card")
        await desk.press(
            "backspace", "backspace", "backspace", "backspace"
        )  # the number is forgotten, and no word of it
        await desk.type("amount")
        await desk.press("ctrl+p")
        await desk.wait_for("parked")
        await desk.press("Z")
        await desk.wait_for("Void, as: wrong amount")
        await desk.press("enter")
        await desk.wait_for("oid")

    play(clinic.database, journey, now=NOW)
    assert 0 == clinic.json("ledger", "100001").result["balance_cents"]
    _nothing_on_disk(clinic)


def test_who_signed_comes_back(clinic: CommandLine) -> None:
    """What was said of the forms, and the name that was typed of who signed."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "p", "s", "enter")
        await desk.wait_for("Who signed")
        await desk.type(CARD)
        await desk.press("ctrl+p", "Z", "ctrl+u")
        await desk.type("Ann Smith")
        await desk.press("ctrl+p", "Z")
        await desk.wait_for("Ann Smith")
        await desk.press("enter")
        await desk.wait_for("Privacy notice")

    play(clinic.database, journey, now=NOW)
    assert "Ann Smith" in str(clinic.json("form", "list", "100001").result)
    _nothing_on_disk(clinic)


def test_a_price_that_was_asked_for_comes_back(clinic: CommandLine) -> None:
    """Its words, and where it had come."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter", "Q")
        await desk.type("fu20 lee")
        await desk.press("enter", "ctrl+p", "Z")
        await desk.wait_for("Total $120.50")
        await desk.press("a")
        await desk.wait_for("an estimate is due by")

    play(clinic.database, journey, now=NOW)
    assert 1 == len(clinic.json("estimate", "due").result)


def test_a_copay_takes_two_keys_with_its_receipt(clinic: CommandLine) -> None:
    """$ and the letter of the method, as the amount of the plan is proposed."""
    assert 0 == clinic("coverage", "add", "100001", "--payer", "cigna", "--member-id", "C1", "--copay", "25").code
    assert 0 == clinic("void", "r1", "--reason", "again").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.press("dollar_sign", "c")
        await desk.wait_for("Receipt 2: $25.00 copay, cash")

    play(clinic.database, journey, now=NOW)
    assert -2500 == clinic.json("ledger", "100001").result["balance_cents"]
