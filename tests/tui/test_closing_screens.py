"""Is a day closed at the desk with few keys, and on the command line as scripts rely on?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.open_desk import open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

NOW = "2026-11-23T17:30"
CLOSE = ("f6", "K", "enter", "o", "k", "enter")
"""Twelve keys are promised."""


def test_a_day_is_closed_at_the_till(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """What is open is told, a word is asked for, and Enter signs; the sheet is printed, and the day is kept."""
    ref, printed = clinicdesk.patient(), tmp_path / "sheet.pdf"
    clinicdesk.booked(ref)
    settings = f'[documents]\nprint_command = ["/usr/bin/tee", "{printed}"]\n'

    async def run() -> None:
        async with open_desk(clinicdesk.database, size=(80, 24), now=NOW, settings=settings) as desk:
            await desk.press(*CLOSE[:2])
            await desk.wait_for("1 visit not finished")
            await desk.press(*CLOSE[2:])
            await desk.wait_for("is closed, and its sheet is signed by ana")
            await desk.press("K")
            await desk.wait_for("is closed, and its sheet is signed by ana")

    asyncio.run(run())
    assert len(CLOSE) <= 12
    assert printed.read_bytes().startswith(b"%PDF-")
    assert clinicdesk.json("close-day").result["closed"]


def test_closing_on_the_command_line(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Told, refused without a word about what is open, signed, written as PDF, and opened again with a reason."""
    ref = clinicdesk.patient()
    number = clinicdesk.booked(ref)
    told = clinicdesk.json("close-day").result
    assert (False, [("visits", 1, False)]) == (
        told["closed"],
        [(one["item"], one["count"], one["hard"]) for one in told["open"]],
    )
    assert 3 == clinicdesk.json("close-day", "--sign").code
    assert 2 == clinicdesk.json("close-day", "2026-11-24", "--sign", "--note", "x").code
    assert 2 == clinicdesk.json("close-day", "--sign", "--reopen").code
    signed = clinicdesk.json("close-day", "--sign", "--note", "called", "--out", tmp_path / "sheet.pdf").result
    assert (True, "ana", "called") == (signed["closed"], signed["closed_by"], signed["note"])
    assert signed["journal"]["seal"][:16] in clinicdesk.json("close-day").result["text"]
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    refused = clinicdesk.json("cancel", number, "--reason", "sick")
    assert 6 == refused.code
    assert "was closed by ana" in refused.answer["message"]
    assert 2 == clinicdesk.json("close-day", "--reopen").code
    assert not clinicdesk.json("close-day", "--reopen", "--reason", "forgotten").result[
        "closed"
    ]  # nobody supervises here
    assert 0 == clinicdesk.json("cancel", number, "--reason", "sick").code
