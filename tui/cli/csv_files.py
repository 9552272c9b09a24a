"""How is a CSV file read, from the disk or from standard input?"""

from __future__ import annotations

import codecs
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.importing.csv_lines import LONGEST_LINE
from tui.cli import sentences
from tui.sentences import FILE_UNREADABLE, STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_PIECE: Final = 1 << 20
_MOST_OF_INPUT: Final = 1 << 30
"""Bytes that are taken of standard input: a million patients are a third of it, and more would fill the disk."""
_CODECS: Final = {"utf-8": "utf-8-sig", "windows-1252": "cp1252"}
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class CsvFile:
    """An open file that was read through once: all of it is text in `encoding`, a codec's name."""

    place: str
    encoding: str
    text: TextIOWrapper
    stream: BinaryIO
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
        yield _known_as_text(stream, path.name, encoding)


@contextmanager
def opened_input(encoding: str, *, folder: Path) -> Iterator[CsvFile]:
    """Standard input, known to be text in `encoding`. It is read twice, and lies in `folder` for as long, nameless.

    Raises BadInput.
    """
    with tempfile.TemporaryFile(dir=folder) as stream:
        while piece := sys.stdin.buffer.read(_PIECE):
            stream.write(piece)
            if stream.tell() > _MOST_OF_INPUT:
                raise BadInput(sentences.IMPORT_TOO_LONG, field="file")
        stream.seek(0)
        yield _known_as_text(stream, STANDARD_INPUT, encoding)


def _known_as_text(stream: BinaryIO, place: str, encoding: str) -> CsvFile:
    """The stream at its begin, read through once. Raises BadInput."""
    codec = _CODECS.get(encoding, encoding)
    begins = _refuse_other_encoding(place, stream, codec, encoding)
    stream.seek(0)
    if codec == "utf-8-sig" and not begins.startswith(codecs.BOM_UTF8):
        codec = "utf-8"  # what is rejected is written in it, without a mark that was not there
    text = TextIOWrapper(stream, codec, newline="")
    return CsvFile(place, codec, text, stream, os.fstat(stream.fileno()).st_size)


def _opened(path: Path) -> BinaryIO:
    try:
        if not S_ISREG(path.stat().st_mode):
            raise BadInput(sentences.IMPORT_NO_FILE.format(place=path), field="file")
        return path.open("rb")
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(FILE_UNREADABLE.format(place=path, why=why), field="file") from error


def _refuse_other_encoding(name: str, stream: BinaryIO, codec: str, encoding: str) -> bytes:
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
