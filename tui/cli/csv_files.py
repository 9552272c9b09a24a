"""How is a CSV file read, from the disk or from standard input?"""

from __future__ import annotations

import codecs
import os
import tempfile
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.importing.csv_lines import LONGEST_LINE
from core.importing.encodings import ENCODINGS, Encoding, encoding_named, marked, stated, unmarked
from core.importing.legacy_encodings import LEGACY
from core.importing.other_files import other_file
from core.text.wording import not_among
from tui.cli import import_file_sentences
from tui.sentences import FILE_UNREADABLE, STANDARD_INPUT
from tui.settings import standard_input

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_PIECE: Final = 1 << 20
_MOST_OF_INPUT: Final = 1 << 30
"""Bytes that are taken of standard input: a million patients are a third of it, and more would fill the disk."""
_BEGIN: Final = 512


class CsvFile(Struct, frozen=True):
    """An open file that was read through once, and may be again: `encoding` is what it is written in."""

    place: str
    encoding: Encoding
    text: TextIOWrapper
    stream: BinaryIO
    size: int

    @property
    def read_share(self) -> float:
        """How much of it was read, from 0 to 1."""
        return self.stream.tell() / self.size if self.size else 1.0

    def __iter__(self) -> Iterator[str]:
        """Its lines from the first, with their ends.

        Of one that is too long to be a line of a table only the beginning comes.
        """
        self.text.seek(0)
        while line := self.text.readline(LONGEST_LINE):
            rest = line
            while len(rest) == LONGEST_LINE and rest[-1] not in "\r\n":
                rest = self.text.readline(LONGEST_LINE)
            yield line


@contextmanager
def opened_csv(path: Path, encoding: str) -> Iterator[CsvFile]:
    """The file, known to be text in `encoding`; without one, in the one it shows. Raises BadInput."""
    with _opened(path) as stream:
        yield _known_as_text(stream, path.name, encoding)


@contextmanager
def opened_input(encoding: str, *, folder: Path) -> Iterator[CsvFile]:
    """Standard input, as `opened_csv`. It is read several times, and lies in `folder` for as long, nameless.

    Raises BadInput.
    """
    with tempfile.TemporaryFile(dir=folder) as stream:
        while piece := standard_input().read(_PIECE):
            stream.write(piece)
            if stream.tell() > _MOST_OF_INPUT:
                raise BadInput(import_file_sentences.IMPORT_TOO_LONG, field="file")
        stream.seek(0)
        yield _known_as_text(stream, STANDARD_INPUT, encoding)


def stated_encoding(typed: str | None) -> str:
    """The encoding that is meant by what was typed, '' where nothing was. Raises BadInput for one that is not read."""
    if not typed:
        return ""
    name = encoding_named(typed)
    if name not in ENCODINGS:
        raise BadInput(not_among(typed, ENCODINGS, import_file_sentences.IMPORT_UNKNOWN_ENCODING), field="encoding")
    return name


def _known_as_text(stream: BinaryIO, place: str, name: str) -> CsvFile:
    """The stream at its begin, read through once. Raises BadInput where it is said to be what it is not."""
    begins = stream.read(_BEGIN)
    stream.seek(0)
    kind = other_file(begins)
    if kind:
        raise BadInput(import_file_sentences.IMPORT_OTHER_FILE.format(place=place, kind=kind), field="file")
    shown = marked(begins)
    if name:
        encoding = stated(name, begins)
        if shown and shown.is_wide and shown.name != name:
            raise _not_encoded(place, 1, encoding)
        _refuse_other_encoding(place, stream, encoding)
    else:
        found = shown or unmarked(iter(partial(stream.readline, LONGEST_LINE), b""))
        if found is None:
            sentence = import_file_sentences.IMPORT_WHICH_ENCODING.format(place=place, encodings=", ".join(LEGACY))
            raise BadInput(sentence, field="encoding")
        encoding = found
    stream.seek(0)
    text = TextIOWrapper(stream, encoding.codec, errors=encoding.errors, newline="")
    return CsvFile(place, encoding, text, stream, os.fstat(stream.fileno()).st_size)


def _opened(path: Path) -> BinaryIO:
    try:
        if not S_ISREG(path.stat().st_mode):
            raise BadInput(import_file_sentences.IMPORT_NO_FILE.format(place=path), field="file")
        return path.open("rb")
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(FILE_UNREADABLE.format(place=path, why=why), field="file") from error


def _refuse_other_encoding(place: str, stream: BinaryIO, encoding: Encoding) -> None:
    """Raise BadInput unless all of the file is text in the encoding that it is said to have."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    lines = 1
    try:
        while piece := stream.read(_PIECE):
            lines += decoder.decode(piece).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].count(b"\n")
        raise _not_encoded(place, line, encoding) from error


def _not_encoded(place: str, line: int, encoding: Encoding) -> BadInput:
    sentence = import_file_sentences.IMPORT_NOT_ENCODED.format(line=line, place=place, encoding=encoding.name)
    return BadInput(sentence, field="file")
