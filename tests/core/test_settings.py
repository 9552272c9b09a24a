"""Does a `clinicdesk.toml` set what it says, and is every error in one told at once, with its place?"""

import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.conflict import Severity
from core.errors import BadSettings
from core.settings.model import (
    ArrivalSettings,
    BookingSettings,
    DatabaseSettings,
    DateSettings,
    DisplaySettings,
    Settings,
)
from core.settings.reader import read_settings, settings_text
from core.settings.rules import RuleSettings
from core.structs import field_names, replace
from core.toml.file import Problem

ROOT = Path(__file__).resolve().parents[2]
PLACE = "clinicdesk.toml"


def problems_of(text: str) -> tuple[str, ...]:
    """What is wrong with the settings file `text`."""
    with pytest.raises(BadSettings) as refusal:
        read_settings(text, place=PLACE)
    return refusal.value.problems


severities = st.sampled_from(Severity)
lengths = st.tuples(st.integers(1, 720), st.integers(1, 720)).map(sorted)
every_settings = st.builds(
    Settings,
    database=st.builds(
        DatabaseSettings,
        path=st.text().filter(str.isprintable),
        busy_seconds=st.floats(0.1, 60),
    ),
    dates=st.builds(DateSettings, order=st.sampled_from(DateOrder)),
    display=st.builds(
        DisplaySettings,
        theme=st.sampled_from(["ansi-dark", "truecolor-dark"]),
        ascii=st.booleans(),
        row_minutes=st.sampled_from([5, 10, 15, 20, 30]),
        privacy=st.booleans(),
    ),
    booking=lengths.flatmap(
        lambda pair: st.builds(
            BookingSettings,
            lead_minutes=st.integers(0, 1_440),
            horizon_days=st.integers(1, 3_650),
            min_minutes=st.just(pair[0]),
            max_minutes=st.just(pair[1]),
            late_cancel_hours=st.integers(0, 720),
        )
    ),
    arrival=st.builds(ArrivalSettings, grace_minutes=st.integers(0, 240), demographics_days=st.integers(1, 3_650)),
    rules=st.builds(RuleSettings, C1=severities, C2_same_day=severities, C3=severities, C10=severities),
    keys=st.dictionaries(
        st.sampled_from(["check_in", "help", "mark"]),
        st.lists(st.text().filter(str.isprintable), min_size=1, max_size=3, unique=True).map(tuple),
    ),
)


def test_root_file_is_the_defaults() -> None:
    """The root clinicdesk.toml, read back, is exactly what holds without any file."""
    text = (ROOT / "clinicdesk.toml").read_text(encoding="utf-8")

    assert Settings() == read_settings(text, place=PLACE)


def test_every_key_is_explained() -> None:
    """Each key of the generated file has a comment of its own right above it."""
    lines = settings_text().splitlines()

    unexplained = [
        line for above, line in pairwise(lines) if line and not line.startswith("#") and not above.startswith("#")
    ]
    assert [] == unexplained


def test_generated_lines_fit() -> None:
    """No line of the generated file is wider than the source's own limit of 100 columns."""
    assert [] == [line for line in settings_text().splitlines() if len(line) > 100]


@given(every_settings)
def test_written_settings_are_read_back(settings: Settings) -> None:
    """Whatever the settings are, their file makes the same settings again."""
    assert settings == read_settings(settings_text(settings), place=PLACE)


@pytest.mark.parametrize("text", ["", "\n# nothing set\n", "[booking]\n", "\ufeff[booking]\r\n"])
def test_what_is_left_out_is_the_default(text: str) -> None:
    """An empty file, an empty table, a byte order mark and Windows' line ends set nothing."""
    assert Settings() == read_settings(text, place=PLACE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[database]\nbusy_seconds = 2\n", Settings(database=DatabaseSettings(busy_seconds=2.0))),
        ('dates.order = "dmy"\n', Settings(dates=DateSettings(order=DateOrder.DMY))),
        ("display = { ascii = true }\n", Settings(display=DisplaySettings(ascii=True))),
        ("[booking]\nmax_minutes = 720\n", Settings(booking=BookingSettings(max_minutes=720))),
        ('[rules]\nC2_same_day = "hard"\n', Settings(rules=RuleSettings(C2_same_day=Severity.HARD))),
        ('[rules]\nC4 = "hard"\n', Settings()),
        ("[arrival]\ngrace_minutes = 0\n", Settings(arrival=ArrivalSettings(grace_minutes=0))),
        ("keys.check_in = 'F8'\n", Settings(keys={"check_in": ("F8",)})),
        ("[keys]\nmark = ' '\nhelp = ['?', 'F1']\n", Settings(keys={"mark": (" ",), "help": ("?", "F1")})),
    ],
)
def test_what_is_set_holds(text: str, expected: Settings) -> None:
    """A key that the file states takes the value stated, in any way TOML can write it."""
    assert expected == read_settings(text, place=PLACE)


