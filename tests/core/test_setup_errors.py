"""Is every error in a set-up file told at once, with its line, entry and key, and the nearest valid word?"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clinic.model import Clinic
from core.errors import BadSettings
from core.setup.kinds import KINDS
from tests.core.setup_texts import NAMES, PLACE, TABLES, entry, problems_of, setup_of, small_clinic

GOOD: Final[Mapping[str, Mapping[str, str]]] = {
    "site": {"code": '"x"', "name": '"X"', "zone": '"UTC"'},
    "room": {"code": '"x"', "site": '"main"'},
    "provider": {"code": '"x"', "name": '"X"'},
    "visit_type": {"code": '"x"', "name": '"X"', "minutes": "20"},
    "equipment": {"code": '"x"', "site": '"main"'},
    "interpreter": {"code": '"x"', "name": '"X"', "languages": '["Spanish"]'},
    "outage": {"equipment": '"ecg"', "site": '"main"', "date": "2026-12-23"},
    "payer": {"code": '"x"', "name": '"X"'},
    "fee": {"type": '"fu20"', "code": '"x"', "name": '"X"', "amount": '"10"'},
    "form": {"code": '"x"', "name": '"X"'},
    "case_rule": {"kind": '"task"', "state": '"seen"', "due": "1", "unit": '"days"'},
    "recall": {"code": '"x"', "name": '"X"', "months": "6", "types": '["fu20"]'},
    "info": {"topic": '"price"', "text": '"X"'},
    "session": {"provider": '"lee"', "site": '"main"', "days": '["tue"]', "from": '"09:00"', "to": '"12:00"'},
    "exception": {"provider": '"lee"', "date": "2026-12-23", "kind": '"leave"'},
    "holiday": {"site": '"main"', "date": "2026-12-26", "name": '"X"'},
    "block": {
        "provider": '"lee"',
        "start": '"2026-11-23T14:00"',
        "end": '"2026-11-23T15:00"',
        "kind": '"x"',
    },
    "reason": {"code": '"x"', "for": '"cancel"', "by": '"clinic"', "text": '"X"'},
    "user": {"name": '"bo"'},
}
"""An entry of each kind, with what it must have and nothing wrong. The first key names it to a person."""

EMPTY: Final = "the text is empty, or all of it is characters that cannot be shown."
NO_CODE: Final = (
    "is not a code; use letters a-z, digits, - and _, a letter or digit first, not digits alone, at most 16."
)
NO_DATE: Final = "is not a date from 1900 to 2199; write it as 2026-12-24."
NO_TIME: Final = 'is not a time of day; write it as "09:30".'
NOT_MIDNIGHT: Final = 'is when the day begins; write the midnight that ends it as "24:00".'
NO_MOMENT: Final = "is not a date and time; write it as 2026-11-23T10:00, the site's own time without an offset."
NO_ZONE: Final = "is not a time zone's name (IANA, as in America/New_York)"
NO_DIVISOR: Final = "is not a divisor of 60; use 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60."
NO_CANCELLER: Final = 'a reason to cancel says who cancels; use "patient" or "clinic".'
BY_CASE: Final = "in upper and lower case alone; write both alike, or change one."
MANY_CONTROLS: Final = '"\\u200b\\u0000"'


def unknown(code: str, table: str, remedy: str) -> str:
    """The sentence for a code that names nothing."""
    return f'"{code}" is not the code of any {table} in this file or the clinic; {remedy}'


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    """A clinic with one record of every kind."""
    return small_clinic()


TOPICS = '"x" is not allowed here; use "bring", "prepare", "directions", "parking", "hours", "languages" or "price".'


@pytest.mark.parametrize("table", TABLES)
def test_good_entries_are_read(clinic: Clinic, table: str) -> None:
    """The entries that the tests below spoil are fine as they are."""
    _, report = setup_of(entry(table, GOOD[table]), clinic)

    assert 1 == report.added[table]


@pytest.mark.parametrize(
    ("table", "changes", "key", "sentence"),
    [
        ("site", {"code": '"a b"'}, "code", f'"a b" {NO_CODE}'),
        ("site", {"name": "[]"}, "name", "this is a list, not text."),
        (
            "site",
            {"zone": '"America/NewYork"'},
            "zone",
            f'"America/NewYork" {NO_ZONE}; did you mean "America/New_York"?',
        ),
        (
            "site",
            {"zone": '"america/chicago"'},
            "zone",
            f'"america/chicago" {NO_ZONE}; did you mean "America/Chicago"?',
        ),
        ("site", {"zone": '"../../etc/passwd"'}, "zone", f'"../../etc/passwd" {NO_ZONE}.'),
        ("site", {"grid": "7"}, "grid", f"7 {NO_DIVISOR}"),
        ("site", {"grid": "0"}, "grid", f"0 {NO_DIVISOR}"),
        ("site", {"grid": "true"}, "grid", "true is not a whole number."),
        ("room", {"site": '"mian"'}, "site", unknown("mian", "site", 'did you mean "main"?')),
        ("room", {"site": "3"}, "site", "3 is not text."),
        ("room", {"kind": '""'}, "kind", EMPTY),
        ("room", {"retired": '"yes"'}, "retired", '"yes" is text, not true or false.'),
        ("provider", {"name": MANY_CONTROLS}, "name", EMPTY),
        ("provider", {"name": f'"{"x" * 121}"'}, "name", "the text has more than 120 characters."),
        ("provider", {"skills": '"cardio"'}, "skills", '"cardio" is text, not a list.'),
        ("provider", {"skills": '["a", "a"]'}, "skills", '"a" is named twice.'),
        ("provider", {"starts": '"31.1.2026"'}, "starts", f'"31.1.2026" {NO_DATE}'),
        ("provider", {"starts": '"2026-02-30"'}, "starts", f'"2026-02-30" {NO_DATE}'),
        ("provider", {"starts": "0206-01-01"}, "starts", f"0206-01-01 {NO_DATE}"),
        ("provider", {"starts": "2026-01-01T10:00:00"}, "starts", "2026-01-01T10:00 is not a date."),
        (
            "provider",
            {"starts": "2026-02-01", "ends": "2026-01-31"},
            "ends",
            "2026-01-31 is before starts, which is 2026-02-01.",
        ),
        ("visit_type", {"minutes": "0"}, "minutes", "0 is out of range; use 1 to 720."),
        ("visit_type", {"minutes": "721"}, "minutes", "721 is out of range; use 1 to 720."),
        ("visit_type", {"minutes": "-20"}, "minutes", "-20 is out of range; use 1 to 720."),
        ("visit_type", {"minutes": "20.0"}, "minutes", "20.0 is not a whole number."),
        ("visit_type", {"buffer_after": "-5"}, "buffer_after", "-5 is out of range; use 0 to 720."),
        (
            "visit_type",
            {"provider_from": "20"},
            "provider_minutes",
            "the provider is needed up to minute 21, but the visit has 20.",
        ),
        (
            "visit_type",
            {"provider_from": "5", "provider_minutes": "16"},
            "provider_minutes",
            "the provider is needed up to minute 21, but the visit has 20.",
        ),
        ("visit_type", {"provider_minutes": "0"}, "provider_minutes", "0 is out of range; use 1 to 720."),
        (
            "visit_type",
            {"min_age": "18", "max_age": "12"},
            "max_age",
            "12 is less than min_age, which is 18.",
        ),
        (
            "visit_type",
            {"sex": '"f"'},
            "sex",
            '"f" is not allowed here; use "female", "male", "other" or "unknown".',
        ),
        (
            "visit_type",
            {"patients": '"old"'},
            "patients",
            '"old" is not allowed here; use "any", "new" or "established".',
        ),
        (
            "visit_type",
            {"modes": '["in person"]'},
            "modes",
            '"in person" is not allowed here; did you mean "in-person"?',
        ),
        ("visit_type", {"modes": "[]"}, "modes", "the list is empty; name at least one."),
        (
            "visit_type",
            {"requires": '["referal"]'},
            "requires",
            '"referal" is not allowed here; did you mean "referral"?',
        ),
        (
            "visit_type",
            {"equipment": '["egc"]'},
            "equipment",
            unknown("egc", "equipment", 'did you mean "ecg"?'),
        ),
        (
            "visit_type",
            {"min_age": '"6 months"'},
            "min_age",
            '"6 months" is not an age; write whole years as 18, or months as "18m".',
        ),
        ("visit_type", {"max_age": "151"}, "max_age", "151 is out of range; use 0 to 150."),
        ("visit_type", {"min_age": '"19m"', "max_age": "0"}, "max_age", '0 is less than min_age, which is "19m".'),
        ("interpreter", {"languages": "[]"}, "languages", "the list is empty; name at least one."),
        ("interpreter", {"from": '"09:00"'}, "from", "give both from and to, or neither."),
        ("interpreter", {"from": '"09:00"', "to": '"08:00"'}, "to", "08:00 is not after from, which is 09:00."),
        ("outage", {"until": "2026-12-22"}, "until", "2026-12-22 is before date, which is 2026-12-23."),
        ("outage", {"count": "-1"}, "count", "-1 is out of range; use 0 to 999."),
        ("recall", {"months": "0"}, "months", "0 is out of range; use 1 to 120."),
        ("recall", {"types": "[]"}, "types", "the list is empty; name at least one."),
        (
            "info",
            {"topic": '"x"'},
            "topic",
            TOPICS,
        ),
        ("payer", {"renews": '"week"'}, "renews", '"week" is not allowed here; use "month" or "year".'),
        ("payer", {"ask_by": '"fax"'}, "ask_by", '"fax" is not allowed here; use "portal", "phone" or "card".'),
        (
            "payer",
            {"code": '"Self-Pay"'},
            "code",
            "self-pay says of a patient that they pay themselves; give the payer another code.",
        ),
        ("interpreter", {"count": "0"}, "count", "0 is out of range; use 1 to 999."),
        ("equipment", {"count": "-1"}, "count", "-1 is out of range; use 0 to 999."),
        ("session", {"days": '["mo"]'}, "days", '"mo" is not a day; did you mean "mon"?'),
        ("session", {"days": '["tuesday"]'}, "days", '"tuesday" is not a day; did you mean "tue"?'),
        (
            "session",
            {"days": '["x"]'},
            "days",
            '"x" is not a day; use "mon", "tue", "wed", "thu", "fri", "sat" or "sun".',
        ),
        ("session", {"days": "[1]"}, "days", "1 is not text."),
        ("session", {"days": "[]"}, "days", "the list is empty; name at least one."),
        ("session", {"days": '["mon", "mon"]'}, "days", '"mon" is named twice.'),
        ("session", {"from": '"12:00"'}, "to", "12:00 is not after from, which is 12:00."),
        ("session", {"from": '"13:00"'}, "to", "12:00 is not after from, which is 13:00."),
        ("session", {"to": '"24:30"'}, "to", f'"24:30" {NO_TIME}'),
        ("session", {"from": '"24:00"'}, "from", f'"24:00" {NO_TIME}'),
        ("session", {"to": '"00:00"'}, "to", f'"00:00" {NOT_MIDNIGHT}'),
        ("session", {"to": "00:00:00"}, "to", f"00:00 {NOT_MIDNIGHT}"),
        ("session", {"to": '"12"'}, "to", f'"12" {NO_TIME}'),
        ("session", {"to": '"12:60"'}, "to", f'"12:60" {NO_TIME}'),
        ("session", {"to": "12:00:30"}, "to", f"12:00:30 {NO_TIME}"),
        ("session", {"to": "12"}, "to", "12 is not a time."),
        ("session", {"provider": '"leee"'}, "provider", unknown("leee", "provider", 'did you mean "lee"?')),
        ("session", {"site": '"man"'}, "site", unknown("man", "site", 'did you mean "main"?')),
        ("session", {"types": '["fu2"]'}, "types", unknown("fu2", "visit_type", 'did you mean "fu20"?')),
        ("session", {"types": '"fu20"'}, "types", '"fu20" is text, not a list.'),
        (
            "session",
            {"every": "2"},
            "every",
            "every 2 weeks is counted from the week of starts, which is missing.",
        ),
        ("session", {"every": "0"}, "every", "0 is out of range; use 1 to 52."),
        ("session", {"capacity": "0"}, "capacity", "0 is out of range; use 1 to 999."),
        ("session", {"overbooks": "-1"}, "overbooks", "-1 is out of range; use 0 to 999."),
        (
            "session",
            {"starts": "2026-02-01", "ends": "2026-01-01"},
            "ends",
            "2026-01-01 is before starts, which is 2026-02-01.",
        ),
        ("exception", {"kind": '"leav"'}, "kind", '"leav" is not allowed here; did you mean "leave"?'),
        ("exception", {"kind": '"extra"'}, "from", "an extra session needs its hours, from and to."),
        ("exception", {"until": "2026-12-22"}, "until", "2026-12-22 is before date, which is 2026-12-23."),
        ("exception", {"from": '"09:00"'}, "from", "give both from and to, or neither."),
        ("exception", {"to": '"09:00"'}, "from", "give both from and to, or neither."),
        ("exception", {"from": '"09:00"', "to": '"08:00"'}, "to", "08:00 is not after from, which is 09:00."),
        ("exception", {"site": '"zzz"'}, "site", unknown("zzz", "site", 'use "main".')),
        ("exception", {"note": '["x"]'}, "note", "this is a list, not text."),
        ("holiday", {"name": "true"}, "name", "true is not text."),
        (
            "block",
            {"end": '"2026-11-23T14:00"'},
            "end",
            "2026-11-23T14:00 is not after start, which is 2026-11-23T14:00.",
        ),
        ("block", {"start": '"2026-11-23T10:00Z"'}, "start", f'"2026-11-23T10:00Z" {NO_MOMENT}'),
        ("block", {"start": "2026-11-23T10:00:00-05:00"}, "start", f"2026-11-23T10:00-05:00 {NO_MOMENT}"),
        ("block", {"start": '"2026-11-23"'}, "start", f'"2026-11-23" {NO_MOMENT}'),
        ("block", {"start": "2026-11-23"}, "start", "2026-11-23 is not a date with a time."),
        ("block", {"start": '"2026-11-31T10:00"'}, "start", f'"2026-11-31T10:00" {NO_MOMENT}'),
        ("block", {"release_hours": "-1"}, "release_hours", "-1 is out of range; use 0 to 8760."),
        ("block", {"types": '["zzz"]'}, "types", unknown("zzz", "visit_type", 'use "fu20".')),
        ("reason", {"for": '"cancle"'}, "for", '"cancle" is not allowed here; did you mean "cancel"?'),
        ("reason", {"for": '"waive"'}, "by", "only a reason to cancel says who cancels; remove the line."),
        ("reason", {"by": '"patients"'}, "by", '"patients" is not allowed here; did you mean "patient"?'),
        (
            "user",
            {"name": '"an a"'},
            "name",
            '"an a" is not a login name; it has no spaces and at most 64 characters.',
        ),
        (
            "user",
            {"roles": '["supervizor"]'},
            "roles",
            '"supervizor" is not a role; did you mean "supervisor"?',
        ),
        ("user", {"roles": "[]"}, "roles", "the list is empty; name at least one."),
    ],
)
def test_bad_values(clinic: Clinic, table: str, changes: dict[str, str], key: str, sentence: str) -> None:
    """An entry with one wrong value is refused for that alone, told with line, entry, key and remedy."""
    keys = {**GOOD[table], **changes}

    first = next(iter(keys))
    line = 2 + list(keys).index(key) if key in keys else 1
    told = f"{PLACE} line {line}: {table} 1 ({first} {keys[first]}): {key}: {sentence}"
    assert (told,) == problems_of(entry(table, keys), clinic)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[sessions]]", '"sessions" is not a table of this file; did you mean "session"?'),
        ("[[Site]]", '"Site" is not a table of this file; did you mean "site"?'),
        (
            '[["\\u001b[2J"]]',
            r'"\x1b[2J" is not a table of this file.',
        ),
        ("[site]", "site: this is a table, not a list of tables; write [[site]] before each site."),
        ("room = 3", "room: this is a whole number, not a list of tables; write [[room]] before each room."),
        ("room = ['R1']", "room: this is a list, not a list of tables; write [[room]] before each room."),
        ("[[room]]", "room 1: code, site are missing."),
        ("[[room]]\ncode = 'x'", 'room 1 (code "x"): site is missing.'),
        (
            "[[reason]]\ncode = 'x'\nfor = 'cancel'\ntext = 'X'",
            f'reason 1 (code "x"): by: {NO_CANCELLER}',
        ),
        ("[[room]]\nretired = true", "room 1: code is missing."),
        (
            "[[session]]\nprovider = 'lee'\nretired = true",
            'session 1 (provider "lee"): site, days, from are missing.',
        ),
        (
            "[[room]]\ncode = 'r1'\nsite = 'main'",
            f'room 1 (code "r1"): "r1" differs from "R1" {BY_CASE}',
        ),
    ],
)
def test_bad_entries(clinic: Clinic, text: str, problem: str) -> None:
    """What is wrong with a table or entry as a whole is told once, at the line where it begins."""
    assert (f"{PLACE} line 1: {problem}",) == problems_of(text, clinic)


def test_unknown_keys(clinic: Clinic) -> None:
    """A key that the table does not have is told at its line, with the nearest one."""
    told = f'{PLACE} line 4: room 1 (code "x"): "knd" is not a key of room; did you mean "kind"?'

    assert (told,) == problems_of(entry("room", {**GOOD["room"], "knd": "1"}), clinic)


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("R11", 'the clinic has no such room to retire; did you mean "R1"?'),
        ("zz", "the clinic has no such room to retire."),
    ],
)
def test_retiring_what_is_not_there(clinic: Clinic, code: str, problem: str) -> None:
    """A code that the clinic does not have can only be retired in an entry that is whole."""
    told = f'{PLACE} line 3: room 1 (code "{code}"): retired: {problem}'

    assert (told,) == problems_of(entry("room", {"code": f'"{code}"', "retired": "true"}), clinic)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[room]\n", "line 1: this is not TOML: expected ']]' at the end of an array declaration."),
        ("[[room]]\ncode = R2\n", "line 2: this is not TOML: invalid value."),
        ("[[holiday]]\n\ndate = 2026-02-30\n", "line 3: this is not TOML: invalid date or datetime."),
        (
            "[[session]]\nfrom = 09:00\n",
            "line 2: this is not TOML: expected newline or end of document after",
        ),
        ("[[room]]\ncode = 'a'\ncode = 'b'\n", "line 3: this is not TOML: cannot overwrite a value."),
    ],
)
def test_bad_toml(text: str, problem: str) -> None:
    """What is no TOML is told with its line, and with what usually is the reason."""
    (told,) = problems_of(text)

    assert told.startswith(f"{PLACE} {problem}")
    assert told.endswith("Text and times stand in quotes; numbers, dates, true and false do not.")


@pytest.mark.parametrize(
    "code", ['"a b"', '"12"', '"id:12"', '"-x"', '""', '"müller"', '"a.b"', f'"{"a" * 17}"', '"a\\n"']
)
def test_bad_codes(code: str) -> None:
    """A code that could not be typed as one word, or means a number or a row, is refused."""
    (told,) = problems_of(entry("provider", {"code": code, "name": '"X"'}))

    assert told.endswith(NO_CODE)


@pytest.mark.parametrize("code", ["lee", "R1", "a", "1a", "new_40", "x-ray", "a" * 16])
def test_good_codes(code: str) -> None:
    """A code is up to 16 letters, digits, - and _ that begin with a letter or digit."""
    clinic, _ = setup_of(entry("provider", {"code": f'"{code}"', "name": '"X"'}))

    assert [code] == list(clinic.providers)


@pytest.mark.parametrize("table", TABLES)
def test_a_record_named_twice(clinic: Clinic, table: str) -> None:
    """Two entries of a file that mean the same record contradict each other."""
    (told,) = problems_of(entry(table, {**NAMES[table], "retired": "true"}) * 2, clinic)

    first = next(f"({key} {value})" for key, value in NAMES[table].items())
    assert f"{table} 2 {first}: this is the same {table} as {table} 1 {first}; name it once." in told


def test_codes_of_bad_entries_are_known() -> None:
    """A code that the file names, later or with errors, is no unknown one: one error makes no second."""
    text = entry("room", {"code": '"x"', "site": '"north"'}) + entry("site", {"code": '"north"', "zone": '"UTC"'})

    assert (f'{PLACE} line 4: site 1 (code "north"): name is missing.',) == problems_of(text)


def test_an_extra_session_needs_a_site_where_there_are_two(clinic: Clinic) -> None:
    """With two sites in use, the file's own included, an extra session must say which."""
    extra = {**GOOD["exception"], "kind": '"extra"', "from": '"09:00"', "to": '"10:00"'}
    (told,) = problems_of(entry("exception", extra) + entry("site", GOOD["site"]), clinic)

    assert f'{PLACE} line 1: exception 1 (provider "lee"): an extra session needs its site' in told


