"""The verb that tells which keys are in force: in full, on a page to be printed, or as they are pressed."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.lazy import named
from tui.cli import sentences
from tui.cli.listing import columns
from tui.cli.subcommand import Answer
from tui.keys import sentences as key_sentences
from tui.keys.card import keys_card
from tui.keys.groups import by_group, key_names
from tui.keys.key_names import key_name
from tui.keys.keymap import keyboard
from tui.settings import find_settings

if TYPE_CHECKING:
    from collections.abc import Collection

    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.keys.keymap import Keyboard


def declare_keys(parser: Parser) -> None:
    """[--card | --test]."""
    parser.flag("--card")
    parser.flag("--test")


def keys(call: Call) -> Answer:
    """Every action with the keys in force, in the groups of the help; what the settings changed is marked.

    With --card the same on one page, with --test what each key sends and does until Ctrl+C. Raises BadInput where
    there is no terminal to press keys at.
    """
    found = find_settings(call.launch.config, call.env)
    board, own = keyboard(found.settings.keys), found.settings.keys
    if call.typed.card:
        page = keys_card(board.actions)
        return Answer(key_sentences.KEYS_CARD, result={"card": page}, lines=tuple(page.splitlines()))
    if call.typed.test:
        return _tested(call, board)
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


def _tested(call: Call, board: Keyboard) -> Answer:
    """Keys are told as they are pressed, as the desk reads them: with Textual, which no other verb needs.

    Raises BadInput where nobody can press any.
    """
    if call.typed.json or not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise BadInput(key_sentences.KEY_TEST_NEEDS_TERMINAL)
    named("tui.keys.key_test:tell_keys")(board)
    return Answer(key_sentences.KEY_TEST_OVER)


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
