"""Are disputes and payment plans told where somebody asks what is owed, and is nothing disputed asked for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
BILLED = """\
id,mrn,kind,amount,date,description
C1,100001,charge,120.00,2026-10-05,Office visit
C2,100001,charge,30.00,2026-10-05,Blood draw
"""
PLANS = """\
Plan ID,MRN,Payments,Amount,Down,APR,Signed,Guarantor,First due
P7,100001,6,25.00,20,4.9%,2026-11-02,"Smith, Mary",2026-12-01
P8,100001,0,25.00,,,,,
P9,100001,6,25.00,,450%,,,
P10,999999,6,25.00,,,,,
"""


@pytest.fixture
def billed(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith owes 150 for two lines."""
    (tmp_path / "users.toml").write_text('[[user]]\nname = "ana"\nroles = ["supervisor"]\n')
    assert 0 == clinicdesk("setup", tmp_path / "users.toml").code
    clinicdesk.patient()
    clinicdesk.booked("100001")
    (tmp_path / "billing.csv").write_text(BILLED)
    assert 0 == clinicdesk("import", "ledger", tmp_path / "billing.csv").code
    return clinicdesk


def owed(clinic: CommandLine) -> tuple[int, int, int]:
    """What Smith owes, how much of it is disputed, and what may be asked for."""
    told = clinic.json("ledger", "100001").result
    return told["balance_cents"], told["disputed_cents"], told["to_collect_cents"]


def test_what_is_disputed_is_not_asked_for_until_it_is_settled(billed: CommandLine) -> None:
    """A dispute is a record of its line: shown with it, taken back by undo, settled with what came of it."""
    assert (15000, 0, 15000) == owed(billed)
    asked = billed.json("dispute", 2, "--kind", "question", "--note", "what was drawn?")
    assert ("question", "open") == (asked.result["kind"], asked.result["status"])
    assert (15000, 0, 15000) == owed(billed), "a question takes nothing away"
    assert "is open already" in billed.json("dispute", 2, "--note", "wrong").answer["message"]
    assert 0 == billed("undo").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "f6")
        await desk.strike_all("[", gap=1.1)
        await desk.wait_for("Blood draw")
        await desk.strike_all("end", "enter", "d", gap=1.1)
        await desk.wait_for("What is wrong")
        await desk.press("enter")
        await desk.wait_for("Say what is asked")
        await desk.type("never seen that day")
        await desk.press("enter")
        await desk.wait_for("Disputed: charge of $120.00")
        await desk.strike_all("up", "down", gap=1.1)
        await desk.wait_for("dispute: never seen that day")
        await desk.wait_for("$120.00 of it is disputed")
        await desk.strike_all("f3", "$", gap=1.1)
        await desk.wait_for("balance  $30.00")
        await desk.press("escape", "f5", "apostrophe", *"bill", "enter")
        await desk.wait_for("billing questions 1")
        await desk.wait_for("dispute, $120.00: never")
        await desk.strike_all("enter", gap=1.1)
        await desk.wait_for("s settle")
        await desk.press("ctrl+x")

    play(billed.database, journey, now=NOW)
    assert (15000, 12000, 3000) == owed(billed)
    assert "dispute 2: never seen that day" in billed("ledger", "100001").out
    (one,) = billed.json("dispute", "list").result
    assert 0 == billed("dispute", "settle", one["id"], "--outcome", "billed to the wrong day").code
    assert ((15000, 0, 15000), []) == (owed(billed), billed.json("dispute", "list").result)
    assert 0 == billed("undo").code
    assert (15000, 12000, 3000) == owed(billed)
    assert 4 == billed("dispute", "settle", 99, "--outcome", "x").code


def test_whom_a_note_names_is_hidden_while_names_are(billed: CommandLine, tmp_path: Path) -> None:
    """In the ledger at the till, and on the sheet in the titles of documents and what cases are about."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nx\n%%EOF\n")
    for line in (
        ("dispute", 2, "--note", "Brown, Mary says no"),
        ("case", "new", "task", "--patient", "100001", "--subject", "ring Brown, Mary"),
        ("document", "add", "id:1", tmp_path / "a.pdf", "--title", "Letter of Brown, Mary"),
    ):
        assert 0 == billed(*line).code, line

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3", "f6")
        await desk.strike_all("[", gap=1.1)
        await desk.wait_for("Brown, Mary says no")
        await desk.press("P")
        await desk.wait_for("(hidden)")
        await desk.keep("till")
        await desk.press("P", "f4")
        await desk.type("smith")
        await desk.press("enter")
        await desk.wait_for("Letter of Brown, Mary")
        await desk.press("P")
        await desk.keep("sheet")
        assert [] == [name for name, kept in desk.kept.items() if "Brown" in kept.write(name)]

    play(billed.database, journey, now=NOW, size=(160, 60))


def test_plans_come_by_file_and_are_told_with_what_is_owed(billed: CommandLine, tmp_path: Path) -> None:
    """Terms that were signed are not changed under the signature; a wrong line is named and the others are taken."""
    file = tmp_path / "plans.csv"
    file.write_text(PLANS)
    done = billed.json("import", "plans", file).result
    assert (1, [(3, "count"), (4, "apr"), (5, "mrn")]) == (
        done["added"],
        [(one["line"], one["field"]) for one in done["rejected"]],
    )
    told = "Pays 6 times $25.00 by plan P7 after $20.00 down at 4.9 % a year, signed 2 Nov 2026 by Smith, Mary."
    assert told in billed("ledger", "100001").out
    lines = PLANS.splitlines(keepends=True)
    file.write_text("".join(lines[:2]).replace("25.00", "20.00"))
    (refused,) = billed.json("import", "plans", file).result["rejected"]
    assert ("signed", True) == (refused["field"], "signed on 2 Nov 2026 for other terms" in refused["reason"])
    file.write_text("".join(lines[:2]).replace("25.00", "20.00").replace("2026-11-02", "2026-11-20"))
    assert 1 == billed.json("import", "plans", file).result["updated"]
    assert 1 == billed.json("import", "plans", file).result["unchanged"]
    (plan,) = billed.json("ledger", "100001").result["plans"]
    assert (2000, "2026-11-20", 490) == (plan["amount_cents"], plan["signed"], plan["apr_hundredths"])
    assert 0 == billed("undo").code
    assert [2500] == [one["amount_cents"] for one in billed.json("ledger", "100001").result["plans"]]
