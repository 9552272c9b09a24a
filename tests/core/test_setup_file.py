"""Does a set-up file make the clinic that it says, and does what it omits stay?"""

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access.model import User
from core.calendar.wall import END_OF_DAY
from core.clinic.dated import Block, ExceptionKind, Holiday, Outage, SessionException
from core.clinic.form import Form
from core.clinic.model import Clinic, Equipment, Interpreter, Provider, Room, Session, Site, VisitType
from core.clinic.outreach import RecallKind, ServiceInfo
from core.clinic.payer import Fee, Payer
from core.clinic.reason import CaseRule, Reason
from core.setup.file import DEFAULT_REASONS
from core.setup.kind import Kind
from core.setup.kinds import KINDS
from core.structs import field_names, replace
from tests.core.setup_texts import BASE, NAMES, TABLES, counted, entry, setup_of, small_clinic

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    """A clinic with one record of every kind."""
    return small_clinic()


def test_the_contract_s_example_is_read() -> None:
    """Every table with every key of the documented set-up file becomes its record."""
    text = (
        BASE
        + """
    [[visit_type]]
    code = "new40"
    name = "New"
    minutes = 40
    provider_from = 5
    provider_minutes = 30
    buffer_before = 5
    buffer_after = 10
    room_kind = "exam"
    equipment = ["ecg"]
    skills = ["cardio"]
    min_age = 18
    max_age = 99
    sex = "female"
    patients = "new"
    modes = ["in-person", "telehealth"]
    requires = ["referral", "authorization"]
    [[provider]]
    code = "ito"
    name = "Ito, Kei"
    skills = ["cardio", "echo"]
    starts = 2026-01-05
    ends = "2027-01-05"
    [[session]]
    provider = "ito"
    site = "main"
    days = ["wed", "mon"]
    from = 08:30:00
    to = "12:00"
    every = 2
    starts = 2026-01-05
    ends = 2026-12-31
    capacity = 2
    overbooks = 3
    types = ["new40"]
    [[exception]]
    provider = "lee"
    date = "2026-12-24"
    until = 2026-12-31
    kind = "leave"
    from = "09:00"
    to = "10:00"
    site = "main"
    note = "  Half\\tday "
    [[holiday]]
    site = "main"
    date = 2026-12-25
    name = "Christmas"
    [[block]]
    provider = "lee"
    start = "2026-11-23T10:00"
    end = 2026-11-23T11:00:00
    kind = "procedure"
    site = "main"
    types = ["new40"]
    release_hours = 24
    [[equipment]]
    code = "ecg"
    site = "main"
    count = 2
    [[interpreter]]
    code = "ortiz"
    name = "Ortiz, Ana"
    languages = ["Spanish", "Catalan"]
    site = "main"
    count = 2
    days = ["wed", "mon"]
    from = "09:00"
    to = "24:00"
    [[outage]]
    equipment = "ecg"
    site = "main"
    date = 2026-11-23
    until = "2026-11-25"
    count = 1
    note = "Repair"
    [[payer]]
    code = "aetna"
    name = "Aetna"
    payer_id = "60054"
    phone = "800 555 0100"
    member_id = "A999999999"
    renews = "year"
    ask_by = "phone"
    portal = "https://payer.example"
    [[fee]]
    type = "fu20"
    code = "99213"
    name = "Office visit"
    amount = "120.50"
    provider = "lee"
    from = 2026-01-01
    to = 2026-12-31
    [[form]]
    code = "intake"
    name = "Patient information"
    needs = "given"
    types = ["new40"]
    valid_days = 365
    [[case_rule]]
    kind = "task"
    state = "new"
    due = 2
    unit = "hours"
    [[recall]]
    code = "year"
    name = "Yearly check"
    months = 12
    types = ["new40"]
    after = ["fu20"]
    [[info]]
    topic = "bring"
    type = "new40"
    site = "main"
    language = "es"
    text = "Su tarjeta"
    [[reason]]
    code = "strike"
    for = "cancel"
    by = "clinic"
    text = "Strike"
    [[user]]
    name = "ana"
    roles = ["coordinator", "supervisor"]
    """
    )
    clinic, report = setup_of(text)

    nine, twelve = time(9), time(12)
    expected = Clinic(
        sites={"main": Site("main", "Main Street", "America/New_York")},
        rooms={"R1": Room("R1", "main")},
        providers={
            "lee": Provider("lee", "Lee, Dana MD"),
            "ito": Provider("ito", "Ito, Kei", ("cardio", "echo"), date(2026, 1, 5), date(2027, 1, 5)),
        },
        visit_types={
            "fu20": VisitType("fu20", "Follow-up", 20),
            "new40": VisitType(
                code="new40",
                name="New",
                minutes=40,
                provider_from=5,
                provider_minutes=30,
                buffer_before=5,
                buffer_after=10,
                room_kind="exam",
                equipment=("ecg",),
                skills=("cardio",),
                min_age=18,
                max_age=99,
                sex="female",
                patients="new",
                modes=("in-person", "telehealth"),
                requires=("referral", "authorization"),
            ),
        },
        sessions=(
            Session("lee", "main", (0, 2), nine, twelve),
            Session(
                provider="ito",
                site="main",
                days=(0, 2),
                begin=time(8, 30),
                finish=twelve,
                every=2,
                starts=date(2026, 1, 5),
                ends=date(2026, 12, 31),
                capacity=2,
                overbooks=3,
                types=("new40",),
            ),
        ),
        exceptions=(
            SessionException(
                provider="lee",
                on=date(2026, 12, 24),
                kind=ExceptionKind.LEAVE,
                until=date(2026, 12, 31),
                begin=nine,
                finish=time(10),
                site="main",
                note="Half day",
            ),
        ),
        holidays=(Holiday("main", date(2026, 12, 25), "Christmas"),),
        blocks=(
            Block(
                provider="lee",
                start=datetime(2026, 11, 23, 10),
                end=datetime(2026, 11, 23, 11),
                kind="procedure",
                site="main",
                types=("new40",),
                release_hours=24,
            ),
        ),
        equipment={("main", "ecg"): Equipment("ecg", "main", 2)},
        interpreters={
            "ortiz": Interpreter("ortiz", "Ortiz, Ana", ("Spanish", "Catalan"), "main", 2, (0, 2), time(9), time(0))
        },
        outages=(Outage("ecg", "main", date(2026, 11, 23), date(2026, 11, 25), 1, "Repair"),),
        payers={
            "aetna": Payer(
                *("aetna", "Aetna", "60054", "800 555 0100", "A999999999", "year", "phone", "https://payer.example")
            )
        },
        fees=(Fee("fu20", "99213", "Office visit", 12_050, "lee", date(2026, 1, 1), date(2026, 12, 31)),),
        forms={"intake": Form("intake", "Patient information", needs="given", types=("new40",), valid_days=365)},
        case_rules={("task", "new"): CaseRule("task", "new", 2, "hours")},
        recalls={"year": RecallKind("year", "Yearly check", 12, ("new40",), ("fu20",))},
        infos={("bring", "new40", "main", "es"): ServiceInfo("bring", "Su tarjeta", "new40", "main", "es")},
        reasons={**DEFAULT_REASONS, ("cancel", "strike"): Reason("strike", "cancel", "Strike", "clinic")},
        users={"ana": User("ana", ("coordinator", "supervisor"))},
    )
    assert expected == clinic
    assert {"added": dict.fromkeys(TABLES, 1) | {"provider": 2, "visit_type": 2, "session": 2}} == counted(report)


