"""Does the journal tell from when an estimate is due, and is one kept with its visit, undone and superseded?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, NotAllowed, Refused
from core.estimates.model import Estimate, EstimateStatus, How
from core.schedule.requests import MoveRequest
from tests.clinics import book, visit_of
from tests.insured import PAYERS, insure, pays_self

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk import Desk
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from tests.clinics import FakeClock

FEES = """
[[fee]]
type = "fu20"
code = "99213"
name = "Office visit, established"
amount = "120.50"

[[fee]]
type = "fu20"
code = "36415"
name = "Blood draw"
amount = 15
from = 2026-12-01

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit, Dr Ito"
amount = 140.25
provider = "ito"
"""


@pytest.fixture
def priced(desk: Desk) -> Desk:
    """The desk of a clinic with payers and fees."""
    desk.set_up("sue", PAYERS + FEES, place="fees.toml")
    return desk


def stands(desk: Desk, number: AppointmentId) -> tuple[str, str | None]:
    """Where the estimate of a visit stands, and until when somebody has to do something."""
    found = desk.estimates.of_visit("ana", number).standing
    return found.state.value, f"{found.by:%a %-d %b}" if found.by else None


def moved(desk: Desk, visit: ScheduledVisit, start: str) -> ScheduledVisit:
    """The visit, carried to another time."""
    request = MoveRequest(visit.appointment.id, datetime.fromisoformat(start))
    return visit_of(desk.schedule.move("ana", request))


def test_the_clock_begins_with_booking_moving_and_when_it_is_known(
    priced: Desk, smith: Patient, clock: FakeClock
) -> None:
    """After hours is the day at the site; what is undone never was; insured becomes self-pay after the booking."""
    clock.set("2026-11-23T23:30")  # Tuesday by UTC
    visit = book(priced, smith, "2026-12-09T10:00")
    number = visit.appointment.id
    assert ("not-needed", None) == stands(priced, number), "no coverage is not self-pay"
    insured = insure(priced, smith)
    assert ("not-needed", None) == stands(priced, number)

    clock.set("2026-11-27T18:00")
    priced.coverage.edit("ana", insured.id, {"ends": date(2026, 12, 1)})
    pays_self(priced, smith, starts=date(2026, 12, 2))
    assert ("due", "Mon 30 Nov") == stands(priced, number), "8 business days ahead, from when it is known"
    priced.journal.undo("ana")
    assert ("not-needed", None) == stands(priced, number)
    priced.journal.redo("ana")
    assert ("due", "Mon 30 Nov") == stands(priced, number)

    clock.set("2026-12-01T09:00")
    later = moved(priced, visit, "2026-12-30T10:00")
    assert ("due", "Fri 4 Dec") == stands(priced, number), "more than 10 ahead of 30 December: 3 days"
    assert [number] == [one.scheduled.appointment.id for one in priced.estimates.due("ana")]
    clock.set("2026-12-02T09:00")
    priced.journal.undo("ana")
    assert ("due", "Mon 30 Nov") == stands(priced, number), "as if it had never been moved"
    priced.journal.redo("ana")
    assert ("due", "Fri 4 Dec") == stands(priced, number)
    again = moved(priced, priced.schedule.appointment("ana", later.appointment.id), "2026-12-30T14:00")
    assert ("due", "Fri 4 Dec") == stands(priced, again.appointment.id), "another time of the same day is no other day"


def test_an_estimate_is_made_given_superseded_and_undone(
    priced: Desk, smith: Patient, store: Store[Reading, Writing]
) -> None:
    """By the fees of the day of the visit and its provider; the first giving counts; another type wants another one."""
    pays_self(priced, smith)
    visit = book(priced, smith, "2026-12-02T10:00")
    number = visit.appointment.id

    def kept() -> list[tuple[str, int]]:
        with store.read() as reading:
            return [(one.status.value, one.cents) for one in reading.estimates.of_visit(number)]

    assert "Estimate of fu20" in priced.estimates.make("ana", number).sentence
    assert ([("drafted", 13550)], ("drafted", "Tue 24 Nov")) == (kept(), stands(priced, number))
    priced.estimates.give("ana", number, How.EMAIL)
    assert ([("given", 13550)], ("given", None)) == (kept(), stands(priced, number))
    with pytest.raises(BadInput, match=r"was given .* by ana already"):
        priced.estimates.give("ben", number, How.PAPER)

    ito = MoveRequest(number, datetime.fromisoformat("2026-12-02T10:00"), provider="ito")
    priced.schedule.move("ana", ito)
    assert ("due", "Tue 1 Dec") == stands(priced, number)
    priced.estimates.give("ben", number, How.PAPER)
    assert [("superseded", 13550), ("given", 15525)] == kept()
    priced.journal.undo("ben")
    assert [("given", 13550), ("entered-in-error", 15525)] == kept()
    assert ("due", "Tue 1 Dec") == stands(priced, number)
    priced.estimates.decline("ben", number, "knows the price")
    assert ("patient-declined", None) == stands(priced, number)
    assert ["superseded", "entered-in-error", "declined"] == [status for status, _ in kept()]


def test_who_asks_is_told_in_time_insured_or_not(priced: Desk, smith: Patient) -> None:
    """A question is noted and due within 3 business days; no fee, no estimate; the text says all that it must."""
    visit = book(priced, smith, "2026-11-24T10:00")
    number = visit.appointment.id
    assert "due by Thu 26 Nov 2026" in priced.estimates.ask("ana", number).sentence
    assert ("due", "Thu 26 Nov") == stands(priced, number)
    assert [number] == [one.scheduled.appointment.id for one in priced.estimates.due("ana")]
    with pytest.raises(NotAllowed):
        priced.estimates.make("vic", number)
    change = priced.estimates.give("ana", number, How.PAPER)
    (made,) = change.all_of(Estimate)
    assert (EstimateStatus.GIVEN, True) == (made.status, made.asked_at is not None)
    assert () == priced.estimates.due("ana")
    text = priced.estimates.document("ana", number).text()
    for told in (
        "Smith, John",
        "1984",
        "Follow-up",
        "2026",
        "Lee, Dana MD",
        "99213",
        "$120.50",
        "$400",
    ):
        assert told in text
    assert max(map(len, text.splitlines())) <= 72
    priced.patients.edit("ana", smith.id, {"language": "Spanish"})
    assert "Estimación de buena fe" in priced.estimates.document("ana", number).text()
    assert priced.estimates.document("ana", number).pdf().startswith(b"%PDF")

    other = book(priced, smith, "2026-12-08T10:00", visit_type="new40").appointment.id
    with pytest.raises(Refused, match="no fee of new40 with Lee, Dana MD is set up"):
        priced.estimates.make("ana", other)
    priced.estimates.decline("ana", other)
    assert "estimate-decline" in [entry.verb for entry in priced.journal.entries_on("ana", smith.ref)]
    assert ("patient-declined", None) == stands(priced, other)
