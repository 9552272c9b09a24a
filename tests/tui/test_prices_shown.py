"""Is who only asks told a price at the desk, kept and found on the work, and is a bill far over it disputed there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clinics import USERS
from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
FEES = '[[fee]]\ntype = "fu20"\ncode = "99213"\nname = "Office visit"\namount = "120.50"\n'


@pytest.fixture
def priced(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """A clinic with fees, and Smith."""
    (tmp_path / "fees.toml").write_text(PAYERS + FEES + USERS)
    assert 0 == clinicdesk("setup", tmp_path / "fees.toml").code
    clinicdesk.patient()
    return clinicdesk


def test_a_price_is_told_and_kept_for_who_asks(priced: CommandLine) -> None:
    """Q on a patient: words, Enter, a letter; what was asked stands on the work until it is given."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter", "Q")
        await desk.wait_for("What it costs")
        await desk.type("zz")
        await desk.wait_for("zz is no type of visit and no provider of this clinic.")
        await desk.press("ctrl+u")
        await desk.type("fu20 lee")
        await desk.wait_for("Total $120.50")
        await desk.press("enter")
        await desk.wait_for("was asked for, to be given later")
        await desk.press("a")
        await desk.wait_for("asked what fu20 with Lee costs: an estimate is due by")
        await desk.press("up", "Q")
        await desk.wait_for("E1 of fu20 with Lee was asked for, and is due by")
        await desk.type("fu20 lee")
        await desk.press("enter")
        await desk.wait_for("E1 was asked for, and is due by")
        await desk.press("ctrl+x")
        await desk.press("Q")
        await desk.wait_for("Enter take it up")
        await desk.press("enter")
        await desk.wait_for("E1 was asked for, and is due by")
        await desk.press("ctrl+x")
        await desk.press("f5", "apostrophe")
        await desk.type("est")
        await desk.press("enter")
        await desk.wait_for("estimates due 1")
        await desk.wait_for("by 26 Nov: asked, no visit")
        await desk.press("home", "enter")
        await desk.wait_for("E1 was asked for, and is due by")
        await desk.press("e")
        await desk.wait_for("Estimate E1 of fu20 with Lee given by e-mail")

    play(priced.database, journey, now=NOW)
    assert [] == priced.json("estimate", "due").result
    shown = priced.json("estimate", "show", "E1").result
    assert ("given", "email", 12050) == (shown["state"], shown["estimate"]["how"], shown["total_cents"])


def test_the_command_line_tells_and_keeps_prices(priced: CommandLine) -> None:
    """Without a patient nothing is kept; E and the number stand for one that is; what is settled is so."""
    told = priced.json("estimate", "price", "fu20", "--provider", "lee").result
    assert 12050 == told["total_cents"]
    kept = priced.json("estimate", "price", "fu20", "--provider", "lee", "--patient", "100001").result
    assert ("E1", "asked", "2026-11-26") == (kept["number"], kept["state"], kept["due"][:10])
    assert ["E1"] == [one["number"] for one in priced.json("estimate", "due").result]
    assert "Office visit" in priced("estimate", "show", "E1").out
    assert 0 == priced("estimate", "give", "e1", "--how", "paper").code
    assert 2 == priced("estimate", "decline", "E1").code
    assert 2 == priced("estimate", "price", "fu20", "--provider", "lee", "--how", "paper").code
    assert 4 == priced("estimate", "show", "E9").code
    assert 3 == priced("estimate", "price", "new40", "--provider", "lee").code


def test_a_bill_far_over_the_estimate_is_disputed_at_the_desk(priced: CommandLine, tmp_path: Path) -> None:
    """Q on the visit tells it, b asks for the words; it stands with the billing questions, and u takes it back."""
    assert 0 == priced("coverage", "add", "100001", "--payer", "self-pay", "--from", "2026-01-01").code
    number = priced.booked("100001", "2026-11-23T10:40")
    assert 0 == priced("estimate", "give", number, "--how", "paper").code
    bill = tmp_path / "bill.csv"
    bill.write_text("mrn,id,kind,amount,date\n100001,B1,charge,600.00,2026-11-23\n")
    assert 0 == priced("import", "ledger", bill, "--as", "sue").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "Q")
        await desk.wait_for("over-400")
        await desk.wait_for("disputes the bill")
        await desk.press("b")
        await desk.type("told 120")
        await desk.press("enter")
        await desk.wait_for("Smith, John disputes the bill")
        await desk.press("Q")
        await desk.wait_for("disputed, and not to be asked for")
        await desk.press("ctrl+x", "u")
        await desk.wait_for("Undone: Smith, John disputes the bill")

    play(priced.database, journey, now=NOW)
    assert 0 == priced("estimate", "dispute", number, "--note", "told 120").code
    assert 60000 == priced.json("ledger", "100001").result["disputed_cents"]
    assert 2 == priced("estimate", "dispute", number, "--note", "told 120").code