def test_every_field_can_be_set_up() -> None:
    """Each field of each record has its key in the file, and each key its field, but for what no file says."""
    filled = {kind.table: {key.field for key in kind.keys} for kind in KINDS}

    assert {k.table: set(field_names(k.record)) - {"retired", "zone_since", "number"} for k in KINDS} == filled


def test_every_part_of_a_clinic_can_be_set_up() -> None:
    """Each part of a clinic has its table."""
    assert set(field_names(Clinic)) == {kind.clinic_field for kind in KINDS}


def test_hours_may_end_at_midnight(clinic: Clinic) -> None:
    """`to = "24:00"` is the end of the day, in sessions and exceptions; a block may end on that midnight too."""
    made, _ = setup_of(BASE.replace('"12:00"', '"24:00"'))
    assert [END_OF_DAY] == [session.finish for session in made.sessions]
    leave = {**NAMES["exception"], "from": '"18:00"', "to": '"24:00"'}
    block = {**NAMES["block"], "end": '"2026-11-24T00:00"', "kind": '"late"'}
    made, _ = setup_of(entry("exception", leave) + entry("block", block), clinic)
    assert END_OF_DAY in [one.finish for one in made.exceptions]
    assert datetime(2026, 11, 24) in [one.end for one in made.blocks]


