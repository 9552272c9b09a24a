"""Which keys stand on the one page that is printed and laid beside the terminal?"""

from __future__ import annotations

import re
from itertools import combinations, zip_longest
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from tui.keys import sentences
from tui.keys.groups import by_group, key_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.keys.action import Action

WIDTH: Final = 78
ROWS: Final = 60
"""Characters and lines of a page of A4 or US letter at ten to the inch and six lines, with its margins."""
_COLUMN: Final = (WIDTH - 2) // 2
_KEYS: Final = 11
_LEADING: Final = frozenset(
    ("a", "an", "and", "as", "at", "before", "by", "for", "in", "into", "it", "of", "on", "or", "so", "the", "to")
)
"""Words after which more must come."""


def keys_card(actions: Iterable[Action]) -> str:
    """The keys of these actions in two columns, with a word for each, under the names of their groups."""
    columns = zip_longest(*_columns([list(_lines(*group)) for group in by_group(actions)]), fillvalue="")
    rows = (f"{one:<{_COLUMN}}  {other}".rstrip() for one, other in columns)
    return "\n".join((sentences.CARD_HEAD.center(WIDTH).rstrip(), "", *rows, "", sentences.CARD_FOOT)) + "\n"


def _lines(group: str, members: Iterable[Action]) -> Iterator[str]:
    yield group.upper()
    for action in members:
        keys = sentences.CARD_DIGITS if action.id == "count" else key_names(action)
        yield f"{keys:<{_KEYS}} {_word(action.card or action.help, _COLUMN - len(keys.ljust(_KEYS)) - 1)}"


def _word(sentence: str, cells: int) -> str:
    """What the sentence begins with, as much of it as stands by itself and has room: 'Find a patient'."""
    clause = re.split(r"[.:;,(`]", sentence)[0].strip()
    words = shorten(clause, cells, placeholder="").split()
    while words and len(" ".join(words)) < len(clause) and words[-1].lower() in _LEADING:
        words.pop()
    return " ".join(words)


def _columns(groups: list[list[str]]) -> tuple[list[str], list[str]]:
    """The groups in two columns, in their order in each, so that the longer column is as short as can be.

    Of those that are as short it is the one that breaks the order least.
    """
    ways = (set(way) for count in range(len(groups) + 1) for way in combinations(range(len(groups)), count))
    columns = [
        (
            [group for at, group in enumerate(groups) if at in way],
            [group for at, group in enumerate(groups) if at not in way],
            max(way, default=-1) - len(way),
        )
        for way in ways
    ]
    first, second, _ = min(columns, key=lambda each: (max(map(_height, each[:2])), each[2]))
    return _joined(first), _joined(second)


def _height(groups: list[list[str]]) -> int:
    return len(_joined(groups))


def _joined(groups: list[list[str]]) -> list[str]:
    """One under the other, a blank line between two."""
    return [line for at, group in enumerate(groups) for line in ([""] if at else []) + group]
