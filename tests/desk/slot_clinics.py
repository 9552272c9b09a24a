"""Which clinics does the slot search have to be right in? Any that hypothesis makes up, in any zone, on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from core.clinic.dated import Block, ExceptionKind, Holiday, SessionException
from core.clinic.model import Clinic, Equipment, Interpreter, Provider, Room, Session, Site, VisitType
from core.clinic.reason import Reason
from core.conflict import Severity
from core.settings.model import BookingSettings, OverbookWhen, Policy
from core.settings.rules import RuleSettings

CHANGES = (
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Havana", date(2026, 3, 8)),
    ("Asia/Kathmandu", date(2026, 6, 3)),
)
"""Days on which clocks change, by an hour, by half of one and at midnight; and a zone that is :45 off."""
PATIENT_BORN = date(2010, 6, 15)
_HOURS = tuple(time(hour, minute) for hour in (0, 1, 2, 3, 8, 9, 12, 13) for minute in (0, 10, 30))
_KINDS = ("exam", "procedure")


@dataclass(frozen=True, slots=True)
class Wish:
    """A booking that is tried before anything is searched for, with a reason for whatever asks for one."""

    provider: str
    visit_type: str
    patient: int
    minute: int
    """of the day, from midnight UTC on"""
    mode: str


@dataclass(frozen=True, slots=True)
class SlotClinic:
    """A clinic, its settings, the day that is looked at, when that is done, and what is booked before."""

    clinic: Clinic
    policy: Policy
    on: date
    now: datetime
    wishes: tuple[Wish, ...]


@st.composite
def slot_clinics(draw: st.DrawFn) -> SlotClinic:
    """Two providers at one or two sites, three types of visit."""
    zone, changes = draw(st.sampled_from(CHANGES))
    on = changes + timedelta(days=draw(st.sampled_from((0, 0, -1, 1, 3))))
    sites = [Site("main", "Main", zone, grid=draw(st.sampled_from((5, 10, 15, 20, 7))), travel=draw(_few(0, 0, 15)))]
    if draw(st.booleans()):
        sites.append(Site("west", "West", draw(st.sampled_from(("America/Chicago", "Asia/Tokyo"))), grid=15))
    codes = [site.code for site in sites]
    rooms = [
        Room(f"R{at}", draw(st.sampled_from(codes)), draw(st.sampled_from(_KINDS)), cleanup=draw(_few(0, 0, 10)))
        for at in range(draw(_few(0, 1, 2, 3, 4)))
    ]
    providers = [draw(_provider(code, on)) for code in ("lee", "ito")]
    types = [draw(_visit_type(code)) for code in ("fu", "proc", "group")]
    sessions = draw(st.lists(_session(codes, on), min_size=2, max_size=6))
    exceptions = draw(st.lists(_exception(codes, on), max_size=2)) if draw(st.booleans()) else []
    blocks = draw(st.lists(_block(on), max_size=2))
    clinic = Clinic(
        sites={site.code: site for site in sites},
        rooms={room.code: room for room in rooms},
        providers={provider.code: provider for provider in providers},
        visit_types={one.code: one for one in types},
        sessions=tuple(sessions),
        exceptions=tuple(exceptions),
        holidays=(Holiday("main", on, "Holiday"),) if draw(_few(*[0] * 9, 1)) else (),
        blocks=tuple(blocks),
        equipment={("main", "ecg"): Equipment("ecg", "main", draw(_few(1, 2)))} if draw(_few(0, 1, 1)) else {},
        interpreters={"ivy": Interpreter("ivy", "Ivy", ("Polish",))} if draw(st.booleans()) else {},
        reasons={("override", code): Reason(code, "override", code) for code in ("urgent", "other")},
    )
    return SlotClinic(
        clinic=clinic,
        policy=draw(_policy()),
        on=on,
        now=datetime.combine(on, time(4, 17), UTC) - timedelta(hours=draw(_few(0, 12, 30, 60))),
        wishes=tuple(draw(st.lists(_wish(), max_size=8))),
    )


def _few(*values: int) -> st.SearchStrategy[int]:
    return st.sampled_from(values)


@st.composite
def _provider(draw: st.DrawFn, code: str, on: date) -> Provider:
    starts = draw(st.sampled_from((None,) * 6 + (on - timedelta(days=1), on, on + timedelta(days=1))))
    ends = draw(st.sampled_from((None,) * 6 + (on, on + timedelta(days=1)))) if starts in {None, on} else None
    return Provider(
        code,
        f"{code.title()}, Dana MD",
        skills=draw(st.sampled_from((("cardio",), ("cardio",), ()))),
        starts=starts,
        ends=ends,
        overbooks=draw(st.sampled_from((None, None, 0, 1))),
        buffer_after=draw(_few(0, 0, 10)),
    )


@st.composite
def _visit_type(draw: st.DrawFn, code: str) -> VisitType:
    minutes = draw(_few(15, 20, 32, 60))
    has_parts = draw(st.booleans())
    return VisitType(
        code,
        code,
        minutes,
        provider_from=draw(_few(0, 3, 5)) if has_parts else 0,
        provider_minutes=draw(_few(5, 8)) if has_parts else None,
        buffer_before=draw(_few(0, 0, 10)),
        room_kind=draw(st.sampled_from(("", "", "", "procedure"))),
        equipment=draw(st.sampled_from(((), (), (), ("ecg",)))),
        skills=draw(st.sampled_from(((), (), ("cardio",)))),
        min_age=draw(st.sampled_from((None,) * 5 + (16,))),
        patients=draw(st.sampled_from(("any",) * 5 + ("new", "established"))),
        modes=draw(st.sampled_from((("in-person",), ("in-person",), ("in-person", "telehealth"), ("telehealth",)))),
        block_kind=draw(st.sampled_from(("",) * 5 + ("Special",))),
        capacity=draw(st.sampled_from((None, 1, 2))),
        further=draw(st.sampled_from(((),) * 6 + (("ito",), ("lee",)))),
        further_skills=draw(st.sampled_from(((),) * 5 + (("cardio",), ("Cardio", "cardio")))),
        further_from=draw(_few(0, 0, 5)),
        further_minutes=draw(st.sampled_from((None, None, 8))),
    )


@st.composite
def _session(draw: st.DrawFn, sites: list[str], on: date) -> Session:
    begin = draw(st.sampled_from(_HOURS))
    finish = draw(st.sampled_from((time(0), *(hour for hour in (time(4), time(11), time(16, 55)) if hour > begin))))
    days = draw(st.sampled_from(((0, 1, 2, 3, 4, 5, 6), (on.weekday(),))))
    starts = draw(st.sampled_from((None, None, on - timedelta(days=7), on - timedelta(days=14), on)))
    return Session(
        draw(st.sampled_from(("lee", "ito"))),
        draw(st.sampled_from(sites)),
        days,
        begin,
        finish,
        every=draw(_few(1, 2)) if starts else 1,
        starts=starts,
        ends=draw(st.sampled_from((None, None, on, on - timedelta(days=1)))) if starts is None else None,
        capacity=draw(_few(1, 1, 2)),
        overbooks=draw(st.sampled_from((None, 0))),
        types=draw(st.sampled_from(((),) * 5 + (("fu",), ("proc", "group")))),
    )


@st.composite
def _exception(draw: st.DrawFn, sites: list[str], on: date) -> SessionException:
    kind = draw(st.sampled_from(ExceptionKind))
    is_timed = kind is ExceptionKind.EXTRA or draw(st.booleans())
    begin = draw(st.sampled_from(_HOURS))
    return SessionException(
        draw(st.sampled_from(("lee", "ito"))),
        on + timedelta(days=draw(_few(0, 0, -1, 1))),
        kind,
        until=draw(st.sampled_from((None, on + timedelta(days=1)))) if kind is not ExceptionKind.EXTRA else None,
        begin=begin if is_timed else None,
        finish=draw(st.sampled_from((time(0), time(14, 5), time(23, 30)))) if is_timed else None,
        site=draw(st.sampled_from(sites)) if kind is ExceptionKind.EXTRA or draw(st.booleans()) else "",
    )


@st.composite
def _block(draw: st.DrawFn, on: date) -> Block:
    start = datetime.combine(on, draw(st.sampled_from(_HOURS))) - timedelta(days=draw(_few(0, 0, 1)))
    return Block(
        draw(st.sampled_from(("lee", "ito"))),
        start,
        start + timedelta(minutes=draw(_few(30, 63, 240, 1500))),
        draw(st.sampled_from(("Special", "lunch"))),
        types=draw(st.sampled_from(((), ("fu",), ("proc",)))),
        release_hours=draw(st.sampled_from((None, 1, 24))),
    )


@st.composite
def _wish(draw: st.DrawFn) -> Wish:
    return Wish(
        draw(st.sampled_from(("lee", "ito"))),
        draw(st.sampled_from(("fu", "proc", "group"))),
        draw(st.integers(0, 2)),
        5 * draw(st.integers(0, 287)) + draw(_few(0, 0, 0, 3)),
        draw(st.sampled_from(("in-person", "telehealth"))),
    )


@st.composite
def _policy(draw: st.DrawFn) -> Policy:
    severity = st.sampled_from((Severity.HARD, Severity.CONFIRM, Severity.WARN))
    return Policy(
        booking=BookingSettings(
            lead_minutes=draw(_few(0, 0, 90)),
            horizon_days=draw(_few(730, 730, 730, 2)),
            stack_buffers=draw(st.booleans()),
            overbook=draw(st.sampled_from(OverbookWhen)),
            max_minutes=draw(_few(480, 480, 480, 30)),
        ),
        rules=RuleSettings(
            C2_same_day=draw(severity),
            C3=draw(severity),
            C7=draw(severity),
            C8=draw(severity),
            C9=draw(severity),
            C10=draw(st.sampled_from((Severity.HARD, Severity.CONFIRM))),
            C11=draw(severity),
        ),
    )


def instants(found: SlotClinic, zone: ZoneInfo, grid: int) -> tuple[datetime, ...]:
    """Every instant of the day at which a visit may begin there."""
    first = datetime.combine(found.on, time.min, UTC) - timedelta(hours=15)
    every = (first + timedelta(minutes=minute) for minute in range(54 * 60))
    walls = ((at, at.astimezone(zone)) for at in every)
    return tuple(at for at, wall in walls if wall.date() == found.on and wall.minute % grid == 0)
