"""Does the card of the keys fit one page, and does it have every key in force?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.keys.card import ROWS, WIDTH, keys_card
from tui.keys.groups import by_group, key_names
from tui.keys.keymap import keyboard
from tui.keys.registry import ACTIONS

if TYPE_CHECKING:
    from tests.command_line import CommandLine

OWN = {"check_in": ("F8",), "find": ("ctrl+f", "/"), "keep_confirmation": ("ctrl+l",), "repaint": ("F12",)}


@pytest.mark.parametrize("actions", [ACTIONS, keyboard(OWN).actions], ids=["usual", "own"])
def test_it_fits_one_page(actions: tuple[object, ...]) -> None:
    """On A4 and on letter, each line as wide as the page at most, and said in full."""
    lines = keys_card(actions).splitlines()  # type: ignore[arg-type]
    assert ROWS >= len(lines)
    assert [] == [line for line in lines if len(line) > WIDTH]


def test_every_key_is_on_it() -> None:
    """With a word, under the name of its group."""
    card = keys_card(ACTIONS)
    assert [] == [group for group, _ in by_group() if group.upper() not in card]
    missing = [one.id for one in ACTIONS if one.id != "count" and f"{key_names(one)} " not in card]
    assert ([], True) == (missing, "digits" in card)


def test_the_command_line_prints_it(clinicdesk: CommandLine) -> None:
    """With one's own keys, for a printer and for scripts; pressing keys needs a terminal."""
    printed = clinicdesk("keys", "--card", "--db", "none.db")
    assert (0, True) == (printed.code, printed.out.startswith(keys_card(ACTIONS).rstrip("\n")))
    assert keys_card(ACTIONS) == clinicdesk.json("keys", "--card").result["card"]
    refused = clinicdesk.json("keys", "--test")
    assert (2, "needs a terminal") == (refused.code, refused.answer["message"][12:28])
