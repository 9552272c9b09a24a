"""Does billing's file say what is owed, once however often it comes, and does billing hear what was paid since?"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from tests.clinics import USERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

HEAD = "id,mrn,kind,amount,date,description\n"
LINES = (
    "c1,100001,charge,125.00,2026-11-02,Office visit",
    "c2,100001,charge,80,2026-11-09,Laboratory",
    "a1,100001,write-off,-20.00,2026-11-10,",
    "p1,100001,insurance payment,100.00,2026-11-12,Cigna",
    "s1,100001,statement,85.00,2026-11-15,",
)
CARD = "4111 1111 1111 1111"


@pytest.fixture
def billed(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith, MRN 100001, in a clinic where sue supervises."""
    (tmp_path / "users.toml").write_text(USERS)
    clinicdesk.patient()
    assert 0 == clinicdesk("setup", tmp_path / "users.toml").code
    return clinicdesk


def take_in(clinic: CommandLine, *lines: str, more: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - of JSON
    """What came of importing them."""
    file = clinic.database.with_name("billing.csv")
    file.write_text(HEAD + "\n".join(lines) + "\n")
    found = clinic.json("import", "ledger", file, "--as", "sue", *more).result
    return {name: found[name] for name in ("added", "updated", "unchanged", "rejected")}


def ledger(clinic: CommandLine) -> tuple[int, list[tuple[str, int]]]:
    """What Smith owes, and the lines that count, oldest first."""
    found = clinic.json("ledger", "100001").result
    entries = [one for one in reversed(found["entries"]) if one["voids"] is None and one["voided_by"] is None]
    return found["balance_cents"], [(one["external_id"], one["cents"]) for one in entries]


def test_what_billing_says_is_owed_once(billed: CommandLine) -> None:
    """A dry run writes nothing, the same file again finds nothing new, a line that says otherwise takes the place."""
    assert 5 == take_in(billed, *LINES, more=("--dry-run",))["added"]
    assert (0, []) == ledger(billed)
    assert {"added": 5, "updated": 0, "unchanged": 0, "rejected": []} == take_in(billed, *LINES)
    owed = 8500, [("c1", 12500), ("c2", 8000), ("a1", -2000), ("p1", -10000), ("s1", 0)]
    assert owed == ledger(billed)
    assert {"added": 0, "updated": 0, "unchanged": 5, "rejected": []} == take_in(billed, *LINES)
    assert 1 == take_in(billed, LINES[4].replace("85", "86"))["updated"]
    assert 8500 == ledger(billed)[0], "a statement tells, and changes nothing"
    assert 1 == take_in(billed, LINES[1].replace(",80,", ",60,"))["updated"]
    assert 6500 == ledger(billed)[0]
    assert ("c2", 6000) in ledger(billed)[1]
    assert 0 == billed("undo", "--as", "sue").code
    assert 8500 == ledger(billed)[0]


def test_an_import_that_is_undone_owes_nothing(billed: CommandLine) -> None:
    """Each line is taken back by one of its own, and the file may come again."""
    take_in(billed, *LINES)
    assert 0 == billed("undo", "--as", "sue").code
    assert (0, []) == ledger(billed)
    assert 5 == take_in(billed, *LINES)["added"]
    assert 8500 == ledger(billed)[0]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("x1,100001,tip,5,2026-11-02,", "kind"),
        ("x1,100001,charge,5.555,2026-11-02,", "amount"),
        ('x1,100001,charge,"5,505",2027-11-02,', "date"),
        ("x1,100001,payment,-5,2026-11-02,", "amount"),
        ("x1,100001,write-off,5,2026-11-02,", "amount"),
        ("x1,100001,patient payment,5,2026-11-02,", "kind"),
        ("x1,100001,charge,\u20ac5,2026-11-02,", "amount"),
        ("x1,100001,charge,5e1,2026-11-02,", "amount"),
        ("x1,100001,charge,\uff15,2026-11-02,", "amount"),
        (f"x1,100001,charge,{CARD},2026-11-02,", "amount"),
        (f"x1,100001,{CARD},5,2026-11-02,", "kind"),
        (f"x1,100001,charge,5,{CARD},", "date"),
        (f"x1,{CARD},charge,5,2026-11-02,", "mrn"),
        (f"{CARD},100001,charge,5,2026-11-02,", "id"),
        ("x1,100001,charge,0,2026-11-02,", "amount"),
        ("x1,100001,charge,5,2026-12-02,", "date"),
        ("x1,100001,charge,5,1984-03-13,", "date"),
        ("x1,999999,charge,5,2026-11-02,", "mrn"),
        ("x1,,charge,5,2026-11-02,", "mrn"),
        (",100001,charge,5,2026-11-02,", "id"),
        (f"x1,100001,charge,5,2026-11-02,paid by {CARD}", "note"),
    ],
)
def test_lines_that_cannot_be_are_told(billed: CommandLine, line: str, field: str) -> None:
    """By number and column; what is right beside them is taken, and no card's number is written with the rejects."""
    rejects = billed.database.with_name("rejects.csv")
    found = take_in(billed, LINES[0], line, more=("--rejects", str(rejects)))
    assert (1, [(3, field)]) == (found["added"], [(one["line"], one["field"]) for one in found["rejected"]])
    assert CARD not in rejects.read_text()


