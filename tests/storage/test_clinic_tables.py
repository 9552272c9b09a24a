"""Does the set-up come back as it was written, and does nothing that appointments name ever go?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access.model import User
from core.clinic.dated import Block, ExceptionKind, Holiday, Outage, SessionException
from core.clinic.form import Form
from core.clinic.model import Clinic, Equipment, Interpreter, Provider, Room, Session, Site, VisitType
from core.clinic.outreach import RecallKind, ServiceInfo
from core.clinic.payer import Fee, Payer
from core.clinic.reason import CaseRule, Reason
from core.structs import field_defaults, field_names, replace
from storage import clinic as clinic_tables
from storage import meta
from storage.all_tables import JOURNALLED
from storage.clinic import read_clinic, write_clinic
from storage.columns import Table
from storage.sqlite import new_database
from storage.sqlite.connection import open_database
from tests.drawn import drawn
from tests.ready_made import written_out
from tests.storage.records import make_new

MAIN = Site("main", "Main Street", "America/New_York", 15, 4, 30, "1234567893", "617", "1 Main St", "es", retired=True)
WEST = Site("west", "Wëst “Side”", "America/Chicago", zone_since=datetime(2026, 3, 1, 6, tzinfo=UTC))
LEE = Provider(
    "lee",
    "Lee, Dana MD",
    skills=("cardio", "peds"),
    starts=date(2020, 1, 2),
    ends=date(2030, 12, 31),
    overbooks=2,
    buffer_before=5,
    buffer_after=10,
    languages=("Spanish",),
    modes=("telehealth",),
    retired=True,
)
PROCEDURE = VisitType(
    "proc",
    "Procedure",
    40,
    provider_from=10,
    provider_minutes=20,
    buffer_before=5,
    buffer_after=10,
    room_kind="procedure",
    equipment=("ecg",),
    skills=("cardio",),
    min_age=18,
    max_age=99,
    sex="female",
    patients="new",
    modes=("in-person", "telehealth"),
    requires=("referral",),
    block_kind="procedure",
    capacity=3,
    overbooks=0,
    further=("lee",),
    further_skills=("assist",),
    further_from=5,
    further_minutes=10,
    retired=True,
)
SESSION = Session(
    "lee",
    "west",
    (0, 2, 4),
    time(8, 5),
    time(12),
    every=2,
    starts=date(2026, 1, 5),
    ends=date(2026, 12, 31),
    capacity=2,
    overbooks=1,
    types=("proc",),
)
EXCEPTION = SessionException(
    "lee",
    date(2026, 12, 24),
    ExceptionKind.EXTRA,
    until=date(2026, 12, 26),
    begin=time(9),
    finish=time(10, 30),
    site="west",
    note="ward round",
    capacity=3,
    overbooks=0,
    types=("proc",),
)
BLOCK = Block(
    "lee",
    datetime(2026, 11, 23, 10, 0),
    datetime(2026, 11, 23, 11, 30),
    "procedure",
    site="west",
    types=("proc",),
    release_hours=24,
)
FULL = Clinic(
    sites={"main": MAIN, "west": WEST},
    rooms={"R1": Room("R1", "main", "procedure", cleanup=10, retired=True)},
    providers={"lee": LEE},
    visit_types={"proc": PROCEDURE},
    sessions=(SESSION,),
    exceptions=(EXCEPTION, SessionException("lee", date(2026, 5, 1), ExceptionKind.LEAVE)),
    holidays=(Holiday("main", date(2026, 12, 25), "Christmas"),),
    blocks=(BLOCK, Block("lee", datetime(2026, 11, 24, 9), datetime(2026, 11, 24, 10), "lunch")),
    equipment={("west", "ecg"): Equipment("ecg", "west", 3, retired=True)},
    outages=(
        Outage("ecg", "west", date(2026, 12, 1), until=date(2026, 12, 4), count=1, note="Repair"),
        Outage("ecg", "west", date(2026, 12, 9)),
    ),
    interpreters={
        "ortiz": Interpreter("ortiz", "Ortiz", ("Spanish",), "west", 2, (0, 2), time(9), time(12, 30), retired=True)
    },
    payers={
        "aetna": Payer(
            "aetna",
            "Aetna",
            payer_id="60054",
            phone="800 555 0100",
            member_id="A9",
            renews="year",
            ask_by="phone",
            portal="https://payer.example",
            services=("30", "98"),
            tells=("group",),
            units_lost=("no-show",),
            retired=True,
        )
    },
    case_rules={
        ("task", "new"): CaseRule("task", "new", 2, "hours", 1, remind=3, escalate=4, owner="supervisor", retired=True)
    },
    forms={
        "consent": Form(
            "consent",
            "Consent",
            template="ours",
            needs="given",
            may_decline=True,
            types=("proc",),
            min_age=18,
            max_age="300m",
            valid_days=365,
            retired=True,
        )
    },
    recalls={"year": RecallKind("year", "Yearly check", 12, ("proc",), ("proc", "fu"), retired=True)},
    infos={("bring", "proc", "main", "es"): ServiceInfo("bring", "Su tarjeta", "proc", "main", "es", retired=True)},
    fees=(Fee("proc", "99213", "Office visit", 12050, "lee", date(2026, 1, 1), date(2026, 12, 31)),),
    reasons={("cancel", "sick"): Reason("sick", "cancel", "Patient is ill", "patient", retired=True)},
    users={"ana": User("ana", ("coordinator", "supervisor"), retired=True)},
)
"""Every field of some record differs from its default."""

TABLES = [value for value in vars(clinic_tables).values() if isinstance(value, Table)]
JOURNALLED_TABLES = [declared.table for declared in JOURNALLED.values()]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new database."""
    with closing(open_database(written_out(tmp_path / "clinic.db", make_new))) as opened:
        yield opened


