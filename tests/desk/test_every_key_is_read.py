"""Is there a rule that each setting and each key of a set-up file trips, so that none is kept for nothing?

A case is a booking that meets the rule where the file says so, and does not where it says nothing.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copy
from typing import Any, Final

import pytest
from msgspec import Struct, field

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.patients.model import Patient
from core.schedule.model.appointment import Mode
from core.settings.model import Policy
from core.setup.kinds import KINDS
from core.structs import replace
from storage.store import SqliteStore
from tests.clinics import FakeClock, make_desk, register
from tests.desk.asking import booking

BASE: Final = """
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"

[[site]]
code = "west"
name = "West Side"
zone = "America/New_York"

[[room]]
code = "R1"
site = "main"

[[room]]
code = "R2"
site = "main"
kind = "procedure"

[[provider]]
code = "lee"
name = "Lee, Dana MD"

[[provider]]
code = "ito"
name = "Ito, Ken MD"

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20

[[visit_type]]
code = "other20"
name = "Other"
minutes = 20

[[session]]
provider = "lee"
site = "main"
days = ["tue"]
from = "09:00"
to = "12:00"
"""
SITE: Final = '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/New_York"\n'
ROOM: Final = '[[room]]\ncode = "R1"\nsite = "main"\n'
LEE: Final = '[[provider]]\ncode = "lee"\nname = "Lee, Dana MD"\n'
TYPE: Final = '[[visit_type]]\ncode = "fu20"\nname = "Follow-up"\nminutes = 20\n'
HOURS: Final = '[[session]]\nprovider = "lee"\nsite = "main"\ndays = ["tue"]\nfrom = "09:00"\n'
SESSION: Final = HOURS + 'to = "12:00"\n'
GONE: Final = SESSION + "retired = true\n"
USES: Final = TYPE + 'equipment = ["ecg"]\n'
POOL: Final = '[[equipment]]\ncode = "ecg"\n'
GONE_POOL: Final = POOL + 'site = "main"\nretired = true\n'
SPEAKS: Final = '[[interpreter]]\ncode = "ortiz"\nname = "Ortiz, Ana"\n'
HAS_HOURS: Final = SPEAKS + 'languages = ["Spanish"]\n'
HAS_TWO: Final = POOL + 'site = "main"\ncount = 2\n' + POOL.replace("ecg", "lamp") + 'site = "main"\n'
OUTAGE: Final = '[[outage]]\nequipment = "ecg"\nsite = "main"\n'
LEAVE: Final = '[[exception]]\nprovider = "lee"\nkind = "leave"\n'
THAT_DAY: Final = "date = 2026-11-24\n"
HALF: Final = 'from = "09:00"\nto = "10:30"\n'
EXTRA: Final = LEAVE.replace("leave", "extra") + THAT_DAY + 'from = "09:00"\nto = "12:00"\nsite = "main"\n'
HOLIDAY: Final = '[[holiday]]\nname = "Flood"\n'
BLOCK: Final = '[[block]]\nprovider = "lee"\n'
TEN: Final = 'start = "2026-11-24T10:00"\nend = "2026-11-24T10:30"\n'

WITH_ITO: Final = TYPE + 'with = ["ito"]\n'
OF_ITO: Final = HOURS.replace("lee", "ito")
FROM_TEN_PAST: Final = OF_ITO.replace("09:00", "10:10") + 'to = "12:00"\n'
UNTIL_TEN_PAST: Final = OF_ITO + 'to = "10:10"\n'
TEAM: Final = 'kind = "team"\n'
AT_TEN: Final = "10:00"
NEXT: Final = ("10:20", "other20")
"""A visit of somebody else with Lee, right after the one that is booked."""
BEFORE: Final = ("9:40", "other20")
SAME: Final = ("10:00", "other20")


class Case(Struct, frozen=True):
    """What the file says, what it says otherwise, who is there, and the rule that the booking meets for it."""

    said: str
    rule: str
    otherwise: str = ""
    others: tuple[tuple[str, str], ...] = ()
    start: str = AT_TEN
    room: str | None = None
    mode: Mode | None = None
    patient: dict[str, Any] = field(default_factory=dict)
    at_west: bool = False


SPANISH: Final = {"language": "Spanish", "interpreter": True}
CASES: Final = {
    "site.zone": Case(SITE.replace("America/New_York", "Asia/Tokyo"), "C10", start="2026-11-23T18:00"),
    "site.grid": Case(SITE + "grid = 60", "C10", start="10:20"),
    "site.overbooks": Case(SITE + "overbooks = 0", "C7", others=(SAME,)),
    "site.travel": Case(SITE + "travel = 30", "C9", others=(BEFORE,), at_west=True),
    "room.site": Case(ROOM.replace("main", "west"), "C4", TYPE + 'room_kind = "exam"'),
    "room.kind": Case(ROOM + 'kind = "lab"', "C4", TYPE + 'room_kind = "exam"'),
    "room.cleanup": Case(ROOM + "cleanup = 10", "C9", others=(NEXT,), room="R1"),
    "provider.skills": Case(LEE, "C11", TYPE + 'skills = ["derm"]\n' + LEE + 'skills = ["derm"]'),
    "provider.languages": Case(
        LEE, "C11", SPEAKS + 'languages = ["Polish"]\n' + LEE + 'languages = ["Spanish"]', patient=SPANISH
    ),
    "provider.modes": Case(LEE + 'modes = ["telehealth"]', "C11", mode=Mode.IN_PERSON),
    "provider.starts": Case(LEE + "starts = 2026-12-01", "C6"),
    "provider.ends": Case(LEE + "ends = 2026-11-01", "C6"),
    "provider.overbooks": Case(LEE + "overbooks = 0", "C7", others=(SAME,)),
    "provider.buffer_before": Case(LEE + "buffer_before = 5", "C9", others=(BEFORE,)),
    "provider.buffer_after": Case(LEE + "buffer_after = 5", "C9", others=(NEXT,)),
    "visit_type.minutes": Case(TYPE.replace("20\n", "25\n"), "C3", others=(NEXT,)),
    "visit_type.provider_from": Case(TYPE, "C3", TYPE + "provider_from = 10", others=(("9:50", "other20"),)),
    "visit_type.provider_minutes": Case(TYPE, "C3", TYPE + "provider_minutes = 10", others=(("10:10", "other20"),)),
    "visit_type.buffer_before": Case(TYPE + "buffer_before = 5", "C9", others=(BEFORE,)),
    "visit_type.buffer_after": Case(TYPE + "buffer_after = 5", "C9", others=(NEXT,)),
    "visit_type.room_kind": Case(TYPE + 'room_kind = "lab"', "C4"),
    "visit_type.block_kind": Case(TYPE + 'block_kind = "lab"', "C8"),
    "visit_type.equipment": Case(USES, "C5", POOL + 'site = "main"\ncount = 0'),
    "visit_type.skills": Case(TYPE + 'skills = ["derm"]', "C11"),
    "visit_type.min_age": Case(TYPE + "min_age = 43", "C11"),
    "visit_type.max_age": Case(TYPE + "max_age = 41", "C11"),
    "visit_type.sex": Case(TYPE + 'sex = "female"', "C11"),
    "visit_type.patients": Case(TYPE + 'patients = "established"', "C11"),
    "visit_type.modes": Case(TYPE, "C11", TYPE + 'modes = ["telehealth"]', mode=Mode.TELEHEALTH),
    "visit_type.requires": Case(TYPE + 'requires = ["referral"]', "C11"),
    "visit_type.capacity": Case(TYPE + "capacity = 1", "C3", SESSION + "capacity = 2", others=(SAME,)),
    "visit_type.overbooks": Case(TYPE + "overbooks = 0", "C7", others=(SAME,)),
    "visit_type.with": Case(TYPE + 'with = ["ito"]', "C6"),
    "visit_type.with_skills": Case(TYPE + 'with_skills = ["derm"]', "C11"),
    "visit_type.with_from": Case(WITH_ITO, "C6", WITH_ITO + "with_from = 10\n" + FROM_TEN_PAST),
    "visit_type.with_minutes": Case(WITH_ITO, "C6", WITH_ITO + "with_minutes = 10\n" + UNTIL_TEN_PAST),
    "equipment.site": Case(GONE_POOL + POOL + 'site = "west"', "C5", USES + POOL + 'site = "main"\n'),
    "equipment.count": Case(POOL + 'site = "main"\ncount = 0', "C5", USES + POOL + 'site = "main"\ncount = 1'),
    "interpreter.languages": Case(
        SPEAKS + 'languages = ["Polish"]', "C11", SPEAKS + 'languages = ["Spanish"]', patient=SPANISH
    ),
    "interpreter.site": Case(
        SPEAKS + 'languages = ["Spanish"]\nsite = "west"', "C11", SPEAKS + 'languages = ["Spanish"]', patient=SPANISH
    ),
    "interpreter.count": Case(
        SPEAKS + 'languages = ["Spanish"]',
        "C11",
        SESSION + "capacity = 2\n" + SPEAKS + 'languages = ["Spanish"]\ncount = 2',
        others=(SAME,),
        patient=SPANISH,
    ),
    "interpreter.days": Case(HAS_HOURS + 'days = ["mon"]', "C11", HAS_HOURS, patient=SPANISH),
    "interpreter.from": Case(HAS_HOURS + 'from = "10:10"\nto = "12:00"', "C11", HAS_HOURS, patient=SPANISH),
    "interpreter.to": Case(HAS_HOURS + 'from = "09:00"\nto = "10:10"', "C11", HAS_HOURS, patient=SPANISH),
    "outage.equipment": Case(OUTAGE + THAT_DAY, "C5", USES + HAS_TWO + OUTAGE.replace("ecg", "lamp") + THAT_DAY),
    "outage.site": Case(OUTAGE + THAT_DAY, "C5", USES + HAS_TWO + OUTAGE.replace("main", "west") + THAT_DAY),
    "outage.date": Case(OUTAGE + THAT_DAY, "C5", USES + HAS_TWO + OUTAGE + "date = 2026-11-23"),
    "outage.until": Case(
        OUTAGE + "date = 2026-11-20\nuntil = 2026-11-24", "C5", USES + HAS_TWO + OUTAGE + "date = 2026-11-20"
    ),
    "outage.count": Case(OUTAGE + THAT_DAY + "count = 0", "C5", USES + HAS_TWO + OUTAGE + THAT_DAY + "count = 1"),
    "session.provider": Case(GONE + SESSION.replace("lee", "ito"), "C6"),
    "session.site": Case(GONE + SESSION.replace("main", "west"), "C6"),
    "session.days": Case(GONE + SESSION.replace("tue", "wed"), "C6"),
    "session.from": Case(GONE + SESSION.replace("09:00", "10:10"), "C6"),
    "session.to": Case(HOURS + 'to = "10:10"', "C6"),
    "session.every": Case(SESSION + "every = 2\nstarts = 2026-11-17", "C6"),
    "session.starts": Case(SESSION + "starts = 2026-12-01", "C6"),
    "session.ends": Case(SESSION + "ends = 2026-11-01", "C6"),
    "session.capacity": Case(SESSION, "C3", SESSION + "capacity = 2", others=(SAME,)),
    "session.overbooks": Case(SESSION + "overbooks = 0", "C7", others=(SAME,)),
    "session.types": Case(SESSION + 'types = ["other20"]', "C11"),
    "exception.provider": Case(LEAVE + THAT_DAY, "C6", LEAVE.replace("lee", "ito") + THAT_DAY),
    "exception.date": Case(LEAVE + THAT_DAY, "C6", LEAVE + "date = 2026-11-25"),
    "exception.kind": Case(
        LEAVE + THAT_DAY + HALF, "C6", LEAVE.replace("leave", "extra") + THAT_DAY + HALF + 'site = "main"'
    ),
    "exception.from": Case(LEAVE + THAT_DAY + HALF, "C6", LEAVE + THAT_DAY + HALF.replace("09:00", "10:20")),
    "exception.until": Case(LEAVE + "date = 2026-11-20\nuntil = 2026-11-30", "C6", LEAVE + "date = 2026-11-21"),
    "exception.to": Case(
        LEAVE + 'date = 2026-11-24\nfrom = "09:00"\nto = "10:10"',
        "C6",
        LEAVE + 'date = 2026-11-24\nfrom = "08:00"\nto = "10:00"',
    ),
    "exception.site": Case(LEAVE + "date = 2026-11-24", "C6", LEAVE + 'date = 2026-11-24\nsite = "west"'),
    "exception.capacity": Case(GONE + EXTRA, "C3", GONE + EXTRA + "capacity = 2", others=(SAME,)),
    "exception.overbooks": Case(GONE + EXTRA + "overbooks = 0", "C7", GONE + EXTRA, others=(SAME,)),
    "exception.types": Case(GONE + EXTRA + 'types = ["other20"]', "C11", GONE + EXTRA),
    "holiday.site": Case(HOLIDAY + THAT_DAY + 'site = "main"', "C6", HOLIDAY + THAT_DAY + 'site = "west"'),
    "holiday.date": Case(HOLIDAY + THAT_DAY + 'site = "main"', "C6", HOLIDAY + 'date = 2026-11-25\nsite = "main"'),
    "block.provider": Case(BLOCK + TEN + TEAM, "C8", BLOCK.replace("lee", "ito") + TEN + TEAM),
    "block.start": Case(BLOCK + TEN + TEAM, "C8", BLOCK + TEN.replace("T10:00", "T10:20") + TEAM),
    "block.end": Case(
        BLOCK + TEN + TEAM,
        "C8",
        BLOCK + TEN.replace("10:00", "09:30").replace("10:30", "10:00") + TEAM,
    ),
    "block.kind": Case(
        BLOCK + TEN + TEAM + 'types = ["fu20"]',
        "C8",
        TYPE + 'block_kind = "lab"\n' + BLOCK + TEN + 'kind = "lab"\ntypes = ["fu20"]',
    ),
    "block.site": Case(BLOCK + TEN + TEAM, "C8", BLOCK + TEN + TEAM + 'site = "west"'),
    "block.types": Case(BLOCK + TEN + TEAM, "C8", BLOCK + TEN + TEAM + 'types = ["fu20"]'),
    "block.release_hours": Case(BLOCK + TEN + TEAM, "C8", BLOCK + TEN + TEAM + "release_hours = 48"),
}
"""By table and key."""
ONLY_SAID: Final = {"code", "name", "note", "npi", "phone", "address", "language"}
"""What a record is called, which is no rule's business."""
NOT_OF_BOOKINGS: Final = {"payer", "form", "case_rule", "fee", "recall", "info", "reason", "user"}
"""Payers pay, forms and cases are due, fees are told, patients called in, reasons lead over rules: other tests ask."""


