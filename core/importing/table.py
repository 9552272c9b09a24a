"""Where does the table of a CSV text begin, and what stands between its cells?"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from core.importing.csv_lines import DELIMITERS, delimiter_of, read_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.importing.csv_lines import CsvLine

_SAID: Final = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*', re.IGNORECASE)
"""The line by which a spreadsheet is told the delimiter, before the headings."""
_NOTHING: Final = ' "\r\n' + "".join(DELIMITERS)


def open_table(lines: Iterable[str], delimiter: str) -> tuple[str, Iterator[CsvLine]]:
    """The delimiter, and the records that are not blank, the headings first.

    Blank lines before the headings are passed over, as is a byte order mark. The delimiter is the one given, else
    the one of a line `sep=;`, else that of the headings.
    """
    coming = iter(lines)
    said, number, first = "", 0, ""
    for line in coming:
        number += 1
        first = line.removeprefix("\ufeff") if number == 1 else line
        found = _SAID.fullmatch(first.rstrip("\r\n"))
        if found:
            said = found[1]
        elif first.strip(_NOTHING):
            break
        first = ""
    between = delimiter or said or delimiter_of(first)
    records = read_csv(chain((first,) if first else (), coming), delimiter=between, first=max(number, 1))
    return between, (record for record in records if not record.is_blank)
