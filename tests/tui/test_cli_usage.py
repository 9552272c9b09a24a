"""Is a command line understood whatever the order of its words, and answered in one object whatever is wrong?"""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.lazy import named
from tests.command_line import KEYS, CommandLine
from tui.__main__ import main
from tui.cli.line import read_line
from tui.cli.subcommands import VERBS

if TYPE_CHECKING:
    from pathlib import Path

    from tui.cli.subcommand import Subcommand

PROMISED = [
    "setup",
    "setup holidays",
    "setup fees",
    "demo",
    "import patients",
    "import coverage",
    "import appointments",
    "import leave",
    "import forms",
    "import plans",
    "import ledger",
    "import directory",
    "export patients",
    "export appointments",
    "export coverage",
    "export ledger",
    "export directory",
    "export work",
    "find",
    "patient add",
    "patient show",
    "patient edit",
    "patient open",
    "patient duplicates",
    "patient apart",
    "patient merge",
    "patient unmerge",
    "patient family",
    "patient relate",
    "directory find",
    "directory show",
    "directory add",
    "directory edit",
    "directory merge",
    "supply list",
    "supply add",
    "supply edit",
    "supply count",
    "supply use",
    "supply order",
    "supply place",
    "supply receive",
    "supply cancel",
    "supply form",
    "fax send",
    "fax sent",
    "fax again",
    "fax drop",
    "fax list",
    "fax file",
    "fax refile",
    "fax seen",
    "fax dismiss",
    "fax open",
    "coverage add",
    "coverage edit",
    "coverage list",
    "coverage card",
    "coverage image",
    "verify",
    "eligibility list",
    "eligibility send",
    "eligibility read",
    "eligibility show",
    "eligibility errors",
    "eligibility replay",
    "eligibility dismiss",
    "pay",
    "refund",
    "void",
    "receipt",
    "form list",
    "form sign",
    "form give",
    "form decline",
    "form print",
    "document add",
    "document list",
    "document export",
    "document open",
    "document remove",
    "letter",
    "letters",
    "template list",
    "template show",
    "template check",
    "template save",
    "ledger",
    "dispute",
    "dispute settle",
    "dispute list",
    "till open",
    "till close",
    "till show",
    "till total",
    "message list",
    "message send",
    "message answers",
    "message inbox",
    "message done",
    "message number",
    "message templates",
    "message template",
    "message preview",
    "message info",
    "message cancel",
    "estimate due",
    "estimate show",
    "estimate ask",
    "estimate make",
    "estimate give",
    "estimate price",
    "estimate dispute",
    "estimate decline",
    "close-day",
    "day",
    "free",
    "why",
    "book",
    "series",
    "chain",
    "join",
    "walk-in",
    "move",
    "cancel",
    "wait",
    "wait list",
    "wait accept",
    "wait contact",
    "wait edit",
    "wait end",
    "hold",
    "release",
    "arrive",
    "check-in",
    "room",
    "depart",
    "check-out",
    "left",
    "no-show",
    "step-back",
    "late",
    "queue",
    "list to-move",
    "list work",
    "list pre-visit",
    "day-sheet",
    "list left-open",
    "list forms",
    "leave",
    "block",
    "unblock",
    "session add",
    "session cancel",
    "list series",
    "list group",
    "list freed",
    "case list",
    "case new",
    "case step",
    "case show",
    "case edit",
    "case note",
    "case link",
    "case letter",
    "case documents",
    "case x12",
    "case closure",
    "disclosures",
    "call list",
    "call log",
    "call back",
    "recall list",
    "recall set",
    "recall pause",
    "recall end",
    "log",
    "list follow-ups",
    "follow-up",
    "undo",
    "redo",
    "history",
    "access",
    "migrate",
    "backup",
    "doctor",
    "work",
    "config check",
    "host install",
    "host check",
    "host warm",
    "keys",
]


def test_verbs() -> None:
    """The verbs are exactly those promised, each with a line of help."""
    assert PROMISED == list(VERBS)
    assert all(verb.summary for verb in VERBS.values())


@pytest.mark.parametrize(
    "typed",
    [
        "--db x.db --json day fri --site west",
        "day --db x.db fri --site west --json",
        "day fri --site=west --db=x.db --json",
        "day --site west --json --db x.db -- fri",
        "--json --db=x.db day --site west fri",
    ],
)
def test_options_stand_anywhere(typed: str) -> None:
    """Global options are the same before and behind the verb, and words behind options are not lost."""
    line = read_line(typed.split())

    assert line.verb is VERBS["day"]
    assert ("x.db", "west", ["fri"]) == (line.launch.db, line.typed.site, line.typed.date)


def test_second_word_behind_an_option() -> None:
    """A verb of two words is found also when an option stands between them."""
    line = read_line(["patient", "--db", "x.db", "show", "M1"])

    assert (VERBS["patient show"], "M1") == (line.verb, line.typed.ref)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["day", "-2"], ["-2"]),
        (["day", "--", "-1w"], ["-1w"]),
        (["day", "--", "--json"], ["--json"]),
        (["day"], []),
    ],
    ids=" ".join,
)
def test_words_that_begin_with_a_dash(typed: list[str], expected: list[str]) -> None:
    """A negative number is a word, and so is everything behind --."""
    assert expected == read_line(typed).typed.date


