"""Is who somebody is read back, with their birth date, when the desk goes quickly from one patient to another?"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from core.record_ref import PatientId
from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_counter, a_morning
from tui.text.read_back import goes_on, read_back

if TYPE_CHECKING:
    from pathlib import Path

SMITH, JONES = frozenset({PatientId(1)}), frozenset({PatientId(2)})
TODAY: Final = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("before", "patients", "since", "expected"),
    [
        (SMITH, JONES, 60.0, True),
        (SMITH, JONES, 60.1, False),
        (SMITH, SMITH, 1.0, False),
        (SMITH | JONES, JONES, 1.0, False),
        (SMITH, SMITH | JONES, 1.0, True),
    ],
)
def test_a_minute_on_another_patient_is_a_quick_switch(
    before: frozenset[PatientId], patients: frozenset[PatientId], since: float, *, expected: bool
) -> None:
    """After an act on whoever was acted on as well it is none, nor is the first one."""
    assert expected is goes_on((before, 100.0), patients, 100.0 + since)
    assert not goes_on(None, patients, 100.0)


def test_the_birth_date_stands_at_the_end(tmp_path: Path) -> None:
    """Of a sentence that is left as it is; one without the whole name names them."""
    li = a_counter(tmp_path).patient("Chen", "Li", known=False)
    told = {
        "Chen, Li arrived 10:20.": "Chen, Li arrived 10:20. Born 14 Mar 1984.",
        "Undone: Chen, Li arrived.": "Undone: Chen, Li arrived. Born 14 Mar 1984.",
        "Moved to 10:40.": "Moved to 10:40. That is Chen, Li (born 14 Mar 1984).",
        "Chen, Lin is next.": "Chen, Lin is next. That is Chen, Li (born 14 Mar 1984).",
    }
    assert told == {said: read_back(said, li, TODAY, privacy=False) for said in told}
    assert read_back("CL arrived.", li, TODAY, privacy=True) == "CL arrived. That is m 42."


def test_whoever_is_acted_on_right_behind_another_is_read_back(tmp_path: Path) -> None:
    """Not the first one, not the same one again, and without a date while names are hidden."""
    path = a_morning(tmp_path).path

    async def run() -> None:
        async with open_desk(path, size=(80, 24), now=NOW) as desk:
            await desk.wait_for("all keys")
            await desk.press("f3", "home", "a")
            await desk.wait_for("arrived 10:20")
            await desk.press("c")
            await desk.wait_for("checked in 10:20")
            assert "Born 14" not in "\n".join((await desk._shown()).display)
            await desk.press("end", "a")
            await desk.wait_for("Haddad, Nora arrived 10:20. Born 14 Mar 1984.")
            await desk.press("c")
            await desk.wait_for("Haddad, Nora checked in 10:20")
            await desk.press("P", "home", "down", "a")
            await desk.wait_for("SJ arrived 10:20. That is m 42.")
            await desk.press("u")
            await desk.wait_for("Undone: SJ arrived")

    asyncio.run(run())
