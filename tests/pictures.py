"""How does the desk look? `make pictures` draws a few of its screens at the practice clinic.

`python -m tests.pictures FOLDER` makes that clinic, for a day that is always the same, opens the desk in true colour
and writes an SVG of each screen: the same bytes each time, as long as the screens are.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.open_desk import OpenDesk, open_desk
from tests.snapshot_svg import svg
from tui.__main__ import main as clinicdesk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

_NOW: Final = "2026-11-23T10:20"
_SIZE: Final = (100, 30)
_SETTINGS: Final = '[display]\ntheme = "truecolor-dark"\n'
_SURROUNDINGS: Final = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


async def day(desk: OpenDesk) -> None:
    """The schedule."""
    await desk.press("down", "up")


async def booking(desk: OpenDesk) -> None:
    """A booking by words, with the best openings."""
    await desk.press("/")
    await desk.type("smi aar")
    await desk.press("enter", "b")
    await desk.type("khoury wed pm")


async def free(desk: OpenDesk) -> None:
    """Everybody's next weeks."""
    await desk.press("F", "down", "right", "right")


async def week(desk: OpenDesk) -> None:
    """One provider's week."""
    await desk.press("V")


async def queue(desk: OpenDesk) -> None:
    """Who is expected or here."""
    await desk.press("f3", "]")


PICTURES: Final[Mapping[str, Callable[[OpenDesk], Awaitable[None]]]] = {
    screen.__name__: screen for screen in (day, booking, free, week, queue)
}


async def _drawn(database: Path, screen: Callable[[OpenDesk], Awaitable[None]]) -> str:
    async with open_desk(database, size=_SIZE, now=_NOW, settings=_SETTINGS) as desk:
        await desk.press("ctrl+l")
        await screen(desk)
        await desk.keep("picture")
        await desk.press("ctrl+x", "ctrl+x")  # what is left is not kept for the next picture
    return svg(desk.kept["picture"])


def main() -> None:
    """Draw all of them."""
    parser = argparse.ArgumentParser(description="Draw the screens of the desk.")
    parser.add_argument("folder", type=Path, help="where to draw them")
    folder: Path = parser.parse_args().folder
    os.environ.update(_SURROUNDINGS)
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as made:
        database = Path(made) / "clinic.db"
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = made
        with redirect_stdout(io.StringIO()):
            clinicdesk(["--db", str(database), "--now", _NOW, "demo"])
        for name, screen in PICTURES.items():
            picture = asyncio.run(_drawn(database, screen))
            (folder / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
