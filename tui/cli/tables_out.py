"""How are lines of cells written as CSV or as a spreadsheet, so that no cell is reckoned with?"""

from __future__ import annotations

import csv
import re
from enum import Enum
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

_FORMULA: Final = re.compile(r"(?!-[0-9]+(?:\.[0-9]+)?$)[=+@\t\r-]")
"""What a spreadsheet would reckon with; an import takes the apostrophe away again."""
_ROWS: Final = 1_048_576
"""Of a sheet, its headings among them; what is more goes on in another."""


class TableFormat(Enum):
    """In which form."""

    CSV = "csv"
    XLSX = "xlsx"


def write_csv(out: BinaryIO, headings: Sequence[str], lines: Iterable[Sequence[str]], _: Path) -> int:
    """Write them as CSV (RFC 4180, UTF-8), and count the lines."""
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    count = 0
    for line in lines:
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in line])
        count += 1
    text.flush()
    text.detach()
    return count


def write_xlsx(out: BinaryIO, headings: Sequence[str], lines: Iterable[Sequence[str]], folder: Path) -> int:
    """Write them as a spreadsheet, each cell a text, and count the lines. What is unfinished lies in `folder`."""
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(folder), "in_memory": False}
    count = 0
    with xlsxwriter.Workbook(out, options) as book:
        sheet, row = None, _ROWS
        for line in lines:
            if row == _ROWS:
                sheet, row = book.add_worksheet(), 1
                _write_row(sheet.write_string, 0, headings)
            assert sheet is not None  # noqa: S101 - one is made for the first line
            _write_row(sheet.write_string, row, line)
            row, count = row + 1, count + 1
        if sheet is None:
            _write_row(book.add_worksheet().write_string, 0, headings)
    return count


WRITERS: Final[Mapping[TableFormat, Callable[[BinaryIO, Sequence[str], Iterable[Sequence[str]], Path], int]]] = {
    TableFormat.CSV: write_csv,
    TableFormat.XLSX: write_xlsx,
}


def _write_row(write: Callable[[int, int, str], object], row: int, cells: Sequence[str]) -> None:
    for at, cell in enumerate(cells):
        if cell:
            write(row, at, cell)
