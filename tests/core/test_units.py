"""How many visits of an authorization are left, and what do C11, C13 and the gate make of that?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.clinic.model import Clinic
from core.clinic.payer import Payer
from core.conflict import Severity
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.model.paper import AUTHORIZATION, REFERRAL, Paper, Papers, UnitVisit
from core.schedule.rules.c11_papers import papers
from core.schedule.rules.c13_authorization import authorization
from core.schedule.units import left, used
from core.settings.model import Policy
from core.structs import replace
from tests.core.proposing import CLINIC, FU20, at, knowing, propose

STATUS = AppointmentStatus
NEEDS = replace(FU20, requires=("authorization",))
CAREFUL = Payer("acme", "Acme", units_lost=("no-show", "late-cancel"))
HERE = replace(CLINIC, visit_types={**CLINIC.visit_types, "fu20": NEEDS}, payers={"acme": CAREFUL})
DAY = date(2026, 11, 24)


def paper(case: int = 1, **further: object) -> Paper:
    """An authorization of three visits, for November."""
    usual = {"number": f"A{case}", "first": date(2026, 11, 1), "last": date(2026, 11, 30), "units": 3}
    return Paper(case, AUTHORIZATION, **{**usual, **further})  # type: ignore[arg-type]


def visit(number: int, status: STATUS = STATUS.BOOKED, start: str = "10:00", *, late: bool = False) -> UnitVisit:
    """A follow-up at that time."""
    return UnitVisit(AppointmentId(number), "fu20", "main", at(start), status, late)


@pytest.mark.parametrize(
    ("status", "late", "payer", "costs"),
    [
        (STATUS.BOOKED, 0, "", 1),
        (STATUS.ARRIVED, 0, "", 1),
        (STATUS.CHECKED_IN, 0, "", 1),
        (STATUS.FULFILLED, 0, "", 1),
        (STATUS.CANCELLED, 0, "acme", 0),
        (STATUS.CANCELLED, 1, "acme", 1),
        (STATUS.CANCELLED, 1, "other", 0),
        (STATUS.NOSHOW, 0, "acme", 1),
        (STATUS.NOSHOW, 0, "other", 0),
        (STATUS.ENTERED_IN_ERROR, 0, "acme", 0),
    ],
)
def test_what_costs_a_visit(status: STATUS, late: int, payer: str, costs: int) -> None:
    """A booking reserves one, a visit uses it; a no-show and a late cancellation cost one where the payer says so."""
    own = Papers((paper(payer=payer),), (visit(1, status, late=bool(late)),))
    assert {1: costs} == used(own, HERE)
    assert {1: 0} == used(own, HERE, without=1)


def test_the_one_that_covers_the_day() -> None:
    """Its first and last day count at the site; of two the one that ends first is used up first, then the other."""
    night = at("2026-11-30T23:30")
    assert date(2026, 12, 1) == night.date()
    assert {1: 1} == used(Papers((paper(),), (replace(visit(1), start=night),)), HERE)
    later = replace(visit(1), start=at("2026-12-01T00:10"))
    assert {1: 0} == used(Papers((paper(),), (later,)), HERE)
    two = (paper(1, last=None), paper(2, units=1))
    assert {1: 1, 2: 1} == used(Papers(two, (visit(1), visit(2, start="11:00"))), HERE)
    assert (2, 0, None) == (
        *(left(Papers(two, (visit(1), visit(2, start="11:00"))), one, HERE) for one in two),
        left(Papers((paper(units=0),), (visit(1),)), paper(units=0), HERE),
    )
    other_type = paper(types=("new40",))
    assert {1: 0} == used(Papers((other_type,), (visit(1),)), HERE)


def said(own: Papers, clinic: Clinic = HERE, typed: str = "10:00", moving: AppointmentId | None = None) -> list[str]:
    """What C11 and C13 say of a booking."""
    proposal = replace(propose(typed, visit_type=clinic.visit_types["fu20"]), moving=moving)
    facts = replace(knowing(), papers=own, clinic=clinic)
    found = (*papers(proposal, facts, Policy()), *authorization(proposal, facts, Policy()))
    assert all(one.severity is (Severity.CONFIRM if one.rule == "C11" else Severity.WARN) for one in found)
    return [f"{one.rule} {one.message}" for one in found]


def test_what_a_booking_meets() -> None:
    """None that holds, none left, few left, one that ends soon; the visit that is moved has its own."""
    lasting = paper(units=9, last=DAY + timedelta(days=90))
    assert [] == said(Papers((lasting,)))
    assert ["C11 fu20 requires an authorization, and none that is noted holds on 24 Nov 2026"] == [
        one.partition(":")[0] for one in said(Papers())
    ]
    full = Papers((paper(last=DAY + timedelta(days=90)),), tuple(visit(n, start=f"1{n}:00") for n in (1, 2, 3)))
    assert ["C11 Authorization A1 has no visit left of its 3: ask the payer for more."] == said(full)
    assert ["C13 After this visit authorization A1 has 0 left of its 3: ask for its renewal."] == said(
        full, moving=AppointmentId(3)
    )
    assert ["C13 Authorization A1 ends on 30 Nov 2026: ask for its renewal."] == said(Papers((paper(units=0),)))
    assert [] == said(Papers((paper(units=0), lasting)))
    referred = replace(HERE, visit_types={"fu20": replace(FU20, requires=("referral",))})
    assert ["C11"] == [one[:3] for one in said(Papers((lasting,)), referred)]
    assert [] == said(Papers((Paper(7, REFERRAL, "", first=DAY, last=DAY),)), referred)
