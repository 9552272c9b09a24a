"""Is the directory found, entered, changed and merged by command line and keys alike?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.structs import replace
from tests.insured import PAYERS
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
ENTRY = [
    *("id", "code", "name", "kind", "specialties", "phone", "fax", "email", "address", "hours", "contact"),
    *("referrals", "referral_note", "npi", "note", "status", "rev"),
]
HEART = ("--name", "Riverside Heart", "--specialties", "cardiology, sleep", "--fax", "617 555 0188")


def test_by_command_line(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """All with exactly the keys promised; payers of the set-up are found beside the entries, and are not kept twice."""
    (tmp_path / "payers.toml").write_text(PAYERS)
    assert 0 == clinicdesk("setup", tmp_path / "payers.toml").code
    heart = clinicdesk.json("directory", "add", *HEART).result
    assert ENTRY == list(heart)
    assert (1, ["cardiology", "sleep"], "practice", "any") == tuple(
        heart[key] for key in ("id", "specialties", "kind", "referrals")
    )
    edited = clinicdesk.json("directory", "edit", 1, "--referrals", "fax", "--hours", "8-17").result
    assert ("fax", "8-17", 2) == tuple(edited[key] for key in ("referrals", "hours", "rev"))
    assert [{**edited, "match": "similar"}] == clinicdesk.json("directory", "find", "riversde", "heart").result
    (aetna,) = clinicdesk.json("directory", "find", "aetna", "--kind", "payer").result
    assert (None, "aetna", "payer") == (aetna["id"], aetna["code"], aetna["kind"])
    assert "aetna" == clinicdesk.json("directory", "show", "aetna").result["code"]
    shown = clinicdesk("directory", "show", "cardiology")
    assert "617 555 0188" in shown.out
    refused = clinicdesk("directory", "add", "--name", "Cigna", "--kind", "payer")
    assert (2, True) == (refused.code, "[[payer]]" in refused.err)
    clinicdesk("directory", "add", "--name", "Riverside Hart")
    assert 1 == clinicdesk.json("directory", "merge", 2, 1).result["id"]
    assert "was merged into number 1" in clinicdesk("directory", "show", 2).out
    assert 4 == clinicdesk("directory", "show", 9).code
    file = tmp_path / "all.csv"
    assert {"file": str(file), "count": 1} == replace(clinicdesk, before=("--now", NOW)).json(
        "export", "directory", file
    ).result
    taken = clinicdesk.json("import", "directory", file).result
    assert (0, 0, 1) == tuple(taken[key] for key in ("added", "updated", "unchanged"))


def test_by_keys(clinicdesk: CommandLine) -> None:
    """D finds with a slip in the word, enters who is not there, and merges; u takes it back."""
    clinicdesk("directory", "add", *HEART)

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f2", "D")
        await desk.type("rivresid")
        await desk.wait_for("Riverside Heart ~")
        await desk.press("enter")
        await desk.wait_for("cardiology, sleep")
        await desk.keep("card")
        await desk.press("ctrl+x", "D")
        await desk.type("Bay Heart")
        await desk.wait_for("nobody fits each word, 1 fit all but one")
        await desk.press("ctrl+n")
        await desk.wait_for("New directory entry")
        await desk.press("ctrl+o")
        await desk.wait_for("Entered in the directory: Bay Heart, number 2.")
        await desk.press("D")
        await desk.type("bay")
        await desk.press("enter", "m")
        await desk.wait_for("Bay Heart, number 2, goes; who takes its place?")
        await desk.press("ctrl+u")
        await desk.type("river")
        await desk.press("enter")
        await desk.wait_for("Merged Bay Heart")
        await desk.press("u")
        await desk.wait_for("Undone: Merged Bay Heart")

    play(clinicdesk.database, journey, now=NOW)
    assert 2 == len(clinicdesk.json("directory", "find").result)
