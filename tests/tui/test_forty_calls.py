"""Are forty calls, as coordinators meet them, done with the keys that were recorded of them?

Two cannot be, four callers change their minds, one calls for a family, one needs an interpreter, two are in other
zones, and three ramble; the rest is what a day brings: a wrong number, two of one name, prices, the way, pills.
`calls/forty.txt` has each with what the desk shows and what the journal has of it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.open_desk import play
from tests.tui.call_clinic import NOW, a_clinic_that_is_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.open_desk import OpenDesk

CALLS: Final = Path(__file__).parent / "calls" / "forty.txt"
COUNT: Final = 40
NOTHING: Final = "-"
_KEY: Final = re.compile(r""""([^"]*)"|'([^']*)'|(\S+)""")


def lines() -> Iterator[tuple[str, str, str]]:
    """The call, what its line begins with, and the rest of that."""
    call = ""
    for line in CALLS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            call = line
        elif line and not line.startswith(";"):
            kind, text = (line[0], line[2:]) if line[:2] in {"> ", "= "} else ("", line)
            yield call, kind, text


async def take(desk: OpenDesk, database: Path) -> None:
    """Every call: strike its keys, and see what is shown and noted."""
    noted = _acts(database, 0)[0]
    for call, kind, text in lines():
        if kind == ">":
            await desk.wait_for(text)
        elif kind == "=":
            noted, acts = _acts(database, noted)
            assert text == (", ".join(acts) or NOTHING), call
        else:
            for typed, pasted, key in _KEY.findall(text):
                if pasted:
                    await desk.paste_as_keys(pasted)
                else:
                    await (desk.strike_all(key, gap=1.2) if key else desk.type(typed))


def _acts(database: Path, after: int) -> tuple[int, list[str]]:
    """The newest entry of the journal, and what was done since that one."""
    with closing(sqlite3.connect(database)) as db:
        found = db.execute("SELECT id, verb FROM journal WHERE id > ? ORDER BY id", (after,)).fetchall()
    return (found[-1][0] if found else after), [verb for _, verb in found]


def test_forty_calls_are_taken(tmp_path: Path) -> None:
    """One after the other at one desk, on a terminal of 80x24."""
    database = a_clinic_that_is_called(tmp_path)
    assert COUNT == len({call for call, _, _ in lines()})
    play(database, lambda desk: take(desk, database), now=NOW)
