"""Every key of the registry is wired: it does something or says why it cannot, wherever the cursor stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.pty.clinic import a_morning
from tests.terminal import KEYS
from tui.keys.action import Scope
from tui.keys.registry import ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

_TYPED: Final = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "full_stop": ".",
    "minus": "-",
    "backslash": "\\",
    "dollar_sign": "$",
    "space": " ",
}
"""What a person types for the keys that Textual names in words."""


def pressable() -> list[str]:
    """Every key that works outside a prompt, but the one that leaves."""
    keys = [
        key
        for action in ACTIONS
        if action.scope in {Scope.MOTION, Scope.RECORD} and action.id != "quit"
        for key in action.keys
    ]
    return [_TYPED.get(key, key) for key in keys]


@pytest.mark.parametrize(
    "place",
    [("f2",), ("f2", "down", "down", "down", "down", "down"), ("f2", "home"), ("f3",)],
    ids=["visit", "free", "closed", "queue"],
)
def test_every_key_is_wired(tmp_path: Path, place: tuple[str, ...]) -> None:
    """No key of the registry is unknown to the screen or ends it."""
    with a_morning(tmp_path).open() as terminal:
        for key in pressable():
            assert len(key) == 1 or key in KEYS, key
            terminal.press(*place[:1], "t", *place[1:], quiet=0.02)
            terminal.press(key, quiet=0.06)
            assert terminal.alive(), key
            assert "does nothing here" not in terminal.text(), key
            terminal.press("ctrl+x", "ctrl+x", quiet=0.02)