def test_an_empty_file_changes_nothing_but_gives_reasons() -> None:
    """A clinic with no reasons is given the default ones, which are not counted."""
    clinic, report = setup_of("")

    assert Clinic(reasons=DEFAULT_REASONS) == clinic
    assert {} == counted(report)


def test_default_reasons_are_the_documented_ones() -> None:
    """A clinic starts with the reasons that scripts rely on, those to cancel by patient or clinic."""
    by_purpose = {
        purpose: [(reason.code, reason.by) for reason in Clinic(reasons=DEFAULT_REASONS).reasons_for(purpose)]
        for purpose in ("cancel", "override", "waive")
    }
    patient = ("no-ride", "sick", "changed-mind", "cost", "weather", "other")
    theirs = ("provider-out", "clinic-closed", "error")
    assert {
        "cancel": [*((code, "patient") for code in patient), *((code, "clinic") for code in theirs)],
        "override": [(code, "") for code in ("urgent", "provider-asked", "double-ok", "other")],
        "waive": [(code, "") for code in ("known", "later", "other")],
    } == by_purpose


def test_a_clinic_with_reasons_keeps_its_own() -> None:
    """Default reasons are never added to a clinic that has any."""
    own = {("waive", "known"): Reason("known", "waive", "Known")}
    clinic, _ = setup_of(BASE, Clinic(reasons=own))

    assert own == clinic.reasons


def test_a_report_names_every_table() -> None:
    """Counts are told for all tables, 0 included, so that a script need not ask whether one is there."""
    _, report = setup_of("")

    assert [dict.fromkeys(TABLES, 0)] * 4 == [report.added, report.changed, report.retired, report.unchanged]


def test_the_example_is_read() -> None:
    """The example file that the README points at sets up a clinic, and again changes nothing."""
    text = (ROOT / "examples" / "clinic.toml").read_text(encoding="utf-8")
    clinic, report = setup_of(text)
    again, second = setup_of(text, clinic)

    stated = {table: len(entries) for table, entries in tomllib.loads(text).items()}
    assert {"added": stated} == counted(report)
    assert (clinic, {"unchanged": stated}) == (again, counted(second))


@pytest.mark.parametrize(("stated", "site"), [('site = "north"', "north"), ("", "main")], ids=["stated", "left out"])
def test_an_extra_session_has_a_site(clinic: Clinic, stated: str, site: str) -> None:
    """An extra session is at the site it names, or at the only one in use."""
    north = '[[site]]\ncode = "north"\nname = "North"\nzone = "UTC"\nretired = true\n'
    extra = '[[exception]]\nprovider = "lee"\ndate = 2026-12-23\nkind = "extra"\nfrom = "9:00"\nto = "10:00"\n'
    made, _ = setup_of(north + extra + stated, clinic)

    assert site == made.exceptions[-1].site


def test_what_the_file_omits_stays(clinic: Clinic) -> None:
    """A file that names one new room adds just that, at the end."""
    made, report = setup_of('[[room]]\ncode = "R2"\nsite = "main"\nkind = "procedure"\n', clinic)

    assert replace(clinic, rooms={**clinic.rooms, "R2": Room("R2", "main", "procedure")}) == made
    assert {"added": {"room": 1}} == counted(report)


