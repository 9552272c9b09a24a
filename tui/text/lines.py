"""How a line of the screen is described before anything draws it: spans of text, each with the name of its style."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, TypeVar

from tui.terminal.cells import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = TypeVar("Row")
Span = tuple[str, str]
Line = tuple[Span, ...]


def cells_of(line: Line) -> int:
    """How wide the line is."""
    return sum(width_of(text) for text, _ in line)


def windowed(rows: Sequence[Row], at: int, shown: int) -> list[tuple[int, Row]]:
    """The numbered rows that fit where only `shown` do, such that number `at` is among them."""
    top = min(max(at - shown + 2, 0), max(len(rows) - shown, 0))
    return list(enumerate(rows))[top : top + shown]


def in_sight(lines: Sequence[Line], rows: int) -> Sequence[Line]:
    """As many lines as there are rows for, from the first on; where the chosen one is further down, from it on."""
    chosen = next((at for at, line in enumerate(lines) if any(style == "cursor" for _, style in line)), 0)
    top = min(chosen, max(len(lines) - rows, 0)) if chosen >= rows else 0
    return lines[top : top + rows]


def choice(text: str, *, chosen: bool, over: str = "cursor") -> Line:
    """A row of a list to choose from; the chosen one has a mark as well as the style `over`."""
    return ((f"{'>' if chosen else ' '}{text} ", over if chosen else "panel"),)


def keys_line(*pairs: tuple[str, str], off: frozenset[str] = frozenset()) -> Line:
    """' Enter book  Tab length ...' with keys bright; what stands in `off` is grey."""
    spans: list[Span] = []
    for key, label in pairs:
        grey = label in off
        spans += [
            (f" {key}", "hint-off" if grey else "hint-key"),
            (f" {label} ", "hint-off" if grey else "hint"),
        ]
    return tuple(spans)


def wrapped(text: str, style: str, width: int) -> tuple[Line, ...]:
    """A sentence in as many lines as it needs, each with a space before it."""
    return tuple(((f" {line}", style),) for line in wrap(text, max(width - 2, 20)))


def hanging(line: Line, width: int) -> tuple[Line, ...]:
    """The line with its last span on as many lines as it needs, each below where the span begins."""
    *head, (text, style) = line
    indent = cells_of(tuple(head)) + len(text) - len(text.lstrip(" "))
    first, *more = wrap(text, max(width - indent - 1, 20), break_on_hyphens=False) or [""]
    return ((*head, (first, style)), *(((" " * indent, "panel"), (rest, style)) for rest in more))


def whole(lines: Iterable[Line], width: int) -> tuple[Line, ...]:
    """The lines, those that are too long for one on as many as they need."""
    return tuple(part for line in lines for part in (hanging(line, width) if cells_of(line) > width else (line,)))


def fitted(pieces: Sequence[tuple[Span, int]], width: int) -> Line:
    """The spans in their order, without those that give way where not all fit: the highest number first, 0 never."""
    kept = list(pieces)
    while cells_of(tuple(span for span, _ in kept)) > width and (last := max(rank for _, rank in kept)):
        kept = [(span, rank) for span, rank in kept if rank != last]
    return tuple(span for span, _ in kept)


def heading(text: str, width: int, *, ascii: bool = False) -> Line:
    """' Names ───────────', over what belongs together."""
    return ((f" {text} ", "head"), (("-" if ascii else "─") * max(width - width_of(text) - 2, 0), "rule"))
