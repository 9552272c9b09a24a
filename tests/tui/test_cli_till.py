"""Does the command line take, give back, void, tell and count money as scripts rely on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.command_line import CommandLine

PAID = ["entry", "receipt", "voids", "kind", "method", "amount_cents", "change_cents", "balance_cents", "currency"]
CARD = "4111-1111-1111-1111"


def test_a_morning_at_the_till(clinicdesk: CommandLine) -> None:
    """With exactly the keys promised, money in cents, and a receipt that can be told again."""
    ref = clinicdesk.patient()
    number = clinicdesk.booked(ref)
    opened = clinicdesk.json("till", "open", "--float", "100").result
    assert ("main", "open", 10000, None) == tuple(
        opened[key] for key in ("drawer", "status", "float_cents", "closed_at")
    )
    cash = ("--kind", "copay", "--method", "cash", "--amount", "25", "--tendered", "40.00")
    paid = clinicdesk.json("pay", number, *cash).result
    assert PAID == list(paid)
    assert (1, 1, 1500, -2500) == tuple(paid[key] for key in ("entry", "receipt", "change_cents", "balance_cents"))
    card = ("--kind", "balance", "--method", "card", "--amount", "1,250.50", "--last4", "4242")
    assert -127550 == clinicdesk.json("pay", ref, *card).result["balance_cents"]
    back = clinicdesk.json("refund", ref, "--method", "cash", "--amount", "5").result
    assert (3, -500, -127050) == tuple(back[key] for key in ("receipt", "amount_cents", "balance_cents"))
    void = clinicdesk.json("void", "r2", "--reason", "twice").result
    assert (4, None, 2, -2000) == tuple(void[key] for key in ("entry", "receipt", "voids", "balance_cents"))
    ledger = clinicdesk.json("ledger", ref).result
    assert (-2000, [4, 3, 2, 1]) == (ledger["balance_cents"], [one["id"] for one in ledger["entries"]])
    assert [None, None, 4, None] == [one["voided_by"] for one in ledger["entries"]]
    assert number == ledger["entries"][-1]["appointment"]
    assert "VOID" in clinicdesk.json("receipt", "2").result["text"]
    closed = clinicdesk.json("till", "close", "--counted", "115").result
    assert (12000, 11500, -500, {"cash": 2000, "card": 0}) == tuple(
        closed[key] for key in ("expected_cents", "counted_cents", "variance_cents", "by_method")
    )
    assert 12000 == clinicdesk.json("till", "show", "--drawer", "main").result["expected_cents"]


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (("pay", "{ref}", "--kind", "copay", "--method", "cash", "--amount", "25,5"), 2, "no amount"),
        (("pay", "{ref}", "--kind", "charge", "--method", "cash", "--amount", "25"), 2, "copay, balance"),
        (("pay", "id:99", "--kind", "copay", "--method", "cash", "--amount", "25"), 4, ""),
        (("refund", "{ref}", "--method", "cash", "--amount", "25"), 3, "Not given back"),
        (("void", "9", "--reason", "x"), 4, "no line 9"),
        (("void", "r9", "--reason", "x"), 4, "no receipt 9"),
        (("receipt", "9"), 4, "no receipt 9"),
        (("till", "close", "--counted", "1"), 4, "No drawer is open"),
        (("till", "show", "--drawer", "x"), 4, "No drawer x"),
        (("pay", "{ref}", "--kind", "copay", "--method", "cash", "--amount", "25", "--print"), 2, "print_command"),
        (("pay", "{ref}", "--kind", "copay", "--method", "card", "--amount", CARD), 2, "payment card"),
        (("pay", CARD, "--kind", "copay", "--method", "card", "--amount", "25"), 2, "payment card"),
    ],
)
def test_refusals(clinicdesk: CommandLine, typed: tuple[str, ...], code: int, told: str) -> None:
    """Each with its code and what to do, and nothing is kept; no card's number is said again."""
    ref = clinicdesk.patient()
    ran = clinicdesk.json(*(word.format(ref=ref) for word in typed))
    assert code == ran.code
    assert told in ran.answer["message"]
    assert CARD not in ran.out
    assert [] == clinicdesk.json("ledger", ref).result["entries"]


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        *(("1,234.50", 123450), ("$40", 4000), ("$ 40", 4000), ("40 USD", 4000), ("40.5", 4050), (".50", 50)),
        *(("40,50", None), ("-5", None), ("(5)", None), ("1e3", None), ("\uff14\uff10", None), ("", None), ("0", None)),
        *(("\u20ac40", None), ("40.", None), ("40.505", None), ("1 234.50", None), ("1000000.01", None)),
    ],
)
def test_amounts_as_they_are_typed(clinicdesk: CommandLine, typed: str, cents: int | None) -> None:
    """Taken to the cent, or refused with what to type, and then nothing is kept."""
    ran = clinicdesk.json("pay", clinicdesk.patient(), "--kind", "balance", "--method", "check", f"--amount={typed}")
    lines = clinicdesk.json("ledger", "100001").result["entries"]
    if cents is None:
        assert (2, [], True) == (ran.code, lines, "25 or 25.50" in ran.answer["message"])
    else:
        assert (0, [-cents]) == (ran.code, [one["cents"] for one in lines])


def test_the_sign_is_that_of_the_clinics_currency(clinicdesk: CommandLine) -> None:
    """Dollars are no euros: what is typed in another currency is refused."""
    settings = clinicdesk.database.with_name("euro.toml")
    settings.write_text('[till]\ncurrency = "EUR"\n')
    euro = ("--config", str(settings))
    whose = clinicdesk.patient()
    pay = ("pay", whose, "--kind", "balance", "--method", "cash", *euro)
    assert [2, 0, 0] == [clinicdesk(*pay, "--amount", amount).code for amount in ("$40", "\u20ac40", "40.00 EUR")]


def test_a_receipt_is_printed(clinicdesk: CommandLine) -> None:
    """The program of the settings is given the text; one that fails does not take the payment back."""
    ref = clinicdesk.patient()
    out = clinicdesk.database.with_name("printed")
    config = clinicdesk.database.with_name("till.toml")
    pay = ("pay", ref, "--kind", "copay", "--method", "cash", "--amount", "25", "--print", "--config", config)
    config.write_text(f'[till]\nprint_command = ["/usr/bin/tee", "{out}"]\n')
    assert "was printed" in clinicdesk.json(*pay).answer["message"]
    assert out.read_text() == clinicdesk.json("receipt", "1").result["text"]
    config.write_text(f'[till]\nprint_command = ["/usr/bin/tee", "{out}"]\nprint_as = "pdf"\n')
    assert "Receipt 1 was printed." in clinicdesk.json("receipt", "1", "--print", "--config", config).answer["message"]
    assert out.read_bytes().startswith(b"%PDF-")  # in any script, for a printer that has pages
    config.write_text('[till]\nprint_command = ["/bin/false"]\n')
    ran = clinicdesk.json(*pay)
    assert (0, 2) == (ran.code, ran.result["receipt"])
    assert "/bin/false" in ran.answer["message"]
    again = clinicdesk.json("receipt", "1", "--print", "--config", config)
    assert (2, True) == (again.code, "/bin/false" in again.answer["message"])
