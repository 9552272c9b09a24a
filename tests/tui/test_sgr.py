"""Does a terminal draw in the new style, whatever it drew in before, and is it told no more than that takes?"""

from __future__ import annotations

from itertools import permutations
from typing import Final

import pyte
import pytest

from tui.terminal.sgr import change, ground

_STYLES: Final = (
    "",
    "1",
    "2",
    "7",
    "1;7",
    "1;4",
    "4;7",
    "31",
    "1;91",
    "97;41",
    "38;5;252;48;5;233",
    "1;38;5;252;48;5;233",
    "2;38;5;252",
    "7;38;5;153;48;2;34;44;68",
    "1;38;2;1;2;3;48;2;34;44;68",
    "38;2;1;2;3;48;5;235",
    "48;2;34;44;68",
    "1;7;38;5;153;104",
)


def _drawn(*sequences: str) -> pyte.screens.Char:
    screen = pyte.Screen(1, 1)
    pyte.Stream(screen).feed("".join(sequences) + "x")
    return screen.buffer[0][0]


def test_any_style_after_any_other_is_that_style() -> None:
    """Attributes end and colours go, as if the pen had been plain before."""
    for before, after in permutations(_STYLES, 2):
        assert _drawn(change("", after)) == _drawn(change("", before), change(before, after)), (before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1", "1", ""),
        ("1", "", "\x1b[m"),
        ("", "1;31", "\x1b[1;31m"),
        ("1;38;5;252;48;5;233", "38;5;252;48;5;233", "\x1b[22m"),
        ("38;5;252;48;5;233", "1;38;5;252;48;5;235", "\x1b[1;48;5;235m"),
        ("1;38;5;153;48;2;34;44;68", "7;38;5;153;48;2;34;44;68", "\x1b[22;7m"),
        ("1", "2", "\x1b[0;2m"),
        ("31", "1", "\x1b[0;1m"),
    ],
)
def test_only_what_differs_is_told(before: str, after: str, expected: str) -> None:
    """Where that is shorter than to begin anew."""
    assert expected == change(before, after)


@pytest.mark.parametrize(("one", "other"), list(permutations(_STYLES, 2)))
def test_blanks_on_one_ground_look_alike(one: str, other: str) -> None:
    """Two styles of which a blank shows the same differ in nothing but what it does not show."""

    def blank(style: str) -> tuple[object, ...]:
        cell = _drawn(f"\x1b[0;{style}m" if style else "")
        return cell.bg, cell.reverse, cell.underscore, cell.fg if cell.reverse or cell.underscore else ""

    assert (ground(one) == ground(other)) is (blank(one) == blank(other))
