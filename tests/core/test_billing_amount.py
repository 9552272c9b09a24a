"""Is what a cell of billing's file says of money read as it is meant, or refused?"""

from __future__ import annotations

from datetime import date

import pytest

from core.calendar.date_order import DateOrder
from core.calendar.file_date import read_file_day
from core.clinic.model import Clinic
from core.errors import BadInput
from core.fields.model import ReadContext
from core.till.billing_amount import SaidKind, amount_of, kind_of, read_amount
from core.till.model import LineKind

READING = ReadContext(Clinic(), date(2026, 11, 23))
CENTS = {
    2500: ("25", "25.00", "+25", "$25", "USD 25.00", "US$25", "25,00", "25.0000", "25.00 DR", "DB 25", "25 dr."),
    -2500: (
        "(25.00)",
        "25.00-",
        "-$25",
        "$(25)",
        "\u2212 25,00",
        "25.00 CR",
        "CR 25",
        "25.00CR",
        "25.00(CR)",
        "25 Cr.",
        "25.00 Credit",
        "25.00 USD-",
    ),
    125050: ("1,250.50", "1.250,50", "1.250,5", "1 250,50", "1\u202f250.50", "1'250.50", "1\u2019250,50", "1250,50"),
    123400: ("1,234", "1 234", "1'234"),
    -125000: ("($1,250.00)", "1.250,00-", "-1 250", "$1,250.00 CR"),
}
NONE = (
    *("", "-", "$", "n/a", "1.234", "25.005", "1,2500.00", "12,34,567.00", "1.25.00", "1,250.000", "25,005,00", "--25"),
    *(
        "(25",
        "(-25)",
        "\u20ac25",
        "25 EUR",
        "1.000.000,01",
        "CR 25 DR",
        "(25) CR",
        "-25 DR",
        "\u0662\u0665",
        "1  250",
        f"1{' ' * 60_000}x",
    ),
)
SAID = (
    ("charge", {"amount": "25"}, 2500),
    ("charge", {"amount": "(25)"}, ("adjustment", -2500)),
    ("charge", {"amount": "25 CR"}, ("adjustment", -2500)),
    ("charge", {"debit": "25", "credit": "0.00"}, 2500),
    ("insurance", {"amount": "25"}, 2500),
    ("insurance", {"amount": "25 CR"}, 2500),
    ("insurance", {"credit": "25"}, 2500),
    ("insurance", {"effect": "-25"}, 2500),
    ("insurance", {"effect": "25"}, ("adjustment", 2500)),
    ("insurance", {"debit": "25"}, ("adjustment", 2500)),
    ("insurance", {"amount": "-25"}, None),
    ("adjustment", {"amount": "-25"}, -2500),
    ("adjustment", {"credit": "25", "amount": ""}, -2500),
    ("adjustment", {"credit": "25", "debit": "5"}, None),
    ("adjustment", {"amount": "25", "effect": "-25"}, None),
    ("statement", {"amount": "25 CR"}, -2500),
)


@pytest.mark.parametrize(("cents", "typed"), CENTS.items())
def test_an_amount_is_read(cents: int, typed: tuple[str, ...]) -> None:
    """However it is grouped, and whichever sign it has; what can be two amounts is none."""
    assert [cents] * len(typed) == [read_amount([one], "amount", READING).cents for one in typed]
    for one in NONE:
        with pytest.raises(BadInput):
            read_amount([one], "amount", READING)


@pytest.mark.parametrize(("kind", "cells", "expected"), SAID)
def test_what_a_line_comes_to(kind: str, cells: dict[str, str], expected: object) -> None:
    """As its kind has it; what is taken back is an adjustment, and what is not clear is refused."""
    told: dict[str, object] = {name: read_amount([cell], name, READING) for name, cell in cells.items() if cell}
    told["kind"] = SaidKind(LineKind(kind))
    if expected is None:
        with pytest.raises(BadInput):
            amount_of(told)
    else:
        found, cents = kind_of(told), amount_of(told)
        assert expected == (cents if found is LineKind(kind) else (found and found.value, cents))


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("2026-11-02 14:30:05.000", None, 2),
        ("2026-11-02T14:30", None, 2),
        ("11/20/2026 3:45 p.m.", None, 20),
        ("20-Nov-26", None, 20),
        ("11/2/26", DateOrder.MDY, 2),
        ("02.11.26", DateOrder.DMY, 2),
        ("11/2/26", None, 0),
        ("26/11/02", DateOrder.YMD, 0),
        ("2026-11-02T23:30+02:00", None, 0),
        ("2026-11-02 25 o'clock", None, 0),
    ],
)
def test_the_day_of_a_line(typed: str, order: DateOrder | None, day: int) -> None:
    """Its time is left; a short year counts where it stands last, and what can be another day is refused."""
    if day:
        assert date(2026, 11, day) == read_file_day(typed, field="date", order=order)
    else:
        with pytest.raises(BadInput):
            read_file_day(typed, field="date", order=order)
