"""How is what a terminal shows kept as text, and in which cells does it differ from what was kept?

First come the rows, then the styles: for each row its runs of columns, counted from 0, in the words of Rich ("bold
bright_yellow on #10151c"). Cells without a style are not named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Self

import pyte

_STYLES: Final = "Styles, by row and columns:"
_STYLED_RUN: Final = re.compile(r"(\d+)(?:-(\d+))? (\S.*)")
_GAP: Final = "   "
_RGB: Final = re.compile("[0-9a-f]{6}")
_ATTRIBUTES: Final = {
    "bold": "bold",
    "blink": "dim",
    "italics": "italic",
    "underscore": "underline",
    "reverse": "reverse",
    "strikethrough": "strike",
}
"""The attributes of pyte, and what Rich calls them; `tests.open_desk` keeps dim as blink."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A character with its style, each "" for none: the right half of a wide character has none."""

    glyph: str
    style: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a terminal shows, row by row; every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, screen: pyte.Screen) -> Self:
        """What the terminal in memory shows now."""
        return cls(
            tuple(
                tuple(_cell(screen.buffer[y][x]) for x in range(screen.columns))
                for y in range(screen.lines)
            )
        )  # fmt: skip

    @classmethod
    def read(cls, text: str) -> Self:
        """The one that `write` made this text of."""
        heading, _, *lines = text.splitlines()
        columns, height = map(int, heading.split()[-1].split("x"))
        screen = pyte.Screen(columns, height)
        pyte.Stream(screen).feed("\r\n".join(line[3:] for line in lines[:height]))
        rows = [list(row) for row in cls.of(screen).rows]
        for line in lines[height + 2 :]:
            row = rows[int(line[:2])]
            for start, end, style in _parsed(line[3:]):
                row[start:end] = [Cell(cell.glyph, style) for cell in row[start:end]]
        return cls(tuple(map(tuple, rows)))

    def write(self, title: str) -> str:
        """As text to keep and to review."""
        texts = (f"{y:2} {_text(row)}".rstrip() for y, row in enumerate(self.rows))
        styles = (f"{y:2} {runs}" for y, row in enumerate(self.rows) if (runs := _GAP.join(_runs(row))))
        return "\n".join((f"{title} {len(self.rows[0])}x{len(self.rows)}", "", *texts, "", _STYLES, *styles, ""))

    def differences(self, kept: Self) -> tuple[str, ...]:
        """Which cells differ from `kept`: for each row the columns, and what they were and are."""
        if (size := _size(self)) != (was := _size(kept)):
            return (f"it is {size} and was {was}",)
        return tuple(
            line
            for y, rows in enumerate(zip(kept.rows, self.rows, strict=True))
            for line in _differences(y, *rows)
        )  # fmt: skip


def _cell(char: pyte.screens.Char) -> Cell:
    words = [name for attribute, name in _ATTRIBUTES.items() if getattr(char, attribute)]
    if char.fg != "default":
        words.append(_color(char.fg))
    if char.bg != "default":
        words += ("on", _color(char.bg))
    return Cell(char.data, " ".join(words))


def _color(name: str) -> str:
    """Rich's name for a colour of pyte, which calls yellow brown."""
    if _RGB.fullmatch(name):
        return f"#{name}"
    return name.replace("brown", "yellow").replace("bright", "bright_")


def _text(row: Sequence[Cell]) -> str:
    return "".join(cell.glyph for cell in row)


def _size(snapshot: Snapshot) -> str:
    return f"{len(snapshot.rows[0])}x{len(snapshot.rows)}"


def _runs(row: Sequence[Cell]) -> Iterator[str]:
    """The runs of cells that share a style: "4-9 bold"."""
    for style, cells in groupby(enumerate(row), lambda at: at[1].style):
        columns = [x for x, _ in cells]
        if style:
            yield f"{_span(columns)} {style}"


def _span(columns: Sequence[int]) -> str:
    return f"{columns[0]}" if len(columns) == 1 else f"{columns[0]}-{columns[-1]}"


def _parsed(runs: str) -> Iterator[tuple[int, int, str]]:
    """The half-open columns and the style of each run."""
    for run in runs.split(_GAP):
        found = _STYLED_RUN.fullmatch(run)
        if found is None:
            raise ValueError(run)
        start, last, style = found.groups()
        yield int(start), int(last or start) + 1, style


def _differences(y: int, was: Sequence[Cell], now: Sequence[Cell]) -> Iterator[str]:
    """The runs of cells that differ; a gap of few cells that are alike does not end a word's."""
    unlike = [x for x, pair in enumerate(zip(was, now, strict=True)) if _seen(pair[0]) != _seen(pair[1])]
    for columns in _near(unlike):
        part = slice(columns[0], columns[-1] + 1)
        yield f"row {y} columns {_span(columns)}: {_shown(was[part])} was, {_shown(now[part])} is"


def _seen(cell: Cell) -> Cell:
    """What is seen of the cell: of a blank no weight, and no colour of text unless that is its ground."""
    if cell.glyph != " " or not cell.style:
        return cell
    words = [word for word in cell.style.split() if word not in {"bold", "dim", "italic"}]
    if not {"reverse", "underline", "strike"} & {*words}:
        words = words[words.index("on") :] if "on" in words else []
    return Cell(" ", " ".join(words))


def _near(columns: Sequence[int]) -> Iterator[list[int]]:
    """The columns in groups, where one that is at most four from the last belongs to it."""
    group: list[int] = []
    for x in columns:
        if group and x - group[-1] > 4:
            yield group
            group = []
        group.append(x)
    if group:
        yield group


def _shown(cells: Sequence[Cell]) -> str:
    styles = dict.fromkeys(cell.style or "plain" for cell in cells)
    return f"{_text(cells)!r} ({', '.join(styles)})"
