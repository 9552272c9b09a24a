"""Is a card's number kept nowhere, into whichever option of whichever verb of the command line it is typed?"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Final

import pytest

from core.text.card_numbers import has_card_number
from tests.command_line import NOW, CommandLine, filled
from tests.insured import PAYERS
from tests.tui.test_who_may import LOOKING, NAMES_A_FILE, STREAMS, TABLE
from tui.cli.parser import Parser
from tui.cli.subcommands import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NUMBER: Final = "4111111111111111"
NO_DIGITS: Final = bytes(set(range(256)) - set(b"0123456789"))
WRITTEN: Final = (
    NUMBER,
    "card 4111 1111 1111 1111 exp 12/29",
    "x4111-1111-1111-1111y",
    "\uff14\uff11\uff11\uff11 \uff11\uff11\uff11\uff11 \uff11\uff11\uff11\uff11 \uff11\uff11\uff11\uff11",
)
SET_UP: Final = f"""{PAYERS}
[[form]]
code = "privacy"
name = "Privacy notice"
may_decline = true

[[recall]]
code = "year"
name = "Yearly check"
months = 12
types = ["new40"]
after = ["new40"]

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit"
amount = "125.00"

"""
BORN: Final = ("--birth-date", "1984-03-14", "--anyway")
FOLLOW_UP: Final = ("--type", "fu20", "--provider", "lee")
WAIVED: Final = ("--waive", "identity=other: known", "--waive", "demographics=other: known")
FILL: Final = (
    ("patient", "add", "--family", "Smith", "--given", "John", *BORN, "--phone", "617 555 0117"),
    ("patient", "add", "--family", "Jones", "--given", "Ann", *BORN),
    ("till", "open", "--float", "100"),
    ("coverage", "add", "id:1", "--payer", "self-pay", "--from", "2026-01-01"),
    ("book", "--patient", "id:1", *FOLLOW_UP, "--start", "2026-11-23T10:40"),
    ("coverage", "add", "id:2", "--payer", "cigna", "--member-id", "C100001", "--from", "2026-01-01"),
    ("book", "--patient", "id:2", *FOLLOW_UP, "--start", "2026-11-23T11:20"),
    ("pay", "id:1", "--kind", "copay", "--method", "cash", "--amount", "25"),
    ("case", "new", "task", "--subject", "call the lab"),
    ("directory", "add", "--name", "Riverside Heart"),
    ("directory", "add", "--name", "Shoreline Eyes"),
    ("supply", "add", "--name", "gloves", "--unit", "box", "--par", "9", "--reorder-at", "3"),
    ("supply", "add", "--name", "masks", "--unit", "box", "--par", "9", "--reorder-at", "3"),
    ("supply", "count", "1", "2"),
    ("supply", "order"),
    ("patient", "add", "--family", "Wait", "--given", "Al", *BORN),
    ("wait", "--patient", "id:3", "--type", "fu20"),
    ("recall", "set", "id:2", "year"),
    ("form", "sign", "id:1", "privacy"),
    ("log", "id:2", "--add", "asks"),
    ("hold", "--provider", "ito", "--start", "2026-11-25T11:00", "--minutes", "20"),
)
LINES: Final = {
    "patient add": ("--family", "Ray", "--given", "Bo", *BORN),
    "close-day": ("--sign", "--note", "told them"),
    "patient apart": ("id:1", "id:2"),
    "patient relate": ("id:1", "id:2"),
    "directory add": ("--name", "Harbor Imaging"),
    "supply add": ("--name", "gowns", "--unit", "box"),
    "supply order": ("2=4",),
    "supply place": ("1", "--supplier", "1"),
    "coverage add": ("id:2", "--payer", "aetna", "--member-id", "A100000001", "--order", "secondary"),
    "verify": ("2", "--result", "active", "--how", "phone"),
    "pay": ("id:1", "--kind", "copay", "--method", "card", "--amount", "25", "--last4", "4242"),
    "till open": ("--float", "100", "--drawer", "second"),
    "leave": ("--provider", "lee", "--from", "2027-11-24", "--kind", "leave"),
    "wait accept": ("1", "--slot", "2026-11-24T10:00", "--provider", "lee"),
    "wait contact": ("1", "declined", "--slot", "2026-11-24T10:00", "--provider", "lee"),
    "check-in": ("1", *WAIVED),
    "recall set": ("id:1", "year"),
}
"""Instead of those of the table of who may: what can be done to the records above."""
BEFORE: Final = {
    "check-in": (("arrive", "1"),),
    "step-back": (("arrive", "1"),),
    "left": (("arrive", "1"),),
    "room": (("arrive", "1"), ("check-in", "1", *WAIVED)),
    "check-out": (("arrive", "1"), ("check-in", "1", *WAIVED)),
    "depart": (("arrive", "1"), ("check-in", "1", *WAIVED), ("room", "1", "--room", "R1")),
    "dispute settle": (("dispute", "1", "--note", "wrong"),),
    "supply receive": (("supply", "place", "1", "--supplier", "1"),),
    "redo": (("undo",),),
    "close-day": (("till", "close", "--counted", "125"),),
}

ELSEWHERE: Final = frozenset(
    {
        *(f"fax {word}" for word in ("send", "again", "drop", "file", "refile", "seen", "dismiss")),
        *("document add", "document export", "document remove", "coverage card", "template save"),
        *("eligibility replay", "eligibility dismiss", "message send", "message done", "message cancel"),
        *("message info", "patient merge", "patient unmerge", "estimate dispute", "case x12", "case documents", "join"),
        "call log",
        *("follow-up", "release", "no-show", "access", "close-day"),
    }
)
"""Of what no line alone makes, is done once, or at another hour: tests/desk/test_no_card_numbers.py has their words.
What is typed with them here is refused all the same."""
APART: Final = (
    "eligibility read",
    "message answers",
    "setup",
    "demo",
    "import",
    "export",
    "migrate",
    "backup",
    "doctor",
    "work",
    "host",
)

"""Verbs of files, and those that only the account of the clinic calls."""
CHANGING: Final = [
    verb for verb, (_, allowed) in TABLE.items() if not allowed >= LOOKING and not verb.startswith(APART)
]
EVERYWHERE: Final = frozenset({"--db", "--config", "--now", "--as"})


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A clinic in which most verbs have something to do."""
    return CommandLine(filled(tmp_path / "clinic.db", *FILL, setup=SET_UP), capsys, ("--now", NOW, "--as", "ana"))