def test_what_the_desk_finds_wrong_with_the_keys_is_told_with_the_rest() -> None:
    """Core knows no action: whoever asks for the settings says what is wrong with the keys, each at its line."""
    text = "[keys]\nup = 'k'\n[rules]\nC4 = 'warn'\n"

    def check(keys: Mapping[str, tuple[str, ...]]) -> list[Problem]:
        return [
            Problem(("keys", name), f"keys.{name}", f"{' '.join(written)} is wrong.") for name, written in keys.items()
        ]

    with pytest.raises(BadSettings) as refusal:
        read_settings(text, place=PLACE, check_keys=check)
    assert f"{PLACE} line 2: keys.up: k is wrong." == refusal.value.problems[0]
    assert "rules.C4" in refusal.value.problems[1]


def test_policy_is_made_of_the_settings() -> None:
    """What core decides by is the settings' own tables."""
    settings = read_settings("[booking]\nlead_minutes = 30\n", place=PLACE)

    assert replace(BookingSettings(), lead_minutes=30) == settings.policy.booking


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[boking]", 'line 1: "boking" is not a table of this file; did you mean "booking"?'),
        ("[key]\na = 1", 'line 1: "key" is not a table of this file; did you mean "keys"?'),
        ("[keys]\ncheck_in = 1", "line 2: keys.check_in: 1 is not text."),
        ("[keys]\ncheck_in = []", "line 2: keys.check_in: the list is empty; name at least one."),
        ('[keys]\ncheck_in = ["c", "c"]', 'line 2: keys.check_in: "c" is named twice.'),
        ('[keys]\n"a b" = [2]', "line 2: [keys]: 2 is not text."),
        ("keys = 3", "line 1: keys: this is a whole number, not a table; write [keys]."),
        ("busy_seconds = 3", 'line 1: "busy_seconds" belongs under [database].'),
        ("[display]\nmin_minutes = 5", 'line 2: [display]: "min_minutes" belongs under [booking].'),
        ("booking = 3", "line 1: booking: this is a whole number, not a table; write [booking]."),
        ("[[rules]]", "line 1: rules: this is a list, not a table; write [rules]."),
        ("\n[booking]\nmin_minute = 5", '3: [booking]: "min_minute" is not a key of [booking]; did you mean'),
        (
            '[rules]\nC2-same-day = "warn"',
            '"C2-same-day" is not a key of [rules]; did you mean "C2_same_day"?',
        ),
        ("[booking]\nlead_minutes = true", "line 2: booking.lead_minutes: true is not a whole number."),
        ("[booking]\nlead_minutes = 1.0", "line 2: booking.lead_minutes: 1.0 is not a whole number."),
        ('[booking]\nlead_minutes = "5"', 'booking.lead_minutes: "5" is text, not a whole number.'),
        ("[booking]\nlead_minutes = -1", "booking.lead_minutes: -1 is out of range; use 0 to 43200."),
        ("[booking]\nmax_minutes = 721", "booking.max_minutes: 721 is out of range; use 1 to 720."),
        ("[booking]\nhorizon_days = 0xfffffffffffffffff", "this is out of range; use 1 to 3650."),
        ("[booking]\nmin_minutes = 481", "booking.min_minutes: 481 is more than max_minutes, which is 480."),
        (
            "[booking]\nmax_minutes = 4",
            "line 1: booking.min_minutes: 5 is more than max_minutes, which is 4.",
        ),
        ("[booking]\nhorizon_days = 1\nlead_minutes = 1441", "1441 minutes are more than horizon_days"),
        ("[database]\nbusy_seconds = nan", "database.busy_seconds: nan is out of range; use 0.1 to 60."),
        ("[database]\nbusy_seconds = inf", "database.busy_seconds: inf is out of range; use 0.1 to 60."),
        ("[database]\nbusy_seconds = false", "database.busy_seconds: false is not a number."),
        ('[database]\npath = "a\\u001b[2J"', r'database.path: "a\x1b[2J" holds characters that cannot be'),
        ("[database]\npath = ['a']", "database.path: this is a list, not text."),
        ('[display]\nascii = "yes"', 'display.ascii: "yes" is text, not true or false.'),
        ("[display]\nprivacy = 1", "display.privacy: 1 is not true or false."),
        (
            "[display]\nrow_minutes = 7",
            "display.row_minutes: 7 is not allowed here; use 5, 10, 15, 20 or 30.",
        ),
        ("[display]\nrow_minutes = true", "display.row_minutes: true is not a whole number."),
        ('[display]\ntheme = "ansi"', 'display.theme: "ansi" is not allowed here; did you mean "ansi-dark"?'),
        ('[dates]\norder = "DMY"', 'dates.order: "DMY" is not allowed here; did you mean "dmy"?'),
        ("[dates]\norder = 2026-01-01", "dates.order: 2026-01-01 is not text."),
        ('[rules]\nC3 = "cofirm"', 'rules.C3: "cofirm" is not allowed here; did you mean "confirm"?'),
        ('[rules]\nC3 = "no"', 'rules.C3: "no" is not allowed here; use "hard", "confirm" or "warn".'),
        ('[rules]\nC2 = "warn"', "rules.C2: C2 is hard and stays so: a patient cannot be in two places"),
        ('[rules]\nC4 = "confirm"', "rules.C4: C4 is hard and stays so: a room has no second lane"),
        ('[rules]\nC15 = "warn"', "rules.C15: C15 is hard and stays so"),
        ('[eligibility]\ntax_id = "12-345678"', 'line 2: eligibility.tax_id: "12-345678" is no tax id of nine digits'),
        ('[eligibility]\nsender = "CLEARING-HOUSE-1"', '"CLEARING-HOUSE-1" has more than the 15 characters'),
        ('[eligibility]\nreceiver = "CLEARING-HOUSE-1"', '"CLEARING-HOUSE-1" has more than the 15 characters'),
        (
            "[booking]\nlead_minutes = five",
            "line 2: this is not TOML: invalid value. Text and times stand in",
        ),
        ("[booking]\n\nlead_minutes =\n", "line 3: this is not TOML: invalid value"),
        ('a = """\n\n', "line 1: this is not TOML: "),
        ("[booking]\n[booking]", "line 2: this is not TOML: cannot declare ('booking',) twice"),
        ("a = 2026-02-30", "line 1: this is not TOML: invalid date or datetime"),
        ("a = " + "[" * 5_000, "line 1: this is not TOML: tables or lists are nested too deep"),
        ("a = " + "1" * 5_000, "line 1: this is not TOML: exceeds the limit"),
    ],
)
def test_error_names_place_and_remedy(text: str, problem: str) -> None:
    """A file with one error is refused for that alone, told with line, key and the nearest valid word."""
    (told,) = problems_of(text)

    assert told.startswith(f"{PLACE} line ")
    assert problem in told


