"""Is a visit authorized: at booking, by every desk, at the gate, and after whatever becomes of it?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from core.access.roles import RoleAuthorization
from core.calendar.recurrence import read_rule
from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.kinds.authorization import HOLDING
from core.cases.kinds.book import KINDS
from core.cases.model import Case
from core.cases.stepping import StepRequest
from core.coverage.model import Coverage
from core.desk import Desk
from core.errors import BadInput, Refused
from core.record_ref import AppointmentId
from core.schedule.requests import BookingRequest, MoveRequest
from core.schedule.series.requests import OccurrenceState, SeriesRequest
from core.settings.model import Policy
from core.structs import replace
from core.visits.clearance.item import ClearanceState
from core.visits.state import Verb
from storage import papers
from storage.store import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

    from core.patients.model import Patient
    from tests.clinics import FakeClock

TYPE = '[[visit_type]]\ncode = "inj"\nname = "Injection"\nminutes = 20\nrequires = ["authorization"]\n'
PAYER = '[[payer]]\ncode = "acme"\nname = "Acme"\nunits_lost = ["no-show"]\n'


@pytest.fixture
def case(desk: Desk, smith: Patient) -> Case:
    """Two injections for Smith are authorized until the end of the year."""
    desk.set_up("sue", TYPE + PAYER, place="inj.toml")
    begun = desk.cases.begin("ana", CaseRequest("authorization", "injections", smith.id, facts={"payer": "acme"}))
    number = begun.all_of(Case)[0].id
    desk.cases.step("ana", number, StepRequest("submit", {"how": "portal"}))
    said = {"number": "A1", "from_on": "2026-11-23", "until": "2026-12-31", "units": "2"}
    return desk.cases.step("ana", number, StepRequest("approve", said)).all_of(Case)[0]


def book(desk: Desk, patient: Patient, start: str, *, who: str = "ana", reason: str = "") -> AppointmentId:
    """The number of the appointment."""
    overrides = {"C11": reason} if reason else {}
    request = BookingRequest(patient.id, "inj", "lee", datetime.fromisoformat(start), overrides=overrides)
    return AppointmentId(desk.schedule.book(who, request).records[0].ref.id)


def left(desk: Desk, case: Case) -> int | None:
    """How many visits the authorization has left."""
    return desk.cases.whole("vic", case.id).units_left


def test_the_states_are_those_of_the_kinds() -> None:
    """In which an authorization or referral holds."""
    assert HOLDING == set(papers._HOLDING)
    states = {one.name for one in KINDS["referral-in"].states if not one.is_end}
    assert {"needs-info", "declined", "redirected", "cancel-requested"} == states - set(papers._REFERRED)


def test_units_follow_the_visits(desk: Desk, smith: Patient, case: Case, clock: FakeClock) -> None:
    """Reserved by a booking, kept by a move, given back by a cancellation and by undo, lost to a no-show here."""
    first = book(desk, smith, "2026-11-24T10:00")
    assert 1 == left(desk, case)
    desk.schedule.move("ana", MoveRequest(first, datetime(2026, 11, 25, 10)))
    assert 1 == left(desk, case)
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    assert 2 == left(desk, case)
    desk.journal.redo("ana")
    desk.visits.do("ana", Verb.CANCEL, first, reason="sick")
    assert 2 == left(desk, case)
    second = book(desk, smith, "2026-11-23T10:40")
    clock.forward(minutes=120)
    desk.visits.do("ana", Verb.NO_SHOW, second)
    assert 1 == left(desk, case)
    book(desk, smith, "2026-11-24T11:00")
    with pytest.raises(Refused, match="no visit left of its 2"):
        book(desk, smith, "2026-11-26T10:00")
    with pytest.raises(Refused, match="none that is noted holds"):
        book(desk, smith, "2027-01-04T10:00")
    assert book(desk, smith, "2026-11-26T10:00", reason="urgent")


def test_of_eight_desks_one_has_the_last_visit(
    desk: Desk, smith: Patient, case: Case, clock: FakeClock, tmp_path: Path
) -> None:
    """Each books another time of the same patient at the same moment."""
    book(desk, smith, "2026-11-24T09:00")

    def one(number: int) -> str:
        with SqliteStore(tmp_path / "clinic.db") as store:
            other = Desk(store, clock, Policy(), RoleAuthorization())
            try:
                day, hour, half = 25 + number % 2, 9 + number // 4, 30 * (number // 2 % 2)
                book(other, smith, f"2026-11-{day}T{hour:02}:{half:02}", who="ben")
            except Refused as refused:
                return "C11" if "C11" in {one.rule for one in refused.conflicts} else "other"
            return "booked"

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(one, range(8)))
    assert ["C11"] * 7 + ["booked"] == sorted(found)
    assert 0 == left(desk, case)


def test_the_gate_asks_for_it(desk: Desk, smith: Patient, case: Case) -> None:
    """What holds is in order; what was withdrawn meanwhile is in the way, and no other type asks for any."""
    number = book(desk, smith, "2026-11-23T10:40")

    def state() -> ClearanceState:
        return desk.view("ana").clearance(desk.schedule.appointment("ana", number))["authorization"]

    assert ClearanceState.OK is state()
    desk.cases.step("ana", case.id, StepRequest("supersede"))
    assert ClearanceState.DUE is state()
    desk.journal.undo("ana")
    assert ClearanceState.OK is state()


def test_a_payer_is_asked_by_file(desk: Desk, smith: Patient) -> None:
    """By whom the patient is insured; what is missing is said, and what was approved is not asked for again."""
    setup = '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/New_York"\ngrid = 5\nnpi = "1234567893"\n'
    payer = '[[payer]]\ncode = "acme"\nname = "Acme"\npayer_id = "60054"\n'
    desk.set_up("sue", setup + payer, place="npi.toml")
    said = {"service": "MRI knee", "visit_on": "2026-12-20", "units": "4", "payer": "acme"}
    begun = desk.cases.begin("ana", CaseRequest("authorization", "MRI", smith.id, facts=said))
    number = begun.all_of(Case)[0].id
    with pytest.raises(BadInput, match="No insurance of Smith"):
        desk.cases.review_request("ana", number)
    desk.coverage.add("ana", Coverage(0, smith.id, "acme", member_id="W1234"))
    text = desk.cases.review_request("ana", number)
    assert all(part in text for part in ("ST*278*", "NM1*X3*2*ACME", "MI*W1234", "HSD*VS*4", "DTP*AAH*D8*20261220"))
    desk.cases.step("ana", number, StepRequest("not-required", {"reference": "R7"}))
    with pytest.raises(BadInput, match="no authorization that is still to be asked for"):
        desk.cases.review_request("ana", number)


def test_a_series_uses_up_what_it_has(desk: Desk, smith: Patient, case: Case) -> None:
    """Each visit of a series finds what those before it left: two are authorized, the third and those behind ask."""
    asked = BookingRequest(smith.id, "inj", "lee", datetime(2026, 11, 24, 10))
    weekly = SeriesRequest(asked, read_rule("FREQ=WEEKLY;COUNT=6"))
    grid = desk.schedule.series("ana", weekly)
    assert [True, True, False, False, False, False] == [one.state is OccurrenceState.OK for one in grid]
    assert ["no visit left of its 2" in one.conflicts[0].message for one in grid[2:5]] == [True] * 3
    assert 2 == left(desk, case)
    with pytest.raises(Refused):
        desk.schedule.book_series("ana", weekly)
    desk.schedule.book_series("ana", replace(weekly, booking=replace(asked, overrides={"C11": "urgent"})))
    assert 0 == left(desk, case)
    desk.journal.undo("ana")
    assert 2 == left(desk, case)


def test_what_goes_beyond_is_seen_before_the_visit(desk: Desk, smith: Patient, case: Case) -> None:
    """Of three visits with two authorized the last one lacks it, at the gate and days ahead, until another one goes."""
    first, second, third = (
        book(desk, smith, f"2026-11-{day}T10:00", reason="urgent" if day == 26 else "") for day in (24, 25, 26)
    )

    def lacking() -> list[AppointmentId]:
        seen = {number: desk.schedule.appointment("ana", number) for number in (first, second, third)}
        gates = {number: desk.view("ana").clearance(one)["authorization"] for number, one in seen.items()}
        ahead = desk.previsit.worklist("ana")
        told = [one.scheduled.appointment.id for one in ahead if any("used up" in why for why in one.missing)]
        assert told == [number for number, gate in gates.items() if gate is ClearanceState.DUE]
        return told

    assert [third] == lacking()
    desk.visits.do("ana", Verb.CANCEL, first, reason="sick")
    assert [] == lacking()
    desk.journal.undo("ana", overrides={"C11": "urgent"})
    assert [third] == lacking()
    desk.cases.step("ana", case.id, StepRequest("extend", {"until": "2026-12-31", "units": "3"}))
    assert [] == lacking()


@pytest.mark.parametrize(("payer", "lost"), [("acme", 1), ("Acme", 1), (" ACME ", 1), ("Acme Health", 0), ("aetna", 0)])
def test_a_payer_is_known_by_its_name_too(desk: Desk, case: Case, clock: FakeClock, payer: str, lost: int) -> None:
    """What a no-show costs is what the payer's set-up says, by whichever words the case names it."""
    desk.cases.change("ana", case.id, CaseChanges(facts={"payer": payer}))
    missed = book(desk, desk.patients.by_ref("ana", "100001"), "2026-11-23T10:40")
    clock.forward(minutes=120)
    desk.visits.do("ana", Verb.NO_SHOW, missed)
    assert 2 - lost == left(desk, case)


