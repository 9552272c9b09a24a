"""Where does the table of a CSV text begin, and what stands between its cells?"""

from __future__ import annotations

import re
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Final

from core.importing.csv_lines import DELIMITERS, delimiter_of, read_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from core.importing.csv_lines import CsvLine

_SAID: Final = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*', re.IGNORECASE)
"""The line by which a spreadsheet is told the delimiter, before the headings."""
_NOTHING: Final = ' "\r\n' + "".join(DELIMITERS)


_MOST_TITLES: Final = 20
"""So many lines may stand before the headings."""


def open_table(
    lines: Iterable[str], delimiter: str, are_headings: Callable[[Sequence[str]], bool] | None = None
) -> tuple[str, Iterator[CsvLine]]:
    """The delimiter, and the records that are not blank, the headings first.

    Passed over before the headings are blank lines, a byte order mark, and what a report has there by itself in a
    line, as its title, or in several cells, where `are_headings` knows the first line of the table among those below.
    The delimiter is the one given, else the one of a line `sep=;`, else that of the headings.
    """
    coming = enumerate(_without_titles(lines, delimiter, are_headings) if are_headings else lines, 1)
    said, titles, first = "", list[tuple[int, str]](), ""
    for number, text in coming:
        first = text.removeprefix("\ufeff") if number == 1 else text
        found = _SAID.fullmatch(first.rstrip("\r\n"))
        if found:
            said = found[1]
        elif first.strip(_NOTHING):
            if '"' in first or _filled(first, delimiter or said) > 1:
                titles = [(number, first)]
                break
            titles.append((number, first))
            if len(titles) == _MOST_TITLES:
                break
    begin, line = titles[0] if titles else (1, "")
    between = delimiter or said or delimiter_of(line)
    records = read_csv(chain(_with_gaps(titles), (text for _, text in coming)), delimiter=between, first=begin)
    return between, (record for record in records if not record.is_blank)


def _without_titles(
    lines: Iterable[str], delimiter: str, are_headings: Callable[[Sequence[str]], bool]
) -> Iterator[str]:
    """The lines, with blank ones for those above the headings, which keep their numbers so."""
    coming = iter(lines)
    top = list(islice(coming, _MOST_TITLES))
    said = next((found[1] for line in top if (found := _SAID.fullmatch(line.strip("\ufeff\r\n")))), "")
    begin = next((at for at, line in enumerate(top) if are_headings(_cells(line, delimiter or said))), 0)
    yield from (
        line if at >= begin or _SAID.fullmatch(line.strip("\ufeff\r\n")) else "\n" for at, line in enumerate(top)
    )
    yield from coming


def _cells(line: str, delimiter: str) -> list[str]:
    between = delimiter or delimiter_of(line)
    return next((record.cells for record in read_csv([line.removeprefix("\ufeff")], delimiter=between)), [])


def _with_gaps(numbered: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The lines, and blank ones for those that were passed over between them: the others keep their numbers."""
    for at, (number, text) in enumerate(numbered):
        before = numbered[at - 1][0] if at else number - 1
        yield from repeat("\n", number - before - 1)
        yield text


def _filled(line: str, delimiter: str) -> int:
    """How many of its cells are filled."""
    return sum(bool(cell.strip()) for cell in line.split(delimiter or delimiter_of(line)))