@pytest.mark.parametrize("value", ["-1d 9:30", "--noon", "a=b", ""])
def test_values_that_look_like_options(value: str) -> None:
    """The word behind an option is its value, unless it is an option of this verb itself."""
    tokens = ["cancel", "7", "--reason", "sick", "--note", value]

    assert value == read_line(tokens).typed.note


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("bok --patient x", "There is no verb 'bok'. Did you mean 'book'?"),
        ("patient", "Patient what? Say patient add or patient show or patient edit or "),
        ("patient shw 1", "Did you mean 'patient show'?"),
        ("day --sit main", "clinicdesk day has no option --sit. Did you mean '--site'?"),
        ("patient add --born 1984-03-14", "patient add has no option --born. Did you mean '--birth-date'?"),
        ("patient edit 7 --date-of-birth 1984", "Did you mean '--birth-date'?"),
        ("patient add --surname Smith", "Did you mean '--family'?"),
        ("day -1w", "clinicdesk day has no option -1w. Words that begin with - stand after --."),
        ("--site main day", "--site stands before the verb"),
        ("day --site", "--site needs a value: --site CODE"),
        ("cancel 7 --reason --note x", "--reason needs a value: --reason CODE"),
        ("day --freeze=yes", "--freeze takes no value."),
        ("book --patient 7", "book needs --type, --provider, --start."),
        ("move --start 9", "move needs N."),
        ("cancel 7 8 --reason sick", "cancel does not take 8."),
    ],
)
def test_usage_error(typed: str, says: str) -> None:
    """What does not fit is told in a sentence with the nearest verb or option."""
    with pytest.raises(BadInput) as refusal:
        read_line(typed.split())

    assert says in refusal.value.sentence


def test_usage_error_as_json(clinicdesk: CommandLine) -> None:
    """A usage error is the one JSON object too, also when no verb is known."""
    unknown, wrong, none = clinicdesk.json("bok"), clinicdesk.json("day", "--sit"), clinicdesk.json()

    assert [2, 2, 2] == [unknown.code, wrong.code, none.code]
    assert [None, "day", None] == [ran.answer["verb"] for ran in (unknown, wrong, none)]


@pytest.mark.parametrize("verb", ["", *PROMISED])
def test_help(clinicdesk: CommandLine, verb: str) -> None:
    """Every verb tells what it takes, whatever else is missing, also as JSON."""
    plain, asked = clinicdesk(*verb.split(), "--help"), clinicdesk.json(*verb.split(), "-h")

    assert (0, 0, "") == (plain.code, asked.code, plain.err)
    assert plain.out.startswith(f"usage: clinicdesk {verb}".rstrip())
    assert "--json" in asked.answer["message"]


@pytest.mark.parametrize("verb", ["arrive", "check-in", "room", "depart", "check-out", "left", "no-show", "step-back"])
def test_help_tells_of_a_step_what_it_does_not_refuse(clinicdesk: CommandLine, verb: str) -> None:
    """An option that is refused whatever its value is not offered."""
    told = clinicdesk(verb, "--help").out
    for option, value in (("--room", "R1"), ("--waive", "identity=known"), ("--override", "C3=urgent")):
        refused = f"Leave out {option}" in clinicdesk(verb, "99999", option, value).err
        assert refused is (f"{option} " not in told), option


def test_desk_needs_a_terminal(clinicdesk: CommandLine) -> None:
    """Without a verb and without a terminal nothing is opened: scripts are told to name a verb."""
    ran = clinicdesk()

    assert (2, "") == (ran.code, ran.out)
    assert "needs a terminal" in ran.err


CHANGE_WHERE_TOLD = {"setup", "demo", "backup", "host install", "host check"}
WORDS = st.sampled_from(
    [
        *(word for verb in PROMISED if verb not in CHANGE_WHERE_TOLD for word in verb.split()),
        *("--json", "--", "--db", "--as", "--start", "--patient", "--override", "--now", "--help", "--limit"),
        *("-1", "x", "2026-11-23T10:20", "id:1", "1", "", "=", "C3=urgent", "tom 9:30"),
    ]
)
"""Without the verbs that make files where they are told to."""
ANYTHING = st.text(max_size=12) | st.sampled_from(["1", "id:1", "9" * 40, "-1", "tom 9:30", "2027-03-14T02:30"])
CALLS = st.one_of(
    st.tuples(st.just("day"), ANYTHING),
    st.tuples(st.just("find"), ANYTHING, ANYTHING),
    st.tuples(st.just("patient"), st.just("show"), ANYTHING),
    st.tuples(
        *(st.just("patient"), st.just("add"), st.just("--family"), ANYTHING, st.just("--given"), ANYTHING),
        *(st.just("--birth-date"), st.just("1984-03-14") | ANYTHING, st.just("--phone"), ANYTHING),
    ),
    st.tuples(
        *(st.just("book"), st.just("--patient"), st.just("id:1") | ANYTHING, st.just("--type"), st.just("fu20")),
        *(st.just("--provider"), st.just("lee"), st.just("--start"), ANYTHING),
        *(st.just("--minutes"), st.just("20") | ANYTHING, st.just("--note"), ANYTHING),
    ),
    st.tuples(st.just("move"), st.just("1") | ANYTHING, st.just("--start"), ANYTHING),
    st.tuples(st.sampled_from(["arrive", "check-in", "check-out", "undo"]), ANYTHING),
    st.tuples(st.just("check-in"), st.just("1"), st.just("--waive"), ANYTHING),
    st.tuples(st.just("cancel"), st.just("1"), st.just("--reason"), ANYTHING),
)
_SHARED = [HealthCheck.function_scoped_fixture]