def written(db: sqlite3.Connection, clinic: Clinic) -> Clinic:
    """The set-up as read after `clinic` was written and committed."""
    db.execute("BEGIN IMMEDIATE")
    write_clinic(db, clinic)
    db.execute("COMMIT")
    return read_clinic(db)


def with_sites(*sites: Site) -> Clinic:
    """A clinic of sites alone."""
    return Clinic(sites={site.code: site for site in sites})


def test_everything_comes_back(db: sqlite3.Connection) -> None:
    """Every field of every kind of record is read as it was written."""
    kept = written(db, FULL)
    assert FULL == kept
    assert WEST.zone_since == kept.sites["west"].zone_since, "which equal sites need not share"


def numbers(clinic: Clinic) -> list[int]:
    """Those of its exceptions, then of its blocks."""
    return [one.number for one in clinic.dated]


def test_a_number_means_what_it_says_and_comes_once(db: sqlite3.Connection) -> None:
    """What stays keeps it, what changes gets another, what goes leaves none behind, and the kinds share none."""
    kept = written(db, FULL)
    assert [1, 2, 3, 4] == numbers(kept)
    trip, leave = kept.exceptions
    ward, lunch = kept.blocks
    longer = replace(leave, until=date(2026, 5, 2))
    kept = written(db, replace(kept, exceptions=(trip, longer), blocks=(lunch,)))
    assert [1, 5, 4] == numbers(kept)
    assert (trip, longer) == kept.exceptions
    kept = written(db, replace(kept, exceptions=(trip,), blocks=(lunch, replace(ward, number=0))))
    assert [1, 4, 6] == numbers(kept)


@pytest.mark.parametrize("table", [*TABLES, *JOURNALLED_TABLES], ids=lambda table: table.name)
def test_no_field_is_forgotten(table: Table[Any]) -> None:
    """Each table keeps every field of its record, none twice, in the record's own order; the number is the row's."""
    kept = tuple(one.attribute for one in table.fields)
    assert kept == tuple(name for name in field_names(table.record) if name in kept or name != "number")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_full_clinic_leaves_no_default(table: Table[Any]) -> None:
    """The clinic of these tests says something of its own in every field, or a lost one would pass unseen."""
    kinds = [getattr(FULL, name) for name in field_names(Clinic)]
    records = [
        record
        for kind in kinds
        for record in (kind.values() if isinstance(kind, dict) else kind)
        if isinstance(record, table.record)
    ]
    left = [
        name
        for name, default in field_defaults(table.record).items()
        if name != "number" and all(getattr(record, name) == default for record in records)
    ]
    assert [] == left


def test_empty_clinic(db: sqlite3.Connection) -> None:
    """A new database holds an empty set-up."""
    assert Clinic() == read_clinic(db)


def test_order_is_the_last_written(db: sqlite3.Connection) -> None:
    """Records come back in the order of the set-up written last, not in that of their codes."""
    written(db, with_sites(MAIN, WEST))

    assert ["west", "main"] == list(written(db, with_sites(WEST, MAIN)).sites)


