"""Are fees set up from a file, and estimates due shown, made and given, by command and at the desk?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

FEES = """\
Visit type;Code;Description;Price;Provider;From;To
FU20;99213;"Office visit; established";120.50;;;
fu20;36415;Blood draw;15;;2026-01-01;
fu99;99213;No such type;12;;;
fu20;;No code;twelve;nobody;2026-13-01;
fu20;99214;Backwards;12;;2026-02-01;2026-01-01
fu20;99213;Twice;99;;;
fu20;4111111111111111;A card;12;;;
"""


def test_fees_come_from_a_file_that_names_each_line_it_drops(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """What is right is set up, each wrong column of a line is told, and the same file again changes nothing."""
    file = tmp_path / "fees.csv"
    file.write_text(FEES)
    tried = clinicdesk.json("setup", "fees", file, "--dry-run")
    done = clinicdesk.json("setup", "fees", file)
    assert tried.result == done.result
    assert (2, 0) == (done.result["added"], done.result["changed"])
    assert [
        *((4, "type"), (5, "code"), (5, "provider"), (5, "amount"), (5, "from")),
        *((6, "to"), (7, "code"), (8, "code")),
    ] == [(one["line"], one["field"]) for one in done.result["rejected"]]
    assert 0 == clinicdesk.json("setup", "fees", file).result["added"]
    file.write_text("type,code\nfu20,1\n")
    assert (2, True) == ((ran := clinicdesk.json("setup", "fees", file)).code, "name, amount" in ran.answer["message"])


def test_an_estimate_due_is_given_in_two_keys(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """The list of the work says until when; Enter tells what it costs, p gives it; u takes it back."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    (tmp_path / "fees.csv").write_text(FEES)
    assert 0 == clinicdesk("setup", "fees", tmp_path / "fees.csv").code
    clinicdesk.patient()
    assert 0 == clinicdesk("coverage", "add", "100001", "--payer", "self-pay").code
    number = clinicdesk.booked("100001", "2026-12-02T10:00")
    (due,) = clinicdesk.json("estimate", "due").result
    assert (number, "due", "2026-11-24", 13550) == (
        *(due["appointment"], due["state"], due["due"], due["total_cents"]),
    )
    assert "Office visit; established" in clinicdesk("estimate", "show", number).out

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("est")
        await desk.press("enter")
        await desk.wait_for("by 24 Nov: due, pays themselves")
        await desk.strike_all("down", "enter", gap=1.1)
        await desk.wait_for("Total $135.50")
        await desk.wait_for("p on paper")
        await desk.press("p")
        await desk.wait_for("given on paper to Smith, John: $135.50")
        await desk.wait_for("No estimate is due.")
        await desk.strike_all("f2", "u", gap=1.1)
        await desk.wait_for("Undone: Estimate of fu20")

    play(clinicdesk.database, journey, now="2026-11-23T10:20")
    shown = clinicdesk.json("estimate", "due").result
    assert ["due"] == [one["state"] for one in shown]
    assert 0 == clinicdesk("estimate", "make", number).code
    given = clinicdesk.json("estimate", "give", number, "--how", "email")
    assert ("given", "email") == (given.result["state"], given.result["estimate"]["how"])
    assert 0 != clinicdesk("estimate", "give", number, "--how", "pigeon").code