@pytest.mark.parametrize("verb", CHANGING)
def test_no_option_of_a_verb_keeps_one(line: CommandLine, tmp_path: Path, verb: str) -> None:
    """However it is written, of whatever stands on the line; and but for it the line is done."""
    words = [word.format(**STREAMS) for word in LINES.get(verb, TABLE[verb][0])]
    for before in BEFORE.get(verb, ()):
        assert 0 == line(*before).code, before
    parser = Parser(verb, VERBS[verb].summary)
    VERBS[verb].declare(parser)
    for typed in lines_with_one(parser, words):
        ran = line(*verb.split(), *typed)
        assert ran.code != 1, typed
        assert not has_it(tmp_path), f"{verb}: {typed}"
    assert (verb in ELSEWHERE) == (0 != line(*verb.split(), *words).code)


def test_nobody_is_called_so(line: CommandLine, tmp_path: Path) -> None:
    """Nor who acts, in a clinic for practice that takes anybody; nor is a file that is taken in."""
    for words in WRITTEN:
        assert "payment card" in line("--as", words, "late", "lee", "25").err
    file = tmp_path / f"{NUMBER}.csv"
    file.write_text("family,given,birth_date\nRay,Al,1984-03-14\n")
    assert 0 == line("import", "patients", file).code
    assert not has_it(tmp_path)
    assert "encoding" in line("setup", "fees", file, "--encoding", NUMBER).err


def test_no_file_that_is_written_has_one(line: CommandLine, tmp_path: Path) -> None:
    """Rejected lines have it neither in their headings nor in a column that is not taken, and no file is called so."""
    for at, words in enumerate((*WRITTEN, "4111 then 1111 1111 and 1111", f"{NUMBER}123")):
        file = tmp_path / "people.csv"
        file.write_text(f"family,given,birth_date,seen,{words}\nRay,Al,never,{words},\n")
        assert 0 == line("import", "patients", file, "--rejects", tmp_path / f"rejects{at}.csv").code
        file.unlink()
        assert (
            "payment card"
            in line("letter", "appointment", "1", "--out", tmp_path / f"{words.replace(chr(47), chr(45))}.pdf").err
        )
    assert not has_it(tmp_path)
    assert [] == [file for file in tmp_path.rglob("*") if NUMBER[:4] in file.name]
    for moment in ("20261129000000", "20261129-000000"):  # a day and time that pass the check of a card's number
        assert not has_card_number(moment)
        assert 0 == line("letter", "appointment", "1", "--out", tmp_path / f"letter-{moment}.pdf").code


def test_two_fields_have_none(line: CommandLine, tmp_path: Path) -> None:
    """Typed on from one into the next, of a new record, of one that is there, and of a line."""
    half = NUMBER[:8], NUMBER[8:]
    assert "payment card" in line("patient", "add", "--family", half[0], "--given", half[1], *BORN).err
    assert 0 == line("patient", "edit", "id:1", "--family", half[0]).code
    assert "payment card" in line("patient", "edit", "id:1", "--given", half[1]).err
    file = tmp_path / "people.csv"
    file.write_text("family,given,birth_date\n{},{},1984-03-14\n".format(*half))
    assert 1 == len(line.json("import", "patients", file).result["rejected"])


def lines_with_one(parser: Parser, words: Sequence[str]) -> Iterator[list[str]]:
    """The line with a card's number in place of each word, and behind each option, a spelling after the other."""
    values = [at for at, word in enumerate(words) if not word.startswith("--")]
    written = cycle(WRITTEN)
    for at in values:
        name, equals, _ = words[at].partition("=")
        yield [*words[:at], f"{name}={next(written)}" if equals else next(written), *words[at + 1 :]]
    for action in parser.arguments:
        (option, *_) = action.option_strings or [""]
        if (
            not option
            or action.nargs == 0
            or option in {*words, *EVERYWHERE}
            or NAMES_A_FILE.search(f"{action.metavar}")
        ):
            continue
        for lead in ("", "C6=other: ", "identity=other: ") if "=" in f"{action.metavar}" else ("",):
            yield [*words, option, f"{lead}{next(written)}"]


def has_it(folder: Path) -> bool:
    """Whether the digits of the number follow one another in a file, whatever stands between them."""
    return any(NUMBER[:-1] in digits_of(file.read_bytes()) for file in folder.rglob("*") if file.is_file())


def digits_of(content: bytes) -> str:
    """The digits in it, those of full width too."""
    for at in range(10):
        content = content.replace(chr(0xFF10 + at).encode(), b"%d" % at)
    return content.translate(None, NO_DIGITS).decode()
