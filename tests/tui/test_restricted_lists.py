"""Do lists and verbs tell of a restricted record no more than that something is there, until somebody says why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

SETUP = """\
[[user]]
name = "ana"
roles = ["supervisor"]

[[recall]]
code = "year"
name = "Yearly check"
months = 12
types = ["new40"]
after = ["new40"]
"""
BILLED = "id,mrn,kind,amount,date,description\nC1,100001,charge,120.00,2026-10-05,Office visit\n"
SECRET = "zebra"
LISTS = (
    ("case", "list"),
    ("case", "list", "--kind", "referral-out"),
    ("case", "list", "--words", SECRET),
    ("dispute", "list"),
    ("call", "list", "recall"),
    ("call", "list", "call-back"),
    ("list", "follow-ups"),
    ("recall", "list"),
)
ASKED = (
    ("case", "list", "--patient", "100001"),
    ("case", "show", "1"),
    ("case", "letter", "1"),
    ("recall", "list", "100001"),
    ("recall", "set", "100001", "year", "--due", "2026-12-01"),
    ("recall", "pause", "1", "--until", "2026-12-01"),
    ("dispute", "settle", "1", "--outcome", "right"),
    ("recall", "end", "1"),
    ("log", "100001"),
    ("follow-up", "1"),
    ("disclosures", "100001"),
    ("message", "list", "--patient", "100001"),
    ("form", "list", "100001"),
    ("document", "list", "100001"),
)


@pytest.fixture
def restricted(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith's record is; of it there are a case, a recall, a dispute, a call and a follow-up, all about that."""
    (tmp_path / "more.toml").write_text(SETUP)
    (tmp_path / "billing.csv").write_text(BILLED)
    for line in (
        ("setup", tmp_path / "more.toml"),
        (
            "patient",
            "add",
            "--family",
            "Smith",
            "--given",
            "John",
            "--birth-date",
            "1984-03-14",
            "--phone",
            "6175550117",
        ),
        ("import", "ledger", tmp_path / "billing.csv"),
        ("case", "new", "referral-out", "--patient", "100001", "--subject", SECRET, "--fact", f"to={SECRET} center"),
        ("case", "note", "1", f"about the {SECRET}"),
        ("dispute", "1", "--note", f"no {SECRET} was seen"),
        ("recall", "set", "100001", "year", "--due", "2026-11-20", "--note", f"the {SECRET}"),
        ("call", "back", "100001", "--why", f"about the {SECRET}"),
        ("log", "100001", "--add", f"the {SECRET}", "--follow-up", "2026-11-23"),
        ("patient", "edit", "100001", "--restricted"),
    ):
        ran = clinicdesk(*line)
        assert 0 == ran.code, (line, ran.err)
    return clinicdesk


def test_a_list_tells_that_it_is_there(restricted: CommandLine) -> None:
    """By name, and nothing of what it is about, to people and scripts; found by its words is none of it."""
    for line in LISTS:
        people, scripts = restricted(*line), restricted.json(*line)
        assert (0, 0) == (people.code, scripts.code), (line, people.err)
        assert SECRET not in people.out + scripts.out, line
        assert ("Smith" in people.out) is ("--words" not in line), line


def test_each_verb_asks_why(restricted: CommandLine) -> None:
    """Each refuses until a reason was given, changes nothing before, and is in the log of openings after."""
    for line in ASKED:
        refused = restricted.json(*line)
        assert (3, "RESTRICTED") == (refused.code, refused.answer["conflicts"][0]["rule"]), line
        assert SECRET not in refused.out + refused.err
    assert 0 == restricted("patient", "open", "100001", "--reason", "their sister asks").code
    for line in ASKED:
        assert 0 == restricted(*line).code, line
    log = restricted("access", "100001").out
    assert [] == [way for way in ("recall", "dispute", "case show", "follow-up", "disclosures") if way not in log]
    assert [1] == [
        one["id"] for one in restricted.json("case", "list", "--words", SECRET, "--patient", "100001").result
    ]
