"""Is somebody seen in the queue of the smallest terminal, and the counts again in a larger one?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.open_desk import open_desk
from tests.pty.clinic import NOW, a_morning

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("size", "has_counts"), [((20, 5), False), ((80, 6), True)])
def test_the_row_highlighted_is_seen(tmp_path: Path, size: tuple[int, int], *, has_counts: bool) -> None:
    """The line of the counts gives way to it."""
    path = a_morning(tmp_path).path

    async def run() -> None:
        async with open_desk(path, size=size, now=NOW) as desk:
            await desk.wait_for("10:15" if size[1] == 5 else "all keys")
            await desk.press("f3")
            await desk.wait_for(" 10:20  Smith")
            await desk.keep("queue")
            second = "".join(cell.glyph for cell in desk.kept["queue"].rows[1])
            assert has_counts is ("4 expected" in second)

    asyncio.run(run())
