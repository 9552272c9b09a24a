"""Which lines does a CSV text have, and in what is one of them broken?"""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.importing.sentences import IMPORT_LINE_TOO_LONG, IMPORT_QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DELIMITERS: Final = (",", ";", "\t", "|")
LONGEST_LINE: Final = 65_536
"""Characters that are read of one line of the file: what is longer is no line of a table."""
_MOST_LINES: Final = 100
"""So many lines of the file a quoted text may go over: an unclosed quote does not swallow the rest."""
_ENDS: Final = "\r\n"
_IN_QUOTES: Final = re.compile('"[^"]*"')


class CsvLine(Struct, frozen=True):
    """One record: the number of the line of the file it begins at, from 1, and its cells as they stand there.

    With `problem`, a sentence, it could not be taken apart, and its only cell is that line as it is.
    """

    number: int
    cells: list[str]
    problem: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.problem and not any(cell.strip() for cell in self.cells)


def delimiter_of(headings: str) -> str:
    """Which of `DELIMITERS` the line of the headings has most often outside of quotes; a comma if none."""
    return max(DELIMITERS, key=_IN_QUOTES.sub("", headings).count)


def read_csv(lines: Iterable[str], *, delimiter: str, first: int = 1) -> Iterator[CsvLine]:
    """The records of a text that is given by its lines, their ends kept (RFC 4180); the first has that number.

    After a record that is broken the next line of the file is read as if nothing had been.
    """
    ahead: deque[str] = deque()
    coming = iter(lines)
    number = first - 1
    while True:
        line = ahead.popleft() if ahead else next(coming, None)
        if line is None:
            return
        number += 1
        if len(line) >= LONGEST_LINE:
            yield CsvLine(number, [line.rstrip(_ENDS)], IMPORT_LINE_TOO_LONG)
        elif '"' not in line:
            yield CsvLine(number, line.rstrip(_ENDS).split(delimiter))
        else:
            record, taken = _quoted(line, ahead, coming, number, delimiter)
            yield record
            number += taken


def _quoted(first: str, ahead: deque[str], coming: Iterator[str], number: int, delimiter: str) -> tuple[CsvLine, int]:
    """The record that begins with `first`, and how many more lines it goes over; `ahead` holds lines put back."""
    taken: list[str] = []

    def feed() -> Iterator[str]:
        yield first
        while len(taken) < _MOST_LINES:
            line = ahead.popleft() if ahead else next(coming, None)
            if line is None:
                return
            taken.append(line)
            yield line

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter, strict=True))
    except csv.Error:
        ahead.extendleft(reversed(taken))
        return CsvLine(number, [first.rstrip(_ENDS)], IMPORT_QUOTES), 0
    return CsvLine(number, cells), len(taken)
