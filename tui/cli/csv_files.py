"""How is a CSV file read from the disk, and how are the lines written that were not taken?"""

from __future__ import annotations

import codecs
import csv
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from itertools import count
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final, Self

from core.errors import BadInput
from core.importing.csv_lines import LONGEST_LINE
from tui.cli import sentences
from tui.sentences import FILE_UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from core.importing.incoming import Rejection

ADDED: Final = ["line", "field", "reason"]
"""The columns that are added to a rejected line."""
_PIECE: Final = 1 << 20
_CODECS: Final = {"utf-8": "utf-8-sig", "windows-1252": "cp1252"}
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """An open file that was read through once: all of it is text in `encoding`, a codec's name."""

    place: str
    encoding: str
    text: TextIOWrapper
    stream: BufferedReader
    size: int

    @property
    def read_share(self) -> float:
        """How much of it was read, from 0 to 1."""
        return self.stream.tell() / self.size if self.size else 1.0

    def lines(self) -> Iterator[str]:
        """Its lines with their ends. Of one that is too long to be a line of a table only the beginning comes."""
        while line := self.text.readline(LONGEST_LINE):
            rest = line
            while len(rest) == LONGEST_LINE and rest[-1] not in "\r\n":
                rest = self.text.readline(LONGEST_LINE)
            yield line


@contextmanager
def opened_csv(path: Path, encoding: str) -> Iterator[CsvFile]:
    """The file, known to be text in `encoding`. Raises BadInput."""
    with _opened(path) as stream:
        codec = _CODECS.get(encoding, encoding)
        begins = _refuse_other_encoding(path.name, stream, codec, encoding)
        stream.seek(0)
        if codec == "utf-8-sig" and not begins.startswith(codecs.BOM_UTF8):
            codec = "utf-8"  # what is rejected is written in it, without a mark that was not there
        with TextIOWrapper(stream, codec, newline="") as text:
            yield CsvFile(path.name, codec, text, stream, os.fstat(stream.fileno()).st_size)


def _opened(path: Path) -> BufferedReader:
    try:
        if not S_ISREG(path.stat().st_mode):
            raise BadInput(sentences.IMPORT_NO_FILE.format(place=path), field="file")
        return path.open("rb")
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(FILE_UNREADABLE.format(place=path, why=why), field="file") from error


def _refuse_other_encoding(name: str, stream: BufferedReader, codec: str, encoding: str) -> bytes:
    """The first bytes, of a file that is text in that encoding to its end. Raises BadInput."""
    decoder = codecs.getincrementaldecoder(codec)()
    lines, begins = 1, b""
    try:
        while piece := stream.read(_PIECE):
            begins = begins or piece[:4]
            lines += decoder.decode(piece).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].count(b"\n")
        likely = "utf-16" if begins.startswith(_WIDE) else "windows-1252"
        sentence = sentences.IMPORT_NOT_ENCODED.format(line=line, place=name, encoding=encoding, likely=likely)
        raise BadInput(sentence, field="file") from error
    return begins


class RejectsFile:
    """The lines that were not taken, in a file like the one they come from, with line, field and reason behind.

    It gets its name when it is complete, and only if it holds a line. What had the name is kept under another.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        """Begin the file. Raises BadInput where it cannot be written."""
        self.older: Path | None = None
        self.count = 0
        self._path = path
        self._width = 0
        self._has_added = False
        with self._refusals():
            handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
            self._part = Path(part)
            self._text = os.fdopen(handle, "w", encoding=encoding, errors="replace", newline="")
        self._writer = csv.writer(self._text, lineterminator="\n")

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        """Write the headings. A file of rejected lines has the columns that are added already."""
        kept = len(headings) - len(ADDED)
        self._width = len(headings)
        self._has_added = list(headings[kept:]) == ADDED
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator="\n")
        self._write(self._of_origin(headings), ADDED)

    def write(self, rejection: Rejection) -> None:
        """Write a line. One with too few or too many cells keeps them: it is not taken until it is mended."""
        self._write(self._of_origin(rejection.cells), [rejection.line, rejection.field, rejection.reason])
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the file its name, also when the import was stopped. Raises BadInput."""
        with self._refusals():
            self._text.close()
            if not self.count:
                self._part.unlink()
                return
            if self._path.exists():
                self.older = _free_name(self._path)
                self._path.rename(self.older)
            self._part.rename(self._path)

    def _of_origin(self, cells: Sequence[str]) -> Sequence[str]:
        return cells[: -len(ADDED)] if self._has_added and len(cells) == self._width else cells

    def _write(self, cells: Sequence[str], added: Sequence[object]) -> None:
        with self._refusals():
            self._writer.writerow([*cells, *added])

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = error.strerror or str(error)
            sentence = sentences.IMPORT_REJECTS_UNWRITABLE.format(file=self._path, why=why)
            raise BadInput(sentence, field="rejects") from error


def _free_name(path: Path) -> Path:
    """`path` with the first number behind it that no file has yet."""
    numbered = (path.with_name(f"{path.name}.{number}") for number in count(1))
    return next(other for other in numbered if not other.exists())
