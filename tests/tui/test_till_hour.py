"""Is an hour at the till, as a new coordinator meets it, worked off with the keys that were recorded of it?

Every kind of blocker at the gate, a family with two plans, money given back, a dispute, a drawer that is five dollars
short, an estimate, forms and a letter, the close of the day; `calls/till.txt` has what is shown and noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.command_line import NOW, filled
from tests.insured import PAYERS
from tests.open_desk import play
from tests.tui.test_calls_replayed import take

if TYPE_CHECKING:
    from pathlib import Path

SET_UP: Final = f"""{PAYERS}
[[form]]
code = "privacy"
name = "Privacy notice"
may_decline = true

[[form]]
code = "consent"
name = "Consent"
types = ["fu20"]

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit"
amount = "125.00"
"""
SETTINGS: Final = '[till]\ncopay_at_check_in = true\n[documents]\nprint_command = ["/bin/true"]\n'
PEOPLE: Final = (
    ("Smith", "John", "1984-03-14"),
    ("Jones", "Ann", "1961-01-30"),
    ("Novak", "Tom", "2015-04-18"),
    ("Quill", "Rita", "1970-05-05"),
)
FOLLOW_UP: Final = ("--type", "fu20", "--provider", "lee")
CIGNA: Final = ("--payer", "cigna", "--from", "2026-01-01", "--copay", "fu20=25")
FILL: Final = (
    *(("patient", "add", "--family", family, "--given", given, "--birth-date", born) for family, given, born in PEOPLE),
    ("coverage", "add", "id:1", *CIGNA, "--member-id", "C1"),
    ("coverage", "add", "id:2", *CIGNA, "--member-id", "C2", "--to", "2026-10-31"),
    ("coverage", "add", "id:3", *CIGNA, "--member-id", "C3"),
    (
        "coverage",
        "add",
        "id:3",
        "--payer",
        "aetna",
        "--member-id",
        "A100000001",
        "--from",
        "2026-01-01",
        "--order",
        "secondary",
    ),
    ("coverage", "add", "id:4", "--payer", "self-pay", "--from", "2026-01-01"),
    *(("patient", "edit", f"id:{one}", "--verified", "identity", "--verified", "demographics") for one in (2, 3)),
    *(("form", "sign", f"id:{one}", "privacy", "consent") for one in (2,)),
    *(
        ("book", "--patient", f"id:{one}", *FOLLOW_UP, "--start", f"2026-11-23T{at}")
        for one, at in ((1, "10:40"), (2, "11:00"), (3, "11:20"))
    ),
    ("book", "--patient", "id:4", *FOLLOW_UP, "--start", "2026-12-07T10:40"),
)


def test_an_hour_at_the_till(tmp_path: Path) -> None:
    """At one desk, on a terminal of 80x24."""
    database = filled(tmp_path / "clinic.db", *FILL, setup=SET_UP)
    play(database, lambda desk: take(desk, database, "till.txt"), now=NOW, settings=SETTINGS)
