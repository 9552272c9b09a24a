"""Are supplies kept by command line and keys alike, and do those that are low stand on the work?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
ITEM = [
    *("id", "name", "unit", "site", "par", "reorder_at", "supplier", "catalog", "note", "status"),
    *("on_hand", "on_order", "wanted", "low", "rev"),
]
ORDER = ["id", "state", "site", "supplier", "lines", "expected", "reference", "rev"]
GLOVES = ("--name", "Gloves M", "--unit", "box", "--par", "10", "--reorder-at", "4")


def test_by_command_line(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """All with exactly the keys promised; items and suppliers are named by numbers or words."""
    clinicdesk("directory", "add", "--name", "Medline Supply", "--kind", "supplier", "--fax", "800 555 0100")
    gloves = clinicdesk.json("supply", "add", *GLOVES, "--supplier", "medlin").result
    assert (ITEM, "main", 1, 0, True) == (
        list(gloves),
        *(gloves[key] for key in ("site", "supplier", "on_hand", "low")),
    )
    assert 2 == clinicdesk.json("supply", "count", "glov", 2).result["on_hand"]
    assert 2 == clinicdesk("supply", "use", "gloves", 3).code
    (order,) = clinicdesk.json("supply", "order", "--place", "--expected", "fri").result
    assert (ORDER, "placed", "2026-11-27") == (list(order), order["state"], order["expected"])
    assert [{"item": 1, "quantity": 8, "received": 0}] == order["lines"]
    assert "part" == clinicdesk.json("supply", "receive", 1, "gloves=3").result["state"]
    assert 2 == clinicdesk("supply", "receive", 1, "gloves").code
    (listed,) = clinicdesk.json("supply", "list").result
    assert (5, 5, False) == tuple(listed[key] for key in ("on_hand", "on_order", "low"))
    assert "received" == clinicdesk.json("supply", "receive", 1).result["state"]
    assert "Medline Supply" in clinicdesk("supply", "form", 1).out
    assert b"%PDF" == (_pdf(clinicdesk, tmp_path / "order.pdf"))[:4]
    assert 12 == clinicdesk.json("supply", "edit", 1, "--par", 12, "--name", "Gloves, M").result["par"]
    assert 4 == clinicdesk("supply", "count", "tape", 1).code
    assert "Received of order 1" in clinicdesk("history", "order:1").out


def _pdf(clinicdesk: CommandLine, file: Path) -> bytes:
    assert 0 == clinicdesk("supply", "form", 1, "--out", file).code
    return file.read_bytes()


def test_by_keys(clinicdesk: CommandLine) -> None:
    """Enter on what is low counts and orders it; it goes down the list as it is ordered, placed and received."""
    clinicdesk("directory", "add", "--name", "Medline Supply", "--kind", "supplier")
    clinicdesk("supply", "add", *GLOVES, "--supplier", "medline")

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("supp")
        await desk.press("enter")
        await desk.wait_for("0 box on hand, ordered at 4: order 10")
        await desk.keep("supplies")
        await desk.press("enter", "c", "3", "enter")
        await desk.wait_for("Counted Gloves M: 3 box on hand (+3).")
        await desk.press("home", "enter", "r")
        await desk.wait_for("No placed order has Gloves M.")
        await desk.press("o", "enter")
        await desk.wait_for("Drafted order 1 of Medline Supply: 7 box Gloves M.")
        await desk.press("home", "enter", "p", *"fri", "enter")
        await desk.wait_for("order 1: 7 box still to come, expected 27 Nov")
        await desk.press("home", "enter", "r", "2", "enter")
        await desk.wait_for("Still to come: 5 box Gloves M.")
        await desk.press("u")
        await desk.wait_for("order 1: 7 box still to come, expected 27 Nov")
        await desk.press("home", "enter", "r", "enter")
        await desk.wait_for("Nothing is low, and no order of supplies is open.")

    play(clinicdesk.database, journey, now=NOW)
    assert [10] == [one["on_hand"] for one in clinicdesk.json("supply", "list").result]