def test_coded_record_left_out_is_retired(db: sqlite3.Connection) -> None:
    """A coded record that is left out is retired and comes last: appointments may name it."""
    written(db, with_sites(WEST, MAIN))

    assert [MAIN, replace(WEST, retired=True)] == list(written(db, with_sites(MAIN)).sites.values())


def test_retired_record_comes_back(db: sqlite3.Connection) -> None:
    """A record that is written again as in use is in use again."""
    written(db, with_sites(replace(WEST, retired=True)))

    assert {"west": WEST} == written(db, with_sites(WEST)).sites


def test_records_without_code_are_replaced(db: sqlite3.Connection) -> None:
    """Sessions, exceptions, holidays and blocks are exactly those written last."""
    written(db, FULL)
    moved = replace(SESSION, begin=time(7))

    after = written(db, replace(FULL, sessions=(moved,), exceptions=(), holidays=(), blocks=()))

    assert ((moved,), (), (), ()) == (after.sessions, after.exceptions, after.holidays, after.blocks)


def test_each_write_is_seen(db: sqlite3.Connection) -> None:
    """Each write raises the rev by which desks know that their copy is stale."""
    before = meta.number(db, meta.CLINIC_REV)
    written(db, FULL)
    written(db, FULL)

    assert before + 2 == meta.number(db, meta.CLINIC_REV)


def test_rolled_back_write_leaves_nothing(db: sqlite3.Connection) -> None:
    """What is not committed was not set up."""
    db.execute("BEGIN IMMEDIATE")
    write_clinic(db, FULL)
    db.execute("ROLLBACK")

    assert Clinic() == read_clinic(db)


@pytest.mark.parametrize(
    "clinic",
    [
        Clinic(rooms={"R1": Room("R1", "nowhere")}),
        Clinic(providers={"lee": LEE}, sessions=(replace(SESSION, site="nowhere"),)),
        Clinic(sites={"west": WEST}, sessions=(SESSION,)),
        Clinic(holidays=(Holiday("nowhere", date(2026, 12, 25), "Christmas"),)),
        Clinic(providers={"lee": LEE}, blocks=(replace(BLOCK, site="nowhere"),)),
        Clinic(providers={"lee": LEE}, exceptions=(replace(EXCEPTION, site="nowhere"),)),
    ],
    ids=["room", "session's site", "session's provider", "holiday", "block", "exception"],
)
def test_unknown_code_is_refused(db: sqlite3.Connection, clinic: Clinic) -> None:
    """No record can name a site or provider that does not exist."""
    db.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.IntegrityError):
        write_clinic(db, clinic)
    db.execute("ROLLBACK")


def test_code_in_use_cannot_be_deleted(db: sqlite3.Connection) -> None:
    """Hand-written SQL cannot delete a site that something names."""
    written(db, FULL)

    with pytest.raises(sqlite3.IntegrityError):
        db.execute("DELETE FROM site WHERE code = 'west'")


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
codes = st.tuples(st.text("abc-09_", min_size=1)).map(tuple)


@given(
    session=drawn(
        Session,
        provider=st.just("lee"),
        site=st.just("main"),
        days=st.lists(st.integers(0, 6), unique=True).map(tuple),
        begin=walls,
        finish=walls,
        every=st.integers(1, 52),
        starts=st.none() | days,
        ends=st.none() | days,
        overbooks=st.none() | st.integers(0, 9),
        types=codes,
    ),
    exception=drawn(
        SessionException,
        provider=st.just("lee"),
        on=days,
        kind=st.sampled_from(ExceptionKind),
        until=st.none() | days,
        begin=st.none() | walls,
        finish=st.none() | walls,
        site=st.sampled_from(["", "main"]),
        note=texts,
    ),
    block=drawn(
        Block,
        provider=st.just("lee"),
        start=moments,
        end=moments,
        kind=texts,
        site=st.sampled_from(["", "main"]),
        types=codes,
        release_hours=st.none() | st.integers(0, 1000),
    ),
)
def test_times_and_texts_come_back(session: Session, exception: SessionException, block: Block) -> None:
    """Whatever days, times and texts they have, sessions, exceptions and blocks come back equal."""
    clinic = Clinic(
        sites={"main": MAIN},
        providers={"lee": LEE},
        sessions=(session,),
        exceptions=(exception,),
        blocks=(block,),
    )
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.deserialize(new_database.as_bytes())
        assert clinic == written(memory, clinic)
