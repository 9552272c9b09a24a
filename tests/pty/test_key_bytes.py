"""How little goes over the line with a cursor key?"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

import pytest

from tests.pty.clinic import a_morning
from tests.pty.crowd import a_crowd, opened_queue

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pty.clinic import Counter
    from tests.terminal import Terminal

pytestmark = pytest.mark.serial

BUDGET: Final = 200
"""Bytes of a cursor key, as the median; every screen is walked in `tests/tui/test_cursor_bytes.py`."""
SIZES = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (50, 160)], ids=["80x24", "160x50"])


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Counter:
    """A thousand visits, 120 patients here."""
    return a_crowd(tmp_path_factory.mktemp("crowd"))


def _walk(terminal: Terminal, keys: str) -> list[int]:
    names = {"D": "down", "U": "up", "R": "right", "L": "left"}
    return [terminal.press(names[key], quiet=0.05) for key in keys]


@pytest.mark.parametrize("theme", ["ansi-dark", "truecolor-dark"])
@SIZES
def test_a_cursor_key_on_the_day_costs_few_bytes(tmp_path: Path, rows: int, columns: int, theme: str) -> None:
    """Down, up and across the day, into the last column too, a key sends at most the budget, whatever the colours."""
    settings = tmp_path / "colours.toml"
    settings.write_text(f'[display]\ntheme = "{theme}"\n')
    with a_morning(tmp_path).open("--config", str(settings), rows=rows, columns=columns) as terminal:
        assert median(_walk(terminal, "DDDUUURDDDLUUU")) <= BUDGET
        assert median(_walk(terminal, "RRRDDDUUDDUU")) <= BUDGET


@SIZES
def test_a_cursor_key_in_the_queue_costs_few_bytes(crowd: Counter, rows: int, columns: int) -> None:
    """Down and up among a thousand visits, page turns among them, a key sends at most the budget."""
    with opened_queue(crowd.open(rows=rows, columns=columns)) as terminal:
        terminal.press("home")
        assert median(_walk(terminal, "D" * 60 + "U" * 15 + "DU" * 5)) <= BUDGET