def test_every_key_has_a_case() -> None:
    """A key that is added is read by a rule, or not accepted."""
    asked = {
        f"{kind.table}.{key.name}"
        for kind in KINDS
        for key in kind.keys
        if kind.table not in NOT_OF_BOOKINGS and key.name not in ONLY_SAID
    }
    assert asked == set(CASES)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic, made once."""
    folder = tmp_path_factory.mktemp("keys")
    with SqliteStore.create(folder / "clinic.db") as store:
        make_desk(folder, store=store, setup=BASE)
    return folder / "clinic.db"


@pytest.mark.parametrize("key", CASES)
def test_a_rule_is_tripped_by_what_a_file_says(founded: Path, tmp_path: Path, key: str) -> None:
    """The rule fires with the key, and not without."""
    case = CASES[key]
    copy(founded, tmp_path / "clinic.db")
    with SqliteStore(tmp_path / "clinic.db") as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        if case.otherwise:
            desk.set_up("setup", case.otherwise, place="otherwise.toml")
        patient = _patient(desk, case)
        _book_others(desk, case)
        before = _rules(desk, patient, case)
        desk.set_up("setup", case.said, place="said.toml")
        assert [False, True] == [case.rule in before, case.rule in _rules(desk, patient, case)]


def _patient(desk: Desk, case: Case) -> Patient:
    made = register(desk)
    if not case.patient:
        return made
    desk.patients.edit("ana", made.id, dict(case.patient), rev=made.rev)
    return desk.patients.by_id("ana", made.id)


def _start(typed: str) -> str:
    return typed if "T" in typed else f"2026-11-24T{typed.zfill(5)}"


def _book_others(desk: Desk, case: Case) -> None:
    for start, visit_type in case.others:
        other = register(desk, "Jones", "Ann")
        if case.patient:
            desk.patients.edit("ana", other.id, dict(case.patient), rev=other.rev)
        agreed = dict.fromkeys(("C3", "C6", "C7", "C11"), "urgent")
        site = "west" if case.at_west else "main"
        wanted = booking(other, _start(start), visit_type=visit_type, site=site, room=case.room, overrides=agreed)
        desk.schedule.book("ana", wanted)


def _rules(desk: Desk, patient: Patient, case: Case) -> set[str]:
    wanted = replace(booking(patient, _start(case.start), site="main", room=case.room), mode=case.mode)
    return {conflict.rule for conflict in desk.schedule.assess("ana", wanted).conflicts}
