"""Are calls, as coordinators meet them, done with the keys that were recorded of them?

`calls/forty.txt` has those that come in: two that cannot be, four callers who change their minds, a family, an
interpreter, other zones, a wrong number, two of one name, prices, the way, pills. `calls/sixty.txt` has those that are
made, list by list: to confirm, to call back, missed, late, due again, of the waiting list, to follow up. Each has what
the desk shows and what the journal has of it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.open_desk import play
from tests.tui.call_clinic import NOW, a_clinic_that_is_called
from tests.tui.calls_to_make import a_clinic_with_calls_to_make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.open_desk import OpenDesk

CALLS: Final = Path(__file__).parent / "calls"
NOTHING: Final = "-"
_KEY: Final = re.compile(r""""([^"]*)"|'([^']*)'|(\S+)""")


def lines(calls: str) -> Iterator[tuple[str, str, str]]:
    """The call, what its line begins with, and the rest of that."""
    call = ""
    for line in (CALLS / calls).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            call = line
        elif line and not line.startswith(";"):
            kind, text = (line[0], line[2:]) if line[:2] in {"> ", "= "} else ("", line)
            yield call, kind, text


async def take(desk: OpenDesk, database: Path, calls: str) -> None:
    """Every call: strike its keys, and see what is shown and noted."""
    noted = _acts(database, 0)[0]
    for call, kind, text in lines(calls):
        if kind == ">":
            await desk.wait_for(text)
        elif kind == "=":
            noted, acts = _acts(database, noted)
            assert text == (told := ", ".join(acts) or NOTHING), f"{call}: {told}"
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


@pytest.mark.parametrize(
    ("calls", "count", "clinic"),
    [("forty.txt", 40, a_clinic_that_is_called), ("sixty.txt", 60, a_clinic_with_calls_to_make)],
)
def test_calls_are_taken_and_made(tmp_path: Path, calls: str, count: int, clinic: Callable[[Path], Path]) -> None:
    """One after the other at one desk, on a terminal of 80x24."""
    database = clinic(tmp_path)
    assert count == max(int(one) for call, _, _ in lines(calls) for one in re.findall(r"\b\d+\b", call)[:2])
    play(database, lambda desk: take(desk, database, calls), now=NOW)
