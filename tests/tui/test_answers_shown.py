"""Are payers asked at the desk with one key, and is all that they answered shown where somebody verifies?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.insured import PAYERS
from tests.open_desk import play
from tests.payer import interchange, questions, told
from tui.demo.clearing_house import ClearingHouse, answer_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
NPI = '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/New_York"\nnpi = "1234567893"\n'


@pytest.fixture
def asking(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """A clinic that payers know, and Smith, who is insured with Aetna, a visit at 10:40."""
    (tmp_path / "payers.toml").write_text(PAYERS + NPI)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    assert 0 == clinicdesk("coverage", "add", "100001", "--payer", "aetna", "--member-id", "W123456789").code
    clinicdesk.booked("100001")
    return clinicdesk


def answered(asking: CommandLine, tmp_path: Path, *said: str) -> None:
    """Ask about the visit, and take in this answer."""
    result = asking.json("eligibility", "send", "--to", tmp_path).result
    (file,) = result["files"]
    (question,) = questions((tmp_path / file).read_text("ascii"))
    (tmp_path / "a.271").write_text(interchange([told(question, *said)]))
    assert 1 == asking.json("eligibility", "read", tmp_path / "a.271").result["matched"]


def test_asked_with_one_key_and_taken_back(asking: CommandLine) -> None:
    """Of the visit highlighted; the list says since when. Of all to come with a line."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("Aetna has never been verified")
        await desk.press("A")
        await desk.wait_for("The payer is asked about the visit: 270-000000001")
        await desk.press("down", "u")
        await desk.wait_for("Undone: The payer is asked")
        await desk.press("colon")
        await desk.type("ask")
        await desk.wait_for("Asks payers about 1 visits until Thu 26 Nov")
        await desk.press("enter")
        await desk.wait_for("The payer is asked about the visit: 270-000000002")
        await desk.press("colon")
        await desk.type("ask")
        await desk.wait_for("Nothing is to be asked of a payer until Thu 26 Nov.")
        await desk.press("enter")
        await desk.wait_for("Nobody is asked. The payer was asked already, at")

    play(asking.database, journey, now=NOW)
    (row,) = asking.json("eligibility", "list").result
    assert row["asked"]["trace"].startswith("2-")


def test_everything_a_payer_said_is_shown_where_it_is_verified(asking: CommandLine, tmp_path: Path) -> None:
    """All copays, that none of them is the one, what is left; in the details too, and not with names hidden."""
    copays = ("EB*B**98***27*25*****Y", "EB*B**98***27*50*****N")
    answered(asking, tmp_path, "EB*1**30**GOLD", *copays, "EB*F**PT***29***VS*8", "MSG*AFTER REFERRAL")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith, John")
        for key in ("v", "i"):
            await desk.press(key)
            await desk.wait_for("For 23 Nov 2026: Active, GOLD.")
            await desk.wait_for("Several copays: which of them holds, network and kind of visit say.")
            await desk.wait_for("copay $25 in network, visit, office visit")
            await desk.wait_for("copay $50 out of network, visit, office visit")
            await desk.wait_for("limit 8 visits left, physical therapy, AFTER REFERRAL")
            await desk.press("ctrl+x")
        await desk.press("P", "i")
        await desk.wait_for("Aetna, verified 23 Nov 2026.")
        assert "copay $25" not in "\n".join((await desk._shown()).display)

    play(asking.database, journey, now=NOW)


def test_a_rejection_says_what_to_do(asking: CommandLine, tmp_path: Path) -> None:
    """On the list, and where it is verified by phone instead."""
    answered(asking, tmp_path, "AAA*N**75*C")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("Rejected by Aetna")
        await desk.press("v")
        await desk.wait_for("The payer does not find the subscriber.")
        await desk.press("enter")
        await desk.wait_for("Verified of Smith, John, MRN 100001: Aetna active on 23 Nov 2026")

    play(asking.database, journey, now=NOW)


def test_the_clearing_house_of_the_practice_clinic_answers(asking: CommandLine, tmp_path: Path) -> None:
    """What the worker of a practice clinic writes it answers, once, in X12 that is whole."""
    asked = asking.json("eligibility", "send").result
    house = ClearingHouse(tmp_path / "out", tmp_path / "in")
    house.look()
    assert 0 == asking("undo").code, "it waits"
    first = asking.json("eligibility", "send", 1, "--to", tmp_path / "out").result
    house.look()
    house.look()
    (answer,) = (tmp_path / "in").iterdir()
    assert "271-000000002" == answer.name[:13]
    read = asking.json("eligibility", "read", tmp_path / "in").result
    assert (1, 0, []) == (read["matched"], read["unmatched"], read["errors"])
    assert [name.startswith("270-000000001") for name in asked["files"]] == [True]
    assert "" == answer_text("")
    assert 1 == len(first["sent"])