@settings(max_examples=150, suppress_health_check=_SHARED)
@given(tokens=st.lists(WORDS | st.text(max_size=6), max_size=8))
def test_always_one_object(tokens: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whatever is typed, --json answers with exactly one object and a code of the table, and nothing is made."""
    missing = str(tmp_path / "missing" / "clinic.db")
    capsys.readouterr()

    code = main(["--json", *tokens, *([] if "--" in tokens else ["--db", missing])])

    out, err = capsys.readouterr()
    (line,) = out.splitlines()
    assert (KEYS, "") == (list(json.loads(line)), err)
    assert code in {0, 2, 3, 4, 5, 6, 7}
    assert not (tmp_path / "missing").exists()


@settings(max_examples=150, suppress_health_check=_SHARED)
@given(call=CALLS)
def test_no_value_is_an_internal_error(call: tuple[str, ...], clinicdesk: CommandLine) -> None:
    """Whatever the values, a verb on a working clinic is done or refused in one object, never an internal error."""
    ran = clinicdesk.json(*call)

    assert ran.answer["message"]
    assert ran.code in {0, 2, 3, 4, 5, 6, 7}, call


@pytest.mark.parametrize(
    "typed",
    [
        ("--db", "{name}", "day"),
        ("--db", "{name}", "doctor"),
        ("--db", "{name}", "migrate"),
        ("--db", "{name}", "demo"),
        ("--db", "{name}", "config", "check"),
        ("--config", "{name}", "day"),
        ("backup", "{name}"),
        ("setup", "{name}"),
        ("import", "patients", "{name}"),
        ("import", "patients", "-", "--rejects", "{name}"),
        ("import", "patients", "-", "--map", "{name}"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("kind", ["too long", "a loop", "below a loop", "no name"])
def test_names_that_no_file_can_have(
    clinicdesk: CommandLine, tmp_path: Path, typed: tuple[str, ...], kind: str
) -> None:
    """They are told of (2) like any other mistake, and are no internal error."""
    (tmp_path / "loop").symlink_to("loop")
    names = {
        "too long": "x" * 300,
        "a loop": tmp_path / "loop",
        "below a loop": tmp_path / "loop" / "x",
        "no name": "/",
    }
    assert 2 == clinicdesk.json(*(word.format(name=names[kind]) for word in typed)).code


def test_a_database_that_the_settings_name_in_vain(tmp_path: Path) -> None:
    """The same holds for the path of the settings."""
    file = tmp_path / "desk.toml"
    file.write_text(f'[database]\npath = "{"x" * 300}"\n')
    assert 2 == main(["--config", str(file), "day"])


@pytest.mark.parametrize(
    "typed",
    [("day", "--site=--"), ("find", "x", "--limit=--"), ("cancel", "1", "--reason=--"), ("day", "--as=--")],
    ids=" ".join,
)
def test_the_end_of_options_is_no_value(clinicdesk: CommandLine, typed: tuple[str, ...]) -> None:
    """-- ends the options also where it is joined to one, which then lacks its value (2)."""
    ran = clinicdesk.json(*typed)
    assert (2, True) == (ran.code, "needs a value" in ran.answer["message"])


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_row_names_what_declares_a_verb_and_what_does_it(verb: Subcommand) -> None:
    """Both are there, and take what they are given: a parser, and the call."""
    functions = [named(f"tui.cli.{path}") for path in (verb.declared, verb.done)]
    given = [["verb"], ["verb"]] if verb.step else [["parser"], ["call"]]

    assert given == [list(inspect.signature(one).parameters) for one in functions]


@pytest.mark.parametrize(
    "typed", [("setup", "-"), ("import", "patients", "-"), ("import", "coverage", "-"), ("eligibility", "read", "-")]
)
def test_a_closed_input_is_told(
    clinicdesk: CommandLine, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    """As `clinicdesk setup - <&-` has it, or a service without one: no error of ours, and what to do."""
    monkeypatch.setattr("sys.stdin", None)
    ran = clinicdesk.json(*typed)
    assert (2, "There is no standard input") == (ran.code, ran.answer["message"][:26])