def test_all_errors_come_at_once() -> None:
    """Errors of every sort are told together, in the order of their lines, and counted in the sentence."""
    text = '[booking]\nmin_minutes = "x"\nmaxi = 1\n[rules]\nC4 = "warn"\nC3 = "x"\n[dispaly]\n'
    with pytest.raises(BadSettings) as refusal:
        read_settings(text, place=PLACE)

    lines = [int(problem.split()[2].rstrip(":")) for problem in refusal.value.problems]
    assert [2, 3, 5, 6, 7] == lines
    assert f"{PLACE} has 5 errors, and nothing of it was taken." in refusal.value.sentence


def test_a_wrong_value_contradicts_nothing() -> None:
    """A length that cannot be read is not also compared with the other one."""
    assert 1 == len(problems_of("[booking]\nmin_minutes = 9999\nmax_minutes = 10\n"))


def test_lines_are_found_beyond_long_values() -> None:
    """Values over several lines, and brackets within them, do not shift the line that is told."""
    text = '[database]\npath = """\n[booking]\nlead_minutes = 1\n"""\n\n[booking]\nlead_minutes = -1\n'

    assert [True, True] == ["line 2:" in problems_of(text)[0], "line 8:" in problems_of(text)[1]]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever text a settings file holds, it makes settings or is refused; nothing else happens."""
    with suppress(BadSettings):
        assert isinstance(read_settings(text, place=PLACE), Settings)


toml_values = st.sampled_from(
    [
        "true",
        "0",
        "-1",
        "1e400",
        "nan",
        "0x" + "f" * 5_000,
        '""',
        '"\\u0000"',
        "[]",
        "[{}]",
        "{a=1}",
        "1979-05-27",
    ]
)
keys = st.sampled_from(
    [
        "keys.check_in",
        *(
            f"{table}.{key}"
            for table in field_names(Settings)
            if table != "keys"
            for key in field_names(type(getattr(Settings(), table)))
        ),
    ]
)


@given(st.dictionaries(keys, toml_values, min_size=1))
def test_any_value_is_read_or_refused_at_its_key(stated: dict[str, str]) -> None:
    """Whatever value a key is given, it is taken or told of by the key's name; nothing else happens."""
    told: set[str] = set()
    try:
        read_settings("\n".join(f"{key} = {value}" for key, value in stated.items()), place=PLACE)
    except BadSettings as refusal:
        told = {problem.split(": ")[1] for problem in refusal.problems}
    assert told <= {*stated, "booking.min_minutes", "booking.lead_minutes"}


def test_defaults_cost_no_reader() -> None:
    """Importing the model loads neither the file reader nor TOML: most starts have no settings file."""
    unwanted = "{'core.settings.reader', 'tomllib', 'difflib'}"
    program = f"import sys, core.settings.model; print(sorted({unwanted} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "[]" == run.stdout.strip()
