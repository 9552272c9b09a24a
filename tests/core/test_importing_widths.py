"""Which numbers have lost their zeros, and which are only shorter?"""

from __future__ import annotations

import pytest

from core.importing.csv_lines import CsvLine
from core.importing.widths import widths_of, zeros_lost


def width(*cells: str) -> int:
    """The digits that the numbers of a column of these cells have; 0 where they have any number."""
    records = [CsvLine(number, [cell]) for number, cell in enumerate(cells, 2)]
    return widths_of(records, {"mrn": (0,)}).get("mrn", 0)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("004512", "000033", "123456"), 6),
        (("004512", "100033", "4512"), 6),
        (("02139", "60601", "2139", "", "SW1A 1AA"), 5),
        (("998", "999", "1000", "1001"), 0),
        (("04512", "004512", "100033"), 0),
        (("012", "4512", "4513"), 0),
        (("0123", "4512345", "7512346", "7512347"), 0),
        (("0", "12-4"), 1),
        ((), 0),
    ],
)
def test_a_column_is_filled_up_with_zeros(cells: tuple[str, ...], expected: int) -> None:
    """Where some number begins with 0, all of those have as many digits, none has more, and most have as many."""
    assert expected == width(*cells)


def test_a_shorter_number_is_told_with_what_it_should_have() -> None:
    """One of another kind, or of all its digits, is as it should be."""
    assert zeros_lost("mrn", "4512", 6).startswith('The mrn "4512" has probably lost zeros in front: it has 4 digits')
    assert ["", "", ""] == [zeros_lost("mrn", cell, 6) for cell in ("004512", "A-12", "1234567")]
