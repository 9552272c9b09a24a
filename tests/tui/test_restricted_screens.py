"""Is the reason to open a restricted record asked at the desk before anything of it is shown?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.structs import replace
from tests.open_desk import play

if TYPE_CHECKING:
    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"


@pytest.fixture
def restricted(clinicdesk: CommandLine) -> CommandLine:
    """Smith's record is restricted; there is a visit."""
    ref = clinicdesk.patient()
    clinicdesk("patient", "edit", ref, "--phone", "617 555 0117", "--email", "js@example.org")
    clinicdesk.booked(ref)
    assert 0 == clinicdesk("patient", "edit", ref, "--status", "restricted").code
    return clinicdesk


def test_the_command_line_asks_for_a_reason(restricted: CommandLine) -> None:
    """By a refusal that says how; a list of hits goes on, without how to reach them."""
    ran = restricted.json("patient", "show", "100001")
    assert (3, ["RESTRICTED"]) == (ran.code, [one["rule"] for one in ran.answer["conflicts"]])
    found = restricted.json("find", "smith")
    assert (0, [], "") == (found.code, found.result[0]["phones"], found.result[0]["email"])
    assert "restricted" in found.answer["message"]
    assert 2 == restricted("patient", "open", "100001", "--reason", "x").code
    assert 0 == restricted("patient", "open", "100001", "--reason", "calls about a visit").code
    assert "js@example.org" == restricted.json("patient", "show", "100001").result["email"]


def test_who_is_refused_has_paid_nothing(restricted: CommandLine) -> None:
    """No verb that tells of a restricted record acts before it says that a reason is wanted."""
    paid = ("--kind", "copay", "--method", "cash", "--amount", "25")
    restricted.patient("Jones", "Ann")
    for words in (
        ("pay", "100001", *paid),
        ("pay", "1", *paid),
        ("patient", "relate", "100001", "100002", "--relation", "child"),
    ):
        assert 3 == restricted(*words).code
    assert 0 == restricted("patient", "open", "100001", "--reason", "calls about a bill").code
    assert [] == restricted.json("ledger", "100001").result["entries"]
    assert [] == restricted.json("patient", "family", "100001").result
    first = restricted.json("pay", "1", *paid).result
    assert (1, -2500) == (first["receipt"], first["balance_cents"])
    tomorrow = replace(restricted, before=("--now", "2026-11-24T10:20", "--as", "ana"))
    for again in (("refund", "100001", "--method", "cash", "--amount", "5"), ("void", "r1", "--reason", "twice")):
        assert 3 == tomorrow(*again).code, again
    assert 0 == tomorrow("patient", "open", "100001", "--reason", "calls about a bill").code
    assert [1] == [entry["receipt"] for entry in tomorrow.json("ledger", "100001").result["entries"]]


def test_the_desk_asks_for_a_reason(restricted: CommandLine) -> None:
    """Looking through the list asks nothing; what opens the record does, and the same key opens it then."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "R")
        await desk.wait_for("Why open it:")
        await desk.press("escape")
        await desk.press("f4")
        await desk.type("100001")
        await desk.press("enter")
        await desk.wait_for("Why open it:")
        await desk.wait_for("The reason is written into the log of openings, with your name.")
        await desk.press("enter")
        await desk.wait_for("Say in a few words why the record is opened.")
        await desk.type("calls about a visit")
        await desk.press("enter")
        await desk.wait_for("It counts for 8 hours.")
        await desk.strike_all("enter", gap=2.7)
        await desk.wait_for("js@example.org")
        await desk.press("f3", "i")
        await desk.wait_for("617 555 0117")

    play(restricted.database, journey, now=NOW)


def test_leaving_the_question_opens_nothing(restricted: CommandLine) -> None:
    """In the middle of another question, that one goes on as it stood."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "slash")
        await desk.type("smi")
        await desk.press("enter")
        await desk.wait_for("Why open it:")
        await desk.press("ctrl+x")
        await desk.wait_for("Find: smi")
        await desk.strike_all("ctrl+x", "i", gap=1.2)
        await desk.wait_for("Why open it:")

    play(restricted.database, journey, now=NOW)


def test_a_family_is_told_for_a_reason_as_well(restricted: CommandLine) -> None:
    """By the verb that notes who belongs to whom, whose answer tells all of them, and by the key at the desk."""
    other = restricted.patient(family="Jones", given="Ann")
    refused = restricted.json("patient", "relate", "100001", other, "--relation", "sibling")
    assert (3, ["RESTRICTED"]) == (refused.code, [one["rule"] for one in refused.answer["conflicts"]])
    assert [] == restricted.json("patient", "family", other).result
    assert 0 == restricted("patient", "relate", other, "100001", "--relation", "sibling", "--no-household").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "R")
        await desk.wait_for("Why open it:")
        await desk.type("books for her sister")
        await desk.press("enter")
        await desk.wait_for("It counts for 8 hours.")
        await desk.strike_all("R", gap=2.7)
        await desk.wait_for("Jones, Ann")

    play(restricted.database, journey, now=NOW)
