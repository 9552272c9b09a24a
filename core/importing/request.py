"""What is an import asked for, whom does it tell how it goes, and what does it answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol

from msgspec import Struct, field

from core.importing.columns import ColumnMap
from core.importing.port import RecordT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.importing.columns import UnusedColumn
    from core.importing.incoming import Incoming, Rejection


class ImportFile(Struct, frozen=True):
    """A CSV file: `place` names it to a person; `lines` are its lines with their ends, and gone through twice."""

    place: str
    lines: Iterable[str]
    column_map: ColumnMap = field(default_factory=ColumnMap)


class ImportReport(Struct):
    """How many lines came to what, and which columns were not taken; blank lines are not counted.

    Not frozen: it counts.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    unused: tuple[UnusedColumn, ...] = ()

    def plus(self, other: ImportReport) -> ImportReport:
        """What both counted."""
        return ImportReport(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
            self.unused,
        )


class ImportSink(Protocol):
    """Is told of an import as it goes on."""

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        """The headings as they stand in the file, and what stands between them."""
        ...

    def reject(self, rejection: Rejection) -> None:
        """A line was not taken; they come in the order of the file."""
        ...

    def advance(self, line: int) -> None:
        """Everything up to this line is in, and stays in."""
        ...


class ImportUseCase(Protocol):
    """Takes in the records of a file, whatever they are: the `import_file` of a subject's room."""

    def __call__(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Do it, or only say what would come of it. Raises BadSettings (headings), BadInput, or Busy half-way."""
        ...


class ImportChunk(Struct, Generic[RecordT], frozen=True):
    """The lines that are taken in one go."""

    lines: Sequence[Incoming[RecordT] | Rejection]
    last_line: int
