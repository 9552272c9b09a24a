"""What is the demo clinic set up with: its places, its people at work, their hours, and what closes them?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from tui.demo.billing import FEES
from tui.demo.insurance import PAYERS
from tui.demo.outreach import INFOS, RECALLS

SET_UP_PLACE: Final = "demo"
"""How the set-up is called where its errors are told."""
FIRST_ZONE: Final = ZoneInfo("America/New_York")

SITES: Final = (
    {"code": "main", "npi": "1000000004", "name": "Main Street", "zone": FIRST_ZONE.key, "grid": 5},
    {"code": "lake", "npi": "1000000012", "name": "Lakeside", "zone": "America/Chicago", "grid": 10},
)
_ROOMS: Final = {
    ("main", "exam"): ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11"),
    ("main", "procedure"): ("P1", "P2"),
    ("lake", "exam"): ("L1", "L2", "L3", "L4", "L5"),
    ("lake", "procedure"): ("LP",),
}
_EXAM: Final = {"room_kind": "exam"}
_VISIT_TYPES: Final = (
    {"code": "fu20", "name": "Follow-up", "minutes": 20, "modes": ["in-person", "telehealth"], **_EXAM},
    {"code": "new40", "name": "New patient", "minutes": 40, "patients": "new", **_EXAM},
    {"code": "phys40", "name": "Physical", "minutes": 40, **_EXAM},
    {"code": "well30", "name": "Well child", "minutes": 30, "max_age": 17, **_EXAM},
    {"code": "urg15", "name": "Same-day problem", "minutes": 15, **_EXAM},
    {"code": "vac10", "name": "Vaccination", "minutes": 10, **_EXAM},
    {"code": "wound15", "name": "Wound care", "minutes": 15, **_EXAM},
    {"code": "tele20", "name": "Video visit", "minutes": 20, "modes": ["telehealth"]},
    # Prepared for 10 minutes and cleaned up for 10: the provider is needed only between.
    {
        "code": "proc40",
        "name": "Procedure",
        "minutes": 40,
        "provider_from": 10,
        "provider_minutes": 20,
        "room_kind": "procedure",
        "equipment": ["cautery"],
    },
)
_FORMS: Final = (
    {"code": "privacy", "name": "Privacy notice", "may_decline": True, "types": ["phys40", "well30"]},
    {"code": "intake", "name": "Patient information", "needs": "given", "types": ["phys40"]},
    {"code": "consent", "name": "Consent to treatment", "valid_days": 365, "types": ["proc40"]},
)
_EQUIPMENT: Final = (
    {"code": "cautery", "site": "main", "count": 2},
    {"code": "cautery", "site": "lake", "count": 1},
    {"code": "ecg", "site": "main", "count": 1},
)
_INTERPRETERS: Final = (
    {"code": "ramos", "name": "Ramos, Luz", "languages": ["Spanish"], "site": "main"},
    {
        "code": "line",
        "name": "Language line",
        "languages": ["Spanish", "Mandarin", "Arabic", "Polish", "Vietnamese", "Korean"],
        "count": 99,
    },
)
_WEEK: Final = "mon tue wed thu fri"


class Practice(Struct, frozen=True):
    """A provider of the demo: their hours, who comes to them, and for what.

    `hours` are (site, days, from, to); `share` is their part of all patients, who are `youngest` to `oldest`
    years old; `mix` weighs the visit types.
    """

    code: str
    name: str
    hours: tuple[tuple[str, str, str, str], ...]
    share: int
    mix: dict[str, int]
    youngest: int = 16
    oldest: int = 120
    skills: tuple[str, ...] = ()


_FAMILY_MIX: Final = {"fu20": 10, "phys40": 3, "new40": 2, "urg15": 2, "vac10": 1, "tele20": 2}
_NURSE_MIX: Final = {"fu20": 7, "vac10": 4, "wound15": 4, "urg15": 4, "tele20": 1}

PRACTICES: Final = (
    Practice(
        "lee",
        "Lee, Dana MD",
        (("main", _WEEK, "08:00", "12:00"), ("main", _WEEK, "13:00", "17:00")),
        12,
        _FAMILY_MIX,
        skills=("family",),
    ),
    Practice(
        "ito",
        "Ito, Kenji MD",
        (("main", _WEEK, "09:00", "12:30"), ("main", _WEEK, "13:30", "17:30")),
        11,
        _FAMILY_MIX,
        skills=("family",),
    ),
    Practice(
        "park",
        "Park, Sora MD",
        (("main", _WEEK, "08:30", "16:30"),),
        11,
        {"fu20": 10, "phys40": 2, "new40": 2, "tele20": 3},
        skills=("endocrine",),
    ),
    Practice(
        "novak",
        "Novak, Petra NP",
        (("main", _WEEK, "08:00", "12:00"), ("main", _WEEK, "13:00", "16:00")),
        8,
        _NURSE_MIX,
    ),
    Practice(
        "okafor",
        "Okafor, Chidi MD",
        (
            ("main", "mon tue wed thu", "09:00", "12:00"),
            ("main", "mon tue wed thu", "13:00", "17:00"),
            ("lake", "fri", "09:00", "14:00"),
        ),
        8,
        {"fu20": 8, "new40": 4, "tele20": 1},
        youngest=30,
        skills=("cardio",),
    ),
    Practice(
        "rossi",
        "Rossi, Elena MD",
        (("main", _WEEK, "08:30", "12:00"), ("main", _WEEK, "12:30", "16:30")),
        8,
        {"fu20": 8, "new40": 2, "wound15": 3, "proc40": 3},
        skills=("derm",),
    ),
    Practice(
        "khoury",
        "Khoury, Samir MD",
        (("main", _WEEK, "08:00", "12:00"), ("main", _WEEK, "13:00", "16:30")),
        12,
        {"well30": 6, "fu20": 6, "vac10": 4, "urg15": 4, "new40": 1},
        youngest=0,
        oldest=17,
        skills=("pediatrics",),
    ),
    Practice(
        "silva",
        "Silva, Joana PA",
        (("main", _WEEK, "07:30", "11:30"), ("main", _WEEK, "12:30", "15:30")),
        6,
        {"urg15": 8, "fu20": 5, "wound15": 3, "vac10": 2},
    ),
    Practice(
        "berg",
        "Berg, Astrid MD",
        (("main", "mon tue thu fri", "10:00", "13:00"), ("main", "mon tue thu fri", "14:00", "18:00")),
        6,
        _FAMILY_MIX,
        skills=("family",),
    ),
    Practice(
        "nguyen",
        "Nguyen, Minh MD",
        (("lake", _WEEK, "08:00", "12:00"), ("lake", _WEEK, "13:00", "17:00")),
        10,
        _FAMILY_MIX,
        skills=("family",),
    ),
    Practice(
        "mensah",
        "Mensah, Abena NP",
        (("lake", _WEEK, "08:30", "12:00"), ("lake", _WEEK, "12:40", "16:00")),
        5,
        {"well30": 3, **_NURSE_MIX},
        youngest=0,
    ),
    Practice(
        "walker",
        "Walker, Ruth MD",
        (("lake", "mon tue wed thu", "08:00", "12:00"), ("lake", "mon tue wed thu", "13:00", "16:00")),
        7,
        {"fu20": 8, "phys40": 2, "new40": 2, "proc40": 2, "tele20": 2},
    ),
)


def working_days(today: date, days: int) -> tuple[date, ...]:
    """`days` weekdays before `today`, itself, and `days` after it."""
    before: list[date] = []
    after: list[date] = []
    while len(before) < days:
        last = (before or [today])[-1]
        before.append(last - timedelta(days=3 if last.weekday() == 0 else 1))
    while len(after) < days:
        last = (after or [today])[-1]
        after.append(last + timedelta(days=3 if last.weekday() == 4 else 1))
    return (*reversed(before), today, *after)


def set_up_text(today: date, days: int) -> str:
    """The set-up file (TOML) of a demo that opens on `today`, dated for `days` weekdays before and after."""
    return "\n".join((*_lasting(), *_dated(today, days)))


def _lasting() -> Iterator[str]:
    yield from (_table("site", **site) for site in SITES)
    for (site, kind), codes in _ROOMS.items():
        yield from (_table("room", code=code, site=site, kind=kind) for code in codes)
    yield from (_table("equipment", **pool) for pool in _EQUIPMENT)
    yield from (_table("interpreter", **one) for one in _INTERPRETERS)
    yield from (_table("payer", **one) for one in PAYERS)
    yield from (_table("visit_type", **visit_type) for visit_type in _VISIT_TYPES)
    yield from (_table("recall", **one) for one in RECALLS)
    yield from (_table("info", **one) for one in INFOS)
    yield from (_table("form", **form) for form in _FORMS)
    yield from (_table("fee", **fee) for fee in FEES)
    for one in PRACTICES:
        yield _table("provider", code=one.code, name=one.name, skills=list(one.skills))
        for site, weekdays, begin, finish in one.hours:
            hours = {"from": begin, "to": finish}
            yield _table("session", provider=one.code, site=site, days=weekdays.split(), **hours)


def _dated(today: date, days: int) -> Iterator[str]:
    """Holidays, leave and blocks; none but the leave and the blocks of today touches the opening day."""
    around = working_days(today, max(days, 10))
    middle = len(around) // 2
    yield _table("holiday", site="main", date=around[middle + 8], name="Staff training day")
    yield _table("holiday", site="lake", date=around[middle - 6], name="Lakeside founding day")
    yield _table("exception", provider="novak", date=today, until=around[middle + 1], kind="leave", note="leave")
    afternoon = {"from": "13:30", "to": "17:30"}
    yield _table("exception", provider="ito", date=around[middle + 3], kind="leave", note="course", **afternoon)
    yield _table("exception", provider="walker", date=around[middle - 3], kind="cancelled", note="sick")
    saturday = {"from": "09:00", "to": "12:00"}
    coming = today + timedelta(days=5 - today.weekday())
    yield _table("exception", provider="lee", date=coming, kind="extra", site="main", **saturday)
    # Every second Wednesday evening, counted so that the week of the opening day has one.
    monday = today - timedelta(days=today.weekday() + 28)
    evening = {"from": "16:00", "to": "19:00"}
    yield _table("session", provider="berg", site="main", days=["wed"], every=2, starts=monday, **evening)
    for on in working_days(today, days):
        yield _block("park", on, "12:00", "12:45", kind="lunch")
        if on.weekday() in {1, 3} or on == today:
            # On the day itself the block opens to all two hours before it begins.
            yield _block("rossi", on, "13:00", "15:00", kind="procedures", types=["proc40"], release_hours=2)
        if on.weekday() in {0, 2, 4} or on == today:
            yield _block("silva", on, "09:30", "10:30", kind="same day", types=["urg15"], release_hours=24)
        if on.weekday() == 2 or on == today:
            yield _block("nguyen", on, "11:00", "12:00", kind="staff meeting")


def _block(provider: str, on: date, begin: str, finish: str, **keys: object) -> str:
    start, end = (datetime.combine(on, time.fromisoformat(at)) for at in (begin, finish))
    return _table("block", provider=provider, start=start, end=end, **keys)


def _table(kind: str, /, **keys: object) -> str:
    return "\n".join((f"[[{kind}]]", *(f"{key} = {_value(value)}" for key, value in keys.items()), ""))


def _value(value: object) -> str:
    """As TOML writes it; a JSON string or list of strings is TOML too."""
    if isinstance(value, datetime):
        return f'"{value:%Y-%m-%dT%H:%M}"'
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
