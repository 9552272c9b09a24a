"""Which keys stand on the one page that is printed and laid beside the terminal?"""

from __future__ import annotations

import re
from itertools import zip_longest
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
    lines = list(_lines(actions))
    half = _half(lines)
    columns = zip_longest(lines[:half], lines[half:], fillvalue="")
    rows = (f"{one:<{_COLUMN}}  {other}".rstrip() for one, other in columns)
    return "\n".join((sentences.CARD_HEAD.center(WIDTH).rstrip(), "", *rows, "", sentences.CARD_FOOT)) + "\n"


def _lines(actions: Iterable[Action]) -> Iterator[str]:
    for at, (group, members) in enumerate(by_group(actions)):
        if at:
            yield ""
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


def _half(lines: list[str]) -> int:
    """Where the second column begins: with a group, so that the longer column is as short as can be."""
    begins = [at + 1 for at, line in enumerate(lines) if not line]
    return min(begins, key=lambda at: max(at, len(lines) - at), default=len(lines))
