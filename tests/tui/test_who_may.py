"""Who may call which verb? The whole table: by role, by a stranger, and by the account that keeps the file."""

from __future__ import annotations

import io
import os
import pwd
import re
import sys
from shutil import copytree
from typing import TYPE_CHECKING, Final

import pytest

from tests.clinics import SETUP, USERS
from tests.host.vectors.verbs import WAYS
from tui.__main__ import main
from tui.cli.parser import Parser
from tui.cli.subcommands import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROLES: Final = {"sue": "supervisor", "ana": "coordinator", "vic": "viewer", "eve": "stranger", "": "account"}
"""Who comes through sudo, and as what; nobody does where the account itself calls."""
EVERYBODY: Final = frozenset(ROLES.values())
LOOKING: Final = frozenset({"viewer", "coordinator", "supervisor"})
WORKING: Final = frozenset({"coordinator", "supervisor"})
KEEPING: Final = frozenset({"supervisor", "account"})
ACCOUNT: Final = frozenset({"account"})
ROOTS: Final = EVERYBODY if os.getuid() == 0 else ACCOUNT
"""root is let through to the host's own verbs whatever sudo says of who it was before."""
PATIENT: Final = "id:1"
APPOINTMENT: Final = "1"
STREAMS: Final = {"in": "-", "out": "-"}
PATIENTS: Final = "family,given,birth_date\nSmith,John,1984-03-14\n"