def test_a_record_named_again_is_replaced_whole(clinic: Clinic) -> None:
    """Keys that the file leaves out return to their defaults, and the record keeps its place in the order."""
    before = replace(clinic, rooms={"R1": Room("R1", "main", "procedure"), "R2": Room("R2", "main")})
    made, report = setup_of('[[room]]\ncode = "R1"\nsite = "main"\n', before)

    assert [("R1", Room("R1", "main")), ("R2", Room("R2", "main"))] == list(made.rooms.items())
    assert {"changed": {"room": 1}} == counted(report)


def test_a_session_is_recognised_by_provider_site_days_and_start(clinic: Clinic) -> None:
    """The same weekly session with other hours to its end is changed; with another start it is one more."""
    head = '[[session]]\nprovider = "lee"\nsite = "main"\ndays = ["wed", "mon"]\n'
    longer, changed = setup_of(head + 'from = "09:00"\nto = "13:00"\n', clinic)
    more, added = setup_of(head + 'from = "13:00"\nto = "16:00"\n', clinic)

    assert (time(13), {"changed": {"session": 1}}) == (longer.sessions[0].finish, counted(changed))
    assert (2, {"added": {"session": 1}}) == (len(more.sessions), counted(added))


@pytest.mark.parametrize("kind", KINDS, ids=TABLES)
def test_retiring_needs_only_the_name(clinic: Clinic, kind: Kind) -> None:
    """`retired = true` keeps a coded record as it was but out of use, and removes any other; once."""
    text = entry(kind.table, {**NAMES[kind.table], "retired": "true"})
    made, report = setup_of(text, clinic)
    again, second = setup_of(text, made)

    before: dict[Any, Any] = dict(kind.kept(clinic))
    ((name, old),) = before.items() - kind.kept(made).items()
    before[name] = replace(old, retired=True) if kind.is_coded else None
    assert {name: record for name, record in before.items() if record} == kind.kept(made)
    assert {"retired": {kind.table: 1}} == counted(report)
    assert (made, {"unchanged": {kind.table: 1}}) == (again, counted(second))


def test_a_retired_record_comes_back_when_named(clinic: Clinic) -> None:
    """A file that names a retired code without retiring it puts it to use again."""
    room = '[[room]]\ncode = "R1"\nsite = "main"\n'
    retired, _ = setup_of(room + "retired = true\n", clinic)
    made, report = setup_of(room + "retired = false\n", retired)

    assert (clinic, {"changed": {"room": 1}}) == (made, counted(report))


def test_a_whole_retired_record_may_be_new() -> None:
    """A file that describes a clinic with those who left can be read on a new machine, sessions included."""
    text = BASE.replace('name = "Lee, Dana MD"', 'name = "Lee, Dana MD"\nretired = true')
    clinic, report = setup_of(text)

    assert (True, 1, 1) == (clinic.providers["lee"].retired, len(clinic.sessions), report.added["provider"])


codes = st.from_regex(r"x[a-z0-9_-]{0,15}", fullmatch=True)


@given(st.dictionaries(codes, codes, min_size=1, max_size=4), st.dictionaries(codes, codes, max_size=4))
def test_reading_again_changes_nothing(first: dict[str, str], second: dict[str, str]) -> None:
    """A file read twice leaves the clinic as it is, whatever the clinic had before; counts add up."""

    def rooms(kinds: dict[str, str]) -> str:
        return BASE + "\n".join(f'[[room]]\ncode = "{c}"\nsite = "main"\nkind = "{k}"\n' for c, k in kinds.items())

    before, _ = setup_of(rooms(second))
    once, report = setup_of(rooms(first), before)
    twice, again = setup_of(rooms(first), once)

    assert (once, {}) == (twice, {act: n for act, n in counted(again).items() if act != "unchanged"})
    assert len(first) + 1 == report.added["room"] + report.changed["room"] + report.unchanged["room"]
