"""Does who sees to an answer of which nobody knows whose it is learn who may be meant?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.structs import replace
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"


def test_who_has_the_number_is_told(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """All of a family, with birth dates."""
    for given in ("John", "Ann", "Tom"):
        known = ("--family", "Smith", "--given", given, "--birth-date", "1984-03-14", "--phone", "617-555-0171")
        assert 0 == clinicdesk("patient", "add", *known, "--anyway").code
    (tmp_path / "a.json").write_text('{"id": "1", "from": "+16175550171", "text": "C"}')
    account = replace(clinicdesk, before=("--now", NOW))
    assert 0 == account("message", "answers", tmp_path / "a.json").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.wait_for("Answered, and no visit")
        await desk.press("enter")
        await desk.wait_for("Who has this number (3):")
        await desk.wait_for("Smith, Ann")
        await desk.wait_for("14 Mar 1984")

    play(clinicdesk.database, journey, now=NOW)
