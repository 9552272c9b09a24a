"""Are forms noted and printed at the desk and on the command line, and in the way of check-in until they are?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.images import pdf
from tests.open_desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

NOW = "2026-11-23T10:20"
FORMS = """
[[form]]
code = "privacy"
name = "Privacy notice"
may_decline = true

[[form]]
code = "consent"
name = "Consent"
valid_days = 365
"""


@pytest.fixture
def asked(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith, who is all clear but for two forms, has a visit at 10:40."""
    (tmp_path / "forms.toml").write_text(FORMS)
    assert 0 == clinicdesk("setup", tmp_path / "forms.toml").code
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    clinicdesk("patient", "edit", "100001", "--verified", "identity", "--verified", "demographics")
    clinicdesk.booked("100001")
    return clinicdesk


def states(clinic: CommandLine) -> dict[str, Any]:
    """What was noted of each form."""
    return {
        one["form"]: one["noted"] and one["noted"]["state"] for one in clinic.json("form", "list", 1).result["forms"]
    }


def test_forms_are_noted_at_the_gate(asked: CommandLine, tmp_path: Path) -> None:
    """With their own key, a letter each and Enter; nothing is ticked unseen, and what is left open is printed."""
    printed = tmp_path / "printed"
    settings = f'[documents]\nprint_command = ["/usr/bin/tee", "{printed}"]\n'

    async def run() -> None:
        async with open_desk(asked.database, size=(80, 24), now=NOW, settings=settings) as desk:
            await desk.press("f5")
            await desk.wait_for("forms due 1")
            await desk.press("f3", "c")
            await desk.wait_for("Privacy notice is to be signed; Consent is to be signed.")
            await desk.press("y")
            await desk.wait_for("Note what became of the forms")
            await desk.press("p")
            await desk.wait_for("signed")
            await desk.press("enter")
            await desk.wait_for("Nothing is noted yet")
            await desk.press("d", "s", "enter")
            await desk.wait_for("Privacy notice declined; Consent signed")
            await desk.wait_for("Enter check in")
            await desk.press("up", "enter")
            await desk.wait_for("Smith, John checked in 10:20.")
            await desk.press("p", "p")
            await desk.wait_for("1 forms were given to the printer")

    asyncio.run(run())
    assert {"privacy": "declined", "consent": "signed"} == states(asked)
    assert printed.read_bytes().startswith(b"%PDF-")


def test_forms_on_the_command_line(asked: CommandLine, tmp_path: Path) -> None:
    """Listed, noted with who and when, due again as soon as they expire, and made to be signed in one document."""
    refused = asked.json("check-in", 1)
    assert (3, ["forms"]) == (refused.code, [one["item"] for one in refused.answer["conflicts"]])
    assert [1] == [one["id"] for one in asked.json("list", "forms").result]
    made = asked.json("form", "print", 1, "--out", tmp_path / "forms.pdf").result
    assert ["privacy", "consent"] == [one["form"] for one in made["forms"]]
    assert b"/Count 2" in (tmp_path / "forms.pdf").read_bytes()
    assert "Smith, John" in asked.json("form", "print", 1, "privacy").result["text"]
    assert 4 == asked.json("form", "sign", 1, "privcy").code
    assert 2 == asked.json("form", "sign", 1, "privacy", "--on", "24 nov").code
    asked.json(
        "form", "sign", 1, "privacy", "consent", "--on", "22 nov 2025", "--signer", "Lee Smith", "--note", "on paper"
    )
    noted = {one["form"]: one for one in asked.json("form", "list", "100001").result["forms"]}
    assert ("ok", "due") == (noted["privacy"]["state"], noted["consent"]["state"])
    assert ("signed", "2025-11-22", "ana", "Lee Smith", 1, "on paper") == tuple(
        noted["consent"]["noted"][key] for key in ("state", "day", "by", "signer", "appointment", "note")
    )
    asked.json("form", "give", 1, "privacy")
    assert "Note what became" not in asked.json("form", "decline", "100001", "consent").answer["message"]
    assert {"privacy": "given", "consent": "declined"} == states(asked)
    assert 0 == asked("undo").code
    assert {"privacy": "given", "consent": "signed"} == states(asked)


def test_letters_for_many(asked: CommandLine, tmp_path: Path) -> None:
    """For each row of a list or of a day, or for those that are marked at the desk, in one document."""
    made = asked.json("letters", "appointment", "--list", "forms", "--by-hand", "--out", tmp_path / "all.pdf").result
    assert ["100001"] == [one["mrn"] for one in made["letters"]]
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF-")
    assert 1 == len(asked.json("letters", "appointment", "--day", "2026-11-23", "--by-hand").result["letters"])
    assert 0 == asked("case", "new", "referral-out", "--patient", "100001", "--subject", "heart").code
    for names, count in ((("referrals out", "ref out"), 1), (("supplies", "duplicates", "estimates"), 0)):
        for name in names:  # any list of the work; what is of no patient has no letter
            made = asked.json("letters", "referral", "--list", name, "--by-hand").result
            assert count == len(made["letters"]) + len(made["left_out"]), name
    left = asked.json("letters", "appointment", "100001", 1)
    assert ["no address"] * 2 == [one["why"] for one in left.result["left_out"]]
    for wrong in ((), ("100001", "--list", "forms"), ("--list", "songs")):
        assert 2 == asked.json("letters", "appointment", *wrong).code
    printed = tmp_path / "printed"
    settings = f'[documents]\nprint_command = ["/usr/bin/tee", "{printed}"]\n'

    async def run() -> None:
        async with open_desk(asked.database, size=(80, 24), now=NOW, settings=settings) as desk:
            await desk.press("f3", "Y")
            await desk.wait_for("For 1, to be handed out")
            await desk.press("down", "enter")
            await desk.wait_for("1 letters were given to the printer.")

    asyncio.run(run())
    assert printed.read_bytes().startswith(b"%PDF-")


def test_a_scanned_document_is_shown_by_key(
    asked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the visit first; a program of the settings shows it before this machine alone."""
    shown, settings = tmp_path / "shown", ""
    for number, whose in enumerate(("100001", 1)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(pdf(b"%d" % number))
        assert 0 == asked("document", "add", whose, file, "--kind", "letter", "--title", f"Letter {number}").code

    async def run(*, said: str) -> None:
        async with open_desk(asked.database, size=(80, 24), now=NOW, settings=settings) as desk:
            await desk.press("f3", "J")
            await desk.wait_for("2  23 Nov 2026  letter  Letter 1")
            await desk.press("enter")
            await desk.wait_for(said)

    asyncio.run(run(said="No program is set that shows documents."))
    settings = f'[documents]\nopen_command = ["/usr/bin/tee", "{shown}"]\n'
    asyncio.run(run(said="Document 2 is shown by /usr/bin/tee."))
    assert pdf(b"1") == shown.read_bytes()
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")
    asyncio.run(run(said="at a desk on this machine alone"))
