"""Is every setting read, those on rules by a rule whose answer it changes?"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec import Struct

from core.calendar.interval import Interval
from core.calendar.recurrence import read_rule
from core.conflict import Conflict, Severity
from core.desk import Desk
from core.patients.model import Patient, PatientStatus
from core.schedule.holds.use_cases import HoldRequest, OpenTime
from core.schedule.series.requests import SeriesRequest
from core.settings.model import BookingSettings, OverbookWhen, Policy, Settings
from core.settings.rules import RuleSettings
from core.structs import field_names, replace
from core.visits.state import Verb
from tests.clinics import MAIN, SETUP, FakeClock, book, make_desk, register
from tests.desk.asking import booking, refused
from tests.insured import pays_self

ROOT: Final = Path(__file__).resolve().parents[2]
MORE: Final = """
[[visit_type]]
code = "strict"
name = "Strict"
minutes = 20
min_age = 60
requires = ["referral"]
equipment = ["ecg"]

[[equipment]]
code = "ecg"
site = "main"
count = 0

[[visit_type]]
code = "new20"
name = "New"
minutes = 20
patients = "new"

[[provider]]
code = "lee"
name = "Lee, Dana MD"
overbooks = 0

[[visit_type]]
code = "fu20"
name = "Follow-up"
minutes = 20
buffer_after = 10
buffer_before = 5

[[session]]
provider = "lee"
site = "main"
days = ["mon", "tue", "wed", "thu", "fri"]
from = "09:00"
to = "12:00"
overbooks = 0

[[exception]]
provider = "lee"
date = 2026-11-25
kind = "cancelled"

