"""The verb that tells which keys are in force."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tui.cli import sentences
from tui.cli.listing import columns
from tui.cli.subcommand import Answer
from tui.keys.key_names import key_name
from tui.keys.keymap import keyboard
from tui.keys.registry import by_group, key_names
from tui.settings import find_settings

if TYPE_CHECKING:
    from collections.abc import Collection

    from tui.cli.subcommand import Call
    from tui.keys.keymap import Keyboard


def keys(call: Call) -> Answer:
    """Every action with the keys in force, in the groups of the help; what the settings changed is marked."""
    found = find_settings(call.launch.config, call.env)
    board, own = keyboard(found.settings.keys), found.settings.keys
    result = [
        {
            "id": action.id,
            "group": action.group,
            "scope": action.scope.value,
            "keys": [key_name(key) for key in action.keys],
            "own": action.id in own,
            "help": action.help.format(**board.names),
        }
        for action in board.actions
    ]
    message = sentences.KEYS_OWN.format(count=len(own), place=found.place) if own else sentences.KEYS_USUAL
    return Answer(message, result=result, lines=_listed(board, own))


def _listed(board: Keyboard, own: Collection[str]) -> tuple[str, ...]:
    """A line an action, aligned over all groups, a heading before each."""
    rows = columns(
        [
            (f"  {one.id}{'*' if one.id in own else ''}", key_names(one), one.help.format(**board.names))
            for one in board.actions
        ]
    )
    in_order = iter(rows)
    lines: list[str] = []
    for group, members in by_group(board.actions):
        lines += [group, *islice(in_order, len(members))]
    return tuple(lines)
