"""Is it told three business days ahead what a visit lacks, and no longer than it does?"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from core.cases.beginning import CaseRequest
from core.cases.model import Case, CaseStatus, Urgency
from core.cases.stepping import StepRequest
from core.patients.model import Alert
from core.previsit import own_day
from core.previsit.lacking import VisitAhead, lacking
from core.record_ref import PatientId
from core.schedule.model.paper import Paper
from core.settings.model import Policy
from core.structs import replace
from core.visits.clearance.facts import VisitFacts
from core.visits.options import VerbOptions
from core.visits.state import Verb
from tests.clinics import NOW, book

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from tests.clinics import FakeClock

ASKS: Final = """
[[visit_type]]
code = "mri"
name = "MRI"
minutes = 20
requires = ["referral", "authorization"]
"""


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """A type that asks for a referral and an authorization."""
    desk.set_up("sue", ASKS, place="asks.toml")
    return desk


def missing(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    """What visits lack, by day."""
    return [(f"{one.scheduled.appointment.start:%a %-d}", one.missing) for one in desk.previsit.worklist("vic")]


def a_case(kind: str, state: str, **facts: str) -> Case:
    """A case of the patient in that state; it is over in those that say so."""
    is_over = state in {"closed", "not-required"}
    status = CaseStatus.CLOSED if is_over else CaseStatus.OPEN
    words = ("knee", Urgency.ROUTINE, "main", state, NOW, "ana", status, "", "", "", NOW, NOW, NOW, None)
    return Case(1, PatientId(1), kind, *words, facts, NOW, "ana")


def test_what_a_visit_lacks(asking: Desk, smith: Patient) -> None:
    """Each fact by itself, as long as it is missing: the last day of an authorization counts."""
    scheduled = book(asking, smith, "2026-11-24T10:00", visit_type="mri", overrides={"C11": "urgent"})
    assert [("Tue 24", ("no referral", "no authorization"))] == missing(asking)
    clinic = asking.clinic()
    none = ("no referral", "no authorization")
    referred = Paper(1, "referral", "R1")
    authorized = partial(Paper, 2, "authorization", "A1")
    first, on, last = (date(2026, 11, day) for day in (25, 24, 23))
    papers: tuple[tuple[Paper, tuple[str, ...]], ...] = (
        (referred, none[1:]),
        (Paper(1, "referral", "R1", types=("fu20",)), none),
        (Paper(1, "referral", "R1", last=last), ("referral only until 23 Nov 2026", none[1])),
        (authorized(), none[:1]),
        (authorized(first=on, last=on), none[:1]),
        (authorized(first=first), (none[0], "authorization only from 25 Nov 2026")),
        (authorized(types=("mri", "fu20")), none[:1]),
    )
    cases: tuple[tuple[Case, tuple[str, ...]], ...] = (
        (a_case("referral-in", "received"), ("referral received", none[1])),
        (a_case("referral-in", "received", types="fu20"), none),
        (a_case("referral-out", "accepted"), none),
        (a_case("authorization", "gathering"), (none[0], "authorization gathering")),
        (a_case("authorization", "not-required"), none[:1]),
        (a_case("result", "awaited"), (*none, "result awaited: knee")),
        (a_case("result", "received"), none),
    )

    def told(papers: tuple[Paper, ...], cases: tuple[Case, ...]) -> tuple[str, ...]:
        facts = VisitFacts(replace(scheduled, papers=papers), clinic.sites["main"], Policy(), NOW, clinic)
        return lacking(VisitAhead(facts, cases))

    for paper, expected in papers:
        assert expected == told((paper,), ()), paper
    for case, expected in cases:
        assert expected == told((), (case,)), (case.kind, case.state, case.facts)


def test_three_business_days_ahead(asking: Desk, smith: Patient, clock: FakeClock) -> None:
    """From now on, over a weekend; what is over or cancelled lacks nothing."""
    visits = [
        book(asking, smith, f"2026-11-{day}T10:00", visit_type="mri", overrides={"C11": "urgent"})
        for day in (24, 26, 27, 30)
    ]
    assert ["Tue 24", "Thu 26"] == [day for day, _ in missing(asking)]
    clock.forward(minutes=3 * 24 * 60)
    assert ["Fri 27", "Mon 30"] == [day for day, _ in missing(asking)]
    asking.visits.act("ana", Verb.CANCEL, {visits[2].appointment.id: None}, VerbOptions(reason="sick"))
    assert ["Mon 30"] == [day for day, _ in missing(asking)]


def test_what_a_provider_has_before_them(asking: Desk, smith: Patient, jones: Patient) -> None:
    """What waits for them, then who comes yet today, with what is to be known; nobody else has a day of their own."""
    desk, today = asking, "2026-11-23"
    desk.set_up("sue", '[[user]]\nname = "lee"\nroles = ["clinician"]\n', place="lee.toml")
    desk.patients.edit("ana", jones.id, {"restricted": True, "alerts": (Alert("secret"),)})
    desk.patients.edit("ana", smith.id, {"alerts": (Alert("falls"),)})
    for patient, at in ((smith, "11:00"), (jones, "11:40")):
        book(desk, patient, f"{today}T{at}")
    book(desk, smith, "2026-11-24T10:00")
    for owner, subject in (("lee", "call the lab"), ("ana", "call the court")):
        desk.cases.begin("ana", CaseRequest("task", subject, owner=owner))
    own = desk.previsit.own_day("lee")
    assert own
    mine = [one.case.subject for one in own.waiting if not one.case.subject.startswith("today's schedule")]
    assert ("lee", ["call the lab"]) == (own.provider.code, mine)
    told = [(one.scheduled.patient.family, "falls" in one.notes, len(one.notes)) for one in own.visits]
    assert ("Smith", True) == told[0][:2]
    assert ("Jones", False, 0) == told[1]
    assert 2 == len(told), "tomorrow is no part of it"
    assert all(desk.previsit.own_day(other) is None for other in ("ana", "sue", "vic"))


def test_a_provider_misses_no_result_behind_those_of_others(
    asking: Desk, smith: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many wait for others, and came before."""
    monkeypatch.setattr(own_day, "_MOST", 1)
    asking.set_up("sue", '[[user]]\nname = "lee"\nroles = ["clinician"]\n', place="lee.toml")
    for clinician in ("ito", "ito", "lee"):
        request = CaseRequest("result", "potassium", PatientId(smith.id), state="unsolicited")
        number = asking.cases.begin("ana", request).entry.subject
        assert number is not None
        asking.cases.step("ana", number.id, StepRequest("match", {"orderer": "lee"}))
        asking.cases.step("ana", number.id, StepRequest("show", {"clinician": clinician}))
    own = asking.previsit.own_day("lee")
    assert own
    assert ["lee"] == [one.case.facts["clinician"] for one in own.waiting if one.case.kind == "result"]