[[block]]
provider = "lee"
start = "2026-11-26T10:00"
end = "2026-11-26T11:00"
kind = "team"
"""
TEN: Final = "2026-11-24T10:00"
LATER: Final = "2026-11-24T10:30"
Trip = Callable[[Desk, FakeClock, Patient], tuple[Conflict, ...]]
"""What a booking meets that the setting is about."""


def _met(
    desk: Desk,
    patient: Patient,
    start: str = TEN,
    visit_type: str = "fu20",
    **wanted: Any,  # noqa: ANN401 - any field of the request
) -> tuple[Conflict, ...]:
    return desk.schedule.assess("ana", replace(booking(patient, start, visit_type=visit_type), **wanted)).conflicts


def _archived(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    desk.patients.edit("ana", patient.id, {"status": PatientStatus.ARCHIVED}, rev=patient.rev)
    return _met(desk, patient)


def _beside_own(start: str) -> Trip:
    def met(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
        book(desk, patient, start, provider="ito", overrides={"C8": "urgent"})
        return _met(desk, patient)

    return met


def _beside_other(start: str, visit_type: str = "fu20", **wanted: Any) -> Trip:  # noqa: ANN401
    def met(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
        book(desk, register(desk, "Jones"), start, room="R1", visit_type=visit_type)
        return _met(desk, patient, **wanted)

    return met


def _plain(start: str = TEN, visit_type: str = "fu20", **wanted: Any) -> Trip:  # noqa: ANN401
    return lambda desk, _, patient: _met(desk, patient, start, visit_type, **wanted)


def _after_cancelling(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    desk.visits.do("ana", Verb.CANCEL, book(desk, patient, TEN).appointment.id, reason="sick")
    return _met(desk, patient)


def _after_no_show(desk: Desk, clock: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    missed = book(desk, patient, "2026-11-23T10:40").appointment.id
    clock.set("2026-11-23T11:05")
    desk.visits.do("ana", Verb.NO_SHOW, missed)
    clock.set("2026-11-25T09:00")
    return _met(desk, patient, "2026-11-26T09:00")


def _no_longer_insured(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    pays_self(desk, patient, ends=date(2026, 11, 23))
    return _met(desk, patient)


def _after_a_visit(desk: Desk, clock: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    seen = book(desk, patient, "2026-11-23T10:40").appointment.id
    waived = {"identity": "known", "demographics": "known"}
    for verb in (Verb.CHECK_IN, Verb.CHECK_OUT):
        desk.visits.do("ana", verb, seen, waivers=waived if verb is Verb.CHECK_IN else None)
    clock.at += timedelta(days=2 * 365)
    return _met(desk, patient, "2028-11-21T10:00", "new20")


def _series_of_two(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    book(desk, register(desk, "Jones"), "2026-12-01T10:00", room="R1")
    wanted = SeriesRequest(booking(patient, TEN), read_rule("FREQ=WEEKLY;COUNT=2"))
    return refused(lambda: desk.schedule.book_series("ana", wanted)).conflicts


def _beside_hold(desk: Desk, _: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
    desk.holds.hold("ben", HoldRequest("lee", datetime.fromisoformat(TEN), 20))
    return _met(desk, patient)


def _after_a_while(minutes: int, *, by_name: bool) -> Trip:
    def met(desk: Desk, clock: FakeClock, patient: Patient) -> tuple[Conflict, ...]:
        start = datetime.fromisoformat(TEN).replace(tzinfo=MAIN).astimezone(UTC)
        if by_name:
            desk.holds.hold("ben", HoldRequest("lee", start, 20))
        else:
            span = Interval(start, start + timedelta(minutes=20))
            desk.holds.keep_open("ben", OpenTime("lee", "main", span), None)
        clock.forward(minutes=minutes)
        return _met(desk, patient)

    return met


RULES: Final[Mapping[str, tuple[str, Trip]]] = {
    "C1": ("C1", _archived),
    "C2": ("C2", _beside_own(TEN)),
    "C2_same_day": ("C2", _beside_own("2026-11-24T14:00")),
    "C3": ("C3", _beside_other(TEN)),
    "C4": ("C4", _beside_other(TEN, room="R1")),
    "C5": ("C5", _plain(visit_type="strict")),
    "C6": ("C6", _plain("2026-11-24T12:00")),
    "C6_cancelled": ("C6", _plain("2026-11-25T10:00")),
    "C7": ("C7", _beside_other(TEN)),
    "C7_day": ("C7", _beside_other(TEN)),
    "C8": ("C8", _plain("2026-11-26T10:00")),
    "C8_hold": ("C8", _beside_hold),
    "C9": ("C9", _beside_other("2026-11-24T09:40")),
    "C10": ("C10", _plain("2026-11-24T10:01")),
    "C11": ("C11", _plain(visit_type="strict")),
    "C11_papers": ("C11", _plain(visit_type="strict")),
    "C12": ("C12", _series_of_two),
    "C13": ("C13", _no_longer_insured),
    "C14": ("C14", _after_cancelling),
    "C15": ("C15", _plain("2027-03-14T02:30", site="main")),
}
BOOKING: Final[Mapping[str, tuple[str, Trip, dict[str, Any], dict[str, Any]]]] = {
    "lead_minutes": ("C10", _plain(), {}, {"lead_minutes": 2_000}),
    "horizon_days": ("C10", _plain(), {"horizon_days": 1}, {"horizon_days": 0}),
    "hold_minutes": ("C8", _after_a_while(5, by_name=False), {}, {"hold_minutes": 6}),
    "hold_hours": ("C8", _after_a_while(90, by_name=True), {"hold_hours": 1}, {"hold_hours": 2}),
    "min_minutes": ("C10", _plain(), {}, {"min_minutes": 21}),
    "max_minutes": ("C10", _plain(), {}, {"max_minutes": 19}),
    "stack_buffers": ("C9", _beside_other("2026-11-24T09:30"), {}, {"stack_buffers": True}),
    "overbook": ("C7", _beside_other(TEN), {}, {"overbook": OverbookWhen.SAME_DAY}),
    "established_years": ("C11", _after_a_visit, {"established_years": 1}, {"established_years": 3}),
    "no_shows": ("C14", _after_no_show, {}, {"no_shows": 1}),
    "no_show_days": ("C14", _after_no_show, {"no_shows": 1, "no_show_days": 1}, {"no_shows": 1, "no_show_days": 2}),
}
NO_RULE_OF_BOOKING: Final = {"late_cancel_hours"}
"""What marks a cancellation."""


@pytest.fixture
def clock() -> FakeClock:
    """Monday 23 November 2026, 10:20 at main."""
    return FakeClock()


def _found(tmp_path: Path, clock: FakeClock, policy: Policy, rule: str, trip: Trip) -> list[tuple[Severity, str]]:
    """What is met of the rule under those settings, in a clinic of its own."""
    tmp_path.mkdir()
    desk = make_desk(tmp_path, clock=clock, policy=policy, setup=SETUP)
    desk.set_up("setup", MORE, place="more.toml")
    found = trip(desk, clock, register(desk))
    return [(conflict.severity, conflict.message) for conflict in found if conflict.rule == rule]


def test_every_setting_of_a_rule_has_a_case() -> None:
    """A setting that is added is read by a rule."""
    assert set(field_names(RuleSettings)) == set(RULES)
    assert set(field_names(BookingSettings)) - NO_RULE_OF_BOOKING == set(BOOKING)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_as_grave_as_the_settings_say(tmp_path: Path, name: str) -> None:
    """Those that stay hard are so because the file may say nothing else: the rule itself reads it."""
    rule, trip = RULES[name]
    default = getattr(RuleSettings(), name)
    other = Severity.WARN if default is not Severity.WARN else Severity.CONFIRM
    usual = _found(tmp_path / "usual", FakeClock(), Policy(), rule, trip)
    policy = Policy(rules=replace(RuleSettings(), **{name: other}))
    changed = _found(tmp_path / "changed", FakeClock(), policy, rule, trip)
    assert [message for _, message in usual] == [message for _, message in changed]
    assert {(default, other)} == {(one[0], two[0]) for one, two in zip(usual, changed, strict=True) if one != two}


@pytest.mark.parametrize("name", BOOKING)
def test_a_limit_is_where_the_settings_say(tmp_path: Path, name: str) -> None:
    """The rule meets more under the second settings than under the first."""
    rule, trip, before, after = BOOKING[name]
    fewer, more = (
        _found(tmp_path / str(at), FakeClock(), Policy(booking=BookingSettings(**said)), rule, trip)
        for at, said in enumerate((before, after))
    )
    assert len(fewer) < len(more)
    assert name in after


def test_every_other_setting_is_read_somewhere() -> None:
    """By its name, outside of what reads the file."""
    read = {
        node.attr
        for folder in ("core", "storage", "tui")
        for path in (ROOT / folder).rglob("*.py")
        if "settings" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    tables = (getattr(Settings(), table) for table in field_names(Settings))
    names = {name for table in tables if isinstance(table, Struct) for name in field_names(type(table))}
    assert set() == names - read - set(RULES)
