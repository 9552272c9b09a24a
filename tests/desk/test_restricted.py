"""Is a restricted record opened for a reason alone, by whom it was given, for as long as it counts?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, NeedsReason
from core.patients.model import PatientStatus
from tests.clinics import book

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient
    from tests.clinics import FakeClock


@pytest.fixture(autouse=True)
def restricted(desk: Desk, smith: Patient) -> None:
    """The record of Smith is restricted."""
    desk.patients.edit("ana", smith.id, {"status": PatientStatus.RESTRICTED})


def test_it_opens_for_who_said_why(desk: Desk, smith: Patient, jones: Patient, clock: FakeClock) -> None:
    """Eight hours long, for that person and no other, nor for who acts with their rights; all of it is in the log."""
    with pytest.raises(NeedsReason, match=r'MRN 100001 is restricted.*patient open 100001 --reason "why"') as caught:
        desk.patients.opened("ana", smith.id, "sheet")
    assert (smith.id, ["RESTRICTED"]) == (caught.value.patient, [one.rule for one in caught.value.conflicts])
    assert "Smith" not in caught.value.sentence
    said = desk.patients.give_reason("ana", smith.id, " calls about  a visit ")
    assert "Noted why you open the record with MRN 100001. It counts for 8 hours." == said
    for actor in ("ana", "ana for ben"):
        assert "" == desk.patients.opened(actor, smith.id, "sheet")
    for actor in ("ben", "sue for ana"):
        with pytest.raises(NeedsReason):
            desk.patients.opened(actor, smith.id, "sheet")
    _, openings = desk.patients.openings_of("sue", smith.mrn)
    assert ["sheet", "sheet", "reason: calls about a visit"] == [one.way for one in openings]
    clock.forward(minutes=8 * 60 + 1)
    with pytest.raises(NeedsReason):
        desk.patients.opened("ana", smith.id, "sheet")
    assert "" == desk.patients.opened("ana", jones.id, "sheet")


def test_what_is_no_reason(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Nothing, signs, a card's number, and a reason for a record that opens without one."""
    for reason in ("", " ", "...", "ab", "\u202e\x1b"):
        with pytest.raises(BadInput, match="in a few words"):
            desk.patients.give_reason("ana", smith.id, reason)
    with pytest.raises(BadInput, match="payment card"):
        desk.patients.give_reason("ana", smith.id, "pays with 4111 1111 1111 1111")
    with pytest.raises(BadInput, match="opens without a reason"):
        desk.patients.give_reason("ana", jones.id, "calls")
    with pytest.raises(NeedsReason):
        desk.patients.opened("ana", smith.id, "sheet")


def test_it_is_booked_like_any_other(desk: Desk, smith: Patient) -> None:
    """Privacy keeps nobody from a visit."""
    assert book(desk, smith, "2026-11-24T10:00").patient.id == smith.id


def test_it_has_a_status_beside(desk: Desk, smith: Patient) -> None:
    """The word of before marks it and leaves the status; who died may be restricted; undo restores it."""
    desk.patients.edit("ana", smith.id, {"status": PatientStatus.DECEASED})
    desk.patients.edit("ana", smith.id, {"status": PatientStatus.RESTRICTED})
    found = desk.patients.by_id("ana", smith.id)
    assert (PatientStatus.DECEASED, True) == (found.status, found.restricted)
    desk.patients.edit("ana", smith.id, {"restricted": False})
    assert "" == desk.patients.opened("ben", smith.id, "sheet")
    desk.journal.undo("ana")
    with pytest.raises(NeedsReason):
        desk.patients.opened("ben", smith.id, "sheet")