@pytest.mark.parametrize("costs", [("", 0, 0), ("no-show", 1, 0), ("late-cancel", 0, 1), ("both", 1, 1)])
def test_what_a_visit_that_was_not_costs(
    desk: Desk, smith: Patient, case: Case, clock: FakeClock, costs: tuple[str, int, int]
) -> None:
    """A no-show and a late cancellation, each by the payer's setting; one in time costs nothing, an undo gives back."""
    lost, no_show, late = costs
    words = ["no-show", "late-cancel"] if lost == "both" else [lost] if lost else []
    told = ", ".join(f'"{word}"' for word in words)
    desk.set_up("sue", f'[[payer]]\ncode = "acme"\nname = "Acme"\nunits_lost = [{told}]\n', place="lost.toml")
    in_time, too_late = book(desk, smith, "2026-12-04T10:00"), book(desk, smith, "2026-11-23T11:00")
    desk.visits.do("ana", Verb.CANCEL, in_time, reason="sick")
    assert 1 == left(desk, case)
    desk.visits.do("ana", Verb.CANCEL, too_late, reason="sick")
    assert 2 - late == left(desk, case)
    desk.journal.undo("ana")
    assert 1 == left(desk, case)
    clock.forward(minutes=180)
    desk.visits.do("ana", Verb.NO_SHOW, too_late)
    assert 2 - no_show == left(desk, case)
    desk.journal.undo("ana")
    assert 1 == left(desk, case)
