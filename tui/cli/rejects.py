"""How are the lines written that an import did not take?"""

from __future__ import annotations

import csv
import os
import sys
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.importing.columns import ADDED
from core.importing.csv_lines import DELIMITERS
from core.importing.encodings import marked
from core.new_file import put_in_place, unfinished
from core.text.card_numbers import refuse_network_number, without_card_numbers, without_network_numbers
from core.text.sentences import CARD_NUMBER
from tui.cli import import_file_sentences, sentences
from tui.sending import MOST_SPOOLED, spooled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TextIO

    from core.importing.encodings import Encoding
    from core.importing.incoming import Rejection

_OWNER_ONLY: Final = 0o600
_LONGEST_HEADINGS: Final = 1 << 16


class RejectsWriter:
    """Writes rejected lines like the file they come from, with line, field and reason behind.

    `shown` names the place to a person, `older` is what a file of an earlier import was renamed to.
    """

    def __init__(
        self, text: TextIO, shown: str, encoding: Encoding, *, is_full: Callable[[], bool] = lambda: False
    ) -> None:
        """Write to `text`, which is in that encoding, until that `is_full`."""
        self._is_full = is_full
        self.shown = shown
        self.older: Path | None = None
        self.count = 0
        self._text = text
        self._encoding = encoding
        self._width = 0
        self._has_added = False
        self._writer = csv.writer(text, lineterminator="\n")

    def begin(self, headings: Sequence[str], delimiter: str) -> None:
        """Write the headings. A file of rejected lines has the columns that are added already."""
        kept = len(headings) - len(ADDED)
        self._width = len(headings)
        self._has_added = tuple(headings[kept:]) == ADDED
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator="\n")
        self._write(tuple(map(without_card_numbers, self._of_origin(headings))), ADDED)

    def write(self, rejection: Rejection) -> None:
        """Write a line. One with too few or too many cells keeps them: it is not taken until it is mended."""
        reason = rejection.reason.encode(self._encoding.codec, "replace").decode(self._encoding.codec)
        without = without_card_numbers if CARD_NUMBER in reason else without_network_numbers
        cells = tuple(map(without, self._of_origin(rejection.cells)))
        self._write(cells, [rejection.line, rejection.field, reason])
        self.count += 1

    def _of_origin(self, cells: Sequence[str]) -> Sequence[str]:
        return cells[: -len(ADDED)] if self._has_added and len(cells) == self._width else cells

    def _write(self, cells: Sequence[str], added: Sequence[object]) -> None:
        if self._is_full():
            raise BadInput(import_file_sentences.IMPORT_REJECTS_TOO_MANY, field="rejects")
        with _refusals(self.shown):
            self._writer.writerow([*cells, *added])


def refuse_other_file(path: Path) -> None:
    """Raise BadInput unless the name is free or has rejected lines: whatever else is there must stay.

    Asked before the clinic is opened: closing its database, if it is that, would drop the locks that SQLite has on it.
    """
    refuse_network_number(path.name, "rejects")
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return
    except OSError:  # a link, among others
        is_earlier = False
    else:
        try:
            is_earlier = S_ISREG(os.fstat(handle).st_mode) and _holds_rejects(os.read(handle, _LONGEST_HEADINGS))
        finally:
            os.close(handle)
    if not is_earlier:
        raise BadInput(import_file_sentences.IMPORT_REJECTS_IN_THE_WAY.format(file=path), field="rejects")


@contextmanager
def rejects_file(path: Path, encoding: Encoding) -> Iterator[RejectsWriter]:
    """Rejected lines for a file that gets its name at the end of the block, and only if it holds a line.

    A file of an earlier import is kept under another name. Raises BadInput where anything else has the name, or where
    the file cannot be written.
    """
    with ExitStack() as stack:
        with _refusals(path):
            part = stack.enter_context(unfinished(path))
            handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY)
        with os.fdopen(handle, "w", encoding=encoding.codec, errors=encoding.errors, newline="") as text:
            writer = RejectsWriter(text, str(path), encoding)
            try:
                yield writer
            finally:  # also of an import that was stopped
                with _refusals(path):
                    text.flush()
                    if writer.count:
                        writer.older = _named(part, path)


@contextmanager
def rejects_stream(encoding: Encoding, folder: Path) -> Iterator[RejectsWriter]:
    """Rejected lines for standard output, which is left open.

    They lie in `folder`, nameless, and are sent at the end of the block: whoever does not read them holds up nobody.
    Raises BadInput where there are too many to keep, or they cannot be sent.
    """
    with _refusals(sentences.STANDARD_OUTPUT), spooled(folder, sys.stdout.buffer) as spool:
        text = TextIOWrapper(spool, encoding.codec, errors=encoding.errors, newline="")
        try:
            yield RejectsWriter(text, sentences.STANDARD_OUTPUT, encoding, is_full=lambda: spool.tell() > MOST_SPOOLED)
        finally:
            text.detach()


def _named(part: Path, path: Path) -> Path | None:
    """Give the file its name, and the one of an earlier import that has it another, which is returned."""
    refuse_other_file(path)
    older = None
    with suppress(FileNotFoundError):
        older = _moved_aside(path)
    put_in_place(part, path)
    return older


def _moved_aside(path: Path) -> Path:
    """The first name with a number behind it that the file could have; FileNotFoundError where there is none."""
    for number in count(1):
        other = path.with_name(f"{path.name}.{number}")
        with suppress(FileExistsError):
            put_in_place(path, other)
            return other
    raise AssertionError  # numbers do not end


def _holds_rejects(begins: bytes) -> bool:
    """Whether a file that begins so has the columns that are added, as its last ones."""
    found = marked(begins)
    codec = found.codec if found and found.is_wide else "latin-1"
    headings = begins.decode(codec, errors="replace").partition("\n")[0].rstrip("\r")
    return "\0" not in headings and any(headings.endswith(delimiter.join(["", *ADDED])) for delimiter in DELIMITERS)


@contextmanager
def _refusals(file: object) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        sentence = import_file_sentences.IMPORT_REJECTS_UNWRITABLE.format(file=file, why=why)
        raise BadInput(sentence, field="rejects") from error
