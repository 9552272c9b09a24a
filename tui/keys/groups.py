"""How are the keys told, group by group: in the help, on the card and in docs/keys.md?"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tui.keys import sentences
from tui.keys.key_names import key_name
from tui.keys.registry import ACTIONS, first_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.keys.action import Action


def key_names(action: Action) -> str:
    """All keys of an action: 'F1 ?'."""
    return " ".join(map(key_name, action.keys))


def by_group(actions: Iterable[Action] = ACTIONS) -> Iterator[tuple[str, tuple[Action, ...]]]:
    """Each group with its actions, in the order of the table."""
    for group, members in groupby(actions, key=lambda action: action.group):
        yield group, tuple(members)


def keys_doc() -> str:
    """The text of docs/keys.md."""
    parts, names = [sentences.KEYS_DOC_HEAD], first_keys(ACTIONS)
    for group, actions in by_group():
        rows = [f"| {_code(key_names(one))} | {one.help.format(**names)} | `{one.id}` |" for one in actions]
        parts.append("\n".join([f"## {group}", "", "| Key | Does | Id |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _code(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())
