"""Does any verb of the command line tell what a restricted record says, before somebody said why they open it?

Every verb of the table of who may call what is called by every role, upon a record of which everything says the word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.clinics import USERS
from tests.depth import SOAKING
from tests.tui.test_who_may import PATIENTS, ROLES, TABLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

SECRET: Final = "zebra"
PHONE: Final = "0173"
FORMS: Final = '[[form]]\ncode = "privacy"\nname = "Privacy notice"\nmay_decline = true\n\n'
RECALL: Final = '[[recall]]\ncode = "year"\nname = "Yearly check"\nmonths = 12\ntypes = ["new40"]\n\n'
SETTINGS: Final = '[mail]\nfax_spool = "spool"\n'
UPKEEP: Final = frozenset({"demo", "migrate", "backup", "doctor", "work", "config check", "keys"})
"""What makes, keeps or proves the file."""
OF_NOBODY: Final = frozenset({"patient open", "estimate price"})
"""How somebody says why; and what a service costs anybody, by the set-up."""
ASK: Final = frozenset(
    {
        *("patient show", "patient edit", "patient merge", "patient unmerge", "patient relate", "coverage add"),
        *("coverage edit", "coverage list", "coverage card", "verify", "pay", "refund", "void"),
        *("receipt", "form list", "form sign", "form give", "form decline", "form print", "document add", "fax again"),
        *("document list", "document export", "document remove", "letter", "ledger", "dispute", "fax drop"),
        *("dispute settle", "message list", "estimate show", "estimate ask", "estimate make", "estimate give"),
        *("estimate decline", "case new", "case step", "case show", "case edit", "case note", "case link"),
        *("case letter", "case x12", "disclosures", "call back", "recall set", "recall pause", "recall end", "log"),
        *("follow-up", "history", "fax send", "fax file", "fax refile", "case documents"),
    }
)
"""What acts upon a record, or tells what it says; what books and moves asks nothing, as it may be booked."""
_EACH: Final = ((), ("--json",))
"""As people call a verb, and as scripts do."""
BOOK: Final = (*("book", "--patient", "id:1", "--type", "fu20", "--provider", "lee", "--note", SECRET, "--start"),)
MORE: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "find": (("smith",), ("617 555 0173",), (SECRET,)),
    "fax sent": (("--all",),),
    "message list": (("--patient", "id:1"),),
    "case new": (("task", "--subject", "call", "--patient", "id:1"),),
    "history": (("1",), ("id:1",)),
    "log": (("id:1",), ("id:1", "--add", "asks")),
    "call list": (("call-back",), ("recall",), ("confirm",), ("missed",)),
    "queue": ((),),
    "day": ((), ("2026-11-24",)),
    "wait list": ((), ("--slot", "2026-11-24T12:00", "--provider", "lee")),
    "letters": (("appointment", "--list", "forms"),),
    "patient duplicates": (("id:1",), ("id:2",)),
    "patient family": (("id:2",),),
}


@pytest.fixture
def restricted(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Smith's record is, of whom everything that can be noted is noted with the word."""
    (tmp_path / "more.toml").write_text(USERS + FORMS + RECALL)
    (tmp_path / "fees.csv").write_text(f"type,code,name,amount\nfu20,99213,{SECRET} fee,120.00\n")
    (tmp_path / "ledger.csv").write_text(
        f"id,mrn,kind,amount,date,description\nC1,100001,charge,120.00,2026-10-05,{SECRET} visit\n"
    )
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4\n/Type /Page\n%%EOF\n")
    (tmp_path / "in").write_text(PATIENTS)
    (tmp_path / "settings.toml").write_text(SETTINGS)
    (tmp_path / "spool").mkdir()
    lines: tuple[tuple[object, ...], ...] = (
        ("setup", tmp_path / "more.toml"),
        ("setup", "fees", tmp_path / "fees.csv"),
        (
            *("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14", "--phone"),
            *("617 555 0173", "--email", f"{SECRET}@example.org", "--address", f"1 {SECRET} Street", "--alert", SECRET),
        ),
        ("patient", "add", "--family", "Smith", "--given", "Jon", "--birth-date", "1984-03-14", "--anyway"),
        ("patient", "relate", "id:2", "id:1", "--relation", "sibling"),
        ("coverage", "add", "id:1", "--payer", "self-pay"),
        (
            "book",
            "--patient",
            "id:1",
            "--type",
            "fu20",
            "--provider",
            "lee",
            "--start",
            "2026-11-23T10:40",
            "--note",
            SECRET,
        ),
        (
            "book",
            "--patient",
            "id:1",
            "--type",
            "fu20",
            "--provider",
            "lee",
            "--start",
            "2026-11-30T10:40",
            "--note",
            SECRET,
        ),
        ("import", "ledger", tmp_path / "ledger.csv"),
        ("till", "open", "--float", "100"),
        ("pay", "id:1", "--kind", "balance", "--method", "cash", "--amount", "5", "--note", SECRET),
        ("dispute", "1", "--note", f"no {SECRET} was seen"),
        ("document", "add", "id:1", tmp_path / "scan.pdf", "--title", f"{SECRET} result", "--kind", "letter"),
        ("fax", "send", "--number", "617 555 0188", "--document", "1", "--title", f"{SECRET} result"),
        ("case", "new", "referral-out", "--patient", "id:1", "--subject", SECRET, "--fact", f"to={SECRET} center"),
        ("case", "note", "1", f"about the {SECRET}"),
        ("recall", "set", "id:1", "year", "--due", "2026-11-20", "--note", f"the {SECRET}"),
        ("call", "back", "id:1", "--why", f"about the {SECRET}"),
        ("log", "id:1", "--add", f"the {SECRET}", "--follow-up", "2026-11-23"),
        ("wait", "--patient", "id:1", "--type", "fu20", "--note", SECRET),
        ("estimate", "ask", "2"),
        ("form", "decline", "id:1", "privacy", "--note", SECRET),
        ("patient", "edit", "id:1", "--restricted"),
    )
    at = type(clinicdesk)(
        clinicdesk.database, clinicdesk.capsys, (*clinicdesk.before, "--config", str(tmp_path / "settings.toml"))
    )
    for line in lines:
        ran = at("--as", "sue", *line) if line != lines[0] else at(*line)
        assert 0 == ran.code, (line, ran.err)
    return at