# What is typed after the verb names records that may not exist: who may not is told so before that is looked up.
TABLE: Final[dict[str, tuple[tuple[str, ...], frozenset[str]]]] = {
    "setup": (("{in}",), KEEPING),
    "setup holidays": (("--region", "US", "--years", "2027", "--site", "main"), KEEPING),
    "setup fees": (("{in}",), KEEPING),
    "demo": ((), ACCOUNT),
    "import patients": (("{in}",), KEEPING),
    "import coverage": (("{in}",), KEEPING),
    "import appointments": (("{in}",), KEEPING),
    "import leave": (("{in}", "--provider", "lee"), KEEPING),
    "import forms": (("{in}",), KEEPING),
    "import plans": (("{in}",), KEEPING),
    "import ledger": (("{in}",), KEEPING),
    "import directory": (("{in}",), WORKING | ACCOUNT),
    "export patients": (("{out}",), KEEPING),
    "export appointments": (("{out}",), KEEPING),
    "export coverage": (("{out}",), KEEPING),
    "export ledger": (("{out}",), KEEPING),
    "export directory": (("{out}",), KEEPING),
    "export work": (("{out}",), KEEPING & WORKING),
    "find": (("smith",), LOOKING),
    "patient add": (("--family", "Ray", "--given", "Al", "--birth-date", "1984-03-14"), WORKING),
    "patient show": ((PATIENT,), LOOKING),
    "patient edit": ((PATIENT, "--phone", "555 0117"), WORKING),
    "patient open": ((PATIENT, "--reason", "calls about a visit"), LOOKING),
    "patient duplicates": ((), LOOKING),
    "patient apart": ((PATIENT, PATIENT), WORKING),
    "patient merge": ((PATIENT, "id:2"), frozenset({"supervisor"})),
    "patient unmerge": ((PATIENT,), frozenset({"supervisor"})),
    "patient family": ((PATIENT,), LOOKING),
    "patient relate": ((PATIENT, PATIENT), WORKING),
    "directory find": (("heart",), LOOKING),
    "directory show": (("1",), LOOKING),
    "directory add": (("--name", "Riverside Heart"), WORKING | ACCOUNT),
    "directory edit": (("1", "--fax", "555 0117"), WORKING | ACCOUNT),
    "directory merge": (("1", "2"), WORKING | ACCOUNT),
    "supply list": ((), LOOKING),
    "supply add": (("--name", "gloves", "--unit", "box"), WORKING),
    "supply edit": (("1", "--par", "10"), WORKING),
    "supply count": (("1", "5"), WORKING),
    "supply use": (("1", "1"), WORKING),
    "supply order": ((), WORKING),
    "supply place": (("1",), WORKING),
    "supply receive": (("1",), WORKING),
    "supply cancel": (("1",), WORKING),
    "supply form": (("1",), LOOKING),
    "fax send": (("--number", "617 555 0188", "--document", "1"), WORKING),
    "fax sent": ((), LOOKING),
    "fax again": (("1",), WORKING),
    "fax drop": (("1",), WORKING),
    "fax list": ((), LOOKING),
    "fax file": (("1", "--patient", PATIENT), WORKING),
    "fax refile": (("1", "--patient", PATIENT), WORKING),
    "fax seen": (("1",), WORKING),
    "fax dismiss": (("1", "--reason", "advertisement"), WORKING),
    "fax open": (("1",), LOOKING),
    "coverage add": ((PATIENT, "--payer", "self-pay"), WORKING),
    "coverage edit": (("1", "--to", "2030-01-01"), WORKING),
    "coverage list": ((PATIENT,), LOOKING),
    "coverage card": (("1", "--without", "front"), WORKING),
    "coverage image": (("1", "front", "{out}"), LOOKING),
    "verify": ((APPOINTMENT, "--result", "active", "--how", "phone"), WORKING),
    "eligibility list": ((), LOOKING),
    "eligibility send": ((), WORKING | ACCOUNT),
    "eligibility read": (("{in}",), WORKING | ACCOUNT),
    "eligibility show": ((APPOINTMENT,), LOOKING),
    "eligibility errors": ((), LOOKING),
    "eligibility replay": (("1",), WORKING | ACCOUNT),
    "eligibility dismiss": (("1",), WORKING | ACCOUNT),
    "pay": ((PATIENT, "--kind", "copay", "--method", "cash", "--amount", "25"), WORKING),
    "refund": ((PATIENT, "--method", "cash", "--amount", "25"), WORKING),
    "void": (("1", "--reason", "wrong"), WORKING),
    "receipt": (("1",), WORKING),
    "form list": ((PATIENT,), LOOKING),
    "form sign": ((PATIENT, "privacy"), WORKING),
    "form give": ((PATIENT, "privacy"), WORKING),
    "form decline": ((PATIENT, "privacy"), WORKING),
    "form print": ((PATIENT, "privacy"), LOOKING),
    "list forms": ((), LOOKING),
    "document add": ((PATIENT, "{in}"), WORKING),
    "document list": ((PATIENT,), LOOKING),
    "document export": (("1", "{out}"), WORKING),
    "document open": (("1",), LOOKING),
    "document remove": (("1", "--reason", "wrong"), WORKING),
    "letter": (("appointment", PATIENT), LOOKING),
    "letters": (("appointment", PATIENT), LOOKING),
    "template list": ((), LOOKING),
    "template show": (("receipt.en",), LOOKING),
    "template check": (("receipt.en", "{in}"), LOOKING),
    "template save": (("receipt.en", "{in}"), KEEPING),
    "ledger": ((PATIENT,), WORKING),
    "dispute": (("1", "--note", "wrong"), WORKING),
    "dispute settle": (("1", "--outcome", "billed twice"), WORKING),
    "dispute list": ((), WORKING),
    "till open": (("--float", "100"), WORKING),
    "till close": (("--counted", "100"), WORKING),
    "till show": ((), WORKING),
    "till total": ((), frozenset({"supervisor"})),
    "message list": ((), LOOKING),
    "message send": (("99",), WORKING),
    "message answers": (("{in}",), ACCOUNT),
    "message inbox": ((), LOOKING),
    "message done": (("99",), WORKING),
    "message number": (("617-555-0171", "--stop", "text"), WORKING),
    "message templates": ((), LOOKING),
    "message template": (("confirm", "text", "en", "--text", "C or R please"), KEEPING),
    "message preview": (("99", "confirm", "text"), LOOKING),
    "message info": ((APPOINTMENT, "--send"), WORKING),
    "message cancel": (("99",), WORKING),
    "estimate due": ((), WORKING),
    "estimate show": ((APPOINTMENT,), WORKING),
    "estimate ask": ((APPOINTMENT,), WORKING),
    "estimate make": ((APPOINTMENT,), WORKING),
    "estimate give": ((APPOINTMENT, "--how", "paper"), WORKING),
    "estimate price": (("fu20", "--provider", "lee"), WORKING),
    "estimate dispute": ((APPOINTMENT, "--note", "n"), WORKING),
    "estimate decline": ((APPOINTMENT,), WORKING),
    "close-day": ((), WORKING),
    "day": ((), LOOKING),
    "free": (("fu20", "lee"), LOOKING),
    "why": (("--type", "fu20", "--provider", "lee", "--start", "2027-11-23T09:00"), LOOKING),
    "book": (("--patient", PATIENT, "--type", "fu20", "--provider", "lee", "--start", "2027-11-23T09:00"), WORKING),
    "series": (
        (
            *("--patient", PATIENT, "--type", "fu20", "--provider", "lee", "--start", "2027-11-23T09:00"),
            *("--every", "2w", "--times", "3"),
        ),
        WORKING,
    ),
    "chain": (
        ("--patient", PATIENT, "--visit", "fu20 lee", "--visit", "new40 ito", "--from", "2027-11-23"),
        WORKING,
    ),
    "join": ((APPOINTMENT, "--patient", PATIENT), WORKING),
    "walk-in": (("--patient", PATIENT, "--type", "fu20", "--provider", "lee"), WORKING),
    "move": ((APPOINTMENT, "--start", "2027-11-23T10:00"), WORKING),
    "cancel": ((APPOINTMENT, "--reason", "sick"), WORKING),
    "wait": (("--patient", PATIENT, "--type", "fu20"), WORKING),
    "wait list": ((), LOOKING),
    "wait accept": (("1", "--slot", "2027-11-23T12:00", "--provider", "lee"), WORKING),
    "wait contact": (("1", "declined", "--slot", "2027-11-23T12:00", "--provider", "lee"), WORKING),
    "wait edit": (("1", "--priority", "1"), WORKING),
    "wait end": (("1",), WORKING),
    "hold": (("--provider", "lee", "--start", "2027-11-23T11:00", "--minutes", "20"), WORKING),
    "release": (("1",), WORKING),
    "arrive": ((APPOINTMENT,), WORKING),
    "check-in": ((APPOINTMENT,), WORKING),
    "room": ((APPOINTMENT,), WORKING),
    "depart": ((APPOINTMENT,), WORKING),
    "check-out": ((APPOINTMENT,), WORKING),
    "left": ((APPOINTMENT,), WORKING),
    "no-show": ((APPOINTMENT,), WORKING),
    "step-back": ((APPOINTMENT,), WORKING),
    "late": (("lee", "25"), WORKING),
    "queue": ((), LOOKING),
    "list to-move": ((), LOOKING),
    "list work": (("tasks",), LOOKING),
    "list pre-visit": ((), LOOKING),
    "day-sheet": (("lee",), LOOKING),
    "list left-open": ((), LOOKING),
    "leave": (("--provider", "lee", "--from", "2027-11-24"), KEEPING),
    "block": (("--provider", "lee", "--from", "2027-11-24T09:00", "--to", "2027-11-24T10:00"), KEEPING),
    "unblock": (("1",), KEEPING),
    "session add": (("--provider", "lee", "--from", "2027-11-27T09:00", "--to", "12:00"), KEEPING),
    "session cancel": (("--provider", "lee", "--from", "2027-11-24"), KEEPING),
    "list series": ((APPOINTMENT,), LOOKING),
    "list group": ((APPOINTMENT,), LOOKING),
    "list freed": ((), LOOKING),
    "case list": ((), LOOKING),
    "case new": (("task", "--subject", "call the lab"), WORKING),
    "case step": (("1", "done"), WORKING),
    "case show": (("1",), LOOKING),
    "case edit": (("1", "--owner", "nobody"), WORKING),
    "case note": (("1", "called"), WORKING),
    "case link": (("1", "provider=lee"), WORKING),
    "case letter": (("1",), LOOKING),
    "case documents": (("1", "{out}"), WORKING),
    "case x12": (("1",), WORKING),
    "case closure": ((), LOOKING),
    "disclosures": ((PATIENT,), WORKING),
    "call list": (("confirm",), LOOKING),
    "call log": (("1", "yes"), WORKING),
    "call back": ((PATIENT, "--why", "asks"), WORKING),
    "recall list": ((), LOOKING),
    "recall set": ((PATIENT, "year"), WORKING),
    "recall pause": (("1", "--until", "2w"), WORKING),
    "recall end": (("1",), WORKING),
    "log": ((PATIENT, "--add", "asks for the forms"), WORKING),
    "list follow-ups": ((), LOOKING),
    "follow-up": (("1",), WORKING),
    "undo": ((), WORKING | ACCOUNT),
    "redo": ((), WORKING | ACCOUNT),
    "history": ((PATIENT,), LOOKING),
    "access": ((PATIENT,), KEEPING),
    "migrate": ((), KEEPING),
    "backup": (("{out}",), KEEPING),
    "doctor": ((), KEEPING),
    "work": (("--once",), ACCOUNT),
    "config check": ((), EVERYBODY),
    "host install": (("--root", "{root}", "--dry-run"), ROOTS),
    "host check": (("--root", "{root}"), ROOTS),
    "host warm": ((), ACCOUNT),
    "keys": ((), EVERYBODY),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an account that keeps a clinic with a patient and, booked by sue, an appointment."""
    home = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        assert 0 == call(patch, home, "", "setup", "-", sent=SETUP + USERS)
        assert 0 == call(patch, home, "", "import", "patients", "-", sent=PATIENTS)
        assert 0 == call(patch, home, "sue", "book", *TABLE["book"][0])
    (home / ".local/state/clinicdesk").mkdir(parents=True)
    (home / ".local/state/clinicdesk/warm").write_text("")  # a file, so that no host waits there for ever
    return home


@pytest.mark.parametrize("who", ROLES, ids=ROLES.get)
@pytest.mark.parametrize("verb", TABLE)
def test_who_may_call_a_verb(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, who: str) -> None:
    """Whoever the table names gets to the verb, which may then have its own reasons; nobody else does (6)."""
    sent = USERS if verb == "setup" else PATIENTS
    (tmp_path / "in").write_text(sent)
    typed, allowed = TABLE[verb]
    home = copytree(made, tmp_path / "account") if ROLES[who] in allowed else made  # what is refused leaves it as it is
    files = {"in": "-", "out": "-"} if who else {"in": str(tmp_path / "in"), "out": str(tmp_path / "out")}
    files["root"] = str(tmp_path)

    code = call(monkeypatch, home, who, *verb.split(), *(word.format(**files) for word in typed), sent=sent)

    assert (ROLES[who] in allowed) == (code != 6)
    assert code != 1


@pytest.mark.parametrize("who", ROLES, ids=ROLES.get)
def test_who_may_arm_the_worker(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """Supervisors and the account, of all that the worker's verb does."""
    home = copytree(made, tmp_path / "account")
    assert (ROLES[who] in KEEPING) == (0 == call(monkeypatch, home, who, "work", "--arm"))


def test_every_verb_is_in_the_table() -> None:
    """A new verb is nobody's until the table says whose."""
    assert sorted(VERBS) == sorted(TABLE)


def test_every_verb_has_ways_in_that_are_tried_on_a_host() -> None:
    """What somebody could try with a new verb is written down, before it comes to a host."""
    assert sorted(VERBS) == sorted(WAYS)
    assert [] == [verb for verb, ways in WAYS.items() if not ways]


def files_named() -> Iterator[tuple[str, str]]:
    """Each verb, with each word and option of it that names a file or folder, as its help calls them."""
    for verb, row in VERBS.items():
        if verb.split()[0] == "host":  # root's own, who names what root likes
            continue
        unused = {"--db"} if verb == "keys" else set()  # it opens no database
        parser = Parser(verb, row.summary)
        row.declare(parser)
        for action in parser._actions:
            option = (action.option_strings or [""])[0]
            if isinstance(action.metavar, str) and NAMES_A_FILE.search(action.metavar) and option not in unused:
                yield verb, option


NAMES_A_FILE: Final = re.compile(r"FILE|DIR|NEW")


@pytest.mark.parametrize("named", list(files_named()), ids=" ".join)
@pytest.mark.parametrize("who", ["sue", "ana"])
def test_no_verb_opens_a_file_for_a_member(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: tuple[str, str], who: str
) -> None:
    """Whatever the option is called and whoever it is, that is refused (6), and what is there stays as it is."""
    home = copytree(made, tmp_path / "account")
    mine = tmp_path / "mine"
    mine.write_text("mine")
    verb, option = named
    typed, _ = TABLE[verb]
    path = str(mine if option != "--db" else home / ".local" / "share" / "clinicdesk" / "clinic.db")
    words = [path if word in {"{in}", "{out}"} and not option else word.format(**STREAMS) for word in typed]

    assert 6 == call(monkeypatch, home, who, *verb.split(), *words, *((option, path) if option else ()), sent=PATIENTS)
    assert "mine" == mine.read_text()


def call(patch: pytest.MonkeyPatch, home: Path, who: str, *typed: str, sent: str = "") -> int:
    """What the program ends with, called by the account whose home that is or, through sudo, by somebody."""
    real = pwd.getpwuid(os.getuid())
    patch.setattr(pwd, "getpwuid", lambda _: pwd.struct_passwd((*real[:5], str(home), real[6])))
    patch.setattr(os, "environ", {"SUDO_USER": who} if who else {})
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent.encode())))
    return main(typed)
