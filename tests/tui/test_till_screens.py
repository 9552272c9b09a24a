"""Is money taken at the desk with the keys that are promised, and is what is owed shown?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.open_desk import open_desk, play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
CARD = "4111 1111 1111 1111"


@pytest.fixture
def insured(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith, whose plan leaves 25 to him, has a visit at 10:40, which is the first that is highlighted."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    coverage = ("--payer", "cigna", "--member-id", "C1", "--from", "2026-01-01", "--copay", "25")
    assert 0 == clinicdesk("coverage", "add", "100001", *coverage).code
    clinicdesk.booked("100001")
    return clinicdesk


def lines(clinic: CommandLine) -> list[tuple[str, str, int, str]]:
    """What Smith's ledger says: kind, method, cents, last four digits, the newest first."""
    entries = clinic.json("ledger", "100001").result["entries"]
    return [(one["kind"], one["method"], one["cents"], one["last4"]) for one in entries]


def test_a_copay_takes_two_keys(insured: CommandLine) -> None:
    """The amount of the plan is proposed, a letter takes it, and u takes it back; sheet and card tell what is owed."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "dollar_sign")
        await desk.wait_for("Copay of fu20 10:40-11:00: $25.00")
        await desk.press("c")
        await desk.wait_for("Receipt 1: $25.00 copay, cash, of Smith, John")
        await desk.wait_for("Has $25.00 credit.")
        await desk.press("f4")
        await desk.type("smith")
        await desk.press("enter")
        await desk.wait_for("receipt 1")
        await desk.press("f2", "slash")
        await desk.type("smith")
        await desk.press("enter")
        await desk.wait_for("Has $25.00 credit.")
        await desk.press("ctrl+x", "u")
        await desk.wait_for("Undone: Receipt 1")

    play(insured.database, journey, now=NOW)
    assert [("copay", "cash", 2500, ""), ("copay", "cash", -2500, "")] == lines(insured)


def test_amount_kind_and_card_are_asked_on_the_way(insured: CommandLine) -> None:
    """Digits change the amount, Tab what it is for, Space begins what is given; a card asks for four digits."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "dollar_sign")
        await desk.press("4", "0", "space", "5", "0")
        await desk.wait_for("given 50  change 10")
        await desk.press("tab")
        await desk.wait_for("balance  40")
        await desk.press("c")
        await desk.wait_for("$10.00 change")
        await desk.press("down", "up", "dollar_sign", "d")
        await desk.paste(CARD)
        await desk.press("enter")
        await desk.wait_for("payment card")
        await desk.type("4242 A17")
        await desk.press("enter")
        await desk.wait_for("card ending 4242")

    play(insured.database, journey, now=NOW)
    assert [("copay", "card", -2500, "4242"), ("balance", "cash", -4000, "")] == lines(insured)


def test_an_amount_is_taken_as_it_is_typed_or_not_at_all(insured: CommandLine) -> None:
    """With commas and cents; what is none is shown as it was typed, and no part of it is taken."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "dollar_sign")
        await desk.strike_all(*"-5c", gap=0.1)
        await desk.wait_for("without a minus")
        await desk.press("backspace", "backspace")
        await desk.strike_all(*"40,50c", gap=0.1)
        await desk.wait_for("Type it as 25 or 25.50")
        await desk.wait_for("copay  40,50_")
        await desk.press(*["backspace"] * 5)
        await desk.strike_all(*"1,234.50c", gap=0.1)
        await desk.wait_for("$1,234.50 copay")

    play(insured.database, journey, now=NOW)
    assert [("copay", "cash", -123450, "")] == lines(insured)


def test_what_is_parked_keeps_no_card(insured: CommandLine) -> None:
    """Amount and kind come back; what was typed of a card is in no file."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "dollar_sign", "7", "d")
        await desk.paste(CARD)
        await desk.press("ctrl+p")
        await desk.wait_for("parked")
        await desk.press("f2", "slash")
        await desk.paste(f"note {CARD}")
        await desk.press("ctrl+p", "Z")
        await desk.press("ctrl+x", "Z")
        await desk.wait_for("copay  7_")

    play(insured.database, journey, now=NOW)
    files = [path for path in insured.database.parent.rglob("*") if path.is_file()]
    assert [] == [path.name for path in files if CARD.encode() in path.read_bytes()]
    assert [] == lines(insured)


def test_a_name_typed_pays_nothing(insured: CommandLine) -> None:
    """A word that begins with no choice is none, and what it would choose is not taken."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "dollar_sign")
        await desk.strike_all(*"smock", gap=0.15)
        await desk.press("ctrl+x")
        await desk.wait_for("expected")

    play(insured.database, journey, now=NOW)
    assert [] == lines(insured)


def test_a_slip_of_a_letter_takes_no_other_amount(insured: CommandLine) -> None:
    """What was typed is typed anew, and the amount proposed is not taken in its place."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "dollar_sign")
        await desk.wait_for("Copay of fu20 10:40-11:00: $25.00")
        await desk.strike_all("7", "7", "x", "c", gap=1.1)
        await desk.wait_for("How much is missing")
        await desk.strike_all("1", "2", "c", gap=1.1)
        await desk.wait_for("$12.00 copay")

    play(insured.database, journey, now=NOW)
    assert [("copay", "cash", -1200, "")] == lines(insured)


def test_the_copay_is_an_item_of_check_in_where_the_settings_say_so(insured: CommandLine) -> None:
    """Nobody ticks it: it is paid at the gate with its key, or waived; what was paid is undone with the payment."""
    settings = insured.database.with_name("till.toml")
    settings.write_text("[till]\ncopay_at_check_in = true\n")
    more = ("--config", str(settings))
    insured("patient", "edit", "100001", "--verified", "identity", "--verified", "demographics")
    assert 0 == insured("verify", 1, "--result", "active", "--how", "phone").code

    def state() -> str:
        (visit,) = insured.json("queue", *more).result
        return str(visit["clearance"]["copay"])

    assert "due" == state()
    refused = insured.json("check-in", 1, *more)
    assert (3, ["A copay of $25.00 is to be paid."]) == (
        refused.code,
        [one["message"] for one in refused.answer["conflicts"]],
    )
    assert 2 == insured("check-in", 1, "--verified", "copay", *more).code

    async def run() -> None:
        async with open_desk(insured.database, size=(80, 24), now=NOW, settings=settings.read_text()) as desk:
            await desk.press("f3", "c")
            await desk.wait_for("A copay of $25.00")
            await desk.press("y")
            await desk.wait_for("Take the payment first")
            await desk.press("dollar_sign", "c")
            await desk.wait_for("Receipt 1")
            await desk.wait_for("Check in")
            await desk.press("enter")
            await desk.wait_for("Smith, John checked in 10:20.")

    asyncio.run(run())
    assert "ok" == state()
    assert 0 == insured("void", "r1", "--reason", "bounced").code
    assert "due" == state()
