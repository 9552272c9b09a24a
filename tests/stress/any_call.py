"""What may be typed behind `clinicdesk`, rightly or wrongly, with what on its input; and what is promised then?"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.pty.clinic import NOW
from tests.stress.found_databases import CSV, LOCKED, SOUND, STATES, TOML
from tui.__main__ import main
from tui.cli.parser import Parser
from tui.cli.subcommands import VERBS

if TYPE_CHECKING:
    import random
    from argparse import Action
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pytest

CODES: Final = frozenset({0, 2, 3, 4, 5, 6, 7})
"""What a call may end with; 1 is an error that nobody foresaw."""
KEYS: Final = ["ok", "verb", "result", "conflicts", "message"]
_ACTORS: Final = ("ana", "sue", "vic", "eve", "", "a" * 300, "\x1b[31m", "ana for sue", "\udcff")
_INPUTS: Final = (
    *(b"", CSV, CSV.decode().encode("utf-16"), TOML, b"\x00" * 5_000, b"\xff\xfe\xfd", b"a,b\n" * 3_000, b'"'),
    *(b"[[room]]\ncode = 7\n", b"[", b"sep=;\nfamily;given\n", "family,given\nŁ\u202e,\x1b[2J\n".encode()),
)
_FILES: Final = ("patients.csv", "clinic.toml", "-", "map.toml", "none.csv", ".", "/dev/null", "/", "f" * 300)
_WRONG: Final = (
    *("", " ", "-", "-1", "0", "007", "1e3", "1.5", "9" * 20, "٣", "²", "x" * 5_000, "\udcff", "\x1b[2J", "nope"),
    *("\u202e1", "a\nb", "'; DROP TABLE patient; --", "%s", "{0}", "=1+1", "id:", "id:0", "id:x", "id:-1", "C3=", "="),
)
_MEANT: Final[Mapping[str, Sequence[str]]] = {
    "REF": ("100001", "100003", "id:1", "id:2", "id:99", "100099", "setup", "1"),
    "RECORD": ("100001", "id:1", "1", "5", "setup", "99"),
    "N": ("3", "4", "5", "6", "7", "8", "9", "1", "99"),
    "COUNT": ("1", "2", "30"),
    "MINUTES": ("20", "40", "5", "1440"),
    "WHEN": (
        *("2026-11-24T09:00", "tom 9:30", "tue 14:20", "wed 15:40", "tom 10:00", "mon 13:00", "2027-01-05T11:00-05:00"),
        *("fri 14:00", "2027-11-07T01:30", "3", "feb 30", "+1"),
    ),
    "ISO": ("2026-11-24T09:00", "tom", "soon"),
    "DATE": ("today", "tom", "2026-11-25", "14 mar 1984", "29feb2000", "3/14/1984", "31 feb", "03/04/05", "2w"),
    "RULE=REASON": ("C3=urgent", "C6=other", "C3=nope", "C99=urgent", "c2=urgent"),
    "ITEM=REASON": ("identity=known", "demographics=later", "identity=nope", "nope=known"),
    "ITEM": ("identity", "demographics", "copay"),
    "SEX": ("male", "F", "other"),
    "NAME": ("Smith", "Zoë", "ana", "O'Neil"),
    "TEXT": ("Running late.", "Fall risk"),
    "NUMBER": ("555 0117", "+1 (845) 555-0150", "12"),
    "EMAIL": ("a@b.org", "no mail"),
    "MRN": ("Z8", "Z9", "100001"),
    "ID": ("E-1", "E-2"),
    "STATUS": ("active", "archived", "deceased", "restricted"),
    "WORDS": ("smith", "3/14", "jo", "100001"),
    "FILE": _FILES,
    "FILE.csv": _FILES,
    "FILE.toml": _FILES[1:],
    "DIR": _FILES,
    "provider": ("lee", "LEE", "ito", "novak"),
    "type": ("fu20", "new40", "proc"),
    "site": ("main", "west"),
    "room": ("R1", "r2", "W1"),
    "reason": ("sick", "no-ride", "error"),
    "patient": ("100001", "100002", "id:3", "id:99"),
    "birth_date": ("14 mar 1984", "1990-05-06", "3/14/1984", "29feb2001", "03/04/05"),
}
"""Values by the option's name, else by what the help calls them; the first half of them are often right."""
_MACHINE: Final = {"--root", "--until", "--patients", "--days", "--once", "--arm"}
"""Options that `_bounds` sets."""


@dataclass(frozen=True, slots=True)
class Called:
    """A call: its words, the state its database is in, and what comes to its input; None where that is closed."""

    verb: str
    words: tuple[str, ...]
    database: str
    sent: bytes | None
    is_json: bool


