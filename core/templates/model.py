"""What is a document made of, before it is set as text or on pages?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Protocol, TypeAlias

from msgspec import Struct

Rows: TypeAlias = Sequence[Sequence[str]]
"""The rows of a table, all with as many cells."""
Facts: TypeAlias = Mapping[str, "str | Rows"]
"""What the fields of a template are filled with, by their names."""


class BlockKind(Enum):
    """What a line of a template is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ENDS = "ends"
    TABLE = "table"
    RULE = "rule"
    GAP = "gap"
    BOX = "box"
    SIGNATURE = "signature"


class Piece(Struct, frozen=True):
    """A part of a line: words of the template, or a value that a field was filled with."""

    text: str
    is_value: bool = False


class Block(Struct, frozen=True):
    """A line of a document: what stands on it, at its right end too, or the rows of a table."""

    kind: BlockKind
    pieces: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Content(Protocol):
    """What is set as text or on pages: a document."""

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def language(self) -> str:
        """An ISO 639 code."""
        ...

    @property
    def blocks(self) -> Sequence[Block]:
        """Its lines."""
        ...


def words_of(pieces: Sequence[Piece]) -> str:
    """What stands there, as one text."""
    return "".join(piece.text for piece in pieces)