@pytest.mark.parametrize(
    ("who", "ways"),
    [("sue", _EACH), ("ana", _EACH if SOAKING else _EACH[1:]), ("vic", _EACH if SOAKING else _EACH[:1])],
)
def test_no_verb_tells(restricted: CommandLine, tmp_path: Path, who: str, ways: tuple[tuple[str, ...], ...]) -> None:
    """To people and to scripts, and an act upon the record asks for a reason first."""
    files = {"in": str(tmp_path / "in"), "out": str(tmp_path / "out"), "root": str(tmp_path)}
    told, unasked = [], []
    for verb, (typed, allowed) in TABLE.items():
        if verb in UPKEEP | OF_NOBODY or verb.split()[0] in {"host", "setup", "import", "export"}:
            continue
        for words in MORE.get(verb, (typed,)):
            for way in ways:
                ran = restricted("--as", who, *way, *verb.split(), *(word.format(**files) for word in words))
                shown = (
                    (ran.out + ran.err).lower().replace("".join(filter(str.isdigit, words[-1] if words else "")), "")
                )
                if (SECRET in shown and SECRET not in words) or PHONE in shown:
                    told.append((verb, *words, *way))
                if verb in ASK and ROLES[who] in allowed and "RESTRICTED" not in ran.out + ran.err:
                    unasked.append((verb, *words, *way))
    assert ([], []) == (told, unasked)
