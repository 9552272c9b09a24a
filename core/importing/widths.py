"""Which numbers of a column have lost the zeros in front of them?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.importing import sentences
from core.text.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.importing.csv_lines import CsvLine

_LONGEST: Final = 20
_HALF: Final = 2


class Widths(Struct):
    """How many digits the numbers of a column have, and those of them that begin with 0. Not frozen: it counts.

    Only cells made of digits alone count: a phone that is written with spaces or dashes lost nothing.
    """

    of_all: Counter[int] = field(default_factory=Counter)
    of_zeros: Counter[int] = field(default_factory=Counter)

    def count(self, cell: str) -> None:
        """Count a cell, if it is a number."""
        if cell.isdecimal() and len(cell) <= _LONGEST:
            self.of_all[len(cell)] += 1
            self.of_zeros[len(cell)] += cell[0] == "0"

    @property
    def width(self) -> int:
        """The digits that the numbers of the column have, where some are filled up with zeros; else 0."""
        with_zeros = [width for width, count in self.of_zeros.items() if count]
        if len(with_zeros) != 1:
            return 0
        (width,) = with_zeros
        return width if self.of_all[width] * _HALF >= self.of_all.total() and width == max(self.of_all) else 0


def widths_of(records: Iterable[CsvLine], places: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
    """How many digits the numbers of these columns have, where some begin with 0; `places` are those of each."""
    found = {name: Widths() for name in places}
    for record in records:
        for name, at in places.items():
            for place in at:
                if place < len(record.cells):
                    found[name].count(record.cells[place].strip())
    return {name: widths.width for name, widths in found.items() if widths.width}


def zeros_lost(name: str, cell: str, width: int) -> str:
    """The sentence on a number that has fewer digits than the others of its column, or ''."""
    if not cell.isdecimal() or len(cell) >= width:
        return ""
    start = zeros_lost_before(name, cell)
    return sentences.CELL_ZEROS.format(start=start, count=len(cell), width=width)


def zeros_lost_before(name: str, cell: str) -> str:
    """How that sentence begins: what a rejected line says of a cell that nobody mended."""
    return sentences.CELL_ZEROS_OF.format(field=name.replace("_", " "), cell=shown(cell))
