"""Does a case that is about a visit stand on its list in time, whatever becomes of the visit?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from core.cases.beginning import CaseRequest
from core.cases.due import last_day
from core.cases.linking import LinkRequest
from core.cases.model import Case, LinkKind
from core.cases.stepping import StepRequest
from core.record_ref import AppointmentId
from core.schedule.requests import BookingRequest, MoveRequest
from core.visits.state import Verb
from tests.clinics import MAIN

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient


def test_a_referral_follows_its_visit(desk: Desk, smith: Patient) -> None:
    """Moved, its day is another; cancelled, it is due today; undone, as it was; of another visit it knows nothing."""
    numbers = []
    for start in ("2026-11-24T10:00", "2026-11-24T11:00"):
        booked = desk.schedule.book("ana", BookingRequest(smith.id, "fu20", "lee", datetime.fromisoformat(start)))
        numbers.append(AppointmentId(booked.records[0].ref.id))
    visit, other = numbers
    links = (LinkRequest(LinkKind.APPOINTMENT, str(visit)),)
    request = CaseRequest("referral-in", "knee", smith.id, facts={"from": "Dr Osei"}, links=links)
    number = desk.cases.begin("ana", request).all_of(Case)[0].id
    desk.cases.step("ana", number, StepRequest("schedule", {"visit_on": "2026-11-24"}))

    def stands() -> tuple[str, date | None]:
        case = desk.cases.whole("ana", number).seen.case
        return case.facts["visit_on"], last_day(case.due, desk.clinic().sites["main"])

    at_first = ("2026-11-24", date(2026, 11, 25))
    assert at_first == stands()
    desk.visits.do("ana", Verb.CANCEL, other, reason="sick")
    assert at_first == stands()
    desk.schedule.move("ana", MoveRequest(visit, datetime(2026, 12, 4, 10)))
    assert ("2026-12-04", date(2026, 12, 7)) == stands()
    desk.journal.undo("ana")
    assert at_first == stands()
    desk.visits.do("ana", Verb.CANCEL, visit, reason="sick")
    assert ("2026-11-24", desk.now().astimezone(MAIN).date()) == stands()
    desk.journal.undo("ana")
    assert at_first == stands()
    notes = [event.note for event in desk.cases.whole("ana", number).events if "Its visit" in event.note]
    assert len(notes) == 4
    assert "cancelled" in notes[2]
    desk.journal.undo("ana")