def test_all_errors_come_at_once(clinic: Clinic) -> None:
    """Errors of every sort are told together, in the order of their lines, and counted in the sentence."""
    text = """
[[session]]
provider = "leee"
site = "main"
days = ["mo", "tues",
        "xyz"]
from = "12:00"
to = "11:00"
form = 1
[[rooom]]
[[visit_type]]
code = "t"
minutes = 900
"""
    with pytest.raises(BadSettings) as refusal:
        setup_of(text, clinic)

    lines = [int(problem.split()[2].rstrip(":")) for problem in refusal.value.problems]
    assert [3, 5, 5, 5, 8, 9, 10, 11, 13] == lines
    assert f"{PLACE} has 9 errors, and nothing of it was taken." in refusal.value.sentence


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever text a set-up file holds, it sets up or is refused; nothing else happens."""
    with suppress(BadSettings):
        assert isinstance(setup_of(text)[0], Clinic)


@pytest.mark.parametrize("value", ["0x" + "f" * 5_000, "-0x" + "f" * 5_000, "1e307", "-1e307", "1e400", "nan"])
@pytest.mark.parametrize("wrap", ["{}", "[{}]", "{{a = {}}}", "[[{}]]"])
def test_a_number_beyond_all_bounds_is_read_or_refused(value: str, wrap: str) -> None:
    """At whichever key it stands; Python itself neither writes it out nor makes a float of it."""
    for kind in KINDS:
        for key in kind.keys:
            with suppress(BadSettings):
                setup_of(entry(kind.table, {key.name: wrap.format(value)}))


any_key = st.sampled_from([(kind.table, key.name) for kind in KINDS for key in kind.keys])
any_value = st.sampled_from(
    [
        *("true", "0", "-1", "1e400", "nan", "0x" + "f" * 5_000, "0001-01-01", "9999-12-31", '"09:00"'),
        *(
            '""',
            '"\\u001b[2J"',
            '"\\u202e"',
            '"lee"',
            '"main"',
            "23:59:59.999999",
            "1979-05-27T00:32:00-07:00",
        ),
        *("[]", "[{}]", "[[1]]", '["lee", "lee"]', '["mon"]', "{a=1}", "true\nretired = true"),
    ]
)


@given(st.dictionaries(any_key, any_value))
def test_any_value_is_read_or_refused(stated: dict[tuple[str, str], str]) -> None:
    """Whatever value a key is given, it is taken, or told of in one line of printable text."""
    by_table = {table: {key: value for (at, key), value in stated.items() if at == table} for table, _ in stated}
    told: tuple[str, ...] = ()
    try:
        setup_of("".join(entry(table, keys) for table, keys in by_table.items()))
    except BadSettings as refusal:
        told = refusal.problems
    assert [] == [problem for problem in told if not problem.isprintable()]