@dataclass(frozen=True, slots=True)
class Came:
    """What it came to."""

    code: int
    out: str
    err: str

    def problem(self, called: Called) -> str:
        """What is not as promised; "" where all is."""
        if self.code not in CODES:
            return f"it ended with {self.code}"
        if "Traceback" in self.out + self.err or "Internal error" in self.out + self.err:
            return "an error that nobody foresaw"
        if not called.is_json:
            return "" if self.code == 0 or self.err.strip() else "nothing says why it was not done"
        if self.err:
            return "something stands beside the object"
        return self._problem_of_object()

    def _problem_of_object(self) -> str:
        line, end, rest = self.out.partition("\n")
        if (end, rest) != ("\n", ""):
            return "not one line"
        try:
            whole: dict[str, Any] = json.loads(line)
        except ValueError as error:
            return f"no JSON: {error}"
        if list(whole) != KEYS or whole["ok"] is not (self.code == 0) or not whole["message"]:
            return "not the object that was promised"
        return "" if line.isascii() and line.isprintable() else "signs that a terminal obeys"


def any_call(rng: random.Random) -> Called:
    """One call of any verb; every second is meant as it should be, the others are more or less wrong."""
    name, is_careful = rng.choice(list(VERBS)), rng.random() < 0.5
    typed = _words_and_options(name, rng, is_careful=is_careful)
    everywhere = _everywhere(rng, is_careful=is_careful)
    state = SOUND if is_careful or rng.random() < 0.4 else rng.choice(list(STATES))
    if state == LOCKED:
        everywhere += ["--config", "soon.toml"]
    sent = None if rng.random() < 0.05 else rng.choice(_INPUTS)
    before, behind = (everywhere, []) if rng.random() < 0.5 else ([], everywhere)
    line = (*before, *name.split(), *behind, *_bounds(name, rng), *typed)
    return Called(name, line, state, sent, "--json" in everywhere)


def call(called: Called, path: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> Came:
    """Call it in this process."""
    patch.setattr(sys, "stdin", None if called.sent is None else io.TextIOWrapper(io.BytesIO(called.sent)))
    capture.readouterr()
    code = main(["--db", str(path), *called.words])
    out, err = capture.readouterr()
    return Came(code, out.decode(errors="replace"), err.decode())


def _bounds(name: str, rng: random.Random) -> list[str]:
    """What keeps a verb from taking for ever, or from changing the machine that it is tried on."""
    match name:
        case "work":
            return [rng.choice(("--once", "--arm"))]
        case "host install":
            return ["--root", "root", "--dry-run"]
        case "host check":
            return ["--root", "root"]
        case "host warm":
            return ["for-ever"]  # it is refused: taken, it would not end
        case "demo":
            return ["--patients", "20", "--days", "2"]
        case _:
            return []


def _words_and_options(name: str, rng: random.Random, *, is_careful: bool) -> list[str]:
    """What stands behind the verb, for each argument that it declares."""
    parser = Parser(name, "")
    everywhere = set(parser._option_string_actions)
    VERBS[name].declare(parser)
    words: list[str] = []
    options: list[str] = []
    for action in parser._actions:
        option = next(iter(action.option_strings), "")
        if not option:
            count = rng.choice((1, 1, 2)) if action.nargs in {"+", "*"} else int(is_careful or rng.random() < 0.95)
            words += [_value(action, rng, is_careful=is_careful) for _ in range(count)]
        elif option not in everywhere | _MACHINE and rng.random() < _likelihood(action, is_careful=is_careful):
            options += [option] if action.nargs == 0 else [option, _value(action, rng, is_careful=is_careful)]
    if not is_careful and rng.random() < 0.2:
        options.append(rng.choice(("--nope", "--patient", "-x", "--patients=3", "--json=1", "--help", "--", "stray")))
    return [*words, *options] if rng.random() < 0.7 else [*options, *words]


def _likelihood(action: Action, *, is_careful: bool) -> float:
    """How often an option is given."""
    if action.required:
        return 1.0 if is_careful else 0.9
    return 0.1 if is_careful else 0.25


def _value(action: Action, rng: random.Random, *, is_careful: bool) -> str:
    """What may be meant by it, or anything."""
    meant = _MEANT.get(action.dest) or _MEANT.get(str(action.metavar)) or _WRONG
    if is_careful:
        return rng.choice(meant[: (len(meant) + 1) // 2])
    return rng.choice(_WRONG if rng.random() < 0.25 else meant)


def _everywhere(rng: random.Random, *, is_careful: bool) -> list[str]:
    """The options that every verb takes."""
    words = ["--json"] if rng.random() < 0.7 else []
    if is_careful:
        return [*words, "--as", rng.choice(_ACTORS[:2]), "--now", NOW]
    words += ["--as", rng.choice(_ACTORS)] if rng.random() < 0.9 else []
    words += ["--now", NOW if rng.random() < 0.9 else rng.choice((*_WRONG, "2026-11-23", "9999-12-31T23:59"))]
    if rng.random() < 0.1:
        words += ["--config", rng.choice(("wrong.toml", "none.toml", ".", "patients.csv", ""))]
    return words