def test_as_another_system_writes_it(billed: CommandLine) -> None:
    """Under a title, with headings of its own, what is owed and what is not in columns of their own, and times."""
    file = billed.database.with_name("posted.csv")
    file.write_text(
        "Transactions 11/23/2026\n\nTrans ID;Chart No;Trans Type;Debit;Credit;Posting Date;Comment\n"
        '1;100001;CHG;"1.250,00";0,00;2026-11-02 14:30;visit\n2;100001;Ins Pmt;;80,50;20-Nov-26;\n'
        "3;100001;CHG;;10;11/20/2026 3:45 PM;taken back\n4;100001;Ins Pmt;5;;11/20/2026;taken back\n"
        "5;100001;ADJ;5;5;2026-11-20;\n"
    )
    for expected in (4, 0):
        found = billed.json("import", "ledger", file, "--as", "sue").result
        assert (expected, [(8, "debit")]) == (
            found["added"],
            [(one["line"], one["field"]) for one in found["rejected"]],
        )
        assert (116450, [("1", 125000), ("2", -8050), ("3", -1000), ("4", 500)]) == ledger(billed)


def test_a_line_names_its_visit(billed: CommandLine) -> None:
    """By its number, else by the day with one visit alone; another patient's is refused, and undone it goes."""
    one = billed.booked("100001", "2026-11-23T11:20")
    two = billed.booked("100001", "2026-11-30T11:00")
    other = billed.booked(billed.patient("Jones", "Ann", "1950-01-01"), "2026-11-23T11:00")
    head, file = "id,mrn,kind,amount,date,appointment\n", billed.database.with_name("visits.csv")
    said = (
        "c1,100001,charge,50,2026-11-23,",
        f"c2,100001,charge,60,2026-11-20,{two}",
        f"c3,100001,charge,7,2026-11-20,{other}",
    )
    file.write_text(
        head + "\n".join((*said, "c4,100001,charge,7,2026-11-20,", "c5,100001,charge,7,2026-11-20,x")) + "\n"
    )
    found = billed.json("import", "ledger", file, "--as", "sue").result
    assert (3, [4, 6]) == (found["added"], [line["line"] for line in found["rejected"]])
    assert {"appointment"} == {line["field"] for line in found["rejected"]}

    def visits() -> dict[str, int | None]:
        lines = billed.json("ledger", "100001").result["entries"]
        return {line["external_id"]: line["appointment"] for line in lines if not (line["voids"] or line["voided_by"])}

    assert {"c1": one, "c2": two, "c4": None} == visits()
    file.write_text(head + f"c4,100001,charge,7,2026-11-20,{one}\nc1,100001,charge,50,2026-11-23,\n")
    again = billed.json("import", "ledger", file, "--as", "sue").result
    assert (1, 1) == (again["updated"], again["unchanged"])
    assert {"c1": one, "c2": two, "c4": one} == visits()
    assert f"of visit {two}" in billed("ledger", "100001").out
    assert 0 == billed("undo", "--as", "sue").code
    assert {"c1": one, "c2": two, "c4": None} == visits()


def test_the_sign_in_a_file_is_that_of_the_clinics_currency(billed: CommandLine) -> None:
    """Dollars are no euros."""
    settings = billed.database.with_name("euro.toml")
    settings.write_text('[till]\ncurrency = "EUR"\n')
    lines = ("x1,100001,charge,$40,2026-11-02,", "x2,100001,charge,\u20ac40,2026-11-02,")
    found = take_in(billed, *lines, more=("--config", str(settings)))
    assert (1, [2]) == (found["added"], [one["line"] for one in found["rejected"]])


def test_billing_hears_what_came_since(billed: CommandLine) -> None:
    """Every line with its number; behind the last one of before there is only what is new."""
    take_in(billed, *LINES)
    pay = ("pay", "100001", "--kind", "balance", "--method", "card", "--amount", "25", "--last4", "4242")
    assert 0 == billed(*pay).code
    first, second = (billed.database.with_name(f"out{number}.csv") for number in (1, 2))
    assert 6 == billed.json("export", "ledger", first, "--as", "sue").result["count"]
    rows = list(csv.DictReader(first.read_text().splitlines()))
    assert 60.0 == sum(float(row["amount"]) for row in rows)
    assert ("balance", "-25", "card", "4242", "1") == tuple(
        rows[-1][name] for name in ("kind", "amount", "method", "last4", "receipt")
    )
    assert 0 == billed("void", "r1", "--reason", "bounced").code
    assert 1 == billed.json("export", "ledger", second, "--after", rows[-1]["line"], "--as", "sue").result["count"]
    (void,) = csv.DictReader(second.read_text().splitlines())
    assert (rows[-1]["line"], "bounced", "25") == (void["voids"], void["reason"], void["amount"])
