"""What must an import know of the kind of record that a file brings, beside its fields?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from core.journal import ports
from core.structs import Replaceable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.importing.columns import FileColumns

Key: TypeAlias = "tuple[str, ...]"
"""By what a record is known: a number of another system's, or what names it."""


class Numbered(Replaceable, Protocol):
    """A record with its row number, 0 of one that is not kept yet."""

    @property
    def id(self) -> int:
        """The row number."""
        ...


RecordT = TypeVar("RecordT", bound=Numbered)
ReadingT = TypeVar("ReadingT", bound=ports.Reading)
WritingT = TypeVar("WritingT", bound=ports.Writing)
ReadingT_contra = TypeVar("ReadingT_contra", bound=ports.Reading, contravariant=True)
WritingT_contra = TypeVar("WritingT_contra", bound=ports.Writing, contravariant=True)


class ImportPort(Protocol[RecordT, ReadingT_contra, WritingT_contra]):
    """A kind of record that files bring. Records are frozen, and equal when they say the same."""

    @property
    def columns(self) -> FileColumns:
        """What its fields are called in files."""
        ...

    @property
    def plural(self) -> str:
        """What several are called: "patients"."""
        ...

    @property
    def adds_singly(self) -> bool:
        """Whether a new record is to be kept before the next line is looked at, as it may stand in its way."""
        ...

    def missing(self, told: Mapping[str, Any], wrong: Mapping[str, str]) -> Mapping[str, str]:
        """The sentences on what a line lacks, by column; both are by column, what it said and what was refused."""
        ...

    def new(self, values: Mapping[str, Any]) -> RecordT:
        """The record that says this, of a line that lacks nothing."""
        ...

    def find(self, store: ReadingT_contra, said: RecordT) -> RecordT:
        """The record that a line means, else a new one: `said`, with what it names looked up, such as whose it is.

        Raises BadInput where that is not clear.
        """
        ...

    def key_field(self, said: RecordT) -> str:
        """The column by which a line says which record it means."""
        ...

    def keys_of(self, record: RecordT) -> tuple[Key, ...]:
        """Everything by which a line could mean the record."""
        ...

    def search_keys(self, said: RecordT) -> tuple[Key, ...]:
        """Everything by which the line that says this looks for its record."""
        ...

    def add_all(self, tx: WritingT_contra, records: Sequence[RecordT]) -> Sequence[int]:
        """Keep new records; their row numbers, in order."""
        ...

    def save(self, tx: WritingT_contra, record: RecordT) -> None:
        """Keep a changed one."""
        ...
